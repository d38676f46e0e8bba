module com.example.shop {
    requires dev.typesync.jdbc;
}

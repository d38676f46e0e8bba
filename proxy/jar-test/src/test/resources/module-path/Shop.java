package com.example.shop;

import dev.typesync.jdbc.TypesyncDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;

public final class Shop {
    private Shop() {}

    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection(arguments[0]);
                PreparedStatement insert = connection.prepareStatement(
                        "insert into products (name) values (?)", Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, "kettle");
            insert.executeUpdate();
        }
        TypesyncDataSource dataSource = new TypesyncDataSource();
        dataSource.setUrl(arguments[0]);
        dataSource.awaitDelivered(Duration.ofMinutes(1));
        System.out.println("delivered by " + TypesyncDataSource.class.getModule());
    }
}

/**
 * The typesync JDBC driver. The build compiles this descriptor against the finished jar, because the libraries inside
 * have their names only there.
 *
 * <p>Applications use the two exported packages. typesync works only on top of pgjdbc, so pgjdbc is required.
 */
module dev.typesync.jdbc {
    requires transitive java.sql;
    requires java.management;
    requires java.net.http;
    requires org.postgresql.jdbc;

    // Libraries inside the jar use these if they are there: Jackson java.beans and XML, Guava sun.misc.Unsafe.
    requires static java.compiler;
    requires static java.desktop;
    requires static jdk.unsupported;

    // Spring Boot, where the application has it, makes instances of the classes of one package.
    requires static spring.boot;
    requires static spring.context;
    requires static spring.core;

    opens dev.typesync.jdbc.spring to
            spring.core;

    exports dev.typesync.event;
    exports dev.typesync.jdbc;

    uses dev.typesync.event.CommittedTransactionListener;
    uses java.sql.Driver;
    uses dev.typesync.shaded.org.slf4j.spi.SLF4JServiceProvider;

    provides java.sql.Driver with
            dev.typesync.jdbc.TypesyncDriver;
    provides dev.typesync.shaded.org.slf4j.spi.SLF4JServiceProvider with
            dev.typesync.shaded.org.slf4j.jul.JULServiceProvider;
}

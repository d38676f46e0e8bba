package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.typesync.config.ReplicatorPlace;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriverUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "jdbc:typesync:postgresql://host:5432/shop -> jdbc:postgresql://host:5432/shop",
                "jdbc:typesync:postgresql:shop?user=app -> jdbc:postgresql:shop?user=app",
                "jdbc:typesync:postgresql:typesync: -> jdbc:postgresql:typesync:",
                "jdbc:typesync:typesync:postgresql:shop -> jdbc:typesync:postgresql:shop",
                "jdbc:typesync:postgresql://a:1,b:2/x?ssl=true&&y -> jdbc:postgresql://a:1,b:2/x?ssl=true&&y",
                "jdbc:typesync:postgresql:x?typesync.config=f.yaml -> jdbc:postgresql:x",
                "jdbc:typesync:postgresql:x?typesync.config=f&a=b%20+c&d -> jdbc:postgresql:x?a=b%20+c&d",
                "jdbc:typesync:postgresql:x?a=b&typesync.driver=D&c=d& -> jdbc:postgresql:x?a=b&c=d&",
                "jdbc:typesync:postgresql:x?options=-c%20typesync.config=y -> "
                        + "jdbc:postgresql:x?options=-c%20typesync.config=y",
                "jdbc:typesync:postgresql:typesync.mode? -> jdbc:postgresql:typesync.mode?"
            })
    void passesTheRestOfTheUrlToTheDelegateUnchanged(String url, String delegateUrl) throws SQLException {
        assertThat(DriverUrl.parse(url, null).url()).isEqualTo(delegateUrl);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:postgresql:x", "jdbc:p6spy:typesync:x", "JDBC:typesync:x", "typesync:postgresql:x", ""})
    void rejectsUrlsWithoutThePrefix(String url) {
        assertThat(DriverUrl.accepts(url)).isFalse();
        assertThat(DriverUrl.accepts(null)).isFalse();
    }

    @Test
    void readsTypesyncsParametersFromTheUrl() throws SQLException {
        DriverOptions options = DriverUrl.parse(
                        "jdbc:typesync:postgresql:x?typesync.config=%2Fetc%2Fa+b.yaml&typesync.enabled=FALSE"
                                + "&typesync.driver=org.example.Driver&typesync.replicator=external",
                        null)
                .options();

        assertThat(options)
                .isEqualTo(new DriverOptions("/etc/a b.yaml", false, "org.example.Driver", ReplicatorPlace.EXTERNAL));
    }

    @Test
    void prefersTypesyncsParametersInThePropertiesOverTheUrl() throws SQLException {
        Properties defaults = new Properties();
        defaults.setProperty("typesync.replicator", "embedded");
        defaults.setProperty("ssl", "true");
        Properties info = new Properties(defaults);
        info.setProperty("user", "app");
        info.setProperty("typesync.config", "from-properties.yaml");

        DriverUrl parsed = DriverUrl.parse("jdbc:typesync:postgresql:x?typesync.config=from-url.yaml", info);

        assertThat(parsed.options())
                .isEqualTo(new DriverOptions("from-properties.yaml", true, null, ReplicatorPlace.EMBEDDED));
        assertThat(parsed.properties()).containsOnlyKeys("user", "ssl");
        assertThat(info).as("the caller's own").containsOnlyKeys("user", "typesync.config");
    }

    @ParameterizedTest
    @ValueSource(strings = {"typesync.confg=x", "typesync.=x", "typesync.apiKey=x", "typesync.Enabled=true"})
    void rejectsUnknownParametersAndNamesTheKnownOnes(String parameter) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverUrl.parse("jdbc:typesync:postgresql:x?" + parameter, null))
                .withMessageContaining(parameter.substring(0, parameter.indexOf('=')))
                .withMessageContaining("typesync.config, typesync.enabled, typesync.driver, typesync.replicator")
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("22023"));
    }

    @Test
    void rejectsUnknownProperties() {
        Properties info = new Properties();
        info.setProperty("typesync.nodes", "http://localhost:8108");

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverUrl.parse("jdbc:typesync:postgresql:x", info))
                .withMessageContaining("typesync.nodes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "typesync.enabled=no",
                "typesync.enabled",
                "typesync.replicator=nowhere",
                "typesync.config=a&typesync.config=b",
                "typesync.config=%zz"
            })
    void rejectsInvalidValues(String parameters) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverUrl.parse("jdbc:typesync:postgresql:x?" + parameters, null))
                .withMessageContaining(parameters.split("[=&]", -1)[0]);
    }
}

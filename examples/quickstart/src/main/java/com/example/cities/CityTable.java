package com.example.cities;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The table {@code cities}, written with plain JDBC in all ways that applications use. */
final class CityTable {
    private static final String CREATE = """
            create table cities (
              id int primary key,
              name text not null,
              country text not null,
              population int not null,
              timezone text not null,
              location point not null,
              alternatenames text[] not null)""";
    private static final String INSERT = "insert into cities values (?, ?, ?, ?, ?, point(?, ?), ?)";
    private static final int BATCH = 1_000;

    private final Connection connection;

    CityTable(Connection connection) {
        this.connection = connection;
    }

    void create() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE);
        }
    }

    /** Inserts the cities in batches. Each batch is one transaction. */
    void insert(List<City> cities) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int from = 0; from < cities.size(); from += BATCH) {
                for (City city : cities.subList(from, Math.min(cities.size(), from + BATCH))) {
                    bind(insert, city);
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
            }
        }
        connection.setAutoCommit(true);
    }

    void insert(City city) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            bind(insert, city);
            insert.executeUpdate();
        }
    }

    /** Updates one row by its key. */
    void setPopulation(int id, int population) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update cities set population = ? where id = ?")) {
            update.setInt(1, population);
            update.setInt(2, id);
            update.executeUpdate();
        }
    }

    /** Updates by name and not by key, with a statement without parameters. */
    int rename(String from, String to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("update cities set name = '" + to + "' where name = '" + from + "'");
        }
    }

    /** Updates many rows with one statement. */
    int setTimezone(String country, String timezone) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update cities set timezone = ? where country = ?")) {
            update.setString(1, timezone);
            update.setString(2, country);
            return update.executeUpdate();
        }
    }

    int delete(String name) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from cities where name = ?")) {
            delete.setString(1, name);
            return delete.executeUpdate();
        }
    }

    /** Deletes all cities of a country and rolls the transaction back. */
    void deleteCountryAndRollBack(String country) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement delete = connection.prepareStatement("delete from cities where country = ?")) {
            delete.setString(1, country);
            delete.executeUpdate();
            connection.rollback();
        }
        connection.setAutoCommit(true);
    }

    /** Increments the population of every city of a country. */
    int incrementPopulations(String country) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update cities set population = population + 1 where country = ?")) {
            update.setString(1, country);
            return update.executeUpdate();
        }
    }

    private void bind(PreparedStatement insert, City city) throws SQLException {
        Array alternateNames =
                connection.createArrayOf("text", city.alternateNames().toArray());
        insert.setInt(1, city.id());
        insert.setString(2, city.name());
        insert.setString(3, city.country());
        insert.setInt(4, city.population());
        insert.setString(5, city.timezone());
        insert.setDouble(6, city.longitude());
        insert.setDouble(7, city.latitude());
        insert.setArray(8, alternateNames);
    }
}

package com.example.cities;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * An ordinary application that keeps a table of cities in PostgreSQL. It uses only JDBC. Its arguments are a JDBC URL
 * and a file of cities. It executes one command per line and answers with the elapsed time in microseconds.
 */
public final class CityApp {
    private static final City NUSANTARA = new City(
            99_000_001,
            "Nusantara",
            "ID",
            147_000,
            "Asia/Makassar",
            -0.9726,
            116.7094,
            List.of("Ibu Kota Nusantara", "Нусантара", "نوسانتارا", "ヌサンタラ", "努山塔拉"));
    private static final City XIONGAN = new City(
            99_000_002,
            "Xiong'an",
            "CN",
            1_205_440,
            "Asia/Shanghai",
            38.9989,
            115.9811,
            List.of("Xiongan New Area", "Сюнъань", "雄安", "雄安新区", "ションアン"));

    private static final int REYKJAVIK = 3413829;

    private final CityTable table;
    private final File file;

    private CityApp(CityTable table, File file) {
        this.table = table;
        this.file = file;
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        PrintStream output = new PrintStream(System.out, true, UTF_8);
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            CityApp app = new CityApp(new CityTable(connection), new File(arguments[1]));
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                long start = System.nanoTime();
                app.execute(command);
                output.println((System.nanoTime() - start) / 1_000);
            }
        }
    }

    private void execute(String command) throws SQLException, IOException {
        switch (command) {
            case "load" -> load();
            case "found Nusantara" -> table.insert(NUSANTARA);
            case "count Reykjavík" -> table.setPopulation(REYKJAVIK, 140_123);
            case "rename Astana" -> table.rename("Astana", "Nur-Sultan");
            case "unite Kazakhstan" -> table.setTimezone("KZ", "Asia/Qyzylorda");
            case "drop Japan" -> table.deleteCountryAndRollBack("JP");
            case "found Xiong'an" -> table.insert(XIONGAN);
            case "count Japan" -> table.incrementPopulations("JP");
            case "give up Kiruna" -> table.delete("Kiruna");
            default -> throw new IllegalArgumentException("unknown command: " + command);
        }
    }

    private void load() throws SQLException, IOException {
        table.create();
        table.insert(CityFile.read(file));
    }
}

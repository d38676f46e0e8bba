package com.example.demo;

import static com.example.demo.Expectation.lacks;
import static com.example.demo.Expectation.shows;

import java.util.List;

/** The steps of the program. */
final class Story {
    static final Step LOAD = new Step(
            "load all cities, in transactions of 1,000",
            List.of("load"),
            List.of(
                    shows(Search.count(), "34,006 cities"),
                    shows(Search.typo("Copenhagn"), "Copenhagen, DK"),
                    shows(Search.script("東京"), "Tokyo, JP"),
                    shows(Search.around(52.52, 13.41, 30), "Berlin, DE")));

    static final List<Step> CHANGES = List.of(
            new Step(
                    "insert Nusantara, Indonesia's next capital",
                    List.of("found Nusantara"),
                    List.of(
                            shows(Search.typo("Nusantra"), "Nusantara, ID"),
                            shows(Search.script("ヌサンタラ"), "Nusantara, ID"),
                            shows(Search.around(-0.97, 116.71, 30), "Nusantara, ID"))),
            new Step(
                    "update the population of Reykjavík",
                    List.of("count Reykjavík"),
                    List.of(
                            shows(Search.typo("Reykjavk"), "Reykjavík, IS, 140,123"),
                            shows(Search.script("Рейкьявик"), "Reykjavík, IS, 140,123"),
                            shows(Search.around(64.14, -21.90, 30), "Reykjavík, IS, 140,123"))),
            new Step(
                    "rename Astana to Nur-Sultan",
                    List.of("rename Astana"),
                    List.of(
                            shows(Search.typo("Nur-Sultn"), "Nur-Sultan, KZ"),
                            shows(Search.script("Астана"), "Nur-Sultan, KZ"),
                            shows(Search.around(51.18, 71.45, 30), "Nur-Sultan, KZ"))),
            new Step(
                    "update all of Kazakhstan: one time zone",
                    List.of("unite Kazakhstan"),
                    List.of(
                            shows(Search.typo("Almaaty"), "Asia/Qyzylorda"),
                            shows(Search.script("アルマトイ"), "Asia/Qyzylorda"),
                            shows(Search.around(50.28, 57.17, 30), "Asia/Qyzylorda"))));

    static final Step ROLLED_BACK = new Step(
            "delete all of Japan, and roll back",
            List.of("drop Japan"),
            List.of(
                    shows(Search.typo("Yokohma"), "Yokohama, JP"),
                    shows(Search.script("東京"), "Tokyo, JP"),
                    shows(Search.around(34.69, 135.50, 30), "Osaka, JP")));

    static final Step WHILE_DOWN = new Step(
            "insert Xiong'an, and count all of Japan again",
            List.of("found Xiong'an", "count Japan"),
            List.of(
                    shows(Search.typo("Xiongann"), "Xiong'an, CN"),
                    shows(Search.script("雄安"), "Xiong'an, CN"),
                    shows(Search.around(35.69, 139.69, 30), "Tokyo, JP, 9,733,277")));

    static final Step DELETED = new Step(
            "delete Kiruna, the town that its mine swallows",
            List.of("give up Kiruna"),
            List.of(
                    lacks(Search.typo("Kirunna"), "Kiruna"),
                    lacks(Search.script("キルナ"), "Kiruna"),
                    lacks(Search.around(67.86, 20.23, 30), "Kiruna")));

    private Story() {}
}

package dev.typesync.frameworks.spring;

import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

/** Boot's properties of a data source, which are in another package in each generation of Boot. */
class BootProperties extends DataSourceProperties {}

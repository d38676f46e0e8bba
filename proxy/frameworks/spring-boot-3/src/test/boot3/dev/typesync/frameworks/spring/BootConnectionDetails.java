package dev.typesync.frameworks.spring;

import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/** What a service connection gives Boot. It is in another package in each generation of Boot. */
interface BootConnectionDetails extends JdbcConnectionDetails {}

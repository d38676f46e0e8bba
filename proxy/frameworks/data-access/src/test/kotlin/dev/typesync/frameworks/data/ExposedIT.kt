package dev.typesync.frameworks.data

import dev.typesync.frameworks.Failure
import org.jetbrains.exposed.v1.core.Table
import org.jetbrains.exposed.v1.core.eq
import org.jetbrains.exposed.v1.core.like
import org.jetbrains.exposed.v1.core.plus
import org.jetbrains.exposed.v1.core.vendors.PostgreSQLDialect
import org.jetbrains.exposed.v1.jdbc.Database
import org.jetbrains.exposed.v1.jdbc.batchInsert
import org.jetbrains.exposed.v1.jdbc.batchUpsert
import org.jetbrains.exposed.v1.jdbc.deleteWhere
import org.jetbrains.exposed.v1.jdbc.insert
import org.jetbrains.exposed.v1.jdbc.insertIgnore
import org.jetbrains.exposed.v1.jdbc.insertReturning
import org.jetbrains.exposed.v1.jdbc.selectAll
import org.jetbrains.exposed.v1.jdbc.transactions.transaction
import org.jetbrains.exposed.v1.jdbc.update
import org.jetbrains.exposed.v1.jdbc.updateReturning
import org.jetbrains.exposed.v1.jdbc.upsert
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.springframework.jdbc.datasource.DriverManagerDataSource
import java.nio.file.Path

class ExposedIT {
    private object CustomerTable : Table("customers") {
        val id = integer("id").autoIncrement()
        val email = text("email").uniqueIndex("customers_email_key")
        val name = text("name").nullable()
        val visits = integer("visits").default(0)
        override val primaryKey = PrimaryKey(id)
    }

    @TempDir
    lateinit var directory: Path

    @Test
    fun needsNothingWithADataSource() {
        Customers.compare(directory) { url -> work(Database.connect(DriverManagerDataSource(url))) }
    }

    @Test
    fun needsTheNameOfTheDriverWithAUrl() {
        Database.registerJdbcDriver(
            "jdbc:typesync:postgresql",
            "dev.typesync.jdbc.TypesyncDriver",
            PostgreSQLDialect.dialectName,
        )
        Customers.compare(directory) { url -> work(Database.connect(url)) }
    }

    private fun work(database: Database): List<Any?> {
        val seen = mutableListOf<Any?>(database.dialect.name)
        seen.add(transaction(database) { insertRows() })
        seen.add(transaction(database) { changeRows() })
        seen.add(
            Failure.of {
                transaction(database) {
                    maxAttempts = 1
                    CustomerTable.insert { it[email] = "never committed" }
                    CustomerTable.insert { it[email] = "ann" }
                }
            },
        )
        seen.add(transaction(database) { CustomerTable.selectAll().map { it[CustomerTable.email] }.sorted() })
        return seen
    }

    private fun insertRows(): List<Any?> {
        val seen = mutableListOf<Any?>()
        seen.add(CustomerTable.insert { it[email] = "ann" }[CustomerTable.id])
        seen.add(CustomerTable.batchInsert((1..12).map { "customer $it" }) { this[CustomerTable.email] = it }
            .map { it[CustomerTable.id] })
        seen.add(CustomerTable.batchInsert(listOf("bob", "cid"), shouldReturnGeneratedValues = false) {
            this[CustomerTable.email] = it
        }.size)
        seen.add(CustomerTable.insertReturning(listOf(CustomerTable.id)) { it[email] = "dan" }
            .single()[CustomerTable.id])
        seen.add(CustomerTable.insertIgnore { it[email] = "ann" }.insertedCount)
        return seen
    }

    private fun changeRows(): List<Any?> {
        val seen = mutableListOf<Any?>()
        seen.add(CustomerTable.update({ CustomerTable.email like "customer%" }) { it[visits] = visits + 1 })
        seen.add(CustomerTable.deleteWhere { email eq "customer 3" })
        CustomerTable.upsert(CustomerTable.email) {
            it[email] = "ann"
            it[name] = "Ann"
        }
        CustomerTable.batchUpsert(listOf("bob", "eve"), CustomerTable.email) {
            this[CustomerTable.email] = it
            this[CustomerTable.visits] = 7
        }
        seen.add(CustomerTable.updateReturning(listOf(CustomerTable.id), { CustomerTable.email eq "cid" }) {
            it[name] = "Cid"
        }.map { it[CustomerTable.id] })
        return seen
    }
}

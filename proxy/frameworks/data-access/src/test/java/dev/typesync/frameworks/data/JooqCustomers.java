package dev.typesync.frameworks.data;

import org.jooq.Identity;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;
import org.jooq.impl.Internal;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;
import org.jooq.impl.UpdatableRecordImpl;

/** The table, as jOOQ's code generator describes it. */
final class JooqCustomers extends TableImpl<JooqCustomers.Row> {
    static final JooqCustomers CUSTOMERS = new JooqCustomers();

    final TableField<Row, Integer> ID =
            createField(DSL.name("id"), SQLDataType.INTEGER.nullable(false).identity(true));
    final TableField<Row, String> EMAIL = createField(DSL.name("email"), SQLDataType.CLOB.nullable(false));
    final TableField<Row, String> NAME = createField(DSL.name("name"), SQLDataType.CLOB);
    final TableField<Row, Integer> VISITS =
            createField(DSL.name("visits"), SQLDataType.INTEGER.nullable(false).defaultValue(DSL.inline(0)));
    final TableField<Row, String[]> TAGS = createField(DSL.name("tags"), SQLDataType.CLOB.array());

    private JooqCustomers() {
        super(DSL.name("customers"));
    }

    @Override
    public Class<Row> getRecordType() {
        return Row.class;
    }

    @Override
    public Identity<Row, Integer> getIdentity() {
        return Internal.createIdentity(this, ID);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // as in generated code
    public UniqueKey<Row> getPrimaryKey() {
        return Internal.createUniqueKey(this, DSL.name("customers_pkey"), new TableField[] {ID}, true);
    }

    /** A row of the table. */
    public static final class Row extends UpdatableRecordImpl<Row> {
        public Row() {
            super(CUSTOMERS);
        }

        @Override
        public Record key() {
            return super.key();
        }
    }
}

package dev.typesync.capture.catalog;

import dev.typesync.outbox.SqlQuoting;
import dev.typesync.outbox.TypeSql;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The queries on the catalog. None of them can raise an error, whatever the catalog contains: an error would end the
 * application's transaction. The comment of each lists the columns of its result.
 */
public final class CatalogSql {
    private CatalogSql() {}

    /** The schemas in which a new session looks for tables. */
    public static String schemas() {
        return "select s from pg_catalog.unnest(pg_catalog.current_schemas(false)) with ordinality u(s, n) order by n";
    }

    /** schema, name, oid of the tables with one of the names in one of the schemas. */
    static String tables(Collection<String> schemas, Collection<String> names) {
        return "select n.nspname, c.relname, c.oid from pg_catalog.pg_class c"
                + " join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) c.relnamespace"
                + " where c.relkind" + isAnyChar("r,p,f") + ""
                + " and n.nspname" + isAnyName(schemas) + " and c.relname" + isAnyName(names);
    }

    /** One row if one of the schemas has a table with this name and a primary key. */
    public static String keyed(Collection<String> schemas, String name) {
        return "select 1 from pg_catalog.pg_class c"
                + " join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) c.relnamespace"
                + " join pg_catalog.pg_index i on i.indrelid OPERATOR(pg_catalog.=) c.oid where i.indisprimary"
                + " and n.nspname" + isAnyName(schemas)
                + " and c.relname OPERATOR(pg_catalog.=) " + SqlQuoting.literal(name)
                + " limit 1";
    }

    /**
     * index, whether it is the primary key, column, whether that is NOT NULL, of each unique index that can name rows.
     */
    public static String uniqueKeys(long table) {
        return "select i.indexrelid, i.indisprimary, a.attname, a.attnotnull from pg_catalog.pg_index i"
                + " join pg_catalog.pg_attribute a on a.attrelid OPERATOR(pg_catalog.=) i.indrelid"
                + " and a.attnum OPERATOR(pg_catalog.=) any (i.indkey)"
                + " where i.indrelid OPERATOR(pg_catalog.=) " + table + " and i.indisunique"
                + " and i.indpred is null and i.indexprs is null";
    }

    /** root, oid, schema, name, kind of the tables, their partitions and inheritance children. */
    static String families(Collection<Long> roots) {
        return "with recursive f(root, oid) as (select c.oid, c.oid from pg_catalog.pg_class c where c.oid"
                + isAny(roots)
                + " union select f.root, i.inhrelid from f"
                + " join pg_catalog.pg_inherits i on i.inhparent OPERATOR(pg_catalog.=) f.oid)" + described("f");
    }

    /** root, oid, schema, name, kind of the parents of the tables, which are partitions or inheritance children. */
    static String ancestors(Collection<Long> roots) {
        return "with recursive f(root, oid) as (select i.inhrelid, i.inhparent from pg_catalog.pg_inherits i"
                + " where i.inhrelid" + isAny(roots) + " union select f.root, i.inhparent from f"
                + " join pg_catalog.pg_inherits i on i.inhrelid OPERATOR(pg_catalog.=) f.oid)" + described("f");
    }

    private static String described(String from) {
        return " select f.root, f.oid, n.nspname, c.relname, c.relkind from " + from
                + " join pg_catalog.pg_class c on c.oid OPERATOR(pg_catalog.=) f.oid"
                + " join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) c.relnamespace order by 1, 2";
    }

    /** table, column, base type, position, whether it is generated, of each primary key column. */
    static String keys(Collection<Long> tables) {
        return "select i.indrelid, a.attname, (with recursive b(o, base) as (select t.oid, t.typbasetype"
                + " from pg_catalog.pg_type t where t.oid OPERATOR(pg_catalog.=) a.atttypid"
                + " union all select t.oid, t.typbasetype from b"
                + " join pg_catalog.pg_type t on t.oid OPERATOR(pg_catalog.=) b.base"
                + " where b.base OPERATOR(pg_catalog.<>) '0')"
                + " select " + TypeSql.name("bt", "bn") + " from b"
                + " join pg_catalog.pg_type bt on bt.oid OPERATOR(pg_catalog.=) b.o"
                + " join pg_catalog.pg_namespace bn on bn.oid OPERATOR(pg_catalog.=) bt.typnamespace"
                + " where b.base OPERATOR(pg_catalog.=) '0'), k.n, a.attgenerated OPERATOR(pg_catalog.<>) ''"
                + " from pg_catalog.pg_index i"
                + " cross join lateral pg_catalog.unnest(i.indkey) with ordinality k(attnum, n)"
                + " join pg_catalog.pg_attribute a on a.attrelid OPERATOR(pg_catalog.=) i.indrelid"
                + " and a.attnum OPERATOR(pg_catalog.=) k.attnum"
                + " where i.indisprimary and k.n OPERATOR(pg_catalog.<=) i.indnkeyatts"
                + " and i.indrelid" + isAny(tables) + " order by 1, k.n";
    }

    /** table, column in the order of the table. */
    static String columns(Collection<Long> tables) {
        return "select a.attrelid, a.attname from pg_catalog.pg_attribute a"
                + " where a.attnum OPERATOR(pg_catalog.>) 0 and not a.attisdropped"
                + " and a.attrelid" + isAny(tables) + " order by a.attrelid, a.attnum";
    }

    /** relation, column, number, kind and name of its type, type modifier, whether its collation is deterministic. */
    static String columnTypes(Collection<Long> relations) {
        return "select a.attrelid, a.attname, a.attnum,"
                + " pg_catalog.format('%s %s', t.typtype, case when t.typtype OPERATOR(pg_catalog.<>) 'b'"
                + " or t.typnamespace OPERATOR(pg_catalog.=)"
                + " 'pg_catalog'::pg_catalog.regnamespace::pg_catalog.oid then t.typname end),"
                + " a.atttypmod, coalesce(l.collisdeterministic, true)"
                + " from pg_catalog.pg_attribute a"
                + " join pg_catalog.pg_type t on t.oid OPERATOR(pg_catalog.=) a.atttypid"
                + " left join pg_catalog.pg_collation l on l.oid OPERATOR(pg_catalog.=) a.attcollation"
                + " where a.attnum OPERATOR(pg_catalog.>) 0 and not a.attisdropped"
                + " and a.attrelid" + isAny(relations);
    }

    /** relation, if it, a partition or an inheritance child of it has a BEFORE row trigger. */
    static String beforeRowTriggers(Collection<Long> relations) {
        return "with recursive f(root, oid) as (select c.oid, c.oid from pg_catalog.pg_class c where c.oid"
                + isAny(relations)
                + " union select f.root, i.inhrelid from f"
                + " join pg_catalog.pg_inherits i on i.inhparent OPERATOR(pg_catalog.=) f.oid)"
                + " select distinct f.root from f"
                + " join pg_catalog.pg_trigger t on t.tgrelid OPERATOR(pg_catalog.=) f.oid"
                + " where not t.tgisinternal and t.tgenabled OPERATOR(pg_catalog.<>) 'D'"
                + " and (t.tgtype OPERATOR(pg_catalog.&) '3') OPERATOR(pg_catalog.=) '3'";
    }

    /** relation, schema, name, kind, event, whether it belongs to a view, a relation that it mentions, of each rule. */
    static String rules() {
        return "select distinct r.ev_class, n.nspname, c.relname, c.relkind, r.ev_type, r.rulename"
                + " OPERATOR(pg_catalog.=) '_RETURN',"
                + " d.refobjid from pg_catalog.pg_rewrite r"
                + " join pg_catalog.pg_class c on c.oid OPERATOR(pg_catalog.=) r.ev_class"
                + " join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) c.relnamespace"
                + " left join pg_catalog.pg_depend d on d.classid OPERATOR(pg_catalog.=)"
                + " 'pg_catalog.pg_rewrite'::pg_catalog.regclass::pg_catalog.oid"
                + " and d.objid OPERATOR(pg_catalog.=) r.oid"
                + " and d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid"
                + " and d.refobjid OPERATOR(pg_catalog.<>) r.ev_class"
                + " where c.relkind" + isAnyChar("r,p,f,v") + " and r.ev_enabled OPERATOR(pg_catalog.<>) 'D'"
                + " and n.nspname OPERATOR(pg_catalog.<>) all ('{pg_catalog,information_schema}'::pg_catalog.name[])";
    }

    /** view, its query as the server stores it, of the views without INSTEAD OF triggers. */
    static String views(Collection<Long> views) {
        return "select r.ev_class, r.ev_action::pg_catalog.text from pg_catalog.pg_rewrite r"
                + " where r.rulename OPERATOR(pg_catalog.=) '_RETURN'"
                + " and r.ev_class" + isAny(views) + " and not exists (select from pg_catalog.pg_trigger t"
                + " where t.tgrelid OPERATOR(pg_catalog.=) r.ev_class"
                + " and (t.tgtype OPERATOR(pg_catalog.&) '64') OPERATOR(pg_catalog.<>) '0')";
    }

    /** relation, number and name of a column, whether the relation has row security. */
    static String columnNumbers(Collection<Long> relations) {
        return "select c.oid, a.attnum, a.attname, c.relrowsecurity from pg_catalog.pg_class c"
                + " join pg_catalog.pg_attribute a on a.attrelid OPERATOR(pg_catalog.=) c.oid"
                + " and a.attnum OPERATOR(pg_catalog.>) 0 and not a.attisdropped"
                + " where c.oid" + isAny(relations);
    }

    /**
     * referencing and referenced table, action of update, of delete, schema, name, kind of the referenced table, one of
     * its columns, of each foreign key.
     */
    static String foreignKeys() {
        return "select f.conrelid, f.confrelid, f.confupdtype, f.confdeltype, n.nspname, c.relname, c.relkind, a.attname"
                + " from pg_catalog.pg_constraint f"
                + " join pg_catalog.pg_class c on c.oid OPERATOR(pg_catalog.=) f.confrelid"
                + " join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) c.relnamespace"
                + " cross join lateral pg_catalog.unnest(f.confkey) k(attnum)"
                + " join pg_catalog.pg_attribute a on a.attrelid OPERATOR(pg_catalog.=) f.confrelid"
                + " and a.attnum OPERATOR(pg_catalog.=) k.attnum"
                + " where f.contype OPERATOR(pg_catalog.=) 'f'";
    }

    /**
     * Foreign keys with an action other than NO ACTION and RESTRICT, one row for each of their columns in order: oid;
     * referencing and referenced table as oid, schema, name, kind, whether it has rules, whether it has children;
     * action of update, of delete; referenced column, operator after the cast of its left operand, referencing
     * column, whether ON DELETE sets it, cast of the referencing column. Without the copies in the partitions of a
     * referencing table.
     */
    static String foreignKeyActions() {
        // with an implicit cast of an enum no operator fits the enum alone, so the table counts as one with rules
        String ambiguous = "p.relhasrules or exists (select from pg_catalog.pg_attribute ea"
                + " join pg_catalog.pg_type et on et.oid OPERATOR(pg_catalog.=) ea.atttypid"
                + " join pg_catalog.pg_cast ec on ec.castsource OPERATOR(pg_catalog.=) et.oid"
                + " or ec.castsource OPERATOR(pg_catalog.=) et.typbasetype"
                + " join pg_catalog.pg_type cs on cs.oid OPERATOR(pg_catalog.=) ec.castsource"
                + " where ea.attrelid OPERATOR(pg_catalog.=) p.oid and ea.attnum OPERATOR(pg_catalog.=) any (f.confkey)"
                + " and cs.typtype OPERATOR(pg_catalog.=) 'e' and ec.castcontext OPERATOR(pg_catalog.=) 'i')";
        String table = "%1$s.oid, %1$sn.nspname, %1$s.relname, %1$s.relkind, %1$s.relhasrules, %1$s.relhassubclass, ";
        return "select f.oid, " + table.formatted("c") + table.formatted("p").replace("p.relhasrules", ambiguous)
                + "f.confupdtype, f.confdeltype, pa.attname,"
                + " pg_catalog.format('%s OPERATOR(%I.%s)', " + castTo("pa", "ol", "oln") + ", opn.nspname, o.oprname),"
                + " ca.attname, case when pg_catalog.jsonb_typeof(s.columns) OPERATOR(pg_catalog.=) 'array'"
                + " then s.columns OPERATOR(pg_catalog.@>) pg_catalog.to_jsonb(f.conkey[i]) else true end, "
                + castTo("ca", "orr", "orn")
                + " from pg_catalog.pg_constraint f"
                + " join pg_catalog.pg_class c on c.oid OPERATOR(pg_catalog.=) f.conrelid"
                + " join pg_catalog.pg_namespace cn on cn.oid OPERATOR(pg_catalog.=) c.relnamespace"
                + " join pg_catalog.pg_class p on p.oid OPERATOR(pg_catalog.=) f.confrelid"
                + " join pg_catalog.pg_namespace pn on pn.oid OPERATOR(pg_catalog.=) p.relnamespace"
                + " cross join lateral (select pg_catalog.to_jsonb(f) OPERATOR(pg_catalog.->)"
                + " 'confdelsetcols'::pg_catalog.text) s(columns)"
                + " cross join lateral pg_catalog.generate_subscripts(f.conkey, 1) i"
                + " join pg_catalog.pg_attribute ca on ca.attrelid OPERATOR(pg_catalog.=) f.conrelid"
                + " and ca.attnum OPERATOR(pg_catalog.=) f.conkey[i]"
                + " join pg_catalog.pg_attribute pa on pa.attrelid OPERATOR(pg_catalog.=) f.confrelid"
                + " and pa.attnum OPERATOR(pg_catalog.=) f.confkey[i]"
                + " join pg_catalog.pg_operator o on o.oid OPERATOR(pg_catalog.=) f.conpfeqop[i]"
                + " join pg_catalog.pg_namespace opn on opn.oid OPERATOR(pg_catalog.=) o.oprnamespace"
                + " join pg_catalog.pg_type ol on ol.oid OPERATOR(pg_catalog.=) o.oprleft"
                + " join pg_catalog.pg_namespace oln on oln.oid OPERATOR(pg_catalog.=) ol.typnamespace"
                + " join pg_catalog.pg_type orr on orr.oid OPERATOR(pg_catalog.=) o.oprright"
                + " join pg_catalog.pg_namespace orn on orn.oid OPERATOR(pg_catalog.=) orr.typnamespace"
                + " where f.contype OPERATOR(pg_catalog.=) 'f'"
                + " and (f.confupdtype" + isAnyChar("c,n,d") + " or f.confdeltype" + isAnyChar("c,n,d") + ")"
                + " and not exists (select from pg_catalog.pg_constraint u"
                + " where u.oid OPERATOR(pg_catalog.=) f.conparentid"
                + " and u.confrelid OPERATOR(pg_catalog.=) f.confrelid) order by f.oid, i";
    }

    /**
     * Whether a text that mentions these names can be evaluated twice without another effect, and whether the role may
     * read and lock the tables and sees all their rows. A text does not show which operators and casts it uses: all
     * user-defined ones count.
     */
    public static String mayBeReadTwice(Collection<String> names, Collection<Long> tables) {
        String named = isAnyName(names);
        return "select not exists (select from pg_catalog.pg_proc"
                + " where provolatile OPERATOR(pg_catalog.=) 'v' and proname" + named + ")"
                + " and not exists (select from pg_catalog.pg_class where relkind" + isAnyChar("v,f")
                + " and relname" + named + ")"
                + " and not exists (select from pg_catalog.pg_operator o"
                + " join pg_catalog.pg_proc p on p.oid OPERATOR(pg_catalog.=) o.oprcode"
                + " where p.provolatile OPERATOR(pg_catalog.=) 'v' and o.oid OPERATOR(pg_catalog.>=) '16384')"
                + " and not exists (select from pg_catalog.pg_cast c"
                + " join pg_catalog.pg_proc p on p.oid OPERATOR(pg_catalog.=) c.castfunc"
                + " where p.provolatile OPERATOR(pg_catalog.=) 'v' and c.oid OPERATOR(pg_catalog.>=) '16384')"
                + " and (select pg_catalog.bool_and(pg_catalog.has_table_privilege(oid, 'SELECT'::pg_catalog.text)"
                + " and pg_catalog.has_any_column_privilege(oid, 'UPDATE'::pg_catalog.text)"
                + " and not pg_catalog.row_security_active(oid)) from pg_catalog.pg_class where oid"
                + isAny(tables) + ")";
    }

    /** table, type bits, function of each trigger on the tables and their partitions. */
    static String triggersOn(Collection<Long> tables) {
        return "with recursive r(root, oid) as (select c.oid, c.oid from pg_catalog.pg_class c where c.oid"
                + isAny(tables)
                + " union select r.root, i.inhrelid from r"
                + " join pg_catalog.pg_inherits i on i.inhparent OPERATOR(pg_catalog.=) r.oid)"
                + " select distinct r.root, t.tgtype, t.tgfoid from r"
                + " join pg_catalog.pg_trigger t on t.tgrelid OPERATOR(pg_catalog.=) r.oid"
                + " where not t.tgisinternal and t.tgenabled OPERATOR(pg_catalog.<>) 'D'";
    }

    /**
     * table, schema, name, kind, whether it is a partition, type bits, function, column of {@code UPDATE OF}, of the
     * triggers that run one of the functions; one row for each column. The column is NULL, which means any column, if
     * one of them is computed from others.
     */
    static String triggersRunning(Collection<Long> functions) {
        return "select t.tgrelid, n.nspname, c.relname, c.relkind, c.relispartition, t.tgtype, t.tgfoid,"
                + " case when not exists (select from pg_catalog.pg_attribute g"
                + " where g.attrelid OPERATOR(pg_catalog.=) t.tgrelid"
                + " and g.attgenerated OPERATOR(pg_catalog.<>) ''"
                + " and g.attnum OPERATOR(pg_catalog.=) any (t.tgattr)) then a.attname end"
                + " from pg_catalog.pg_trigger t"
                + " join pg_catalog.pg_class c on c.oid OPERATOR(pg_catalog.=) t.tgrelid"
                + " join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) c.relnamespace"
                + " left join pg_catalog.pg_attribute a on a.attrelid OPERATOR(pg_catalog.=) t.tgrelid"
                + " and a.attnum OPERATOR(pg_catalog.=) any (t.tgattr)"
                + " where not t.tgisinternal and t.tgenabled OPERATOR(pg_catalog.<>) 'D'"
                + " and t.tgfoid" + isAny(functions);
    }

    private static final String NOT_IN_C = " join pg_catalog.pg_language l on l.oid OPERATOR(pg_catalog.=) p.prolang"
            + " join pg_catalog.pg_namespace n on n.oid OPERATOR(pg_catalog.=) p.pronamespace"
            + " where l.lanname OPERATOR(pg_catalog.<>) all ('{c,internal}'::pg_catalog.name[])"
            + " and n.nspname OPERATOR(pg_catalog.<>) all ('{pg_catalog,information_schema}'::pg_catalog.name[])";

    /** routine, its version, which changes when it is replaced, of all routines that are not written in C. */
    static String routines() {
        return "select p.oid, pg_catalog.format('%s%s', p.xmin, p.ctid)" + " from pg_catalog.pg_proc p" + NOT_IN_C;
    }

    /**
     * routine, its version, name, whether it is a trigger's function, whether its language is SQL or PL/pgSQL, source
     * as hexadecimal bytes, their encoding, whether its body is stored in parsed form and changes rows.
     */
    static String routineBodies(Collection<Long> routines) {
        return "select p.oid, pg_catalog.format('%s%s', p.xmin, p.ctid), p.proname,"
                + " p.prorettype OPERATOR(pg_catalog.=) 'pg_catalog.trigger'::pg_catalog.regtype::pg_catalog.oid,"
                + " l.lanname OPERATOR(pg_catalog.=) any ('{sql,plpgsql}'::pg_catalog.name[]),"
                + " pg_catalog.encode(pg_catalog.convert_to(coalesce(p.prosrc, ''),"
                + " pg_catalog.getdatabaseencoding()), 'hex'), pg_catalog.getdatabaseencoding(),"
                + " coalesce(p.prosqlbody::pg_catalog.text OPERATOR(pg_catalog.~) ':commandType [2-9]', false)"
                + " from pg_catalog.pg_proc p"
                + NOT_IN_C + " and p.oid" + isAny(routines);
    }

    /** routine, whether the next is a table, a table or routine that the parsed body mentions. */
    static String routineReferences(Collection<Long> routines) {
        return "select d.objid, d.refclassid OPERATOR(pg_catalog.=)"
                + " 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid, d.refobjid"
                + " from pg_catalog.pg_depend d"
                + " join pg_catalog.pg_proc p on p.oid OPERATOR(pg_catalog.=) d.objid and p.prosqlbody is not null"
                + " where d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass::pg_catalog.oid"
                + " and d.refclassid OPERATOR(pg_catalog.=) any"
                + " (array['pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid,"
                + " 'pg_catalog.pg_proc'::pg_catalog.regclass::pg_catalog.oid])"
                + " and d.objid" + isAny(routines);
    }

    /** role, and a schema of the path, in order. The session's temporary schema is one of them. */
    public static String session() {
        return "select current_user, s from (select 1) one left join lateral"
                + " pg_catalog.unnest(pg_catalog.current_schemas(true)) with ordinality u(s, n) on true order by n";
    }

    /** oid, oid that the path finds for its name, whether row security applies, whether the key column can be read. */
    static String rights(List<WatchedRelation> relations) {
        String pairs = relations.stream()
                .flatMap(relation -> relation.captures().isEmpty()
                        ? List.of("('" + relation.oid() + "', null)").stream()
                        : relation.captures().stream()
                                .flatMap(capture -> capture.key().stream())
                                .map(key -> "('" + relation.oid() + "', " + SqlQuoting.literal(key.name()) + ")"))
                .collect(Collectors.joining(", "));
        return "select c.oid, pg_catalog.to_regclass(pg_catalog.quote_ident(c.relname))::pg_catalog.oid,"
                + " pg_catalog.row_security_active(c.oid),"
                + " pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT'::pg_catalog.text)"
                + " from (values ('0'::pg_catalog.oid, null::pg_catalog.text), " + pairs + ") k(oid, att)"
                + " join pg_catalog.pg_class c on c.oid OPERATOR(pg_catalog.=) k.oid"
                + " left join pg_catalog.pg_attribute a on a.attrelid OPERATOR(pg_catalog.=) c.oid"
                + " and a.attname OPERATOR(pg_catalog.=) k.att"
                + " and not a.attisdropped";
    }

    /** The cast to the type that an operator takes. Without a cast: it takes just this type, or any type. */
    private static String castTo(String column, String type, String schema) {
        return ("case when %2$s.typtype OPERATOR(pg_catalog.=) 'p' or %2$s.oid OPERATOR(pg_catalog.=) %1$s.atttypid"
                        + " then '' else pg_catalog.format('::%%I.%%I', %3$s.nspname, %2$s.typname) end")
                .formatted(column, type, schema);
    }

    private static String isAny(Collection<Long> oids) {
        return " OPERATOR(pg_catalog.=) any ('{"
                + oids.stream().map(String::valueOf).collect(Collectors.joining(",")) + "}'::pg_catalog.oid[])";
    }

    private static String isAnyName(Collection<String> names) {
        return " OPERATOR(pg_catalog.=) any (array[" + SqlQuoting.literals(names) + "]::pg_catalog.name[])";
    }

    /** @param chars separated by commas */
    private static String isAnyChar(String chars) {
        return " OPERATOR(pg_catalog.=) any ('{" + chars + "}'::pg_catalog.\"char\"[])";
    }
}

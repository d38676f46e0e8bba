package dev.typesync.capture.catalog;

import dev.typesync.outbox.SqlQuoting;
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
                + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'f')"
                + " and n.nspname in (" + SqlQuoting.literals(schemas) + ") and c.relname in ("
                + SqlQuoting.literals(names) + ")";
    }

    /** One row if one of the schemas has a table with this name and a primary key. */
    public static String keyed(Collection<String> schemas, String name) {
        return "select 1 from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                + " join pg_catalog.pg_index i on i.indrelid = c.oid where i.indisprimary"
                + " and n.nspname in (" + SqlQuoting.literals(schemas) + ") and c.relname = " + SqlQuoting.literal(name)
                + " limit 1";
    }

    /**
     * index, whether it is the primary key, column, whether that is NOT NULL, of each unique index that can name rows.
     */
    public static String uniqueKeys(long table) {
        return "select i.indexrelid, i.indisprimary, a.attname, a.attnotnull from pg_catalog.pg_index i"
                + " join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)"
                + " where i.indrelid = " + table + " and i.indisunique and i.indpred is null and i.indexprs is null";
    }

    /** root, oid, schema, name, kind of the tables, their partitions and inheritance children. */
    static String families(Collection<Long> roots) {
        return "with recursive f(root, oid) as (select c.oid, c.oid from pg_catalog.pg_class c where c.oid in ("
                + oids(roots) + ") union select f.root, i.inhrelid from f"
                + " join pg_catalog.pg_inherits i on i.inhparent = f.oid)" + described("f");
    }

    /** root, oid, schema, name, kind of the parents of the tables, which are partitions or inheritance children. */
    static String ancestors(Collection<Long> roots) {
        return "with recursive f(root, oid) as (select i.inhrelid, i.inhparent from pg_catalog.pg_inherits i"
                + " where i.inhrelid in (" + oids(roots) + ") union select f.root, i.inhparent from f"
                + " join pg_catalog.pg_inherits i on i.inhrelid = f.oid)" + described("f");
    }

    private static String described(String from) {
        return " select f.root, f.oid, n.nspname, c.relname, c.relkind from " + from
                + " join pg_catalog.pg_class c on c.oid = f.oid"
                + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace order by 1, 2";
    }

    /** table, column, base type, position, whether it is generated, of each primary key column. */
    static String keys(Collection<Long> tables) {
        return "select i.indrelid, a.attname, (with recursive b(o, base) as (select t.oid, t.typbasetype"
                + " from pg_catalog.pg_type t where t.oid = a.atttypid union all select t.oid, t.typbasetype from b"
                + " join pg_catalog.pg_type t on t.oid = b.base where b.base <> 0)"
                + " select pg_catalog.format_type(o, null) from b where base = 0), k.n, a.attgenerated <> ''"
                + " from pg_catalog.pg_index i"
                + " cross join lateral pg_catalog.unnest(i.indkey::pg_catalog.int2[]) with ordinality k(attnum, n)"
                + " join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum"
                + " where i.indisprimary and k.n <= i.indnkeyatts and i.indrelid in (" + oids(tables)
                + ") order by 1, k.n";
    }

    /** table, column in the order of the table. */
    static String columns(Collection<Long> tables) {
        return "select a.attrelid, a.attname from pg_catalog.pg_attribute a where a.attnum > 0 and not a.attisdropped"
                + " and a.attrelid in (" + oids(tables) + ") order by a.attrelid, a.attnum";
    }

    /** relation, column, number, kind and name of its type, type modifier, whether its collation is deterministic. */
    static String columnTypes(Collection<Long> relations) {
        return "select a.attrelid, a.attname, a.attnum,"
                + " t.typtype::text || ' ' || case when t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace"
                + " or t.typtype <> 'b' then t.typname else '' end, a.atttypmod, coalesce(l.collisdeterministic, true)"
                + " from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid"
                + " left join pg_catalog.pg_collation l on l.oid = a.attcollation"
                + " where a.attnum > 0 and not a.attisdropped and a.attrelid in (" + oids(relations) + ")";
    }

    /** relation, if it, a partition or an inheritance child of it has a BEFORE row trigger. */
    static String beforeRowTriggers(Collection<Long> relations) {
        return "with recursive f(root, oid) as (select c.oid, c.oid from pg_catalog.pg_class c where c.oid in ("
                + oids(relations) + ") union select f.root, i.inhrelid from f"
                + " join pg_catalog.pg_inherits i on i.inhparent = f.oid)"
                + " select distinct f.root from f join pg_catalog.pg_trigger t on t.tgrelid = f.oid"
                + " where not t.tgisinternal and t.tgenabled <> 'D' and t.tgtype & 3 = 3";
    }

    /** relation, schema, name, kind, event, whether it belongs to a view, a relation that it mentions, of each rule. */
    static String rules() {
        return "select distinct r.ev_class, n.nspname, c.relname, c.relkind, r.ev_type, r.rulename = '_RETURN',"
                + " d.refobjid from pg_catalog.pg_rewrite r join pg_catalog.pg_class c on c.oid = r.ev_class"
                + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                + " left join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass"
                + " and d.objid = r.oid and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass"
                + " and d.refobjid <> r.ev_class where c.relkind in ('r', 'p', 'f', 'v') and r.ev_enabled <> 'D'"
                + " and n.nspname not in ('pg_catalog', 'information_schema')";
    }

    /** view, its query as the server stores it, of the views without INSTEAD OF triggers. */
    static String views(Collection<Long> views) {
        return "select r.ev_class, r.ev_action::text from pg_catalog.pg_rewrite r where r.rulename = '_RETURN'"
                + " and r.ev_class in (" + oids(views) + ") and not exists (select from pg_catalog.pg_trigger t"
                + " where t.tgrelid = r.ev_class and t.tgtype & 64 <> 0)";
    }

    /** relation, number and name of a column, whether the relation has row security. */
    static String columnNumbers(Collection<Long> relations) {
        return "select c.oid, a.attnum, a.attname, c.relrowsecurity from pg_catalog.pg_class c"
                + " join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
                + " where c.oid in (" + oids(relations) + ")";
    }

    /**
     * referencing and referenced table, action of update, of delete, schema, name, kind of the referenced table, one of
     * its columns, of each foreign key.
     */
    static String foreignKeys() {
        return "select f.conrelid, f.confrelid, f.confupdtype, f.confdeltype, n.nspname, c.relname, c.relkind, a.attname"
                + " from pg_catalog.pg_constraint f"
                + " join pg_catalog.pg_class c on c.oid = f.confrelid"
                + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                + " cross join lateral pg_catalog.unnest(f.confkey) k(attnum)"
                + " join pg_catalog.pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.attnum"
                + " where f.contype = 'f'";
    }

    /**
     * Foreign keys with an action other than NO ACTION and RESTRICT, one row for each of their columns in order: oid;
     * referencing and referenced table as oid, schema, name, kind, whether it has rules, whether it has children;
     * action of update, of delete; referenced column, operator, referencing column, whether ON DELETE sets it. Without
     * the copies in the partitions of a referencing table.
     */
    static String foreignKeyActions() {
        String table = "%1$s.oid, %1$sn.nspname, %1$s.relname, %1$s.relkind, %1$s.relhasrules, %1$s.relhassubclass, ";
        return "select f.oid, " + table.formatted("c") + table.formatted("p")
                + "f.confupdtype, f.confdeltype, pa.attname,"
                + " 'OPERATOR(' || pg_catalog.quote_ident(opn.nspname) || '.' || o.oprname || ')', ca.attname,"
                + " case pg_catalog.jsonb_typeof(pg_catalog.to_jsonb(f) -> 'confdelsetcols') when 'array'"
                + " then (pg_catalog.to_jsonb(f) -> 'confdelsetcols') @> pg_catalog.to_jsonb(f.conkey[i]) else true end"
                + " from pg_catalog.pg_constraint f"
                + " join pg_catalog.pg_class c on c.oid = f.conrelid"
                + " join pg_catalog.pg_namespace cn on cn.oid = c.relnamespace"
                + " join pg_catalog.pg_class p on p.oid = f.confrelid"
                + " join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace"
                + " cross join lateral pg_catalog.generate_subscripts(f.conkey, 1) i"
                + " join pg_catalog.pg_attribute ca on ca.attrelid = f.conrelid and ca.attnum = f.conkey[i]"
                + " join pg_catalog.pg_attribute pa on pa.attrelid = f.confrelid and pa.attnum = f.confkey[i]"
                + " join pg_catalog.pg_operator o on o.oid = f.conpfeqop[i]"
                + " join pg_catalog.pg_namespace opn on opn.oid = o.oprnamespace"
                + " where f.contype = 'f' and (f.confupdtype in ('c', 'n', 'd') or f.confdeltype in ('c', 'n', 'd'))"
                + " and not exists (select from pg_catalog.pg_constraint u where u.oid = f.conparentid"
                + " and u.confrelid = f.confrelid) order by f.oid, i";
    }

    /**
     * Whether a text that mentions these names can be evaluated twice without another effect, and whether the role may
     * read and lock the tables and sees all their rows. A text does not show which operators and casts it uses: all
     * user-defined ones count.
     */
    public static String mayBeReadTwice(Collection<String> names, Collection<Long> tables) {
        String named = " in (" + SqlQuoting.literals(names) + ")";
        return "select not exists (select from pg_catalog.pg_proc where provolatile = 'v' and proname" + named + ")"
                + " and not exists (select from pg_catalog.pg_class where relkind in ('v', 'f') and relname" + named
                + ")"
                + " and not exists (select from pg_catalog.pg_operator o join pg_catalog.pg_proc p on p.oid = o.oprcode"
                + " where p.provolatile = 'v' and o.oid >= 16384)"
                + " and not exists (select from pg_catalog.pg_cast c join pg_catalog.pg_proc p on p.oid = c.castfunc"
                + " where p.provolatile = 'v' and c.oid >= 16384)"
                + " and (select pg_catalog.bool_and(pg_catalog.has_table_privilege(oid, 'SELECT')"
                + " and pg_catalog.has_any_column_privilege(oid, 'UPDATE')"
                + " and not pg_catalog.row_security_active(oid)) from pg_catalog.pg_class where oid in ("
                + oids(tables) + "))";
    }

    /** table, type bits, function of each trigger on the tables and their partitions. */
    static String triggersOn(Collection<Long> tables) {
        return "with recursive r(root, oid) as (select c.oid, c.oid from pg_catalog.pg_class c where c.oid in ("
                + oids(tables) + ") union select r.root, i.inhrelid from r"
                + " join pg_catalog.pg_inherits i on i.inhparent = r.oid)"
                + " select distinct r.root, t.tgtype, t.tgfoid from r join pg_catalog.pg_trigger t on t.tgrelid = r.oid"
                + " where not t.tgisinternal and t.tgenabled <> 'D'";
    }

    /**
     * table, schema, name, kind, whether it is a partition, type bits, function, column of {@code UPDATE OF}, of the
     * triggers that run one of the functions; one row for each column. The column is NULL, which means any column, if
     * one of them is computed from others.
     */
    static String triggersRunning(Collection<Long> functions) {
        return "select t.tgrelid, n.nspname, c.relname, c.relkind, c.relispartition, t.tgtype, t.tgfoid,"
                + " case when not exists (select from pg_catalog.pg_attribute g where g.attrelid = t.tgrelid"
                + " and g.attgenerated <> ''"
                + " and g.attnum = any (t.tgattr::pg_catalog.int2[])) then a.attname end"
                + " from pg_catalog.pg_trigger t"
                + " join pg_catalog.pg_class c on c.oid = t.tgrelid"
                + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                + " left join pg_catalog.pg_attribute a on a.attrelid = t.tgrelid"
                + " and a.attnum = any (t.tgattr::pg_catalog.int2[])"
                + " where not t.tgisinternal and t.tgenabled <> 'D' and t.tgfoid in (" + oids(functions) + ")";
    }

    private static final String NOT_IN_C = " join pg_catalog.pg_language l on l.oid = p.prolang"
            + " join pg_catalog.pg_namespace n on n.oid = p.pronamespace"
            + " where l.lanname not in ('c', 'internal') and n.nspname not in ('pg_catalog', 'information_schema')";

    /** routine, its version, which changes when it is replaced, of all routines that are not written in C. */
    static String routines() {
        return "select p.oid, p.xmin::pg_catalog.text || p.ctid::pg_catalog.text from pg_catalog.pg_proc p" + NOT_IN_C;
    }

    /**
     * routine, its version, name, whether it is a trigger's function, whether its language is SQL or PL/pgSQL, source
     * as hexadecimal bytes, their encoding, whether its body is stored in parsed form and changes rows.
     */
    static String routineBodies(Collection<Long> routines) {
        return "select p.oid, p.xmin::pg_catalog.text || p.ctid::pg_catalog.text, p.proname,"
                + " p.prorettype = 'pg_catalog.trigger'::pg_catalog.regtype,"
                + " l.lanname in ('sql', 'plpgsql'), pg_catalog.encode(pg_catalog.convert_to(coalesce(p.prosrc, ''),"
                + " pg_catalog.getdatabaseencoding()), 'hex'), pg_catalog.getdatabaseencoding(),"
                + " coalesce(p.prosqlbody::pg_catalog.text ~ ':commandType [2-9]', false) from pg_catalog.pg_proc p"
                + NOT_IN_C + " and p.oid in (" + oids(routines) + ")";
    }

    /** routine, whether the next is a table, a table or routine that the parsed body mentions. */
    static String routineReferences(Collection<Long> routines) {
        return "select d.objid, d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass, d.refobjid"
                + " from pg_catalog.pg_depend d"
                + " join pg_catalog.pg_proc p on p.oid = d.objid and p.prosqlbody is not null"
                + " where d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and d.refclassid in"
                + " ('pg_catalog.pg_class'::pg_catalog.regclass, 'pg_catalog.pg_proc'::pg_catalog.regclass)"
                + " and d.objid in (" + oids(routines) + ")";
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
                        ? List.of("(" + relation.oid() + "::pg_catalog.oid, null)").stream()
                        : relation.captures().stream()
                                .flatMap(capture -> capture.key().stream())
                                .map(key -> "(" + relation.oid() + ", " + SqlQuoting.literal(key.name()) + ")"))
                .map(pair -> ", " + pair)
                .collect(Collectors.joining());
        return "select c.oid, pg_catalog.to_regclass(pg_catalog.quote_ident(c.relname))::pg_catalog.oid,"
                + " pg_catalog.row_security_active(c.oid), pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')"
                + " from (values (0::pg_catalog.oid, null::text)" + pairs + ") k(oid, att)"
                + " join pg_catalog.pg_class c on c.oid = k.oid"
                + " left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = k.att"
                + " and not a.attisdropped";
    }

    /** A list for {@code in (…)}. If it is empty it holds 0, which is no relation's oid. */
    static String oids(Collection<Long> oids) {
        return oids.isEmpty() ? "0" : oids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}

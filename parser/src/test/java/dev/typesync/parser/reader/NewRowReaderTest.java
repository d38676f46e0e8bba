package dev.typesync.parser.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewRowReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin new.id := 5; return new; end",
                "begin new.id = 5; return new; end",
                "begin NEW . \"id\" = 5; return NEW; end",
                "begin if new.v > 1 then new.id = new.v; end if; return new; end",
                "begin if new.v > 1 then null; else new.id = 7; end if; return new; end",
                "begin loop new.id = 7; exit; end loop; return new; end",
                "begin perform 1; new.id=-1; return new; end",
                "begin <<here>> new.id = 7; return new; end",
                "begin /* why */ new.id /* this */ = 7; return new; end",
                "begin renumber.new.id = 7; return new; end",
                "begin select 1, 2 into new.v, new.id; return new; end",
                "begin select 1 into strict new.id; return new; end",
                "begin execute 'select 1' into new.id; return new; end",
                "begin update t set v = 1 returning w into new.id; return new; end",
                "begin get diagnostics new.id = row_count; return new; end",
                "begin new.id[1] := 5; return new; end",
                "begin new := jsonb_populate_record(new, '{}'); return new; end",
                "begin new = r; return new; end",
                "begin select * into new from t where id = 9; return new; end",
                "begin return jsonb_populate_record(new, '{\"id\": 3}'); end",
                "declare r t; begin r.id := 9; return r; end",
                "declare n alias for new; begin n.id := 9; return n; end",
                "begin call renumber(new.id); return new; end",
                "begin for new in select * from t loop null; end loop; return new; end",
            })
    void findsThatTheKeyMayBeAssigned(String body) {
        assertThat(NewRowReader.read(body).mayAssign("id")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin new.changed := now(); return new; end",
                "begin new.changed = now(); return new; end",
                "begin if new.id = old.id then return null; end if; return new; end",
                "begin if new.v = 1 and new.id = 2 then new.v = 3; end if; return new; end",
                "begin insert into log values (new.id); return new; end",
                "begin insert into log select new.id, new.v; return new; end",
                "begin select max(v) into new.v from t where t.id = new.id; return new; end",
                "begin raise notice 'new.id := 5'; -- new.id := 5\n return new; end",
                "begin update t set v = new.v where id = new.id; return null; end",
                "begin return coalesce(new, old); end",
                "begin return case tg_op when 'DELETE' then old else new end; end",
                "begin other.id := new.id; return new; end",
                "begin return new",
            })
    void findsThatTheKeyStays(String body) {
        assertThat(NewRowReader.read(body).mayAssign("id")).isFalse();
    }
}

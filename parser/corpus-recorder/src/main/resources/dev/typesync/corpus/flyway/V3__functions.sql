CREATE OR REPLACE FUNCTION app.note() RETURNS trigger AS $body$
BEGIN
    INSERT INTO app.audit (what) VALUES (TG_OP || ' ' || TG_TABLE_NAME);
    RETURN NEW;
END;
$body$ LANGUAGE plpgsql;
CREATE TRIGGER users_note AFTER INSERT OR UPDATE ON app.users FOR EACH ROW EXECUTE FUNCTION app.note();
CREATE FUNCTION app.touch(who bigint) RETURNS void LANGUAGE sql
BEGIN ATOMIC
    UPDATE app.users SET created_at = now() WHERE id = who;
    DELETE FROM app.audit WHERE at < now() - interval '1 year';
END;
CREATE RULE no_delete AS ON DELETE TO app.settings DO INSTEAD NOTHING;
DROP RULE no_delete ON app.settings;
WITH moved AS (
    DELETE FROM app.audit WHERE what LIKE 'i%' RETURNING *
)
INSERT INTO app.settings (name, value) SELECT 'audit-' || id, to_jsonb(moved) FROM moved;
MERGE INTO app.settings s
USING (VALUES ('theme', '1'::jsonb), ('size', '2'::jsonb)) AS n(name, value) ON s.name = n.name
WHEN MATCHED THEN UPDATE SET value = n.value
WHEN NOT MATCHED THEN INSERT (name, value) VALUES (n.name, n.value);
CREATE TABLE app.users_backup AS SELECT * FROM app.users;
SELECT * INTO app.users_backup_2 FROM app.users WHERE role = 'admin';
LOCK TABLE app.users IN SHARE ROW EXCLUSIVE MODE;
TRUNCATE app.users_backup, app.users_backup_2 RESTART IDENTITY CASCADE;
DROP TABLE IF EXISTS app.users_backup_2;

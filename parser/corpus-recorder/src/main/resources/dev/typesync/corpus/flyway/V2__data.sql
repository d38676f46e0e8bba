INSERT INTO app.users (email, "Password", role) VALUES
    ('ada@example.org', $pw$secret; DELETE FROM app.users$pw$, 'admin'),
    ('grace@example.org', E'it\'s', 'user');
INSERT INTO app.users (id, email) OVERRIDING SYSTEM VALUE VALUES (1000, 'root@example.org') ON CONFLICT DO NOTHING;
INSERT INTO app.settings VALUES ('theme', '{"dark": true}', '2024-01-31 10:00:00') ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value;
SELECT setval(pg_get_serial_sequence('app.users', 'id'), (SELECT max(id) FROM app.users));
UPDATE app.users SET tags = ARRAY['first', 'second'] WHERE email LIKE '%@example.org';
UPDATE app.settings SET value = jsonb_set(value, '{dark}', 'false'), updated = DEFAULT WHERE name = 'theme';
COPY app.audit (what) FROM STDIN;
created
imported
\.
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM app.users WHERE email = 'bot@example.org') THEN
        INSERT INTO app.users (email) VALUES ('bot@example.org');
    END IF;
END
$$;

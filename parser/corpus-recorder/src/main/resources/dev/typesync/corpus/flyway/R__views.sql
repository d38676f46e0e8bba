CREATE OR REPLACE VIEW app.admins AS SELECT id, email FROM app.users WHERE role = 'admin';
GRANT SELECT ON app.admins TO PUBLIC;

-- The shop's first tables; it's the usual beginning.
CREATE TABLE app.users (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email      VARCHAR(255) NOT NULL UNIQUE,
    "Password" TEXT,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE TABLE app.settings (name TEXT PRIMARY KEY, value JSONB, updated TIMESTAMP);
CREATE TABLE app.audit (id SERIAL PRIMARY KEY, what TEXT, at TIMESTAMPTZ DEFAULT now());
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_email ON app.users (lower(email));
CREATE TYPE app.role AS ENUM ('admin', 'user');
ALTER TABLE app.users ADD COLUMN role app.role NOT NULL DEFAULT 'user', ADD COLUMN IF NOT EXISTS tags TEXT[];
COMMENT ON TABLE app.users IS 'people; INSERT INTO them through the application';

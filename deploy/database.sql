-- To roller på egen PostgreSQL-server: "rettidig" ejer tabellerne og bruges kun, når de laves og bringes op;
-- "rettidig_app" er den, siderne og de natlige kørsler arbejder under. Den kan skrive, som programmet gør, men hverken
-- tømme, ændre eller fjerne en tabel eller slå de vagter fra, der holder loggene urørte.
--
-- 1. Lav rollen "rettidig" (LOGIN) og databasen "rettidig", som den ejer.
-- 2. Lad den lave tabellerne: DATABASE_URL=postgresql://rettidig:…@server/rettidig rettidig server klargoer
-- 3. Kør denne fil som serverens administrator i databasen: psql -d rettidig -f database.sql
-- 4. Giv rollen et kodeord (\password rettidig_app), og skriv den i DATABASE_URL i /etc/rettidig/miljoe.
-- Ved opgradering: punkt 2 igen med ejerens adresse, og intet andet.

CREATE ROLE rettidig_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

REVOKE ALL ON DATABASE rettidig FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE rettidig TO rettidig_app;
GRANT USAGE ON SCHEMA public TO rettidig_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO rettidig_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO rettidig_app;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM rettidig_app;

-- Hvad en opgradering laver, kan også bruges.
ALTER DEFAULT PRIVILEGES FOR ROLE rettidig IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO rettidig_app;
ALTER DEFAULT PRIVILEGES FOR ROLE rettidig IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO rettidig_app;

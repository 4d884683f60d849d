"""What the database itself sees to: facts have numbers, acts a clock, and neither is ever changed or thrown away.

Of a registration only the end of ``registreret`` and the act that closed it may be filled in, once.
"""

from django.db import migrations

FAKTATABELLER = (
    "borgere",
    "ydelser",
    "indsatser",
    "samtaler",
    "loentimer",
    "fritagelser",
    "undtagelser",
    "haendelser",
)

FREM = """
CREATE SEQUENCE sager_fakta_nr AS bigint;

INSERT INTO sager_registreringsur (id, sidst) VALUES (1, '2000-01-01T00:00:00Z');

CREATE FUNCTION sager_uret_gaar_frem() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.sidst > OLD.sidst THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the clock of registrations only goes forward' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER sager_uret_gaar_frem BEFORE UPDATE OR DELETE ON sager_registreringsur
    FOR EACH ROW EXECUTE FUNCTION sager_uret_gaar_frem();

CREATE FUNCTION sager_kun_lukning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND upper_inf(OLD.registreret) AND lower(NEW.registreret) = lower(OLD.registreret) THEN
        OLD.registreret := NEW.registreret;
        OLD.lukket_af_id := NEW.lukket_af_id;
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a registration is closed, never changed or deleted' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION sager_uforanderlig() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what has been done is never changed or deleted' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER sager_uforanderlig BEFORE UPDATE OR DELETE ON sager_handling
    FOR EACH ROW EXECUTE FUNCTION sager_uforanderlig();
"""

TILBAGE = """
DROP TRIGGER sager_uforanderlig ON sager_handling;
DROP FUNCTION sager_uforanderlig();
DROP FUNCTION sager_kun_lukning();
DROP TRIGGER sager_uret_gaar_frem ON sager_registreringsur;
DROP FUNCTION sager_uret_gaar_frem();
DELETE FROM sager_registreringsur;
DROP SEQUENCE sager_fakta_nr;
"""


class Migration(migrations.Migration):
    """Guards beside the constraints."""

    dependencies = [("sager", "0001_fakta")]

    operations = [
        migrations.RunSQL(FREM, TILBAGE),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER sager_kun_lukning BEFORE UPDATE OR DELETE ON sager_{tabel} "
                "FOR EACH ROW EXECUTE FUNCTION sager_kun_lukning()",
                f"DROP TRIGGER sager_kun_lukning ON sager_{tabel}",
            )
            for tabel in FAKTATABELLER
        ),
    ]

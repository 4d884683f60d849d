"""What the database itself sees to: logs only grow, and what is found about the citizens of a team is found quickly.

When a citizen is erased, what people wrote about them in free text is emptied; who did what, and when, stays.
"""

from django.db import migrations

LOGGE = ("adgang_laesning", "adgang_laest_borger", "adgang_handling", "adgang_stikproevefund", "adgang_noedadgang")

FREM = """
CREATE INDEX adgang_borgeres_team ON sager_borgere (team, borger_id) WHERE upper_inf(registreret);

CREATE FUNCTION adgang_kun_tilfoejelser() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 AND current_setting('rettidig.glem_borger', true) = 'ja' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what has been logged is never changed or deleted' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION adgang_kun_ophaevelse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 AND current_setting('rettidig.glem_borger', true) = 'ja' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.ophaevet IS NULL THEN
        OLD.ophaevet := NEW.ophaevet;
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a block is lifted, never changed or deleted' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER adgang_kun_ophaevelse BEFORE UPDATE OR DELETE ON adgang_spaerring
    FOR EACH ROW EXECUTE FUNCTION adgang_kun_ophaevelse();

CREATE FUNCTION adgang_glem_borger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('rettidig.glem_borger', 'ja', true);
    UPDATE adgang_spaerring SET begrundelse = '' WHERE borger_id = OLD.id;
    UPDATE adgang_noedadgang SET begrundelse = 'slettet' WHERE borger_id = OLD.id;
    UPDATE adgang_handling SET hvorfor = '', detaljer = '{}' WHERE borger_id = OLD.id;
    UPDATE adgang_laesning SET formaalstekst = '' WHERE formaalstekst <> ''
        AND id IN (SELECT laesning_id FROM adgang_laest_borger WHERE borger_id = OLD.id);
    UPDATE adgang_stikproevefund SET bemaerkning = '' WHERE bemaerkning <> ''
        AND laesning_id IN (SELECT id FROM adgang_laest_borger WHERE borger_id = OLD.id);
    UPDATE adgang_bruger SET borger_id = NULL WHERE borger_id = OLD.id;
    PERFORM set_config('rettidig.glem_borger', '', true);
    RETURN NULL;
END $$;

CREATE TRIGGER adgang_glem_borger AFTER DELETE ON sager_borger
    FOR EACH ROW EXECUTE FUNCTION adgang_glem_borger();

CREATE TABLE adgang_taeller (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX adgang_taeller_udloeb ON adgang_taeller (expires);
"""

TILBAGE = """
DROP TABLE adgang_taeller;
DROP TRIGGER adgang_glem_borger ON sager_borger;
DROP FUNCTION adgang_glem_borger();
DROP TRIGGER adgang_kun_ophaevelse ON adgang_spaerring;
DROP FUNCTION adgang_kun_ophaevelse();
DROP FUNCTION adgang_kun_tilfoejelser() CASCADE;
DROP INDEX adgang_borgeres_team;
"""


class Migration(migrations.Migration):
    """Guards beside the constraints, and the counters of failed logins, shared by all workers."""

    dependencies = [("adgang", "0002_laeselog_og_undtagelser"), ("sager", "0002_kun_tilfoejelser")]

    operations = [
        migrations.RunSQL(FREM, TILBAGE),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER adgang_kun_tilfoejelser BEFORE UPDATE OR DELETE ON {tabel} "
                "FOR EACH ROW EXECUTE FUNCTION adgang_kun_tilfoejelser()",
                f"DROP TRIGGER adgang_kun_tilfoejelser ON {tabel}",
            )
            for tabel in LOGGE
        ),
    ]

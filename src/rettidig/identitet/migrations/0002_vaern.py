"""What the database itself sees to: registrations are closed, never changed, and what was revealed stays written.

Beside the closing, only a change of keys may write, and only where the number of a key goes up; an erasure alone
deletes, and takes the erased out of the relatives of others.
"""

from django.db import migrations

FREM = """
CREATE FUNCTION identitet_kun_lukning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF sager_maa_slettes(OLD.borger_id, TG_TABLE_NAME::text) THEN
            RETURN OLD;
        END IF;
    ELSIF current_setting('rettidig.noegleskift', true) = '1' THEN
        IF NEW.noegle_nr >= OLD.noegle_nr AND NEW.opslag_nr >= OLD.opslag_nr
            AND (NEW.noegle_nr, NEW.opslag_nr) <> (OLD.noegle_nr, OLD.opslag_nr)
            AND (NEW.adresse IS NULL) = (OLD.adresse IS NULL) AND (NEW.paaroerende IS NULL) = (OLD.paaroerende IS NULL)
        THEN
            OLD.noegle_nr := NEW.noegle_nr;
            OLD.opslag_nr := NEW.opslag_nr;
            OLD.cpr_opslag := NEW.cpr_opslag;
            OLD.cpr := NEW.cpr;
            OLD.navn := NEW.navn;
            OLD.adresse := NEW.adresse;
            OLD.paaroerende := NEW.paaroerende;
            IF OLD IS NOT DISTINCT FROM NEW THEN
                RETURN NEW;
            END IF;
        END IF;
    ELSIF NEW.paaroerende IS DISTINCT FROM OLD.paaroerende AND sager_sletning_i_gang() THEN
        OLD.paaroerende := NEW.paaroerende;
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    ELSIF upper_inf(OLD.registreret) AND lower(NEW.registreret) = lower(OLD.registreret) THEN
        OLD.registreret := NEW.registreret;
        OLD.lukket_af_id := NEW.lukket_af_id;
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a registration is closed, never changed or deleted' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER identitet_kun_lukning BEFORE UPDATE OR DELETE ON identitet_registrering
    FOR EACH ROW EXECUTE FUNCTION identitet_kun_lukning();

CREATE FUNCTION identitet_afsloering_staar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.borger_id IS NOT NULL AND NEW.borger_id IS NULL
            AND sager_maa_slettes(OLD.borger_id, TG_TABLE_NAME::text)
        THEN
            OLD.borger_id := NULL;
            OLD.pseudonym := NEW.pseudonym;
            OLD.formaal := NEW.formaal;
            IF OLD IS NOT DISTINCT FROM NEW THEN
                RETURN NEW;
            END IF;
        END IF;
    END IF;
    RAISE EXCEPTION 'what was revealed stays written' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER identitet_afsloering_staar BEFORE UPDATE OR DELETE ON identitet_afsloering
    FOR EACH ROW EXECUTE FUNCTION identitet_afsloering_staar();
"""

TILBAGE = """
DROP TRIGGER identitet_afsloering_staar ON identitet_afsloering;
DROP FUNCTION identitet_afsloering_staar();
DROP TRIGGER identitet_kun_lukning ON identitet_registrering;
DROP FUNCTION identitet_kun_lukning();
"""


class Migration(migrations.Migration):
    """Guards beside the constraints."""

    dependencies = [("identitet", "0001_identitet"), ("sager", "0003_sletning")]

    operations = [migrations.RunSQL(FREM, TILBAGE)]

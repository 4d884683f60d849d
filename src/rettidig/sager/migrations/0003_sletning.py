"""Erasure: the one way past the guards, open for the citizens an act names and only while its transaction lasts."""

import django.db.models.deletion
from django.db import migrations, models

FREM = """
CREATE FUNCTION sager_sletning_begynder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM sager_handling h JOIN sager_registreringsur u ON u.sidst = h.tidspunkt
        WHERE h.id = NEW.handling_id AND h.slags = 'sletning'
    ) THEN
        RAISE EXCEPTION 'an erasure belongs to the act that is going on' USING ERRCODE = 'restrict_violation';
    END IF;
    NEW.transaktion := pg_current_xact_id()::text;
    RETURN NEW;
END $$;

CREATE TRIGGER sager_sletning_begynder BEFORE INSERT ON sager_sletning
    FOR EACH ROW EXECUTE FUNCTION sager_sletning_begynder();
CREATE TRIGGER sager_uforanderlig BEFORE UPDATE OR DELETE ON sager_sletning
    FOR EACH ROW EXECUTE FUNCTION sager_uforanderlig();

CREATE FUNCTION sager_maa_slettes(borger bigint, tabel text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM sager_sletning s
        WHERE s.borger_nr = borger
            AND (s.tabel = '' OR 'sager_' || s.tabel = sager_maa_slettes.tabel)
            AND s.handling_id::text = current_setting('rettidig.sletning', true)
            AND s.transaktion = pg_current_xact_id()::text
    );
END $$;

CREATE FUNCTION sager_sletning_i_gang() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN coalesce(current_setting('rettidig.sletning', true), '') <> '' AND EXISTS (
        SELECT FROM sager_sletning s
        WHERE s.handling_id::text = current_setting('rettidig.sletning', true)
            AND s.transaktion = pg_current_xact_id()::text
    );
END $$;

CREATE OR REPLACE FUNCTION sager_kun_lukning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF upper_inf(OLD.registreret) AND lower(NEW.registreret) = lower(OLD.registreret) THEN
            OLD.registreret := NEW.registreret;
            OLD.lukket_af_id := NEW.lukket_af_id;
            IF OLD IS NOT DISTINCT FROM NEW THEN
                RETURN NEW;
            END IF;
        END IF;
    ELSIF sager_maa_slettes(OLD.borger_id, TG_TABLE_NAME::text) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a registration is closed, never changed or deleted' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION sager_handling_staar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF sager_sletning_i_gang() THEN
            OLD.hvorfor := NEW.hvorfor;
            OLD.sted := NEW.sted;
            OLD.fund := NEW.fund;
            OLD.fundrader := NEW.fundrader;
            IF OLD IS NOT DISTINCT FROM NEW THEN
                RETURN NEW;
            END IF;
        END IF;
    END IF;
    RAISE EXCEPTION 'what has been done is never changed or deleted' USING ERRCODE = 'restrict_violation';
END $$;

DROP TRIGGER sager_uforanderlig ON sager_handling;
CREATE TRIGGER sager_handling_staar BEFORE UPDATE OR DELETE ON sager_handling
    FOR EACH ROW EXECUTE FUNCTION sager_handling_staar();

CREATE FUNCTION sager_borger_staar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF sager_maa_slettes(OLD.id, '') THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'a citizen is erased by an act alone' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER sager_borger_staar BEFORE UPDATE OR DELETE ON sager_borger
    FOR EACH ROW EXECUTE FUNCTION sager_borger_staar();
"""

TILBAGE = """
DROP TRIGGER sager_borger_staar ON sager_borger;
DROP FUNCTION sager_borger_staar();
DROP TRIGGER sager_handling_staar ON sager_handling;
CREATE TRIGGER sager_uforanderlig BEFORE UPDATE OR DELETE ON sager_handling
    FOR EACH ROW EXECUTE FUNCTION sager_uforanderlig();
DROP FUNCTION sager_handling_staar();
CREATE OR REPLACE FUNCTION sager_kun_lukning() RETURNS trigger LANGUAGE plpgsql AS $$
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
DROP FUNCTION sager_sletning_i_gang();
DROP FUNCTION sager_maa_slettes(bigint, text);
DROP TRIGGER sager_uforanderlig ON sager_sletning;
DROP TRIGGER sager_sletning_begynder ON sager_sletning;
DROP FUNCTION sager_sletning_begynder();
"""


class Migration(migrations.Migration):
    """What an erasure leaves behind, and the guards that let it through."""

    dependencies = [("sager", "0002_kun_tilfoejelser")]

    operations = [
        migrations.AlterField(
            model_name="handling",
            name="slags",
            field=models.TextField(
                choices=[
                    ("indlaesning", "Indlaesning"),
                    ("rettelse", "Rettelse"),
                    ("fortrydelse", "Fortrydelse"),
                    ("sletning", "Sletning"),
                    ("identitet", "Identitet"),
                ]
            ),
        ),
        migrations.RemoveConstraint(model_name="handling", name="sager_handling_slags"),
        migrations.AddConstraint(
            model_name="handling",
            constraint=models.CheckConstraint(
                condition=models.Q(slags__in=["indlaesning", "rettelse", "fortrydelse", "sletning", "identitet"]),
                name="sager_handling_slags",
            ),
        ),
        migrations.CreateModel(
            name="Sletning",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("borger_nr", models.BigIntegerField(db_index=True)),
                (
                    "tabel",
                    models.TextField(
                        blank=True, default="", help_text="The table of the contract; empty for everything."
                    ),
                ),
                ("pseudonym", models.TextField()),
                ("kendetegn", models.TextField(blank=True, default="")),
                (
                    "transaktion",
                    models.TextField(default="", editable=False, help_text="Filled in by the database."),
                ),
                (
                    "handling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sletninger", to="sager.handling"
                    ),
                ),
            ],
            options={
                "db_table": "sager_sletning",
                "constraints": [
                    models.UniqueConstraint(fields=("handling", "borger_nr", "tabel"), name="sager_sletning_en_gang"),
                    models.CheckConstraint(condition=~models.Q(pseudonym=""), name="sager_sletning_pseudonym"),
                ],
            },
        ),
        migrations.RunSQL(FREM, TILBAGE),
    ]

-- Målgruppe (LAB § 6) og forløb som SQL. Kører før lab_102.sql og fokusmaal_1.sql i samme forbindelse.
-- Parametre: $pr (vurderingsdagen) og $formaal: 'pligt' (frister) eller 'maaling' (fokusmål).
-- Alle perioder er halvåbne [fra, til); intet efter $pr er kendt, så hver periode er klippet til $pr + 1.

-- Månedsregning: n måneder frem er samme dagnummer, ellers månedens sidste dag.
CREATE OR REPLACE TEMP MACRO plus_maaneder(dag, antal) AS CAST(dag + to_months(CAST(antal AS INTEGER)) AS DATE);

-- Den første i en måned, som ligger på eller efter dagen.
CREATE OR REPLACE TEMP MACRO naeste_maanedsstart(dag) AS
    CASE WHEN day(dag) = 1 THEN dag ELSE plus_maaneder(CAST(date_trunc('month', dag) AS DATE), 1) END;

-- LAB § 6: løntilskud hos privat og offentlig arbejdsgiver, begyndt senest på vurderingsdagen.
CREATE OR REPLACE TEMP TABLE kendt_loentilskud AS
SELECT borger_id, fra, least(coalesce(til, CAST($pr AS DATE) + 1), CAST($pr AS DATE) + 1) AS til
FROM indsatser
WHERE indsats IN ('loentilskud_privat', 'loentilskud_offentlig')
  AND fra <= CAST($pr AS DATE)
  AND (til IS NULL OR til > fra);

-- Forløb: en måned med en løntilskudsdag bryder ikke et forløb, når det gælder pligter; for fokusmål gør den.
CREATE OR REPLACE TEMP TABLE maaneder_med_loentilskud AS
SELECT DISTINCT borger_id, CAST(maaned AS DATE) AS maaned
FROM (
    SELECT borger_id, unnest(generate_series(
        CAST(date_trunc('month', fra) AS TIMESTAMP), CAST(til - 1 AS TIMESTAMP), INTERVAL 1 MONTH)) AS maaned
    FROM kendt_loentilskud
)
WHERE CAST($formaal AS VARCHAR) = 'pligt';

-- Forløb: ligger der en hel kalendermåned uden ydelse i hullet [hul_fra, hul_til)?
CREATE OR REPLACE TEMP MACRO har_tom_maaned(borger, hul_fra, hul_til) AS (
    hul_fra < hul_til
    AND date_diff('month', naeste_maanedsstart(hul_fra), CAST(date_trunc('month', hul_til) AS DATE)) > (
        SELECT count(*) FROM maaneder_med_loentilskud AS m
        WHERE m.borger_id = borger
          AND m.maaned >= naeste_maanedsstart(hul_fra)
          AND plus_maaneder(m.maaned, 1) <= hul_til
    )
);

-- Ydelserne delt i stykker, hvor én registrering og én målgruppe gælder fra ende til anden.
CREATE OR REPLACE TEMP TABLE ydelsesstykker AS
WITH
-- Faktadato: kun det, der er begyndt senest på vurderingsdagen, tæller.
kendte_ydelser AS (
    SELECT borger_id, ydelse, fra, visitation, grad, raekke,
           least(coalesce(til, CAST($pr AS DATE) + 1), CAST($pr AS DATE) + 1) AS til
    FROM ydelser
    WHERE fra <= CAST($pr AS DATE) AND (til IS NULL OR til > fra)
),
-- Dage, hvor det, der gælder, kan skifte (målgruppe og forløb).
snit AS (
    SELECT borger_id, ydelse, fra AS dag FROM kendte_ydelser
    UNION
    SELECT borger_id, ydelse, til FROM kendte_ydelser
    UNION
    -- Kontanthjælpsreformen 1. juli 2025.
    SELECT borger_id, ydelse, DATE '2025-07-01' FROM kendte_ydelser WHERE ydelse = 'kontanthjaelp'
    UNION
    -- 30-års-dagen, LAB § 6, nr. 2-5.
    SELECT k.borger_id, k.ydelse, plus_maaneder(b.foedselsdato, 360)
    FROM kendte_ydelser AS k JOIN borgere AS b USING (borger_id)
    WHERE k.ydelse IN ('sho', 'kontanthjaelp')
    UNION
    -- En ny dagpengeperiode begynder et nyt forløb midt i en registrering.
    SELECT k.borger_id, k.ydelse, h.dato
    FROM kendte_ydelser AS k JOIN haendelser AS h USING (borger_id)
    WHERE k.ydelse = 'dagpenge' AND h.haendelse = 'ny_dagpengeperiode' AND h.dato <= CAST($pr AS DATE)
),
-- Målgruppe: fra hvert snit til det næste.
mellemrum AS (
    SELECT borger_id, ydelse, dag AS fra, lead(dag) OVER (PARTITION BY borger_id, ydelse ORDER BY dag) AS til
    FROM snit
),
-- LAB § 6: af overlappende registreringer af samme ydelse gælder den senest begyndte.
gaeldende_registrering AS (
    SELECT m.borger_id, m.ydelse, m.fra, m.til, k.visitation, k.grad, k.fra AS registrering_fra
    FROM mellemrum AS m
    JOIN kendte_ydelser AS k
      ON k.borger_id = m.borger_id AND k.ydelse = m.ydelse AND k.fra <= m.fra AND k.til >= m.til
    QUALIFY row_number() OVER (
        PARTITION BY m.borger_id, m.ydelse, m.fra ORDER BY k.fra DESC, k.raekke DESC) = 1
),
-- LAB § 6, nr. 4-5: under 30 år uden erhvervsuddannelse (tom = nej) på sho og, fra 1. juli 2025, kontanthjælp.
med_ungeregel AS (
    SELECT g.*,
           (g.ydelse = 'sho' OR (g.ydelse = 'kontanthjaelp' AND g.fra >= DATE '2025-07-01'))
               AND g.fra < plus_maaneder(b.foedselsdato, 360)
               AND NOT coalesce(b.erhvervsuddannelse, FALSE) AS ung_uden_uddannelse
    FROM gaeldende_registrering AS g JOIN borgere AS b USING (borger_id)
)
-- LAB § 6, nr. 1-5: målgruppen; øvrige ydelser har her ingen gruppe, som en af de tre regler bruger.
SELECT borger_id, ydelse, fra, til, visitation, grad, registrering_fra,
       CASE
           WHEN ydelse = 'dagpenge' THEN CASE WHEN visitation IS NULL THEN '6.1' ELSE 'ukendt' END
           WHEN ung_uden_uddannelse AND visitation = 'uddannelsesparat' THEN '6.4'
           WHEN ung_uden_uddannelse AND visitation = 'aktivitetsparat' THEN '6.5'
           WHEN ydelse IN ('kontanthjaelp', 'sho') AND visitation = 'jobparat' THEN '6.2'
           WHEN ydelse IN ('kontanthjaelp', 'sho') AND visitation = 'aktivitetsparat' THEN '6.3'
           WHEN ydelse = 'uddannelseshjaelp'
               AND (visitation IS NULL OR visitation IN ('uddannelsesparat', 'aabenlyst_uddannelsesparat')) THEN '6.4'
           WHEN ydelse = 'uddannelseshjaelp' AND visitation = 'aktivitetsparat' THEN '6.5'
           WHEN ydelse IN ('kontanthjaelp', 'sho', 'uddannelseshjaelp') THEN 'ukendt'
           ELSE 'anden'
       END AS maalgruppe
FROM med_ungeregel;

-- Kæder inden for én ydelse (alle andre end dagpenge): hvert stykke med kædens nummer.
CREATE OR REPLACE TEMP TABLE kaedestykker AS
WITH
-- Forløb: hvert stykke med det foregående.
med_forrige AS (
    SELECT *, lag(til) OVER (PARTITION BY borger_id, ydelse ORDER BY fra) AS forrige_til
    FROM ydelsesstykker
    WHERE ydelse <> 'dagpenge'
),
-- Forløb: om kæden brydes før stykket.
med_brud AS (
    SELECT *,
           forrige_til IS NULL
           -- Fokusmål: her bryder ethvert hul et sygedagpengeforløb.
           OR (ydelse = 'sygedagpenge' AND CAST($formaal AS VARCHAR) = 'maaling' AND forrige_til < fra)
           -- Forløb: en hel kalendermåned uden ydelsen begynder et nyt forløb.
           OR har_tom_maaned(borger_id, forrige_til, fra) AS brud
    FROM med_forrige
)
SELECT *, count(*) FILTER (WHERE brud) OVER (PARTITION BY borger_id, ydelse ORDER BY fra) AS kaede_nr
FROM med_brud;

-- Forløbets stykker: kæderne føjet sammen på tværs af ydelser, delt ved sporskifte, og dagpengeforløb.
CREATE OR REPLACE TEMP TABLE forloebsstykker AS
WITH RECURSIVE
-- Forløb: én række pr. kæde.
kaeder AS (
    SELECT borger_id, ydelse, kaede_nr, min(fra) AS fra, max(til) AS til
    FROM kaedestykker
    GROUP BY borger_id, ydelse, kaede_nr
),
-- Forløb: to kæder, der trods forskelligt ydelsesnavn er ét forløb.
sammenfoejninger AS (
    SELECT k.borger_id, k.ydelse, k.kaede_nr, f.ydelse AS forrige_ydelse, f.kaede_nr AS forrige_kaede_nr
    FROM kaeder AS k
    JOIN kaeder AS f ON f.borger_id = k.borger_id AND f.fra < k.fra
    WHERE (
          -- Opholdskravet opfyldt den dag, den nye ydelse begynder (fokusmål: uden krav om hændelsen).
          (f.ydelse = 'sho' AND k.ydelse IN ('kontanthjaelp', 'uddannelseshjaelp')
              AND (CAST($formaal AS VARCHAR) = 'maaling' OR EXISTS (
                  SELECT 1 FROM haendelser AS h
                  WHERE h.borger_id = k.borger_id AND h.haendelse = 'opholdskrav_opfyldt' AND h.dato = k.fra)))
          -- Omdøbningen til kontanthjælp 1. juli 2025 begynder ikke i sig selv et forløb.
          OR (f.ydelse IN ('sho', 'uddannelseshjaelp') AND k.ydelse = 'kontanthjaelp' AND k.fra >= DATE '2025-07-01')
      )
      AND NOT har_tom_maaned(k.borger_id, f.til, k.fra)
    QUALIFY row_number() OVER (
        PARTITION BY k.borger_id, k.ydelse, k.kaede_nr ORDER BY least(f.til, k.fra) DESC, f.fra, f.ydelse) = 1
),
-- Fra hver kæde tilbage til den kæde, forløbet begyndte med.
roedder AS (
    SELECT k.borger_id, k.ydelse, k.kaede_nr, k.ydelse || '-' || k.kaede_nr AS rod
    FROM kaeder AS k
    WHERE NOT EXISTS (
        SELECT 1 FROM sammenfoejninger AS s
        WHERE s.borger_id = k.borger_id AND s.ydelse = k.ydelse AND s.kaede_nr = k.kaede_nr)
    UNION ALL
    SELECT s.borger_id, s.ydelse, s.kaede_nr, r.rod
    FROM sammenfoejninger AS s
    JOIN roedder AS r
      ON r.borger_id = s.borger_id AND r.ydelse = s.forrige_ydelse AND r.kaede_nr = s.forrige_kaede_nr
),
-- Forløb: hvert stykke med den sidst kendte gruppe før det.
med_forrige_gruppe AS (
    SELECT s.*, r.rod,
           last_value(CASE WHEN maalgruppe <> 'ukendt' THEN maalgruppe END IGNORE NULLS) OVER foer AS forrige_gruppe,
           last_value(CASE WHEN maalgruppe <> 'ukendt' THEN coalesce(visitation, '') END IGNORE NULLS) OVER foer
               AS forrige_visitation,
           last_value(CASE WHEN maalgruppe <> 'ukendt' THEN ydelse END IGNORE NULLS) OVER foer AS forrige_ydelse
    FROM kaedestykker AS s
    JOIN roedder AS r USING (borger_id, ydelse, kaede_nr)
    WINDOW foer AS (
        PARTITION BY s.borger_id, r.rod ORDER BY s.fra, s.registrering_fra
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
-- Forløb: et nyt forløb fra uddannelses- til jobsporet; samme visitation betyder, at alene alderen flyttede borgeren.
delt_ved_sporskifte AS (
    SELECT *, count(*) FILTER (
            WHERE ('sho' IN (ydelse, forrige_ydelse)
                   OR ('kontanthjaelp' IN (ydelse, forrige_ydelse) AND fra >= DATE '2025-07-01'))
              AND forrige_gruppe IN ('6.4', '6.5') AND maalgruppe IN ('6.2', '6.3')
              AND coalesce(visitation, '') <> forrige_visitation)
        OVER (PARTITION BY borger_id, rod ORDER BY fra, registrering_fra) AS skift_nr
    FROM med_forrige_gruppe
),
-- Dagpengeforløb: fem år uden dagpenge og løntilskud begynder et nyt forløb.
dagpenge_og_loentilskud AS (
    SELECT borger_id, fra, til, TRUE AS er_dagpenge FROM ydelsesstykker WHERE ydelse = 'dagpenge'
    UNION ALL
    SELECT borger_id, fra, til, FALSE FROM kendt_loentilskud
),
-- Dagpengeforløb: hvor langt der er dækket før hver periode.
med_daekket_til AS (
    SELECT *, max(til) OVER (
        PARTITION BY borger_id ORDER BY fra, til, er_dagpenge
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS daekket_til
    FROM dagpenge_og_loentilskud
),
-- Dagpengeforløb: løbenummer, der vokser ved hvert femårshul.
med_periode AS (
    SELECT *, count(*) FILTER (WHERE plus_maaneder(daekket_til, 60) <= fra) OVER (
        PARTITION BY borger_id ORDER BY fra, til, er_dagpenge
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS periode_nr
    FROM med_daekket_til
),
-- Dagpengeforløb: det samme gør hændelsen ny_dagpengeperiode.
dagpengestykker AS (
    SELECT s.*, p.periode_nr, (
        SELECT count(DISTINCT h.dato) FROM haendelser AS h
        WHERE h.borger_id = s.borger_id AND h.haendelse = 'ny_dagpengeperiode' AND h.dato <= s.fra) AS haendelse_nr
    FROM ydelsesstykker AS s
    JOIN med_periode AS p ON p.borger_id = s.borger_id AND p.fra = s.fra AND p.er_dagpenge
    WHERE s.ydelse = 'dagpenge'
)
SELECT borger_id, rod || '-' || skift_nr AS forloeb, ydelse, fra, til, grad, visitation, maalgruppe, registrering_fra
FROM delt_ved_sporskifte
UNION ALL
SELECT borger_id, 'dagpenge-' || periode_nr || '-' || haendelse_nr, ydelse, fra, til, grad, visitation,
       maalgruppe, registrering_fra
FROM dagpengestykker;

-- Ét forløb pr. række; slut er dagen efter den sidst kendte dag. naeste_start er dagen, et dagpengeforløb er afløst: det
-- næste forløbs begyndelse eller en ny dagpengeperiode før den.
CREATE OR REPLACE TEMP TABLE forloeb AS
SELECT f.borger_id, f.forloeb, f.er_dagpenge, f.start, f.slut,
       CASE WHEN f.er_dagpenge THEN least(
           lead(f.start) OVER (PARTITION BY f.borger_id, f.er_dagpenge ORDER BY f.start),
           (SELECT min(h.dato) FROM haendelser AS h
            WHERE h.borger_id = f.borger_id AND h.haendelse = 'ny_dagpengeperiode'
              AND h.dato >= f.slut AND h.dato <= CAST($pr AS DATE))) END AS naeste_start
FROM (
    SELECT borger_id, forloeb, bool_or(ydelse = 'dagpenge') AS er_dagpenge, min(fra) AS start, max(til) AS slut
    FROM forloebsstykker
    GROUP BY borger_id, forloeb
) AS f;

-- Dagpengeur: i 2020-21 stod dagpengeuret stille i to perioder; det gælder pligterne, ikke fokusmål.
CREATE OR REPLACE TEMP TABLE stille_perioder AS
SELECT fra, til
FROM (VALUES (DATE '2020-03-01', DATE '2020-09-01'), (DATE '2021-01-01', DATE '2021-07-01')) AS p(fra, til)
WHERE CAST($formaal AS VARCHAR) = 'pligt';

-- Dagpengeurets dage: timer i 1/10.000 for hver dag med dagpenge eller løntilskud i et dagpengeforløb.
CREATE OR REPLACE TEMP TABLE dagpengedage AS
WITH
-- 7,4 timer (deltid 6) om dagen = 74 (60) tiotusindedele for hver tusindedel af grad.
dagsnorm AS (
    SELECT borger_id, CASE WHEN forsikring = 'deltid' THEN 60 ELSE 74 END AS norm FROM borgere
),
-- Dagpengeur: perioder, hvor uret kan gå.
perioder AS (
    SELECT borger_id, forloeb, fra, til, grad FROM forloebsstykker WHERE ydelse = 'dagpenge'
    UNION ALL
    -- Løntilskud i forløbet, eller begyndt inden en måned efter dets sidste dag, tæller som fuld tid.
    SELECT l.borger_id, f.forloeb, greatest(l.fra, f.start),
           least(l.til, coalesce(f.naeste_start, l.til)), 1000
    FROM kendt_loentilskud AS l
    JOIN forloeb AS f ON f.borger_id = l.borger_id AND f.er_dagpenge
    WHERE l.fra <= plus_maaneder(f.slut - 1, 1)
      AND greatest(l.fra, f.start) < least(l.til, coalesce(f.naeste_start, l.til))
),
-- Dagpengeur: perioderne dag for dag.
dage AS (
    SELECT borger_id, forloeb, grad,
           CAST(unnest(range(CAST(fra AS TIMESTAMP), CAST(til AS TIMESTAMP), INTERVAL 1 DAY)) AS DATE) AS dag
    FROM perioder
),
-- En dag tæller én gang, med den højeste grad.
unikke_dage AS (
    SELECT borger_id, forloeb, dag, max(grad) AS grad FROM dage GROUP BY borger_id, forloeb, dag
)
SELECT d.borger_id, d.forloeb, d.dag, s.fra IS NOT NULL AS staar_stille,
       CASE WHEN s.fra IS NULL AND isodow(d.dag) <= 5 THEN CAST(d.grad AS BIGINT) * n.norm ELSE 0 END AS timer
FROM unikke_dage AS d
JOIN dagsnorm AS n USING (borger_id)
LEFT JOIN stille_perioder AS s ON d.dag >= s.fra AND d.dag < s.til;

-- fin.refusion (LBK 221/2021 §§ 5-6). Parametre: $fra og $til, begge dage medregnet.
-- Uger regnes som heltal: antal uger siden mandag den 29. december 1969.
WITH RECURSIVE
-- Spørgsmålets første og sidste uge.
periode AS (
    SELECT (CAST($fra AS DATE) - DATE '1969-12-29') // 7 AS foerste_uge,
           (CAST($til AS DATE) - DATE '1969-12-29') // 7 AS sidste_uge
),
-- § 5: trappens ydelser i kodelistens rækkefølge; alt andet end ingen og de fem spærrende ydelser.
trappeydelser AS (
    SELECT * FROM (VALUES
        ('dagpenge', 1), ('kontanthjaelp', 2), ('uddannelseshjaelp', 3), ('sho', 4), ('sygedagpenge', 5),
        ('ressourceforloebsydelse_jaf', 6), ('ressourceforloebsydelse_rf', 7), ('ledighedsydelse', 8),
        ('revalidering', 9), ('foertidspension', 10), ('fleksloentilskud', 11)) AS t(ydelse, orden)
),
-- §§ 5-6: perioder, som rører eller spærrer en uge; orden er tom for løntilskud og for det, der kun spærrer.
forsoergelse AS (
    SELECT y.borger_id, y.fra, y.til, y.ydelse, t.orden, TRUE AS roerer
    FROM ydelser AS y JOIN trappeydelser AS t USING (ydelse)
    UNION ALL
    SELECT borger_id, fra, til, 'loentilskud', NULL, TRUE
    FROM indsatser WHERE indsats IN ('loentilskud_privat', 'loentilskud_offentlig')
    UNION ALL
    -- § 6, spærrende: ikke på trappen, men heller ikke selvforsørgelse.
    SELECT borger_id, fra, til, NULL, NULL, FALSE
    FROM ydelser WHERE ydelse IN ('su', 'barselsdagpenge', 'efterloen', 'seniorjob', 'anden_forsoergelse')
    UNION ALL
    SELECT borger_id, fra, til, NULL, NULL, FALSE
    FROM indsatser WHERE indsats IN ('voksenlaerling', 'jobrotation')
),
-- § 5: en uge er mandag til søndag og berøres af én enkelt dag; en uge bedømmes hel.
ugeforekomster AS (
    SELECT f.borger_id, f.ydelse, f.orden, f.roerer,
           unnest(range(
               (f.fra - DATE '1969-12-29') // 7,
               least(coalesce((f.til - 1 - DATE '1969-12-29') // 7, p.sidste_uge), p.sidste_uge) + 1)) AS uge
    FROM forsoergelse AS f CROSS JOIN periode AS p
    WHERE f.til IS NULL OR f.til > f.fra
),
-- § 6: uger uden selvforsørgelse; flere ydelser i en uge tæller én gang.
optagne_uger AS (
    SELECT borger_id, uge, bool_or(roerer) AS beroert,
           coalesce(string_agg(DISTINCT printf('%02d', orden) || ydelse, '+' ORDER BY printf('%02d', orden) || ydelse)
               FILTER (WHERE orden IS NOT NULL), '00loentilskud') AS ydelser
    FROM ugeforekomster
    GROUP BY borger_id, uge
),
-- § 6: løbenumre og antal optagne uger i de 156 uger før ugen.
nummererede AS (
    SELECT borger_id, uge, beroert, regexp_replace(ydelser, '(^|\+)\d\d', '\1', 'g') AS ydelse,
           row_number() OVER (PARTITION BY borger_id ORDER BY uge) AS optaget_nr,
           count(*) FILTER (WHERE beroert) OVER (PARTITION BY borger_id ORDER BY uge) AS beroert_nr,
           count(*) OVER (
               PARTITION BY borger_id ORDER BY uge RANGE BETWEEN 156 PRECEDING AND 1 PRECEDING) AS optagne_156
    FROM optagne_uger
),
-- § 5: de uger, der får en række.
beroerte AS MATERIALIZED (SELECT * FROM nummererede WHERE beroert),
-- § 6: tællingen begynder forfra, når 52 uger af de seneste 156 er selvforsørgelse efter tællingens første uge.
taellinger AS (
    SELECT borger_id, min(uge) AS begyndt, min(optaget_nr) AS optaget_nr, min(beroert_nr) AS beroert_nr
    FROM beroerte GROUP BY borger_id
    UNION ALL
    SELECT b.borger_id, min(b.uge), min(b.optaget_nr), min(b.beroert_nr)
    FROM taellinger AS t
    JOIN beroerte AS b ON b.borger_id = t.borger_id AND b.uge > t.begyndt
    WHERE CASE
              WHEN t.begyndt >= b.uge - 156
                  THEN (b.uge - 1 - t.begyndt) - (b.optaget_nr - 1 - t.optaget_nr)
              ELSE 156 - b.optagne_156
          END >= 52
    GROUP BY b.borger_id
),
-- § 5, ugens nummer: berørte uger siden tællingens begyndelse, før første nulstilling lagt til de uger, kommunen oplyser.
ugenumre AS (
    SELECT b.borger_id, b.uge, b.ydelse,
           b.beroert_nr - t.beroert_nr + 1
               + CASE WHEN t.beroert_nr = 1 THEN coalesce(p.ugetal_foer, 0) ELSE 0 END AS ugenummer
    FROM beroerte AS b
    ASOF JOIN taellinger AS t ON t.borger_id = b.borger_id AND t.begyndt <= b.uge
    JOIN borgere AS p ON p.borger_id = b.borger_id
)
-- § 5: trappens satser i hele procent.
SELECT u.borger_id, strftime(DATE '1969-12-29' + CAST(u.uge AS INTEGER) * 7, '%G-W%V') AS uge, u.ydelse,
       CAST(u.ugenummer AS INTEGER) AS ugenummer,
       CASE WHEN u.ugenummer <= 4 THEN 80 WHEN u.ugenummer <= 26 THEN 40 WHEN u.ugenummer <= 52 THEN 30 ELSE 20
       END AS sats
FROM ugenumre AS u CROSS JOIN periode AS p
WHERE u.uge BETWEEN p.foerste_uge AND p.sidste_uge
ORDER BY u.borger_id, u.uge;

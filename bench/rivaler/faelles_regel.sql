-- Den fælles regel (bench/faellesregel.py) over alle månedsslut i én forespørgsel. DuckDB og Spark læser samme tekst;
-- det, de skriver forskelligt, er sat ind som felter i krøllede parenteser: månedens nummer, månedens sidste dag og en række af tal.
WITH
perioder AS (
    SELECT y.borger_id, y.ydelse, y.fra, coalesce(y.til, DATE '2200-01-01') AS til
    FROM ydelser AS y JOIN borgere AS b ON b.borger_id = y.borger_id
    WHERE y.ydelse IN ({ydelser}) AND NOT coalesce(b.integrationsprogram, FALSE)
),
-- Overlappende og tilstødende perioder af samme ydelse er én.
med_foer AS (
    SELECT *, max(til) OVER (PARTITION BY borger_id, ydelse ORDER BY fra, til
                             ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS foer
    FROM perioder
),
med_oe AS (
    SELECT *, sum(CASE WHEN foer IS NULL OR foer < fra THEN 1 ELSE 0 END) OVER (
        PARTITION BY borger_id, ydelse ORDER BY fra, til ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS oe
    FROM med_foer
),
oeer AS (
    SELECT borger_id, ydelse, min(fra) AS fra, max(til) AS til FROM med_oe GROUP BY borger_id, ydelse, oe
),
-- En hel kalendermåned uden ydelsen bryder forløbet; sygedagpengeforløb brydes af ethvert hul.
med_forrige AS (
    SELECT *, lag(til) OVER (PARTITION BY borger_id, ydelse ORDER BY fra) AS forrige FROM oeer
),
med_kaede AS (
    SELECT *, sum(CASE WHEN forrige IS NULL OR ydelse = 'sygedagpenge'
                         OR {maaned:fra} - {maaned:forrige} > CASE WHEN day(forrige) = 1 THEN 0 ELSE 1 END
                       THEN 1 ELSE 0 END) OVER (
        PARTITION BY borger_id, ydelse ORDER BY fra ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS kaede
    FROM med_forrige
),
forloeb AS (
    SELECT *, min(fra) OVER (PARTITION BY borger_id, ydelse, kaede) AS start FROM med_kaede
),
-- Måneder, hvis sidste dag ligger i perioden mindst tolv måneder efter forløbets start.
maaneder AS (
    SELECT borger_id, ydelse,
           greatest({maaned:fra}, {maaned:start} + CASE WHEN day(start) = 1 THEN 11 ELSE 12 END, {foerste}) AS fra_maaned,
           least({maaned:til} - 1, {sidste}) AS til_maaned
    FROM forloeb
),
population AS (
    SELECT borger_id, ydelse, {raekke:fra_maaned,til_maaned} AS maaned
    FROM maaneder WHERE fra_maaned <= til_maaned
),
-- Kun de målte spørges der videre om.
maalte AS (
    SELECT DISTINCT borger_id FROM maaneder WHERE fra_maaned <= til_maaned
),
-- Et tilbud tæller fra den måned, det begynder, til 11 måneder efter den, det slutter i; vejledning kun før skellet.
tilbud AS (
    SELECT borger_id, fra, CASE WHEN indsats = 'oevrig_vejledning' AND (til IS NULL OR til > DATE '2023-03-22')
                                THEN DATE '2023-03-22' ELSE coalesce(til, DATE '2200-01-01') END AS til
    FROM indsatser
    WHERE (indsats IN ({tilbud}) OR (indsats = 'oevrig_vejledning' AND fra < DATE '2023-03-22'))
      AND borger_id IN (SELECT borger_id FROM maalte)
),
tilbudsmaaneder AS (
    SELECT borger_id, greatest({maaned:fra}, {foerste}) AS fra_maaned,
           least({maaned:til} - CASE WHEN day(til) = 1 THEN 1 ELSE 0 END + 11, {sidste}) AS til_maaned
    FROM tilbud WHERE fra < til
),
ved_tilbud AS (
    SELECT borger_id, {raekke:fra_maaned,til_maaned} AS maaned
    FROM tilbudsmaaneder WHERE fra_maaned <= til_maaned
),
timemaaneder AS (
    SELECT borger_id, timer, {maanedsslut:maaned} < DATE '2023-03-22' AS gammel,
           greatest({maaned:maaned}, {foerste}) AS fra_maaned, least({maaned:maaned} + 11, {sidste}) AS til_maaned
    FROM loentimer WHERE borger_id IN (SELECT borger_id FROM maalte)
),
timer_i_vinduet AS (
    SELECT borger_id, timer, gammel, {raekke:fra_maaned,til_maaned} AS maaned
    FROM timemaaneder WHERE fra_maaned <= til_maaned
),
ved_timer AS (
    SELECT borger_id, maaned
    FROM timer_i_vinduet
    GROUP BY borger_id, maaned
    HAVING sum(CASE WHEN gammel THEN timer ELSE 0 END) >= 2250000
        OR sum(CASE WHEN gammel THEN 0 ELSE timer END) >= 1000000
        OR sum(timer) >= 2250000
),
aktive AS (
    SELECT borger_id, maaned, 1 AS aktiv FROM (
        SELECT borger_id, maaned FROM ved_tilbud UNION SELECT borger_id, maaned FROM ved_timer
    ) AS begge
)
SELECT b.kommune, p.ydelse, p.maaned, count(*) AS naevner, count(*) - count(a.aktiv) AS taeller
FROM population AS p
JOIN borgere AS b ON b.borger_id = p.borger_id
LEFT JOIN aktive AS a ON a.borger_id = p.borger_id AND a.maaned = p.maaned
GROUP BY b.kommune, p.ydelse, p.maaned

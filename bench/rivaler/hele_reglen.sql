-- Hele fokusmål 1 over alle månedsslut i én forespørgsel. Forudsætter forløbene fra testenes forloeb.sql, regnet én
-- gang til og med den sidste måned: det, der begynder efter et månedsslut, ændrer aldrig dets tal. Felterne i krøllede
-- parenteser er den første og den sidste måned, skrevet som 12 gange året plus måneden.
WITH
-- Månedens nummer for hver dag, der spørges om.
stykker AS (
    SELECT s.*, f.start, f.er_dagpenge, b.kommune, b.forsikring
    FROM forloebsstykker AS s
    JOIN forloeb AS f ON f.borger_id = s.borger_id AND f.forloeb = s.forloeb
    JOIN borgere AS b ON b.borger_id = s.borger_id
    WHERE s.ydelse IN ('dagpenge', 'sygedagpenge', 'sho', 'uddannelseshjaelp', 'kontanthjaelp', 'revalidering',
                       'ressourceforloebsydelse_jaf', 'ressourceforloebsydelse_rf', 'ledighedsydelse')
      AND NOT coalesce(b.integrationsprogram, FALSE)
),
-- Dagpengeuret i stykker med fast grad: løntilskud går forud som fuld tid.
urperioder AS (
    SELECT borger_id, forloeb, fra, til, grad FROM stykker WHERE er_dagpenge
    UNION ALL
    SELECT l.borger_id, f.forloeb, greatest(l.fra, f.start), least(l.til, coalesce(f.naeste_start, l.til)), 1000
    FROM kendt_loentilskud AS l
    JOIN forloeb AS f ON f.borger_id = l.borger_id AND f.er_dagpenge
    WHERE l.fra <= plus_maaneder(f.slut - 1, 1)
      AND greatest(l.fra, f.start) < least(l.til, coalesce(f.naeste_start, l.til))
),
snit AS (
    SELECT borger_id, forloeb, fra AS dag FROM urperioder
    UNION SELECT borger_id, forloeb, til FROM urperioder
),
mellemrum AS (
    SELECT *, lead(dag) OVER (PARTITION BY borger_id, forloeb ORDER BY dag) AS til FROM snit
),
-- Hverdage siden en mandag, så hverdage i et stykke er en forskel.
urstykker AS (
    SELECT m.borger_id, m.forloeb, m.dag AS fra, m.til, max(u.grad) AS grad
    FROM mellemrum AS m
    JOIN urperioder AS u ON u.borger_id = m.borger_id AND u.forloeb = m.forloeb AND u.fra <= m.dag AND u.til >= m.til
    GROUP BY m.borger_id, m.forloeb, m.dag, m.til
),
urtimer AS (
    SELECT *, CAST(grad AS BIGINT) * norm * (hverdage(til) - hverdage(fra)) AS timer
    FROM (SELECT u.*, b.forsikring, CASE WHEN b.forsikring = 'deltid' THEN 60 ELSE 74 END AS norm
          FROM urstykker AS u JOIN borgere AS b USING (borger_id))
),
ursum AS (
    SELECT *, sum(timer) OVER (PARTITION BY borger_id, forloeb ORDER BY fra) AS efter FROM urtimer
),
-- Dagen, ved hvis slutning timerne er nået: så mange hverdage ind i det stykke, hvor de nås.
naaet AS (
    SELECT borger_id, forloeb, min(dag_for_hverdag(hverdage(fra)
               + CAST(ceil((krav - (efter - timer)) / CAST(grad * norm AS DOUBLE)) AS BIGINT))) AS dag
    FROM (SELECT *, CASE WHEN forsikring = 'deltid' THEN 15600000 ELSE 19239600 END AS krav FROM ursum)
    WHERE efter >= krav AND efter - timer < krav
    GROUP BY borger_id, forloeb
),
maaneder AS (
    SELECT s.borger_id, s.ydelse, s.kommune, s.maalgruppe, s.start,
           greatest(maaned_nr(s.fra), {foerste},
                    CASE WHEN s.er_dagpenge THEN maaned_nr(n.dag)
                         ELSE maaned_nr(s.start) + CASE WHEN day(s.start) = 1 THEN 11 ELSE 12 END END) AS fra_maaned,
           least(maaned_nr(s.til) - 1, {sidste}) AS til_maaned
    FROM stykker AS s
    LEFT JOIN naaet AS n ON n.borger_id = s.borger_id AND n.forloeb = s.forloeb
    WHERE NOT s.er_dagpenge OR n.dag IS NOT NULL
),
population AS (
    SELECT *, unnest(range(fra_maaned, til_maaned + 1)) AS maaned FROM maaneder WHERE fra_maaned <= til_maaned
),
-- Kun de målte spørges der videre om.
maalte AS (
    SELECT DISTINCT borger_id FROM maaneder WHERE fra_maaned <= til_maaned
),
-- Tilbud: de måneder, hvor de ligger i vinduet, og den seneste dag, så forløbets start kan klippe vinduet.
tilbud AS (
    SELECT borger_id, indsats, fra, coalesce(til, DATE '2200-01-01') AS til
    FROM indsatser
    WHERE indsats IN ('virksomhedspraktik', 'loentilskud_privat', 'loentilskud_offentlig', 'nytteindsats',
                      'ordinaer_uddannelse', 'oevrig_vejledning')
      AND borger_id IN (SELECT borger_id FROM maalte)
),
tilbudsdele AS (
    SELECT borger_id, fra, til, indsats = 'oevrig_vejledning' AS kun_gruppe FROM tilbud
    UNION ALL
    SELECT borger_id, fra, least(til, DATE '2023-03-22'), FALSE
    FROM tilbud WHERE indsats = 'oevrig_vejledning' AND fra < DATE '2023-03-22'
),
tilbudsmaaneder AS (
    SELECT borger_id, maaned, kun_gruppe, max(til) AS til
    FROM (SELECT borger_id, kun_gruppe, til,
                 unnest(range(greatest(maaned_nr(fra), {foerste}), least(maaned_nr(til - 1) + 11, {sidste}) + 1)) AS maaned
          FROM tilbudsdele WHERE fra < til)
    GROUP BY borger_id, maaned, kun_gruppe
),
-- Timer: en måned tæller, når dens sidste dag ligger i vinduet; kun forløb, der er begyndt i det, klipper noget fra.
timemaaneder AS (
    SELECT borger_id, last_day(maaned) AS slut, timer, last_day(maaned) < DATE '2023-03-22' AS gammel,
           unnest(range(greatest(maaned_nr(maaned), {foerste}), least(maaned_nr(maaned) + 11, {sidste}) + 1)) AS til_maaned
    FROM loentimer WHERE borger_id IN (SELECT borger_id FROM maalte)
),
ved_timer AS (
    SELECT p.borger_id, p.ydelse, p.maaned
    FROM population AS p
    JOIN timemaaneder AS t ON t.borger_id = p.borger_id AND t.til_maaned = p.maaned AND t.slut >= p.start
    GROUP BY p.borger_id, p.ydelse, p.maaned
    HAVING coalesce(sum(t.timer) FILTER (WHERE t.gammel), 0) >= 2250000
        OR coalesce(sum(t.timer) FILTER (WHERE NOT t.gammel), 0) >= 1000000
        OR sum(t.timer) >= 2250000
)
SELECT p.kommune, p.ydelse, p.maaned, count(*) AS naevner,
       count(*) FILTER (WHERE NOT (
           coalesce(a.til > p.start, FALSE)
           OR coalesce(g.til > p.start AND p.maalgruppe IN ('6.4', '6.5'), FALSE)
           OR h.borger_id IS NOT NULL)) AS taeller
FROM population AS p
LEFT JOIN tilbudsmaaneder AS a ON a.borger_id = p.borger_id AND a.maaned = p.maaned AND NOT a.kun_gruppe
LEFT JOIN tilbudsmaaneder AS g ON g.borger_id = p.borger_id AND g.maaned = p.maaned AND g.kun_gruppe
LEFT JOIN ved_timer AS h ON h.borger_id = p.borger_id AND h.ydelse = p.ydelse AND h.maaned = p.maaned
GROUP BY p.kommune, p.ydelse, p.maaned

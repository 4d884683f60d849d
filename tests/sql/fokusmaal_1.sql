-- lob.fokusmaal.1 (bekendtgørelserne om skærpet tilsyn § 5). Forudsætter forloeb.sql med $formaal = 'maaling'.
-- Parametre: $pr (månedens sidste dag) og $regelsaet: gaeldende, gamle eller nye.
WITH
-- BEK 301/2023 § 14, stk. 2: den gamle del af vinduet slutter dagen før 22. marts 2023.
regelskel AS (
    SELECT CASE CAST($regelsaet AS VARCHAR)
               WHEN 'gaeldende' THEN DATE '2023-03-22'
               WHEN 'gamle' THEN DATE '9000-01-01'
               WHEN 'nye' THEN DATE '0001-01-01'
           END AS dag
),
-- § 5: for dagpenge er 12 måneder 1.923,96 timer (deltid 1.560) i 1/10.000 time.
dagpenge_tolv_maaneder AS (
    SELECT d.borger_id, d.forloeb
    FROM dagpengedage AS d JOIN borgere AS b USING (borger_id)
    GROUP BY d.borger_id, d.forloeb, b.forsikring
    HAVING sum(d.timer) >= CASE WHEN b.forsikring = 'deltid' THEN 15600000 ELSE 19239600 END
),
-- § 5, populationen: på ydelse på dagen, forløb på mindst 12 måneder, ikke i integrationsprogram.
population AS (
    SELECT s.borger_id, s.ydelse, s.maalgruppe,
           greatest(f.start, plus_maaneder(CAST($pr AS DATE) + 1, -12)) AS vindue_fra,
           CAST($pr AS DATE) + 1 AS vindue_til
    FROM forloebsstykker AS s
    JOIN forloeb AS f USING (borger_id, forloeb)
    JOIN borgere AS b USING (borger_id)
    LEFT JOIN dagpenge_tolv_maaneder AS t USING (borger_id, forloeb)
    WHERE s.til = CAST($pr AS DATE) + 1
      AND s.ydelse IN ('dagpenge', 'sygedagpenge', 'sho', 'uddannelseshjaelp', 'kontanthjaelp', 'revalidering',
                       'ressourceforloebsydelse_jaf', 'ressourceforloebsydelse_rf', 'ledighedsydelse')
      AND NOT coalesce(b.integrationsprogram, FALSE)
      AND CASE WHEN f.er_dagpenge THEN t.forloeb IS NOT NULL
               ELSE plus_maaneder(f.start, 12) <= CAST($pr AS DATE) + 1 END
),
-- § 5: tilbud med mindst én dag i vinduet; øvrig vejledning kun i den gamle del eller for 6.4-6.5.
aktiveret_ved_tilbud AS (
    SELECT DISTINCT p.borger_id, p.ydelse
    FROM population AS p
    CROSS JOIN regelskel AS r
    JOIN indsatser AS i
      ON i.borger_id = p.borger_id AND i.fra < p.vindue_til AND (i.til IS NULL OR i.til > p.vindue_fra)
    WHERE i.indsats IN ('virksomhedspraktik', 'loentilskud_privat', 'loentilskud_offentlig', 'nytteindsats',
                        'ordinaer_uddannelse')
       OR (i.indsats = 'oevrig_vejledning'
           AND (p.maalgruppe IN ('6.4', '6.5') OR greatest(i.fra, p.vindue_fra) < r.dag))
),
-- § 5, ordinære løntimer: måneden tæller, når dens sidste dag ligger i vinduet (225 timer før, 100 timer efter skellet).
aktiveret_ved_loentimer AS (
    SELECT p.borger_id, p.ydelse
    FROM population AS p
    CROSS JOIN regelskel AS r
    JOIN loentimer AS l
      ON l.borger_id = p.borger_id
     AND last_day(l.maaned) >= p.vindue_fra AND last_day(l.maaned) < p.vindue_til
    GROUP BY p.borger_id, p.ydelse
    HAVING coalesce(sum(l.timer) FILTER (WHERE last_day(l.maaned) < r.dag), 0) >= 2250000
        OR coalesce(sum(l.timer) FILTER (WHERE last_day(l.maaned) >= r.dag), 0) >= 1000000
        OR sum(l.timer) >= 2250000
)
SELECT p.borger_id, p.ydelse, t.borger_id IS NOT NULL OR l.borger_id IS NOT NULL AS aktiveret
FROM (SELECT DISTINCT borger_id, ydelse FROM population) AS p
LEFT JOIN aktiveret_ved_tilbud AS t USING (borger_id, ydelse)
LEFT JOIN aktiveret_ved_loentimer AS l USING (borger_id, ydelse)
ORDER BY p.borger_id, p.ydelse;

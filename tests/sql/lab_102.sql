-- lab.102.foerste_tilbud (LAB § 102). Forudsætter forloeb.sql kørt med $formaal = 'pligt'.
-- Parametre: $pr (vurderingsdagen), $ovo_grandfathered. Tabellen lovversioner(id, fra) kommer fra kalderen.
WITH
-- LAB § 102: seks måneder efter forløbets begyndelse.
ret_efter_maaneder AS (
    SELECT borger_id, forloeb, plus_maaneder(start, 6) AS ret, 0 AS pause_dage
    FROM forloeb
    WHERE NOT er_dagpenge
),
-- LAB § 102 for dagpenge: 961,98 timer (deltid 780) i 1/10.000 time.
timegraense AS (
    SELECT borger_id, CASE WHEN forsikring = 'deltid' THEN 60 ELSE 74 END AS norm,
           CASE WHEN forsikring = 'deltid' THEN 7800000 ELSE 9619800 END AS graense
    FROM borgere
),
-- LAB § 102: timer i alt til og med hver dag.
loebende_timer AS (
    SELECT borger_id, forloeb, dag,
           sum(timer) OVER (PARTITION BY borger_id, forloeb ORDER BY dag) AS timer_i_alt
    FROM dagpengedage
),
-- LAB § 102: timer i alt nu, og dagen grænsen blev nået.
opnaaede_timer AS (
    SELECT t.borger_id, t.forloeb, max(t.timer_i_alt) AS timer_i_alt,
           min(t.dag) FILTER (WHERE t.timer_i_alt >= g.graense) AS naaet_dag
    FROM loebende_timer AS t JOIN timegraense AS g USING (borger_id)
    GROUP BY t.borger_id, t.forloeb
),
-- LAB § 102, fremregning: er timerne ikke nået, mangler et antal hele hverdage med graden på vurderingsdagen (rundet op).
manglende_hverdage AS (
    SELECT o.borger_id, o.forloeb,
           CAST((g.graense - o.timer_i_alt + s.grad * g.norm - 1) // (s.grad * g.norm) AS BIGINT) AS antal
    FROM opnaaede_timer AS o
    JOIN timegraense AS g USING (borger_id)
    JOIN forloebsstykker AS s
      ON s.borger_id = o.borger_id AND s.forloeb = o.forloeb AND s.til = CAST($pr AS DATE) + 1 AND s.grad > 0
    WHERE o.naaet_dag IS NULL
),
-- LAB § 102, fremregning: dagene efter vurderingsdagen, langt nok frem; 420 dage ekstra dækker de stille perioder.
kommende_dage AS (
    SELECT CAST(unnest(range(
               CAST(CAST($pr AS DATE) + 1 AS TIMESTAMP),
               CAST(CAST($pr AS DATE) + CAST(420 + max(antal) * 7 // 5 AS INTEGER) AS TIMESTAMP),
               INTERVAL 1 DAY)) AS DATE) AS dag
    FROM manglende_hverdage
),
-- LAB § 102, fremregning: de hverdage, uret går, nummereret.
kommende_hverdage AS (
    SELECT dag, row_number() OVER (ORDER BY dag) AS nr
    FROM kommende_dage AS k
    WHERE isodow(dag) <= 5
      AND NOT EXISTS (SELECT 1 FROM stille_perioder AS s WHERE k.dag >= s.fra AND k.dag < s.til)
),
-- LAB § 102: dagen timerne er nået eller ventes nået; tom, når uret står stille.
ret_efter_timer AS (
    SELECT o.borger_id, o.forloeb, coalesce(o.naaet_dag, d.dag) AS ret
    FROM opnaaede_timer AS o
    LEFT JOIN manglende_hverdage AS m USING (borger_id, forloeb)
    LEFT JOIN kommende_hverdage AS d ON d.nr = m.antal
),
-- pause_dage: dage fra forløbets begyndelse til retten, hvor uret stod stille.
dagpengepause AS (
    SELECT f.borger_id, f.forloeb, r.ret,
           (least(coalesce(r.ret, CAST($pr AS DATE) + 1), CAST($pr AS DATE) + 1) - f.start)
           - (SELECT count(*) FROM dagpengedage AS d
              WHERE d.borger_id = f.borger_id AND d.forloeb = f.forloeb
                AND NOT d.staar_stille AND d.dag < coalesce(r.ret, CAST($pr AS DATE) + 1))
           + coalesce((SELECT sum(greatest(0, least(s.til, r.ret) - greatest(s.fra, CAST($pr AS DATE) + 1)))
              FROM stille_perioder AS s WHERE r.ret IS NOT NULL), 0) AS pause_dage
    FROM forloeb AS f JOIN ret_efter_timer AS r USING (borger_id, forloeb)
),
-- LAB § 102: retsdagen for alle forløb.
rettigheder AS (
    SELECT borger_id, forloeb, ret, pause_dage FROM ret_efter_maaneder
    UNION ALL
    SELECT borger_id, forloeb, ret, pause_dage FROM dagpengepause
),
-- LAB § 6: gruppen på retsdagen; ligger den fremme, på vurderingsdagen; i et hul den sidst kendte.
grupper AS (
    SELECT r.borger_id, r.forloeb, r.ret, r.pause_dage, f.start, f.slut, f.er_dagpenge, f.naeste_start, s.maalgruppe
    FROM rettigheder AS r
    JOIN forloeb AS f USING (borger_id, forloeb)
    JOIN forloebsstykker AS s
      ON s.borger_id = r.borger_id AND s.forloeb = r.forloeb
     AND s.fra <= least(coalesce(r.ret, CAST($pr AS DATE)), CAST($pr AS DATE))
    QUALIFY row_number() OVER (
        PARTITION BY r.borger_id, r.forloeb
        ORDER BY least(s.til, least(coalesce(r.ret, CAST($pr AS DATE)), CAST($pr AS DATE)) + 1) DESC,
                 s.registrering_fra DESC, s.fra DESC) = 1
),
-- LAB § 102: gruppe 6.1-6.3, for ret fra 1. juli 2026 også 6.4-6.5; intet før 1. januar 2020.
pligter AS (
    SELECT *, slut <= CAST($pr AS DATE) AS slut_er_passeret
    FROM grupper
    WHERE (maalgruppe IN ('6.1', '6.2', '6.3') OR (maalgruppe IN ('6.4', '6.5') AND ret >= DATE '2026-07-01'))
      AND (ret IS NULL OR ret >= DATE '2020-01-01')
),
-- De fritagelsesgrunde, der gælder tilbud (LAB § 102).
fritagelser_paa_retsdagen AS (
    SELECT p.borger_id, p.forloeb, bool_or(u.til IS NULL) AS uden_slut, max(u.til) AS til
    FROM pligter AS p
    JOIN fritagelser AS u
      ON u.borger_id = p.borger_id
     AND u.fra <= CAST($pr AS DATE) AND u.fra <= p.ret AND (u.til IS NULL OR u.til > p.ret)
    WHERE u.grund IN ('job_inden_6_uger', 'pension_inden_6_uger', 'hjemsendt', 'arbejdsfordeling', 'barsel')
       OR (u.grund = 'uddannelse_inden_6_uger' AND p.maalgruppe NOT IN ('6.4', '6.5'))
       OR (u.grund = 'stu' AND p.maalgruppe IN ('6.4', '6.5'))
    GROUP BY p.borger_id, p.forloeb
),
-- LAB § 102, fristen: søndagen i ugen med retten, eller en måned efter fritagelsens sidste dag.
frister AS (
    SELECT p.*,
           CASE
               WHEN p.ret IS NULL OR u.uden_slut THEN NULL
               WHEN u.til IS NOT NULL THEN plus_maaneder(u.til - 1, 1)
               ELSE CAST(date_trunc('week', p.ret) AS DATE) + 6
           END AS frist
    FROM pligter AS p LEFT JOIN fritagelser_paa_retsdagen AS u USING (borger_id, forloeb)
),
-- Tilbud, der opfylder pligten: begyndt i forløbet, mindst 14 dage i træk, af rette slags (LAB § 102, kap. 11-14).
gyldige_tilbud AS (
    SELECT f.borger_id, f.forloeb, i.fra, i.bevilget, i.indsats LIKE 'loentilskud%' AS er_loentilskud, f.frist, f.ret
    FROM frister AS f
    JOIN indsatser AS i
      ON i.borger_id = f.borger_id AND i.fra >= f.start AND i.fra <= CAST($pr AS DATE)
     AND (i.til IS NULL OR i.til - i.fra >= 14)
     AND (i.fra < f.slut OR (i.indsats LIKE 'loentilskud%' AND i.fra <= plus_maaneder(f.slut - 1, 1)))
    WHERE i.indsats IN ('virksomhedspraktik', 'loentilskud_privat', 'loentilskud_offentlig', 'nytteindsats',
                        'ordinaer_uddannelse')
       OR (i.indsats = 'oevrig_vejledning'
           AND (coalesce(f.ret, CAST($pr AS DATE)) < DATE '2023-03-22'
                OR coalesce(f.ret, CAST($pr AS DATE)) >= DATE '2026-07-01'
                OR (CAST($ovo_grandfathered AS BOOLEAN) AND i.fra < DATE '2023-03-22')))
),
-- LAB § 102: i tide er også løntilskud bevilget senest på retsdagen og begyndt inden tre uger efter fristen.
opfyldelser AS (
    SELECT borger_id, forloeb, min(fra) AS opfyldt_dato,
           bool_or(frist IS NULL OR fra <= frist
                   OR (er_loentilskud AND coalesce(bevilget <= ret, FALSE) AND fra <= frist + 21)) AS i_tide
    FROM gyldige_tilbud
    GROUP BY borger_id, forloeb
),
-- Bortfald for dagpenge: ordinære løntimer i retsmåneden svarende til 20 timer om ugen (86,67 om måneden).
bortfald_ved_loentimer AS (
    SELECT f.borger_id, f.forloeb
    FROM frister AS f
    JOIN loentimer AS l
      ON l.borger_id = f.borger_id AND l.maaned = CAST(date_trunc('month', f.ret) AS DATE)
     AND l.maaned <= CAST($pr AS DATE)
    WHERE f.maalgruppe = '6.1'
    GROUP BY f.borger_id, f.forloeb
    HAVING sum(l.timer) >= 866700
),
-- Dagpengeforløb, der aldrig kan fortsætte: afløst af et nyt forløb eller en ny periode, eller fem år uden dagpenge og
-- løntilskud er gået.
afsluttede_dagpengeforloeb AS (
    SELECT f.borger_id, f.forloeb
    FROM frister AS f
    WHERE f.er_dagpenge AND (
        f.naeste_start IS NOT NULL
        OR EXISTS (SELECT 1
                   FROM (SELECT f.slut AS tom_fra
                         UNION ALL
                         SELECT l.til FROM kendt_loentilskud AS l WHERE l.borger_id = f.borger_id AND l.til > f.slut) AS t
                   WHERE plus_maaneder(t.tom_fra, 60) <= CAST($pr AS DATE) + 1
                     AND NOT EXISTS (SELECT 1 FROM kendt_loentilskud AS l
                                     WHERE l.borger_id = f.borger_id AND l.til > t.tom_fra
                                       AND l.fra < plus_maaneder(t.tom_fra, 60))))
),
-- Bortfald: forløbet endte før fristen. Uden ret er et dagpengeforløb først endt, når det aldrig kan fortsætte; ellers
-- venter uret bare på, at borgeren vender tilbage.
bortfald_ved_forloebets_slut AS (
    SELECT f.borger_id, f.forloeb
    FROM frister AS f
    LEFT JOIN afsluttede_dagpengeforloeb AS a USING (borger_id, forloeb)
    WHERE f.slut_er_passeret
      AND CASE
              WHEN f.frist IS NOT NULL THEN f.slut - 1 < f.frist
              WHEN f.er_dagpenge AND f.ret IS NULL THEN a.forloeb IS NOT NULL
              ELSE TRUE
          END
)
-- Status efter fast rækkefølge; lovversionen er den, der gælder på retsdagen.
SELECT f.borger_id, f.maalgruppe, f.frist,
       CASE
           WHEN o.i_tide THEN 'opfyldt'
           WHEN l.forloeb IS NOT NULL OR s.forloeb IS NOT NULL THEN 'bortfaldet'
           WHEN o.opfyldt_dato IS NOT NULL THEN 'opfyldt_for_sent'
           WHEN f.frist IS NULL THEN 'sat_paa_pause'
           WHEN CAST($pr AS DATE) <= f.frist THEN 'afventer'
           ELSE 'overskredet'
       END AS status,
       o.opfyldt_dato, f.start AS forloeb_start, CAST(f.pause_dage AS INTEGER) AS pause_dage,
       (SELECT max_by(v.id, v.fra) FROM lovversioner AS v
        WHERE v.fra <= coalesce(f.ret, CAST($pr AS DATE))) AS lovversion
FROM frister AS f
LEFT JOIN opfyldelser AS o USING (borger_id, forloeb)
LEFT JOIN bortfald_ved_loentimer AS l USING (borger_id, forloeb)
LEFT JOIN bortfald_ved_forloebets_slut AS s USING (borger_id, forloeb)
ORDER BY f.borger_id, f.start, f.maalgruppe;

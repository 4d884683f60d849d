"""A strategy that cannot be used: every fault with its line and what is allowed, nothing half-loaded."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.motor.lokalt.strategier import KODELISTER

from rettidig.regler.former.lokalt import Strategi
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.lokalt.indlaes import Strategifejl, laes_strategi, medfoelgende, strategi_af
from rettidig.regler.lokalt.yamltrae import Ulaeselig, trae_af

LOV = hent_lov()
REBILD = medfoelgende()["rebild-2023"].read_text(encoding="utf-8")
HEDENSTED = medfoelgende()["hedensted-2023"].read_text(encoding="utf-8")

LILLE = """\
strategi: fjordby-2024
kommune: "999"
navn: {da: Fjordby, en: Fjordby}
fra: 2024-01-01
til: 2025-12-31
fakta:
  - {navn: lokal.droeftet, type: janej, hvem: kommunen, titel: {da: d, en: d}}
  - {navn: lokal.vil_selv, type: janej, hvem: borgeren, titel: {da: v, en: v}}
regler:
  - regel: fjordby.samtale.ekstra
    form: lokal_frist
    titel: {da: t, en: t}
    formaal: {da: f, en: f}
    stilling: vedtaget
    kilde: [{dokument: "000", linje: 1}]
    versioner:
      - fra: 2024-01-01
        til: 2024-12-31
        grupper: ["6.3"]
        udloeser: {fra: forloeb_start, maaneder: 9}
        opfyldes_af: [{slags: samtaler, antal: 5}]
        i_ord: {da: fem, en: five}
      - fra: 2025-01-01
        grupper: ["6.3"]
        udloeser: {fra: forloeb_start, maaneder: 8}
        opfyldes_af: [{slags: samtaler, antal: 5}]
        i_ord: {da: fem, en: five}
  - regel: fjordby.tilbud.droeftes
    form: lokal_vilkaar
    titel: {da: t, en: t}
    formaal: {da: f, en: f}
    stilling: praksis
    kilde: [{dokument: "000", linje: 2}]
    handlinger: [bevil_tilbud]
    virkning: krav
    versioner:
      - betingelser:
          - id: droeftet
            krav: {da: k, en: k}
            aendrer: {da: a, en: a}
            proeve: {art: ja, faktum: lokal.droeftet}
"""


def laes(skrevet: str) -> Strategi:
    try:
        trae = trae_af(skrevet, "fil.yaml")
    except Ulaeselig as fejl:
        raise Strategifejl([fejl.fejl]) from None
    return strategi_af(trae, LOV, KODELISTER)


def fejl_i(skrevet: str) -> list[tuple[int, str]]:
    with pytest.raises(Strategifejl) as fanget:
        laes(skrevet)
    return [(fejl.linje, fejl.saetning) for fejl in fanget.value.fejl]


def linje_med(skrevet: str, stump: str) -> int:
    (linje,) = [nr for nr, linje in enumerate(skrevet.splitlines(), start=1) if stump in linje]
    return linje


def ret(gammelt: str, nyt: str, fra: str = LILLE) -> str:
    assert fra.count(gammelt) == 1, gammelt
    return fra.replace(gammelt, nyt)


@pytest.mark.parametrize("navn", list(medfoelgende()))
def test_every_strategy_that_ships_is_in_order(navn: str) -> None:
    assert laes_strategi(medfoelgende()[navn], LOV, KODELISTER).strategi == navn


def test_the_small_strategy_of_these_tests_is_in_order() -> None:
    assert len(laes(LILLE).regler) == 2


BRUDTE = {
    "et forkert nøgleord": (
        ret("    stilling: vedtaget", "    stiling: vedtaget"),
        "stiling",
        r"stiling.*tilladt.*stilling",
    ),
    "en ukendt stilling": (
        ret("stilling: vedtaget", "stilling: besluttet"),
        "besluttet",
        r"besluttet.*vedtaget, indstillet, praksis, ide",
    ),
    "en ukendt form": (ret("form: lokal_frist", "form: frist"), "form: frist", r"frist.*lokal_frist"),
    "en ukendt indsats": (
        ret(
            "    opfyldes_af: [{slags: samtaler, antal: 5}]\n        i_ord: {da: fem, en: five}\n      - fra",
            "    opfyldes_af: [{slags: tilbud, koder: [praktik]}]\n        i_ord: {da: fem, en: five}\n      - fra",
        ),
        "koder: [praktik]",
        r"praktik kendes ikke.*virksomhedspraktik",
    ),
    "en ukendt målgruppe": (
        ret(
            '        grupper: ["6.3"]\n        udloeser: {fra: forloeb_start, maaneder: 9}',
            '        grupper: ["6.33"]\n        udloeser: {fra: forloeb_start, maaneder: 9}',
        ),
        "6.33",
        r"6\.1.*6\.13",
    ),
    "et hul i datoerne": (
        ret("      - fra: 2025-01-01", "      - fra: 2025-02-01"),
        "fra: 2025-02-01",
        r"hul mellem 2024-12-31 og 2025-02-01",
    ),
    "et overlap": (ret("      - fra: 2025-01-01", "      - fra: 2024-12-31"), "fra: 2024-12-31", r"overlapper"),
    "en version uden for strategien": (
        ret("      - fra: 2024-01-01", "      - fra: 2023-12-31"),
        "fra: 2023-12-31",
        r"uden for strategiens dage",
    ),
    "en vendt periode": (ret("til: 2025-12-31", "til: 2023-12-31"), "strategi: fjordby", r"slutter, før den begynder"),
    "et id to gange": (
        ret("regel: fjordby.tilbud.droeftes", "regel: fjordby.samtale.ekstra  # igen"),
        "# igen",
        r"står to gange",
    ),
    "et id, der ligner lov": (
        ret("regel: fjordby.tilbud.droeftes", "regel: lab.102.foerste_tilbud"),
        "regel: lab.102",
        r"regel i loven.*fjordby",
    ),
    "et id fra en anden by": (
        ret("regel: fjordby.tilbud.droeftes", "regel: skovby.tilbud.droeftes"),
        "regel: skovby",
        r"fjordby\.",
    ),
    "en hjemmel, som kun loven har": (
        ret("    virkning: krav", "    virkning: krav\n    hjemmel: {lov: LAB}"),
        "hjemmel:",
        r"hjemmel kendes ikke",
    ),
    "et ukendt faktum": (
        ret("faktum: lokal.droeftet}", "faktum: lokal.droftet}"),
        "lokal.droftet}",
        r"lokal\.droeftet",
    ),
    "et faktum af forkert type": (
        ret("{art: ja, faktum: lokal.droeftet}", "{art: tal, faktum: lokal.droeftet, mindst: 1}"),
        "art: tal",
        r"janej.*heltal",
    ),
    "en nøgle to gange": (
        ret("    virkning: krav", "    virkning: krav\n    virkning: standard"),
        "virkning: standard",
        r"står også på linje",
    ),
    "en umulig dato": (ret("fra: 2024-01-01\ntil", "fra: 2024-02-30\ntil"), "fra: 2024-02-30", r"2024-02-30"),
    "et forbud": (ret("virkning: krav", "virkning: forbud"), "virkning: forbud", r"mod loven.*standard"),
    "et krav til borgeren": (
        ret("{art: ja, faktum: lokal.droeftet}", "{art: ja, faktum: lokal.vil_selv}"),
        "{art: ja, faktum: lokal.vil_selv}",
        r"mod loven.*lokal\.vil_selv",
    ),
    "færre samtaler senere end loven": (
        ret(
            "        opfyldes_af: [{slags: samtaler, antal: 5}]\n        i_ord: {da: fem, en: five}\n      - fra",
            "        opfyldes_af: [{slags: samtaler, antal: 4}]\n        i_ord: {da: fem, en: five}\n      - fra",
        ),
        "maaneder: 9",
        r"mod loven: lab\.31\.fire_samtaler \(LAB § 31",
    ),
    "et faktum med lovens navn": (
        ret("navn: lokal.vil_selv", "navn: tilbud.fra"),
        "navn: tilbud.fra",
        r"findes allerede",
    ),
}


@pytest.mark.parametrize("navn", list(BRUDTE))
def test_a_broken_strategy_is_refused_on_the_line_of_the_fault(navn: str) -> None:
    skrevet, stump, moenster = BRUDTE[navn]
    fundne = fejl_i(skrevet)
    assert [
        saetning for linje, saetning in fundne if linje == linje_med(skrevet, stump) and re.search(moenster, saetning)
    ], fundne


def test_all_faults_are_named_at_once_and_in_the_order_of_the_file() -> None:
    skrevet = ret("    stilling: vedtaget", "    stilling: besluttet")
    skrevet = ret("    virkning: krav", "    virkning: ordre\n    andet: 1", skrevet)
    fundne = fejl_i(skrevet)
    assert [linje for linje, _ in fundne] == [linje_med(skrevet, s) for s in ("besluttet", "ordre", "andet: 1")]


def test_precedence_in_a_ring_is_named_with_the_ring() -> None:
    forrang = "    forrang_for: [rebild.farve.katalog_groen]\n"
    skrevet = ret(forrang, forrang.replace("katalog_groen", "ekstern_mentor_gul"), REBILD)
    ((linje, saetning),) = fejl_i(skrevet)
    assert "rebild.farve.ekstern_mentor_gul → rebild.farve.ekstern_mentor_gul" in saetning
    assert skrevet.splitlines()[linje - 1].strip() == "forrang_for: [rebild.farve.ekstern_mentor_gul]"


def test_a_fixed_form_of_the_talk_can_only_be_a_recommendation() -> None:
    for virkning in ("krav", "standard"):
        ((_, saetning),) = fejl_i(ret("virkning: anbefaling", f"virkning: {virkning}", HEDENSTED))
        assert "LAB § 33" in saetning


@pytest.mark.parametrize(
    "skrevet",
    [
        "",
        "- a",
        "a: [",
        "a: *b",
        "a: &a [*a]",
        "strategi: !!python/object:os.system x",
        "strategi: !!timestamp x",
        "strategi: !!int ''",
        "? [a]\n: b",
        "a: 1\n---\nb: 2",
        "[" * 5000,
        "a: {" * 300,
        "<<: 5",
        "a: " + "9" * 5000,
        "strategi: \x00",
        "fra: 0000-00-00",
        "a: &a [1,1,1,1,1,1,1,1,1]\n"
        + "".join(f"{c}: &{c} [{','.join([f'*{f}'] * 9)}]\n" for f, c in zip("abcdefg", "bcdefgh", strict=True)),
    ],
    ids=range(17),
)
def test_what_is_no_strategy_at_all_is_one_fault_with_a_line(skrevet: str) -> None:
    for linje, saetning in fejl_i(skrevet):
        assert linje >= 1
        assert saetning.strip()


def test_a_file_that_is_not_there_or_no_text_is_one_sentence(tmp_path: Path) -> None:
    binaer = tmp_path / "b.yaml"
    binaer.write_bytes(b"\xff\xfe\x00strategi")
    for fil in (tmp_path / "findes_ikke.yaml", tmp_path, binaer):
        with pytest.raises(Strategifejl) as fanget:
            laes_strategi(fil, LOV, KODELISTER)
        assert len(fanget.value.fejl) == 1


LINJER = REBILD.splitlines(keepends=True)
STUMPER = st.sampled_from(
    [
        "null",
        "[]",
        "{}",
        "-1",
        "999999999999999999999",
        "1.5",
        "NaN",
        ".inf",
        "true",
        '"x"',
        "2023-02-30",
        "*a",
        "&a",
        "? ",
        ": ",
        "- ",
        "  ",
        "\t",
        "<<: *oevo_eller_mentor",
        "!!set {}",
        "{art: ja}",
        "6.2",
        "'",
        "\u2028",
        "#",
    ]
)


@given(st.data())
@settings(max_examples=120)
def test_a_strategy_with_damaged_lines_is_read_or_refused_with_lines_and_never_breaks(data: st.DataObject) -> None:
    linjer = list(LINJER)
    for _ in range(data.draw(st.integers(1, 4))):
        nr = data.draw(st.integers(0, len(linjer) - 1))
        match data.draw(st.sampled_from(["slet", "gentag", "byt", "indsaet", "ryk"])):
            case "slet":
                del linjer[nr]
            case "gentag":
                linjer.insert(nr, linjer[nr])
            case "byt":
                noegle, kolon, _ = linjer[nr].partition(":")
                linjer[nr] = f"{noegle}{kolon} {data.draw(STUMPER)}\n"
            case "indsaet":
                sted = data.draw(st.integers(0, len(linjer[nr])))
                linjer[nr] = linjer[nr][:sted] + data.draw(STUMPER) + linjer[nr][sted:]
            case "ryk":
                linjer[nr] = data.draw(st.sampled_from([" ", "   ", ""])) + linjer[nr].lstrip()
    _laeses_eller_afvises("".join(linjer))


VAERDIER = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=12),
        st.dates(),
        st.sampled_from(
            [
                "virksomhedspraktik",
                "6.2",
                "6.99",
                "krav",
                "standard",
                "alle",
                "ja",
                "NaN",
                "Infinity",
                "1e999",
                "rebild.a",
            ]
        ),
    ),
    lambda led: st.one_of(st.lists(led, max_size=3), st.dictionaries(st.text(max_size=8), led, max_size=3)),
    max_leaves=6,
)


@given(st.data())
@settings(max_examples=120)
def test_a_strategy_with_foreign_values_is_read_or_refused_with_lines_and_never_breaks(data: st.DataObject) -> None:
    traeet = yaml.safe_load(data.draw(st.sampled_from([LILLE, HEDENSTED])))
    for _ in range(data.draw(st.integers(1, 3))):
        led: object = traeet
        for _dybde in range(data.draw(st.integers(1, 9))):
            if isinstance(led, dict) and led:
                noegle = data.draw(st.sampled_from(sorted(led, key=str)))
                if not isinstance(led[noegle], dict | list) or data.draw(st.booleans()):
                    led[noegle] = data.draw(VAERDIER)
                    break
                led = led[noegle]
            elif isinstance(led, list) and led:
                nr = data.draw(st.integers(0, len(led) - 1))
                if not isinstance(led[nr], dict | list):
                    led[nr] = data.draw(VAERDIER)
                    break
                led = led[nr]
            else:
                break
    _laeses_eller_afvises(yaml.safe_dump(traeet, allow_unicode=True))


def _laeses_eller_afvises(skrevet: str) -> None:
    antal = skrevet.count("\n") + 2
    try:
        laes(skrevet)
    except Strategifejl as fejl:
        fundne = fejl.fejl
    else:
        return
    assert fundne
    assert all(1 <= enkelt.linje <= antal and enkelt.saetning.strip() for enkelt in fundne)

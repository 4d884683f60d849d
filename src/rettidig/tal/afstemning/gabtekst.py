"""The explained gap as a text to read or print."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rettidig.motor.forklaring.skrivemaade import kode
from rettidig.motor.maaleraekker import ALLE
from rettidig.sprog import tekst
from rettidig.svar.dansk_form import dato_i_ord, procent
from rettidig.tal.afstemning.gab import Gab, Personlinje, fakta_i_ord


def gab_i_ord(gab: Gab) -> str:
    """Both figures, the account line by line, and the persons with their reasons."""
    return "\n".join(_linjer(gab)) + "\n"


def _linjer(gab: Gab) -> Iterator[str]:
    s = gab.statens
    yield tekst(
        "afstemning.tekst.titel",
        maaling=tekst(f"afstemning.maaling.{s.maaling}"),
        ydelse=s.ydelse if s.ydelse == ALLE else kode("ydelse", s.ydelse),
        kommune=s.kommune,
        dag=dato_i_ord(s.dag),
    )
    skaering = "" if gab.kendt_da is None else tekst("afstemning.tekst.skaering", dag=gab.kendt_da)
    yield tekst(
        "afstemning.tekst.staten",
        **gab.statens_tal._asdict(),
        andel=_andel(gab.statens_tal.andel),
        saet=tekst(f"forklar.fokus.regelsaet.{s.regelsaet}"),
        skaering=skaering,
    )
    yield tekst("afstemning.tekst.her", **gab.vores._asdict(), andel=_andel(gab.vores.andel), kendt=gab.kendt_nu)
    yield tekst("afstemning.tekst.forskel", **{k: fortegn(v) for k, v in gab.forskel._asdict().items()})
    yield ""
    yield tekst("afstemning.tekst.hoved")
    for post in gab.poster:
        antal = "-" if post.personer is None else str(post.personer)
        yield _post(post.tal.naevner, post.tal.taeller, antal, tekst(f"afstemning.post.{post.aarsag}"))
    yield _post(*gab.forskel, "", tekst("afstemning.tekst.i_alt"))
    yield _post(*gab.uforklaret, "", tekst("afstemning.tekst.uforklaret"))
    for mangler, noegle in ((gab.kendt_da is None, gab.hvorfor_ikke_da), (not gab.med_liste, "uden_liste")):
        if mangler:
            yield ""
            yield tekst(f"afstemning.tekst.{noegle}")
    if gab.personer:
        yield ""
        yield tekst("afstemning.tekst.personer")
    for linje in gab.personer:
        yield from _person(linje)


def _person(linje: Personlinje) -> Iterator[str]:
    yield ""
    yield tekst(
        "afstemning.tekst.person",
        borger=linje.forskel.noegle.borger_id,
        ydelse=kode("ydelse", linje.forskel.noegle.ydelse),
        foer=stilling(linje.forskel.foer),
        efter=stilling(linje.forskel.efter),
        trin=tekst(f"afstemning.trin.{linje.trin.value}"),
    )
    grund = linje.grund
    yield f"  {grund.forklaring}"
    under = [grund.hjemmel or "", fakta_i_ord(grund.fakta)]
    if any(under):
        yield f"  [{'; '.join(filter(None, under))}]"


def stilling(talt: bool | None) -> str:
    """How one counts, in words."""
    return tekst("afstemning.stilling." + ("ikke_med" if talt is None else "talt" if talt else "med"))


def fortegn(tal: int) -> str:
    """A change with its sign; the minus is a true one."""
    return f"{tal:+d}".replace("-", "\N{MINUS SIGN}") if tal else "0"


def _post(naevner: int, taeller: int, personer: str, ord_: str) -> str:
    return f"{fortegn(naevner):>6}  {fortegn(taeller):>6}  {personer:>8}  {ord_}"


def _andel(andel: Fraction | None) -> str:
    return "-" if andel is None else procent(andel)

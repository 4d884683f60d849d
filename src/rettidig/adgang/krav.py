"""What a view asks of its user, said on the view itself. A view that says nothing is refused to all.

``@kraever(Ret.SE_BORGER)`` asks for the rights named, all of them; ``@kraever()`` for a login alone;
``@aaben_for_alle`` for nothing. ``vogt_api`` is for the interface for other systems, which has its own keys.
The middleware :class:`rettidig.adgang.vagt.Vagt` holds everybody to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from rettidig.adgang.roller import Ret

F = TypeVar("F", bound=Callable[..., Any])

_KRAV = "adgangskrav"


@dataclass(frozen=True)
class Krav:
    """``aaben``: nobody is asked. ``egen_vagt``: the view asks for a key itself. Else a login with the rights.

    ``filer``: the view takes in extracts, and so more than a form.
    """

    rettigheder: frozenset[Ret] = frozenset()
    aaben: bool = False
    egen_vagt: bool = False
    en_af: bool = False
    filer: bool = False

    def opfyldt(self, egne: frozenset[Ret]) -> bool:
        """Whether somebody logged in with these rights may."""
        return not self.rettigheder or (bool(self.rettigheder & egne) if self.en_af else self.rettigheder <= egne)


AABEN = Krav(aaben=True)
LOGGET_IND = Krav()
EGEN_VAGT = Krav(egen_vagt=True)

ANDRES: dict[str, Krav] = {
    "account_login": AABEN,
    "account_logout": LOGGET_IND,
    "account_inactive": AABEN,
    "account_reauthenticate": LOGGET_IND,
    "account_change_password": LOGGET_IND,
    "account_reset_password_from_key": AABEN,
    "account_reset_password_from_key_done": AABEN,
    "mfa_index": LOGGET_IND,
    "mfa_authenticate": AABEN,
    "mfa_reauthenticate": LOGGET_IND,
    "mfa_activate_totp": LOGGET_IND,
    "mfa_view_recovery_codes": LOGGET_IND,
    "mfa_generate_recovery_codes": LOGGET_IND,
    "mfa_download_recovery_codes": LOGGET_IND,
    "socialaccount_login_cancelled": AABEN,
    "socialaccount_login_error": AABEN,
    "openid_connect_login": AABEN,
    "openid_connect_callback": AABEN,
    "saml_acs": AABEN,
    "saml_finish_acs": AABEN,
    "saml_metadata": AABEN,
    "saml_login": AABEN,
}
"""What the views of the login library ask, by the name of the address. The others of its addresses are refused:
making oneself a user, changing one's e-mail, resetting by e-mail, taking the second step away, joining accounts."""


def kraever(*rettigheder: Ret, en_af: bool = False, filer: bool = False) -> Callable[[F], F]:
    """Ask for a login with all the rights named, or with ``en_af`` one of them; without any, for a login alone.

    ``filer``: the view takes in extracts; the others take no more than a form.
    """
    return _maerk(Krav(frozenset(rettigheder), en_af=en_af, filer=filer))


def aaben_for_alle(view: F) -> F:
    """Ask for nothing: the login itself, health, and files that are no secret."""
    return _maerk(AABEN)(view)


def vogt_api(adresser: Any) -> Any:
    """Accept the views of a ninja API in which every operation asks for a key; the others stay refused.

    ``adresser`` is what ``NinjaAPI.urls`` gives; it is handed back. Its pages of documentation are declared by
    ``NinjaAPI(docs_decorator=kraever(...))``.
    """
    for moenster in adresser[0] if isinstance(adresser, tuple) else adresser:
        for view in _views(moenster):
            handlinger = _ninjahandlinger(view)
            if handlinger and all(getattr(h, "auth_callbacks", None) for h in handlinger):
                _maerk(EGEN_VAGT)(view)
    return adresser


def krav_til(view: Any, navn: str | None) -> Krav | None:
    """What the view asks, or ``None`` where nothing has been said."""
    sagt = getattr(view, _KRAV, None)
    if isinstance(sagt, Krav):
        return sagt
    modul = str(getattr(view, "__module__", ""))
    return ANDRES.get(navn or "") if modul.startswith("allauth.") else None


def _maerk(krav: Krav) -> Callable[[F], F]:
    def maerk(view: F) -> F:
        setattr(view, _KRAV, krav)
        return view

    return maerk


def _views(moenster: Any) -> Iterator[Any]:
    if hasattr(moenster, "url_patterns"):
        for indre in moenster.url_patterns:
            yield from _views(indre)
    else:
        yield moenster.callback


def _ninjahandlinger(view: Any) -> Iterable[Any]:
    for celle in getattr(view, "__closure__", None) or ():
        handlinger = getattr(celle.cell_contents, "operations", None)
        if handlinger is not None:
            return list(handlinger)
    return ()

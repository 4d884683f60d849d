"""The tables of who people are."""

from rettidig.identitet.models.afsloering import Afsloering
from rettidig.identitet.models.noegle import Noegleversion
from rettidig.identitet.models.registrering import LUKKEDE_FELTER, Identitetsregistrering

__all__ = ["LUKKEDE_FELTER", "Afsloering", "Identitetsregistrering", "Noegleversion"]

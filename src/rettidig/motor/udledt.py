"""What is worked out of a part of the law once, and kept for as long as that part is."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

Del = TypeVar("Del")
Svar = TypeVar("Svar")
P = ParamSpec("P")


def udledt(funktion: Callable[Concatenate[Del, P], Svar]) -> Callable[Concatenate[Del, P], Svar]:
    """A function of a part of the law, and of more arguments that can be hashed, that works each answer out once.

    The part is known by its identity: law never changes once read, and comparing two rules field by field would cost
    more than the answer. Nothing here keeps a law alive that is no longer in use, as long as no answer holds it.
    """
    husket: dict[int, tuple[weakref.ref[Del], dict[object, Svar]]] = {}

    @wraps(funktion)
    def husk(del_: Del, /, *args: P.args, **kwargs: P.kwargs) -> Svar:
        noegle = id(del_)
        kendt = husket.get(noegle)
        if kendt is None or kendt[0]() is not del_:
            kendt = husket[noegle] = weakref.ref(del_, lambda _: husket.pop(noegle, None)), {}
        svar = kendt[1]
        spoergsmaal = (args, tuple(kwargs.items()))
        if spoergsmaal not in svar:
            svar[spoergsmaal] = funktion(del_, *args, **kwargs)
        return svar[spoergsmaal]

    return husk

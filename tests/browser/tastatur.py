"""A person without a mouse: to a link, a button or a field by the Tab key, with the focus in sight."""

from __future__ import annotations

import datetime as dt
from typing import cast

from playwright.sync_api import ElementHandle, Error, Locator, expect

_FLEST_TRYK = 300
_VAEK = 9
_KAN_NAAS = "led.closest('a[href], button, summary, input, select, textarea, [tabindex]') ?? led"
_HVOR = f"""led => {{
  if (!led.isConnected) return {_VAEK};
  const maal = {_KAN_NAAS}, her = document.activeElement;
  const samme = her === maal || (maal.type === 'radio' && her.type === 'radio' && her.name === maal.name);
  if (samme) return 0;
  if (her === document.body) return null;
  return her.compareDocumentPosition(maal) & Node.DOCUMENT_POSITION_FOLLOWING ? 1 : -1;
}}"""
"""Whether what is wanted has the focus (a group of choices is one stop), is ahead, behind, gone, or not begun on."""
_FORBI_HOVEDET = """led => {
  const her = document.activeElement, sted = her.hash && document.querySelector(her.hash);
  return Boolean(sted && sted.matches('main') && sted.contains(led));
}"""
"""Whether the focus is on the link past the head of the page, and what is wanted lies behind it."""
_I_SIGTE = """() => {
  const her = document.activeElement;
  const steder = [her, ...(her.labels ?? []), her.closest('.rt-fil')].filter(Boolean);
  const ring = (led, del) => {
    const stil = getComputedStyle(led, del);
    return stil.outlineStyle !== 'none' && parseFloat(stil.outlineWidth) >= 1;
  };
  const indenfor = led => {
    const k = led.getBoundingClientRect();
    return k.width > 0 && k.bottom > 0 && k.right > 0 && k.top < innerHeight && k.left < innerWidth;
  };
  const ses = led => getComputedStyle(led).opacity !== '0' && indenfor(led);
  return steder.some(led => ses(led) && [null, '::before', '::after'].some(del => ring(led, del)));
}"""
"""Whether the ring of the focus is drawn inside the window: on the field, on its label, or about a field for files."""


def _hvor(sted: ElementHandle) -> int | None:
    try:
        return cast("int | None", sted.evaluate(_HVOR))
    except Error:
        # The page it stood on has given way to the next.
        return _VAEK


def naa(led: Locator) -> None:
    """To a link, a button or a field by the Tab key alone; the way there never passes it, and its focus is seen."""
    tastatur = led.page.keyboard
    retning: int | None = None
    # Found once: to find it by its role anew at each step takes longer than the step.
    sted = led.element_handle()
    for _ in range(_FLEST_TRYK):
        hvor = _hvor(sted)
        if hvor == _VAEK:
            sted, retning = led.element_handle(), None
            continue
        if hvor == 0:
            assert led.page.evaluate(_I_SIGTE), f"the focus cannot be seen on {led}"
            return
        assert hvor is None or retning in (None, hvor), f"the Tab key goes past {led}"
        retning = hvor
        tastatur.press("Shift+Tab" if hvor == -1 else "Tab")
        if hvor is None and sted.evaluate(_FORBI_HOVEDET):
            tastatur.press("Enter")
    raise AssertionError(f"the Tab key does not lead to {led}")


def tryk(led: Locator) -> None:
    """A link is followed, a button pressed, what is folded away opened."""
    naa(led)
    led.page.locator(":focus").press("Enter")


def skriv(led: Locator, ord_: str) -> None:
    """A field is written in, over what stood there."""
    naa(led)
    led.page.keyboard.press("Control+A")
    led.page.keyboard.type(ord_)
    expect(led).to_have_value(ord_)


def skriv_dato(led: Locator, dag: dt.date) -> None:
    """A day is written in the parts of its field, in the order of the page's language."""
    naa(led)
    led.page.keyboard.type(f"{dag:%d%m%Y}")
    expect(led).to_have_value(dag.isoformat())


def vaelg(led: Locator, ord_: str) -> None:
    """One of a list is chosen by the beginning of its words."""
    naa(led)
    led.page.keyboard.type(ord_)
    valgt = led.evaluate("led => led.selectedOptions[0].label")
    assert valgt.startswith(ord_), f"{ord_} was written, and {valgt} is chosen"


def saet(led: Locator) -> None:
    """A box is ticked with the space bar, or one of a group chosen with the arrows."""
    naa(led)
    if led.evaluate("led => led === document.activeElement"):
        led.page.keyboard.press("Space")
    for _ in range(_FLEST_TRYK):
        if led.is_checked():
            break
        led.page.keyboard.press("ArrowDown")
    expect(led).to_be_checked()

"""Diagnoses that are no code, in words, and what is surely meant."""

from __future__ import annotations

from chartproof.codesets.tabular import Tabular
from chartproof.model.finding import Change, Fix, Op


def said_of(code: str, tabular: Tabular) -> tuple[str, str | None]:
    """What is wrong with a code that is none, and what would clear it."""
    if tabular.node(code) is None:
        return f"{code} is no code of {tabular.release.name}", None
    clears = "what the record says of the axes that the heading is divided by"
    return f"{code} is a heading: a code has more characters", clears


def meant(at: str, code: str, tabular: Tabular) -> tuple[Fix, ...]:
    """Where one code alone stands below a heading, it is what is meant."""
    below = (tabular.node(code),) if tabular.node(code) else ()
    while below and (children := tabular.children(below[0].key if below[0] else "")):
        below = children if len(children) == 1 else ()
    codes = tabular.codes_of(below[0].key) if below and below[0] else ()
    if len(codes) != 1:
        return ()
    change = Change(Op.SET, f"{at}.code", codes[0].code)
    return (Fix(f"write {codes[0].code}, the only code below {code}", safe=True, changes=(change,)),)

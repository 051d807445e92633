"""Value sets: the codes an expression names, as coders and payers write lists.

`E08-E13, O24 except E10.1-, E11.9` · `S52 has open` · `T36-T50@5` · `chapter 15` · `Z3A`

Parts are joined by commas (or `and`, `or`, `;`); `except` (or `not`) takes away what follows. A part
is a code or category, a range, a code with a dash (all below it), either with the characters that
must stand at the fifth or sixth place (`@5`, `@1-4`), or a chapter or section. `has WORDS` keeps the
codes whose titles have all those words, in one of their forms.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from chartproof.codesets.build.instructional_notes import is_named
from chartproof.codesets.tabular import Tabular
from chartproof.model.errors import InputError
from chartproof.model.pattern import Pattern
from chartproof.terms.words import folded

#: A valid code and its title.
Titled = tuple[str, str]

_PARTS = Pattern(r"\s*(?:[,;]|\band\b|\bor\b)\s*", re.IGNORECASE)
_EXCEPT = Pattern(r"\b(?:except|not|minus)\b", re.IGNORECASE)
_HAS = Pattern(r"\bhas\b", re.IGNORECASE)
_CODE = r"(?=[A-Z]{0,2}[0-9])[0-9A-Z][0-9A-Z.]{0,9}"
_NAMED = Pattern(
    rf"({_CODE})\.?-?|({_CODE})\.?-?\s*-\s*({_CODE})\.?-?|({_CODE}-{_CODE}|{_CODE})@[0-9](?:-[0-9])?"
)


#: Dashes and minus signs that word processors put for a hyphen.
_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
#: Follows every character a code is made of.
_BEYOND = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an expression: the target it names, and the words titles must have."""

    said: str
    target: str
    words: frozenset[str] = frozenset()

    def holds(self, code: str, title: str) -> bool:
        """Whether the part names a code."""
        return is_named(code, self.target) and (not self.words or self.words.issubset(folded(title)))


class _List:
    """The codes of a list, found by parts of an expression; a payer's list may name thousands."""

    def __init__(self, codes: Iterable[Titled]) -> None:
        self.codes = tuple(codes)
        keyed = sorted((code.replace(".", ""), at) for at, (code, _) in enumerate(self.codes))
        self._keys = [key for key, _ in keyed]
        self._places = [at for _, at in keyed]

    def named(self, text: str, tabular: Tabular | None) -> set[int]:
        """The places of the codes that the parts of a text name; InputError where one names none."""
        found: set[int] = set()
        for said in dict.fromkeys(filter(None, _PARTS.split(text.strip()))):
            part = _part(said, tabular)
            first, _, last = part.target.partition("@")[0].replace(".", "").partition("-")
            between = slice(
                bisect_left(self._keys, first), bisect_right(self._keys, (last or first) + _BEYOND)
            )
            held = {at for at in self._places[between] if part.holds(*self.codes[at])}
            if not held:
                raise InputError("expression", part.said, "it names no code of this release")
            found |= held
        return found


def expand(expression: str, codes: Iterable[Titled], tabular: Tabular | None = None) -> tuple[Titled, ...]:
    """The codes of a list that an expression names, in the list's order.

    InputError where a part cannot be read or names no code at all. `tabular`: for chapters and
    sections of ICD-10-CM.
    """
    listed = _List(codes)
    taken, *excepted = _EXCEPT.split(expression.translate(_DASHES))
    if len(excepted) > 1:
        raise InputError("expression", expression, "say `except` once, then all that is left out")
    keep = listed.named(taken, tabular)
    if not keep:
        raise InputError("expression", expression, "it names nothing; say for example E08-E13 except E10")
    drop = listed.named(excepted[0], tabular) if excepted else set()
    if excepted and not drop:
        raise InputError("expression", expression, "nothing is said after `except`")
    return tuple(listed.codes[at] for at in sorted(keep - drop))


def _part(text: str, tabular: Tabular | None) -> Part:
    named, *has = _HAS.split(text.strip(), maxsplit=1)
    words = frozenset(folded(has[0])) if has else frozenset()
    if has and not words:
        raise InputError("expression", text, "say after `has` the words that titles must have")
    plain = named.strip()
    if plain.lower().startswith(("chapter ", "section ")) and tabular:
        kind, _, rest = plain.partition(" ")
        plain = _span(f"{kind.lower()} {rest.upper()}", tabular)
    plain = plain.upper()
    if not _NAMED.fullmatch(plain):
        says = "not a code, a range (E08-E13), a code with a dash (E11.6-), a chapter or a section"
        raise InputError("expression", text, says)
    target = re.sub(r"\s", "", plain)
    body, at, characters = target.partition("@")
    body = "-".join(end.rstrip(".") for end in body.rstrip("-").split("-")) + at + characters
    return Part(text.strip(), body, words)


def _span(key: str, tabular: Tabular) -> str:
    """A chapter or section as the range of its categories."""
    node = tabular.node(key)
    if node is None:
        raise InputError("expression", key, "no such chapter or section")
    if node.kind == "section":
        return node.code
    sections = [child.code for child in tabular.children(key)]
    return f"{sections[0].split('-')[0]}-{sections[-1].split('-')[-1]}"

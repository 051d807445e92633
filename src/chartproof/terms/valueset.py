"""Value sets: the codes an expression names, as coders and payers write lists.

`E08-E13, O24 except E10.1-, E11.9` · `S52 has open` · `T36-T50@5` · `chapter 15` · `Z3A`

Parts are joined by commas (or `and`, `or`, `;`); `except` (or `not`) takes away what follows. A part
is a code or category, a range, a code with a dash (all below it), either with the characters that
must stand at the fifth or sixth place (`@5`, `@1-4`), or a chapter or section. `has WORDS` keeps the
codes whose titles have all those words, in one of their forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from chartproof.codesets.build.instructional_notes import is_named
from chartproof.codesets.tabular import Tabular
from chartproof.model.errors import InputError
from chartproof.terms.words import folded

#: A valid code and its title.
Titled = tuple[str, str]

_PARTS = re.compile(r"\s*(?:[,;]|\band\b|\bor\b)\s*", re.IGNORECASE)
_EXCEPT = re.compile(r"\b(?:except|not|minus)\b", re.IGNORECASE)
_HAS = re.compile(r"\bhas\b", re.IGNORECASE)
_CODE = r"(?=[A-Z]{0,2}\d)[0-9A-Z][0-9A-Z.]{0,9}"
_NAMED = re.compile(
    rf"({_CODE})\.?-?|({_CODE})\.?-?\s*-\s*({_CODE})\.?-?|({_CODE}-{_CODE}|{_CODE})@[0-9](?:-[0-9])?"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an expression: what it names, and the words titles must have."""

    said: str
    names: Callable[[str], bool]
    words: frozenset[str] = frozenset()

    def holds(self, code: str, title: str) -> bool:
        """Whether the part names a code."""
        return self.names(code) and (not self.words or self.words.issubset(folded(title)))


def expand(expression: str, codes: Iterable[Titled], tabular: Tabular | None = None) -> tuple[Titled, ...]:
    """The codes of a list that an expression names, in the list's order.

    InputError where a part cannot be read or names no code at all. `tabular`: for chapters and
    sections of ICD-10-CM.
    """
    listed = tuple(codes)
    taken, left_out, *more = [*_EXCEPT.split(expression), ""][:3]
    if more[-1:] != [""] and more:
        raise InputError("expression", expression, "say `except` once, then all that is left out")
    keep = [_part(text, tabular) for text in filter(None, _PARTS.split(taken.strip()))]
    drop = [_part(text, tabular) for text in filter(None, _PARTS.split(left_out.strip()))]
    if not keep:
        raise InputError("expression", expression, "it names nothing; say for example E08-E13 except E10")
    for part in (*keep, *drop):
        if not any(part.holds(*pair) for pair in listed):
            raise InputError("expression", part.said, "it names no code of this release")
    return tuple(
        pair
        for pair in listed
        if any(part.holds(*pair) for part in keep) and not any(part.holds(*pair) for part in drop)
    )


def _part(text: str, tabular: Tabular | None) -> Part:
    named, *has = _HAS.split(text.strip(), maxsplit=1)
    words = frozenset(folded(has[0])) if has else frozenset()
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
    return Part(text.strip(), lambda code: is_named(code, body), words)


def _span(key: str, tabular: Tabular) -> str:
    """A chapter or section as the range of its categories."""
    node = tabular.node(key)
    if node is None:
        raise InputError("expression", key, "no such chapter or section")
    if node.kind == "section":
        return node.code
    sections = [child.code for child in tabular.children(key)]
    return f"{sections[0].split('-')[0]}-{sections[-1].split('-')[-1]}"

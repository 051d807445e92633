"""The seventh character: episode of care, healing, side, fetus, stage; placeholder X before it.

Source: ICD-10-CM Official Guidelines I.A.4, I.A.5, I.C.19.a (A while active treatment goes on, D
after it, S for sequela), I.C.15.a.6 (fetus), I.C.19.c (fractures: closed unless open is documented,
the Gustilo type of an open one I or II unless III is documented).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chartproof.code.icd10cm.documented import Documented
from chartproof.codesets.tabular import Billable
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.terms.words import folded


@dataclass(frozen=True, slots=True)
class Seventh:
    """The code with its seventh character, what documents it, and whether it is a default."""

    code: Billable
    says: str
    by: tuple[Evidence, ...]


#: Characters taken where the record is silent, in order of preference.
_SILENT = ("A", "0", "9", "1")


def seventh(
    codes: tuple[Billable, ...], meanings: dict[str, str], documented: Documented
) -> tuple[Seventh, ...]:
    """Choose among the codes of one leaf; two when both sides are documented; none when undecided."""
    if len(codes) == 1:
        return (Seventh(codes[0], meanings.get(codes[0].char, ""), ()),)
    by_char = {code.char: code for code in codes}
    if "A" in by_char:
        char, by = _episode(by_char, meanings, documented)
        return (Seventh(by_char[char], meanings[char], by),)
    if meanings.get("1") == "fetus 1":
        char, by = _fetus(by_char, documented)
        return (Seventh(by_char[char], meanings[char], by),)
    if chosen := _worded(by_char, meanings, documented):
        return chosen
    for char in _SILENT:
        if char in by_char and char in meanings and (char != "1" or len(by_char) == 1):
            return (Seventh(by_char[char], meanings[char], ()),)
    return ()


def _episode(
    by_char: dict[str, Billable], meanings: dict[str, str], documented: Documented
) -> tuple[str, tuple[Evidence, ...]]:
    kind = _gustilo(documented)
    char, by = _phase(by_char, meanings, documented, gustilo=kind is not None)
    if kind and kind[0] == "III" and _TYPE_III.get(char, "") in by_char:
        return _TYPE_III[char], (*by, kind[1])
    return char, by


def _phase(
    by_char: dict[str, Billable], meanings: dict[str, str], documented: Documented, *, gustilo: bool
) -> tuple[str, tuple[Evidence, ...]]:
    """The character of the phase of care, an open fracture's as of type I or II."""
    episode, wound, healing = (documented.trait(axis) for axis in ("episode", "open", "healing"))
    by = tuple(trait[1] for trait in (episode, wound, healing) if trait)
    if episode and episode[0] == "sequela" and "S" in by_char:
        return "S", (episode[1],)
    is_open = gustilo or (wound is not None and wound[0] == "open")
    if healing:
        for char in by_char:
            words = frozenset(folded(meanings[char]))
            if healing[0] in words and (("open" in words) == is_open):
                return char, by
    later = episode is not None and episode[0] == "subsequent"
    if later:
        return ("E" if is_open and "E" in by_char else "D"), by
    return ("B" if is_open and "B" in by_char and "open" in meanings["B"] else "A"), (
        (wound[1],) if is_open and wound else ()
    )


_GUSTILO = Pattern(
    r"\b(?:(?:gustilo(?:[- ]anderson)?(?: type| grade| class)?|g[-/]?a(?: type| grade)?|type|grade)\s+(I{1,3}|[123])[ -]?[ABC]?|"
    r"open,? (I{1,3}|[123](?=[ABC]))[ABC]?)\b",
    re.IGNORECASE,
)
#: The character of an open fracture of type I or II, and the one of type III.
_TYPE_III = {"B": "C", "E": "F", "H": "J", "M": "N", "Q": "R"}


def _gustilo(documented: Documented) -> tuple[str, Evidence] | None:
    """The Gustilo type of an open fracture that the line of a mention names: I, II or III."""
    line = documented.mention.line
    said = _GUSTILO.search(line.words)
    if said is None or not re.search(r"\b(?:open|compound|gustilo)\b", line.words, re.IGNORECASE):
        return None
    number = (said[1] or said[2]).upper().replace("1", "I").replace("2", "II").replace("3", "III")
    return number, documented.document.quote(line.start + said.start(), line.start + said.end())


def _fetus(by_char: dict[str, Billable], documented: Documented) -> tuple[str, tuple[Evidence, ...]]:
    """The fetus that the line names by number or letter; 0 for one, or where none is named (I.C.15.a.6)."""
    line = documented.mention.line
    named = _FETUS.search(line.words)
    if named:
        which = named.group(1).lower()
        char = str("abcde".index(which) + 1) if which.isalpha() else which
        if char in by_char:
            at = line.start + named.start()
            return char, (documented.document.quote(at, at + len(named.group())),)
    return "0", ()


def _worded(
    by_char: dict[str, Billable], meanings: dict[str, str], documented: Documented
) -> tuple[Seventh, ...]:
    """The characters whose meaning is documented: the side of an eye, the stage of glaucoma."""
    found: list[tuple[int, Seventh]] = []
    for char, code in by_char.items():
        meaning = meanings.get(char, "")
        words = [w for w in folded(_ASIDE.sub(" ", meaning)) if w not in _GENERIC]
        several = folded(" ".join(_ASIDE.findall(meaning)))  # "tophus (tophi)": two forms of one word
        by = [e for w in words if (e := _any_of(documented, (w, *(s for s in several if s[:4] == w[:4]))))]
        if words and len(by) == len(words):
            found.append((len(by), Seventh(code, meanings[char], tuple(by))))
    return (max(found, key=lambda f: f[0])[1],) if found else ()


def _any_of(documented: Documented, words: tuple[str, ...]) -> Evidence | None:
    return next((e for w in words if (e := documented.word(w))), None)


_ASIDE = Pattern(r"\(([^)]*)\)")
_GENERIC = frozenset({"eye", "stage", "encounter"})
_FETUS = Pattern(r"\b(?:fetus|twin|triplet|baby) #?([1-5]|[a-e])\b", re.IGNORECASE)

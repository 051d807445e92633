"""Search the classification in a coder's words: any order, abbreviations, typos, code prefixes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chartproof.terms.index import TermIndex
from chartproof.terms.retrieve import nearest
from chartproof.terms.terminology import Terminology
from chartproof.terms.words import folded

_CODE = re.compile(r"^[A-Za-z]\d[0-9A-Za-z](?:\.?[0-9A-Za-z]{0,4})?$")


@dataclass(frozen=True, slots=True)
class Match:
    """A code or node found, how near it is (0 to 1), and why it matched."""

    code: str
    title: str
    score: float
    because: str


def search(words: str, terminology: Terminology, limit: int = 10) -> list[Match]:
    """The best matches for what a coder typed, one a node, best first."""
    if _CODE.match(words.strip()):
        return _by_prefix(words.strip().upper(), terminology, limit)
    asked, mended = _mended(folded(words), terminology.index)
    found: dict[str, Match] = {}
    for near in nearest(asked, terminology.index, limit * 5):
        because = f"{near.term.source} “{near.term.surface}”"
        if mended:
            because += "; read as " + ", ".join(f"{a} → {b}" for a, b in mended)
        for code in near.term.means:
            title = terminology.tabular.title(code)
            if code not in found and title:
                found[code] = Match(code, title, round(near.score, 4), because)
    return list(found.values())[:limit]


def _by_prefix(typed: str, terminology: Terminology, limit: int) -> list[Match]:
    plain = typed.replace(".", "")
    dotted = plain if len(plain) <= 3 else f"{plain[:3]}.{plain[3:]}"
    rows = terminology.tabular.starting(dotted, limit)
    return [Match(code, title, 1.0, f"code begins {dotted}") for code, title in rows]


def _mended(words: tuple[str, ...], index: TermIndex) -> tuple[list[str], list[tuple[str, str]]]:
    """The words asked, those no term has replaced by the nearest that one has."""
    out: list[str] = []
    mended: list[tuple[str, str]] = []
    for word in words:
        if index.weight(word) > 0.0 or len(word) < 4:
            out.append(word)
        elif near := _nearest_word(word, index):
            out.append(near)
            mended.append((word, near))
    return out, mended


def _nearest_word(word: str, index: TermIndex) -> str | None:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    most = 1 if len(word) < 6 else 2
    choices = index.words()
    same = [w for w in choices if w[0] == word[0] and abs(len(w) - len(word)) <= most]
    for pool in (same, choices):
        found = process.extract(word, pool, scorer=OSA.distance, score_cutoff=most, limit=5)
        if found:
            return min(found, key=lambda f: (f[1], index.weight(f[0]), f[0]))[0]
    return None

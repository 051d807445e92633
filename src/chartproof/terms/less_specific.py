"""Whether one code only says less of the same condition than another does."""

from __future__ import annotations

import re
from functools import lru_cache

from chartproof.codesets.tabular import Tabular
from chartproof.model.pattern import Pattern
from chartproof.terms.words import folded

_VAGUE = Pattern(
    r"\bunspecified\b|\bnot having achieved remission\b|\bnot intractable\b|\bwithout complications?\b|\buncomplicated\b|\bNOS\b",
    re.IGNORECASE,
)
#: Of these what leaves open; "uncomplicated" says something.
_OPEN = Pattern(r"\bunspecified\b|\bNOS\b", re.IGNORECASE)
_WITHOUT = Pattern(r"\bwithout (?:mention of |current |any )?((?:(?!without\b|with\b)[\w-]+ ?)+)")
_SAYS_NOTHING = frozenset(
    {"unspecified", "without", "complication", "uncomplicated", "not", "of", "initial", "encounter"}
)


def less_specific_than(vague: str, precise: str, tabular: Tabular) -> bool:
    """Same category, the vague one's title says so, and all else it says the precise one says too."""
    if vague[:3] != precise[:3] or vague == precise:
        return False
    return _says_less(vague, precise, tabular.title(vague) or "", tabular.title(precise) or "")


@lru_cache(maxsize=100_000)
def _says_less(vague: str, precise: str, vague_title: str, precise_title: str) -> bool:
    if _says_without(vague_title, precise_title):
        return vague[7:] == precise[7:]
    if not _VAGUE.search(vague_title) or len(_VAGUE.findall(precise_title)) > len(
        _VAGUE.findall(vague_title)
    ):
        return False
    if (
        vague[-1:].isalpha()
        and precise[-1:].isalpha()
        and len(vague) == 8
        and len(precise) == 8
        and vague[-1] != precise[-1]
    ):
        return False
    said = _said(vague_title)
    more = _said(precise_title)
    return said <= more and (
        said < more
        or len(_VAGUE.findall(precise_title)) < len(_VAGUE.findall(vague_title))
        or len(_OPEN.findall(precise_title)) < len(_OPEN.findall(vague_title))
    )


def _says_without(vague_title: str, precise_title: str) -> bool:
    """Whether the one title is the other's "without": varices without bleeding beside varices with bleeding."""
    more = _said_without(precise_title)
    only = [clause for clause in _said_without(vague_title) if clause not in more]
    if len(only) != 1 or len(more) >= len(_said_without(vague_title)):
        return False
    denied, said = frozenset(folded(only[0])), frozenset(folded(_WITHOUT.sub(" ", precise_title)))
    rest = frozenset(folded(_WITHOUT.sub(" ", vague_title))) - _SAYS_NOTHING
    return bool(denied) and denied <= said and rest <= said


def _said_without(title: str) -> list[str]:
    """What a title says is absent, each by itself: perforation or abscess; bleeding."""
    return [clause.strip() for clause in _WITHOUT.findall(title)]


def _said(title: str) -> frozenset[str]:
    silent = re.sub(
        r"\bunspecified (?:site|part|side|eye|ear|type|degree|severity|cause|organism|trimester)\b",
        " ",
        title,
    )
    silent = re.sub(r"\bnot having achieved remission\b", " ", silent)
    silent = re.sub(r"\bchronic or unspecified\b", " ", silent)
    silent = re.sub(r",? *\bnot applicable or unspecified\b", " ", silent)
    silent = re.sub(r",? *\bunspecified (?:whether|as to)\b.*", " ", silent)
    silent = re.sub(
        r"\bwithout complications?\b|\bnot intractable\b|\bwithout status migrainosus\b", " ", silent
    )
    silent = re.sub(r"\b(poly|mono)neuropathy\b", r"neuropathy \1", silent)
    return frozenset(folded(silent)) - _SAYS_NOTHING

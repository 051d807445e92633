"""Search the classification in a coder's words: any order, abbreviations, typos, code prefixes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from chartproof.codesets.tabular import Tabular
from chartproof.terms.index import TermIndex
from chartproof.terms.retrieve import Near, nearest
from chartproof.terms.spelling import Mended
from chartproof.terms.terminology import Terminology
from chartproof.terms.tree import ancestors, billable_below
from chartproof.terms.words import folded, words_of

_CODE = re.compile(r"^[A-Za-z]\d[0-9A-Za-z](?:\.?[0-9A-Za-z]{0,4})?$")
#: How many terms are measured exactly for one reading of the words.
MEASURED = 120
#: How many readings of misspelled words are tried.
READINGS = 8
#: What a mended letter costs of a score.
PER_LETTER = 0.04
#: How many billable codes stand for a category where only billable codes are wanted.
FOR_ONE = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A code or node found, how near it is (0 to 1), and why it matched."""

    code: str
    title: str
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class Filters:
    """Which codes are wanted. `within` is a chapter or section by its key, or a code above.

    `side`: left, right, bilateral or unspecified, as titles say it. `is_of_sex` says whether a
    code may be of the patient's sex (the Medicare Code Editor's lists).
    """

    billable: bool = False
    within: str | None = None
    side: str | None = None
    is_of_sex: Callable[[str], bool] | None = None

    def keeps(self, code: str, title: str, tabular: Tabular) -> bool:
        """Whether a code or node passes."""
        return (
            not (self.billable and tabular.billable(code) is None)
            and (self.within is None or code == self.within or self._is_within(code, tabular))
            and (self.side is None or self.side in folded(title))
            and (self.is_of_sex is None or self.is_of_sex(code))
        )

    def _is_within(self, code: str, tabular: Tabular) -> bool:
        return any(node.key == self.within for node in ancestors(code, tabular))

    @property
    def go_down(self) -> bool:
        """Whether a category is to be replaced by the codes below it."""
        return self.billable or self.side is not None


@dataclass(frozen=True, slots=True)
class Reading:
    """The words asked for, with those misspelled read as others."""

    words: tuple[str, ...]
    mended: tuple[Mended, ...] = ()

    @property
    def cost(self) -> float:
        """What mending costs of a score."""
        return PER_LETTER * sum(m.letters for m in self.mended)

    def says(self) -> str:
        """What was read as what; nothing where nothing was."""
        told = ", ".join(f"{m.asked} → {m.spelled}" for m in self.mended)
        return f"; read as {told}" if told else ""


def search(
    words: str, terminology: Terminology, limit: int = 10, filters: Filters | None = None
) -> list[Match]:
    """The best matches for what a coder typed, one a code or node, best first."""
    wanted = filters or Filters()
    tabular = terminology.tabular
    if _CODE.match(words.strip()):
        every = _by_prefix(words.strip().upper(), tabular, limit if wanted == Filters() else 10_000)
        return [m for m in every if wanted.keeps(m.code, m.title, tabular)][:limit]
    found: dict[str, Match] = {}
    asked = folded(words)
    for match in _matches(words, terminology, limit * 5):
        for kept in _kept(match, frozenset(asked), wanted, tabular):
            found.setdefault(kept.code, kept)
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


def _matches(words: str, terminology: Terminology, limit: int) -> Iterator[Match]:
    """Every code the nearest terms mean, best first, by all readings of the words."""
    scored: list[tuple[float, Near, Reading]] = []
    for reading in readings(words, terminology.index):
        for near in nearest(reading.words, terminology.index, limit, MEASURED):
            scored.append((near.score - reading.cost, near, reading))
    scored.sort(key=lambda s: (-round(s[0], 6), len(s[1].term.means[0]), s[1].term.means[0], s[1].term.id))
    for score, near, reading in scored:
        because = f"{near.term.source} “{near.term.surface}”{reading.says()}"
        for code in near.term.means:
            title = terminology.tabular.title(code)
            if title:
                yield Match(code, title, round(max(score, 0.0), 4), because)


def readings(words: str, index: TermIndex) -> Iterator[Reading]:
    """The ways to read what was typed: words no term has as the nearest spelled ones that one has."""
    asked = words_of(words, 0, len(words))
    choices: list[list[str | Mended]] = []
    for word, start, end in zip(asked.folded, asked.starts, asked.ends, strict=True):
        if index.weight(word) > 0.0:
            choices.append([word])
        elif near := index.spelling.near(words[start:end]):
            choices.append(list(near))
    for chosen in islice(product(*choices), READINGS):
        read = tuple(c.word if isinstance(c, Mended) else c for c in chosen)
        yield Reading(read, tuple(c for c in chosen if isinstance(c, Mended)))


def _kept(match: Match, asked: frozenset[str], wanted: Filters, tabular: Tabular) -> Iterator[Match]:
    """The match where it passes, else the codes below it that do and say most of the words asked."""
    if wanted.keeps(match.code, match.title, tabular):
        yield match
    elif wanted.go_down and tabular.node(match.code):
        below = [(code, tabular.title(code) or "") for code in billable_below(match.code, tabular)]
        passing = [pair for pair in below if wanted.keeps(*pair, tabular)]
        passing.sort(key=lambda pair: -len(asked.intersection(folded(pair[1]))))
        for code, title in passing[:FOR_ONE]:
            yield replace(match, code=code, title=title, because=f"below {match.code}, {match.because}")


def _by_prefix(typed: str, tabular: Tabular, limit: int) -> list[Match]:
    plain = typed.replace(".", "")
    dotted = plain if len(plain) <= 3 else f"{plain[:3]}.{plain[3:]}"
    rows = tabular.starting(dotted, limit)
    return [Match(code, title, 1.0, f"code begins {dotted}") for code, title in rows]

"""Search the classification in a coder's words: any order, abbreviations, typos, code prefixes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from chartproof.codesets.tabular import Tabular
from chartproof.model.errors import InputError
from chartproof.model.pattern import Pattern
from chartproof.terms.every_term import Term
from chartproof.terms.index import TermIndex
from chartproof.terms.lay import in_trade_words
from chartproof.terms.retrieve import Near, nearest
from chartproof.terms.spelling import Mended
from chartproof.terms.terminology import Terminology
from chartproof.terms.tree import CATEGORY, ancestors, billable_below, key_of
from chartproof.terms.words import folded, words_of

_CODE = Pattern(rf"{CATEGORY}(?:\.?[0-9A-Z]{{0,4}})?", re.IGNORECASE)
#: How many terms are measured exactly for one reading of the words.
MEASURED = 120
#: How many readings of misspelled words are tried.
READINGS = 8
#: What mending costs of a score, by the part of a word's letters that were wrong.
MENDING = 0.4
#: What a word that is left out costs, and what reading lay words as the trade's.
LEFT_OUT = 0.2
TRADE_WORDS = 0.02
#: What a title says of a side that is not known.
OPEN = "unspecified"
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
            and (self.side is None or self._is_of_side(code, title, tabular))
            and (self.is_of_sex is None or any(map(self.is_of_sex, billable_below(code, tabular))))
        )

    def _is_of_side(self, code: str, title: str, tabular: Tabular) -> bool:
        """Whether a title says the side; `unspecified`: it leaves open one that another at its place says."""
        if self.side != OPEN:
            return self.side in folded(title)
        leaf = tabular.node(tabular.leaf(code))
        if leaf is None:
            return False
        beside = [node.title for node in tabular.children(leaf.parent)]
        return _leaves_side_open(leaf.title, beside) or _leaves_side_open(
            title, [made.title for made in tabular.codes_of(leaf.key)]
        )

    def _is_within(self, code: str, tabular: Tabular) -> bool:
        return any(node.key == self.within for node in ancestors(code, tabular))

    @property
    def go_down(self) -> bool:
        """Whether a category is to be replaced by the codes below it."""
        return self.billable or self.side is not None


def _leaves_side_open(title: str, beside: Iterable[str]) -> bool:
    """Whether a title says `unspecified` where another at its place says `left`."""
    said = {other.lower() for other in beside}
    parts = title.lower().split(OPEN)
    return any(OPEN.join(parts[:at]) + "left" + OPEN.join(parts[at:]) in said for at in range(1, len(parts)))


@dataclass(frozen=True, slots=True)
class Reading:
    """The words asked for, with those misspelled read as others."""

    words: tuple[str, ...]
    mended: tuple[Mended, ...] = ()
    left_out: int = 0
    meant: str = ""

    @property
    def cost(self) -> float:
        """What mending and leaving out cost of a score."""
        mending = sum(m.letters / len(m.asked) for m in self.mended)
        return MENDING * mending + LEFT_OUT * self.left_out + (TRADE_WORDS if self.meant else 0.0)

    def says(self) -> str:
        """What was read as what; nothing where nothing was."""
        told = [self.meant] if self.meant else []
        told += [f"{m.asked} → {m.spelled}" for m in self.mended]
        return f"; read as {', '.join(told)}" if told else ""


#: So many terms are looked at where a filter may drop most of what they mean.
_MANY = 1_000


def search(
    words: str, terminology: Terminology, limit: int = 10, filters: Filters | None = None
) -> list[Match]:
    """The best matches for what a coder typed, one a code or node, best first."""
    wanted = filters or Filters()
    every_one = wanted == Filters()
    tabular = terminology.tabular
    if _CODE.fullmatch(words.strip()):
        every = _by_prefix(words.strip().upper(), tabular, limit if every_one else 10_000)
        if every:  # t2dm looks like a code and is none
            return [m for m in every if wanted.keeps(m.code, m.title, tabular)][:limit]
    found: dict[str, Match] = {}
    asked = folded(words)
    for match in _matches(words, terminology, limit * 5 if every_one else max(limit * 5, _MANY)):
        for kept in _kept(match, frozenset(asked), wanted, tabular):
            found.setdefault(kept.code, kept)
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


def within_key(typed: str, tabular: Tabular) -> str:
    """The node a person means by a code, a section (E08-E13) or the number of a chapter."""
    if key := key_of(typed, tabular) or key_of(f"chapter {typed}", tabular):
        return key
    raise InputError("--within", typed, "no such code, section (E08-E13) or chapter (1 to 22)")


def _matches(words: str, terminology: Terminology, limit: int) -> Iterator[Match]:
    """Every code the nearest terms mean, best first, by all readings of the words."""
    scored: list[tuple[float, Near, Reading]] = []
    for reading in readings(words, terminology.index):
        for near in nearest(reading.words, terminology.index, limit, MEASURED):
            scored.append((near.score - reading.cost, near, reading))
    scored.sort(key=lambda s: _rank(s[0], s[1].term))
    for score, near, reading in scored:
        because = f"{near.term.source} “{near.term.surface}”{reading.says()}"
        for code in near.term.means:
            title = terminology.tabular.title(code)
            if title:
                yield Match(code, title, round(max(score, 0.0), 4), because)


def _rank(score: float, term: Term) -> tuple[float, bool, int, str, int]:
    """Best first; of equals what any patient may have, then the shorter code."""
    code = term.means[0]
    return (-round(score, 6), code[0] in _OF_SOME, len(code), code, term.id)


#: Chapters of pregnancy, of the newborn and of external causes: words that are theirs alone outscore.
_OF_SOME = frozenset("OPVWXY")


def readings(typed: str, index: TermIndex) -> Iterator[Reading]:
    """The ways to read what was typed: as it stands and in the trade's words, with spelling mended."""
    trade = in_trade_words(typed)
    yield from _mended(typed, index, "")
    if trade != typed:
        yield from _mended(trade, index, trade)


def _mended(typed: str, index: TermIndex, meant: str) -> Iterator[Reading]:
    """Words no term has read as the nearest spelled ones that one has, or left out."""
    asked = words_of(typed, 0, len(typed))
    choices: list[list[str | Mended | None]] = []
    for word, start, end in zip(asked.folded, asked.starts, asked.ends, strict=True):
        if index.weight(word) > 0.0:
            choices.append([word])
        else:
            choices.append([*index.spelling.near(typed[start:end]), None])
    for chosen in islice(product(*choices), READINGS):
        read = tuple(c.word if isinstance(c, Mended) else c for c in chosen if c is not None)
        yield Reading(read, tuple(c for c in chosen if isinstance(c, Mended)), chosen.count(None), meant)


def _kept(match: Match, asked: frozenset[str], wanted: Filters, tabular: Tabular) -> Iterator[Match]:
    """The match where it passes, else the codes below it that do and say most of the words asked."""
    if wanted.keeps(match.code, match.title, tabular):
        yield match
    elif wanted.go_down and tabular.node(match.code):
        below = [(code, tabular.title(code) or "") for code in billable_below(match.code, tabular)]
        passing = [pair for pair in below if wanted.keeps(*pair, tabular)]
        passing.sort(key=lambda pair: _beyond(asked, tabular.title(tabular.leaf(pair[0])) or pair[1]))
        for code, title in passing[:FOR_ONE]:
            yield replace(match, code=code, title=title, because=f"below {match.code}, {match.because}")


#: Later encounters for an injury; the first is meant where none is asked for.
_LATER = frozenset({"subsequent", "sequela"})


def _beyond(asked: frozenset[str], title: str) -> tuple[int, bool, bool, int]:
    """How far a title is from the words asked: lacks words, is a later encounter, says more, how much."""
    words = frozenset(folded(title))
    more = words - asked
    return len(asked - words), bool(more & _LATER), "unspecified" not in title, len(more)


def _by_prefix(typed: str, tabular: Tabular, limit: int) -> list[Match]:
    plain = typed.replace(".", "")
    dotted = plain if len(plain) <= 3 else f"{plain[:3]}.{plain[3:]}"
    rows = tabular.starting(dotted, limit)
    return [Match(code, title, 1.0, f"code begins {dotted}") for code, title in rows]

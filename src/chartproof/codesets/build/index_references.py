"""Where the See and See also of an index lead: to terms of the index, a table, or what is said.

ICD-10-CM Official Guidelines I.A.16: See sends to another main term; the target names the main
term and subterms, with commas between ("Pain, abdominal"). Some targets are no terms: `condition`
(look under the condition itself), `by site`, `specified type` (what the record says goes there), a
category, or the tables of neoplasms and of drugs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from chartproof.codesets.build.icd10 import BELOW, CODE
from chartproof.codesets.build.index_terms import Path, Term

#: Raise it when references come out otherwise: indexes and tables are then built again.
BUILDER = 2
COLUMNS = ("path", "kind", "target", "leads_to", "how")
UNRESOLVED = ("path", "kind", "target", "nearest")
Words = frozenset[str]

#: Parts of a target that stand for what the record says, not for a term.
_OPEN = re.compile(
    r"(?:by|specified|specific|for|each|individual|according|affected|appropriate|classifiable|"
    r"underlying|named|if|the|as|code|type of) .*|"
    r"(?:by )?(?:conditions?|type|site|organism|substance|disease|disorder)"
)
_TABLE = re.compile(r"\btable of\b|\b(?:neoplasms?|drugs?) table\b|drugs and chemicals", re.IGNORECASE)
_TOLD = re.compile(r"conditions?\b|nature of|by\b|specified\b|specific\b|code\b")
_IN_TABLE = re.compile(r"(?:also )?(?:Neoplasms?|Poisoning)\b")
_INDEX = re.compile(r"Index to (?:Diseases?|External)", re.IGNORECASE)
_CATEGORY = re.compile(rf"(?:sub)?categor(?:y|ies) {CODE}|{CODE}(?:-| with )", re.IGNORECASE)
#: A code behind a target is what stands there, no word of it: `Examination, medical Z00.00`.
_CODED = re.compile(rf"\s+{CODE}-?$")
#: Between several targets of one See: `Failure, heart; also see Failure, renal`.
_SEVERAL = re.compile(r"; (?:also see|and see also) |,? and (?=[A-Z])|, (?=[A-Z])")
#: A part of a target that leaves a choice: `grade II or grade III`.
_CHOICE = re.compile(r"([^,;]+?) or ([^,;]+)")
_SMALL = frozenset("nec nos of the a an and or to".split())
_LINKS = frozenset("with without due in by type during following involving specified".split())


@dataclass(frozen=True, slots=True, order=True)
class _Reached:
    """How far a target was followed: words not found, words of terms not asked for, and where."""

    left: int
    extra: int
    path: Path = field(default=())


class References:
    """The terms of one index, to be found by the words of a See."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._words: dict[Path, tuple[Words, Words]] = {}
        self._below: dict[Path, list[Path]] = defaultdict(list)
        self._by_word: dict[Path, dict[str, list[Path]]] = {}
        self._see: dict[Path, str] = {}
        for term in terms:
            if term.path not in self._words:
                own = _words(term.title)
                self._words[term.path] = (own, own | _words(term.modifiers))
                self._below[term.path[:-1]].append(term.path)
                self._see[term.path] = term.see or term.see_also

    def leads(self, target: str, *, again: bool = True) -> tuple[Path, str]:
        """Where a target leads and how; how is `` when it leads nowhere.

        term: it is the path; words: its words are those of the path; open: what is left is said by
        the record; below: the rest stands somewhere below; see: by the See of the main term; each: it
        names several, the first of them here; category, table, index: it names one of those.
        """
        if not _CATEGORY.match(target):
            target = _CODED.sub("", target).removeprefix("also ")
        path, how = self._one(target, again=again)
        if how or not again:
            return path, how
        for several in (_SEVERAL.split(target), _choices(target)):
            led = [self._one(t, again=False) for t in several]
            if len(led) > 1 and all(how for _, how in led):
                return led[0][0], "each"
        return path, ""

    def _one(self, target: str, *, again: bool) -> tuple[Path, str]:
        if _TABLE.search(target):
            return (), "table"
        if _INDEX.match(target):
            return (), "index"
        if _CATEGORY.match(target):
            return (), "category"
        parts = [p for p in (_plain(part) for part in re.split(r"[,;] ", target)) if p]
        if not parts or _TOLD.match(parts[0]):
            return (), "open" if parts else ""
        asked = [
            re.sub(r" by (?:site|type)$", "", p)
            for n, p in enumerate(parts)
            if n == 0 or not _OPEN.fullmatch(p)
        ]
        best = min(self._reached(asked), default=_Reached(99, 0))
        if not best.left:
            how = "open" if len(asked) < len(parts) else "words" if best.extra else "term"
            return best.path, how
        if _IN_TABLE.match(target):
            return (), "table"
        return self._otherwise(best.path, parts, again=again)

    def _otherwise(self, nearest: Path, parts: list[str], *, again: bool) -> tuple[Path, str]:
        """Below where the first parts lead (`Bite, by site, insect`), or by a main term's See."""
        for at in range(len(parts) - 1, 0, -1):
            rest = [p for p in parts[at:] if not _OPEN.fullmatch(p)]
            before = min(self._reached(parts[:at]), default=_Reached(99, 0))
            if not before.left:
                if self._has_below(before.path, _words(" ".join(rest)) - _LINKS):
                    return before.path, "below"
                break
        for main in self._sharing((), _words(parts[0])) if again else ():
            see = self._see[main]
            if see and parts[0] in (_plain(main[0]), *_plain(main[0]).split(", ")):
                path, how = self.leads(", ".join([see, *parts[1:]]), again=False)
                if how:
                    return path, "see"
        return nearest, ""

    def _has_below(self, at: Path, rest: Words) -> bool:
        """Say whether a term somewhere below holds the words, itself and those above it."""
        children = self._below.get(at, ())
        return not rest or any(self._has_below(c, rest - self._words[c][1]) for c in children)

    def _reached(self, parts: list[str]) -> Iterator[_Reached]:
        """Follow the parts from each main term that the first of them may name."""
        wanted, first = _words(" ".join(parts)), _words(parts[0])
        for main in self._sharing((), first):
            names = [_words(main[0]), *(_words(part) for part in main[0].split(","))]
            if not any(name and (name <= first or name >= first) for name in names):
                continue
            extra = min((len(name - wanted) for name in names if name & first), default=0)
            own, held = self._words[main]
            found = self._down(main, wanted - own, held, {})
            yield _Reached(found.left, found.extra + extra, found.path)

    def _down(
        self, at: Path, wanted: Words, free: Words, seen: dict[tuple[Path, Words], _Reached]
    ) -> _Reached:
        """Go down as far as the wanted words lead, in any order.

        Linking words cost nothing, nor do those that nonessential modifiers above hold (`free`).
        """
        best = _Reached(len(wanted - free - _LINKS), len(wanted & free), at)
        if not wanted - _LINKS:
            return best
        if (at, wanted) in seen:
            return seen[at, wanted]
        for child in self._sharing(at, wanted):
            own, held = self._words[child]
            found = self._down(child, wanted - own, free | held, seen)
            best = min(best, _Reached(found.left, found.extra + _extra(own, wanted), found.path))
        seen[at, wanted] = best
        return best

    def _sharing(self, at: Path, wanted: Words) -> list[Path]:
        """Terms directly below that share a word with the wanted ones, or only link."""
        if at not in self._by_word:
            by_word: dict[str, list[Path]] = defaultdict(list)
            for child in self._below.get(at, ()):
                own, held = self._words[child]
                for word in held if own - _LINKS else {"", *held}:
                    by_word[word].append(child)
            self._by_word[at] = by_word
        by_word = self._by_word[at]
        links = by_word.get("", []) if at else []
        found = dict.fromkeys(p for w in sorted(wanted) for p in by_word.get(w, ()))
        return [*found, *(p for p in links if p not in found)]


def references(
    terms: Iterable[Term], known: References
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The tables `references` and `unresolved` of an index."""
    resolved: list[tuple[str, ...]] = []
    unresolved: list[tuple[str, ...]] = []
    remembered: dict[str, tuple[Path, str]] = {}
    for term in terms:
        for kind, target in (("see", term.see), ("see also", term.see_also)):
            if not target:
                continue
            if target not in remembered:
                remembered[target] = known.leads(target)
            path, how = remembered[target]
            row = (BELOW.join(term.path), kind, target, BELOW.join(path))
            if how:
                resolved.append((*row, how))
            else:
                unresolved.append(row)
    return resolved, unresolved


def _extra(own: Words, wanted: Words) -> int:
    """How many words of a term were not asked for; another form of one asked for is none."""
    starts = {word[:4] for word in wanted & own}
    return sum(word[:4] not in starts for word in own - wanted - _LINKS)


def _choices(target: str) -> list[str]:
    """A target once for each choice it leaves; `artery cerebral or precerebral` is of arteries both."""
    found = _CHOICE.search(target)
    if found is None:
        return []
    one, other = found.groups()
    if " " not in other:
        other = f"{one.rpartition(' ')[0]} {other}".strip()
    return [f"{target[: found.start()]} {said}{target[found.end() :]}" for said in (one, other)]


def _plain(text: str) -> str:
    text = re.sub(r"\([^)]*\)", "", text.lower())
    return " ".join(re.sub(r"\b(nec|nos)\b", " ", text).split()).strip(" ,.-")


@lru_cache(maxsize=1 << 17)
def _words(text: str) -> Words:
    plain = re.sub(r"'s\b", "", re.sub(r"\((?:e?s|to|in|by|of)\)", "", text.lower())).replace("ae", "e")
    return frozenset(_stem(w) for w in re.findall(r"[^\W_]+", plain)) - _SMALL


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """Without plural and adjective ending, roughly (retina, retinal): both sides pass here."""
    if len(word) > 4 and word.endswith("es") and word[-3] in "sxz":
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and word[-2] not in "su":
        word = word[:-1]
    return re.sub(r"(?<=.{5})(?:al|ic|a|y)$", "", word) if len(word) > 5 else word

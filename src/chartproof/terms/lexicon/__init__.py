"""Our own lexicon: what clinicians and patients say, one sense a line. See docs/lexicon.md."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import product

from chartproof.model.errors import RuleError
from chartproof.model.pattern import Pattern
from chartproof.terms.words import folded


@dataclass(frozen=True, slots=True)
class Sense:
    """One phrase, the ICD-10-CM nodes it means, and the context that selects this sense."""

    part: str
    phrase: str
    means: tuple[str, ...]
    when: str
    note: str


def parts() -> tuple[str, ...]:
    """The names of the lexicon's files, by specialty."""
    folder = files("chartproof.terms.lexicon")
    return tuple(sorted(p.name[:-4] for p in folder.iterdir() if p.name.endswith(".tsv")))


def senses() -> Iterator[Sense]:
    """Every sense of every part, in order, each also said by the other word for how much (SAME)."""
    lines = tuple(written())
    own = {frozenset(folded(s.phrase)) for s in lines if not _MUCH.isdisjoint(s.phrase.split())}
    for sense in lines:
        yield sense
        first, _, rest = sense.phrase.partition(" ")
        also = f"{SAME.get(first, '')} {rest}"
        if first in SAME and rest and _OTHER.isdisjoint(rest.split()) and frozenset(folded(also)) not in own:
            own.add(frozenset(folded(also)))
            yield replace(sense, phrase=also)


#: A value that is elevated is also called high; one that is low, decreased. No line says both.
SAME = {"elevated": "high", "low": "decreased", "decreased": "low"}
_MUCH = frozenset("high low decreased diminished reduced lessened".split())
#: Of these a high one is not what an elevated one is: high blood pressure is hypertension.
_OTHER = frozenset({"bp", "pressure", "vision", "weight", "birthweight", "back", "libido"})


def written() -> Iterator[Sense]:
    """Every sense as the lines have it."""
    folder = files("chartproof.terms.lexicon")
    for part in parts():
        lines = folder.joinpath(f"{part}.tsv").read_text("utf-8").splitlines()
        for number, line in enumerate(lines[1:], 2):
            if not line:
                continue
            columns = line.split("\t")
            if len(columns) != 4:
                raise RuleError(f"lexicon {part}.tsv line {number} has {len(columns)} columns, not 4")
            phrases, means, when, note = columns
            for phrase in _phrases(phrases):
                yield Sense(part, phrase, tuple(means.split("+")), _spelled_out(when), note)


def _phrases(written: str) -> Iterator[str]:
    """Every phrase of a line: `fell|slipped on ice|snow` is four."""
    for words in product(*(word.split("|") for word in written.split(" "))):
        yield " ".join(word for word in words if word)


_NAMED = Pattern(r"@(\w+)")


def _spelled_out(when: str) -> str:
    """A context with its named lists of words (`@happened`) spelled out."""
    if "@" not in when:
        return when
    try:
        return _NAMED.sub(lambda name: named()[name[1]], when)
    except KeyError as unknown:
        raise RuleError(f"lexicon: no list of words is named {unknown} in contexts.tsv") from unknown


@lru_cache(maxsize=1)
def named() -> dict[str, str]:
    """The lists of words that contexts name, of `contexts.tsv`: words apart by |."""
    lines = files("chartproof.terms").joinpath("contexts.tsv").read_text("utf-8").splitlines()[1:]
    return dict(line.split("\t", 1) for line in lines)


@lru_cache(maxsize=1)
def rows() -> frozenset[tuple[str, str]]:
    """Every row a proof may name: the part and the phrase."""
    return frozenset((sense.part, sense.phrase) for sense in senses())


@lru_cache(maxsize=1)
def version() -> str:
    """The name of this edition of the lexicon and word list: a hash of what they say."""
    digest = hashlib.sha256()
    folder = files("chartproof.terms.lexicon")
    for part in parts():
        digest.update(folder.joinpath(f"{part}.tsv").read_bytes())
    for beside in ("words.tsv", "contexts.tsv"):
        digest.update(files("chartproof.terms").joinpath(beside).read_bytes())
    return f"lexicon-{digest.hexdigest()[:12]}"

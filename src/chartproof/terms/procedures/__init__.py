"""Our lexicon of procedures, services and supplies: what notes say, one sense a line. See docs/services.md.

A line gives the phrases (as terms/phrases.py reads them, apart by `; `), what they mean (a CPT or HCPCS
code, or in words a family whose figures choose the code), whose work it is (`Work`), the context that
selects the sense (`when`), and marks. The first phrase is our name of the sense. `figures/` holds what
chooses inside a family: sizes, sites, views, doses, counts.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib.resources import files

from chartproof.model.errors import RuleError
from chartproof.model.pattern import Pattern
from chartproof.terms.phrases import Phrases, phrases_of

_FOLDER = "chartproof.terms.procedures"
CODE = Pattern(r"\d{4}[0-9A-Z]|[A-Z]\d{4}")
_CONDITION = Pattern(r"(said|unsaid|near|not|note|sex|payer)=(.+)|(age)(>=|<=|<|>)(\d+)")


class Work(Enum):
    """Whose work a service is; it decides who bills it where."""

    ACT = "act"  # of the physician's hands or mind, in any setting
    TEST = "test"  # a technical part and a professional one
    LAB = "lab"  # no professional part
    STAFF = "staff"  # done by staff: no professional part in a facility
    THERAPY = "therapy"  # of a therapist
    SUPPLY = "supply"  # a thing handed out
    DRUG = "drug"
    VACCINE = "vaccine"


@dataclass(frozen=True, slots=True)
class Sense:
    """One sense: its name, what it means, whose work it is, the context that selects it, its marks."""

    part: str
    name: str
    means: str
    work: Work
    when: str
    marks: frozenset[str] = frozenset()

    @property
    def is_code(self) -> bool:
        """Whether it means a code, and not a family of them."""
        return CODE.fullmatch(self.means) is not None

    def holds(self, texts: tuple[str, str, str], sex: str | None, age: int | None, payer: str | None) -> bool:
        """Whether the context that selects the sense is met: `texts` are the passage, the sentence and the note, small letters."""
        facts = {"sex": sex, "payer": payer}
        return all(_holds(c, texts, facts, age) for c in self.when.split(";") if c)


def _holds(
    condition: str, texts: tuple[str, str, str], facts: dict[str, str | None], age: int | None
) -> bool:
    found = _read(condition)
    if found[3]:
        least, most = int(found[5]), int(found[5])
        known = {">=": age is None or age >= least, "<": age is not None and age < most}
        return known.get(found[4], False)
    if found[1] in facts:
        return facts[found[1]] == found[2]
    span = texts[_SPANS[found[1]]]
    affirms = found[1] in {"said", "near", "note"}
    said = any(word in span and _says(span, word, denied=affirms) for word in found[2].split("|"))
    return said is (found[1] in {"said", "near", "note"})


def _says(span: str, word: str, *, denied: bool) -> bool:
    """Whether a text says a word; where it is to be absent, one that is denied right before is no word of it."""
    return any(
        denied or not _DENIED.search(span[max(0, m.start() - 12) : m.start()])
        for m in _word(word).finditer(span)
    )


_DENIED = Pattern(r"\b(?:no|not|without|w/o|never|nor) $")
#: Which text a condition looks at: the passage, the sentence, the note.
_SPANS = {"said": 0, "unsaid": 0, "near": 1, "not": 1, "note": 2}


@lru_cache(maxsize=4_096)
def _read(condition: str) -> re.Match[str]:
    found = _CONDITION.fullmatch(condition)
    if found is None:
        raise RuleError(f"procedures: {condition!r} is no condition")
    return found


@lru_cache(maxsize=1024)
def _word(word: str) -> Pattern:
    short = "".join(f"|{one}" for one in alone(word))
    return Pattern(rf"(?<!\bnon-)(?<!\bnon )\b(?:{re.escape(word)}{short})")


@lru_cache(maxsize=8192)
def alone(written: str) -> tuple[str, ...]:
    """The patterns of what notes write for short in the place of words: of one word as it stands alone, of more each way."""
    for row in figures("short"):
        if re.fullmatch(_begun_with(row["word"]), written):
            return tuple(
                one for one in (row["alone"] or _patterns(row["short"])).split("|||") if one and one != "-"
            )
    return tuple(as_pattern(one) for one in spelled(written)[1:]) if " " in written else ()


def _patterns(short: str) -> str:
    return "|||".join(rf"{as_pattern(one)}(?!\w)" for one in short.split("; "))


def as_pattern(one: str) -> str:
    """Words as a pattern: `*` any ending, `~` up to four words between."""
    return (
        re.escape(one)
        .replace(r"\*", r"\w*")
        .replace(r"\ \~\ ", r"\W+(?:[\w'-]+\W+){0,4}?")
        .replace(r"\ ", r"\W+")
    )


@lru_cache(maxsize=16384)
def spelled(written: str) -> tuple[str, ...]:
    """Words as they are written, first, and as notes write them for short, each way of `figures/short`."""
    if not _stems().search(written):
        return (written,)
    found = [written]
    for stem, words, shorts in _written_short():
        if stem in written:
            found += [
                made for one in found[:_WAYS] for short in shorts if (made := words.sub(short, one)) != one
            ]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def _written_short() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    """Of each row of `figures/short`: how its words begin, a pattern for them, and what notes write."""
    return tuple(
        (
            row["word"].rstrip("$"),
            re.compile(rf"(?<![\w/-]){_begun_with(row['word'])}(?![\w/-])"),
            tuple(row["short"].split("; ")),
        )
        for row in figures("short")
    )


@lru_cache(maxsize=1)
def _stems() -> re.Pattern[str]:
    """How any words begin that notes write for short."""
    return re.compile("|".join(re.escape(stem) for stem, _, _ in _written_short()))


def _begun_with(word: str) -> str:
    """A pattern for the words that begin so; of one that ends in `$` for the word alone."""
    return re.escape(word[:-1]) if word.endswith("$") else re.escape(word) + r"(?!afer)[a-z]*\*?"


#: So many spellings of words are written for short a second time.
_WAYS = 8


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    """Every file of the lexicon by its name; figures behind a stroke."""
    found = {}
    folder = files(_FOLDER)
    for inside, before in ((folder, ""), (folder.joinpath("figures"), "figures/")):
        for path in inside.iterdir():
            if path.name.endswith(".tsv"):
                found[before + path.name[:-4]] = path.read_text("utf-8")
    return dict(sorted(found.items()))


@lru_cache(maxsize=32)
def figures(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table of figures, by its columns."""
    head, *lines = _texts()[f"figures/{name}"].splitlines()
    columns = head.split("\t")
    return tuple(dict(zip(columns, line.split("\t"), strict=True)) for line in lines)


@lru_cache(maxsize=1)
def senses() -> dict[str, tuple[Sense, ...]]:
    """Every sense, by phrase."""
    found: dict[str, list[Sense]] = {}
    for part, text in _texts().items():
        if not part.startswith("figures/"):
            for number, line in enumerate(text.splitlines()[1:], 2):
                columns = line.split("\t")
                if len(columns) != 5:
                    raise RuleError(f"procedures {part}.tsv line {number} has {len(columns)} columns, not 5")
                _keep(found, part, columns)
    for row in figures("drugs"):
        _keep(found, "figures/drugs", [row["phrases"], row["name"], "drug", "", ""])
    for row in figures("vaccines"):
        _keep(found, "figures/vaccines", [row["phrases"], row["name"], "vaccine", row["when"], ""])
    for row in figures("therapies"):
        _keep(found, "figures/therapies", [row["phrases"], row["name"], "therapy", "", "timed"])
    return {phrase: tuple(many) for phrase, many in found.items()}


def _keep(found: dict[str, list[Sense]], part: str, columns: list[str]) -> None:
    phrases, means, work, when, marks = columns
    written = phrases.split("; ")
    sense = Sense(part, written[0], means, Work(work), when, frozenset(m for m in marks.split("; ") if m))
    for phrase in written:
        known = found.setdefault(phrase, [])
        if sense not in known:
            known.append(sense)


@lru_cache(maxsize=1)
def phrases() -> Phrases[str]:
    """Every phrase, ready to be found, also as written for short; each tells itself."""
    known = senses()
    short = {one: phrase for phrase in known for one in spelled(phrase)[1:] if one not in known}
    return phrases_of((*((phrase, phrase) for phrase in known), *short.items()), {})


@lru_cache(maxsize=1)
def rows() -> frozenset[tuple[str, str]]:
    """Every row a proof may name: the part and the name of the sense."""
    return frozenset((sense.part, sense.name) for many in senses().values() for sense in many)


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """Every code the lexicon and its figures name."""
    return frozenset(
        cell
        for text in _texts().values()
        for line in text.splitlines()[1:]
        for cell in line.replace("+", "\t").split("\t")
        if CODE.fullmatch(cell)
    )


@lru_cache(maxsize=1)
def version() -> str:
    """The name of this edition of the lexicon: a hash of what it says."""
    digest = hashlib.sha256()
    for text in _texts().values():
        digest.update(text.encode())
    return f"procedures-{digest.hexdigest()[:12]}"

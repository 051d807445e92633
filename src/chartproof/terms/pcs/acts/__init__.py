"""What an operator writes of what was done, and the ICD-10-PCS table it belongs to: our own vocabulary.

`<body system>.tsv`, one act a line:

words      what is written: `|` or, `(...)` a group, `*` any ending, `...` a gap inside the sentence.
           After ` & `: must stand elsewhere in the record of the operation too; after ` ! `: must
           not stand there; after ` + ` and ` - `: the same of the sentence. `$out`: the ways to say one
           thing done, `verbs.tsv`; `A ~ B`: both in one sentence, in any order; ` || ` between such ways
           to say it. `grounds.tsv` adds what must stand in the record for acts of some tables.
tables     the tables, where one name serves for several body systems
part       the labels of body part that may be meant (`*` any ending; the side is left out); `+` before:
           each that is named; ` ? ` before the one meant where none is named; `#` a count, see code/icd10pcs
approach   characters, with `?` before the one that the words themselves mean where the record is silent
device     the same; empty: none; `*`: any, from the record
qualifier  the same
covers     the first characters of codes that are a part of it and have no code of their own (B3.1b)
says       what it is
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from chartproof.model.pattern import Pattern

#: The parts of the vocabulary: files beside this one.
PARTS = (
    "nervous", "heart", "vessels", "lymph", "eye_ear", "airway", "digestive", "liver", "endocrine",
    "skin", "muscle", "bone", "joint", "urinary", "male", "female", "regions", "obstetric",
    "placed", "given", "measured", "machines", "imaging", "nuclear", "radiation", "rehab", "mental", "technology", "general",
)  # fmt: skip
#: The name by which proofs call the vocabulary.
NAME = "chartproof-pcs-acts"


@dataclass(frozen=True, slots=True)
class Said:
    """What an axis may be: characters (or label patterns for the body part), and the one meant in silence."""

    of: tuple[str, ...]
    default: str = ""
    each: bool = False
    count: str = ""
    any: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the vocabulary."""

    file: str
    words: str
    first: str
    conditions: tuple[tuple[str, str], ...]
    tables: tuple[str, ...]
    part: Said
    approach: Said
    device: Said
    qualifier: Said
    covers: tuple[str, ...]
    says: str

    @property
    def pattern(self) -> Pattern:
        """What is written, compiled when it is first looked for."""
        return compiled(self.first)

    def under(self, mark: str) -> tuple[Pattern, ...]:
        """The conditions of one mark: `&` and `!` of the record near it, `^` of all of it, `+` and `-` of the sentence."""
        return tuple(compiled(words) for m, words in self.conditions if m == mark)

    @property
    def is_general(self) -> bool:
        """Whether it names what was done to any body part: meant only where nothing of the trade's own words is."""
        return self.file == "general"

    @property
    def takes_graft(self) -> bool | None:
        """Whether it takes a graft (True), puts one in (False), or neither."""
        if "B3.9" in self.says:
            return True
        return False if self.tables[0].startswith("0HR") else None

    @property
    def is_vascular(self) -> bool:
        """Whether it is done to a vessel by way of another, which is then only the access."""
        return self.tables[0][:2] in {"02", "03", "04", "05", "06"} and self.tables[0][2] not in "1HB"

    @property
    def key(self) -> str:
        """What names the line in a proof."""
        return self.words


#: Words that are written with `ae` elsewhere: haemorrhage, caecum, caesarean.
_BRITISH = Pattern(r"\b(?P<h>h|c)(?P<e>em[ao]|ec[uoa]|esar)")


_FRACTURE = Pattern(r"\bfractures?\b[*?]?")


@cache
def compiled(words: str) -> Pattern:
    """A pattern of ours as a regular expression."""
    made = _optional(words.strip()).replace("(", "(?:").replace(" )*", " \x01").replace(" ?", "\x02")
    made = _FRACTURE.sub("(?:fracture*|fxs?)", made)
    made = made.replace("*", r"\w*").replace("\x01", ")*").replace("\x02", r"[\s\-/]*")
    made = _BRITISH.sub(r"\g<h>a?\g<e>", made).replace("esoph", "o?esoph").replace("oo?esoph", "oesoph")
    made = re.sub(r"\s*\.\.\.\s*", "\x00", made)
    made = re.sub(r"\s+", r"[\\s\\-/]+", made).replace("\x00", r"(?!\w)(?:[^.]|\.(?=\d)){0,100}?(?<!\w)")
    return Pattern(
        rf"(?<!\w)(?<!\bnon-)(?<!\bin-)(?<!\bpre-)(?<!\bpost-)(?<!\bmini-)(?:{made})(?!\w)", re.IGNORECASE
    )


def closing(text: str, at: int) -> int:
    """Where the bracket that opens at a place is closed."""
    depth = 0
    for end in range(at, len(text)):
        depth += (text[end] == "(") - (text[end] == ")")
        if depth == 0:
            return end
    return len(text) - 1


def _optional(words: str) -> str:
    """A space before what may be left out belongs to it: `total hip (replacement)?`."""
    made, at = words, 0
    while (at := made.find(" (", at)) >= 0:
        end = closing(made, at + 1)
        if made[end + 1 : end + 2] == "?" and made[end + 2 : end + 3] in {"", " ", "|", ")"}:
            made = f"{made[:at]}( ({made[at + 2 : end]})){made[end + 1 :]}"
            at += 2
        at += 1
    return made


#: Words that take back what follows them: what a condition speaks of must not be denied.
DENIED = Pattern(
    r"\b(?:no(?!-)|not|without|never|nor|denies|instead of|rather than)\b[^.;,:]{0,30}$", re.IGNORECASE
)


def says(pattern: Pattern, text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a text says it and does not deny it."""
    stop = len(text) if end is None else end
    return any(
        not DENIED.search(text, max(start, m.start() - 45), m.start())
        for m in pattern.finditer(text, start, stop)
    )


_MARKS = Pattern(r" ([&!+-]) ")
_VERBS = Pattern(r"\$(\w+)")


@cache
def _rows(name: str) -> tuple[list[str], ...]:
    """The lines of a table beside the vocabulary."""
    text = files("chartproof.terms.pcs").joinpath(name).read_text("utf-8")
    return tuple(line.split("\t") for line in text.splitlines()[1:] if line)


@cache
def verbs() -> dict[str, str]:
    """The ways to say what is done, by the name that patterns call them."""
    return {name: words for name, words, _ in _rows("verbs.tsv")}


def _grounds(tables: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """What the record must speak of, for an act of one table only."""
    return tuple(
        ("^", words) for start, words, _ in _rows("grounds.tsv") if all(t.startswith(start) for t in tables)
    )


def spelled(words: str) -> str:
    """A pattern with its verbs written out, and what may stand in any order in both."""
    ways = []
    for way in _VERBS.sub(lambda m: f"({verbs()[m[1]]})", words).split(" || "):
        one, _, other = way.partition(" ~ ")
        ways.append(f"({one}) ... ({other})|({other}) ... ({one})" if other else way)
    return "|".join(ways)


def _part(cell: str) -> Said:
    if cell.startswith("#"):
        count, _, default = cell[1:].partition(" ? ")
        return Said((), default.strip(), count=count.strip())
    each = cell.startswith("+")
    of, _, default = cell.removeprefix("+").partition(" ? ")
    labels = tuple(x.strip() for x in of.split("|") if x.strip())
    return Said(labels, default.strip(), each=each)


def _letters(cell: str) -> Said:
    if cell.startswith("#"):
        count, _, default = cell[1:].partition("?")
        return Said((), default, count=count)
    letters, _, default = cell.partition("?")
    if letters.startswith("*"):
        return Said((), default, any=True)
    return Said(tuple(letters), default or (letters if len(letters) == 1 else ""))


def _act(file: str, line: str) -> Act:
    cells = (line.split("\t") + [""] * 8)[:8]
    words, tables, part, approach, device, qualifier, covers, says = (c.strip() for c in cells)
    marked = _MARKS.split(words)
    first, *rest = [spelled(x) if n % 2 == 0 else x for n, x in enumerate(marked)]
    return Act(
        file,
        words,
        first,
        (*zip(rest[::2], rest[1::2], strict=True), *_grounds(tuple(tables.split()))),
        tuple(tables.split()),
        _part(part),
        _letters(approach),
        _letters(device or "Z"),
        _letters(qualifier or "Z"),
        tuple(covers.split()),
        says,
    )


@lru_cache(maxsize=1)
def acts() -> tuple[Act, ...]:
    """Every act, in order."""
    found: list[Act] = []
    for part in PARTS:
        text = files("chartproof.terms.pcs.acts").joinpath(f"{part}.tsv").read_text("utf-8")
        found += [_act(part, line) for line in text.splitlines()[1:] if line and not line.startswith("#")]
    return tuple(found)


@lru_cache(maxsize=1)
def _by_key() -> dict[tuple[str, str], Act]:
    return {(act.file, act.key): act for act in reversed(acts())}


def act_at(table: str, key: str) -> Act | None:
    """The line of the vocabulary that a proof names."""
    return _by_key().get((table, key))


def has_row(table: str, key: str) -> bool:
    """Whether a line that a proof names stands in the vocabulary."""
    return act_at(table, key) is not None

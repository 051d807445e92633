"""The headings of notes, as listed in headings.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from chartproof.model.pattern import Pattern

_SAME = str.maketrans(
    {
        "&": " and ",
        "+": " and ",
        "/": " / ",
        "-": " ",
        "\u2013": " ",
        "_": " ",
        "#": " ",
        "*": None,
        "\u2019": "'",
    }
)
_TAIL = Pattern(r"\s*[(\[].*?[)\]]|[\s,\u2013-]*(?:\b(?:as of|on|from|dated))?\s*\d{1,4}[/-]\d{1,2}\b.*$")
#: What stands between the parts of one heading.
_PARTS = Pattern(r" / |,? and |, ")
#: Whose a part is or when it was made, in front of its name or behind: "My conclusions", "Diagnoses today".
_OWN = Pattern(r"^(?:my|our|overall|today's|final)\s+|\s+(?:today|this visit|so far|is|are)$")
#: What a word of a heading is short for.
_SHORT = {
    "hx": "history",
    "dx": "diagnoses",
    "med": "medical",
    "surg": "surgical",
    "rx": "treatment",
    "recs": "recommendations",
}
#: The parts of a note that judge what there is.
_NAMING = frozenset({"assessment", "assessment_plan", "impression"})
_JUDGING = _NAMING | {"plan", "medical_decision_making"}
#: What a heading of theirs may name besides.
_BESIDES = frozenset(
    "medical reasoning; clinical reasoning; reasoning; rationale; discussion; medical treatment; treatment; treatment plan; disposition; what we did; what i did; what was done; what we did today; actions; actions today".split(
        "; "
    )
)
#: What was only thought of: behind its colon it has one sentence; alone in its line it opens a part.
DIFFERENTIAL = "differential"
#: So many words have no heading that is looked for in other words.
_LONGEST = 6


class Found(NamedTuple):
    """A heading found: where it begins, where its body begins, what it opens, how loud it is."""

    start: int
    end: int
    kind: str
    loud: float
    words: str


@dataclass(frozen=True, slots=True)
class Headings:
    """What each heading opens, what is a heading only under another, and the template labels."""

    kinds: dict[str, str]
    under: dict[tuple[str, str], str]
    labels: frozenset[str]
    closers: frozenset[str]

    def kind(self, words: str, inside: str | None = None) -> str | None:
        """Say which kind of section these words open, or None when they are no heading."""
        plain = plainly(words)
        found = self.under.get((inside or "", plain)) or self.kinds.get(plain)
        if found is None and ("(" in words or "[" in words or words[-1:].isdigit()):
            found = self.kinds.get(self.bare(words))
        return found or self._of_parts(plain) or self._named_otherwise(plain)

    def _named_otherwise(self, plain: str) -> str | None:
        """What a heading opens whose words are shortened, or that says whose it is: "past hx", "my conclusions"."""
        words = plain.split()
        if not 1 < len(words) < _LONGEST:
            return None
        written = _OWN.sub("", " ".join(_SHORT.get(word, word) for word in words))
        return None if written == plain else self.kinds.get(written) or self._of_parts(written)

    def _of_parts(self, plain: str) -> str | None:
        """What a heading of several opens that all judge: "medical decision making / assessment and plan", "impression and medical reasoning"."""
        named = _PARTS.split(plain)
        parts = [self.kinds.get(p) for p in named if p not in _BESIDES and self.kinds.get(p) != DIFFERENTIAL]
        if len(named) < 2 or not parts or not _JUDGING.issuperset(parts):
            return None
        return "assessment_plan" if _NAMING.intersection(parts) else parts[0]

    @staticmethod
    def bare(words: str) -> str:
        """The words of a heading without what stands in brackets behind them, and without a day."""
        return plainly(_TAIL.sub("", words))

    def is_label(self, words: str) -> bool:
        """Say whether these words in front of a sentence are a label of the template."""
        plain = plainly(words)
        if plain in self.labels or plain in self.kinds:
            return True
        return "(" in words and self.bare(words) in self.labels


def plainly(words: str) -> str:
    """Write a heading the way the list has it: small letters, 'and' for '&', no decoration."""
    return " ".join(words.lower().translate(_SAME).split())


@lru_cache(maxsize=1)
def headings() -> Headings:
    """Read the list once."""
    import yaml  # the parser is needed only when a note is read

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    source = Path(__file__).with_name("headings.yml").read_text(encoding="utf-8")
    raw = yaml.load(source, Loader=loader)  # noqa: S506  a loader that makes only strings
    kinds = {word: kind for kind, words in raw["kinds"].items() for word in _words(words)}
    under: dict[tuple[str, str], str] = {}
    for inside, words in raw["under"].items():
        for entry in words.split(";"):
            word, _, kind = entry.partition("=")
            under[inside, plainly(word)] = kind.strip() or inside
    labels, closers = (frozenset(_words(raw[key])) for key in ("labels", "closers"))
    return Headings(kinds, under, labels, closers)


def _words(entries: str) -> list[str]:
    return [" ".join(entry.split()) for entry in entries.lower().translate(_SAME).split(";")]

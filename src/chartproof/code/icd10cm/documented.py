"""What the record documents around one mention: the words a way down the Tabular List may rest on."""

from __future__ import annotations

from dataclasses import dataclass, field

from chartproof.model.reading import Mention
from chartproof.model.record import Document, Evidence
from chartproof.terms.words import fold, words_of

#: How many words from the mention, in its own clause, a word still describes it.
NEAR = 6


@dataclass(slots=True)
class Documented:
    """The words of a mention, its traits, and the words of its clause, each with its evidence."""

    mention: Mention
    own: dict[str, Evidence] = field(default_factory=dict)
    around: dict[str, Evidence] = field(default_factory=dict)

    @classmethod
    def of(cls, mention: Mention, document: Document) -> Documented:
        """Collect what stands in and around a mention."""
        made = cls(mention)
        line = words_of(document.text, mention.line.start, mention.line.end)
        inside = [
            i
            for i, (start, end) in enumerate(zip(line.starts, line.ends, strict=True))
            if any(e.start <= start and end <= e.end for e in mention.evidence)
        ]
        if not inside:
            return made
        first, last = inside[0], inside[-1]
        for i, word in enumerate(line.folded):
            quoted = document.quote(line.starts[i], line.ends[i])
            if i in inside:
                made.own[word] = quoted
            elif first - NEAR <= i <= last + NEAR and _together(line.breaks, i, first, last):
                made.around.setdefault(word, quoted)
        for trait in mention.traits:
            made.around.setdefault(trait.value, trait.evidence)
            made.around.setdefault(fold(trait.evidence.words), trait.evidence)
        return made

    @property
    def side(self) -> str | None:
        """The documented side: left, right or bilateral."""
        for trait in self.mention.traits:
            if trait.axis == "laterality":
                return trait.value
        return None

    def word(self, word: str) -> Evidence | None:
        """The words that document a word of a title, or None."""
        if word in {"left", "right", "bilateral", "unilateral"}:
            return self._sided(word)
        return self.own.get(word) or self.around.get(word)

    def _sided(self, word: str) -> Evidence | None:
        for trait in self.mention.traits:
            if trait.axis == "laterality":
                sides = {trait.value} | ({"unilateral"} if trait.value != "bilateral" else set())
                return trait.evidence if word in sides else None
        return self.own.get(word)

    def trait(self, axis: str) -> tuple[str, Evidence] | None:
        """The value of one axis and the words that document it."""
        for trait in self.mention.traits:
            if trait.axis == axis:
                return trait.value, trait.evidence
        return None


def _together(breaks: list[int], i: int, first: int, last: int) -> bool:
    low, high = (i, first) if i < first else (last, i)
    return breaks[high] - breaks[low] < 2

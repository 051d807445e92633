"""What the record documents around one mention: the words a way down the Tabular List may rest on."""

from __future__ import annotations

from dataclasses import dataclass

from chartproof.model.reading import Mention
from chartproof.model.record import Document, Evidence
from chartproof.terms.words import Words, fold

#: How many words from the mention, in its own clause, a word still describes it.
NEAR = 6


@dataclass(slots=True)
class Documented:
    """The words of a mention, its traits, and the words of its clause: which documents what.

    `own` and `around` map a folded word to its number in `words`; evidence is quoted when asked for.
    """

    mention: Mention
    document: Document
    words: Words
    own: dict[str, int]
    around: dict[str, int]

    @classmethod
    def of(cls, mention: Mention, document: Document, words: Words) -> Documented:
        """Collect what stands in and around a mention; `words` are those of its line."""
        own: dict[str, int] = {}
        around: dict[str, int] = {}
        spans = [(e.start, e.end) for e in mention.evidence]
        inside = [
            i
            for i, (start, end) in enumerate(zip(words.starts, words.ends, strict=True))
            if any(a <= start and end <= b for a, b in spans)
        ]
        if inside:
            first, last = inside[0], inside[-1]
            own = {words.folded[i]: i for i in inside}
            for i in range(max(0, first - NEAR), min(len(words), last + NEAR + 1)):
                word = words.folded[i]
                if word not in own and word not in around and _together(words.breaks, i, first, last):
                    around[word] = i
        return cls(mention, document, words, own, around)

    def word(self, word: str) -> Evidence | None:
        """The words that document a word of a title, or None."""
        if word in {"left", "right", "bilateral", "unilateral"}:
            return self._sided(word)
        i = self.own.get(word)
        if i is None:
            i = self.around.get(word)
        if i is not None:
            return self.document.quote(self.words.starts[i], self.words.ends[i])
        for trait in self.mention.traits:
            if word == trait.value or word == fold(trait.evidence.words):
                return trait.evidence
        return None

    def _sided(self, word: str) -> Evidence | None:
        for trait in self.mention.traits:
            if trait.axis == "laterality":
                sides = {trait.value} | ({"unilateral"} if trait.value != "bilateral" else set())
                return trait.evidence if word in sides else None
        i = self.own.get(word)
        return None if i is None else self.document.quote(self.words.starts[i], self.words.ends[i])

    def trait(self, axis: str) -> tuple[str, Evidence] | None:
        """The value of one axis and the words that document it."""
        for trait in self.mention.traits:
            if trait.axis == axis:
                return trait.value, trait.evidence
        return None


def _together(breaks: list[int], i: int, first: int, last: int) -> bool:
    low, high = (i, first) if i < first else (last, i)
    return breaks[high] - breaks[low] < 2

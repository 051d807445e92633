"""Misspelled words of a search mended: the words of terms that are spelled nearly so."""

from __future__ import annotations

from dataclasses import dataclass, field

#: A word shorter than this is not mended: too many others are near.
SHORTEST = 4
#: How many words a misspelled one is tried as.
TRIED = 4


@dataclass(frozen=True, slots=True)
class Mended:
    """A word asked for, as it is spelled in terms, folded, and how many letters were mended."""

    asked: str
    spelled: str
    word: str
    letters: int


@dataclass(slots=True)
class Spelling:
    """The spellings of one term index, by first letter and length."""

    known: dict[str, str]
    _near: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for spelled in self.known:
            self._near.setdefault((spelled[0], len(spelled)), []).append(spelled)

    def near(self, word: str) -> list[Mended]:
        """The nearest spellings of a word (one letter wrong, two in a long word), best first.

        A wrong first letter is thought of only where nothing else is near (Kukich 1992: it is rare).
        """
        word = word.lower()
        if len(word) < SHORTEST:
            return []
        most = 1 if len(word) < 6 else 2
        lengths = range(len(word) - most, len(word) + most + 1)
        letters = [word[0]]
        found = self._within(word, most, letters, lengths)
        if not found:
            others = {first for first, _ in self._near} - {word[0]}
            found = self._within(word, 1, sorted(others), lengths)
        return found[:TRIED]

    def _within(self, word: str, most: int, letters: list[str], lengths: range) -> list[Mended]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        best: dict[str, Mended] = {}
        for length in lengths:
            for letter in letters:
                pool = self._near.get((letter, length))
                if not pool:
                    continue
                for spelled, wrong, _ in process.extract(
                    word, pool, scorer=OSA.distance, score_cutoff=most, limit=TRIED
                ):
                    mended = Mended(word, spelled, self.known[spelled], int(wrong))
                    held = best.get(mended.word)
                    if held is None or _order(mended) < _order(held):
                        best[mended.word] = mended
        return sorted(best.values(), key=_order)


def _order(mended: Mended) -> tuple[int, bool, str]:
    return (mended.letters, mended.spelled[-1:] != mended.asked[-1:], mended.spelled)

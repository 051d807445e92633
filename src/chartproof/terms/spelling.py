"""Misspelled words of a search mended: the words of terms that are spelled nearly so."""

from __future__ import annotations

from dataclasses import dataclass, field

#: A word shorter than this is not mended: too many others are near.
SHORTEST = 4
#: How many letters a word that was only begun may lack.
LONGER = 8
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
        """The nearest spellings of a word, best first; then the words it begins.

        One letter may be wrong, two in a long word. A wrong first letter is thought of only where nothing else is near (Kukich 1992: it is rare).
        """
        word = word.lower()
        if len(word) < SHORTEST:
            return []
        close = self._close(word)
        begun = [m for m in self._begun(word) if m.word not in {c.word for c in close}]
        return [*close, *begun][:TRIED]

    def _begun(self, word: str) -> list[Mended]:
        """The words a word begins (`osteop`), the shortest first; a letter more counts as one wrong."""
        found = [
            Mended(word, spelled, self.known[spelled], 1)
            for length in range(len(word) + 1, len(word) + LONGER + 1)
            for spelled in self._near.get((word[0], length), ())
            if spelled.startswith(word)
        ]
        return list({m.word: m for m in reversed(found)}.values())[::-1]

    def _close(self, word: str) -> list[Mended]:
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

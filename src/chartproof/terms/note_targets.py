"""Which notes of one code name codes of one category: looked up for every pair of codes of a case."""

from __future__ import annotations

from chartproof.codesets.tabular import Note, Tabular
from chartproof.terms.notes import applying

#: A note, and one of the targets it names.
Named = tuple[Note, str]
#: Notes of chapters and sections say where a condition is classified, not what goes with a code.
_WIDE = ("chapter", "section")
#: By release, kind of note and code: what its notes name, by category.
_KNOWN: dict[tuple[str, str, str], dict[str, tuple[Named, ...]]] = {}


class Naming:
    """The notes of one kind that apply to one code, by the category they name."""

    __slots__ = ("_code", "_kind", "_known", "_tabular")

    def __init__(self, code: str, kind: str, tabular: Tabular) -> None:
        self._code, self._kind, self._tabular = code, kind, tabular
        self._known = _KNOWN.setdefault((tabular.release.name, kind, code), {})

    def of(self, category: str) -> tuple[Named, ...]:
        """The notes that name codes of a category, each with the target that does."""
        found = self._known.get(category)
        if found is None:
            found = self._known[category] = self._look(category)
        return found

    def _look(self, category: str) -> tuple[Named, ...]:
        found: list[Named] = []
        for note in applying(self._code, self._tabular, self._kind):
            if note.node.startswith(_WIDE):
                continue
            for target in note.targets:
                first, _, last = target.partition("@")[0].partition("-")
                if first[:3] <= category <= (last or first)[:3]:
                    found.append((note, target))
        return tuple(found)

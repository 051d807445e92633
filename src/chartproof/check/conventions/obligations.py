"""Which blocks of instructional notes ask for a code plainly, and which only where the record tells more."""

from __future__ import annotations

import re
from functools import lru_cache

from chartproof.codesets.books import Books
from chartproof.codesets.tabular import Tabular
from chartproof.model.coding import Row
from chartproof.terms.note_blocks import Block, blocks, questions

#: What a note says that need not be there: any of these, a complication of something else, what was there before.
_MAY_BE = re.compile(
    r"\bany\b|\bcomplicating\b|\bpre-existing\b|\brelated disorders\b|\bclassified elsewhere\b|"
    r"\bmanifestations?\b|\bsymptoms\b",
    re.IGNORECASE,
)
_SUCH_AS = re.compile(r"\bsuch as\b|\bsee\b", re.IGNORECASE)
#: Codes of habits and exposures, and of external causes, which no national rule requires (guideline I.C.20).
_HABITS = ("F10", "F17", "Z77", "Z72", "Z57", "Z87.891")


Asked = tuple[tuple[Block, ...], tuple[Block, ...]]
_NONE: Asked = ((), ())
_KNOWN: dict[tuple[str, str], dict[str, Asked]] = {}


class Notes:
    """The blocks of one kind of a release, by code: those that name codes, and those that are questions."""

    __slots__ = ("_known", "kind", "tabular")

    def __init__(self, kind: str, tabular: Tabular) -> None:
        self.kind, self.tabular = kind, tabular
        self._known = _KNOWN.setdefault((tabular.release.seal, kind), {})

    def of(self, code: str) -> Asked:
        """The blocks that apply to a code."""
        found = self._known.get(code)
        if found is None:
            found = (blocks(code, self.tabular, self.kind), questions(code, self.tabular, self.kind))
            self._known[code] = found if any(found) else _NONE
        return found


@lru_cache(maxsize=8192)
def demands(block: Block) -> bool:
    """Whether a block asks plainly: it stands near the code, and says neither "if" nor "any"."""
    return block.near and not block.optional and not _MAY_BE.search(block.says)


@lru_cache(maxsize=8192)
def is_open(block: Block) -> bool:
    """Whether the codes it names are examples: another may answer it."""
    return not block.targets or bool(_SUCH_AS.search(block.says))


@lru_cache(maxsize=8192)
def completes(block: Block) -> bool:
    """Whether what it asks for completes the code: neither a habit beside it nor an external cause."""
    return demands(block) and not any(t[0] in "VWXY" or t.startswith(_HABITS) for t in block.targets)


def block_row(block: Block, books: Books) -> Row:
    """The row of its first line."""
    return Row(books.tabular.release.name, "notes", block.row)

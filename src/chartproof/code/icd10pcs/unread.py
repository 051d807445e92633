"""What an operation note tells as done and no procedure was found for: it must not be silent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from chartproof.code.icd10pcs.told import Span, is_done
from chartproof.model.coding import Abstained
from chartproof.model.record import Document
from chartproof.terms.pcs.acts import compiled, verbs
from chartproof.terms.pcs.sites import Sites

#: How many sentences of one note are shown.
_SHOWN = 5
_SAYS = "tells something done to a part of the body, and no procedure was found for it"


@cache
def _doing() -> re.Pattern[str]:
    """Any of the ways to say something done."""
    kinds = (words for name, words in verbs().items() if name not in {"study", "tumor", "let"})
    return compiled("|".join(f"({words})" for words in kinds))


def unread(document: Document, spans: tuple[Span, ...], sites: Sites) -> Iterator[Abstained]:
    """The sentences that name a deed and a part of the body."""
    shown = 0
    for start, end in spans:
        deed = next(
            (m for m in _doing().finditer(document.text, start, end) if _counts(document, (start, end), m)),
            None,
        )
        place = next(iter(sites.within(document.text, start, end)), None) if deed else None
        if deed and place:
            words = (document.quote(*deed.span()), document.quote(place.start, place.end))
            yield Abstained(_SAYS, words)
            shown += 1
        if shown == _SHOWN:
            return


def _counts(document: Document, sentence: Span, deed: re.Match[str]) -> bool:
    return is_done(document.text, sentence, deed.span())

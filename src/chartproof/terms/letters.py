"""Small letters, character for character, so that offsets hold; lines joined where a note was wrapped."""

from __future__ import annotations

from functools import lru_cache

from chartproof.model.pattern import Pattern

#: A long line that ends inside a sentence, and a next that begins with no label or number of a list.
_WRAPPED = Pattern(
    r"(?m)^(?P<line>[^\n]{40,}[\w,)%/-])\n(?=[ \t]*[a-z0-9(]|(?<=[^\n]{60})[A-Z])(?!\s*(?:\d{1,2}[.)]\s|[^\n:]{1,30}:\s))"
)


@lru_cache(maxsize=64)  # the documents of a record, as a rule
def lowered(text: str) -> str:
    """The text in lower case; the few characters that lower to two stay as they are."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


@lru_cache(maxsize=512)
def joined(text: str) -> str:
    """The text in small letters, with a space for each line break inside a wrapped sentence."""
    return lowered(_WRAPPED.sub(r"\g<line> ", text) if "\n" in text else text)

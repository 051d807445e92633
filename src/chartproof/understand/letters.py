"""Small letters, character for character, so that offsets hold."""

from __future__ import annotations


def lowered(text: str) -> str:
    """The text in lower case; the few characters that lower to two stay as they are."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)

"""Lines that were broken for width alone: the sentence goes on, and no pattern may stop there."""

from __future__ import annotations

import re

#: A full line that ends without a stop, and goes on with a word that heads nothing.
_BROKEN = re.compile(r"(?<=[^\n]{60}[^\n.:;!?])\n(?=[a-z0-9(])(?![a-z][\w /&'-]{0,30}:|\d{1,2}[.)] )")


def unwrapped(low: str) -> str:
    """Text in small letters with a space where a line was broken for width; every offset holds."""
    return _BROKEN.sub(" ", low) if "\n" in low else low

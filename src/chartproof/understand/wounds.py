"""What a wound is told to be without, between its kind and its site: "laceration without foreign body of the thumb"."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern

#: The words themselves; "no foreign body" and its letters say it too.
WITHOUT_BODY = Pattern(
    r"(?:without|w/o|no) (?:a )?(?:retained )?(?:foreign bod(?:y|ies)|fb)\b", re.IGNORECASE
)

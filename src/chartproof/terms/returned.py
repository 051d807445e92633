"""The word "back" that says a return, and is no part of the body: "the biopsy came back as basal cell carcinoma"."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern

#: Verbs whose "back" is a return, and results that are.
_RETURN = Pattern(
    r"\b(?:(?:came|comes?|coming|goes|go|went|going|gone|sent|sends?|sending|bring|brings|brought|call(?:s|ed|ing)?)"
    r"(?: (?:him|her|them|us|me))?"
    r"|(?:results?|path(?:ology)?|biops(?:y|ies)|cultures?|labs?|tests?|reports?|cytology|histology|swabs?)"
    r"(?: (?:is|are|was|were|has been|now|just|all|finally))+) $",
    re.IGNORECASE,
)
#: As many characters may stand between the verb and "back".
_SPAN = 40
#: A part of the body behind a possessive that only looks like whom it was done to: "brought her back pain".
_AILS = Pattern(
    r" (?:pain|ache|spasms?|strain|injury|surgery|brace|trouble|problems?|issues?)\b", re.IGNORECASE
)


def is_returned(text: str, at: int) -> bool:
    """Whether the "back" that begins at a place says that something or someone returned."""
    if _AILS.match(text, at + len("back")):
        return False
    return _RETURN.search(text, max(0, at - _SPAN), at) is not None

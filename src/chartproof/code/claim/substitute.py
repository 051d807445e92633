"""A substitute in the regular physician's place: by exchange (Q5), or paid by the day (Q6)."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.claim.told import Told, each
from chartproof.model.pattern import Pattern
from chartproof.model.record import ClaimKind, Encounter, Evidence, Payer

_PAID = r"locum(?:s|[- ]tenens)?|fee[- ]for[- ]time"
_EXCHANGE = r"reciprocal (?:billing |coverage )?(?:arrangement|agreement|billing|coverage)"
_EITHER = Pattern(rf"\b(?:(?P<paid>{_PAID})|(?P<exchange>{_EXCHANGE}))\b")
_COVERS = Pattern(
    r"\b(?:cover\w*|substitut\w*|in place of|on behalf of|in the absence|during (?:the )?(?:absence|leave|vacation)|for dr|absen(?:t|ce)|regular physician|filling in|standing in|seen by|arrangement|compensation)\b"
)
_NAMED = Pattern(r"\b[Dd][Rr]\.? ?[A-Z][\w'-]+|\b[A-Z][\w'-]+,? (?:MD|DO|DPM|PT|OD)\b")
_DAYS = Pattern(
    r"\b(\d{2,3})(?:st|nd|rd|th)?(?:[- ](?:consecutive|continuous|straight))?[- ]days?\b|\bday (\d{2,3})\b"
)
#: A substitute may stand in for so many days without a break.
_MOST = 60


def substitute(encounter: Encounter) -> Iterator[Told]:
    """Q5 or Q6 where the record says that a substitute saw the patient."""
    if encounter.claim_kind is ClaimKind.FACILITY or encounter.payer not in {None, Payer.MEDICARE}:
        return
    for words in each(encounter, _EITHER):
        whole = _around(encounter, words)
        low = whole.words.lower()
        if not _COVERS.search(low):
            continue
        modifier = "Q5" if words.words.lower().startswith("reciprocal") else "Q6"
        days = [int(m[1] or m[2]) for m in _DAYS.finditer(low)]
        if not _NAMED.search(whole.words):
            yield Told(
                modifier, (words,), "the record names neither the substitute nor the regular physician"
            )
        elif any(d > _MOST for d in days):
            yield Told(
                modifier, (words,), "a substitute may stand in for no more than 60 days without a break"
            )
        else:
            yield Told(modifier, (words,))
        return


def _around(encounter: Encounter, words: Evidence) -> Evidence:
    """What stands around words in their line."""
    document = encounter.document(words.document)
    begins = max(document.text.rfind("\n", 0, words.start) + 1, words.start - _WIDE)
    ends = document.text.find("\n", words.end)
    return document.quote(begins, min(ends if ends >= 0 else len(document.text), words.end + _WIDE))


_WIDE = 160

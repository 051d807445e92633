"""A condition that an operation took away: "underwent aneurysm repair", "carcinoma, s/p thyroidectomy"."""

from __future__ import annotations

import re

#: What follows a condition that an operation took away; `_DONE` must govern it in its sentence.
_TAKEN_AWAY = re.compile(
    r"\W+(?:(?:was|were|has been|had been|surgical|surgically|open|laparoscopic|endovascular|mesh) ){0,2}"
    r"(?P<act>repair(?:ed)?|removal|removed|excision|excised|resection|resected)\b",
    re.IGNORECASE,
)
#: The same, told behind it: "carcinoma of thyroid, status post thyroidectomy".
_POST = re.compile(
    r",?\s+(?:status[- ]post|s/p)\s+(?:\w+\s+){0,3}?"
    r"(?P<act>\w*(?:ectomy|resection|excision|removal|repair|CABG)|coronary\s+artery\s+bypass)\b",
    re.IGNORECASE,
)
#: Words that say it is still treated, or there again.
_STILL = re.compile(
    r"\b(?:chemo\w*|radiation|radiotherapy|adjuvant|current\w*|undergo\w*|receiv\w*|metasta\w*|recur\w*|"
    r"cycles?|tamoxifen|letrozole|anastrozole|exemestane|herceptin|trastuzumab|immunotherapy|residual)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:underwent|undergone|had|status[- ]post|s/p|previous|prior|after|following|since|h/o|"
    r"(?:history|hx) of|(?P<ahead>scheduled|will|would|plan\w*|recommend\w*|consider\w*|refer\w*|"
    r"candidate|needs?|discuss\w*|for|to|awaiting|possible|undergo|requir\w*))\b",
    re.IGNORECASE,
)

#: What such an operation takes away: growths, hernias, aneurysms, narrow coronary arteries.
_TAKEN = re.compile(
    r"\b(?:cancers?|carcinomas?|ca|tumou?rs?|mass|melanoma|sarcoma|neoplasms?|adenoma|polyps?|cysts?|hernias?|"
    r"aneurysms?|coronary|cad|fibroids?)\b",
    re.IGNORECASE,
)
#: Characters behind a condition in which the operation is looked for.
_FAR = 80


def taken_away(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the words stand that say an operation took `text[start:end]` away before, or None."""
    behind = _POST.match(text, end, end + _FAR)
    if behind and _TAKEN.search(text, start, end) and not _STILL.search(text, end, _line_end(text, end)):
        return behind.span("act")
    after = _TAKEN_AWAY.match(text, end, end + _FAR)
    if after is None:
        return None
    begins = max(text.rfind(stop, 0, start) for stop in (". ", "\n", ";")) + 1
    said = list(_DONE.finditer(text, begins, start))
    return after.span("act") if said and not said[-1]["ahead"] else None


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found

"""A condition that an operation took away: "underwent aneurysm repair", "hysterectomy 2004 for fibroids"."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.terms.numbers import spelled

#: What follows a condition that an operation took away; `_DONE` must govern it in its sentence, or a day behind it.
_TAKEN_AWAY = Pattern(
    r"\W+(?:(?:in )?(?P<year>(?:19|20)\d\d)\W+)?(?:(?:was|were|has been|had been|surgical|surgically|open|laparoscopic|endovascular|mesh) ){0,2}"
    r"(?P<act>repair(?:ed)?|removal|removed|excision|excised|resection|resected|stripping|stripped|patched|clipped|coiled|taken out)\b",
    re.IGNORECASE,
)
_OUT = Pattern(
    r"\W+(?P<year>(?!))?(?P<act>out)(?=\s*(?:[.;,)]|$)|\s+(?:both|ou|od|os|bilat\w*|in|at|as|on|years|(?:19|20)\d\d)\b)",
    re.IGNORECASE,
)
#: The same, told behind it: "carcinoma of thyroid, status post thyroidectomy".
_POST = Pattern(
    r",?\s+(?:status[- ]post|s/p)\s+(?:\w+\s+){0,3}?"
    r"(?P<act>\w*(?:ectomy|resection|excision|removal|repair|CABG)|coronary\s+artery\s+bypass|"
    r"(?-i:RALP|RARP|RALRP|RRP|TAH|TLH|TVH|WLE|LAR|APR)|mohs|whipple)\b",
    re.IGNORECASE,
)
_DAY = r"(?:(?:[A-Z][a-z]{2,8}\.?,?\s+)?(?:19|20)\d\d\b|\d{1,2}/\d{1,2}/\d{2,4}\b)"
#: A day long past: a year, an age, years ago.
_DATED = Pattern(
    rf"\W{{0,3}}(?:(?:both eyes|ou|od|os|bilat\w*|done|at surgery)\W+)?(?:(?:in|on|back in)\s+)?"
    rf"(?:{_DAY}|at age \d|age \d|(?:about |~)?\d+ (?:yrs?|years) ago|years ago|(?:as an?|in) (?:child|infan|kid|bab|toddler|teen)\w*"
    r"|at \d+ (?:mo|months|weeks|wks|years|yrs)\b)",
)
#: An operation and its year behind a condition, with no more words: "fibroids, hysterectomy 2010".
_SINCE_TREATED = Pattern(
    rf"['\u2019]?s?(?:'|\u2019)?\W{{1,3}}(?:(?:with|w/|had|got)\s+)?(?:\w+\s+){{0,2}}?"
    rf"(?P<act>\w{{3,}}ectomy|radioiodine|radioactive iodine|RAI|ablation|repair|replacement|resection|clipping|coiling|stripping)"
    rf"\W{{1,3}}(?:(?:in|on|done)\s+)?{_DAY}",
)
#: What was torn, mended in a year that is told or years ago: "ACL tear s/p reconstruction 2015".
_TORN = Pattern(r"\b(?:tears?|torn|tore|ruptured?|sprain|strain|dislocation)\b", re.IGNORECASE)
_MENDED = Pattern(
    r",?\s+(?:(?:s/p|status[- ]post|with|had)\s+)?(?:\w+\s+){0,3}?(?P<act>repair(?:ed)?|reconstruct(?:ion|ed))(?: done)?[ ,(]+"
    rf"(?:(?:in |back in )?(?:19|20)\d\d\b|(?:about |over |~)?(?:\d+|several|many|{spelled(2)}) (?:years|yrs) (?:ago|back|before)\b|years ago|at age \d)",
    re.IGNORECASE,
)
#: An operation that leaves nothing of what it was done for, in front of it: "hip replaced 2019 for arthritis".
_DONE_FOR = Pattern(
    rf"\b(?P<act>\w{{3,}}ectomy|\w{{3,}}plasty|replacement|replaced|removed|taken out|resection|resected|amputation|"
    rf"total (?:hip|knee|shoulder)|TKA|THA|TKR|THR)\b[^.;\n]{{0,30}}?{_DAY}[^.;\n]{{0,20}}?\bfor\s+"
    rf"(?:(?!and\b|with\b|on\b|but\b|now\b)[\w'-]+\s*){{1,6}}$"
)
#: The same in fewer words: "hysterectomy 2015 fibroids".
_DONE_THEN = Pattern(rf"\b(?P<act>\w{{3,}}ectomy)\W{{1,2}}{_DAY}\)?,? $")
#: How a line opens that lists what was: "Hx: HTN, CKD 3a, hernia repair".
_LISTS_BEFORE = Pattern(
    r"[ \t*#-]*(?:pmhx?|pshx?|(?:past |surg(?:ical)? |medical )*(?:hx|history)|noted only)\b[^:\n]{0,14}:",
    re.IGNORECASE,
)
#: An organ out, in a list of what was, with what it was taken out for: "Hx gout, hysterectomy for fibroids".
_HAD_FOR = Pattern(
    r"(?:\b(?:pmh|psh|h/o|prior|previous|remote)|\b(?:hx|history)(?: of)?)\b(?![^.;\n]*\b(?:admitted|today|underwent|now|planned|here)\b)[^.;\n]{0,60}?"
    r"\b(?P<act>(?:hyster|append|cholecyst|col|splen|thyroid|nephr|prostat|tonsill|oophor|gastr|parathyroid)ectomy) for\s+(?:(?!and\b|with\b|on\b|but\b|now\b)[\w'-]+\s*){1,6}$",
    re.IGNORECASE,
)
#: Days counted from an operation on it: "POD 13 from open repair of incisional hernia".
_COUNTED = Pattern(
    r"\b(?:pod ?#?\d+|\d+ (?:days?|weeks?|wks?|months?) (?:out|s/p|post-?op))\b[^.;\n]{0,30}?"
    r"\b(?P<act>repair|removal|resection|excision) of (?:an? |the |his |her )?(?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
#: Named with the operation between its words: "basal cell ca removed from ear 2017".
_WITHIN = Pattern(r"\b(?P<act>removed|excised|resected|repaired)\b", re.IGNORECASE)
#: An operation itself is nothing that was taken away: "nephrectomy, removal of the fat around it".
_OPERATION = Pattern(r"ectomy$", re.IGNORECASE)
_LASTS = Pattern(r"cancer|carcinoma|\bca\b|melanoma|sarcoma|lymphoma|malignan|obes|polycystic", re.IGNORECASE)
#: Words that say it is still treated, or there again.
_STILL = Pattern(
    rf"\b(?:(?:adjuvant )?(?:chemo\w*|radiation|radiotherapy|XRT)(?!,? (?:completed |finished |in )?{_DAY})|adjuvant(?! chemo| radi| xrt)|current\w*|undergo\w*|receiv\w*|metasta\w*|recur\w*|"
    r"cycles?|tamoxifen|letrozole|anastrozole|exemestane|herceptin|immunotherapy|residual|folf\w+|xeloda|capecitabine|keytruda|opdivo|taxol|\w{3,}mab|\w{3,}tinib|\w{3,}ciclib)\b",
    re.IGNORECASE,
)
_DONE = Pattern(
    r"\b(?:underwent|undergone|had|status[- ]post|s/p|previous|prior|after|following|since|h/o|"
    r"(?:history|hx) of|(?P<ahead>scheduled|will|would|plan\w*|recommend\w*|consider\w*|refer\w*|"
    r"candidate|needs?|discuss\w*|for|to|awaiting|possible|undergo|requir\w*))\b",
    re.IGNORECASE,
)

#: What such an operation takes away: growths, hernias, aneurysms, narrow coronary arteries.
_GROWTHS = (
    r"cancers?|carcinomas?|ca|tumou?rs?|mass|melanoma|sarcoma|neoplasms?|adenoma|polyps?|cysts?|hernias?|"
    r"aneurysms?|coronary|cad|fibroids?|varicose veins?|varicosities|varices|pheochromocytomas?|oncocytomas?|meningiomas?|schwannomas?|"
    r"seminomas?|insulinomas?|pheo|(?-i:(?:cc|p)?RCC|PTC|FTC|MTC|CaP|PCa|DCIS|NSCLC|HCC|TCC|UTUC|GIST|BCC|SCC|IDC|ILC|CRC)"
)
_TAKEN = Pattern(rf"\b(?:{_GROWTHS})\b", re.IGNORECASE)
#: In a list of what was, also what goes with its organ: "appendicitis s/p appendectomy".
_TAKEN_BEFORE = Pattern(
    rf"\b(?:{_GROWTHS}|appendicitis|cholecystitis|cholelithiasis|gallstones?|diverticulitis|tonsillitis|goit(?:er|re)|menorrhagia|adenomyosis|"
    r"ectopic(?: pregnancy)?)\b",
    re.IGNORECASE,
)
#: Lists in which an operation named is an operation had.
_HAD = frozenset({"pmh", "psh", "past_surgical_history", "surgical_history", "problem_list"})
#: Characters around a condition in which the operation is looked for.
_FAR = 80


def taken_away(text: str, start: int, end: int, section: str = "other") -> tuple[int, int] | None:
    """Where the words stand that say an operation took `text[start:end]` away before, or None."""
    behind = _POST.match(text, end, end + _FAR)
    taken = _TAKEN_BEFORE if section in _HAD else _TAKEN
    if behind and taken.search(text, start, end) and not _is_still(text, end):
        return behind.span("act")
    begins = max(text.rfind(stop, 0, start) for stop in (". ", "\n", ";")) + 1
    within = _WITHIN.search(text, start, end)
    if within and _DATED.match(text, end):
        return within.span("act")
    treated = _COUNTED.search(text, begins, start) or _SINCE_TREATED.match(text, end, end + _FAR)
    if treated is None and _TORN.search(text, start, end):
        treated = _MENDED.match(text, end, end + _FAR)
    if treated is None and text.find("for", begins, end) >= 0:
        treated = _DONE_FOR.search(text, begins, end) or _HAD_FOR.search(text, begins, end)
    treated = treated or _DONE_THEN.search(text, begins, start)
    lasts = _LASTS.search(text, start, end) is not None and section not in _HAD
    if treated and not lasts and not _is_still(text, end):
        return treated.span("act")
    after = _TAKEN_AWAY.match(text, end, end + _FAR) or _OUT.match(text, end, end + _FAR)
    if after is None or _OPERATION.search(text, start, end):
        return None
    said = list(_DONE.finditer(text, begins, start))
    if said:
        return None if said[-1]["ahead"] else after.span("act")
    listed = section in _HAD or _LISTS_BEFORE.match(text, text.rfind("\n", 0, start) + 1)
    had = listed or after["act"] == "out" or after["year"] or _DATED.match(text, after.end())
    return after.span("act") if had else None


def _is_still(text: str, at: int) -> bool:
    """Whether the rest of the line says that it is still treated, or there again."""
    found = text.find("\n", at)
    return _STILL.search(text, at, len(text) if found < 0 else found) is not None

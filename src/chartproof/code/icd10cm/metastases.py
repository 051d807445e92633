"""A line that names a cancer and where it has spread: which site is the primary one.

"X cancer with Y metastases", "X cancer metastatic to Y" and "metastatic X cancer to Y" say X as the
primary site and Y as secondary (Alphabetic Index, Metastasis, cancer: from and to specified site).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chartproof.code.icd10cm.figures import rows
from chartproof.model.pattern import Pattern
from chartproof.terms.cause import FROM

#: Secondary neoplasms: a code of one never names the primary site's, nor another's.
SECONDARY = ("C77", "C78", "C79")

_KIND = r"(?:(?:epidermoid|squamous(?: cell)?|small cell|clear cell|ductal|lobular|papillary|urothelial|mucinous) )?"
_CANCER = rf"{_KIND}(?:cancer|carcinoma|adenocarcinoma|ca|malignancy)"
#: The ways to write the lymph nodes of a region, which the table calls its "nodes".
_NODES = r"(?:lymph nodes?|nodes?|lns?)"
_SITES = "|".join(
    re.sub(" nodes$", f" {_NODES}", row[0])
    for row in sorted(rows("neoplasm_sites"), key=lambda row: len(row[0]), reverse=True)
)
#: Vertebrae as a record counts them.
_VERTEBRA = r"(?:[TL]\d{1,2}|C[2-7]|S1)(?:[-\u2013]?[TLS]?\d{1,2})?"
_LIST = (
    r"(?:(?:the|an?|his|her|new|known|single|solitary|left|right|both|bilateral|lymph|regional|distant|multiple|diffuse|several|lobes? of|\d{1,2} (?:out )?of (?:the )?\d{1,2}) )*"
    rf"(?:{_SITES}|{_VERTEBRA})"
)
_TO = rf"(?P<to>{_LIST}(?:(?:, and |, | and | ?/ ?| & | ?\+ ?){_LIST})*)"
#: What stands between the word for spread and where: "metastatic to", "mets:", "metastases (".
_INTO = r"(?: (?:to|in|involving|within) (?:both )?| ?: ?| ?\((?:in |to )?| \d{1,2}/(?:19|20)?\d\d: )"
_FORMS = (
    Pattern(
        rf"\b(?P<from>{_SITES}) {_CANCER}\b[^.;\n]{{0,30}}?(?:\b(?:with|and|w/)|,) {_TO} (?:metasta\w+|mets)\b",
        re.IGNORECASE,
    ),
    Pattern(
        rf"\b(?P<from>{_SITES}) {_CANCER}\b[^.;\n]{{0,30}}?\b(?:metasta\w+|mets){_INTO}{_TO}\b",
        re.IGNORECASE,
    ),
    Pattern(
        rf"\b{_TO} (?:metasta\w+|mets)(?: (?:{FROM}|of) (?:\w+ ){{0,2}}?|(?:,| -+| \() (?:(?:known|primary|left|right|[LR]|stage (?:4|iv)) )?)(?P<from>{_SITES}) {_CANCER}\b",
        re.IGNORECASE,
    ),
    Pattern(
        rf"\b{_TO} (?:metasta\w+|mets) (?:{FROM}|of) (?:\w+ ){{0,2}}?{_CANCER} of (?:the )?(?:left |right )?(?P<from>{_SITES})\b",
        re.IGNORECASE,
    ),
    Pattern(
        rf"\b{_CANCER} (?:of|in) (?:\w+ ){{0,7}}?(?P<from>{_SITES})\b[^.;\n]{{0,30}}?\b(?:metasta\w+|mets) (?:to|in|involving) {_TO}\b",
        re.IGNORECASE,
    ),
    Pattern(
        rf"\b{_CANCER} (?:of|in) (?:\w+ ){{0,7}}?(?P<from>{_SITES})\b[^.;\n]{{0,30}}?\b(?:with|and|w/) {_TO} (?:metasta\w+|mets)\b",
        re.IGNORECASE,
    ),
    Pattern(
        rf"\b(?:metastatic|stage (?:iv[abc]?|4)) (?:[\w-]+ ){{0,3}}?(?P<from>{_SITES}) {_CANCER}\b[^.;\n]{{0,20}}?(?: (?:to|with spread to|involving) | ?: ?| ?\(){_TO}\b",
        re.IGNORECASE,
    ),
)
#: A cancer of no named site, and where it went.
_UNNAMED = Pattern(
    rf"(?:^|[.;:\d)]\s*|\b(?:unknown|with|of|and|has) ){_CANCER} (?:metasta\w+|spread) (?:to|in) {_TO}\b",
    re.IGNORECASE,
)
#: Disease that has spread, of no named origin.
_DISEASE = Pattern(
    rf"\bmetasta(?:tic|sic) (?:(?:disease|lesions?|spread|deposits|involvement) (?:to|in|of|at|involving)|{_CANCER} in) (?:both )?{_TO}\b",
    re.IGNORECASE,
)
#: What was looked at by the microscope, and what it was: "biopsy of the skin lesion: metastasis of adenocarcinoma".
_SAMPLED = Pattern(
    rf"\b(?:biops\w+|aspirat\w+|puncture|fna[bc]?|cytology) (?:of|from) {_TO}\b(?! (?:biops|aspirat|punct)\w+)[^.;\n]{{0,80}}?\b(?:metasta(?:tic|s[ei]s)|mets)\b(?! (?:to|in) )",
    re.IGNORECASE,
)
_REGIONS = "|".join(
    row[0].removesuffix(" nodes") for row in rows("neoplasm_sites") if row[0].endswith(" nodes")
)
#: Nodes of which some had metastases: "of the 30 lymph nodes resected, 2 had metastases".
_COUNTED = Pattern(
    rf"\b(?:(?P<region>{_REGIONS}) )?{_NODES}(?: of the (?P<behind>{_REGIONS})(?: chain| region| level)?)?\b[^.;\n]{{0,40}}?\b(?:had|have|with|show\w*|contain\w*|present\w*) (?:carcinoma |tumou?r )?(?:metasta(?:s[ei]s|tic)|mets)\b(?! (?:to|in) (?:the )?(?:{_SITES}))",
    re.IGNORECASE,
)
#: Nodes whose sample was malignant: "R axillary node core: metastatic carcinoma", "axillary LN biopsy positive".
_BIOPSIED = Pattern(
    rf"\b(?P<region>{_REGIONS}) {_NODES}(?: (?:core|needle|excision\w*|biops\w+|bx|fna[bc]?|aspirat\w+|sampl\w+|cytology))+(?: (?:was|were|is|are|showed|shows|came|back|returned))* ?[:=-]? ?"
    r"(?:positive|pos\b|\+|metastatic|(?:adeno|poorly differentiated |invasive (?:ductal |lobular )?)?carcinoma|malignant)",
    re.IGNORECASE,
)
#: A disease that has spread, and the label of where it is: "Stage IV adenocarcinoma ... Sites: bone, liver".
_HAS_SPREAD = r"\b(?:stage (?:iv[abc]?|4)|metastatic)\b"
_SITES_LABEL = r"\bsites?(?: of (?:disease|spread|metasta\w+|mets))? ?:"
#: The same where the label stands behind the line.
HAS_SPREAD = Pattern(_HAS_SPREAD, re.IGNORECASE)
SITES_BEHIND = Pattern(rf"[^\n]{{0,100}}?{_SITES_LABEL}[^.\n]+", re.IGNORECASE)
#: A list of where it went behind a word for spread: "De novo metastatic 9/2025: L3, iliac wing".
_LISTED = Pattern(
    rf"(?:\b(?:metasta(?:tic|ses|sis)|mets)\b(?: (?:in |since |at )?(?:diagnosis|presentation|(?:\w+ )?(?:\d{{1,2}}/)?(?:19|20)?\d\d))? ?[:(] ?"
    rf"|{_HAS_SPREAD}[^\n]{{0,120}}?{_SITES_LABEL} ){_TO}\b",
    re.IGNORECASE,
)
#: An organ as the label of what was found there: "Liver: two new lesions, probable metastases".
_LABELED = Pattern(
    rf"[ \t]*(?:[-*\u2022#]|\d+[.)])?[ \t]*(?P<to>(?:(?:left|right) )?(?:{_SITES})) ?:[^.;\n]{{0,60}}?\b(?:metasta(?:s[ei]s|tic)|mets)\b(?! (?:from|to|in|of))",
    re.IGNORECASE,
)
#: The primary site is no more.
PRIMARY_GONE = Pattern(
    r"\bprimary (?:tumou?r |site |lesion )?(?:was |has been |had been )?(?:removed|resected|excised|eradicated)\b"
    r"|\bno local (?:disease|recurrence)\b|\bfrom (?:an? |the |his |her )?(?:previously|prior|formerly) (?:resected|excised|removed|treated)\b"
    r"|\bclear margins?\b[^.;\n]{0,20}\bno recurrence\b|\bno recurrence in the (?:\w+ )?bed\b",
    re.IGNORECASE,
)
_SITE = Pattern(rf"\b(?:{_SITES}|{_VERTEBRA})\b", re.IGNORECASE)
_BONE = "C79.51"
#: Secondary sites that have sides, the side in front of one, and the character that says it.
_PAIRED = ("C78.0", "C79.0", "C79.6", "C79.7")
_SIDED = Pattern(r"\b(left|right) (?:\w+ )?$", re.IGNORECASE)
_DIGITS = {"right": "1", "left": "2"}


@dataclass(frozen=True, slots=True)
class Spread:
    """The primary site's code ("" where the words name none), and the codes of the secondary sites.

    `as_secondary` is the code that the primary site has when something spreads to it, `not_primary`
    the categories that the secondary sites would have as primary ones.
    """

    primary: str
    as_secondary: str
    secondary: tuple[str, ...]
    not_primary: tuple[str, ...] = ()
    side: str = ""  # left or right, where it stands beside the primary site's name


#: Cancers by their shortened names, and the site that each is of.
_OF = {
    "NSCLC": "lung",
    "SCLC": "lung",
    "RCC": "renal",
    "HCC": "liver",
    "CRC": "colon",
    "TNBC": "breast",
    "IDC": "breast",
    "ILC": "breast",
}
_SHORT = "|".join(_OF)
_CALLED_SHORT = Pattern(rf"\b(?:{_SHORT})\b")
#: "Met breast CA to bone": not "met with the breast cancer team".
_MET = Pattern(
    rf"\bmets?\b\.? (?=(?:(?!with|criteria|her|him|his|the|an?|goals?|by|for|and|to|in)[\w-]+ ){{0,3}}?(?:ca|cancer|carcinoma|adenocarcinoma|{_SHORT})\b)",
    re.IGNORECASE,
)


def _in_full(line: str) -> str:
    """A line with its shortened words for metastatic cancers written out, its breaks as spaces."""
    line = _MET.sub("metastatic ", " ".join(line.split()))  # the width of a page breaks lines
    return _CALLED_SHORT.sub(lambda found: f"{_OF[found[0]]} cancer", line)


def spread_in(line: str) -> Spread | None:
    """What a line says of a cancer and its metastases; None where it does not name both."""
    line = _in_full(line)
    for form in _FORMS:
        if found := form.search(line):
            primary, as_secondary = _row(found["from"])
            to = _secondary(found["to"])
            if as_secondary not in to:
                others = _primaries(found["to"])
                left = tuple(o for o in others if o != primary[:3])
                return Spread(primary, as_secondary, to, left, _side_of(found))
    if counted := _COUNTED.search(line) or _BIOPSIED.search(line):
        region = counted["region"] or counted.groupdict().get("behind")
        return Spread("", "", _secondary(f"{region} nodes" if region else "nodes"))
    listed = _UNNAMED.search(line) or _DISEASE.search(line) or _LISTED.search(line) or _SAMPLED.search(line)
    if found := listed or _LABELED.match(line):
        return Spread("", "", _secondary(found["to"]), _primaries(found["to"]))
    return None


#: The side of a primary site: right in front of its name, or right behind the cancer.
_SIDE_BEFORE = Pattern(r"\b(left|right)(?:[- ]sided)? (?:[\w-]+ )?$", re.IGNORECASE)
_SIDE_BEHIND = Pattern(rf" {_CANCER}[ ,(]+(?:on the )?(left|right)\b(?! \w+ (?:metasta|mets))", re.IGNORECASE)


def _side_of(found: re.Match[str]) -> str:
    """The side that a line sets beside the primary site, in small letters; "" where it sets none."""
    line = found.string
    told = _SIDE_BEFORE.search(line[: found.start("from")]) or _SIDE_BEHIND.match(line, found.end("from"))
    return told[1].lower() if told else ""


def _primaries(words: str) -> tuple[str, ...]:
    """The categories that sites would have as primary ones."""
    sites = [site.group() for site in _SITE.finditer(words)]
    spinal = _OF_SPINE if any(site.lower() in {"spine", "spinal"} for site in sites) else ()
    return (*(code[:3] for code, _ in map(_row, sites) if code), *spinal)


#: The spine has no line of its own in the table: its bones and its cord have.
_OF_SPINE = ("C41", "C72")


def _secondary(words: str) -> tuple[str, ...]:
    found = []
    for site in _SITE.finditer(words):
        code = _row(site.group())[1]
        if code.startswith(_PAIRED) and (side := _SIDED.search(words[: site.start()])):
            code = code[:-1] + _DIGITS[side[1].lower()]
        found.append(code)
    return tuple(dict.fromkeys(found))


def _row(site: str) -> tuple[str, str]:
    named = re.sub(f" {_NODES}$", " nodes", site.lower())
    return next(((row[1], row[2]) for row in rows("neoplasm_sites") if row[0] == named), ("", _BONE))


#: Lobes of the lung as they are abbreviated, and in words.
_LOBES = {"RUL": "C34.11", "LUL": "C34.12", "RML": "C34.2", "RLL": "C34.31", "LLL": "C34.32"}
_LOBE = Pattern(
    r"\b(?:(?P<short>RUL|LUL|RML|RLL|LLL)|(?P<side>right|left) (?P<part>upper|middle|lower) lobe|"
    r"(?P<ahead>upper|middle|lower) lobe of (?:the )?(?P<behind>right|left))\b",
    re.IGNORECASE,
)


def lobe_in(line: str) -> str:
    """The code of the lobe that a line names as one of the lung; "" where it names none or several."""
    found = {
        (m["short"] or (m["side"] or m["behind"])[0] + (m["part"] or m["ahead"])[0] + "l").upper()
        for m in _LOBE.finditer(line)
    }
    return _LOBES.get(found.pop(), "") if len(found) == 1 else ""


_CALLED = r"(?:primary|mass|tumou?r|cancer|carcinoma|adenocarcinoma|adeno(?: ?ca)?|ca|malignancy|nsclc|sclc|squamous)"
_PLACE = r"(?:RUL|LUL|RML|RLL|LLL|(?:right|left) (?:upper|middle|lower) lobe)"
#: The tumor of a lobe: "RUL primary", "small cell carcinoma of the right upper lobe".
_OF_LOBE = Pattern(
    rf"\b{_PLACE}(?: lung)?[ ,(]+(?:\w+ )?{_CALLED}\b(?! (?:to|from))|\b{_CALLED}\b,? (?:\(|of (?:the )?|in (?:the )?)?(?:\w+ )?{_PLACE}\b",
    re.IGNORECASE,
)


def lobe_of_tumor(line: str) -> str:
    """The code of the lobe that a line sets beside a tumor; "" where it names none or several."""
    found = {lobe_in(m[0]) for m in _OF_LOBE.finditer(line)} - {""}
    return found.pop() if len(found) == 1 else ""

"""Which tests a visit may count: ordered or looked at here, each once, its panel for its parts.

A test whose reading the provider bills is not counted, nor is one ordered at an earlier visit of theirs.
"""

from __future__ import annotations

from chartproof.code.em.lines import line_of, passage_of, text_of
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Doing
from chartproof.model.record import Evidence, Setting
from chartproof.model.visit import Visit

#: What a panel holds; found beside it, its parts are the panel.
_PANELS = {
    "comprehensive metabolic panel": {"basic metabolic panel", "creatinine", "potassium", "glucose", "liver panel", "bilirubin"},
    "basic metabolic panel": {"creatinine", "potassium", "glucose"},
    "liver panel": {"bilirubin"},
}  # fmt: skip
#: A word for many; dropped where one of them is named.
_GENERAL = {
    "labs": None,
    "ct": ("ct ",),
    "x-ray": ("chest x-ray",),
    "ultrasound": ("venous duplex", "echocardiogram"),
}
#: What a value listed among results was measured by.
_MEASURED = {
    **dict.fromkeys(
        ("hemoglobin", "hematocrit", "white cells", "platelets", "bands"), "complete blood count"
    ),
    **dict.fromkeys(
        ("sodium", "potassium", "creatinine", "urea nitrogen", "bicarbonate", "calcium", "egfr"),
        "basic metabolic panel",
    ),
    **dict.fromkeys(("ast", "alt", "bilirubin", "albumin"), "liver panel"),
    "a1c": "hemoglobin a1c",
    "lactate": "lactate",
    "troponin": "troponin",
    "magnesium": "magnesium",
}
_RESULTS = frozenset({"labs", "results", "imaging", "data"})
_LOOKED = Pattern(
    r"\b(?:review\w*|show\w*|normal|nl|wnl|negative|neg|positive|pos|unremarkable|elevated|low|high|result\w*|was|is|with|consistent|today|reveal\w*|"
    r"\d+(?:\.\d+)?)\b|[:=]"
)
_EARLIER = Pattern(
    r"\b(?:ordered (?:at|by|during) (?:the )?(?:last|previous|prior)|(?:already|previously) (?:reviewed|ordered|discussed)|"
    r"reviewed (?:at|with (?:him|her|the patient) at) (?:the )?(?:last|previous|prior)|at (?:the |her |his )?(?:last|previous|prior) visit|"
    r"last (?:checked|done) in|done in 20\d\d|from 20\d\d|ordered (?:and reviewed )?then|(?:visit|on \d{1,2}/\d{1,2})[^.;]{0,20} i ordered|"
    r"to be (?:ordered|drawn|done) (?:then|later|next)|(?:again )?in (?:a|one|two) years?|next (?:visit|year|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)|ordered (?:by|on) \w+ (?:at|on))\b"
)
_BILLED = Pattern(
    r"\b(?:billed separately|separately (?:billed|reported|coded)|interpretation billed|i (?:will )?bill(?:ed)?|bill(?:ed|ing) (?:for|the)|billed today|billed by me|my interpretation billed)\b"
)
_HERE = Pattern(
    r"\b(?:in[- ]office|in (?:the )?(?:office|clinic)|(?:office|clinic|our) (?:ekg|ecg|x-?ray|film|spirometry|ultrasound)|performed (?:here|today)|done (?:here|today)|obtained (?:here|today)|taken (?:here|today)|today)\b"
)
#: Tests whose reading an office bills when it makes them.
_READ_HERE = frozenset(
    {"electrocardiogram", "x-ray", "chest x-ray", "spirometry", "ultrasound", "bone density", "hearing test"}
)
_OFFICES = frozenset({Setting.OFFICE, Setting.OUTPATIENT})


def tests_of(visit: Visit) -> dict[str, Evidence]:
    """Each test that counts, with the first words that name it."""
    found: dict[str, Evidence] = {}
    for act in visit.acts("test"):
        if act.doing is Doing.PLANNED or act.name in found:
            continue
        text = text_of(visit.coding, act.evidence)
        line = line_of(visit.coding, act.evidence)
        looked = act.doing is Doing.ORDERED or _LOOKED.search(text) or (line and line.section in _RESULTS)
        if (
            looked
            and not _EARLIER.search(text)
            and not (act.name in _READ_HERE and is_billed(visit, act.evidence))
        ):
            found[act.name] = act.evidence
    for measure in visit.coding.reading.measures:
        test = _MEASURED.get(measure.name)
        if test and test not in found and measure.evidence and _is_result(visit, measure.evidence):
            found[test] = measure.evidence
    return _without_parts(found)


def _is_result(visit: Visit, evidence: Evidence) -> bool:
    """Whether a value stands among the results of this visit."""
    line = line_of(visit.coding, evidence)
    return (
        line is not None and line.section in _RESULTS and not _EARLIER.search(text_of(visit.coding, evidence))
    )


def _without_parts(found: dict[str, Evidence]) -> dict[str, Evidence]:
    parts = set().union(*(held for panel, held in _PANELS.items() if panel in found))
    for general, named in _GENERAL.items():
        others = [n for n in found if n != general and (named is None or n.startswith(named))]
        if general in found and others:
            parts.add(general)
    return {name: evidence for name, evidence in found.items() if name not in parts}


def is_billed(visit: Visit, evidence: Evidence) -> bool:
    """Whether the reading of what the line tells of is billed: it says so, or the office made the test itself."""
    text = text_of(visit.coding, evidence)
    if _BILLED.search(passage_of(visit.coding, evidence)):
        return True
    made = any(
        act.name in _READ_HERE and text_of(visit.coding, act.evidence) == text for act in visit.acts("test")
    )
    return made and visit.coding.encounter.setting in _OFFICES and bool(_HERE.search(text))

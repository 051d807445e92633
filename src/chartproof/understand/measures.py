"""Find what was measured: vital signs, body mass index, and the usual laboratory values.

Each value is a Decimal as written, with its unit where the note writes one, and what stands beside
it: the day, the laboratory's mark and range. Blood pressure gives two measures, systolic and
diastolic; `7.1 -> 9.0` and the columns of a table give one for each value. `measures.tsv` says what
notes call each. A value that is a goal or a condition of an order ("transfuse if Hgb < 7") is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Page
from chartproof.model.record import Document, Measure
from chartproof.terms.letters import lowered
from chartproof.terms.phrases import places_of
from chartproof.understand.beside import NUMBER, Beside, beside, column_days, day_before, number
from chartproof.understand.gestation import gestation_in
from chartproof.understand.names import Kind, first_words, kind_of, name_of, named_at

#: What may stand between a name and its value.
_LINK = Pattern(
    r"(?:\s?\([^()\n]{0,24}\)|\))?(?:, (?:which|that)(?= (?:is|was|were|had|has)\b))?"
    r"(?:[ \t]+(?:on \d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}/\d{1,2}(?:/\d{2,4})?:|"
    r"(?:at )?(?:[01]\d|2[0-3]):?[0-5]\d(?: ?h(?:rs?)?)?:|levels?|count|today|value|percent|estimated|currently|current|was|were|is|are|of|at|now|remains?|"
    r"remained|had|has|been|initially|initial|admission|arrival|presentation|on|in|the|his|her|their|ed|er|repeat|this|morning|am|"
    r"found|noted|to|be|down|up|dropped|dropping|drifted|drifting|drifts|slid|sank|crept|climbed|bottomed|hit|reached|out|fell|falling|rose|rising|increased|increasing|decreased|decreasing|"
    r"declined|improved|improving|worsened|worsening|trended|trending|went|from|peaked|peak|nadir|low|high|"
    r"elevated|baseline|stable|back|resulted|resulting|critically|only|came|ran|running|as|have|had|"
    r"ra|room air|\d{1,2} ?l(?:pm|iters?)?(?:/min)?(?: (?:nc|nasal cannula|o2))?)){0,7}"
    r"(?:\.[ \t]+(?=\d+(?:\.\d+)? (?:on|at|in|upon|\u2192|->) ?))?"  # a problem's name, then its values: "Low magnesium. 1.9 on admission"
    r"[ \t]*[:=~|*]*[ \t]*(?:\n[ \t]*)?(?:approximately |about |around |~ ?|[<>≥≤]=? ?)?"
)
_NUMBER = Pattern(rf"(?:{NUMBER})(?![\w]*\d*:\d)")
#: A number that is a dose, a span of time, a date or half a fraction.
_NOT_A_VALUE = Pattern(
    r"[\d/]|\.\d|%|(?:st|nd|rd|th)\b|\s?(?:percentile|centile|mg|mcg|units?|tabs?|mins?|minutes?|days?|weeks?|months?|years?|hours?|hrs?|points?|times|fold|"
    r"l of|liters?|l\b(?! ?[(\[|\d])|packs?|p\.?m\b|a\.?m\b|x\b)(?![/\w])|-(?:fold|point)",
    re.IGNORECASE,
)
_RANGE = Pattern(r"\s?(?:-|\u2013|to)\s?\d")
#: A second number behind "to" that is less than the first: the value fell, it is no range.
_FALLEN = Pattern(r" to (?P<second>\d+(?:\.\d+)?)(?![\d/-]|\.\d)")
#: Measures of which notes often give a span: its lower end is taken.
_SPANNED = frozenset(
    {"ejection fraction", "spo2", "glucose", "heart rate", "respiratory rate", "weight", "bmi"}
)
#: What stands between the values of a series: arrows and columns; a comma before a value with decimals.
_THEN = Pattern(
    r"(?:[ \t](?:on|at|upon|in)[ \t](?:the[ \t])?(?:arrival|admission|admit|presentation|ed|er|\d{1,2}/\d{1,2}(?:/\d{2,4})?|(?:hospital )?day \d{1,2}|pod ?#?\d{1,2}|hd ?#?\d{1,2})(?![\w/])|[ \t](?:after|before)[ \t](?:the[ \t])?(?:surgery|operation|procedure|delivery|or)\b|[ \t](?:\((?:adm|admit|admission|arrival|pre-?op)\)|(?:adm|preop|pre-op)\b(?!\w)))?"
    r"(?:[ \t]*(?:-{1,2}>|→|⟶|➔|=>|>{1,2})[ \t]*|[ \t]+to[ \t]+|(?P<column>[ \t]*\|[ \t]*|[ \t]{2,}|\t+)"
    r"|[ \t]*\((?:was |from )?(?=[\d.]+ (?:on|at) (?:arrival|admission|adm\b))"
    r"|(?P<comma>[ \t]*[,;][ \t]*(?:then[ \t]+|and[ \t]+|which[ \t]+)?|[ \t]+and[ \t]+(?=(?:fell|rose|dropp|climb)))(?P<moved>(?:improv\w+|down|up|dropp\w+|"
    r"(?:from|by|on)[ \t](?:the[ \t])?(?:second|third|fourth|next|following|hospital)[ \t](?:day|day[ \t]\d{1,2}|morning|night)[ \t](?:(?:it|they|on)[ \t]){0,2}(?:was|were|ran|fell|rose|dropped|climbed)|fell|rose|rising|increas\w+|decreas\w+|peak\w+|nadir|trend\w+|recover\w+|correct\w+)[ \t](?:(?:down|up|back)[ \t])?"
    r"(?:(?:to|at|of)[ \t])?)?)(?:now[ \t]+|then[ \t]+|today[ \t]+)?"
)
#: The rest of a line that holds nothing but values, and what stands between them.
_ROW = Pattern(
    r"(?:[ \t|]*[<>]?\d+(?:[.,]\d+)*[ ]?(?:\(?(?:hh?|ll?)\)?|\*|!)?(?=[ \t|\n]|$)){2,}[ \t|]*(?:\n|$)"
)
_CELL = Pattern(r"(?P<column>[ \t]*[*!]?[ \t|]+)(?P<comma>(?!))?(?P<moved>(?!))?")
_GOAL = Pattern(
    r"\b(?:goal|target|keep(?:ing)?|maintain\w*|if|until|unless|when(?:ever)?|threshold|hold|call|notify|ensure|should|"
    r"transfuse (?:for|to)|return (?:for|to)|titrate|parameters?|while|iron|transferrin|venous|urine|urinary|csf|pleural|fluid|stool|vitamin)"
    r"\W+(?:\w+\W+){0,2}$"
)
_PRESSURE = Pattern(
    r"(?:bp|blood pressure)(?:\s?\([^()\n]{0,24}\))?"
    r"(?:[ \t]+(?:today|is|was|of|at|elevated|reading|low|down|to|dropped|in|the|ed|on|arrival|initial)){0,5}"
    r"[ \t]*[:=|]?[ \t]*(?P<over>\d{2,3})[ \t]?/[ \t]?(?P<under>\d{2,3})(?!\d)"
)
_BASELINE = Pattern(r"baseline[^.;)\n]*$")
#: A blood gas in one run: pH, carbon dioxide, oxygen.
_GAS = Pattern(
    r"[av]bg(?:[ \t]+(?:on|of|was|showed|shows|ra|room air|ph))*[ \t:]*(?P<ph>[67]\.\d{1,2})[ ]?/[ ]?"
    r"(?P<pco2>\d{2,3})(?:[ ]?/[ ]?(?P<po2>\d{2,3}))?(?!\d)"
)
_FRACTION = Pattern(r"(\d{1,2}(?:\.\d)?) ?/ ?(\d{2}(?:\.\d)?)(?![\d/])")
#: "Alcohol" by its own name: a habit, unless milligrams stand behind it.
_OF_WHAT_IS_DRUNK = Pattern(r"(?<!blood )(?<!serum )\balcohol(?! level| conc)\b[^.;\n]*$", re.IGNORECASE)
#: The patient sat; her sat was 84 %.
_SAT = Pattern(r"(?<![oO]2 )\b[sS]at $")
_ROOM = Pattern(r" ?%|[ \t]+(?:on|ra\b|room)")


def measures_in(page: Page) -> Iterator[Measure]:
    """Give each measure of a page, in order of the text; gestational ages last."""
    text = page.document.text
    low = lowered(text)
    past = 0
    for at, word in places_of(first_words(), low):
        if at < past or low[at - 1 : at].isalnum():
            continue
        if word in {"bp", "blood"} and (found := _PRESSURE.match(low, at)):
            past = found.end()
            yield from _pressure(page, at, found)
        elif word in {"abg", "vbg"} and (found := _GAS.match(low, at)):
            past = found.end()
            yield from _gas(page, at, found)
        elif named := named_at(text, low, at, word):
            for measure in _series(page, low, at, *named):
                yield measure
                past = measure.evidence.end if measure.evidence else past
    yield from gestation_in(page)


def measure_named(given: Measure) -> Measure:
    """A measure that the case gives as a field, under the name that notes' own measures bear."""
    said = " ".join(given.name.lower().replace("_", " ").split())
    return replace(given, name=name_of(said) or said)


def _series(page: Page, low: str, start: int, kind: Kind, end: int) -> Iterator[Measure]:
    """The value after a name, and the values that follow it."""
    document, link = page.document, _LINK.match(low, end)
    if link is None or _is_goal(low, start):
        return
    found: list[Measure] = []
    at, begin, columns = link.end(), start, True
    then_ = _CELL if _ROW.match(low, link.end()) else _THEN
    while value := _value(document, kind, at, link.group() if begin == start else ""):
        measure, more = value
        usual = not found and _is_usual(low, start, at)
        found += _quoted(document, begin, measure, more, usual=usual)
        further = then_.match(low, more.end)
        then = _NUMBER.match(low, further.end()) if further else None
        if further is None or then is None or not _goes_on(further, then):
            break
        columns = columns and further["column"] is not None
        at = begin = then.start()
    if kind.name == "hemoglobin" and not found:
        found += _both(document, start, link.end())
    yield from _dated(document, start, found, columns=columns)


def _is_usual(low: str, start: int, value: int) -> bool:
    """Whether the name of a value says that it is the patient's baseline."""
    return "baseline" in low[start:value] or bool(_BASELINE.search(low, max(0, start - 16), start))


def _goes_on(further: re.Match[str], then: re.Match[str]) -> bool:
    """Whether a number after a comma is the next value: it has decimals, or words say that it moved."""
    return further["comma"] is None or further["moved"] is not None or "." in then.group()


def _dated(document: Document, start: int, found: list[Measure], *, columns: bool) -> Iterator[Measure]:
    """Each value with its own day, that of its column, that in front, or that of the note."""
    heads = columns and len(found) > 1
    days = column_days(document, start, len(found)) if heads else [None] * len(found)
    first = day_before(document, start)
    for i, measure in enumerate(found):
        yield replace(measure, at=measure.at or days[i] or (first if i == 0 else None) or document.written)


def _is_goal(low: str, start: int) -> bool:
    before = low[max(0, start - 48) : start]
    return bool(_GOAL.search(re.split(r"[.;\n]", before)[-1]))


def _value(document: Document, kind: Kind, at: int, link: str) -> tuple[Measure, Beside] | None:
    """The value at a place, and what stands beside it; its evidence is the value alone."""
    text = document.text
    written = _NUMBER.match(text, at)
    if written is None or not kind.may_be(number(written.group())):
        return None
    end = written.end()
    unit = kind.unit.match(text, end) if kind.unit else None
    if unit is None and _NOT_A_VALUE.match(text, end):
        return None
    if (unit is None or unit[1][:2].lower() != "mg") and _OF_WHAT_IS_DRUNK.search(text, max(0, at - 24), at):
        return None
    if "\n" in link and text[end : end + 1] in {".", ")"}:
        return None
    fallen = _FALLEN.match(text, end)
    falls = fallen is not None and number(fallen["second"]) < number(written.group())
    if _RANGE.match(text, end) and not falls and "from" not in link and kind.name not in _SPANNED:
        return None
    if _SAT.search(text, max(0, at - 8), at) and not _ROOM.match(text, end):
        return None
    more = beside(document, kind, end)
    evidence = document.quote(at, unit.end() if unit else end)
    value = number(written.group())
    return Measure(kind.name, value, more.unit, evidence, more.at, more.low, more.high, more.flag), more


def _quoted(
    document: Document, begin: int, measure: Measure, more: Beside, *, usual: bool
) -> Iterator[Measure]:
    """The measure quoted with its name, and the usual value named beside it."""
    assert measure.evidence
    evidence = document.quote(begin, measure.evidence.end)
    yield replace(measure, evidence=evidence, baseline=usual)
    if more.usual:
        words = document.quote(*more.usual.span("value"))
        yield Measure(measure.name, number(more.usual["value"]), measure.unit, words, baseline=True)


def _both(document: Document, start: int, at: int) -> Iterator[Measure]:
    """Hemoglobin and hematocrit written as one fraction."""
    found = _FRACTION.match(document.text, at)
    if found:
        evidence = document.quote(start, found.end())
        if kind_of("hemoglobin").may_be(Decimal(found[1])):
            yield Measure("hemoglobin", Decimal(found[1]), None, evidence)
            yield Measure("hematocrit", Decimal(found[2]), None, evidence)


def _pressure(page: Page, start: int, found: re.Match[str]) -> Iterator[Measure]:
    if _is_goal(page.document.text.lower(), start):
        return
    evidence = page.document.quote(start, found.end())
    for name, group in (("systolic pressure", "over"), ("diastolic pressure", "under")):
        yield Measure(name, Decimal(found[group]), "mmHg", evidence, page.document.written)


def _gas(page: Page, start: int, found: re.Match[str]) -> Iterator[Measure]:
    evidence = page.document.quote(start, found.end())
    for name in ("ph", "pco2", "po2"):
        if found[name] and (name != "po2" or found.group().startswith("a")):
            yield Measure(name, Decimal(found[name]), None, evidence, page.document.written)

"""Find what was measured: vital signs, body mass index, and the usual laboratory values.

Each value is a Decimal as written, with its unit where the note writes one. Blood pressure gives
two measures, systolic and diastolic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from chartproof.model.reading import Page
from chartproof.model.record import Measure

#: How each measure is named in notes, the units it may carry, and what it can be in a living body.
_NAMES: tuple[tuple[str, str, str, str, str], ...] = (
    ("bmi", r"bmi|body mass index", r"kg/m\^?[2²]", "7", "120"),
    ("weight", r"weight|wt", r"kilograms?|kg|pounds?|lbs?|grams?|g\b|oz", "0.3", "1500"),
    (
        "height",
        r"height|ht",
        r"cm|centimeters?|inches|in\b|feet|ft|m\b|['\u2019]\s?\d{1,2}(?:[\"”]|'')?",
        "0.4",
        "260",
    ),
    ("temperature", r"temperature|temp", r"°?\s?[fc]\b|degrees [fc]\w*", "30", "112"),
    ("a1c", r"hemoglobin a1c|hgb ?a1c|hba1c|hb a1c|a1c", r"%", "3", "22"),
    (
        "glucose",
        r"fasting glucose|blood glucose|blood sugar|glucose|fbg|fbs|bg",
        r"mg/dl|mmol/l",
        "1",
        "2500",
    ),
    (
        "blood alcohol",
        r"blood alcohol|blood ethanol|serum alcohol|serum ethanol|alcohol level|ethanol|etoh|bac|bal",
        r"mg/dl|mg/100 ?ml|g/dl|%",
        "0",
        "1000",
    ),
    ("hemoglobin", r"hemoglobin|hgb|hb", r"g/dl|g/l", "1", "25"),
    ("creatinine", r"serum creatinine|creatinine|scr|cr", r"mg/dl|[uµ]mol/l", "0.1", "30"),
    ("egfr", r"egfr|gfr", r"ml/min(?:/1\.73 ?m\^?[2²])?", "0", "200"),
    ("potassium", r"potassium|k\+|k", r"meq/l|mmol/l", "1", "10"),
    ("sodium", r"sodium|na\+|na", r"meq/l|mmol/l", "90", "200"),
    ("ejection fraction", r"lvef|ejection fraction|ef", r"%", "3", "90"),
    (
        "spo2",
        r"spo2|sp02|o2 sats?|oxygen saturation|sao2|pulse ox(?:imetry)?|o2 saturation|sats?",
        r"%",
        "30",
        "100",
    ),
)
_ANY = "|".join(rf"(?P<m{i}>{names})" for i, (_, names, _, _, _) in enumerate(_NAMES))
_LINK = (
    r"(?:\s*\([^()\n]{0,24}\))?(?:\s+(?:level|concentration|content|today|value|percent|estimated|currently|was|is|of|at|now|remains))"
    r"{0,3}\s*[:=~]?\s*(?:approximately |about |around |[<>~≥≤]\s?)?$"
)
#: What stands before the number: the last name in reach and nothing but linking words after it.
_BEFORE = re.compile(rf"(?<![a-z0-9])(?:{_ANY}){_LINK}")
_NUMBER = re.compile(r"(?<![\w./])\d{1,4}(?:\.\d{1,3})?")
#: A number that is a dose, a span of time, a date or half a fraction.
_NOT_A_VALUE = re.compile(
    r"[\d/]|\.\d|\s?(?:mg|mcg|units?|tabs?|days?|weeks?|months?|years?|hours?)(?![/\w])",
    re.IGNORECASE,
)
_UNITS = tuple(re.compile(rf"\s?({units})", re.IGNORECASE) for _, _, units, _, _ in _NAMES)
_OVER = re.compile(r"\s?/\s?(\d{2,3})(?!\d)")
_PRESSURE = re.compile(
    r"(?<![a-z0-9])(?:bp|blood pressure)(?:\s*\([^()\n]{0,24}\))?"
    r"(?:\s+(?:today|is|was|of|at|elevated|reading)){0,3}\s*[:=]?\s*$"
)
#: What fields call the two pressures.
_PRESSURES = {
    **dict.fromkeys(("systolic", "systolic bp", "systolic blood pressure", "sbp"), "systolic pressure"),
    **dict.fromkeys(("diastolic", "diastolic bp", "diastolic blood pressure", "dbp"), "diastolic pressure"),
}
#: How far before a number its name may begin.
_REACH = 48
_WEEKS = re.compile(
    r"(?<![\w.])(?P<weeks>[1-4]?\d)\s?(?:\+|w|\s?weeks?(?:,? and| ?\+)?|"
    r"/)\s?(?P<days>[0-6])\s?(?:/7|d\b|days?\b|wks?\b|weeks?\b)"
    r"|(?:\bat|\bega|\bgestational age(?: of)?|\bga|"
    r"\biup at)\s*:?\s*(?P<only>[1-4]?\d)\s?(?:w\b|wks?\b|weeks?\b)"
    r"|(?<![\w.])(?P<plain>[1-4]?\d)\s?(?:-| )?(?:weeks?|wks?)[- ](?:gestation\w*|"
    r"pregnan\w+|iup\b|ga\b|ega\b|of gestation)",
    re.IGNORECASE,
)
#: Words without which a note gives no gestational age.
_PREGNANT = (
    "gestation",
    "pregnan",
    "iup",
    "ega",
    "prenatal",
    "fetal",
    "newborn",
    "neonat",
    "g1p",
    "g2p",
    "g3p",
    "g4p",
)


def measures_in(page: Page) -> Iterator[Measure]:
    """Give each measure of a page, in order of the text."""
    text = page.document.text
    past = 0
    for number in _NUMBER.finditer(text):
        start, end = number.span()
        from_ = max(past, start - _REACH)
        before = text[from_:start].lower()
        past = end
        if text[end : end + 3].lstrip().startswith("/"):
            yield from _pressure(page, number, before)
        elif named := _BEFORE.search(before):
            found = _measure(page, named, from_ + named.start(), number)
            if found:
                yield found
    yield from _gestation(page)


def measure_named(given: Measure) -> Measure:
    """A measure that the case gives as a field, under the name that notes' own measures bear."""
    said = " ".join(given.name.lower().replace("_", " ").split())
    named = re.fullmatch(_ANY, said)
    name = _NAMES[int(str(named.lastgroup)[1:])][0] if named else _PRESSURES.get(said, said)
    return replace(given, name=name)


def _measure(page: Page, named: re.Match[str], start: int, number: re.Match[str]) -> Measure | None:
    text, end = page.document.text, number.end()
    i = int(str(named.lastgroup)[1:])
    name, _, _, low, high = _NAMES[i]
    value = Decimal(number.group())
    if _NOT_A_VALUE.match(text, end) or not Decimal(low) <= value <= Decimal(high):
        return None
    unit = _UNITS[i].match(text, end)
    stop = unit.end() if unit else end
    return Measure(name, value, unit.group(1).strip() if unit else None, page.document.quote(start, stop))


def _pressure(page: Page, number: re.Match[str], before: str) -> Iterator[Measure]:
    over = _OVER.match(page.document.text, number.end())
    named = _PRESSURE.search(before)
    if over and named:
        evidence = page.document.quote(number.start() - len(before) + named.start(), over.end())
        yield Measure("systolic pressure", Decimal(number.group()), "mmHg", evidence)
        yield Measure("diastolic pressure", Decimal(over.group(1)), "mmHg", evidence)


def _gestation(page: Page) -> Iterator[Measure]:
    """Gestational age in whole weeks; days beyond stand in the unit."""
    text = page.document.text
    low = text.lower()
    if not any(word in low for word in _PREGNANT):
        return
    for found in _WEEKS.finditer(text):
        weeks = found.group("weeks") or found.group("only") or found.group("plain")
        if not 3 <= int(weeks) <= 45:
            continue
        days = found.group("days")
        unit = f"weeks {days} days" if days else "weeks"
        yield Measure("gestational age", Decimal(weeks), unit, page.document.quote(*found.span()))

"""A month of care of a patient on dialysis is reported by age and by how often the patient was seen, at home as a month, part of one by the day."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.code.services.asking import lacking
from chartproof.code.services.authority import SINCE, manual
from chartproof.code.services.finding import count, found, quote, text_of
from chartproof.code.services.whose import age_of
from chartproof.code.services.wounds import whole
from chartproof.codesets.books import Books
from chartproof.model.coding import Fact
from chartproof.model.pattern import Pattern
from chartproof.model.record import Evidence
from chartproof.model.service import Bill, Lacking, Scene
from chartproof.rules.core import rule
from chartproof.terms.procedures import figures


@rule(holds=SINCE, reviewed=None, cite=manual(8, "140"))
def dialysis_month(scene: Scene, _: Books) -> Iterator[Bill | Lacking]:
    """A month of care of a patient on dialysis is reported by age and by how often the patient was seen, at home as a month, part of one by the day."""
    for done in scene.of("dialysis month")[:1]:
        record, age = whole(scene, done), age_of(scene.coding.encounter)
        days, home = count(scene, record, _DAYS), found(scene, record, _HOME)
        part = found(scene, record, _PART_OF_A_MONTH)
        kind = "day" if part and days else "home" if home else "center"
        seen = days if kind == "day" else None if kind == "home" else _seen(scene, record)
        row = _row(kind, age, seen[0] if seen else None)
        if row is None:
            yield lacking(__name__, done, "how often the patient was seen face to face in the month")
            continue
        why: tuple[Evidence, ...] = tuple(
            e for e in (seen[1] if seen else None, home if kind == "home" else None) if e
        )
        yield Bill(row["code"], done, (*why, Fact("age", str(age))), seen[0] if kind == "day" and seen else 1)


_DAYS = r"(?:full )?days(?: of (?:care|dialysis))?"
_HOME = Pattern(r"\b(?:home (?:hemo)?dialysis|dialysis at home|peritoneal dialysis|capd|ccpd|apd)\b")
_PART_OF_A_MONTH = Pattern(
    r"\b(?:less than a full month|partial month|part of the month|transient|hospitalized|not a full month)\b"
)
_VISITS = r"(?:face[- ]to[- ]face |f2f |in-person )?(?:visits?|encounters|times|assessments)"
_LISTED = Pattern(
    r"\b(?:face[- ]to[- ]face|f2f|seen(?: by me)?|visits?|visited|rounded)\b[^.;\n]{0,24}?(?P<days>(?:(?:on )?(?:[a-z]{3,9}\.? )?\d{1,2}(?:/\d{1,2})?(?:st|nd|rd|th)?(?: \([^)]*\))?(?:,? and |, ?| & )?){2,})"
)
_DAY = Pattern(r"\d{1,2}(?:/\d{1,2})?(?:st|nd|rd|th)?\b(?! ?[a-z]{3,9} \d)")


def _seen(scene: Scene, record: Evidence) -> tuple[int, Evidence] | None:
    """How often the patient was seen: by the days that are listed, else by the number that is told."""
    low = text_of(scene, record)
    if listed := _LISTED.search(low):
        days = list(_DAY.finditer(_WITHIN.sub("", listed["days"])))
        return len(days), quote(scene, record, *listed.span())
    return count(scene, record, _VISITS)


#: What is said of one visit in brackets.
_WITHIN = Pattern(r"\([^)]*\)")


def _row(kind: str, age: int | None, seen: int | None) -> dict[str, str] | None:
    """The row of the kind of month, the age and the number of visits."""
    for row in figures("dialysis"):
        least, below = int(row["from_age"]), int(row["below_age"] or 200)
        if row["kind"] != kind or age is None or not least <= age < below:
            continue
        if not row["least_seen"] or (seen is not None and seen >= int(row["least_seen"])):
            return row
    return None

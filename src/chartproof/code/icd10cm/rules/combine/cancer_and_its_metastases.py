"""A cancer and where it has spread."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import chart_of, is_taken_up
from chartproof.code.icd10cm.metastases import (
    HAS_SPREAD,
    PRIMARY_GONE,
    SITES_BEHIND,
    Spread,
    lobe_in,
    spread_in,
)
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Subject, Time
from chartproof.model.record import Evidence
from chartproof.model.results import Give, Reject
from chartproof.rules.core import rule

#: A disease of an organ, no kind named: what "metastatic disease of" it is not.
_DISEASES = ("K76.9", "J98.4", "N28.9", "M89.9", "G93.9", "K66.9", "K86.9", "E27.9")
_NODES = "C77"
_STOP = Pattern(r"\.\s|[;\n]")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.C.2", URL),
)
def cancer_and_its_metastases(coding: Coding, books: Books) -> Iterator[Give | Reject]:
    """Where one line names a cancer and where it has spread, the first is the primary site and the others are secondary."""
    cancers = coding.having("C")
    for line in dict.fromkeys(m.line for a in cancers for m in a.mentions if _counts(m, coding)):
        spread = spread_in(_told(line, coding)) or spread_in(_with_label(line, coding))
        if spread is None or PRIMARY_GONE.search(line.words):
            continue
        here = [a for a in cancers if any(m.line == line for m in a.mentions)]
        words = here[0]
        wrong = [
            a
            for a in here
            if a.value[:3] in spread.not_primary
            or (a.value[:5] == spread.as_secondary[:5] and a.value not in spread.secondary)
            or (a.value[:3] == _NODES and a.value not in spread.secondary and _names_nodes(spread.secondary))
        ]
        known = any(a.value[:3] < "C77" or a.value[:3] > "C80" for a in here if a not in wrong)
        known = known or any(a.value[:3] == spread.primary[:3] for a in cancers if a not in wrong)
        if spread.primary and not known:
            because = (wrong or [words])[0]
            yield Give(
                _sided(spread, because, books),
                because=(because,),
                instead_of=tuple(wrong),
                instead_why=Why.UNSUPPORTED,
            )
        else:
            yield from (Reject(a, Why.UNSUPPORTED) for a in wrong)
        yield from (
            Reject(a, Why.UNSUPPORTED, (words,))
            for a in coding.having(*_DISEASES)
            if not spread.primary and all(m.line == line for m in a.mentions)
        )
        for site in spread.secondary:
            named = site[:3] if site == "C77.9" else site[:5]
            if not any(a.value.startswith(named) for a in here):
                yield Give(site, because=(words,))


def _told(line: Evidence, coding: Coding) -> str:
    """A line, and what stands behind its colon, or its "Sites:": "Metastatic lung cancer: liver, T8"."""
    text = coding.encounter.document(line.document).text
    if HAS_SPREAD.search(line.words) and (sites := SITES_BEHIND.match(text, line.end)):
        return text[line.start : sites.end()].replace(";", ",")
    if not (line.words.rstrip().endswith(":") or text[line.end : line.end + 2].strip().startswith(":")):
        return line.words
    end = _STOP.search(text, line.end)
    return text[line.start : end.start() if end else len(text)]


def _names_nodes(secondary: tuple[str, ...]) -> bool:
    return any(code.startswith(_NODES) for code in secondary)


def _sided(spread: Spread, named: Assignment, books: Books) -> str:
    """The primary site's code with the side that the record gives it, where it has one."""
    primary = spread.primary
    if primary.startswith("C34") and (
        lobe := next((f for m in named.mentions if (f := lobe_in(m.line.words))), "")
    ):
        return lobe
    for digit in "12" if spread.side else "":
        found = books.tabular.billable(primary[:-1] + digit)
        if found is not None and spread.side in found.title.split():
            return found.code
    return primary


def _counts(mention: Mention, coding: Coding) -> bool:
    """Whether it is sure, or in doubt yet where the final word of a stay leaves it (II.H)."""
    if is_certain(mention):
        return True
    said = mention.assertion
    doubted = said.presence is Presence.POSSIBLE and said.time is Time.NOW and said.subject is Subject.PATIENT
    final = doubted and coding.encounter.codes_uncertain and is_taken_up(mention)
    return final and mention.document in chart_of(coding.encounter).finals(coding)


def _with_label(line: Evidence, coding: Coding) -> str:
    """A line with the label that stands in front of it."""
    text = coding.encounter.document(line.document).text
    return text[text.rfind("\n", 0, line.start) + 1 : line.end]

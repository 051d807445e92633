"""What was thought and then ruled out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import Chart, chart_of, is_of_now, is_ruled_out, is_taken_up, one_condition
from chartproof.code.icd10cm.copied import copy_of
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention, Presence, Standing
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.words import folded


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "II.H, III.C", URL),
)
def ruled_out_later(coding: Coding, _: Books) -> Iterator[Reject]:
    """A condition that a provider rules out after it was thought of or written down is not coded; the later word decides."""
    chart = chart_of(coding.encounter)
    said = [m for m in coding.reading.mentions if is_of_now(m) and chart.is_providers(m)]
    absent = [m for m in said if m.assertion.presence is Presence.ABSENT]
    absent = [m for m in absent if is_ruled_out(m) or is_taken_up(m)]
    sure = [m for m in said if m.assertion.presence is Presence.PRESENT] if absent else []
    for assignment in coding.assignments if absent else ():
        for mention in assignment.mentions:
            ends = [m for m in absent if _ends(m, mention, chart)]
            last = max(ends, key=lambda m: (chart.order[m.document], m.line.start), default=None)
            anew = (m for m in sure if last and not _ends_its_head(last, m))
            if last and not any(_is_anew(m, last, chart) for m in anew):
                why = Why.COPIED_FORWARD if _copied_after(mention, last, chart) else Why.NEGATED
                yield Reject(assignment, why, because=(*last.evidence, *last.assertion.cues))
                break


def _ends(absent: Mention, mention: Mention, chart: Chart) -> bool:
    """Whether the one denies what the other says, later."""
    copied = _COPIED.search(mention.line.words) is not None
    if mention.assertion.presence is Presence.ABSENT or not (is_of_now(mention) or copied):
        return False
    if not _is_of(absent.concept, mention.concept) or copy_of(absent, chart):
        return False
    doubted = mention.assertion.presence is Presence.POSSIBLE
    if _lacks(absent) and _ends_its_head(absent, mention):
        return True
    if not is_ruled_out(absent) and not doubted:
        return False
    if chart.provider(absent) and not chart.provider(mention) and not doubted:
        return False  # a consultant does not settle what the attending states
    if copy_of(mention, chart):
        return True
    if absent.document != mention.document:
        return chart.is_after(absent, mention)
    if is_ruled_out(absent) and _ends_its_head(absent, mention):
        return True
    told = doubted or mention.standing in {Standing.TOLD, Standing.REASON}
    return is_ruled_out(absent) and told and mention.line.start <= absent.line.start


#: Words of a line that was brought forward, whose time is that of the note it came from.
_COPIED = Pattern(r"\b(?:copied|carried forward|pasted|template|auto-?text|imported)\b", re.IGNORECASE)
#: An unspecified injury of an organ (S36.00): denied, none of it is there.
_ANY_INJURY = Pattern(r"(S(?:2[67]|3[67])\.\d+?)0(?:0|9)[X0-9]*[A-Z]?")


def _is_of(absent: str, told: str) -> bool:
    """Whether what is denied is what is told, or any injury of its organ."""
    found = _ANY_INJURY.fullmatch(absent)
    return one_condition(absent, told) or (found is not None and told.startswith(found[1]))


def _ends_its_head(absent: Mention, head: Mention) -> bool:
    """Whether what heads a problem is ruled out by the same words below it: "Seizure - jerking, EEG clean; seizure excluded"."""
    opens = head.standing is Standing.ASSESSED and head.evidence[0].start == head.line.start
    if not (opens or head.standing is Standing.PROBLEM) or absent.document != head.document:
        return False
    if absent.evidence[0].start <= head.evidence[-1].end:
        return False
    of_it = absent.problem == head.problem or head.line.start <= absent.line.start < head.line.end
    said, named = ({w for e in m.evidence for w in folded(e.words)} for m in (absent, head))
    return of_it and absent.concept == head.concept and said <= named


#: The patient does not have it, and no more is said: not of today, of an attack, of its signs.
_NOT_HAD = Pattern(
    r"\b(?:he|she|they|patient|pt) (?:\w+ )?(?:does|do)(?: not|n['\u2019]t) (?:actually |really )?have(?: an?)? $",
    re.IGNORECASE,
)
_NO_MORE = Pattern(r"\s*(?:[.;]|$)")


def _lacks(absent: Mention) -> bool:
    """Whether a sentence says in so many words that the patient does not have it."""
    words, start = absent.line.words, absent.line.start
    said = _NOT_HAD.search(words, 0, absent.evidence[0].start - start)
    return said is not None and _NO_MORE.match(words, absent.evidence[-1].end - start) is not None


def _is_anew(sure: Mention, absent: Mention, chart: Chart) -> bool:
    """Whether it is stated afresh, after it was ruled out."""
    if not one_condition(sure.concept, absent.concept) or copy_of(sure, chart):
        return False
    later = chart.is_after(sure, absent)
    return later or (sure.document == absent.document and sure.standing is Standing.PROBLEM)


def _copied_after(mention: Mention, absent: Mention, chart: Chart) -> bool:
    return copy_of(mention, chart) is not None and not chart.is_after(absent, mention)

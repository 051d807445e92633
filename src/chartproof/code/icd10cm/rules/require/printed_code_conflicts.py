"""A code printed in the note that is not what its words say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.printed import printed_codes
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.query import Doubt, Query
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence
from chartproof.model.results import Ask
from chartproof.rules.core import rule

RULE = "icd10cm.require.printed_code_conflicts"


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "IV.C", URL),
)
def printed_code_conflicts(coding: Coding, books: Books) -> Iterator[Ask]:
    """A code printed in the note does not replace the words: where the words beside it say another condition, or there are none, ask."""
    for code in printed_codes(coding, books.tabular):
        line = _line(coding, code)
        beside = [m for m in coding.reading.mentions if m.document == code.document and _in(m, line)]
        known = {m.concept for m in beside} | _ended_in(coding, beside)
        if any(_agree(code.words, concept) for concept in known):
            continue
        words = tuple(e for m in beside for e in m.evidence)
        title = books.tabular.title(code.words) or ""
        if words:
            said = "; ".join(dict.fromkeys(e.words for e in words))
            asks = f"The note says “{said}” and prints {code.words} ({title}). Please clarify the diagnosis in words."
            yield Ask(Query(RULE, Doubt.CONFLICTING, asks, _choices(said, title), (*words[:3], code)))
        else:
            asks = f"The note prints {code.words} and no diagnosis in words beside it. Please document the diagnosis."
            yield Ask(Query(RULE, Doubt.UNSUPPORTED, asks, _choices(), (code,)))


def _choices(*said: str) -> tuple[str, ...]:
    return (*said, "other", "unable to determine")


def _line(coding: Coding, code: Evidence) -> tuple[int, int]:
    """Where the written line of a code begins and ends."""
    text = coding.encounter.document(code.document).text
    end = text.find("\n", code.end)
    return text.rfind("\n", 0, code.start) + 1, len(text) if end < 0 else end


def _in(mention: Mention, line: tuple[int, int]) -> bool:
    return any(line[0] <= e.start < line[1] for e in mention.evidence)


def _ended_in(coding: Coding, beside: list[Mention]) -> set[str]:
    """The codes that the words beside it ended in, or would have."""
    words = {e for m in beside for e in m.evidence}
    given = {a.value for a in coding.assignments if words & set(a.proof.words())}
    return given | {r.code.value for r in coding.rejected if words & set(r.proof.words())}


def _agree(code: str, concept: str) -> bool:
    """One category: how much the code says besides is for the words."""
    return code[:3] == concept[:3]

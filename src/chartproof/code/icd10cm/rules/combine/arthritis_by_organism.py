"""Pyogenic arthritis by the organism that was grown, and the joint."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.infected_joints import joint_codes, organisms, paragraph
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed
from chartproof.model.period import Period
from chartproof.model.results import Give
from chartproof.rules.core import rule


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Alphabetic Index", "Arthritis, pyogenic or pyemic, by organism"),
)
def arthritis_by_organism(coding: Coding, books: Books) -> Iterator[Give]:
    """Septic arthritis whose organism is told behind it or grew from it is coded by organism and joint."""
    for arthritis in coding.having("M00.9"):
        blood = tuple(a for a in coding.having("A40", "A41") if _of_the_same_word(a, arthritis))
        for mention in arthritis.mentions:
            told = paragraph(coding, mention)
            for kind, agent, words in organisms(coding, told, mention):
                yield Give(agent, (arthritis, words), coding.having("A49"), Needed.OBLIGED)
                for value in joint_codes(kind, told.words):
                    if books.tabular.billable(value) is not None:
                        yield Give(value, (arthritis, words), (arthritis, *blood), arthritis.needed)


def _of_the_same_word(sepsis: Assignment, arthritis: Assignment) -> bool:
    """Whether "septic" of the joint was read as sepsis too."""
    joint = {e for m in arthritis.mentions for e in m.evidence}
    return all(
        any(
            e.document == j.document and e.start < j.end and j.start < e.end
            for e in m.evidence
            for j in joint
        )
        for m in sepsis.mentions
    )

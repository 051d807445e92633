"""The mood episode of a disorder that has a code of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Why
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule

#: Bipolar II and schizoaffective disorder: the index leads to them whatever the episode of the day is.
DISORDERS = ("F31.81", "F25.0", "F25.1")
EPISODES = ("F30", "F31", "F32", "F33")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite("ICD-10-CM Alphabetic Index", "Disorder, bipolar, type II; Disorder, schizoaffective"),
)
def mood_episode_of_its_disorder(coding: Coding, _: Books) -> Iterator[Reject]:
    """The manic or depressive episode told of bipolar II or of schizoaffective disorder is not coded besides."""
    for disorder in coding.having(*DISORDERS):
        for episode in coding.having(*EPISODES):
            told = episode.value not in DISORDERS and episode.mentions
            if told and all(_is_told_with(m, disorder) for m in episode.mentions):
                yield Reject(episode, Why.LESS_SPECIFIC, (disorder,))


def _is_told_with(mention: Mention, disorder: Assignment) -> bool:
    """Whether it stands in a line, or below a problem, that names the disorder."""
    return any(
        m.line == mention.line
        or (m.document == mention.document and m.problem == mention.problem is not None)
        for m in disorder.mentions
    )

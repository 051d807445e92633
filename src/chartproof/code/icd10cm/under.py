"""The sentences of one problem of an assessment: its head and all that is told under it."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line, Mention
from chartproof.model.record import Document, Evidence


def problem_lines(coding: Coding, document: str, problem: int | None) -> Iterator[tuple[Document, Line]]:
    """The lines of a problem, none where it is of no problem."""
    for page in coding.reading.pages:
        if page.document.id == document and problem is not None:
            yield from ((page.document, line) for line in page.lines if line.problem == problem)


def sentences(mention: Mention, coding: Coding) -> Iterator[Evidence]:
    """The sentences of the problem that a mention belongs to, its own among them; of no problem, its own alone."""
    if mention.problem is None:
        yield mention.line
    for document, line in problem_lines(coding, mention.document, mention.problem):
        yield document.quote(line.start, line.end)


def lines_below(coding: Coding, at: Evidence) -> Iterator[tuple[Document, Line]]:
    """The lines from a place on of the problem in which it stands, its own line first."""
    problem = next(
        (
            line.problem
            for page in coding.reading.pages
            for line in page.lines
            if page.document.id == at.document and line.start <= at.start < line.end
        ),
        None,
    )
    for document, line in problem_lines(coding, at.document, problem):
        if line.end > at.end:
            yield document, line


def said_below(coding: Coding, at: Evidence, words: Pattern) -> Evidence | None:
    """What the problem in which a place stands says of these words from there on, quoted."""
    for document, line in lines_below(coding, at):
        if found := words.search(document.text, max(line.start, at.end), line.end):
            return document.quote(*found.span())
    return None


def flat(sentence: Evidence) -> str:
    """Its words, each line break a space: places stay what they are."""
    return sentence.words.replace("\n", " ")

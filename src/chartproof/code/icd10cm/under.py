"""The sentences of one problem of an assessment: its head and all that is told under it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line, Mention, Standing
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


#: In front of words, in their clause: that it is not so, was so once, is only feared, or is another's.
_NOT_SO = Pattern(
    r"\b(?:no|not|nor|none|neither|never|without|nothing|den(?:y|ies|ied)|free of|negative (?:for|to)|lyse[ds]?|lysis of|if|should|watch(?:ing)? for|return for|prevent\w*|risk|"
    r"(?:grand)?(?:mother|father)|mom|dad|sister|brother|aunt|uncle|cousin|husband|wife|son|daughter)\b"
    r"(?:(?! but |[,;:]).){0,50}$|\b(?:history of|prior|previous|old) (?:[\w-]+ ){0,2}$|n['\u2019]t\b(?:(?! but |[,;:]).){0,50}$",
    re.IGNORECASE,
)
#: In the sentence: that it is in doubt.
_IN_DOUBT = Pattern(
    r"\b(?:probabl[ey]|likely|possibl[ey]|maybe|perhaps|suspect\w*|presum\w*|question(?:able|s)?|concern\w*|suggest\w*|consistent with(?! (?:(?:his|her|their|the) )?(?:stated )?(?:age|history|prior|previous|baseline)\b)|"
    r"compatible|unclear|uncertain|unlikely|doubt\w*|rule[ds]? out|worr\w+|consider\w*|differential|whether|may|might|could|versus|vs)\b",
    re.IGNORECASE,
)


def told_below(coding: Coding, mention: Mention, words: Pattern) -> Evidence | None:
    """Where the problem that a mention heads says of it these words, as being so; in doubt, only for a stay that codes what is in doubt."""
    if mention.standing is not Standing.PROBLEM:
        return None
    named = [e.end for e in mention.evidence if e.end <= mention.line.end]  # a sentence below may add to it
    for document, line in problem_lines(coding, mention.document, mention.problem):
        start = max(line.start, max(named, default=mention.evidence[0].end))
        if told := _so(coding, document, (line.start, start, line.end), words):
            return told
    return None


def told_beside(coding: Coding, mention: Mention, words: Pattern) -> Evidence | None:
    """Where the sentence of a mention says these words, as being so."""
    line = mention.line
    document = coding.encounter.document(line.document)
    return _so(coding, document, (line.start, line.start, line.end), words)


def _so(coding: Coding, document: Document, at: tuple[int, int, int], words: Pattern) -> Evidence | None:
    """The first of these words from the second place on, between the first and the third, that are neither denied nor in doubt."""
    first, start, last = at
    for found in words.finditer(document.text, start, max(start, last)):
        if _NOT_SO.search(document.text, first, found.start()) is not None:
            continue
        if coding.encounter.codes_uncertain or not _IN_DOUBT.search(document.text, first, last):
            return document.quote(*found.span())
    return None


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

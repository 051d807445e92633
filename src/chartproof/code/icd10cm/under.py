"""The sentences of one problem of the assessment: its head, and all that is told under it."""

from __future__ import annotations

from collections.abc import Iterator

from chartproof.model.coding import Coding
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence


def sentences(mention: Mention, coding: Coding) -> Iterator[Evidence]:
    """The sentences of the problem that a mention belongs to, its own among them."""
    if mention.problem is None:
        yield mention.line
        return
    for page in coding.reading.pages:
        if page.document.id == mention.document:
            for line in page.lines:
                if line.problem == mention.problem:
                    yield page.document.quote(line.start, line.end)


def flat(sentence: Evidence) -> str:
    """Its words, each line break a space: places stay what they are."""
    return sentence.words.replace("\n", " ")

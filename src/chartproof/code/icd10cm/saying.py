"""What the record says in so many words, outside the lists of the past: the words a rule may rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Standing
from chartproof.model.record import Evidence
from chartproof.terms.cause import WHY
from chartproof.terms.sought import sought

#: Parts that list what was: nothing said there is of this encounter.
_LISTS = frozenset(
    "pmh psh family_history social_history medications allergies ros problem_list birth_history ob_history "
    "gyn_history psychiatric_history substance_history immunizations".split()
)
#: Words that say why the patient came in or was taken in; what they name stands behind them.
CAME = Pattern(
    r"\b(?:(?:re)?adm(?:itted|ission)?|(?:came|comes|coming) in|present(?:s|ed|ing)|brought in|here|"
    rf"transferred|placed in observation|observed|kept)\b[^.;\n]{{0,60}}?(?:\b(?:for|with|{WHY}|given)\b|\bw/)",
    re.IGNORECASE,
)


def said(coding: Coding, words: Pattern) -> Iterator[Evidence]:
    """Where the record says these words, outside the lists of the past."""
    lists = [(ident, part.body) for ident, part in coding.reading.sections if part.kind in _LISTS]
    for document in coding.encounter.documents:
        for found in sought(words, document.text):
            at = found.start()
            if not any(ident == document.id and b.start <= at < b.end for ident, b in lists):
                yield document.quote(*found.span())


def behind(mention: Mention, words: Pattern) -> bool:
    """Whether its line says these words before it."""
    if not mention.evidence:
        return False
    return bool(words.search(mention.line.words[: max(0, mention.evidence[0].start - mention.line.start)]))


def came_with(mention: Mention) -> bool:
    """Whether its line says that the patient came or was taken in for it."""
    return behind(mention, CAME)


def told_as_reason(assignment: Assignment) -> bool:
    """Whether the record names it as what the patient came or was taken in for."""
    return any(
        m.standing is Standing.REASON or m.section == "admission_dx" or came_with(m)
        for m in assignment.mentions
    )


def opens_the_note(mention: Mention, coding: Coding) -> bool:
    """Whether a visit's note begins with it, as "Annual physical" does: nothing but a title or a label stands before."""
    if coding.encounter.is_stay or mention.standing is not Standing.TOLD or not mention.evidence:
        return False
    if mention.evidence[0].start - mention.line.start > _NEAR:
        return False
    before = coding.encounter.document(mention.document).text[: mention.line.start]
    opening = before.strip().rpartition("\n")[0]
    return not opening and len(before) <= _TITLE and not _SENTENCE.search(before)


#: So far in the first line it may stand, so long is a title at most, and where a sentence has ended.
_NEAR = 16
_TITLE = 60
_SENTENCE = Pattern(r"[.?!]\s")

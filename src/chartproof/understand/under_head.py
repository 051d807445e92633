"""Which sentences below the head of a problem speak of the site that it names."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Standing
from chartproof.terms.words import Words, fold
from chartproof.understand.injured import HURT, opens_with_injury
from chartproof.understand.trait_words import SITES, Read

#: Regions of the spine and trunk that make a condition more specific, besides SITES.
REGIONS = SITES | frozenset(
    "back neck lumbar spine thorax abdomen chest pelvis scalp face head sacrum coccyx".split()
)
#: So many sentences under the head of a problem, what is diagnosed is of the site that the head names.
UNDER_HEAD = 4


def heads_naming_a_site(read: Read, problem: list[Read]) -> list[Read]:
    """The head of a sentence's problem, where that names a site and the sentence, one of the first below, names none: "Leg redness. It is cellulitis"."""
    if read.line.standing is not Standing.ASSESSED or _names_a_site(read.words):
        return []
    heads = [r for r in problem if r.line.standing is Standing.PROBLEM]
    near = [r for r in problem if r.line.standing is not Standing.PROBLEM][:UNDER_HEAD]
    places = REGIONS | HURT if opens_with_injury(read.words.text, read.line.start, read.line.end) else REGIONS
    named = len(heads) == 1 and not places.isdisjoint(heads[0].words.folded)
    speaks = named and read in near and _speaks_of_it(read.words.text, read.line.start, read.line.end)
    return heads if speaks else []


def _names_a_site(words: Words) -> bool:
    """Whether a line names a site, not only as that of what is felt: "the groin pain goes with osteoarthritis"."""
    following = [*words.folded[1:], ""]
    return any(w in REGIONS and after not in _FELT for w, after in zip(words.folded, following, strict=True))


#: What is felt at a site (folded).
_FELT = frozenset(
    fold(w) for w in "pain ache tenderness swelling stiffness soreness discomfort symptoms".split()
)


def _speaks_of_it(text: str, start: int, end: int) -> bool:
    """Whether a sentence tells what the matter is with what the head names, here or by its words, and not of another thing."""
    if _HERE.search(text, start, end) or opens_with_injury(text, start, end):
        return True
    told = _SPEAKS_OF_IT.search(text, start, end) or _NAME_ALONE.match(text, start, end)
    return told is not None and _OF_ANOTHER.search(text, start, end) is None


#: A sentence that says what the head is: by a pronoun, a test or an examination, by what goes with it, or that the patient has it.
_SPEAKS_OF_IT = Pattern(
    r"\b(?:this|it|these|that)(?: (?:now|clearly|really|still|all))? (?:is|are|was|were|has|represents?|looks?)\b|\b(?:shows?|showed|reveal\w*|confirm\w*|demonstrat\w*|consistent|due to|from|positive|criteria|diagnos\w+)\b"
    r"|\b(?:goes|go) (?:along )?with\b|\bfits?\b|\b(?:is|are|was|were) (?:that|those|typical|classic|characteristic|diagnostic) (?:of|for)\b|(?:^|(?<=[.;,\n] ))(?:he|she|they|(?:the )?patient) (?:clearly |really )?has\b|: [a-z][\w ,-]*$",
    re.IGNORECASE,
)
#: Nothing but a name.
_NAME_ALONE = Pattern(r"(?:(?:[\w-]+ ){0,3}[\w-]+)[.;,](?=[ \n]|$)", re.IGNORECASE)
#: That it is where the head says, whatever else is told: "she has osteoarthritis here also".
_HERE = Pattern(
    r"\b(?:he|she|they|(?:the )?patient) (?:\w+ )?has (?:[\w-]+ ){1,5}here\b(?: (?:also|too|as well))?|\b(?:he|she|they|(?:the )?patient) (?:\w+ )?has (?:[\w-]+ ){1,5}(?:in|of) this (?:joint|side|one)\b",
    re.IGNORECASE,
)
#: Words of a sentence that tell of something else than what the head names.
_OF_ANOTHER = Pattern(
    r"\b(?:history|hx|also|other|another|elsewhere|previous(?:ly)?|prior|past|years ago|family|mother|father|takes?|taking)\b",
    re.IGNORECASE,
)

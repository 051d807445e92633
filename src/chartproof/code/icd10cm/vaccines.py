"""Where a record tells of vaccines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.model.pattern import Pattern
from chartproof.terms.phrases import words_in

#: Words that name a vaccine or what it is against, and the first letters of others.
_NAMES = frozenset(
    "vacc* immu* shot shots boos* mmr mmrv tdap dtap td hib ipv mena* menb pcv pcv1* pcv2* ppsv* hpv hep hepa* hepb hbv typhoid "
    "varicella shingrix prevnar pneumovax pneumococcal rota* rabies influenza flu rsv covi* yellow zoster shingles vax "
    "kinr* quadr* proq* pedia* penta* vaxe* gard* boostrix adac* bexs* menq* menv* havr* enge* hepl* vaxn* fluz* flub* arex* abry* beyf*".split()
)


def speaks_of_vaccines(text: str) -> bool:
    """Whether a record has a word without which no vaccine is named."""
    return not _NAMES.isdisjoint(words_in(text.lower()))


def told_of_vaccines(text: str, words: Pattern) -> Iterator[re.Match[str]]:
    """What a pattern that names a vaccine and goes over no line break finds, in order."""
    known = words_in(text.lower())
    past = -1
    for at in sorted(place for name in _NAMES & known.keys() for place in known[name]):
        if at > past:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            past = len(text) if end < 0 else end
            yield from words.finditer(text, start, past)

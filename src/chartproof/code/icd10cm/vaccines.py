"""Whether a record speaks of vaccines at all."""

from __future__ import annotations

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

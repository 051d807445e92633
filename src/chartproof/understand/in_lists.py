"""Diseases that a list of vaccines or of tests names: "MMR, varicella, hep A given", "stool for C diff and Giardia"."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.terms.words import Words


def of_vaccines(words: Words) -> set[int]:
    """The words of diseases that are vaccinated against, by their number in the line."""
    found: set[int] = set()
    if not _GIVEN.isdisjoint(words.folded) or (words.folded[:1] and words.folded[0] in _HEADS):
        found |= _vaccines(words)
    elif not _PREVENTED.isdisjoint(words.folded):
        found |= _beside_vaccines(words)
    if not _PREVENTED.isdisjoint(words.folded):
        named = {i for i, word in enumerate(words.folded) if word in _PREVENTED}
        planned = named == set(range(len(named))) and _LATER.match(words.text, words.ends[len(named) - 1])
        if planned or _OF_SHOTS.search(words.text[max(0, words.starts[0] - 50) : words.starts[0]]):
            found |= named
    return found


def of_tests(words: Words) -> set[int]:
    """The words of infections that a laboratory is asked for, by their number in the line."""
    return set() if _NAMED.isdisjoint(words.folded) else _tested(words)


#: Words by which a list of diseases is one of vaccines, and vaccines that name themselves.
_GIVEN = frozenset(
    "given administered done received due utd declined refused vaccine vaccination vaccinated vaccinate immunization shot booster dose series".split()
)
#: Words that head a line of vaccines.
_HEADS = frozenset("imm imms immunization immunizations iz vaccine vaccines vax".split())
_VACCINES = frozenset(
    "mmr mmrv dtap tdap td dt ipv opv hib pcv pcv13 pcv15 pcv20 pcv21 ppsv23 hpv hpv9 gardasil menactra menveo "
    "menb shingrix zostavax prevnar pneumovax pediarix pentacel vaxelis rotateq rotarix boostrix adacel "
    "heplisav twinrix havrix engerix".split()
)
#: The label of a list of vaccines, in front of its line.
_OF_SHOTS = Pattern(
    r"\b(?:vaccin(?:es?|ations?)|immuni[sz]ations?|imms?|shots?)(?: (?:given|today|now|here|administered|due|done|ordered|updated))*\s*[:.]\s*$",
    re.IGNORECASE,
)
#: Behind names of infections alone: when one is to be vaccinated.
_LATER = Pattern(
    r"[ ,]*(?:(?:vaccin\w+|shots?|boosters?) )?(?:once|when|as soon as|after) (?:(?:she|he|they|is|are|feels?|this) ){0,2}(?:well|better|recovered|over|healthy)\b|"
    r"[ ,]*(?:(?:vaccin\w+|shots?|boosters?) )?(?:at|on) (?:the |her |his )?(?:next|follow-?up|annual) (?:visit|appointment|time|physical)?|"
    r" (?:vaccin\w+ |shots? )?in (?:the |early |late )?(?:fall|autumn|winter|spring|january|february|march|april|may|june|july|august|september|october|november|december)\b(?=\W*(?:$|\n))",
    re.IGNORECASE,
)
#: What heads a line of shots: "Given today: typhoid Vi IM, yellow fever".
_GIVEN_NOW = Pattern(r"(?:given|administered)(?: (?:today|here|now))?:", re.IGNORECASE)
_SHOTS = frozenset("vaccine vaccination immunization shot booster dose".split())
_PREVENTED = frozenset(
    "measles mumps rubella varicella hep hepatitis influenza flu pneumococcal pneumonia tetanus diphtheria "
    "pertussis polio rotavirus meningococcal zoster shingles typhoid rabies yellow fever japanese encephalitis cholera rsv mpox monkeypox covid "
    "covid19 vi a b a/b".split()
)


def _vaccines(words: Words) -> set[int]:
    """Diseases in a list of vaccines: "MMR, varicella, hep A given", "Given: yellow fever, typhoid Vi, hep A #1"."""
    named = {i for i, word in enumerate(words.folded) if word in _PREVENTED}
    ours = {i for i, word in enumerate(words.folded) if word in _VACCINES or word in _GIVEN}
    others = [i for i, w in enumerate(words.folded) if i not in named and i not in ours and not w.isdigit()]
    named_beside = _beside_vaccines(words)
    listed = len(named) + len(ours)
    headed = bool(words.folded) and (
        words.folded[0] in _HEADS or _GIVEN_NOW.match(words.text, words.starts[0]) is not None
    )
    return named if headed or (listed > 2 and listed > 2 * len(others)) else named_beside


#: The number of a dose right behind a name: "Flu #1", and what a traveller needs no shot for, or one has had; the season of an infection.
_DOSE = Pattern(r" ?#\d\b| (?:dose|booster) ?#?\d\b")
_NOT_NEEDED = Pattern(
    r" (?:is |was )?(?:not (?:required|needed|recommended|indicated|due)|up to date|utd)\b| season\b| imm(?:une)?\b|"
    r" (?:vax )?(?:done|given|completed?|received|declined|due)(?=\s*(?:[.,;)]|$|\n|(?:in|on)? ?(?:\d|today|now)))",
    re.IGNORECASE,
)


def _beside_vaccines(words: Words) -> set[int]:
    """Diseases in a run of vaccines, whatever else the line says: "MMR/varicella/Hib booster due today"."""
    found: set[int] = set()
    run: list[int] = []
    for i in range(len(words) + 1):
        if i < len(words) and words.folded[i] in _PREVENTED | _VACCINES | _SHOTS:
            run.append(i)
            continue
        if run and i < len(words) and (words.folded[i].isdigit() or words.folded[i] == "and"):
            continue  # the number of the dose: "Mpox #2 and flu shots"
        if len(run) > 1 and any(words.folded[j] in _VACCINES | _SHOTS for j in run):
            found.update(j for j in run if words.folded[j] in _PREVENTED)
        run = []
    for i, word in enumerate(words.folded):
        at = words.ends[i]
        if word in _PREVENTED and (_DOSE.match(words.text, at) or _NOT_NEEDED.match(words.text, at)):
            found.update((i - 1, i) if words.folded[i - 1 : i] == ["yellow"] else (i,))
    return found


#: What laboratories look for, and the words by which a list of such names is one of tests.
_LOOKED_FOR = _PREVENTED | frozenset(
    "hiv hbv hcv lyme syphilis chlamydia gonorrhea trich dengue zika chik chikungunya malaria typhus "
    "leptospirosis ehrlichia anaplasma babesia babesiosis cmv ebv mono mononucleosis toxo toxoplasmosis parvovirus "
    "herpes hsv legionella mycoplasma tb tuberculosis histoplasma histoplasmosis "
    "cryptococcus blastomyce toxoplasma cytomegalovirus rubeola brucella bartonella rickettsia giardia norovirus c celiac virus west nile sars cov 2 "
    "difficile diff cryptosporidium cyclospora pneumocystis trichomona coccidioide adenovirus metapneumovirus rhinovirus parainfluenza enterovirus".split()
)
#: What grows, so that a culture in front of its name has found it: "wound cx MRSA".
_GROWN = frozenset("mrsa mssa strep afb campylobacter salmonella shigella".split())
_TESTS = frozenset(
    "pcr dna rna ppd toxin assay gdh naat torch serology serologies igm igg iga titer titers antigen antigens antibody antibodies ag ab rpr vdrl smear "
    "smears culture cultures swab swabs cx testing panel panels sent drawn pending ordered collected declined offered refused".split()
)
_NAMED = _LOOKED_FOR | _GROWN
#: Words that may stand between them.
_BETWEEN = (
    _NAMED
    | _TESTS
    | frozenset(
        "viral urine blood stool sputum nasal throat csf serum acute convalescent rapid repeat panel panels test tests x3 x2 x "
        "all also were gc ct surface core hepatitis panel ana rf lipid liver thyroid metabolic today thick thin o p ova parasite immunoglobulin immunoglobulins quantitative quantiferon".split()
    )
)
_SENT = frozenset("sent pending ordered collected drawn".split())
_FOUND = frozenset(
    "positive pos reactive detected confirmed grew growing growth high elevated negative neg nonreactive".split()
)

#: The order of a test, in front of the name of what it looks for: "check", "send", "stool for".
_ASKED = Pattern(
    r"(?:\b(?:check|send|obtain|order|draw|collect|await|add)(?:ing)?|\b(?:stool|sputum|urine|blood|csf|throat|wound|nasal|fluid|aspirate|swabs?|cultures?|cx|samples?|specimens?|studies)"
    r"(?: (?:was |were |is |are )?(?:sent|collected|obtained|drawn|taken|ordered|pending))?(?: off)? for) (?:(?:an?|the|repeat|rapid|his|her) )*$",
    re.IGNORECASE,
)

#: Characters in front of a name in which its test is ordered.
_NEAR = 80

#: What is suspected is a disease, whatever test is still out.
_DOUBTED = frozenset("suspected possible probable likely presumed presumptive suspect".split())

#: A list of tests that ends so found nothing: "SARS-CoV-2, flu, RSV negative".
_NONE_FOUND = frozenset({"negative", "neg", "nonreactive", "undetected"})


def _tested(words: Words) -> set[int]:
    """Infections in a list of tests: "dengue/Zika PCR, malaria smear x3", "viral panel, HIV, urine antigens sent"."""
    found: set[int] = set()
    start = 0
    for i in range(len(words) + 1):
        inside = i < len(words) and words.folded[i] in _BETWEEN
        if inside and (i == start or words.breaks[i] - words.breaks[i - 1] < 100):
            continue
        run = range(start, i)
        if sum(words.folded[j] in _LOOKED_FOR for j in run) > 1 and not _NONE_FOUND.isdisjoint(
            words.folded[i : i + 1]
        ):
            found.update(j for j in list(run)[:-1] if words.folded[j] in _LOOKED_FOR)
        told = not _FOUND.isdisjoint(words.folded[i : i + 2]) or _is_positive(words, start)
        doubted = start and words.folded[start - 1] in _DOUBTED
        if (
            not told
            and not doubted
            and (any(words.folded[j] in _TESTS for j in run) or _is_asked(words, run))
        ):
            ill = {k for j in run if words.folded[j] == "pneumonia" for k in (j - 1, j)}
            sent = any(words.folded[j] in _SENT for j in run)
            names = _NAMED if sent or _is_asked(words, run) else _LOOKED_FOR
            found.update(j for j in run if words.folded[j] in names and j not in ill)
        start = i if inside else i + 1
    return found


def _is_positive(words: Words, start: int) -> bool:
    """Whether a run is that of a test called positive right in front: "a positive interferon release assay for tuberculosis"."""
    near = range(max(0, start - 4), start) if start < len(words) else ()
    return any(words.folded[k] == "positive" and words.breaks[k] == words.breaks[start] for k in near)


def _is_asked(words: Words, run: range) -> bool:
    """Whether a test is ordered in front of the first name of a run that laboratories look for."""
    first = next((j for j in run if words.folded[j] in _NAMED), None)
    if first is None:
        return False
    start = words.starts[first]
    return _ASKED.search(words.text, max(0, start - _NEAR), start) is not None

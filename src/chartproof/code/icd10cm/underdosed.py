"""Less of a drug than prescribed: the words that say so, and why, with the code of the reason.

Source: ICD-10-CM Official Guidelines I.C.19.e.5.c; Tabular List Z91.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from chartproof.code.icd10cm.drug_codes import drug_names
from chartproof.model.pattern import Pattern
from chartproof.model.record import Document, Drug, Evidence
from chartproof.terms.cause import WHY
from chartproof.terms.numbers import spelled
from chartproof.terms.sought import may_say

_LESS = Pattern(
    r"\b(?:(?:he|she|patient|they|who|and|has|had)\W(?:\w+\W){0,3}?(?:stopped|quit|self-?discontinued)(?: taking| using| buying| (?:re)?filling| picking up)?|self-?discontinu(?:ed|ing|ation of)|"
    r"decided (?:(?:in|last|this) \w+ )?to (?:stop|quit|go off|come off)(?: taking| using)?|(?:relapse\w*|decompensat\w*) (?:from|after|on) (?:stopping|quitting)|"
    r"(?:his|her|their) decision to (?:stop|quit|go off|come off)(?: taking| using)?|(?:go(?:es|ing)?|went|gone|do(?:es|ing)?|did|done) without|"
    r"(?:not|hasn't|isn't|wasn't|never) (?:been )?(?:taking|using|filled)|(?:did not|didn['\u2019]t|never|has not|hasn['\u2019]t) (?:re)?(?:fill|filled|pick(?:ed)? up)|"
    r"(?:skip(?:s|ped|ping)|(?:he|she|they|patient|pt|who|will|would|often|sometimes|does|did) skip|miss(?:es|ed|ing)?|ration(?:s|ed|ing)?|halv(?:ed|ing)|taking half(?: of)?)(?: \w+){0,4}?|"
    r"(?:ran|run|running) out of|forg[eo]t(?:s|ten|ting)?(?: to take| taking)?|under-?(?:dos(?:ing|ed)|us(?:e|ing|ed))(?: of)?|(?:non-?|poor(?:ly)? )(?:compliant|compliance|adherent|adherence) (?:with|to))"
    r"[^\w),;]+(?:(?:his|her|their|the|all|and|or|prescribed|home|daily|evening|morning|nightly|bedtime|noon|weekend|some|many|several|most|doses?|of|taking)\W+){0,6}$",
    re.IGNORECASE,
)
#: Behind the drug: taken more seldom than it was ordered.
_SELDOMER = Pattern(
    r"^\W*(?:\w+\W+){0,4}?(?:(?:only )?(?:every other day|every (?:2|3|two|three|few) days|once|half|\w+ (?:times )?a (?:day|week))\b[^.;,]{0,20}"
    r"\b(?:instead of|rather than)\b(?! once\b(?! (?:a|every) day| daily))|(?:less|fewer) (?:often )?than (?:prescribed|ordered|directed)|only (?:half|when (?:he|she)|sometimes|occasionally|on days)|only [^.;,]{0,25}\b(?:though|although|when|while|but) [^.;,]{0,20}\b(?:prescribed|ordered|directed|supposed|told)|not (?:taken )?as (?:prescribed|directed))\b",
    re.IGNORECASE,
)
_SELF = r"(?:he|she|they|the patient|patient|pt)"
#: Behind the drug, of the same: "lisinopril, which she never filled", "but ran out in May", "until she cut down on her own".
_BEHIND = (
    rf"(?:but|until|which|that|and|then|when)(?: (?:then|often|usually|{_SELF}|has|had|have|been|is|was|just|only|often)){{0,5}} "
    r"(?:ran out|running out|(?:never|not) (?:been )?(?:filled|picked (?:it )?up|refilled|taking|taken)|taking half|halv\w+|ration\w*|skip\w*|(?:took|takes|taking) (?:it|them) (?:only |just )?(?:every (?:other|second|two|three|few|2|3)|half|when (?:he|she)|sometimes|less)|miss(?:es|ed|ing)\b(?: \w+){0,2} doses?|"
    r"cut(?:ting)? (?:it )?(?:down|back)[^.;,]{0,20} on (?:his|her|their) own)\b"
)
_GIVEN_UP = rf"{_SELF} (?:had |has |then |just )?(?:stopped|quit|ran out of)(?: taking| using)? (?:it|them)\b"
_TOLD_BEHIND = Pattern(
    rf"^\W*under-?dosing\b(?! (?:is |was )?(?:not\b|ruled out|unlikely|denied|excluded|by\b))|^[^.;]{{0,60}}?(?:\b{_BEHIND}|\b{_GIVEN_UP})",
    re.IGNORECASE,
)
#: In the next sentences, of the one drug before them: "She stopped taking it because of the cost".
_TOLD_NEXT = Pattern(
    rf"\b(?:{_GIVEN_UP}|{_SELF} (?:has|had|have|is|was)(?:n't| not) (?:been )?(?:taking|taken|filled|refilled|using) (?:it|them)\b|"
    rf"{_SELF} (?:\w+ )?(?:skip\w*|miss(?:es|ed)|ration\w*|halv\w+) (?:it|them|doses?)\b|"
    rf"{_SELF} (?:had |has )?(?:cut|spaced|split)[^.;,]{{0,20}} on (?:his|her|their) own\b)",
    re.IGNORECASE,
)
#: The body would not have it: an adverse effect.
_REACTED = Pattern(r"\b(?:rash|hives|swelling|swelled|allerg\w+|anaphyla\w+)\b", re.IGNORECASE)
#: So many sentences on, the pronoun is still the drug's.
_SENTENCES_ON = 2
#: Before those words: no dose was missed.
_NEVER_LESS = Pattern(
    r"(?:\b(?:not|never|no|without|hardly|cannot)|n['\u2019]t)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
#: Behind the drug: given up long ago, so that it is no longer prescribed.
_LONG_AGO = Pattern(
    rf"^[^.;,]{{0,30}}?\b(?:years? (?:ago|back|earlier)|(?:in|since) (?:\w+ )?(?P<year>(?:19|20)\d\d)|after (?:a|{spelled()}|several|\d+) years?)\b",
    re.IGNORECASE,
)
_AS_NEEDED = Pattern(r"[^.;,\n]{0,30}\b(?:prn|as needed|when needed)\b", re.IGNORECASE)
_UNFILLED = Pattern(
    r"^\W*(?:prescriptions? )?(?:was |were |has been |had been )?(?:never|not) (?:been )?(?:filled|picked up|refilled)\b",
    re.IGNORECASE,
)
_TAKING = Pattern(
    r"\b(?:tak(?:es|ing|en)|took|using|uses|has been (?:on|taking)|her|his|their)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
#: What a provider may do as well: only a reason of the patient's makes it less than prescribed.
_PERHAPS = Pattern(
    r"\b(?:stopped|self-?discontinued|quit|off|out of|(?:tak(?:es|ing)|took) (?:only |just )?half(?: of)?|(?:cut|cutting|stretch(?:ed|ing|es)|spac(?:ed|ing|es)|splitting|split)"
    r"(?: back| down| out)?(?: on)?)\W+(?:(?:his|her|their|the|all|and|or|prescribed|home|daily|evening|morning|nightly|bedtime|noon|weekend|some|many|several|most|doses?|of|taking)\W+){0,6}$",
    re.IGNORECASE,
)
#: Behind the drug: it was the patient who stopped it.
_OWN_WILL = Pattern(
    r"^[^.;]{0,40}\b(?:(?:on|of) (?:his|her|their) own\b|on purpose\b|intentionally\b|(?:quit|stopped) (?:it|them)\b|(?:felt|thought|believed|decided|figured) (?:that )?(?:he|she|they)\b|by (?:him|her)self\b|without (?:telling|asking|informing|consulting|discussing)|against (?:medical )?advice)",
    re.IGNORECASE,
)
_TOLD_TO = Pattern(
    r"\b(?:told|advised|instructed|asked|recommended|directed)(?: (?:him|her|them|the patient|patient|pt))? to\b(?! (?:keep|continue|stay|take|restart|resume)\b)|\bper (?:dr|his|her|the)\b|\bby (?:dr|his|her|the) \w*\s?"
    r"(?:doctor|physician|cardiologist|provider|pcp)|\bno longer needs?\b|\bdenies\b|"
    r"\bfor (?:an? |the |his |her |their )?(?:[\w-]+ ){0,2}(?:extractions?|procedure|surgery|operation|colonoscopy|endoscopy|biopsy|dental work)\b",
    re.IGNORECASE,
)
#: What would come of it: "the risk of stroke if she skips it".
_IF = Pattern(
    rf"(?=(?!.*(?:\b(?:often|frequently|sometimes|regularly|daily|which|admits)\b|\ba (?:day|week|month)\b|/(?:wk|week|mo))))\bwhen(?:ever)? (?:{_SELF}) (?:(?:ever|happens to) )?(?:skips|misses|forgets|runs out|goes without)\b|"
    rf"\b(?:if|should|unless) (?:{_SELF}|you) (?:(?:ever|again) )?(?:skips?|miss(?:es)?|stops?|quits?|forgets?|runs? out|go(?:es)? (?:off|without))\b",
    re.IGNORECASE,
)
#: Kinds of drugs that are taken for pain.
_PAINKILLERS = frozenset({"opioid", "nsaid", "analgesic"})
_GAVE_UP = Pattern(r"\b(?:stopped|quit|off)\b", re.IGNORECASE)
_MONEY = Pattern(
    r"(?<!\bno )(?<!\bnot )(?<!\bnot about )(?<!\bnot for )(?<!\bnot due to )(?<!\bdenies )(?<!\bdenied )\b(?:costs?|financ\w+|money|prices?)\b|"
    r"\b(?:costly|afford\w*|insurance|expensive|co-?pays?|can ?(?:no|')t pay|could not pay|unable to pay|rent or (?:pills|meds|medicine))\b",
    re.IGNORECASE,
)
#: Why, and the code of it, where it is not for money: forgotten for age, forgotten, for another reason.
_REASONS = (
    ("Z91.130", r"dementia|memory|age-related|cognitive|confus\w+"),
    ("Z91.138", r"forg[eo]t\w*|slipped (?:my|his|her|their) mind|lost track|unintention\w+|misunderstood"),
    ("Z91.128", r"on purpose|intentional\w*|deliberate\w*"),
    ("Z91.138", r"ran out"),
    (
        "Z91.128",
        rf"because|{WHY}|since|by (?:him|her)self|without (?:telling|asking|informing|consulting|discussing)|against (?:medical )?advice|made (?:him|her)|self-?discontinu\w+|felt (?:better|worse|well|fine|good)|was (?:feeling )?well|(?:did not|didn't|no longer) need\w*|side effects?|did not (?:like|want)|on (?:his|her) own",
    ),
)
#: Before the drug these words tell what the lack of it led to.
_CAUSED = Pattern(rf"\b(?:because(?: of)?|{WHY}|since)\b", re.IGNORECASE)
#: Sentences that tell of it elsewhere in the record.
_TOLD = Pattern(
    r"\b(?:stopped|quit|skip\w*|miss(?:ed|es|ing)|ration\w*|ran out|out of|cut|underdos\w+|non-?(?:adheren\w+|complian\w+)|"
    r"(?:not|n't) tak\w+|meds?|medications?|prescriptions?|pills)\b",
    re.IGNORECASE,
)
_SENTENCE = Pattern(r"[^\n]+?(?:[.;](?=\s|$)|$)", re.MULTILINE)
#: So near the sentence what gives its reason goes on: "skipped doses; he could not afford it".
_NEXT = 2
#: A line that the width of the page broke: the next goes on with a small letter.
_WRAPPED = Pattern(r"(?<=[\w,])[ \t]*\n[ \t]*(?=[a-z(])")


#: A dose in weeks: the drug is taken as prescribed.
_HARDLY = Pattern(
    r"\bmiss(?:ed|es)? (?:only |just |maybe |at most )?(?:one|a single|1|a) dose(?: of (?:(?:his|her|the|it|any) ?)?[\w-]*)? (?:in|over|during|within|since|all|this|the|a|per) (?:the )?(?:last |past |entire |whole )?"
    r"(?:\w+ )?(?:weeks|months?|quarter|year|visit)\b",
    re.IGNORECASE,
)


def is_underdosed(sentence: Evidence, drug: Evidence) -> bool:
    """Whether a sentence says that less was taken of the drug in it than prescribed."""
    return _says_less(sentence, drug) and not any(
        said.search(sentence.words) for said in (_TOLD_TO, _HARDLY, _IF)
    )


def _says_less(sentence: Evidence, drug: Evidence) -> bool:
    before = sentence.words[: drug.start - sentence.start]
    several = any(before[end:] not in {"-", "/"} for _, end, _ in drug_names(before))
    for start, end, _ in reversed(tuple(drug_names(before))):
        before = f"{before[:start]}the{before[end:]}"  # the drugs before it in a list
    behind = sentence.words[drug.end - sentence.start :]
    less = _LESS.search(before)
    if (
        (less and not _NEVER_LESS.search(before, 0, less.start()))
        or _UNFILLED.search(behind)
        or _is_told_behind(behind, several=several)
        or (_SELDOMER.search(behind) and _TAKING.search(before))
    ):
        return True
    if _PERHAPS.search(before) is None:
        return False
    own_will = _OWN_WILL.search(behind) is not None
    return own_will or _reason_in(sentence.words) not in {None, _REASONS[-1][0]}


def is_long_past(sentence: Evidence, drug: Evidence, year: int | None) -> bool:
    """Whether a sentence says that the drug in it, or before it, was given up years before the `year` of the encounter."""
    found = _LONG_AGO.search(sentence.words[max(0, drug.end - sentence.start) :])
    if found is None or found["year"] is None:
        return found is not None
    return year is not None and int(found["year"]) < year - 1


def is_as_needed(name: str, documents: tuple[Document, ...]) -> bool:
    """Whether the record lists a drug as taken only when needed: none of it is missed."""
    return any(
        listed == name and _AS_NEEDED.match(text, end)
        for text in (d.text for d in documents if may_say(_AS_NEEDED, d.text))
        for _, end, listed in drug_names(text)
    )


#: What the blood showed, for which a drug was stopped.
_BY_VALUE = Pattern(
    r"\b(?:because of|due to|for|after) (?:an? |the |his |her )?(?:high|low|rising|elevated|raised) (?:potassium|sodium|creatinine|calcium|magnesium|platelets|white count|blood counts?)\b",
    re.IGNORECASE,
)


def is_needed_no_more(drug: Drug, told: Evidence) -> bool:
    """Whether a painkiller was given up, and not for want of it, or a value of the blood ended the drug (house rules: the pain is over, no dose is missed; who knows the value is the provider)."""
    if _BY_VALUE.search(told.words):
        return True
    gave_up = drug.kind in _PAINKILLERS and _GAVE_UP.search(told.words) is not None
    return gave_up and _MONEY.search(told.words) is None


def only_ran_out(told: Evidence) -> bool:
    """Whether a sentence says no more than that the drug was used up: of that no harm or reason is told."""
    return _RAN_OUT.search(told.words) is not None and _reason_in(told.words) in {None, "Z91.138"}


_RAN_OUT = Pattern(r"\b(?:ran|run|running) out of\b", re.IGNORECASE)


#: A dose, of which drug is not said.
_A_DOSE = Pattern(r"\b(?:miss|skip)\w*(?: \w+){0,2} doses?$|\bskip\w*$", re.IGNORECASE)


def _is_told_behind(behind: str, *, several: bool) -> bool:
    """Whether the words behind a drug say so, before another drug is named; where it is one of several, so that it is meant."""
    found = _TOLD_BEHIND.search(behind)
    if found is None or (several and "which" not in found.group() and _A_DOSE.search(found.group())):
        return False
    ended = found.end()
    return not any(
        start < ended or _OF_IT.fullmatch(behind, ended, start) for start, _, _ in drug_names(behind)
    )


#: Between those words and the drug that they are said of: "takes metoprolol and ran out of his lisinopril".
_OF_IT = Pattern(r"[ \n]*(?:(?:of|taking|his|her|their|the|all|both|any|doses?)[ \n]+)*", re.IGNORECASE)


def told_next(document: Document, sentence: Evidence, drug: Evidence) -> Evidence | None:
    """The sentence behind that says so of "it", where its sentence names one drug and none is named between."""
    for start, end in _line_of(document.text, sentence.start)[1 : 1 + _SENTENCES_ON]:
        words = document.text[start:end]
        if _TOLD_NEXT.search(words) and not _TOLD_TO.search(words) and not _REACTED.search(words):
            named = [at for at, _, _ in drug_names(document.text[sentence.start : end])]
            only = named == [drug.start - sentence.start]
            first = start + len(words) - len(words.lstrip())
            return document.quote(first, start + len(words.rstrip())) if only else None
    return None


def reason(
    sentence: Evidence, drug: Evidence, documents: tuple[Document, ...]
) -> tuple[str, Evidence] | None:
    """Why less was taken: for money, if any sentence on it says so, else what this one says, or the next of "it"; what it led to stands before the drug."""
    paid = tuple(d for d in documents if may_say(_MONEY, d.text))
    for told in (sentence, *_sentences(paid)):
        goes_on = told.document == sentence.document and 0 <= told.start - sentence.end <= _NEXT
        if _MONEY.search(told.words) and (told is sentence or goes_on or _TOLD.search(told.words)):
            return "Z91.120", told
    led_to = _CAUSED.search(sentence.words)
    before = led_to is not None and led_to.end() <= drug.start - sentence.start
    code = _reason_in(_CAUSED.sub(" ", sentence.words) if before else sentence.words)
    if code:
        return code, sentence
    document = next(d for d in documents if d.id == sentence.document)
    going_on = told_next(document, sentence, drug)
    code = _reason_in(going_on.words) if going_on else None
    return (code, going_on) if code and going_on else _reason_elsewhere(documents)


#: Doses that are missed, of no drug that is named there, and why: "he'd been forgetting evening doses", "unintentional underdosing".
_OF_NO_DRUG = Pattern(
    r"\b(?:un|not )?intentional(?:ly)? under-?dos\w+|\bforg[eo]t\w* (?:[\w']+ ){0,4}?(?:doses?|pills?|meds|medications?|medicines?)\b",
    re.IGNORECASE,
)


def _reason_elsewhere(documents: tuple[Document, ...]) -> tuple[str, Evidence] | None:
    """Why doses were missed, as another sentence says that names no drug."""
    for told in _sentences(tuple(d for d in documents if may_say(_OF_NO_DRUG, d.text))):
        found = _OF_NO_DRUG.search(told.words)
        code = _reason_in(found[0]) if found and not _IF.search(told.words) else None
        if code and next(iter(drug_names(told.words)), None) is None:
            return code, told
    return None


def sentence_of(document: Document, words: Evidence) -> Evidence:
    """The sentence in which words, as a drug's name, stand."""
    text = document.text
    line = text.rfind("\n", 0, words.start) + 1
    start, end = next((a, b) for a, b in _line_of(text, line) if a <= words.start < b)
    if (wrapped := _WRAPPED.match(text, end)) is not None:
        end = _line_of(text, wrapped.end())[0][1]
    said = text[start:end]
    return document.quote(start + len(said) - len(said.lstrip()), start + len(said.rstrip()))


@lru_cache(maxsize=64)  # several drugs stand in one line
def _line_of(text: str, start: int) -> tuple[tuple[int, int], ...]:
    """The sentences of the line that begins at a place."""
    end = text.find("\n", start)
    return tuple(m.span() for m in _SENTENCE.finditer(text, start, end if end >= 0 else len(text)))


def _reason_in(words: str) -> str | None:
    if _MONEY.search(words):
        return "Z91.120"
    return next((c for c, why in _REASONS if re.search(rf"\b(?:{why})\b", words, re.IGNORECASE)), None)


def _sentences(documents: tuple[Document, ...]) -> Iterator[Evidence]:
    for document in documents:
        for found in _SENTENCE.finditer(document.text):
            yield document.quote(*found.span())

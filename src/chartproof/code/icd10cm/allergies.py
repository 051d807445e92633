"""What a patient is allergic to, as a record tells it: in a list of its own, or in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from chartproof.code.icd10cm.allergy_disproved import disproved_below, removed_behind
from chartproof.code.icd10cm.figures import rows
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Standing
from chartproof.model.record import Author, Document, Evidence
from chartproof.terms.cause import WHY
from chartproof.terms.sought import sought

#: What begins a list of allergens in a sentence, and what ends it.
_HEAD = Pattern(
    r"\b(?:allerg(?:y|ies)(?: list)?(?: to [\w ]{0,12})? ?:|(?:ADRs?|(?-i:All)|intolerances?) ?:|intolerant to|allerg(?:y|ic) to|nkd?a except(?: for)?|(?:anaphyla\w+|hives|rash) (?:to|with|from))\s*",
    re.IGNORECASE,
)
_END = Pattern(
    r"\.(?=\s|$)|\n|;(?! ?\w+ ?\()|$"
    r"|(?<=\w),? (?:and )?(?:who|whose|consult(?:ed|s)|present(?:ed|s)|attended|came|is (?:a |an )?(?:known )?(?:hypertensive|diabetic)|"
    r"was (?:admitted|referred|seen|diagnosed|operated)|suffer(?:s|ing) from|treated for|in treatment|known to have|referred|admitted|diagnosed|operated on|hypertensive|diabetic|"
    r"obese|overweight|alcoholic|(?:an? )?(?:[\w/-]+ ){0,4}?(?:(?:ex-?|non-?)?smoker|drinker|patient)|with (?:an? )?(?:\w+ )?history)\b",
    re.IGNORECASE,
)
#: "Penicillin allergy", "PCN-allergic".
_BEHIND = Pattern(r"[ -](?:drug |food )?allerg(?:y|ies|ic)\b", re.IGNORECASE)
DENIED = Pattern(
    r"\b(?:no|none|not|denies|negative|without|never|family|fhx?|mother|mom|father|dad|sister|brother|siblings?|son|daughter|cousins?|aunts?|uncles?|nephews?|nieces?|grand\w+|tolerates?d?|resolved|outgr\w+|de-?labeled|"
    r"ruled out|nkd?a)\b(?! except)",
    re.IGNORECASE,
)
#: What is said behind an allergy that is none any more: "penicillin allergy, delabeled".
_DISPROVED = Pattern(
    r"[^.;\n]{0,30}\b(?:outgr[eo]w\w*|(?<!not )(?<!not yet )de-?label\w*|disproved|ruled out|removed (?:today|from)|no longer allergic)\b",
    re.IGNORECASE,
)
#: Where the reaction begins.
_REACTION = Pattern(r" ?(?:(?<!beta)-|[:(\u2013]|->|=) ?|\bcauses?d?\b")
_NEAR = 40
#: The reaction named right behind such an allergy: "penicillin allergy, anaphylaxis".
_REACTED = Pattern(
    r"(?: ?[,:(\u2013-]| with) ?(?:severe |prior |previous )?(?:anaphyla\w+(?: (?:shock|reaction))?|hives|urticaria|rash|angioedema|"
    r"(?:facial |throat |lip |tongue )?swelling|itching|pruritus|nausea|vomiting|diarrhea|bronchospasm|wheez\w+|dyspnea)"
    r"(?: and (?:hives|rash|swelling|wheezing|itching|angioedema))?(?: (?:as a child|in childhood|in (?:19|20)\d\d|(?:19|20)\d\d))?(?=\)? ?(?:[.;,\n)]|$))",
    re.IGNORECASE,
)
#: What is avoided since it did so: "avoids peanut since hives at 14 months".
_AVOIDED = Pattern(
    rf"\bavoid(?:s|ed|ing)? (?:(?:all|the) )?((?:[\w/-]+,? ){{1,4}})(?:since|after|{WHY}|following|as it caused) "
    r"(?:(?:an? |the |severe |prior |previous |episode of |her |his )*)(?:anaphyla\w+|hives|urticaria|angioedema|"
    r"(?:facial |throat |lip |tongue )?swelling|wheez\w+)\b[^.;,()\n]{0,40}",
    re.IGNORECASE,
)
#: In front of "anaphylaxis to", what says that it is why the patient is here.
_OF_TODAY = Pattern(
    r"\b(?:placed|admitted|kept|observed|brought|came|arriv\w+|present\w*|here|seen|treated|transferred|intubated|meets?|met|fulfill\w*|diagnosed)\b[^.;\n]*\b(?:after|for|with|from|following)\s*$"
    r"|\bthis is (?:an? )?(?:clear |severe |true |acute )?$",
    re.IGNORECASE,
)


def stretches(coding: Coding) -> Iterator[Evidence]:
    """Where the record lists allergens: its allergy sections, and what a sentence says after "allergic to"."""
    for ident, part in coding.reading.sections:
        if part.kind == "allergies":
            document = coding.encounter.document(ident)
            if document.author is not Author.PATIENT and part.body.end > part.body.start:
                yield document.quote(part.body.start, part.body.end)
    for document in coding.encounter.documents:
        if document.author is not Author.PATIENT:
            of_today = frozenset(_of_today(coding, document.id))
            yield from (words for words in _sentences(document) if words.start not in of_today)


def _of_today(coding: Coding, document: str) -> Iterator[int]:
    """Where anaphylaxis heads a problem or brought the patient: what it is to is told by its own code today."""
    for reaction in coding.having("T78.0", "T78.2", "T88.6"):
        for mention in reaction.mentions:
            start = mention.evidence[0].start
            opens = mention.standing is Standing.ASSESSED and start == mention.line.start
            named = opens or mention.standing in {Standing.PROBLEM, Standing.REASON}
            if named and mention.document == document:
                yield start


def _sentences(document: Document) -> Iterator[Evidence]:
    for head in sought(_HEAD, document.text):
        end = _END.search(document.text, head.end())
        last = end.start() if end else len(document.text)
        before = re.split(r"[.;\n]", document.text[max(0, head.start() - _NEAR) : head.start()])[-1]
        if (
            last > head.end()
            and not DENIED.search(before)
            and not head[0].lower().startswith(("hives", "rash"))
            and not (head[0].lower().startswith("ana") and _OF_TODAY.search(before))
        ):
            yield document.quote(head.start(), last)
    for avoided in sought(_AVOIDED, document.text):
        before = document.text[max(0, avoided.start() - _NEAR) : avoided.start()]
        if _code(avoided[1]) and not DENIED.search(re.split(r"[.;\n]", before)[-1]):
            yield document.quote(avoided.start(), avoided.end())
    for behind in sought(_BEHIND, document.text):
        reacted = _REACTED.match(document.text, behind.end())
        before = re.split(r"[.;,\n]", document.text[max(0, behind.start() - _NEAR) : behind.start()])[-1]
        if reacted and _code(" ".join(before.split()[-2:]), ending=True) and not DENIED.search(before):
            yield document.quote(behind.start() - len(before.lstrip()), reacted.end())


def allergens(coding: Coding) -> Iterator[tuple[str, Evidence]]:
    """The status codes of the allergens that the record names, with the words."""
    for stretch in stretches(coding):
        document = coding.encounter.document(stretch.document)
        at = stretch.start
        for item in re.split(r"[,;\n]|\band\b", stretch.words):
            named = _REACTION.split(_HEAD.sub("", item), maxsplit=1)[0]
            found = _code(named) if not DENIED.search(item) else None
            if found:
                first = stretch.words.find(found[1], at - stretch.start) + stretch.start
                own = document.quote(first, first + len(found[1]))
                if removed_behind(coding, (own,)) is None:
                    yield found[0], own
            at += len(item)
    for document in coding.encounter.documents:
        for behind in sought(_BEHIND, document.text) if document.author is not Author.PATIENT else ():
            before = re.split(r"[.;,\n]", document.text[max(0, behind.start() - _NEAR) : behind.start()])[-1]
            found = _code(" ".join(before.split()[-2:]), ending=True)
            if found and not DENIED.search(before) and _DISPROVED.match(document.text, behind.end()) is None:
                named = document.quote(behind.start() - len(found[1]), behind.start())
                if disproved_below(coding, (named,)) is None and removed_behind(coding, (named,)) is None:
                    yield found[0], named


def _code(words: str, *, ending: bool = False) -> tuple[str, str] | None:
    """The code of the allergen that words name, and those words; `ending`: they must end with it."""
    for pattern, code in _patterns():
        found = pattern.search(words)
        if found and (not ending or words.endswith(found[0])):
            return code, found[0]
    return None


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Pattern, str], ...]:
    return tuple((Pattern(rf"\b(?:{row[0]})\b", re.IGNORECASE), row[1]) for row in rows("allergens"))

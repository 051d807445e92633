"""Complaints that the provider says a diagnosis explains: "her fatigue is due to the anemia".

The sentence lays the complaint to its cause, wherever the assessment has it. What the sentences under a complaint say
that it is, without naming it again, is asked by `complaint_named`; what is called a symptom or a part of a disease,
be it a cause or not, by `said_to_be_symptom`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.asked_by_notes import OF_THE_PROSTATE, is_asked_for
from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.drug_codes import drug_names
from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.symptoms import is_disease, is_symptom
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding, Needed, Why
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Mention
from chartproof.model.results import Reject
from chartproof.rules.core import rule
from chartproof.terms.cause import DUE_TO, FROM, LAID_TO

#: Complaints that many diseases bring: breath, cough, palpitations, pains, cramps, dizziness, tiredness, weight, swelling.
COMPLAINTS = (
    *("R00.2", "R05", "R06.0", "R07", "R10", "R11", "R20", "R42", "R51", "R52", "R53"),
    *("K59.0", "R23.1", "R25.2", "R60.0", "R61", "R63", "R68.83", "M25.5", "M54", "M79.1", "M79.6", "M79.89"),
)
#: What a provider says in front of them, surely: "explains her fatigue and DOE", "which accounts for the weight loss".
_EXPLAINS = Pattern(
    r"(?<!not )(?<!may )(?<!might )(?<!could )(?<!would )(?<!partly )(?<!partially )(?<!possibly )(?<!probably )(?<!likely )(?<!not fully )(?<!not entirely )"
    r"\b(?:explain(?:s|ed|ing)(?! (?:that|to|how|why)\b)|account(?:s|ed|ing) for|(?:is|was|as)(?: clearly| also| surely)? (?:the )?(?:cause|source|reason|explanation|culprit) (?:of|for|behind)|"
    r"(?:is|was|are)(?: clearly| also| surely)? (?:responsible for|behind)|(?:is|are|was) what (?:(?:is|was) )?(?:caus|giv|bring|mak)\w+|(?:is|are|has been|have been) causing|(?<!may )(?<!can )causes) "
    r"(?:(?!\b(?:but|not|no|while|though|and (?:is|was|has|will|we))\b)[\w/ ,&'-])*$",
    re.IGNORECASE,
)
#: What a provider says behind them, surely, before the diagnosis: "his leg pain and the numbness are all due to the disc herniation".
_EXPLAINED = Pattern(
    rf"(?P<list>[\w/ ,'-]{{0,60}}?) ?\b(?:(?:is|are|was|were)(?: (?:all|both|clearly|simply|really|now|most))* (?:{FROM}|{LAID_TO}|coming from)|and (?:{DUE_TO}|{LAID_TO})) "
    r"(?P<to>[\w/ ,'-]{0,60})$",
    re.IGNORECASE,
)
#: What a provider says they are, right before the diagnosis: "the swelling of her arm is lymphedema".
_IS_IT = Pattern(
    r"(?: (?!(?:and|or|while|but|because|since|when|if|that|which|who|with|than|as|for)\b)[\w/'-]+){0,3} (?:is|are|represents?)"
    r"(?: (?:all|both|clearly|simply|really|just|now|still|only|her|his|their|the|an?|chronic|known|mild|old|secondary|postoperative|postsurgical)){0,3} $",
    re.IGNORECASE,
)
#: What a provider says behind them of the diagnosis just told: "her chest pressure is due to this".
_OF_THIS = Pattern(
    rf"(?P<list>[\w/ ,'-]{{0,60}}?) ?\b(?:(?:is|are|was|were)(?: (?:all|both|clearly|simply|really|also))* (?:{FROM}|{LAID_TO}|part of)|"
    r"(?:comes?|came|stems?|results?|resulted) from|(?:belongs?|goes|go) (?:to|with)) (?:this|that|the same|these)\b"
    r"(?! (?:drug|med|pill|fall|injury|accident|[\w-]+ (?:drug|med|dose)))",
    re.IGNORECASE,
)
#: That it may not be so, that another is meant, or that the list is of what is not there.
_NOT_SURELY = Pattern(
    r"\b(?:no|not|nor|never|without|but|may|might|could|likely|probably|possibly|perhaps|whether|if|partly|partially|medications?|drugs?|than)\b",
    re.IGNORECASE,
)
_CLAUSE = Pattern(r"[,;.:]| and | so | but ")
_FAR = 90


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.5, I.C.18.b", URL),
)
def complaint_explained(coding: Coding, books: Books) -> Iterator[Reject]:
    """A complaint that the provider says a diagnosis explains, in the assessment of that diagnosis, is not coded besides it."""
    for complaint in coding.assignments:
        if not (complaint.value.startswith(COMPLAINTS) or is_symptom(complaint.value)):
            continue
        if coding.having("N40") and complaint.value.startswith(OF_THE_PROSTATE):
            continue  # its code with symptoms asks for them
        if is_asked_for(complaint, coding, books.tabular):
            continue
        taken = [m for m in complaint.mentions if is_taken_up(m)]
        causes = [a for a in coding.assignments if _is_cause(a)] if taken else []
        if taken and all(_is_explained(m) for m in taken):
            causes = [a for a in causes if _stands_by(a, taken[0])]
        else:
            causes = [a for a in causes if all(_is_laid_to(m, a) for m in taken)]
        if causes:
            yield Reject(complaint, Why.INTEGRAL, (causes[0],))


def _is_explained(mention: Mention) -> bool:
    at, words = mention.evidence[0].start - mention.line.start, mention.line.words.replace("\n", " ")
    first = max(0, at - _FAR)
    said = _EXPLAINS.search(words[first:at])
    if said is not None:  # unless it is a drug that does it
        return not any(drug_names(_CLAUSE.split(words[: first + said.start()])[-1]))
    this = _OF_THIS.match(words, mention.evidence[-1].end - mention.line.start)
    return this is not None and not _NOT_SURELY.search(words[:at] + this.group())


def _is_laid_to(mention: Mention, cause: Assignment) -> bool:
    """Whether its sentence says that it is due to the diagnosis, which stands behind it."""
    words, at = mention.line.words.replace("\n", " "), mention.line.start
    ends = mention.evidence[-1].end - at
    for named in (m for m in cause.mentions if m.line == mention.line):
        until = max(ends, named.evidence[0].start - at)
        found = _EXPLAINED.match(words, ends, until)
        if found is None and cause.value[0] != "T":  # a drug's effect is what it is, not another disease
            found = _IS_IT.match(words, ends, until)
        if found is not None and not _NOT_SURELY.search(found.group()):
            return True
    return False


def _is_cause(assignment: Assignment) -> bool:
    return assignment.needed is Needed.ADDRESSED and is_disease(assignment.value)


def _stands_by(cause: Assignment, mention: Mention) -> bool:
    """Whether the diagnosis is that of the complaint's problem, or stands before it in its line."""
    return any(
        (m.problem is not None and m.problem == mention.problem and m.document == mention.document)
        or (m.line == mention.line and m.evidence[0].start < mention.evidence[0].start)
        for m in cause.mentions
    )

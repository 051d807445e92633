"""Words that make harm by a drug a poisoning, and its intent (guidelines I.C.19.e.5.b, I.C.20.h)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from chartproof.code.icd10cm.drug_codes import Intent
from chartproof.code.icd10cm.figures import rows
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment
from chartproof.model.pattern import Pattern
from chartproof.terms.numbers import spelled
from chartproof.terms.sought import may_say

#: What was swallowed and should not have been: "accidental clonidine ingestion", "unintentional ingestion of his pills".
_SWALLOWED = (
    r"\b(?:accidental|unintentional|unintended|inadvertent|exploratory|intentional|deliberate|toddler|p(?:a)?ediatric|child(?:hood)?)\s+"
    r"(?:(?!poor|oral|food|alcohol)[\w'-]+\s+(?:\([^()\n]{1,30}\)\s+)?){0,3}?ingestions?\b"
)
_KIN = (
    r"(?:(?:great[- ]?)?(?:grand)?(?:mother|father|parent|ma|pa|mom|dad)|sibling|brother|sister|husband|wife|spouse|roommate|friend|partner|"
    r"boyfriend|girlfriend|aunt|uncle|neighbou?r|son|daughter|cat|dog|someone(?: else)?|somebody|another (?:person|patient|resident))(?:'s|s'|\u2019s|s\u2019)"
)
#: What was meant for another: "ingested grandmother's metoprolol", "took her husband's pills".
_OF_ANOTHER = rf"\b(?:took|taken|taking|ingest\w*|swallowed|ate|drank|drinking|got into|given|chewed)\b[^.;]{{0,20}}?\b{_KIN}"
#: "Fentanyl OD", "OD'd on Tylenol": not the right eye, not once daily.
_OD = (
    r"\b(?:opioid|opiate|heroin|fentanyl|drug|polysubstance|polydrug|cocaine|meth(?:amphetamine|adone)?|benzo(?:diazepine)?s?|xanax|alprazolam|"
    r"tylenol|acetaminophen|apap|asa|aspirin|tca|tricyclic|oxycodone|oxy|morphine|suspected|accidental|unintentional|intentional|suicidal|ccb|beta[- ]blocker)"
    r" (?:drug )?(?-i:OD)\b(?! (?:eye|vision|only|with))|\b(?-i:OD)(?:['\u2019]?d|ed) on\b|\b(?-i:OD),? \(?(?:intentional|unintentional|accidental|suicid\w+)\b"
)
#: A child got at it, or it was a bottle of it, or the last of the pills.
_CHILD_ATE = (
    rf"\b(?:toddler|infant|child|(?:\d{{1,2}}|{spelled(1, 5)})[- ]?(?:yo|y/o|y\.o\.|years?[- ]old|mo|m/o|months?[- ]old)(?: (?:male|female|boy|girl|child|m|f))?)\b"
    r"[^.;]{0,20}?\b(?:ingest(?:ed|ing|ion)|swallowed|got into|ate|drank|chewed)\b"
)
#: Taken to die of it: "took 20 tablets of zolpidem in a suicide attempt", "suicide attempt by ingestion of".
_TO_DIE = (
    r"(?<!\bstopped )(?<!\bstop )(?<!\bstopping )(?<!\bquit )(?<!\bdiscontinued )(?<!\bnot )(?<!n't )(?<!\bavoided )"
    r"\b(?:took|taken|taking|ingest\w*|swallow\w*|drank|drinking|consum\w+)\b[^.;]{0,70}?\b(?:suicid(?:e attempt|al intent)|self[- ]harm|to (?:kill|harm|hurt) (?:him|her|them)sel|to end (?:his|her|their) (?:own )?life|on purpose)|"
    r"\b(?:suicide attempt|attempted suicide|self[- ]harm|suicid\w+ gesture)\b[^.;]{0,20}?\b(?:by|with|via|via|from|after|s/p)\b[^.;]{0,20}?\b(?:ingest\w*|tak(?:ing|en)|swallow\w*|drinking|overdos\w*)|"
    r"\b(?:intentional(?:ly)?|deliberate(?:ly)?|on purpose)\b[^.;]{0,12}?\b(?:took|taken|ingest\w*|swallow\w*|drank|drinking)\b"
)
_BY_CHANCE = r"\b(?:accidental(?:ly)?|unintentional(?:ly)?|inadvertent(?:ly)?|mistaken(?:ly)?) (?:took|taken|taking|ingest\w*|given|injected|drank|swallowed|ate|chewed)\b"
#: Taken wrongly: "took a double dose of warfarin by mistake".
_BY_MISTAKE = (
    r"\b(?:took|taken|given|gave|injected|swallowed|administered)\b(?:(?!\b(?:and|after|when|then|chart|order)\b)[^.;,]){0,50}?"
    r"\b(?:by (?:mistake|accident)|in error)\b"
)
_STATED = Pattern(
    rf"{_BY_MISTAKE}|{_SWALLOWED}|{_OF_ANOTHER}|{_OD}|{_CHILD_ATE}|{_TO_DIE}|{_BY_CHANCE}|\boverdos(?:e|ed|ing)\b",
    re.IGNORECASE,
)
_WRONG = Pattern(
    rf"{_BY_MISTAKE}|{_SWALLOWED}|{_OF_ANOTHER}|{_OD}|{_CHILD_ATE}|{_TO_DIE}|{_BY_CHANCE}|"
    r"\boverdos\w*|\bpoison(?:ing|ed)\b|\bingestion of (?:too|\d+)|\btoo (?:much|many)\b|"
    r"\b(?:double|twice|extra|wrong|incorrect)\b[^.;]{0,25}\b(?:doses?|drug|medication|medicine|pills?|route|amount)\b|"
    r"\b(?:in|by) (?:error|mistake)\b|"
    r"\bsomeone else'?s\b|\bnot prescribed\b|"
    r"\b(?:taken|combined|mixed|interact\w+|interaction)\b[^.;]{0,60}\b(?:alcohol|over[- ]the[- ]counter|OTC|self-(?:purchased|bought)|non-?prescribed|without (?:a )?prescription)\b|"
    r"\b(?:alcohol|ethanol|etoh)\b(?:[- ]\w+)?[- ]interaction\b",
    re.IGNORECASE,
)
_NOT = Pattern(
    r"\b(?:no|not|denies|without|prevent\w*|risk (?:of|for)|history of|h/o)\b[^.;,]{0,30}\b(?:overdose|poisoning)",
    re.IGNORECASE,
)
_INTENTS = (
    (
        Intent.UNDETERMINED,
        r"\b(?:intent (?:cannot|could not|unable)|undetermined intent|intent (?:is )?undetermined)\b",
    ),
    (Intent.ACCIDENT, r"\b(?:unintentional|not intentional|accidental|inadvertent|exploratory)"),
    (Intent.ASSAULT, r"\b(?:poisoned by|drugged by|assault)\b"),
    (Intent.SELF_HARM, r"\b(?:intentional|suicid\w+|self[- ](?:harm|poison|inflict)|on purpose|deliberate)"),
)


def with_intent(poisoning: Assignment, intent: Intent, books: Books) -> str | None:
    """The code of the same substance by another intent than an accident; None where it is no accident's."""
    value, says = poisoning.value, _SAYS.get(intent)
    if says is None or "accidental" not in (poisoning.title or ""):
        return None
    for at in (5, 6):
        other = f"{value[:at]}{intent.value}{value[at + 1 :]}"
        found = books.tabular.billable(other) if value[at] == "1" else None
        if found is not None and says in found.title:
            return other
    return None


_SAYS = {Intent.SELF_HARM: "self-harm", Intent.UNDETERMINED: "undetermined"}


def is_wrongly_taken(words: str) -> bool:
    """Whether words say that a drug was taken or given wrongly."""
    return _WRONG.search(words) is not None and _NOT.search(words) is None


#: In front of it, or behind, what says that it is not stated of this patient now.
_UNSURE = Pattern(
    r"\b(?:no|not|never|denies|denied|possible|possibly|probable|probably|suspected|suspicion|questionable|concern|rule out|r/o|unlikely|"
    r"excluded|history|hx|h/o|prior|previous|past|remote|prevent\w*|risk|counsel\w*|disproved|doubt\w*|query|vs|plan(?:s|ned|ning)? to|thoughts? (?:of|about)|thinking (?:of|about)|want(?:s|ed|ing)? to|urges? to|threaten\w* to)\b[^.;]*$|\?\s*$",
    re.IGNORECASE,
)
_TAKEN_BACK = Pattern(
    r"[^.;]*?(?:\b(?:ruled out|unlikely|excluded|disproved|doubt\w*|prevention|risk|counseling|kit|education|not (?:confirmed|found|suspected)|in (?:the past|childhood)|years? ago)\b|"
    r"\b(?:19|20)\d\d\b|\?)",
    re.IGNORECASE,
)


def may_tell_of_swallowed(text: str) -> bool:
    """Whether a record has the words without which nothing of it states that."""
    return may_say(_STATED, text)


def is_swallowed(words: str) -> bool:
    """Whether words state that something was taken that should not have been."""
    found = _STATED.search(words)
    return (
        found is not None
        and _UNSURE.search(words[: found.start()]) is None
        and _TAKEN_BACK.match(words, found.end()) is None
        and _UNSURE.search(found[0]) is None
    )


#: That it was meant is denied, or is told of before.
_NOT_MEANT = Pattern(
    r"\b(?:den(?:y|ies|ied)|no|not|without|never|history of|h/o|prior|previous)\b[^.;,]{0,25}?\b(?:suicid\w+|self[- ]harm|intentional\w*|on purpose)",
    re.IGNORECASE,
)


def intent_of(words: str) -> Intent:
    """The intent that words name; accidental where they name none (I.C.20.h)."""
    told = _NOT_MEANT.sub("", words)
    for intent, says in _INTENTS:
        if re.search(says, told, re.IGNORECASE):
            return intent
    return Intent.ACCIDENT


#: A habit, what goes with it, or a finding of a test: no substance taken now.
_NOT_TAKEN = (
    r"(?<!no )(?<!denies )(?<!on )(?<!from )\b(?:%s)\b(?![- ](?:us|abus|depend|disorder|withdrawal|intoxicat|related|induced|addict|"
    r"level|free|hepatitis|cirrhosis|positive|negative|test|screen))"
)


def substances_in(words: str) -> Iterator[tuple[int, int, str]]:
    """Where words name what is no drug of a medication list: start, end and the code without its intent."""
    for pattern, stem in _substances():
        found = pattern.search(words)
        if found:
            yield found.start(), found.end(), stem


@lru_cache(maxsize=1)
def _substances() -> tuple[tuple[Pattern, str], ...]:
    return tuple((Pattern(_NOT_TAKEN % row[0], re.IGNORECASE), row[1]) for row in rows("substances"))

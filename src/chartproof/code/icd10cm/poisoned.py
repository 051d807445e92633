"""Words that make harm by a drug a poisoning, and its intent (guidelines I.C.19.e.5.b, I.C.20.h)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.icd10cm.drug_codes import Intent
from chartproof.model.pattern import Pattern

#: What was swallowed and should not have been: "accidental clonidine ingestion", "unintentional ingestion of his pills".
_SWALLOWED = (
    r"\b(?:accidental|unintentional|unintended|inadvertent|exploratory|intentional|deliberate|toddler|p(?:a)?ediatric|child(?:hood)?)\s+"
    r"(?:(?!poor|oral|food|alcohol)[\w'-]+\s+){0,3}?ingestions?\b"
)
_INGESTION = Pattern(_SWALLOWED, re.IGNORECASE)
_WRONG = Pattern(
    rf"{_SWALLOWED}|"
    r"\boverdos\w*|\bpoison(?:ing|ed)\b|\bingestion of (?:too|\d+)|\btoo (?:much|many)\b|"
    r"\b(?:double|twice|extra|wrong|incorrect)\b[^.;]{0,25}\b(?:doses?|drug|medication|medicine|pills?|route|amount)\b|"
    r"\b(?:in|by) (?:error|mistake)\b|\baccidental(?:ly)? (?:took|taken|ingest\w*|given|injected)\b|"
    r"\bsomeone else'?s\b|\bnot prescribed\b|"
    r"\b(?:taken|combined|mixed|interact\w+|interaction)\b[^.;]{0,60}\b(?:alcohol|over[- ]the[- ]counter|without (?:a )?prescription)\b|"
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
    (Intent.ACCIDENT, r"\b(?:unintentional|not intentional|accidental)"),
    (Intent.ASSAULT, r"\b(?:poisoned by|drugged by|assault)\b"),
    (Intent.SELF_HARM, r"\b(?:intentional|suicid\w+|self[- ](?:harm|poison|inflict)|on purpose|deliberate)"),
)


def is_wrongly_taken(words: str) -> bool:
    """Whether words say that a drug was taken or given wrongly."""
    return _WRONG.search(words) is not None and _NOT.search(words) is None


#: By these a swallowing is not stated of this patient now.
_UNSURE = Pattern(
    r"\b(?:no|not|denies|denied|possible|possibly|probable|suspected|questionable|concern for|rule out|r/o|ruled out|unlikely|"
    r"excluded|history of|h/o|prior|previous|prevent\w*|risk|counsel\w*|disproved|doubt\w*)\b|\?",
    re.IGNORECASE,
)


def is_swallowed(words: str) -> bool:
    """Whether words state that something was swallowed that should not have been."""
    return _INGESTION.search(words) is not None and _UNSURE.search(words) is None


def intent_of(words: str) -> Intent:
    """The intent that words name; accidental where they name none (I.C.20.h)."""
    for intent, says in _INTENTS:
        if re.search(says, words, re.IGNORECASE):
            return intent
    return Intent.ACCIDENT


_ALCOHOL = Pattern(r"\b(?:alcohol|ethanol|etoh|liquor|vodka|whiske?y|beers?|wine)\b", re.IGNORECASE)


def alcohol_in(words: str) -> Iterator[tuple[int, int, str]]:
    """Where words name alcohol, as `drug_names` gives drugs."""
    found = _ALCOHOL.search(words)
    if found:
        yield found.start(), found.end(), "alcohol"

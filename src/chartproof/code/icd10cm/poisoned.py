"""Words that make harm by a drug a poisoning, and its intent (guidelines I.C.19.e.5.b, I.C.20.h)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.icd10cm.drug_codes import Intent

_WRONG = re.compile(
    r"\boverdos\w*|\bpoison(?:ing|ed)\b|\bingestion of (?:too|\d+)|\btoo (?:much|many)\b|"
    r"\b(?:double|twice|extra|wrong|incorrect)\b[^.;]{0,25}\b(?:doses?|drug|medication|medicine|pills?|route|amount)\b|"
    r"\b(?:in|by) (?:error|mistake)\b|\baccidental(?:ly)? (?:took|taken|ingest\w*|given|injected)\b|"
    r"\bsomeone else'?s\b|\bnot prescribed\b|"
    r"\b(?:taken|combined|mixed|interact\w+|interaction)\b[^.;]{0,60}\b(?:alcohol|over[- ]the[- ]counter|without (?:a )?prescription)\b|"
    r"\b(?:alcohol|ethanol|etoh)\b(?:[- ]\w+)?[- ]interaction\b",
    re.IGNORECASE,
)
_NOT = re.compile(
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


def intent_of(words: str) -> Intent:
    """The intent that words name; accidental where they name none (I.C.20.h)."""
    for intent, says in _INTENTS:
        if re.search(says, words, re.IGNORECASE):
            return intent
    return Intent.ACCIDENT


_ALCOHOL = re.compile(r"\b(?:alcohol|ethanol|etoh|liquor|vodka|whiske?y|beers?|wine)\b", re.IGNORECASE)


def alcohol_in(words: str) -> Iterator[tuple[int, int, str]]:
    """Where words name alcohol, as `drug_names` gives drugs."""
    found = _ALCOHOL.search(words)
    if found:
        yield found.start(), found.end(), "alcohol"

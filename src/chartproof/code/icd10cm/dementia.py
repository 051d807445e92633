"""Dementia: the category of its cause, its severity, and the disturbances that go with it.

Source: ICD-10-CM Official Guidelines I.C.5.d; Tabular List F01-F03, whose "code first" notes name the
causes of F02.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from chartproof.code.icd10cm.figures import rows
from chartproof.code.icd10cm.together import in_one_line, in_one_problem, joined_by_cause, says
from chartproof.code.icd10cm.wording import behind
from chartproof.model.coding import Assignment, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention
from chartproof.model.record import Evidence
from chartproof.terms.cause import FROM

CATEGORIES = ("F01", "F02", "F03")
#: Diseases that the Index presumes to cause a dementia named beside them ("in", "with").
PRESUMED = ("A81", "G10", "G20", "G30", "G31.0", "G31.83")
#: Diseases that cause a dementia where the record says so.
IF_SAID = (
    *("A52.17", "B20", "D51", "E03", "E52", "E53.8", "E75.4", "E83.01", "E83.52", "G35", "G40"),
    *("G91.2", "M30.0", "M32", "S06"),
)
_NAMED = Pattern(r"\bdementias?\b|\bmajor neurocognitive\b|(?-i:\b(?:LBD|DLB|FTD|bvFTD)\b)", re.IGNORECASE)
_DISTURBED = Pattern(r"\b(?<!without )(?<!w/o )(?<!no )behaviou?ral disturbances?\b", re.IGNORECASE)
#: The character of each category where severity is not documented, and of each severity.
_UNSAID = {"F01": "5", "F02": "8", "F03": "9"}
_SEVERITY = ("", "A", "B", "C")
_WORDS = {"A": "mild", "B": "moderate", "C": "severe"}
_NAME = Pattern(r"\b(?:dementia|neurocognitive|alzheimer)")
_JOINS = Pattern(rf"\b(?:and|with|or|but|{FROM})\b")
#: A severity told of a dementia as what it is or has become.
_BECOME = Pattern(
    r"(?:\W{1,3}(?=(?:mild|moderate|severe)[- ](?:stage|degree|severity)\b)|\W*(?:(?:s|is|has|have|had|been|now|gone|gotten|progressed|advanced|moved|worsened|become|became|declined|to|into|a|the|"
    r"currently|at|in|of|on|stage|early|late|onset|disease|type)\W+){1,6})(mild|moderate|severe)\b(?! to\b)",
    re.IGNORECASE,
)
#: How far a word of severity may stand from the name of a dementia: a space, a comma.
BESIDE = 3


@dataclass(frozen=True, slots=True)
class Dementia:
    """The dementia of a case: its codes, its causes, and what goes with it, the latter with its digits."""

    codes: tuple[Assignment, ...]
    causes: tuple[Assignment, ...]
    disturbed: tuple[tuple[Assignment, str, bool], ...]


def dementia_of(coding: Coding) -> Dementia | None:
    """The dementia that a case names, by a code of its own or in the name of its cause."""
    codes = coding.having(*CATEGORIES)
    milder = coding.having("F06.7")  # what Alzheimer's disease has brought so far is no dementia
    causes = [c for c in coding.having(*PRESUMED) if codes or (_is_named(c) and not milder)]
    causes += [c for c in coding.having(*IF_SAID) if any(joined_by_cause(d, c) for d in codes)]
    if not codes and not causes:
        return None
    named = (*codes, *causes)
    disturbed = tuple(
        (sign, suffix, keeps == "stays")
        for prefix, suffix, keeps, _ in rows("dementia_disturbances")
        for sign in coding.having(prefix)
        if any(in_one_line(sign, one) for one in named) or _is_told_under(sign, suffix, named, coding)
    )
    return Dementia(codes, tuple(causes), disturbed)


#: Behaviors and psychoses, told of whoever has the dementia in the sentences of its problem; what brings them by itself or is named as their cause.
_BEHAVIORS = ("11", "18", "2")
_OTHERWISE = ("F05", "F1", "F2", "F3", "G93.4")
_LAID = Pattern(rf"\W*(?:{FROM}|after|when)\b", re.IGNORECASE)


def _is_told_under(sign: Assignment, suffix: str, named: tuple[Assignment, ...], coding: Coding) -> bool:
    """Whether a behavior is told in a problem of the dementia, which brings it where nothing else is named that does (Index, Dementia, with)."""
    if suffix not in _BEHAVIORS or not any(in_one_problem(sign, one) for one in named):
        return False
    others = coding.having(*_OTHERWISE)
    laid = any(_LAID.match(behind(m)) for m in sign.mentions)
    return not laid and not any(in_one_problem(sign, other) for other in others)


def coded(dementia: Dementia) -> tuple[str, ...]:
    """The codes of a dementia: by cause, at the highest severity, one for each disturbance."""
    told = {code.value[:3] for code in dementia.codes}
    categories = sorted(told - {"F03"} | ({"F02"} if dementia.causes else set())) or ["F03"]
    degrees = [_severity(code) or _become(code) for code in dementia.codes]
    degrees += [_named_severity(c) for c in dementia.causes]
    severity = max(degrees, key=_SEVERITY.index, default="")
    found = {code.value[5:] for code in dementia.codes} | {digits for _, digits, _ in dementia.disturbed}
    if found <= {"0", ""} and any(_is_named(c) and says(c, _DISTURBED) for c in dementia.causes):
        found.add("18")
    disturbances = sorted(found - {"0", ""}) or ["0"]
    return tuple(
        f"{category}.{severity or _UNSAID[category]}{digits}"
        for category in categories
        for digits in disturbances
    )


def _severity(code: Assignment) -> str:
    """The severity of a code, unless its words say it of something else that stands beside."""
    word = _WORDS.get(code.value[4])
    if word is None or (code.mentions and not any(_says_of_it(m.line.words, word) for m in code.mentions)):
        return ""
    return code.value[4]


def _says_of_it(line: str, word: str) -> bool:
    """Whether a severity stands with the dementia: not in "dementia and severe asthma"."""
    lower = line.lower()
    said = [m.span() for m in re.finditer(rf"\b{word}\w*", lower)]
    named = [m.span() for m in _NAME.finditer(lower)]
    apart = (lower[min(a[1], b[1]) : max(a[0], b[0])] for a in said for b in named)
    return not said or not named or any(not _JOINS.search(between) for between in apart)


def _named_severity(cause: Assignment) -> str:
    """The severity that stands with the name of a cause which is itself a dementia."""
    said = (
        t.value
        for m in (cause.mentions if _is_named(cause) else ())
        for t in m.traits
        if t.axis == "severity" and _beside(t.evidence, m)
    )
    known = {"mild": "A", "moderate": "B", "severe": "C"}
    told = next(said, None)
    return known.get(told, "") if told else _become(cause)


def _become(named: Assignment) -> str:
    """The severity that the record says a dementia is of, or has become, behind its name."""
    known = {"mild": "A", "moderate": "B", "severe": "C"}
    become = (
        m for mention in (named.mentions if _is_named(named) else ()) if (m := _BECOME.match(behind(mention)))
    )
    return next((known[m[1].lower()] for m in become), "")


def _beside(words: Evidence, mention: Mention) -> bool:
    """Right before the words of a mention, or right behind them."""
    first, last = mention.evidence[0], mention.evidence[-1]
    return 0 <= first.start - words.end <= BESIDE or 0 <= words.start - last.end <= BESIDE


def _is_named(cause: Assignment) -> bool:
    """Whether its words name a dementia; Alzheimer's disease always is one (Alphabetic Index, Disease, Alzheimer's G30.9 [F02.80])."""
    return cause.value.startswith("G30") or any(
        _NAMED.search(words.words) for mention in cause.mentions for words in mention.evidence
    )

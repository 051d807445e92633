"""What is wrong with a joint replacement, told under its pain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.sides import sides_named
from chartproof.code.icd10cm.under import flat, sentences
from chartproof.code.icd10cm.wording import quoted
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.reading import Standing
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule

#: The codes under which a painful replacement heads a problem.
PAIN = ("T84.84", "M25.55", "M25.56")
#: Codes of the joint that say what is wrong with it already.
KNOWN = ("T84.0", "T84.5", "M97", "M96.6")
_REPLACEMENT = Pattern(
    r"\b(?:replacement|arthroplasty|prosthesis|THA|THR|TKA|TKR|stem|implant|component)\b", re.IGNORECASE
)
_JOINT = Pattern(r"\b(?:(?P<hip>hip|THA|THR)|(?P<knee>knee|TKA|TKR))\b", re.IGNORECASE)
#: What is wrong, by the five characters of its codes.
WRONG = tuple(
    (code, Pattern(words, re.IGNORECASE))
    for code, words in (
        (
            "T84.03",
            (
                r"\b(?:aseptic|mechanical|prosthetic) loosening\b|\bloosening of (?:the|her|his|both|either) (?:\w+ ){0,2}(?:component|stem|cup|tray|implant|prosthesis)s?\b"
                r"|\b(?:component|stem|cup|tray|implant|prosthesis)(?: of [\w ]{1,25})? (?:is|has|are|have) (?:\w+ )?(?:loose|loosened)\b"
            ),
        ),
        (
            "T84.02",
            r"\b(?:prosthesis|replacement|ball|head|component|it) (?:has|is) (?:\w+ )?dislocated\b|\bprosthetic dislocation\b",
        ),
        (
            "T84.06",
            r"\b(?:polyethylene|poly|liner|bearing)(?: liner| insert| surface)? wear\b|\bwear of the (?:polyethylene|liner|bearing)\b",
        ),
    )
)
#: The joint and side by the last character.
_LAST = {("hip", "right"): "0", ("hip", "left"): "1", ("knee", "right"): "2", ("knee", "left"): "3"}
_NOT = Pattern(
    r"(?:\b(?:no|not|without|nor|never|possibl[ey]|probabl[ey]|likely|suspect\w*|rule out|r/o|if|for|exclude|evaluate|concern\w*|whether|may|might|could"
    r"|(?:risk|chance|danger|possibility|warning) of|negative for|free of)\b|n't\b)[^.;]{0,60}$"
    r"|\b(?:minimal|expected|normal|usual|trace)(?: \w+)? $",
    re.IGNORECASE,
)
#: Signs of it that are talked of or looked for, and those that a film shows.
_SIGNS = Pattern(r"\b(?:signs?|symptoms?) of (?:\w+ )?$", re.IGNORECASE)
_SHOWN = Pattern(
    r"\b(?:shows?|showed|showing|has|have|had|with) (?:(?!any\b)\w+ )?(?:signs?|symptoms?) of (?:\w+ )?$",
    re.IGNORECASE,
)
#: What is said behind it takes it back, or calls it what years of use bring.
_CLEARED = Pattern(
    r"[^.;]{0,40}?\b(?:excluded|ruled out|unlikely|doubtful|absent|not (?:seen|present|suspected|found|shown)|as expected|expected for)\b"
    r"|[^.;]{0,30}?\b(?:is|was|remains) (?:\w+ )?(?:a|in) (?:risk|concern|possibility|question)\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2016, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.16, I.C.6.b.1.a", URL),
)
def joint_replacement_that_failed(coding: Coding, books: Books) -> Iterator[Give]:
    """A painful hip or knee replacement is coded by what the sentences under it say is wrong with it, not by its pain."""
    if coding.having(*KNOWN):
        return
    for pain in coding.having(*PAIN):
        for mention in (m for m in pain.mentions if m.standing is Standing.PROBLEM):
            told = list(sentences(mention, coding))
            last, wrong = _joint(told), _wrong(coding, told)
            if last is not None and wrong is not None:
                value = books.tabular.billable(f"{wrong[0]}{last}A")
                if value is not None:
                    gone = tuple(a for a in coding.having(*PAIN) if _is_of(a, mention.problem))
                    yield Give(value.code, (pain, wrong[1]), gone, pain.needed)
                    return


def _joint(told: list[Evidence]) -> str | None:
    """The last character: the joint and the side that the head names, where the sentences tell of its replacement."""
    if not any(_REPLACEMENT.search(line.words) for line in told):
        return None
    words = told[0].words
    joint, sides = _JOINT.search(words), sides_named(words)
    if joint is None or len(sides) != 1:
        return None
    return _LAST[str(joint.lastgroup), next(iter(sides))]


def _wrong(coding: Coding, told: list[Evidence]) -> tuple[str, Evidence] | None:
    """The codes of what is wrong, and the words that say it for certain."""
    for code, words in WRONG:
        for line in told:
            found = words.search(flat(line))
            if found and _is_sure(flat(line), found):
                return code, quoted(coding, line, found)
    return None


def _is_sure(words: str, found: re.Match[str]) -> bool:
    """Whether neither what stands before it nor what is said behind it denies it or leaves it open."""
    at = found.start()
    denied = _NOT.search(words, 0, at) or (_SIGNS.search(words, 0, at) and not _SHOWN.search(words, 0, at))
    return not denied and not _CLEARED.match(words, found.end())


def _is_of(pain: Assignment, problem: int | None) -> bool:
    return any(m.problem == problem for m in pain.mentions)

"""What is wrong with a joint replacement, told under its pain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.methods import GUIDELINES, URL
from chartproof.code.icd10cm.under import flat, sentences
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
_SIDE = Pattern(r"\b(?:(?P<left>left)|(?P<right>right))\b", re.IGNORECASE)
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
    r"(?:\b(?:no|not|without|nor|never|possibl[ey]|probabl[ey]|likely|suspect\w*|rule out|r/o|if|for|exclude|evaluate|concern\w*|whether|may|might|could|risks?|signs|symptoms|discuss\w*|review\w*|explain\w*|warn\w*|watch|negative|ruled out|excludes?|excluded|denies|minimal|mild|slight|expected|normal)\b|n't\b)[^.;]{0,60}$",
    re.IGNORECASE,
)
#: Behind it: it is not there, or is what any joint shows with the years.
_DENIED = Pattern(
    r"[^.;,]{0,25}\b(?:excluded|ruled out|unlikely|not (?:seen|present|found|suspected)|absent)\b|[^.;]{0,40}\b(?:as expected|expected for|is expected)\b",
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
    joint, side = _JOINT.search(words), _SIDE.search(words)
    if joint is None or side is None:
        return None
    return _LAST[str(joint.lastgroup), str(side.lastgroup)]


def _wrong(coding: Coding, told: list[Evidence]) -> tuple[str, Evidence] | None:
    """The codes of what is wrong, and the words that say it for certain."""
    for code, words in WRONG:
        for line in told:
            found = words.search(flat(line))
            if not found or _DENIED.match(flat(line), found.end()):
                continue
            if not _NOT.search(flat(line), 0, found.start()):
                document = coding.encounter.document(line.document)
                return code, document.quote(line.start + found.start(), line.start + found.end())
    return None


def _is_of(pain: Assignment, problem: int | None) -> bool:
    return any(m.problem == problem for m in pain.mentions)

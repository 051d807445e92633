"""What the record tells as done: which sentences, and how far around one its particulars are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chartproof.model.document_kind import DocumentKind, kind_of
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Page
from chartproof.model.record import Document, Evidence
from chartproof.terms.pcs.acts import Act, says
from chartproof.terms.pcs.finder import found

Span = tuple[int, int]

#: Parts of a note in which what is named was done before, is planned, or is of somebody else.
_ELSEWHERE = frozenset(
    "pmh psh family_history social_history medications allergies immunizations ros problem_list plan "
    "instructions discharge_instructions follow_up disposition indications preop_diagnosis consent "
    "ob_history gyn_history chief_complaint reason_for_visit consult_reason recommendations".split()
)
#: Documents that tell one operation: all of them may tell its particulars.
_WHOLE = frozenset({DocumentKind.OPERATIVE})
#: Documents that say what is to be done, or what somebody says of himself.
_LEFT_OUT = frozenset(
    {DocumentKind.ORDER, DocumentKind.QUESTIONNAIRE, DocumentKind.LABORATORY, DocumentKind.PATHOLOGY}
)
#: A document of no known kind, shorter than this, tells of one thing.
_SHORT = 1500
#: How many sentences before and after one may tell its particulars, in a note of more than one thing.
_AROUND = 2

_BEFORE = Pattern(
    r"(?:\b(?:no(?!-)|nothing|failed(?! to)|not|without|never|denie[sd]|instead of|rather than|declin\w+|refus\w+|failed to|unable to|defer\w*|"
    r"abort\w*|abandon\w*|cancel\w*|planned|scheduled|schedule|will (?:need|undergo|have|be|require)|to undergo|"
    r"candidate for|evaluation for|possibility of|requires?|consider\w*|recommend\w*|consent\w*|possible|may (?:need|require)|discuss\w*|await\w*|"
    r"refer\w* for|need for|needs|plan(?:s)? (?:for|to)|intend\w*|would|previous(?:ly)?|prior|history of|h/o|s/p|status post|"
    r"(?:day|week|month|hour)s? (?:after|post|following|since)|post[- ]?op\w* day \d+ (?:after|from)|POD ?#?\d+ (?:after|from|of)|since (?:his|her|the)|"
    r"existing|indwelling|old|earlier|outside hospital|referring hospital|day \d+ after|years? after|"
    r"mother|father|brother|sister|donor was|if)\b|\bhx of)[^.;:,]{0,45}$|"
    r"\b(?:bleed\w*|hemorrhag\w*|leak\w*|complicat\w*|infect\w*|pain|recurren\w*|hernia\w*|stenosis|fail\w*|fever)\s+(?:after|following|from)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_AFTER = Pattern(
    r"^(?:(?!\b(?:after|following|since)\b)[^.;:]){0,40}?\b(?:(?:was|were|is|are) not|not (?:done|performed|needed|required|taken|indicated|used|seen|approached|treated|entered|opened)|"
    r"(?:was|were) (?:at |in )?(?:an? |the )?(?:earlier|previous|prior)|unnecessary|deferred|aborted|abandoned|declined|refused|(?:done|performed|placed|taken) (?:last|previously|earlier|elsewhere|\d+ (?:years?|months?|weeks?)|at (?:the |an )?(?:referring|outside))|"
    r"(?:is|was|be|being|are) (?:scheduled|planned|recommended|advised|considered|suggested|offered|arranged|discussed|pending)|last (?:year|month|week)|"
    r"(?:years?|months?|weeks?|days?) ago|yesterday|in (?:19|20)\d\d|will be)\b|"
    r"^[^.;:,]{0,25}?\b(?:done|performed) (?:at|in|during) (?:an? |the )?(?:earlier|previous|prior|first|last|other)\b|^[^.;:,]{0,25}?\bnot (?:\w+ed|put|cut|sewn)\b|^[^.;:,]{0,25}\bnext (?:day|week|month|morning)\b|^\s+(?:stump|scar|defect|bed)s?\b|^\s+(?:follow[- ]?up|recipient|candidate|evaluation|surveillance)\b",
    re.IGNORECASE,
)


#: What is taken out of an organ, where "colon … removed" does not say that the colon was.
_IN_IT = Pattern(
    r"\b(?:polyps?|lesions?|mass|tumou?rs?|cysts?|stones?|calcul\w+|foreign bod\w+|clots?|bolus|nodules?|biops\w+|stents?|"
    r"tubes?|plugs?|drains?|adenomas?|fragments?)\b[^.;:]{0,25}\b(?:of|in|from|within|at|off)\b[^.;:]{0,25}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One act in one sentence, and the record around it. `spans` are its sentences, `at` the one it stands in."""

    act: Act
    document: Document
    start: int
    end: int
    spans: tuple[Span, ...]
    at: int
    whole: bool

    @property
    def words(self) -> Evidence:
        """The words that name it."""
        return self.document.quote(self.start, self.end)

    @property
    def sentence(self) -> Span:
        """The sentence it stands in."""
        return self.spans[self.at]

    def rings(self) -> Iterator[tuple[Span, ...]]:
        """The sentence, then those near it, then all that may speak of it."""
        yield (self.sentence,)
        near = [n for n in range(len(self.spans)) if 0 < abs(n - self.at) <= _AROUND]
        near.sort(key=lambda n: (abs(n - self.at), n < self.at))
        yield tuple(self.spans[n] for n in near)
        if self.whole:
            yield tuple(s for n, s in enumerate(self.spans) if abs(n - self.at) > _AROUND)

    def around(self) -> str:
        """All the text that may speak of it."""
        reach = self.spans if self.whole else self.spans[max(0, self.at - _AROUND) : self.at + _AROUND + 1]
        return " ".join(self.document.text[a:b] for a, b in reach)


def is_whole(page: Page) -> bool:
    """Whether all of a document tells of one operation."""
    kind = kind_of(page.document)
    return kind in _WHOLE or (kind is None and len(page.document.text) < _SHORT)


def sentences(page: Page) -> tuple[Span, ...]:
    """The sentences of a document that may tell what was done."""
    return tuple(dict.fromkeys((x.start, x.end) for x in page.lines if x.section not in _ELSEWHERE))


def told(page: Page) -> Iterator[Told]:
    """The acts that a document tells as done."""
    if kind_of(page.document) in _LEFT_OUT:
        return
    text = page.document.text
    whole = is_whole(page)
    spans = sentences(page)
    for at, act, m in found(text, spans):
        made = Told(act, page.document, m.start(), m.end(), spans, at, whole)
        if is_done(text, spans[at], m.span()) and _is_meant(made, text):
            yield made


_WITHIN = Pattern(
    r"\b(?:(?:year|month|week)s? (?:after|ago|since)|previous(?:ly)?|prior|history of|s/p|status post)\b|"
    r"\bnot (?:placed|inserted|implanted|done|performed|taken|used|needed|removed|put)\b",
    re.IGNORECASE,
)


def is_done(text: str, sentence: Span, at: Span) -> bool:
    """Whether words of a sentence tell what was done now: not denied, planned, done before."""
    before = text[max(sentence[0], at[0] - 90) : at[0]]
    return (
        not _WITHIN.search(text, *at)
        and not _BEFORE.search(before)
        and not _AFTER.search(text[at[1] : sentence[1]])
    )


def _is_meant(made: Told, text: str) -> bool:
    act, (start, end) = made.act, made.sentence
    if act.tables[0][2] == "T" and _IN_IT.search(text, max(start, made.start - 60), made.start):
        return False
    if any(not p.search(text) for p in act.under("^")):
        return False
    if any(not says(p, text, start, end) for p in act.under("+")) or any(
        says(p, text, start, end) for p in act.under("-")
    ):
        return False
    if not act.under("&") and not act.under("!"):
        return True
    around = made.around()
    return all(says(p, around) for p in act.under("&")) and not any(says(p, around) for p in act.under("!"))

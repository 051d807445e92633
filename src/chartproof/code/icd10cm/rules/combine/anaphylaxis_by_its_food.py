"""The food of an anaphylactic reaction, told in the sentences under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.methods import URL
from chartproof.code.icd10cm.under import flat, sentences
from chartproof.codesets.books import Books
from chartproof.model.coding import Assignment, Cite, Coding
from chartproof.model.pattern import Pattern
from chartproof.model.period import Period
from chartproof.model.record import Evidence
from chartproof.model.results import Give
from chartproof.rules.core import rule
from chartproof.terms.cause import FROM, SET_OFF

TABULAR = "ICD-10-CM Tabular List"
#: Foods, and the digit that T78.0 has for their kind.
_FOODS = (
    (r"peanuts?", "1"),
    (r"shellfish|shrimps?|prawns?|crabs?|lobsters?|craw?fish|crayfish|crustaceans?", "2"),
    (r"fish|salmon|tuna|cod|halibut|tilapia|trout", "3"),
    (
        r"strawberr(?:y|ies)|kiwis?|bananas?|mangos?|mangoes|peach(?:es)?|apples?|celery|fruits?|avocados?",
        "4",
    ),
    (r"cashews?|walnuts?|almonds?|pistachios?|pecans?|hazelnuts?|macadamias?|sesame|tree nuts?|nuts?", "5"),
    (r"milk|dairy|cheese|yogurt|ice cream", "7"),
    (r"eggs?", "8"),
    (r"wheat|soy(?:beans?)?|tofu|bread", "9"),
)
_ANY = "|".join(words for words, _ in _FOODS)
_LAID = (
    rf"(?:{FROM}|{SET_OFF}|(?:allergic |reaction |allergy |anaphylaxis )to|blames?|"
    r"(?:cause|culprit|trigger|allergen|offender) (?:is|was|being|:)|after (?:eating|ingesting|swallowing|tasting|an? (?:bite|taste|mouthful|piece|serving|bowl|plate) of|(?:he|she|they) ate)|"
    r"minutes (?:after|of|from) (?:eating|an? (?:bite|taste|mouthful|piece) of))"
)
_BLAMED = Pattern(
    rf"\b{_LAID} (?:(?:an?|the|her|his|some|of|that|those) )?(?:[\w-]+ ){{0,2}}?(?P<food>{_ANY})\b"
    rf"|\b(?P<doer>{_ANY})(?: [\w-]+)? (?:did (?:it|this)|caused|triggered|provoked|set (?:it|this) off|brought (?:it|this) on|"
    r"(?:is|was|were|are) (?:clearly |surely )?(?:the (?:cause|culprit|trigger|reason|allergen|offender)|to blame|responsible))\b",
    re.IGNORECASE,
)
#: What leaves the food open.
_OPEN = Pattern(
    r"\b(?:unknown|unclear|unsure|not sure|uncertain|idiopathic|no (?:clear |known |obvious )?(?:trigger|cause)|versus|vs|not (?:due|from|caused|to blame|the)|"
    r"could|may|might|perhaps|possibl[ey]|probabl[ey]|likely|suspect\w*|stings?|stung|wasps?|bees?|hornets?|exercise|if (?:he|she|they))\b",
    re.IGNORECASE,
)


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(TABULAR, "T78.0, T78.2", URL),
)
def anaphylaxis_by_its_food(coding: Coding, books: Books) -> Iterator[Give]:
    """An anaphylactic reaction whose own sentences say which food brought it on is coded by that food."""
    for shock in coding.having("T78.2", "T78.00"):
        if told := _food(shock, coding):
            line, kind = told
            values = (f"T78.0{kind}{more}{shock.value[-1]}" for more in "9X")
            if value := next(filter(books.tabular.billable, values), None):
                yield Give(value, because=(shock, line), instead_of=(shock,))


def _food(shock: Assignment, coding: Coding) -> tuple[Evidence, str] | None:
    """The words that blame one kind of food, and its digit; none where two are blamed, or it is left open."""
    lines = [line for m in shock.mentions if is_taken_up(m) for line in sentences(m, coding)]
    if any(_OPEN.search(flat(line)) for line in lines):
        return None
    found: dict[str, Evidence] = {}
    for line in lines:
        for said in _BLAMED.finditer(flat(line)):
            start, end = said.span("food" if said["food"] else "doer")
            words = flat(line)[start:end]
            found.setdefault(_kind(words), line)
    return next(((line, digit) for digit, line in found.items()), None) if len(found) == 1 else None


def _kind(food: str) -> str:
    return next(digit for words, digit in _FOODS if re.fullmatch(words, food, re.IGNORECASE))

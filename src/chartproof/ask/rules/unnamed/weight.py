"""Body mass index without a diagnosis of weight."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chartproof.ask.seen import acts, beyond, given, is_named, some
from chartproof.ask.template import question, template
from chartproof.codesets.books import Books
from chartproof.model.coding import Cite, Coding
from chartproof.model.period import Period
from chartproof.model.results import Ask
from chartproof.rules.authority import GUIDELINES, URL
from chartproof.rules.core import rule

#: Z68 for adults begins at this age (Tabular List Z68).
ADULT = 20
HIGH = (
    "overweight",
    "obesity (please document its class, if known)",
    "morbid (severe) obesity",
    "no diagnosis of weight",
)
LOW = ("underweight", "malnutrition (please document its severity)", "no diagnosis of weight")


@rule(
    holds=Period(date(2015, 10, 1), None),
    reviewed=date(2026, 9, 30),
    cite=Cite(GUIDELINES, "I.B.14", URL),
)
def weight(coding: Coding, books: Books) -> Iterator[Ask]:
    """Ask for the diagnosis of weight that an index far out of range goes with, where care for it is given."""
    if is_named(coding, (*template("weight").codes, "O", "Z33", "Z34")):
        return
    age = coding.encounter.age
    if age is not None and age < ADULT:
        return
    high = beyond(coding, books.day, "bmi class 3") or beyond(coding, books.day, "bmi obese")
    low = beyond(coding, books.day, "bmi underweight")
    drug = given(coding, "glp-1 agonist for weight")
    care = (*acts(coding, "weight care"), *drug) if high else acts(coding, "nutrition care")
    if (high or low) and care:
        doubt, choices = ("diagnosis of weight", HIGH) if high else ("malnutrition", LOW)
        yield question(__name__, "weight", coding, some(high, low, care), choices=choices, doubt=doubt)

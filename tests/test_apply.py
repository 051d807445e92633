"""What becomes of results of rules that speak against each other."""

from __future__ import annotations

import pytest

from chartproof import pipeline
from chartproof.formats.case import case_from_object
from chartproof.model.coding import Coding, Why
from chartproof.model.errors import RuleError
from chartproof.model.results import Give, Reject
from chartproof.pipeline import Line
from chartproof.rules.apply import apply
from chartproof.rules.core import Gave, Rule

RELEASE = "icd10cm-2026.2"


def before(line: Line) -> Coding:
    case = {"id": "x", "on": "2026-06-15", "setting": "office", "patient": {"born": "1960-01-01", "sex": "F"}}
    document = {
        "id": "n",
        "kind": "office note",
        "author": "provider",
        "text": "ASSESSMENT\n1. Hypertension\n",
    }
    return line.code(case_from_object({**case, "documents": [document]}, "x"), RELEASE)[0]


def two_of_equal_rank() -> tuple[Rule, Rule]:
    first, *others = pipeline.every_rule()
    return first, next(r for r in others if r.rank == first.rank and r.id != first.id)


def test_rules_of_equal_rank_that_disagree_are_refused_and_for_a_user_abstained_from(line: Line) -> None:
    coding, books = before(line), line.terminology(release=RELEASE).books
    (hypertension,) = coding.having("I10")
    giver, taker = two_of_equal_rank()
    gave = [
        Gave(giver, Give("I10", (hypertension,))),
        Gave(taker, Reject(hypertension, Why.EXCLUDED)),
        Gave(taker, Give("I16.0", (hypertension,))),
    ]
    with pytest.raises(RuleError, match=r"gives I10 and .* takes it away"):
        apply(gave, coding, books)
    after = apply(gave, coding, books, abstain=True)
    assert [a.value for a in after.assignments] == ["I16.0"]
    (aside,) = after.abstained
    assert aside.what is not None
    assert aside.what.value == "I10"
    assert giver.id in aside.says
    assert taker.id in aside.says
    assert [e.words for e in aside.evidence] == ["Hypertension"]
    assert not [r for r in after.rejected if r.code.value == "I10"]

"""The page of one rule of one's own: what its file says, and its cases, as those of built-in rules are printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chartproof.check.payer.reading import Case, PayerRule
from chartproof.rules.core import Rule
from chartproof.rules.explain import page_with, told


def page_of_payer_rule(rule: Rule) -> str:
    """The page of one payer rule, as Markdown."""
    body = rule.body
    assert isinstance(body, PayerRule)
    return page_with(rule, f"Holds: {rule.holds}", _lines(body), map(_case, body.cases))


def _lines(body: PayerRule) -> Iterator[str]:
    payer = [f"kind {body.kind.value}"] if body.kind else []
    payer += [f"id {body.payer_id}"] if body.payer_id else []
    yield f"Payer: {', '.join(payer) or 'every one'}"
    for key in ("when", "unless"):
        if conditions := body.asked.get(key):
            yield f"{key.capitalize()}: {'; '.join(f'{name} {told(value)}' for name, value in conditions.items())}"
    yield f"Found at: {'each line' if body.by_line else 'the claim'}"
    yield f"What happens: {body.severity.value}"
    if body.clears:
        yield f"What would clear it: {body.clears}"
    if body.mend:
        yield f"Fix{' (safe)' if body.mend.safe else ''}: {body.mend.says}"
    yield f"A rule of your own: {body.file}"


def _case(case: Case) -> dict[str, Any]:
    """A case as built-in ones tell theirs."""
    claim = case.claim.plain()
    return {
        "case": case.name,
        "on": claim.get("through") or claim.get("from") or "no day",
        "claim": claim,
    } | {"expect": list(case.expect)}

"""Record and coding to questions for the provider: each rule of `rules/` asks one, each doubt is asked once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from chartproof.codesets.books import Books
from chartproof.model.coding import Coding
from chartproof.model.errors import RuleError
from chartproof.model.query import Query
from chartproof.model.results import Ask
from chartproof.rules.core import Rule, run

#: How many places of the record one question shows.
SHOWN = 8


def ask(coding: Coding, rules: Iterable[Rule], books: Books) -> Coding:
    """The coding with the questions that its record leaves, those of coding first."""
    gave, skipped = run(rules, coding, books)
    asked: list[Query] = []
    for g in sorted(gave, key=lambda g: g.rule.id):
        if not isinstance(g.result, Ask):
            raise RuleError(f"{g.rule.id} does not only ask")
        asked.append(g.result.query)
    return replace(coding, queries=once((*coding.queries, *asked)), skipped=(*coding.skipped, *skipped))


def once(queries: Iterable[Query]) -> tuple[Query, ...]:
    """One question for one doubt: the first one, with what the others show besides."""
    found: dict[str, Query] = {}
    for query in queries:
        doubt = query.about or f"{query.rule}: {query.asks}"
        known = found.get(doubt)
        shows = tuple(dict.fromkeys((*(known or query).shows, *query.shows)))
        found[doubt] = replace(known or query, shows=shows[:SHOWN])
    return tuple(found.values())

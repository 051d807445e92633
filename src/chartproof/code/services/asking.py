"""The question that a missing axis leaves: what was done is shown, what is lacking is asked."""

from __future__ import annotations

from collections.abc import Iterable

from chartproof.model.query import WAYS_OUT, Doubt, Query
from chartproof.model.record import Evidence
from chartproof.model.service import Done, Lacking
from chartproof.rules.core import rule_id


def lacking(
    module: str, done: Done, what: str, choices: Iterable[str] = (), shows: Iterable[Evidence] = ()
) -> Lacking:
    """Ask what the record leaves open of a service: the length, the side, the time it ended."""
    asks = f"The record tells of this service: \u201c{done.evidence.words}\u201d. Please document {what}."
    query = Query(
        rule_id(module),
        Doubt.UNSPECIFIED,
        asks,
        (*choices, *WAYS_OUT),
        tuple(dict.fromkeys((done.evidence, *shows))),
        title="Clarification of a service",
        to="performing provider",
        about=f"{done.means}: {what}",
    )
    return Lacking(done, query)

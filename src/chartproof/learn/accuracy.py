"""How accurate a claim is, by several formulas: auditors do not agree on one, so each is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chartproof.model.audit import Audited, Share, State, What

_CODES = frozenset({What.DIAGNOSIS, What.PROCEDURE, What.SERVICE})


def shares(codes: Iterable[Audited]) -> tuple[Share, ...]:
    """The shares of an audit: of all that should have been billed, of what was billed, by kind, and whole."""
    return tuple(_shares(tuple(codes)))


def _shares(codes: tuple[Audited, ...]) -> Iterator[Share]:
    of_codes = [c for c in codes if c.what in _CODES]
    billed = [c for c in of_codes if c.billed]
    right = sum(c.state is State.SUPPORTED for c in of_codes)
    yield Share(
        "code_over_code",
        right,
        len(of_codes),
        "codes supported, of all codes billed and all that were missed",
    )
    yield Share("billed", right, len(billed), "codes supported, of the codes billed")
    missed = sum(c.state is State.MISSED for c in of_codes)
    yield Share("captured", right, right + missed, "codes supported, of those and what was missed")
    for what in What:
        of = [c for c in codes if c.what is what]
        if of:
            kind = sum(c.state is State.SUPPORTED for c in of)
            yield Share(what.value, kind, len(of), f"{what.value} right, of all billed and missed")
    whole = all(c.state is State.SUPPORTED for c in codes)
    yield Share("record_over_record", int(whole), 1, "the whole claim is right, or it is not")

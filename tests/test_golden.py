"""Charts of our own whose codes coders set without sight of the engine: those that come out right stay right.

Whole charts (`golden/`), and lines of an assessment as clinicians type them (`lines/`).
`not_yet.txt` names those that don't yet, each a debt; one that comes out right must leave the list.
What is measured on all of them, POA too, `benchmarks/golden.py` prints.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from chartproof.pipeline import Line

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from golden import charts_in, firsts, marked

CHARTS = Path(__file__).parent / "charts"
KNOWN = [*charts_in(CHARTS / "golden"), *charts_in(CHARTS / "lines")]
UNSEEN = list(charts_in(CHARTS / "unseen")) if (CHARTS / "unseen").exists() else []
NOT_YET = frozenset((CHARTS / "not_yet.txt").read_text("utf-8").split())


@pytest.mark.parametrize("chart", KNOWN, ids=lambda chart: chart["id"])
def test_a_golden_chart(chart: dict[str, Any], line: Line) -> None:
    """Its codes and what leads; what the index or the list of exempt codes would add is not needed here."""
    found = marked(chart, line)
    right = not found.missing and not found.extra and found.leads
    if chart["id"] in NOT_YET:
        assert not right, "it comes out right now: take it off not_yet.txt"
    else:
        assert right, (found.missing, found.extra, found.first)


def test_the_charts_are_sound(line: Line) -> None:
    """Ids once, every code billable, what leads among what is wanted; of the unseen third too."""
    every = [*KNOWN, *UNSEEN]
    assert len(every) >= 150
    assert len({chart["id"] for chart in every}) == len(every)
    assert {chart["id"] for chart in KNOWN} >= NOT_YET
    tabular = line.terminology(release="icd10cm-2026.2").tabular
    for chart in every:
        assert set(firsts(chart)) <= set(chart["codes"]), chart["id"]
        for code in (*chart["codes"], *chart.get("may", [])):
            assert tabular.billable(code), (chart["id"], code)

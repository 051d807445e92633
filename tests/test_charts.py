"""Whole encounters of our own, coded through the line: what must be there and what must not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from chartproof.formats.case import case_from_object
from chartproof.pipeline import Line

CHARTS = sorted((Path(__file__).parent / "charts").glob("*.yml"))


@pytest.mark.parametrize("path", CHARTS, ids=lambda p: p.stem)
def test_chart(path: Path, line: Line) -> None:
    chart: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    coding, _ = line.code(case_from_object(chart["case"], path.name))
    given = {a.value: a for a in coding.assignments}
    assert set(chart["has"]) <= set(given), sorted(given)
    assert not set(chart["lacks"]) & set(given), sorted(given)
    for code in chart.get("addressed", []):
        assert given[code].needed.value == "addressed", code
    for code, poa in chart.get("poa", {}).items():
        assert (given[code].poa or "") == poa, code
    why = {r.code.value: r.why.value for r in coding.rejected}
    for code, reason in chart.get("rejected", {}).items():
        assert why.get(code) == reason, code
    asked = [q.rule.rsplit(".", 1)[-1] for q in coding.queries]
    assert set(chart.get("asks", [])) <= set(asked), asked
    for code, role in chart.get("roles", {}).items():
        assert given[code].role.value == role, code


def test_the_stay_that_the_demo_shows(line: Line) -> None:
    """What occasioned it leads; the old stroke is what it left, and no new one."""
    case = Path(__file__).parent.parent / "examples/inpatient_stay.json"
    coding, _ = line.code(case_from_object(json.loads(case.read_text("utf-8")), case.name))
    given = {a.value: a for a in coding.assignments}
    assert (coding.assignments[0].value, coding.assignments[0].role.value) == ("I13.0", "principal")
    assert {"I69.354", "I50.23", "N18.4", "J96.01", "J15.0", "J44.0", "J44.1", "D63.1"} <= set(given)
    assert not {"I63.9", "G81.94"} & set(given)

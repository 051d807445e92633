"""The cases beside a rule: its tests and its documentation."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import yaml

from chartproof.model.errors import RuleError
from chartproof.rules.core import Rule


def cases_file(rule: Rule) -> Path:
    """Where the cases of a rule stand."""
    module = importlib.import_module(rule.module)
    return Path(str(module.__file__)).with_suffix(".cases.yml")


def read_cases(rule: Rule) -> list[dict[str, Any]]:
    """Read the cases of a rule: 0450 stays 0450, NO stays NO."""
    path = cases_file(rule)
    if not path.exists():
        raise RuleError(f"{rule.id} has no cases; write {path.name} beside it")
    return read_file(path)


def read_file(path: Path) -> list[dict[str, Any]]:
    """Read a file of cases, as strings only."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    cases: list[dict[str, Any]] = yaml.load(path.read_text("utf-8"), loader)  # noqa: S506
    return cases

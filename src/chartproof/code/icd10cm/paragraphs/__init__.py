"""Guideline paragraphs that hold without a rule of their own, and those that leave nothing to decide.

`<paragraph>.cases.yml`: whole notes that show that the books, the conventions and other rules
already give what the paragraph asks for. `settled.tsv`: paragraphs that decide nothing about a code
(`states`), or that only a person can decide (`person`), each with the reason.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from chartproof.rules.cases import read_file

#: What `settled.tsv` may say of a paragraph.
KINDS = {
    "states": "nothing to decide",
    "person": "for a person",
}
_HERE = Path(__file__).parent


@cache
def shown() -> dict[str, tuple[dict[str, Any], ...]]:
    """The cases of each paragraph that has a file of its own, by its number."""
    return {
        path.name.removesuffix(".cases.yml"): tuple(read_file(path))
        for path in sorted(_HERE.glob("*.cases.yml"))
    }


@cache
def settled() -> dict[str, tuple[str, str]]:
    """Paragraphs that no rule can decide: the kind and the reason, by number."""
    lines = (_HERE / "settled.tsv").read_text("utf-8").splitlines()[1:]
    return {number: (kind, reason) for number, kind, reason in (line.split("\t") for line in lines)}

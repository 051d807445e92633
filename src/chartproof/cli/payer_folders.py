"""Where the user's own payer rules stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chartproof.rules.core import Rule


def own_rules(folders: list[Path]) -> tuple[Rule, ...]:
    """The user's own payer rules: those of the folders named, and of the home's folder `payer` where there is one."""
    from chartproof.codesets.shelf import home

    standing = home() / "payer"
    asked = [
        *([standing] if standing.is_dir() else []),
        *(f for f in folders if f.resolve() != standing.resolve()),
    ]
    if not asked:
        return ()
    from chartproof.check.payer.reading import folder_rules

    return folder_rules(*asked)

"""Amounts as fee schedules print them, to plain decimals."""

from __future__ import annotations

import re
from decimal import Decimal

from chartproof.codesets.build.source import SourceFile
from chartproof.codesets.build.tables import broken

_AMOUNT = re.compile(r"(\d[\d,]*\.?\d*|\.\d+)(e-\d+)?")


def amount(file: SourceFile, number: int, text: str) -> str:
    """`$1,644.87 ` as `1644.87`; a percentage keeps its number; empty where none is printed."""
    plain = text.strip().strip("$%").strip()
    if plain in {"", ".", "-", "N/A", "NA"}:
        return ""
    if not _AMOUNT.fullmatch(plain):
        raise broken(file, f"row {number}", f"{text!r} is no amount")
    return f"{Decimal(plain.replace(',', '')):f}"

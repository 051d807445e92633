"""Whom questions rest on: the practice of compliant queries."""

from __future__ import annotations

from chartproof.model.coding import Cite

#: AHIMA and ACDIS, 2022 update: indicators, reasonable choices, a neutral title, no mention of money.
PRACTICE = Cite("ACDIS/AHIMA Guidelines for Achieving a Compliant Query Practice", "2022 update")

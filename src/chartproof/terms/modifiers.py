"""In which order the modifiers of a line stand: what prices it, then what makes it payable, then what informs.

A claim has room for four; payers read the first ones for the price. Inside a group the order is ours.
"""

from __future__ import annotations

#: What changes the price of the line.
_PRICE = (
    *("26", "TC", "53", "52", "73", "74", "54", "55", "56", "62", "66", "82", "81", "80", "AS"),
    *("78", "50", "51", "22", "63"),
)
#: What lets the line be paid beside others, or within a global period.
_PAYABLE = (
    *("24", "25", "57", "58", "79", "76", "77", "91", "59", "XE", "XP", "XS", "XU", "27"),
    *("LM", "LD", "LC", "RC", "RI"),
)
_ORDER = {modifier: place for place, modifier in enumerate((*_PRICE, *_PAYABLE))}

#: What Medicare's fee schedule of the day says whether a code may carry.
BY_FEE_SCHEDULE = frozenset(
    {"22", "50", "51", "54", "55", "56", "58", "62", "66", "78", "79", "80", "81", "82", "AS"}
)
#: What goes by the published pairs of codes (NCCI PTP).
BY_PAIRS = frozenset({"59", "XE", "XP", "XS", "XU"})


def place_of(modifier: str) -> tuple[int, str]:
    """Where a modifier stands among the others of its line."""
    return _ORDER.get(modifier, len(_ORDER)), modifier

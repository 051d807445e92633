"""Numbers as notes write them, in digits or in words."""

from __future__ import annotations

from decimal import Decimal

_NUMBERS = {
    "one": 1, "single": 1, "a": 1, "an": 1, "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
#: What stands for a number and does not name it.
_NOT_COUNTED = frozenset({"a", "an", "single", "both"})
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}


def spelled(first: int = 1, last: int = 12) -> str:
    """The words for the numbers from one to another, as alternatives of a pattern: "one|two|three"."""
    return "|".join(w for w, n in _NUMBERS.items() if first <= n <= last and w not in _NOT_COUNTED)


#: A number in digits, or in words to ninety-nine.
NUMBER = rf"\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[- ](?:{spelled(1, 9)})\b)?|" + "|".join(
    sorted((n for n in _NUMBERS if len(n) > 2), key=len, reverse=True)
)


def number(word: str) -> int:
    """A number written in digits or in words."""
    if word.isdigit():
        return int(word)
    tens, _, rest = word.replace(" ", "-").partition("-")
    return _TENS[tens] + (_NUMBERS[rest] if rest else 0) if tens in _TENS else _NUMBERS[word]


def amount(word: str) -> Decimal:
    """A number written in digits, with decimals or without, or in words."""
    return Decimal(word) if word[0].isdigit() or word[0] == "." else Decimal(number(word))

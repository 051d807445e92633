"""Lay words, shorthand and brand names of a search as the classification says them (`lay.tsv`, ours).

Used in search only: a record is read by the lexicon, which asks for context.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from chartproof.terms.drugs import drug_terms

_TOKEN = re.compile(r"[^\s,;:()]+")


@lru_cache(maxsize=1)
def _said() -> tuple[dict[tuple[str, ...], str], int]:
    """What is said, as words, to what it means; and the most words of one."""
    lines = files("chartproof.terms").joinpath("lay.tsv").read_text("utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    said = {tuple(t.name.split()): t.generic for t in drug_terms().values() if t.name != t.generic}
    said |= {tuple(say.split()): means for say, means, _ in rows}
    return said, max(map(len, said))


def in_trade_words(typed: str) -> str:
    """What was typed with lay words and shorthand replaced, the longest first; the same where none is."""
    said, longest = _said()
    tokens = _TOKEN.findall(typed.lower().replace("'", "").replace("\u2019", ""))
    out: list[str] = []
    at = 0
    while at < len(tokens):
        for size in range(min(longest, len(tokens) - at), 0, -1):
            means = said.get(tuple(tokens[at : at + size]))
            if means:
                out.append(means)
                at += size
                break
        else:
            out.append(tokens[at])
            at += 1
    return " ".join(out) if out != tokens else typed

"""Lay words, shorthand and brand names of a search as the classification says them (`lay.tsv`, ours).

Used in search only: a record is read by the lexicon, which asks for context.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from chartproof.model.pattern import Pattern
from chartproof.terms.drugs import drug_terms

_TOKEN = Pattern(r"[^\s,;:()?!\"]+")
#: Words that may stand between the words of a saying: "a lump on my neck" says "lump neck". Numbers may too.
_BETWEEN = frozenset(
    "a an the i me my your his her our their he she it its we they you is are was were am im really very so "
    "of in on at to from babys sons daughters moms dads".split()
)
#: Words a patient's sentence has and no term needs; only the trade's reading leaves them out.
_OF_SENTENCES = _BETWEEN | frozenset(
    "be been being do does did dont doesnt didnt have has had havent hasnt having can could cant couldnt will would wont "
    "should isnt arent wasnt ive id ill hes shes theres thats this these those there here what when where while "
    "since until till for from than then now ago about if because cause but some any something anything everything "
    "got get gets getting go goes going gone went come comes coming came keep keeps keeping kept feel feels "
    "feeling felt seem seems make makes made want wants need needs think thinks thought know said says tell told "
    "last past week day days hour hours today yesterday tonight morning afternoon evening every always "
    "just still only even also too again yet already lately suddenly started starting pretty kind sort bit lot lots "
    "please help doctor doc myself himself herself mine hers ours who whole thing things stuff".split()
)
#: Those that may number a term after its word: hepatitis A, bipolar I.
_LETTERS = frozenset({"a", "i"})
#: So many of those words within one saying are reached over.
MOST_BETWEEN = 4
_ENDS = ("ing", "ed", "es", "s")


@lru_cache(maxsize=1)
def _said() -> tuple[dict[tuple[str, ...], str], int]:
    """What is said, by its words, its key and its stems, to what it means; and the most words of one."""
    lines = files("chartproof.terms").joinpath("lay.tsv").read_text("utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    said = {tuple(t.name.split()): t.generic for t in drug_terms().values() if t.name != t.generic}
    said |= {tuple(say.split()): means for say, means, _ in rows}
    longest = max(map(len, said))
    for form in (key, stems):
        for words, means in tuple(said.items()):
            said.setdefault(form(words), means)
    return said, longest


def key(words: tuple[str, ...]) -> tuple[str, ...]:
    """What a saying is known by: its words, parted at hyphens, without those that may stand between."""
    first, *others = [part for word in words for part in word.split("-") if part] or words
    if not others:
        return (first,)
    return first, *(o for o in others[:-1] if o not in _BETWEEN and not o.isdigit()), others[-1]


def stems(words: tuple[str, ...]) -> tuple[str, ...]:
    """A key's words without their endings, where there are several: hurts to walk, hurting to walk."""
    left = key(words)
    return tuple(map(_stem, left)) if len(left) > 1 else left


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """A word without its ending: hurts, hurting -> hurt; bruised -> bruis; cutting -> cut; cries -> cri."""
    for end in _ENDS:
        if word.endswith(end) and len(word) >= len(end) + 3 and not word.endswith("ss"):
            word = word[: -len(end)]
            break
    word = word.rstrip("e") or word
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") else word


def in_trade_words(typed: str) -> str:
    """What was typed with lay words and shorthand replaced, the longest first, and without the words of a sentence.

    The same where there are none of either.
    """
    tokens = [t.rstrip(".") for t in _TOKEN.findall(typed.lower().replace("'", "").replace("\u2019", ""))]
    out: list[str] = []
    at = 0
    while at < len(tokens):
        size, means = _longest(tokens, at)
        if means:
            out.append(means)
        elif tokens[at] not in _OF_SENTENCES or (
            tokens[at] in _LETTERS and out and out[-1] == tokens[at - 1]
        ):
            out.append(tokens[at])
        at += size
    return " ".join(out) if out and out != tokens else typed


def _longest(tokens: list[str], at: int) -> tuple[int, str]:
    """How many words from here the longest saying takes and what it means; one and nothing where none is said."""
    said, longest = _said()
    for size in range(min(longest + MOST_BETWEEN, len(tokens) - at), 0, -1):
        words = tuple(tokens[at : at + size])
        if means := said.get(words) or said.get(key(words)) or said.get(stems(words)):
            return size, means
    return 1, ""

"""Burns as a list tells them: the site and the depth of each part, and where a scar of one is (I.C.19.d)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chartproof.code.icd10cm.figures import rows
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention
from chartproof.model.record import Document, Evidence
from chartproof.terms.cause import FROM
from chartproof.terms.sought import first, sought

#: Depths, deepest first: the character of the degree.
_DEPTHS = (
    (
        "3",
        r"full[- ]thickness|(?:third|3rd)(?:[- ]deg(?:ree)?)?\b|(?<!\d)3 ?[\u00b0\u00ba](?! ?(?:to|[CF])\b)|\beschar\b",
    ),
    (
        "2",
        r"partial[- ]thickness|(?:second|2nd)(?:[- ]deg(?:ree)?)?\b|(?<!\d)2 ?[\u00b0\u00ba](?! ?(?:to|[CF])\b)|(?<!without )(?<!no )\bblister\w*",
    ),
    ("1", r"(?:first|1st)[- ]deg(?:ree)?|(?<!\d)1 ?[\u00b0\u00ba](?! ?(?:to|[CF])\b)|\bsuperficial burn"),
)
_SIDES = (("1", r"\b(?:right|R|rt)\b"), ("2", r"\b(?:left|L|lt)\b"))
_SIDED = Pattern(r"\b(?:right|left|rt|lt|[rl]) ", re.IGNORECASE)
#: What a list of burns is parted by; a comma parts two sites, not a site and its depth.
_PARTS = Pattern(r"[.;:\n]|,(?= *(?:and )?(?:right|left|[RL]|both)\b)")
#: A comma before the next degree parts two burns where the degree stands before its site.
_AHEAD = Pattern(
    r"[.;:\n]|,? *(?:and |, )?(?=\b(?:(?:first|1st|second|2nd|third|3rd)[- ]deg(?:ree)?|(?:full|partial)[- ]thickness)\b)",
    re.IGNORECASE,
)
_AHEAD_OF_SITE = Pattern(
    r"[\s:\u2013-]*(?:(?:first|1st|second|2nd|third|3rd)[- ]deg(?:ree)?|(?:full|partial)[- ]thickness)\b",
    re.IGNORECASE,
)
BURNS = Pattern(r"\bburn(?:s|ed)?\b|\bscald", re.IGNORECASE)
SCAR = Pattern(r"\bscars?\b|\bcontracture|\bkeloid", re.IGNORECASE)


#: "Burns:" or "flame burns 22% TBSA:" heads a list; what is old, healed or told of another is none.
_HEADS = Pattern(
    r"\bTBSA(?: burn(?:ed)?)?[ :]*(?:about |~ ?)?\d{1,2}(?:\.\d)? ?%(?: TBSA)? ?:|\bburns?\b(?:[^.\n]{0,60}:|(?: to)? [-\u2013] |,? (?=(?:first|1st|second|2nd|third|3rd)[- ]deg(?:ree)?\b))",
    re.IGNORECASE,
)
#: One degree of several sites: "2nd degree scald burn R forearm and dorsal R hand".
_OF_DEGREE = Pattern(
    r"\b(?P<degree>(?:first|1st|second|2nd|third|3rd)[- ]deg(?:ree)?|(?:full|partial)[- ]thickness) (?:\w+ )?burns? (?:of |to |on |over |involving )?(?:the )?"
    r"(?P<sites>(?:(?!(?:first|1st|second|2nd|third|3rd)[- ]deg|(?:full|partial)[- ]thickness)[^.;:\n]){4,80}? and (?:(?!(?:first|1st|second|2nd|third|3rd)[- ]deg|(?:full|partial)[- ]thickness)[^.,;:\n]){3,40})",
    re.IGNORECASE,
)
_PAST = Pattern(
    r"\b(?:old|prior|previous|history of|h/o|years ago|sunburn|no) [^.\n:]{0,20}\bburns?\b", re.IGNORECASE
)
#: The surface burned is told of nothing but burns; a site of it: "R thigh: full-thickness".
_SURFACE = Pattern(r"\b(?:TBSA|BSA burn\w*|body surface)\b")
_OF_SITE = Pattern(
    r"(?:^|[.;:] )((?:right|left|bilateral|both|[RL]) [a-z ]{3,30}(?:\([^()\n]{2,30}\))?(?::| [-\u2013]|,) [^.;:\n]{0,40}\b(?:full|partial)[- ]thickness)",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCES = Pattern(r"[.;\n]")
#: Corrosions by chemicals have codes of their own, the degree four higher.
CHEMICAL = Pattern(
    r"\b(?:chemicals?|\w*acid|alkali\w*|lye|bleach|ammonia|caustic|corrosive|corrosion|hydroxide|wet cement|drain cleaner)\b",
    re.IGNORECASE,
)
CORROSION = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """A burn of a list: its code without the seventh character, its words, and the list's line."""

    stem: str
    words: Evidence
    line: Evidence

    @property
    def site(self) -> str:
        """The code without its degree."""
        return site_in(self.stem)

    @property
    def chemical(self) -> bool:
        """Whether the line says that a chemical did it."""
        return CHEMICAL.search(self.line.words) is not None


def site_in(value: str) -> str:
    """What of a code of a burn names the site and side."""
    return value[:4] + value[5:7]


def lists_in(document: Document) -> Iterator[Listed]:
    """The burns of the passages that a heading of burns begins, to the end of the line.

    Where the document reckons the burned surface, of every line that tells a site and then its depth.
    """
    known: set[int] = set()
    for head in sought(_OF_DEGREE, document.text):
        line = _line(document, *head.span())
        if not _PAST.search(document.text[line.start : head.end()]):
            words = document.quote(*head.span())
            for site, told in ((site_of(head["sites"]), head["sites"]), *_beside(head["sites"])):
                if site is not None:
                    yield Listed(stem(site, degree_of(head["degree"]) or "0", told), words, line)
    for head in sought(_HEADS, document.text):
        line = _line(document, head.start(), head.end())
        opening = document.text[line.start : head.end()]
        opening = opening[max(opening.rfind(". "), opening.rfind("; ")) + 1 :]
        reckoned = "TBSA" in head[0] and first(BURNS, document.text) is not None
        if (BURNS.search(line.words) or reckoned) and not _PAST.search(opening):
            known.add(line.start)
            passage = document.quote(head.end() if line.end > head.end() else head.start(), line.end)
            yield from (Listed(found, words, line) for found, words in burns_listed(document, passage))
    for named in sought(_OF_SITE, document.text) if first(_SURFACE, document.text) else ():
        line = _line(document, *named.span())
        if line.start not in known:
            known.add(line.start)
            passage = document.quote(named.start(1), line.end)
            found_in = burns_listed(document, passage, _SENTENCES)
            yield from (Listed(found, words, line) for found, words in found_in)


def _line(document: Document, start: int, end: int) -> Evidence:
    """The line around a place."""
    last = document.text.find("\n", end)
    return document.quote(document.text.rfind("\n", 0, start) + 1, len(document.text) if last < 0 else last)


#: Sites that a list tells to be whole: "wrist and elbow spared".
_SPARED = Pattern(
    r"[^,;.:\n]*\b(?:spared|not (?:burned|involved|affected)|uninvolved|unaffected)\b", re.IGNORECASE
)


def burns_listed(
    document: Document, passage: Evidence, apart: Pattern | None = None
) -> Iterator[tuple[str, Evidence]]:
    """The burns of a passage as stems of codes, the seventh character left open, each with its words."""
    start = 0
    parts = apart or (_AHEAD if _AHEAD_OF_SITE.match(passage.words) else _PARTS)
    for end in (
        *(found.start() for found in parts.finditer(passage.words) if found.start()),
        len(passage.words),
    ):
        part = _SPARED.sub(lambda told: " " * len(told[0]), passage.words[start:end])
        depth = degree_of(part)
        site = site_of(part)
        if depth and site and not SCAR.search(part):
            first = passage.start + start + len(part) - len(part.lstrip(" .;:,\n"))
            words = document.quote(first, passage.start + end)
            yield stem(site, depth, part), words
            for other, told in _beside(part):
                yield stem(other, depth, told), words
        start = end


#: What a burn left: "burn scar of the hand", "scar from a scald"; and the scars it is said of.
SCARS = ("L90.5", "L91.0")
LEFT = Pattern(
    rf"\bburn scars?\b|\b(?:scar|keloid)\w*\b[^.;]{{0,80}}\b(?:{FROM}|after|of)\b[^.;]{{0,40}}\b(?:burn|scald)",
    re.IGNORECASE,
)
_SENTENCE = Pattern(r"[^\n]+?(?:\.(?=\s|$)|(?=\n|$))")


def scarred(coding: Coding) -> bool:
    """Whether the record says of a scar that a burn left it."""
    return any(LEFT.search(m.line.words) for scar in coding.having(*SCARS) for m in scar.mentions)


def told_of_burns(coding: Coding) -> Iterator[Evidence]:
    """The sentences that tell a burn with its site and its degree."""
    for document in coding.encounter.documents:
        for found in _SENTENCE.finditer(document.text):
            if BURNS.search(found[0]) and degree_of(found[0]) and site_of(found[0]):
                yield document.quote(*found.span())


def clause(mention: Mention) -> str:
    """The part of its line, between semicolons, that a mention stands in."""
    words, at = mention.line.words, mention.evidence[0].start - mention.line.start
    end = words.find(";", at)
    return words[words.rfind(";", 0, at) + 1 : end if end >= 0 else None]


def degrees_of(words: str) -> frozenset[str]:
    """Every degree that words name."""
    return frozenset(char for char, says in _DEPTHS if re.search(says, words, re.IGNORECASE))


def degree_of(words: str) -> str | None:
    """The deepest degree that words name."""
    return next((char for char, says in _DEPTHS if re.search(says, words, re.IGNORECASE)), None)


def _beside(words: str) -> Iterator[tuple[str, str]]:
    """The patterns of further sites that "and" or a comma joins to the first, each with the words that tell its side: "right forearm and hand", "R forearm 5%, dorsum of R hand 3%"."""
    seen = {site_of(words)}
    for piece in _JOINED.split(words):
        site = site_of(piece)
        if site is not None and site not in seen:
            seen.add(site)
            yield site, piece if _SIDED.search(piece) else words


_JOINED = Pattern(r",| and | & ")


def site_of(words: str) -> str | None:
    """The pattern of the code of the site that words name: degree and side left open."""
    plain = _SIDED.sub("", words)
    return next((code for says, code in _sites() if says.search(plain)), None)


def stem(site: str, degree: str, words: str) -> str:
    """A code without its seventh character."""
    side = next((char for char, says in _SIDES if re.search(says, words)), None)
    side = side or next((char for char, says in _SIDES if re.search(says, words, re.IGNORECASE)), "9")
    return f"{site[:4]}{site[4:].replace('d', degree).replace('s', side)}"


@lru_cache(maxsize=1)
def _sites() -> tuple[tuple[Pattern, str], ...]:
    return tuple((Pattern(rf"\b(?:{row[0]})\b", re.IGNORECASE), row[1]) for row in rows("burn_sites"))

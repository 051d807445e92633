"""Words folded to one form: plural, spelling, adjective and noun, the word and its synonym.

`words.tsv` (ours) maps a word to the word the classification uses: renal -> kidney, stone ->
calculus, oedema -> edema. Everything else is rule: lower case, accents, -'s, plural -s and -ies.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from chartproof.model.pattern import Pattern
from chartproof.terms.capitals import EYES, SEVERAL, SIDES, is_side, several
from chartproof.terms.neighbors import BY_NEIGHBORS, by_neighbors
from chartproof.terms.predicates import LINKS, linked_to
from chartproof.terms.told_without import WITHOUT, told_without

TOKEN = Pattern(
    r"(?<![\w/])(?:[a-zA-Z]/[a-zA-Z]|2/2)(?![\w/])|[nN][oO][nN]-(?=[a-zA-Z])[a-zA-Z]+|[pP][oO][sS][tT][ -][oO][pP](?![a-zA-Z])|[gG][aA][lL][lL][ -][bB][lL][aA][dD][dD][eE][rR][sS]?(?![a-zA-Z])|\d+(?:\.\d+)?(?:st|nd|rd|th)\b|[^\W_]+(?:\.\d+)?"
)

#: Words that carry no meaning of their own in a term.
STOP = frozenset(
    "a an the of in on at to and or with by due as is are for from into this that his her their my "
    "mellitus nos nec elsewhere classified classifiable specified unspecified type's s 2/2 d/t".split()
)

#: Words that only qualify; between the words of a term they don't count as a gap.
QUALIFIERS = frozenset(
    "left right bilateral both acute chronic subacute mild moderate severe recurrent upper lower old new "
    "recent ongoing current initial likely known possible probable worsening stable small large significant "
    "longstanding controlled uncontrolled poorly well first second third fourth fifth sixth seventh eighth ninth tenth "
    "eleventh twelfth 1st 2nd 3rd 4th 5th 6th 7th 8th 9th "
    "10th 11th 12th 1 2 3 4 5 distal proximal medial lateral anterior posterior volar palmar partial complete mildly severely his her also "
    "kg kilo kilogram lb pound".split()
)

_KEEP = frozenset(
    "diabetes herpes pancreas biceps triceps rabies scabies lens always has was pus gas bias abscess "
    "series species facies caries tabes pes mumps measles rickets shingles hives menses yaws ms".split()
)


@lru_cache(maxsize=1)
def _map() -> dict[str, str]:
    lines = files("chartproof.terms").joinpath("words.tsv").read_text("utf-8").splitlines()[1:]
    return dict(line.split("\t")[:2] for line in lines if line and not line.startswith("#"))


#: British spelling: anaemia, oedema, diarrhoea.
_BRITISH = Pattern(
    r"ae(?=m[aioe]|nia|tiol|sth)|(?<=yn)ae(?=c)|(?<=f)ae(?=c)|(?<=c)ae(?=sar)|oe(?=as?$|ic$|sop|str|dem)|(?<=c)oe(?=lia)|(?<=f)oe(?=t)"
)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Fold one word, as TOKEN finds it, to the form terms are kept in."""
    word = word.lower()
    if not word.isascii():
        plain = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in plain if not unicodedata.combining(c))
    if word.startswith("non-"):
        word = "non" + word[4:]
    if "ae" in word or "oe" in word:
        word = _BRITISH.sub("e", word)
    known = _map()
    if found := known.get(word):
        return found
    single = _singular(word)
    return known.get(single, single)


def _singular(word: str) -> str:
    if len(word) < 5 or word in _KEEP or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("oses") and len(word) > 7:
        return word[:-2] + "is"
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=20_000)  # titles, as a rule
def folded(text: str) -> tuple[str, ...]:
    """The folded words of a text that are not stop words, in order."""
    return tuple(words_of(text, 0, len(text)).folded)


@dataclass(slots=True)
class Words:
    """The content words of a stretch of text: offsets, folded forms, and what stands before each.

    `breaks[i]` sums the boundaries before word i (a bracket, "and" or its sign 1, a comma 2, a full stop, a
    colon or a semicolon 100), so the boundaries between two words are one subtraction.
    """

    text: str
    starts: list[int]
    ends: list[int]
    folded: list[str]
    breaks: list[int]

    def __len__(self) -> int:
        return len(self.folded)

    def add(self, start: int, end: int, form: str, level: int) -> None:
        """One word more."""
        self.starts.append(start)
        self.ends.append(end)
        self.folded.append(form)
        self.breaks.append(level)


#: "a" and "i" are words of a term only after what they number: hepatitis A, bipolar I, type I.
_LETTERS = frozenset({"a", "i"})
_LETTERED = frozenset(
    "type stage grade class chiari bipolar bpad hepatitis hep influenza flu group vitamin hemophilia syndrome factor category".split()
)
_JOINS = frozenset({"and", "or", "nor"})
#: Words no term reaches over, unless it has them itself; each counts WALL among the boundaries.
WALL = 10
WALLS = frozenset(
    "no not never denies denied deny without w/o but however negative which who while although except "
    "because when if after before since until during has had have was were will would should could did does do "
    "he she they we i patient reports presents continue start started started given".split()
)

#: A joint or limb that has something is no person who does: "left knee has primary OA".
_HAVE = frozenset({"has", "have"})
_HAVERS = frozenset(
    f"{joint}{ending}"
    for joint in "knee hip shoulder elbow wrist hand ankle thumb finger toe heel ear eye breast".split()
    for ending in ("", "s")
)

#: What a token is: a word of its own, a wall, nothing (a stop word), a join, a letter that may number,
#: a capital that may be a side, or letters that say several words.
_NOTHING, _WORD, _WALL, _JOIN, _LETTER, _SIDE, _SEVERAL, _ROMAN = range(8)
#: Numerals that are one behind what they number: stage IV, not IV fluids.
_NUMERALS = {"iv": "4", "v": "5"}
_NUMBERED = frozenset({"stage", "class", "grade", "type"})


@lru_cache(maxsize=1)
def _kinds() -> dict[str, tuple[int, str, str]]:
    """Tokens met, as written: what each is, its lower case, its folded form."""
    return {}


def _kind(token: str) -> tuple[int, str, str]:
    word = token.lower()
    if len(token) > 2 and token[-1] == "s" and token[:-1].isupper():  # LFTs, UTIs
        word = word[:-1]
    if token in SIDES:
        kind = _SIDE
    elif token in SEVERAL:
        kind = _SEVERAL
    elif word in _LETTERS:
        kind = _LETTER
    elif word in _NUMERALS:
        kind = _ROMAN
    elif word in _JOINS:
        kind = _JOIN
    elif word in STOP:
        kind = _NOTHING
    else:
        kind = _WALL if word in WALLS else _WORD
    return kind, word, fold(word)


#: Tokens remembered at most; records misspell without end.
_MOST = 200_000


def _learned(token: str, known: dict[str, tuple[int, str, str]]) -> tuple[int, str, str]:
    """What kind of word a token is, remembered."""
    found = _kind(token)
    if len(known) < _MOST:
        known[token] = found
    return found


#: Words from which on words may be passed over.
_PASSED = frozenset({*LINKS, *WITHOUT})


def _passed(word: str, text: str, at: tuple[int, int], said: list[str]) -> int:
    """Where words that are passed over end: those that link, or what a wound is without by default."""
    return linked_to(text, *at) if word in LINKS else told_without(text, *at, said)


@lru_cache(maxsize=256)  # the lines of one record, as a rule
def words_of(text: str, start: int, end: int) -> Words:
    """The content words of `text[start:end]`."""
    found = Words(text, [], [], [], [])
    starts, ends, out, breaks = found.starts, found.ends, found.folded, found.breaks
    known, last, level, before, linked = _kinds(), start, 0, "", start
    for m in TOKEN.finditer(text, start, end):
        at, stop = m.span()
        if at < linked or _numbers_item(text, start, at):
            continue
        gap = text[last:at]
        if gap != " " and gap not in _OPEN and not _says_more(gap, text, last, at, end):
            level += _level(gap)
        last, token = stop, text[at:stop]
        kind, word, form = known.get(token) or _learned(token, known)
        if word in _PASSED and (linked := _passed(word, text, (at, end), out)) > at:
            last = linked if word in WITHOUT else last
            continue
        if kind != _WORD:
            if kind == _NOTHING or (word in _HAVE and _HAVERS.intersection((before, *out[-2:-1]))):
                continue  # "knee has", "knee also has"
            if kind == _JOIN:
                level += 1
                continue
            if kind == _WALL:
                level += WALL
            elif kind == _ROMAN:
                form = _NUMERALS[word] if before in _NUMBERED else form
            elif kind == _SIDE:
                if is_side(token, text, stop, before):
                    form = SIDES[token]
            elif kind == _SEVERAL:
                *others, form = several(token, text, at, stop) or ("",)
                if not form:
                    continue
                for other in others:
                    found.add(at, stop, other, level)
            elif before not in _LETTERED:
                continue
            elif word == "i":
                word = form = "1"
        elif word in BY_NEIGHBORS:
            form = by_neighbors(word, text, (start, at, stop, end)) or form
        if (text[at - 1 : at] in _AHEAD) and (said := _said_ahead(text, start, at, word)):
            found.add(at - 1, at, said, level)
        before = word
        starts.append(at)
        ends.append(stop)
        out.append(form)
        breaks.append(level)
        if text.startswith(_SIGNS, stop, end) and (said := _signed(token, text, stop)):
            sign = text.index(text[stop : stop + 2].strip()[0], stop)
            found.add(sign, sign + 1, said, level)
            last = sign + 1
    return found


#: An arrow stuck to the head of what was measured, "\u2191K - lokelma", and a plus stuck to that of a test.
_ARROWS = {"\u2191": "elevated", "\u2193": "low"}
_AHEAD = frozenset({"+", *_ARROWS})
_MEASURED = frozenset(
    "psa tsh lfts lft alt ast crp esr ferritin prolactin pth potassium sodium calcium magnesium platelets plt tg lipase bili bilirubin "
    "k na mg ca phos b12".split()
)


def _said_ahead(text: str, start: int, at: int, word: str) -> str | None:
    """What the sign right before a word says of it, folded: "+Cologuard" is positive, "\u2191K" elevated."""
    sign = text[at - 1]
    if sign != "+":
        return _ARROWS[sign] if word in _MEASURED else None
    opens = not text[max(start, at - 2) : at - 1].strip(" (,;")
    return "positive" if word in _LOOKED_FOR and opens else None


#: In front of the number of an item that something is laid to: "AKI due to #1".
_OF_ITEM = Pattern(r"\b(?:due to|d/t|2/2|secondary to|from|see|of|with) #$", re.IGNORECASE)


def _numbers_item(text: str, start: int, at: int) -> bool:
    """Whether a number is that of an item which something is laid to."""
    return text[at - 1 : at] == "#" and _OF_ITEM.search(text, max(start, at - 16), at) is not None


#: What a colon leads to and does not part: "ER: positive".
_RESULT = Pattern(r"(?:positive|negative|pos|neg)(?![^\W_])", re.IGNORECASE)
_SIGNS = ("+", "-", " +")
#: A plus that ends what it stands behind: "QFT +, x-ray clear", "giardia antigen + after camping".
_PLUS = Pattern(r" ?\+(?=\s*(?:[,;.)\n]|$)| (?:after|on|in|at|per|by|from|for|x ?\d)\b)")
#: Tests that a plus stuck to their head calls positive: "+Cologuard, colonoscopy next week"; before other words it may join.
_LOOKED_FOR = frozenset(
    "cologuard fit fobt ifobt hemoccult guaiac qft quantiferon igra ppd tst cdiff rpr ana ccp rf gbs "
    "covid flu strep rsv hcv hpv mrsa hiv gc".split()
)
#: Behind these a dash says negative; behind other words it is only a dash.
_TESTED = frozenset(
    "ER PR HER2 AR HIV HBV HCV GBS RPR ANA RF CCP MRSA COVID BRCA BRCA1 BRCA2 EGFR ALK KRAS HPV".split()
)


def _says_more(gap: str, text: str, last: int, at: int, end: int) -> bool:
    """Whether what stands behind a mark only says more of what stands before: E. coli, OD: cataract, ER: positive, pain (right)."""
    if gap == ". ":
        return _initial(text, last)
    if gap == ": ":
        return text[last - 2 : last] in EYES or _RESULT.match(text, at) is not None
    if gap == ", ":
        return _APPENDED.match(text, at, end) is not None
    return gap == " (" and _BRACKETED.match(text, at, end) is not None


def _signed(token: str, text: str, stop: int) -> str | None:
    """What a sign behind capitals says: ER+ is positive, HER2- negative."""
    if len(token) > 1 and token.isalpha() and _PLUS.match(text, stop):
        return "positive"
    if text[stop] == " " or len(token) < 2 or not token.isupper() or text[stop + 1 : stop + 2].isalnum():
        return None
    if text[stop] == "+":
        return "positive"
    return "negative" if token in _TESTED else None


#: A part of a line that only says more of what stands before its comma: asthma, moderate, persistent.
_AXES = (
    r"(?:left|right|bilateral|bilat|acute|chronic|subacute|mild|moderate(?:ly)?|mod|severe|profound|recurrent|persistent|"
    r"intermittent|paroxysmal|permanent|intractable|refractory|single|current|episode|unilateral|primary|secondary|"
    r"[rl]|o[dsu]|a[du]|uncomplicated|stage [1-5][ab]?|in|partial|full|early|sustained|remission|to|on|and|type [12]|longstanding|"
    r"index|middle|ring|little|pinky|intermediate|central|a?typical)"
)
_BRACKETED = Pattern(r"(?:right|left|bilateral|bilat|[rl]|b/l|o[dsu]|a[dsu])\)", re.IGNORECASE)
_APPENDED = Pattern(rf"{_AXES}(?:[ -]{_AXES})*(?=[,;.)\n]|$)", re.IGNORECASE)


def _initial(text: str, end: int) -> bool:
    """Whether a full stop follows a single capital: E. coli, not the end of a sentence."""
    return text[end - 1 : end].isupper() and not text[end - 2 : end - 1].isalnum()


#: What stands between words of one clause.
_OPEN = frozenset({" ", "", "-", "/"})


def _level(gap: str) -> int:
    if not _END_OF_CLAUSE.isdisjoint(gap) or "\n\n" in gap:
        return 100
    if "->" in gap or "\u2192" in gap:
        return _ARROW
    return 2 if "," in gap else 1 if any(mark in gap for mark in _MARKS) else 0


#: What follows parts more than a comma, and less than a wall: "TOLAC -> failed".
_ARROW = 3
#: Brackets, dashes, and the signs for "and".
_MARKS = ("(", ")", " - ", "\u2013", " & ", " + ")
_END_OF_CLAUSE = frozenset(";:.!?\u2022")

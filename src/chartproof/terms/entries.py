"""The ways an entry of the Alphabetic Index is said, and the node of the Tabular List it leads to.

The words of the main term and of every subterm on the path are essential and must all be documented;
nonessential modifiers (in parentheses) may be absent (guideline I.A.7). "With", "due to" and "in" only
link (I.A.15). A See leads where its target leads (I.A.16).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product

from chartproof.codesets.alphabetic import Alphabetic, Entry, Lead
from chartproof.codesets.build.icd10 import BELOW, CODE
from chartproof.codesets.tabular import Tabular
from chartproof.model.pattern import Pattern
from chartproof.terms.words import fold, folded


@dataclass(frozen=True, slots=True)
class Saying:
    """One way to say an entry: the words that must be documented, and the nodes it means."""

    words: frozenset[str]
    means: tuple[str, ...]
    path: str
    surface: str
    when: str = ""


#: A subterm for what the index does not list is no way to say anything.
_REMAINDER = Pattern(
    r"(?<!un)\bspecified\b|\bnot listed\b|\bother\b|\bcode (?:to|by|also|first)\b|^Note\b|classif|> \d{4}$|> (?:in|due to) > [^>]*\b(?:disorders?|diseases?) NEC$",
    re.IGNORECASE,
)
#: A subterm that joins what stands below it and has no code; one with a code has lost its words on the way ("in (due to) renal impairment").
_CUT_SHORT = frozenset({"in", "due to", "with", "following"})
#: What a subterm says only to name the default; the record may leave it unsaid (I.A.9.b).
_DEFAULT = Pattern(
    r"unspecified\b.*|uncomplicated|without (?:mention of )?complications?|not intractable", re.IGNORECASE
)
_BRACKETS = Pattern(r"\([^)]*\)|\[[^\]]*\]")
_SIDES = frozenset({"left", "right", "bilateral", "unilateral"})
_SEXES = {"male": "sex=M", "female": "sex=F"}
_CODE = Pattern(CODE)
#: Ways made of one entry at most, and references followed in a row.
_WAYS = 12
_FOLLOWED = 3
#: A See takes over the subterms of its target where they are no more than this.
_EXPANDED = 20


def node_of(code: str, tabular: Tabular) -> str | None:
    """The node of the Tabular List that a code of the index names; a dash leads to the node above."""
    plain = code.rstrip("-").rstrip(".")
    while len(plain) > 2:
        if tabular.node(plain):
            return plain
        if found := tabular.billable(plain):
            return found.node
        if not plain.endswith("X"):
            return None
        plain = plain[:-1].rstrip(".")
    return None


def is_remainder(path: str) -> bool:
    """Whether a path ends in what the index does not list (specified NEC, other), or in a remark."""
    return bool(_REMAINDER.search(path))


@lru_cache(maxsize=1 << 16)
def words_in(title: str) -> frozenset[str]:
    """The words of a title that must be documented."""
    return frozenset(folded(title))


@lru_cache(maxsize=1 << 16)
def alternatives(title: str, *, main: bool = False) -> tuple[str, ...]:
    """The names a title joins: `abdomen, abdominal`; `device, implant or graft`; `duct or gland`.

    A main term with a comma may hold its own modifier: `Aborter, habitual or recurrent`.
    """
    plain = " ".join(_BRACKETS.sub(" ", title).split()).strip(" ,")
    first, *others = [p.strip() for p in re.split(r",(?: or| and)? | or ", plain) if p.strip()] or [plain]
    if not others or plain.startswith(_LINKED):
        return (plain,)
    if all(_akin(first, other) for other in others):
        named: dict[frozenset[str], str] = {}
        for part in (first, *others):
            named.setdefault(words_in(part), part)
        return tuple(named.values())
    if " or " not in plain:
        return (plain,)
    before, _, _ = first.rpartition(" ")
    if before and all(" " not in other for other in others):
        return (first, *(f"{before} {other}" for other in others))
    if main and ", " in plain:
        return tuple(f"{first} {other}" for other in others)
    return (first, *others)


#: A title that begins so lists what it links to, all of it one name.
_LINKED = ("with ", "due to ", "in ", "by ", "following ")


def _akin(one: str, other: str) -> bool:
    """Whether two words are forms of one (`arthritis, arthritic`), not a term and its modifier."""
    return one[:3].lower() == other[:3].lower() or fold(one) == fold(other)


#: The condition of a way to say an entry that is searched for only, not found in records.
SEARCHED = "searched"
#: A main term whose codes begin with so many letters names a kind of process (necrosis), no disease;
#: a word that stands alone must be more of one disease than that.
_CHAPTERS = 10
_ALONE = 6
#: A main term with fewer subterms than this, and not named as a condition, is mostly an adjective or a site: Loop, Middle, Open.
_DIVIDED = 7
#: Words that name only a kind of finding, and do not say which.
_KINDS = frozenset(
    "abnormal condition disease disorder syndrome finding change problem complaint state reaction defect "
    "surgery surgical procedure operation use drug positive negative test level result status".split()
)
#: Endings that make a word the name of a condition by itself.
_CONDITION = Pattern(
    r"(?:itis|itides|osis|oses|[ai]asis|emia|uria|pathy|oma|omata|algia|dynia|plegia|paresis|plasia|trophy|"
    r"megaly|ectasis|ectasia|rrhea|rrhagia|rrhexis|lysis|penia|cele|phobia|mania|philia|phrenia|thymia|ism|"
    r"stenosis|opia|opsia|spasm|malacia|toxicity|esthesia|ema|pnea|phagia|phasia|phonia|praxia|kinesia|"
    r"taxia|chezia|genesis|ptosis|ptysis|oxia|melia|dactyly|cephaly|tocia|arche|mnesia|lexia|lalia|gnosia|"
    r"somnia|tonia|sthenia|plakia|motility|bezoar|pseudocyst|susception)$"
)
#: Words so ended that name what is done to a patient.
_ACTS = frozenset({"anesthesia", "analgesia", "hemodialysis", "dialysis", "fibrinolysis", "thrombolysis"})
#: Main terms of complications of care: the provider must document the relation (I.B.16).
_RELATED = frozenset({"Complication", "Surgical", "Postoperative"})


#: Main terms that say only how a part looks or feels; a record says so in passing: a short leg, a small uterus.
_SEEN = Pattern(
    r"(?:short|small|irregular|weak|tight|flat|rigid|cold|high|loose|thickening)\b", re.IGNORECASE
)


class Mains:
    """What the main terms of an index name: a disease, a kind of process, or an adjective or site."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        letters: dict[str, set[str]] = {}
        self._below: Counter[str] = Counter()
        for entry in entries:
            main = entry.titles[0]
            self._below[main] += 1
            letters.setdefault(main, set()).update(code[:1] for _, code in entry.codes)
        self._chapters: Counter[str] = Counter()
        for main, seen in letters.items():
            for word in folded(main):
                self._chapters[word] = max(self._chapters[word], len(seen))

    def join(self, entry: Entry, saying: Saying) -> bool:
        """Whether a way to say an entry is found in records; the others are only searched for.

        Z codes are chosen by what the encounter is for, not by a word such as "examination".
        """
        main = entry.titles[0]
        if saying.means[0].startswith("Z") or all(map(self._is_kind, saying.words)) or _SEEN.match(main):
            return False
        if len(saying.words) == 1:
            (word,) = saying.words
            alone = _CONDITION.search(word) and word not in _ACTS and self._chapters[word] < _ALONE
            return bool(alone) and saying.means[0][0] not in "ST"
        divided = self._below[main] > _DIVIDED or any(map(_CONDITION.search, folded(main)))
        return main not in _RELATED and (BELOW not in entry.path or divided)

    def _is_kind(self, word: str) -> bool:
        return word in _KINDS or self._chapters[word] >= _CHAPTERS


class Entries:
    """The sayings of one index of diseases or of external causes."""

    def __init__(self, index: Alphabetic, tabular: Tabular) -> None:
        self._index = index
        self._tabular = tabular
        self._leads: dict[str, Lead] = {}
        for path, lead in index.every_lead():
            if lead.kind == "see" or path not in self._leads:
                self._leads[path] = lead

    def sayings(self) -> Iterator[Saying]:
        """Every way to say every entry that leads to a node: those with a code of their own first."""
        led: list[Entry] = []
        every = sorted(self._index.every_term(), key=lambda e: (e.path.count(BELOW), e.path))
        cut = tuple(e.path for e in every if e.codes and e.path.rpartition(BELOW)[2] in _CUT_SHORT)
        under = tuple(path + BELOW for path in cut)
        ordered = [e for e in every if e.path not in cut and not e.path.startswith(under)]
        mains = Mains(ordered)
        for entry in ordered:
            if entry.codes:
                yield from self._said(entry, means_of(entry, self._tabular), mains)
            else:
                led.append(entry)
        for entry in led:
            yield from self._said(entry, self._led(entry, _FOLLOWED), mains)
        by_path = sorted(e.path for e in ordered)
        for entry in led:
            for below in self._below_target(entry, by_path):
                yield from self._said(below, means_of(below, self._tabular), mains)

    def _said(self, entry: Entry, means: tuple[str, ...], mains: Mains) -> Iterator[Saying]:
        for saying in ways(entry, means, self._tabular):
            yield saying if mains.join(entry, saying) else replace(saying, when=SEARCHED)

    def _below_target(self, entry: Entry, by_path: list[str]) -> Iterator[Entry]:
        """What stands below the target of a See, said with the words of the term that sends there."""
        lead = self._leads.get(entry.path)
        if lead is None or lead.kind != "see" or lead.how != "term":
            return
        first = bisect_left(by_path, lead.leads_to + BELOW)
        end = bisect_left(by_path, lead.leads_to + BELOW + "\U0010ffff")
        for path in by_path[first:end] if end - first <= _EXPANDED else ():
            below = self._index.term(path)
            if below and below.codes:
                yield replace(below, said=entry.path + path[len(lead.leads_to) :])

    def _led(self, entry: Entry, more: int) -> tuple[str, ...]:
        """The nodes an entry without a code of its own leads to by its See, or none."""
        lead = self._leads.get(entry.path)
        if entry.codes or not more or lead is None:
            return means_of(entry, self._tabular)
        if lead.how == "category":
            found = _CODE.search(lead.target)
            node = node_of(found.group(), self._tabular) if found else None
            return (node,) if node else ()
        target = self._index.term(lead.leads_to) if lead.how == "term" else None
        return self._led(target, more - 1) if target else ()


#: What a row of a table has in brackets, one level deep.
_IN_BRACKETS = Pattern(r"\([^()]*\)")
#: More words than these behind a title are a note.
_BEHIND = 3


def titles_in_table(entry: Entry) -> tuple[str, ...]:
    """The titles of a row from the main term down, the last with what is printed behind its brackets: "cystic (bile) duct"."""
    behind = _IN_BRACKETS.sub(" ", entry.modifiers).split()
    if not behind or len(behind) > _BEHIND or "(" in "".join(behind):
        return entry.titles
    *above, last = entry.titles
    return (*above, " ".join((last, *behind)))


def means_of(entry: Entry, tabular: Tabular) -> tuple[str, ...]:
    """The nodes of an entry's code, and of the manifestation in brackets that goes second (I.A.13)."""
    first = node_of(entry.code() or entry.category, tabular)
    second = node_of(entry.code("manifestation_code"), tabular)
    return tuple(node for node in (first, second) if node and first)


def ways(entry: Entry, means: tuple[str, ...], tabular: Tabular) -> Iterator[Saying]:
    """Every way to say one entry, given what it means."""
    if not means or is_remainder(entry.said or entry.path):
        return
    titles, when = (entry.said or entry.path).split(BELOW), ""
    if titles[-1] in _SIDES:
        node = tabular.node(means[0])
        means, titles = ((node.parent,) if node else means), titles[:-1]
    if titles[-1] in _SEXES:
        when, titles = _SEXES[titles[-1]], titles[:-1]
    levels = [
        (*alternatives(t), "") if _DEFAULT.fullmatch(t) and n else alternatives(t, main=not n)
        for n, t in enumerate(titles)
    ]
    surface = BELOW.join(level[0] or titles[n] for n, level in enumerate(levels))
    if levels[0][0] == "Elevated":
        levels[0] = ("Elevated", "high")
    for said in islice(product(*levels), _WAYS):
        words = frozenset[str]().union(*map(words_in, said))
        if words:
            yield Saying(words, means, entry.path, surface, when)

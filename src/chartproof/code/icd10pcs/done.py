"""What an act comes to: its table, and what each axis is left with; and of several, which are one and the same."""

from __future__ import annotations

from dataclasses import dataclass

from chartproof.code.icd10pcs.axes import Chosen
from chartproof.code.icd10pcs.told import Told
from chartproof.codesets.pcs import Table
from chartproof.terms.pcs.sites import bare, side_of, unsided


@dataclass(frozen=True, slots=True)
class Done:
    """One procedure: the act it is told by, its table, and what each axis is left with (one: decided)."""

    told: Told
    table: Table
    axes: tuple[tuple[Chosen, ...], ...]
    names: tuple[str, ...]
    own: bool

    @property
    def code(self) -> str | None:
        """The code, where every axis is decided."""
        if len(self.axes) != 4 or any(len(choices) != 1 for choices in self.axes):
            return None
        return self.table.name + "".join(choices[0].value for choices in self.axes)

    @property
    def is_operative(self) -> bool:
        """Whether it is done to the body, and no mere look at it."""
        return (self.table.name[0] in "01X" and self.table.name[2] != "J") or self.table.name[0] not in "0BC"

    @property
    def is_one_part(self) -> bool:
        """Whether the part is known but for its side."""
        return len({bare(c.label) for c in self.axes[0]}) == 1

    @property
    def settled(self) -> str:
        """The characters that are decided, up to the first that is not."""
        made = self.table.name
        for choices in self.axes:
            if len(choices) != 1:
                break
            made += choices[0].value
        return made

    @property
    def first(self) -> int:
        """Where a bypass is told: its first telling names its side, the later ones its ends."""
        return self.told.start if self.table.name[2] == BYPASS else 0

    @property
    def silent(self) -> int:
        """How many axes rest on the words of the act alone."""
        return sum(all(c.words == (self.told.words,) for c in choices) for choices in self.axes)


#: Cutting through, freeing, tying off and looking: steps on the way to what else was done (B3.1b).
_STEPS = frozenset("8NLJ")
#: Bypass: one course is told from both its ends.
BYPASS, DILATION = "1", "7"


def first_told(found: list[Done]) -> list[Done]:
    """Of general words, what is said most of: one root operation for each part, a whole code before a question."""
    kept: dict[tuple[str, str], Done] = {}
    for done in sorted(found, key=lambda d: (d.code is None, d.silent, d.told.start)):
        kept.setdefault((done.table.name[:2], bare(done.axes[0][0].label)), done)
    treats = [d for d in kept.values() if d.table.name[2] not in _STEPS]
    return treats or list(kept.values())


def merged(found: list[Done]) -> list[Done]:
    """One of each: what is told twice once, what is told without its place not beside what is told with it (B3.2)."""
    kept: list[Done] = []
    for done in sorted(
        found,
        key=lambda d: (d.code is None, d.first, not d.own, side_of(d.axes[0][0].label) != "both", d.silent),
    ):
        same = [k for k in kept if k.table.name == done.table.name]
        parts = {c.label for c in done.axes[0]}
        if any(_says_the_same(k, done, parts) for k in same):
            continue
        kept.append(done)
    return sorted(kept, key=lambda d: (d.told.document.id, d.told.start))


def _says_the_same(known: Done, done: Done, parts: set[str]) -> bool:
    if known.code and known.code == done.code:
        return True
    here = {c.label for c in known.axes[0]}
    if known.code and done.code and known.code[4:] == done.code[4:] and _is_both_of(here, parts):
        return True
    if known.table.name[2] == BYPASS and known.code and done.code and known.code[5:] == done.code[5:]:
        return {unsided(x) for x in here} == {unsided(x) for x in parts}
    if _is_same_dilation(known, done):
        return True
    if here & parts:
        one_act = known.told.act.words == done.told.act.words
        return one_act or done.code is None or _apart_by_approach(known, done)
    are_apart = known.is_one_part and done.is_one_part
    if not (done.code or known.code or are_apart) and done.told.act.tables == known.told.act.tables:
        return True
    part = done.told.act.part
    names = {bare(p.replace("*", "")) for p in part.of}
    is_unlocated = not done.own and known.own and not part.default and len(names) != 1
    return is_unlocated and {unsided(x) for x in parts} != {unsided(x) for x in here}


def _is_same_dilation(known: Done, done: Done) -> bool:
    """Whether one widening is told with its stent and again without; coronary arteries are counted by their stents (B4.4)."""
    if known.table.name[2] != DILATION or known.table.name[:2] == "02" or not (known.code and done.code):
        return False
    return known.code[:5] == done.code[:5] and known.code[5] != "Z" and done.code[5] == "Z"


def _is_both_of(here: set[str], parts: set[str]) -> bool:
    """Whether what is known is for both sides of what is told again."""
    return any(side_of(x) == "both" for x in here) and {bare(x) for x in here} == {bare(x) for x in parts}


def _apart_by_approach(known: Done, done: Done) -> bool:
    """Whether two codes differ by nothing but the approach, told once well and once by default."""
    if not (known.code and done.code):
        return True
    return known.code[:4] + known.code[5:] == done.code[:4] + done.code[5:]

"""What the record documents around one mention: the words a way down the Tabular List may rest on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from chartproof.code.icd10cm.dominance import WORDS, hand_of, presumed
from chartproof.code.icd10cm.parts_of_sites import LIMBS, OF_TOES, REGIONS, WHOLE, parts_of, region_of
from chartproof.code.icd10cm.ulcers_told import part_at
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention
from chartproof.model.record import Document, Evidence
from chartproof.terms.former import is_former, is_taught
from chartproof.terms.ruled_out import RULED_OUT, SPARED
from chartproof.terms.words import WALL, Words, fold, folded, words_of

#: How many words from the mention, in its own clause, a word still describes it.
NEAR = 6
#: Fractures of osteoporotic bone, one of whose sites is the vertebrae.
_BROKEN = "M80"
#: Bones that pathological fractures by site have no code for.
_APART = frozenset({"vertebra", "vertebral", "spine", "spinal", "rib", "sternum", "skull"})
#: Diseases of the spine, the vertebrae as a record counts them, and the regions that codes name.
_SPINE = ("M40", "M55")
_LEVEL = Pattern(r"[ctls](?:1[0-2]|[1-9])")
#: Pressure ulcers and others of the skin, whose stages are of a site each.
_ULCERS = ("L89", "L97", "L98.4")


class Documented:
    """The words of a mention, its traits, and the words of its clause: which documents what.

    `own` and `around` map a folded word to its number in `words`. They are looked for when first
    asked for: most mentions name a leaf and need no more words. `alone`: its line heads a problem and
    names nothing else, so that what stands behind a comma describes it too. `without`: words of other sites.
    `others`: the mentions behind one that opens its line; they may be but parts of it (Crohn's, with bleeding).
    """

    def __init__(
        self,
        mention: Mention,
        document: Document,
        record: tuple[Document, ...] = (),
        alone: bool = False,
        without: frozenset[int] = frozenset(),
        others: tuple[Mention, ...] = (),
        sex: str | None = None,
    ) -> None:  # what one mention stands in
        self.mention, self.document, self.record = mention, document, record or (document,)
        self._without, self._others = without, others
        self._apart = _CLAUSES if alone else _CLAUSE
        self._sex = sex

    @cached_property
    def words(self) -> Words:
        """The words of the mention's line."""
        return words_of(self.document.text, self.mention.line.start, self.mention.line.end)

    @cached_property
    def own(self) -> dict[str, int]:
        """The words of the mention itself that stand in its line."""
        return {self.words.folded[i]: i for i in self.inside}

    @cached_property
    def around(self) -> dict[str, int]:
        """The words of its clause near by."""
        found: dict[str, int] = {}
        if self.inside:
            words, first, last = self.words, self.inside[0], self.inside[-1]
            for i in range(max(0, first - NEAR), min(len(words), last + NEAR + 1)):
                word = words.folded[i]
                apart = _between(words.breaks, i, first, last)
                near = apart < self._apart or (i in self._theirs and apart < WALL) or i in self._parts_between
                if word not in self.own and word not in found and near and i not in self._without:
                    found[word] = i
        return found

    @cached_property
    def _borrowed(self) -> dict[str, Evidence]:
        """The words of the mention that stand in another line of its problem: its site."""
        line = self.mention.line
        apart = (e for e in self.mention.evidence if not line.start <= e.start < line.end)
        return {word: e for e in apart for word in folded(e.words)}

    @cached_property
    def _parts_between(self) -> range:
        """The words behind this mention, between commas, that stand before any other: lung cancer, upper lobe, with ...."""
        if not self.inside or not self._theirs:
            return range(0)
        breaks, last, other = self.words.breaks, self.inside[-1], min(self._theirs)
        ours = (
            i
            for i in range(last + 1, other)
            if last < i and breaks[i] < min(breaks[other], breaks[last] + WALL)
        )
        found = list(ours)
        return range(found[0], found[-1] + 1) if found else range(0)

    @cached_property
    def _theirs(self) -> dict[int, frozenset[str]]:
        """The words of the mentions behind this one: the number of each, and all the words of its mention."""
        found: dict[int, frozenset[str]] = {}
        for other in self._others if self.inside else ():
            at = [
                i
                for i, start in enumerate(self.words.starts)
                if any(e.start <= start < e.end for e in other.evidence)
            ]
            whole = frozenset(self.words.folded[i] for i in at)
            breaks, last = self.words.breaks, self.inside[-1]
            while at and breaks[at[0]] > breaks[last] and breaks[at[0] - 1] == breaks[at[0]]:
                at.insert(0, at[0] - 1)  # what stands before it in its part of the line: rectal bleeding
            found |= dict.fromkeys((i for i in at if i not in found), whole)
        return found

    def takes_whole(self, by: tuple[Evidence, ...], said: frozenset[str]) -> bool:
        """Whether the words taken from other mentions are all that those say, not a part of another disease."""
        if not self._theirs:
            return True
        at = [i for i, start in enumerate(self.words.starts) if any(e.start == start for e in by)]
        return all(self._theirs.get(i, said) <= said | _KINDS | WHOLE for i in at)

    @cached_property
    def inside(self) -> list[int]:
        """The numbers of the mention's own words."""
        starts, ends = self.words.starts, self.words.ends
        runs = (range(bisect_left(starts, e.start), bisect_right(ends, e.end)) for e in self.mention.evidence)
        return sorted({i for run in runs for i in run})

    @cached_property
    def _levels(self) -> tuple[str, Evidence] | None:
        """The region of the spine that is named beside a mention, or that the vertebrae are of which are: L4-5, T12-L1."""
        words, concept = self.words, self.mention.concept
        if not _SPINE[0] <= concept < _SPINE[1]:
            return None
        near = {i: word for word, i in (self.around | self.own).items()}
        said = sorted(i for i, word in near.items() if word in REGIONS)
        if said:
            return near[said[0]], self.document.quote(words.starts[said[0]], words.ends[said[0]])
        at = sorted(i for i, word in near.items() if _LEVEL.fullmatch(word))
        if not at:
            return None
        after = words.folded[at[-1] + 1] if at[-1] + 1 < len(words) else ""
        region = region_of([near[i] for i in at], after)
        shown = self.document.quote(words.starts[at[0]], words.ends[at[-1]])
        return (region, shown) if region else None

    @property
    def _vertebra(self) -> Evidence | None:
        """The vertebra that is named by its number alone: a fracture of T9."""
        near = self.around | self.own
        at = next((near[word] for word in near if _LEVEL.fullmatch(word)), None)
        return None if at is None else self.document.quote(self.words.starts[at], self.words.ends[at])

    def bone_apart(self) -> Evidence | None:
        """The bone that is named of those for which the codes of fractures by site have no more than "other": vertebra, rib, skull."""
        near = self.around | self.own
        at = next((near[word] for word in near if word in _APART), None)
        if at is None:
            return self._vertebra
        return self.document.quote(self.words.starts[at], self.words.ends[at])

    def _is_of_another_ulcer(self, stage: Evidence) -> bool:
        """Whether a stage stands in another line that tells the ulcer of another site."""
        line = self.mention.line
        if not self.mention.concept.startswith(_ULCERS) or line.start <= stage.start < line.end:
            return False
        its, own = part_at(self.document, stage.start), part_at(self.document, self.mention.evidence[0].start)
        return its is not None and its != own

    def _is_of_another_stage(self, number: str) -> bool:
        """Whether the kidney's disease is told in another stage than this number's, which counts something else: type 2 diabetes."""
        if not self.mention.concept.startswith("N18"):
            return False
        stages = [trait.value.rstrip("ab") for trait in self.mention.traits if trait.axis == "stage"]
        return bool(stages) and number not in stages

    def word(self, word: str) -> Evidence | None:
        """The words that document a word of a title, or None."""
        if word in {"left", "right", "bilateral", "unilateral"}:
            return self._sided(word)
        if word in WORDS:
            return self._dominant(word)
        if word.isdigit() and self._is_of_another_stage(word):
            return None
        for said in (word, *parts_of(word, self.mention.concept)):
            i = self.own.get(said, self.around.get(said))
            counts = i == 0 and word.isdigit()  # the number of an item: "1 pressure ulcer sacrum"
            if i is not None and said != word and self.mention.concept.startswith(OF_TOES):
                counts = "toe" not in self.words.folded[i + 1 : i + 4]  # a big wound, not a big toe
            if i is not None and not counts and not self._is_denied(i):
                return self.document.quote(self.words.starts[i], self.words.ends[i])
        if word == "vertebra" and self.mention.concept.startswith(_BROKEN):
            return self._vertebra
        if (word == "region" or word in REGIONS) and (level := self._levels) and word in {"region", level[0]}:
            return level[1]
        for trait in self.mention.traits:
            if trait.axis == "stage" and self._is_of_another_ulcer(trait.evidence):
                continue
            if word == trait.value or word == trait.axis == "stage":
                return trait.evidence
            if word == fold(trait.evidence.words) and trait.axis != "displacement":  # "without displacement"
                return trait.evidence
            if trait.axis == "stage" and word == trait.value[:-1]:  # stage 3b is one of stage 3
                return trait.evidence
        return None

    def _dominant(self, word: str) -> Evidence | None:
        """The words that say that the side is the dominant one, or not: "non dominant" is two words."""
        words, near = self.words, self.around | self.own
        if (i := near.get("nondominant")) is not None:
            return self.document.quote(words.starts[i], words.ends[i]) if word == "nondominant" else None
        if (i := near.get("dominant")) is None:
            return None
        denied = i > 0 and words.folded[i - 1] in {"non", "not"}
        if denied != (word == "nondominant"):
            return None
        return self.document.quote(words.starts[i - denied], words.ends[i])

    def is_of_sex(self, word: str) -> bool:
        """Whether the patient is of the sex a title names; a breast is a woman's where the record does not say."""
        if word == "female":
            return self._sex == "F" or (self._sex is None and self.mention.concept.startswith("C50"))
        return word == "male" and self._sex == "M"

    def denied(self, word: str) -> Evidence | None:
        """The words of its line that say a word of a title is absent ("no aura"), or None."""
        words = self.words
        for i, said in enumerate(words.folded):
            if said == word and (before := self._denials(i)):
                return self.document.quote(words.starts[before[-1]], words.ends[i])
        return None

    def _is_denied(self, i: int) -> bool:
        text, end = self.words.text, self.words.ends[i]
        if any(said.match(text, end) is not None for said in (_NEGATIVE, RULED_OUT, SPARED)):
            return True
        if is_former(self.words, i) or is_taught(self.words, i):
            return True
        return any(self.words.breaks[j] == self.words.breaks[i] for j in self._denials(i))

    def _denials(self, i: int) -> list[int]:
        """The numbers of the words before a word, in its sentence, that deny it."""
        words = self.words
        before = (j for j in range(max(0, i - 3), i) if words.folded[j] in _DENIALS)
        return [j for j in before if words.breaks[i] - words.breaks[j] < WALL]

    def names_part(self, word: str) -> bool:
        """Whether the mention's own words name a part of the site that a word of a title is: a metatarsal of the foot."""
        return word not in self.own and any(part in self.own for part in parts_of(word, self.mention.concept))

    def dominance(self) -> tuple[str, Evidence] | None:
        """Whether the side named is the dominant one where the record does not say, and what that rests on."""
        side = self.trait("laterality")
        if side is None or side[0] == "bilateral" or any(self.word(word) for word in WORDS):
            return None
        hand = hand_of(self.record)
        return presumed(side[0], hand[0] if hand else None), hand[1] if hand else side[1]

    def _sided(self, word: str) -> Evidence | None:
        for trait in self.mention.traits:
            if trait.axis == "laterality":
                sides = {trait.value} | ({"unilateral"} if trait.value != "bilateral" else set())
                return trait.evidence if word in sides else None
        i = self.own.get(word)
        return None if i is None else self.document.quote(self.words.starts[i], self.words.ends[i])

    def limb(self, which: str) -> Evidence | None:
        """The words that name a part of the upper or the lower limb."""
        for word in LIMBS[which]:
            i = self.own.get(word, self.around.get(word))
            if i is not None:
                return self.document.quote(self.words.starts[i], self.words.ends[i])
        return next((self._borrowed[word] for word in LIMBS[which] if word in self._borrowed), None)

    def trait(self, axis: str) -> tuple[str, Evidence] | None:
        """The value of one axis and the words that document it."""
        for trait in self.mention.traits:
            if trait.axis == axis:
                return trait.value, trait.evidence
        return None


#: Boundaries that end what describes a mention: a comma, or where it stands alone, a word no term reaches over.
_CLAUSE, _CLAUSES = 2, WALL
#: A test that is negative, alone or in a list: "RSV neg", "RSV/flu/COVID negative".
_NEGATIVE = Pattern(
    r"(?:/[\w-]+){0,4} (?:(?:pcr|ag|antigen|rapid|swab|test|testing|was|is) ){0,2}neg(?:ative)?\b",
    re.IGNORECASE,
)
_DENIALS = frozenset({"no", "not", "without", "denies", "denied"})
#: Words of a mention that only say what kind of thing it is, or where it always is.
_KINDS = frozenset("feature symptom episode disorder disease".split())


def _between(breaks: list[int], i: int, first: int, last: int) -> int:
    low, high = (i, first) if i < first else (last, i)
    return breaks[high] - breaks[low]

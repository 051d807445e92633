"""The mentions of one page: terms found, the sense meant, the assertion, the traits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line, Mention, Page, Presence, Said, Standing, Trait
from chartproof.model.record import Document, Encounter, Evidence
from chartproof.terms.every_term import Term
from chartproof.terms.terminology import Terminology
from chartproof.terms.words import Words, fold, folded, words_of
from chartproof.understand.apart import of_its_term
from chartproof.understand.assertion import PAST_SECTIONS, Cue, cues_in, is_of_kin, meant
from chartproof.understand.concept_sides import concept_sides
from chartproof.understand.described import Described, described, further, joins, lids, traits_told, which
from chartproof.understand.find import hits
from chartproof.understand.gestation import goes_on
from chartproof.understand.headed import denied_by_head, none_of_it
from chartproof.understand.hits import Hit
from chartproof.understand.injured import HURT, WHICH, injury_of_head, opens_with_injury
from chartproof.understand.may_come import may_come
from chartproof.understand.not_together import is_of_primary
from chartproof.understand.one_side import Told, one_side, places_of, present, sides_told, tells_nothing
from chartproof.understand.part_of_a_bone import has_owner
from chartproof.understand.patient import patient
from chartproof.understand.senses import Scene, meant_by
from chartproof.understand.sides import sides
from chartproof.understand.signed import minus_behind, unchecked
from chartproof.understand.sound import is_sound
from chartproof.understand.torn import is_parted
from chartproof.understand.trait_words import SITES, Read, read_line
from chartproof.understand.traits import traits_of
from chartproof.understand.under_head import REGIONS, UNDER_HEAD, heads_naming_a_site
from chartproof.understand.whole_line import sited, whole_line

#: What a note says that counts pregnancies and weeks, whatever its words (G2P1 at 30w2d).
_PREGNANT = frozenset(fold(word) for word in ("pregnant", "gravid", "gravida"))
#: From what age to what age a note that names a pregnancy is taken to mean the patient's own, though no sentence says so (a rule of the house).
_LIKELY = (10, 55)
#: What the title of a note can say of the encounter; a clinic's name tells no disease.
VISITS = (
    *("Z00", "Z01", "Z02", "Z08", "Z09", "Z11", "Z12", "Z13", "Z30", "Z32", "Z34", "Z39"),
    *("Z47", "Z48", "Z51", "O09", "Z53.2"),
)


@dataclass(frozen=True, slots=True)
class Sided:
    """The sides that a page sets beside sites; of these, the present ones; and those of which something is told."""

    beside: dict[str, list[tuple[str, Read, int]]]
    present: dict[str, list[tuple[str, Read, int]]]
    told: list[Told]


@dataclass(slots=True)
class _Around:
    """What stands around a line: its page, the lines of its problem, the sides of sites, what describes it, and the numbers of its words that name other conditions."""

    page: Page
    problem: list[Read]
    sides: Sided
    told: list[Described]
    others: frozenset[int] = frozenset()


_SPREAD = Pattern(r"\b(?:metasta\w+|mets?)\b", re.IGNORECASE)
#: What an operation leaves and what complicates it has the side that was operated on; causes have none.
_LEFT_BY = frozenset("TVWXYZ")
#: Where a condition stands that the encounter was about.
TAKEN_UP = frozenset({Standing.PROBLEM, Standing.ASSESSED})


class Finder:
    """Finds mentions with one terminology, for one encounter."""

    def __init__(self, encounter: Encounter, terminology: Terminology) -> None:
        self._patient = patient(encounter)
        self._index = terminology.index
        self._concepts = concept_sides(terminology.tabular)

    def mentions(self, page: Page, pointed: Iterable[Evidence] = ()) -> Iterator[Mention]:
        """Every mention of a page, in order of its lines; then those of words that were pointed at besides."""
        text = page.document.text
        reads = [read_line(line, words_of(text, line.start, line.end)) for line in page.lines]
        note = frozenset(word for read in reads for word in read.words.folded)
        if not self._may_be_pregnant(reads):
            note -= _PREGNANT
        elif goes_on(text):
            note |= _PREGNANT
        problems: dict[int, list[Read]] = {}
        for read in reads:
            if read.line.problem is not None:
                problems.setdefault(read.line.problem, []).append(read)
        labels = [label for label in _labels(page) if not tells_nothing(page.document, label)]
        beside = sides([*reads, *labels])
        sided = Sided(beside, present(beside), sides_told(reads, labels))
        found_at: set[tuple[str, Evidence]] = set()
        later = {id(a): b for a, b in pairwise(reads)}

        def names(other: Read) -> list[int]:
            """Where the conditions begin that a line names."""
            there = Scene(self._patient, note, other.line, other.words)
            found = hits(other.words, self._index, lambda ids, at: meant_by(ids, at, there, self._index))
            return [
                other.words.starts[hit.at[0]]
                for hit in found
                if not hit.term.means[0].startswith(("V", "W", "X", "Y", "Z79"))
            ]

        for read in [*reads, *_pointed_at(page, reads, pointed)]:
            problem = problems.get(read.line.problem, []) if read.line.problem is not None else []
            heads = [r for r in problem if r.line.standing is Standing.PROBLEM]
            headed = frozenset(word for r in heads if r is not read for word in r.words.folded)
            scene = Scene(self._patient, note, read.line, read.words, headed)

            def choose(ids: tuple[int, ...], at: tuple[int, ...], scene: Scene = scene) -> Term | None:
                return meant_by(ids, at, scene, self._index)

            together = read.pointed
            found = hits(read.words, self._index, choose, together)
            if together or read.line.standing is Standing.PROBLEM:
                found = whole_line(read.words, found, self._index, choose)
            if len(heads) == 1 and read in problem[:UNDER_HEAD] and not names(heads[0]):
                injury = injury_of_head(read, found, heads, REGIONS, self._index, choose)
                found = [*found, injury] if injury else found
            if found:
                told = described(read, found, problem, later.get(id(read)), names)
                for mention in self._line(found, read, scene, _Around(page, problem, sided, told)):
                    places = {(mention.concept, e) for e in mention.evidence}
                    if not (together and places <= found_at):
                        yield mention
                    found_at |= places

    def _may_be_pregnant(self, reads: list[Read]) -> bool:
        """Whether the patient is of an age and sex to be, and the record names a pregnancy outside the lists of the past."""
        told, age = self._patient, self._patient.age
        if told.sex == "M" or (age is not None and not _LIKELY[0] <= age <= _LIKELY[1]):
            return False
        past = PAST_SECTIONS | {"pmh", "ob_history", "family_history"}
        named = [read.line.section for read in reads if not _PREGNANT.isdisjoint(read.words.folded)]
        return not named or any(section not in past for section in named)

    def _line(self, found: list[Hit], read: Read, scene: Scene, around: _Around) -> Iterator[Mention]:
        document = around.page.document
        cues = (
            *denied_by_head(document.text, read.line.start),
            *_of_label(document, read.line),
            *unchecked(document.text, read.line.start),
            *cues_in(document.text, read.line.start, read.line.end),
            *may_come(document.text, read.line.start, read.line.end),
        )
        line = document.quote(read.line.start, read.line.end)
        for hit in found:
            if any(_says_again(hit, other) for other in found):
                continue
            here = replace(around, told=[*around.told, *which(read.words, hit)])
            more = self._described(hit, scene, here)
            term, evidence = more or (hit.term, _evidence(around.page, read.words, hit))
            if read.line.standing is Standing.PROBLEM and not more:
                others = _of_others(hit, found, read.words)
                term, evidence = self._sited(hit, term, evidence, read, scene, replace(here, others=others))
            elif (heads := heads_naming_a_site(read, around.problem)) and _is_disease(hit.term):
                headed = replace(around, problem=heads)
                term, evidence = self._sited(hit, term, evidence, read, scene, headed)
                here = replace(here, told=[*here.told, *lids(heads[0].words)])
            own = of_its_term(cues, read.words.starts[hit.at[0]], [f.at for f in found], read.words)
            yield from self._made(hit, term, evidence, read, own, line, here)

    def _made(
        self,
        hit: Hit,
        term: Term,
        evidence: tuple[Evidence, ...],
        read: Read,
        cues: tuple[Cue, ...],
        line: Evidence,
        around: _Around,
    ) -> Iterator[Mention]:
        document = around.page.document
        start, end = read.words.starts[hit.at[0]], read.words.ends[hit.at[-1]]
        section = "family_history" if is_of_kin(document, read.line) else read.line.section
        apart = len(evidence) > 1 and evidence[-1].end == end
        between = (evidence[0].end, evidence[-1].start) if apart else None
        assertion = meant(document, start, end, cues, section, between, evidence)
        if none := none_of_it(document, read.line) or minus_behind(document, start, end, section):
            assertion = replace(assertion, presence=Presence.ABSENT, cues=(*assertion.cues, none))
        said = Said(term.source, term.release, term.table, term.key, term.surface)
        elsewhere = (e.words for e in evidence if not read.line.start <= e.start < read.line.end)
        borrowed = SITES & {word for words in elsewhere for word in folded(words)}  # its site, told elsewhere
        for concept in term.means:
            if read.line.section == "title" and not concept.startswith(VISITS):
                continue
            if concept.startswith(_SCREENING) and (own := _asked_for(evidence)):
                assertion = meant(document, own.start, own.end, cues, section)
            sided = around.sides.beside if concept[0] in _LEFT_BY else around.sides.present
            sites = self._concepts.sites(concept) | borrowed
            traits = traits_of(document, hit.at, read, around.problem, sided, sites)
            if not (self._concepts.has_sides(concept) or self._concepts.beside_sides(concept)):
                traits = tuple(trait for trait in traits if trait.axis != "laterality")
            elif not any(trait.axis == "laterality" for trait in traits):
                traits += self._side_told(concept, read, around)
            traits += traits_told(document, around.told)
            yield Mention(
                concept=concept,
                term=said,
                evidence=evidence,
                line=line,
                section=read.line.section,
                standing=read.line.standing,
                assertion=assertion,
                traits=traits,
                problem=read.line.problem,
            )

    def _described(self, hit: Hit, scene: Scene, around: _Around) -> tuple[Term, tuple[Evidence, ...]] | None:
        """The same condition as the sentences under its head describe it, if a term says so."""
        for words, besides in joins(scene.words, around.told):
            there = replace(scene, words=words)

            def choose(ids: tuple[int, ...], at: tuple[int, ...], scene: Scene = there) -> Term | None:
                return meant_by(ids, at, scene, self._index)

            if found := further(hit, hits(words, self._index, choose), words, besides):
                return found.term, _evidence(around.page, words, found)
        return None

    def _sited(
        self, hit: Hit, term: Term, evidence: tuple[Evidence, ...], read: Read, scene: Scene, around: _Around
    ) -> tuple[Term, tuple[Evidence, ...]]:
        """The same condition at the site that its problem's lines document, if a term says so."""
        if (
            len(SITES & set(read.words.folded)) > 1
            and len({v for _, x, v in read.traits if x.name == "laterality"}) > 1
        ):
            return term, evidence  # a list of sites, each with its side
        heads = read.line.standing is Standing.PROBLEM
        of_its_own = heads and SITES & set(
            read.words.folded
        )  # a head that names a site borrows none: thumb, not hand
        places = (
            REGIONS | HURT if opens_with_injury(read.words.text, read.line.start, read.line.end) else REGIONS
        )
        spread = any(read.words.folded[i] == "metastasis" for i in hit.at)
        told = {
            w: (other, i)
            for other in ([read] if of_its_own else reversed(around.problem))
            if not (other.line.label and _DONE.match(other.line.label))
            for i, w in reversed(list(enumerate(other.words.folded)))
            if (w in places or (w in WHICH and not REGIONS.isdisjoint(other.words.folded[i + 1 : i + 2])))
            and not (other is read and i in around.others)
            and not is_sound(other.words, i)
            and not has_owner(i, other.words)
            and not (spread and is_of_primary(other.words, i))
        }
        sites = frozenset(told)
        found = sited(hit.at, read.words, sites, self._index)
        if found is None:
            return term, evidence
        more, ids = found
        # what parts it from a complaint of its own is seen too: myalgia, shoulder pain
        here = [
            i
            for other, i in map(told.__getitem__, more)
            if other is read and "pain" in read.words.folded[i + 1 : i + 2]
        ]
        better = meant_by(tuple(ids), tuple(sorted({*hit.at, *here})), scene, self._index)
        if better is None:
            return term, evidence
        document = around.page.document
        for word in sorted(more):
            other, i = told[word]
            evidence = (*evidence, document.quote(other.words.starts[i], other.words.ends[i]))
        return better, evidence

    def _side_told(self, concept: str, read: Read, around: _Around) -> tuple[Trait, ...]:
        """The side of a condition of the assessment that only the rest of the record tells."""
        if read.line.standing not in TAKEN_UP or concept[0] in "VWXYZ":
            return ()
        if concept[0] == "C" and _SPREAD.search(read.words.text, read.line.start, read.line.end):
            return ()  # the side may be that of what it spread to
        told = one_side(around.sides.told, places_of(concept) | self._concepts.sites(concept))
        if told is None:
            return ()
        words = told.read.words
        quoted = around.page.document.quote(words.starts[told.at], words.ends[told.at])
        return (Trait("laterality", told.value, quoted),)


#: Parts that are examined or imaged, whose labels name a side: "RIGHT LEG: two punctures of the calf".
_EXAMINED = frozenset({"exam", "imaging", "results"})


def _labels(page: Page) -> Iterator[Read]:
    """The labels of an examination, read as lines."""
    text = page.document.text
    for line in page.lines:
        at = text.rfind(line.label, 0, line.start) if line.label and line.section in _EXAMINED else -1
        if line.label and at >= 0 and text[at + len(line.label) : line.start].strip(" \t:*-\n") == "":
            end = at + len(line.label)
            yield read_line(replace(line, start=at, end=end), words_of(text, at, end))


def _is_disease(term: Term) -> bool:
    """Whether a term names what may have the head's site, no cause or circumstance (no runner) and no growth of its own."""
    return not any(concept[0] in "CDVWXYZ" for concept in term.means)


def _of_others(hit: Hit, found: list[Hit], words: Words) -> frozenset[int]:
    """The numbers of the words that other items of a list say."""
    said = {i for other in found for i in other.at}.difference(hit.at)
    return frozenset(i for i in said if is_parted((min(i, hit.at[0]), max(i, hit.at[-1])), words))


def _pointed_at(page: Page, reads: list[Read], pointed: Iterable[Evidence]) -> Iterator[Read]:
    """Words that were pointed at, each in the line it stands in."""
    text = page.document.text
    for e in pointed:
        line = next((r.line for r in reads if r.line.start <= e.start and e.end <= r.line.end), None)
        if line is not None and e.document == page.document.id:
            yield replace(read_line(line, words_of(text, e.start, e.end)), pointed=True)


def _says_again(hit: Hit, other: Hit) -> bool:
    """Whether a run of words says what one before it says by some of the same: "seizure disorder, seizure free"."""
    runs = all(each.at[-1] - each.at[0] == len(each.at) - 1 for each in (hit, other))
    return runs and hit.term.means == other.term.means and other.at[0] < hit.at[0] <= other.at[-1]


#: How long a label in front of a line may be.
_LABEL = 60


def _of_label(document: Document, line: Line) -> tuple[Cue, ...]:
    """What the label before a line says of time or absence ("Resolved: ", "Old list: "); no ends of scopes."""
    text = document.text
    if line.section in PAST_SECTIONS | {"pmh"} or not text[: line.start].rstrip(" \t*").endswith(":"):
        return ()
    begins = max(text.rfind("\n", 0, line.start), text.rfind(". ", 0, line.start)) + 1
    if line.start - begins > _LABEL:
        return ()
    found = [c for c in cues_in(text, begins, line.start) if c.direction not in {"after", "inside"}]
    warns = (c for c in found if c.what == "ahead" and text[c.end - 1] == ":")  # "Return precautions:"
    return (*(c for c in found if c.what in {"past", "absent"}), *warns)


#: Labels under a problem of what was done, which names sites of its own.
_DONE = Pattern(r"(?:proc|oper|surger|anesth|interven|imaging|films?\b|x-?rays?\b|ct\b|mri\b)", re.IGNORECASE)


def _asked_for(evidence: tuple[Evidence, ...]) -> Evidence | None:
    """The words that say screening: of whom they are said, not what is looked for or who else had it."""
    return next((e for e in evidence if "screen" in e.words.lower()), None) if len(evidence) > 1 else None


#: Screening for a disease.
_SCREENING = ("Z11", "Z12", "Z13")
_BESIDE_SIDES: dict[str, bool] = {}
_SITES: dict[str, frozenset[str]] = {}


def _evidence(page: Page, words: Words, hit: Hit) -> tuple[Evidence, ...]:
    """The matched words, runs of neighbours joined."""
    runs: list[list[int]] = []
    for i in hit.at:
        if runs and i == runs[-1][1] + 1:
            runs[-1][1] = i
        else:
            runs.append([i, i])
    return tuple(page.document.quote(words.starts[a], words.ends[b]) for a, b in runs)

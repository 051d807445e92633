"""A code for every mention: term, tabular descent, seventh character, each a step of its proof."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chartproof.code.icd10cm.descend import SIDES, Descent, Down, Way
from chartproof.code.icd10cm.documented import Documented
from chartproof.code.icd10cm.methods import DESCEND, DOMINANCE, SEVENTH, TERM, UNSPECIFIED
from chartproof.code.icd10cm.seen_again import seen_again
from chartproof.code.icd10cm.seventh import seventh
from chartproof.code.icd10cm.sites import sites_of
from chartproof.codesets.tabular import Tabular
from chartproof.model.coding import Abstained, Assignment, Code, Coding, Ground, Needed, Row, Step
from chartproof.model.pattern import Pattern
from chartproof.model.reading import TOLD, Mention, Presence, Reading, Standing
from chartproof.model.record import Encounter, Evidence
from chartproof.rules.core import Method
from chartproof.terms.words import fold

SYSTEM = "ICD-10-CM"

#: Axes that no other word of a sentence is taken for.
_STATES = frozenset({"exacerbation", "stage"})


class Proposer:
    """Walks mentions down one Tabular List; `derived` names indexes made by us from addenda."""

    def __init__(self, tabular: Tabular, derived: frozenset[str] = frozenset()) -> None:
        self._tabular = tabular
        self._descent = Descent(tabular)
        self._release = tabular.release.name
        self._derived = derived

    def propose(self, encounter: Encounter, reading: Reading) -> Coding:
        """One assignment for each code of each mention; what can't be decided is abstained from."""
        given: list[Assignment] = []
        abstained: list[Abstained] = []
        documents = {document.id: document for document in encounter.documents}
        subject = about(reading, unsure=encounter.codes_uncertain)
        lines: dict[Evidence, list[Mention]] = {}
        for mention in reading.mentions:
            if mention.assertion.presence is not Presence.ABSENT:
                lines.setdefault(mention.line, []).append(mention)
        for read in reading.mentions:
            mention = seen_again(read, documents[read.document], encounter)
            beside = lines.get(mention.line, [])
            alone = mention.standing is Standing.PROBLEM and beside == [read]
            documented = Documented(
                mention,
                documents[mention.document],
                encounter.documents,
                alone,
                others=_behind(mention, beside),
                sex=encounter.sex,
            )
            for own in self._apart(mention, documented, encounter):
                for way in self._ways(own.mention, own):
                    made = (
                        list(self._coded(own.mention, way, own, subject[mention.document]))
                        if not way.stuck
                        else []
                    )
                    given += made
                    if not made:
                        abstained.append(self._undecided(mention, way))
        return Coding(encounter, reading, tuple(given), abstained=tuple(dict.fromkeys(abstained)))

    def _apart(
        self, mention: Mention, documented: Documented, encounter: Encounter
    ) -> tuple[Documented, ...]:
        """What is documented of each site that a line lists, where each has a code of its own; else of all."""
        sites = sites_of(mention, documented, encounter)
        ways = [way for own in sites for way in self._ways(own.mention, own)]
        each = {w.leaf.key for w in ways if not w.stuck and len({e for d in w.steps for e in d.by}) > 1}
        return sites if sites and len(each) == len(ways) == len(sites) else (documented,)

    def _ways(self, mention: Mention, documented: Documented) -> tuple[Way, ...]:
        """The ways down from a mention's node; a default code gives way to what is documented.

        The code beside a term of the index is its default (guideline I.A.18), and so is what a problem's bare
        name means: where the record says more, the way goes from the node whose unspecified subdivision it is.
        What a narrative says of a title's words is a side or such a state at most, but for what a sentence says of the condition.
        """
        default = self._descent.ways(mention.concept, documented)
        if mention.term.source != "index" and not self._descent.leaves_open(mention.concept):
            return default
        wider = self._descent.ways(self._descent.undivided(mention.concept), documented)
        said = all(any(down.by for down in way.steps) and not way.stuck for way in wider)
        if said and mention.term.source != "index" and mention.standing is not Standing.PROBLEM:
            told = {trait.evidence for trait in mention.traits if trait.axis == TOLD}
            states = {fold(t.evidence.words) for t in mention.traits if t.axis in _STATES}
            by = {e for way in wider for down in way.steps for e in down.by} - told
            said = {fold(e.words) for e in by} <= SIDES | states
        return wider if said else default

    def _coded(
        self, mention: Mention, way: Way, documented: Documented, subject: frozenset[Standing]
    ) -> Iterator[Assignment]:
        step = self._term(mention)
        for down in way.steps:
            step = self._down(step, down)
        codes = self._tabular.codes_of(way.leaf.key)
        if not codes:
            return
        meanings = self._tabular.seventh(way.leaf.key)
        for chosen in seventh(codes, meanings, documented):
            proof = step
            if chosen.code.char:
                says = f"{chosen.says}: {chosen.code.code}"
                if not chosen.by:
                    says += " (nothing else documented)"
                row = Row(self._release, "codes", chosen.code.code)
                proof = self._step(SEVENTH, says, (step, *chosen.by, row))
            needed = need(mention, subject)
            yield Assignment(
                Code(SYSTEM, chosen.code.code), chosen.code.title, proof, needed, mentions=(mention,)
            )

    def _term(self, mention: Mention) -> Step:
        said = mention.term
        words = " … ".join(" ".join(e.words.split()) for e in mention.evidence)
        where = {"lexicon": f"lexicon, {said.table}", "title": "title", "inclusion": "inclusion term"}
        if said.source == "index":
            index = "Alphabetic Index, derived" if said.release in self._derived else "Alphabetic Index"
            says = f"“{words}” ({index}: {said.surface}): {mention.concept}"
        else:
            source = where.get(said.source, said.source)
            says = f"“{words}” says “{said.surface}” ({source}): {mention.concept}"
        return self._step(TERM, says, (*mention.evidence, Row(said.release, said.table, said.key)))

    def _down(self, step: Step, down: Down) -> Step:
        row = Row(self._release, "nodes", down.node.key)
        if down.silent:
            return self._step(UNSPECIFIED, f"nothing more is documented: {down.node.code}", (step, row))
        words = ", ".join(dict.fromkeys(e.words for e in down.by)) or "by default"
        method = DOMINANCE if down.side_presumed else DESCEND
        return self._step(method, f"{words}: {down.node.code}", (step, *down.by, row))

    def _step(self, method: Method, says: str, grounds: tuple[Ground, ...]) -> Step:
        return Step(method.id, says, grounds, method.cite, self._release)

    def _undecided(self, mention: Mention, way: Way) -> Abstained:
        children = self._tabular.children(way.leaf.key)
        choices = "; ".join(child.code for child in children[:6])
        says = f"{way.leaf.code} has no default and the record does not decide between {choices}"
        return Abstained(says, mention.evidence)


def _behind(mention: Mention, beside: list[Mention]) -> tuple[Mention, ...]:
    """The mentions behind one whose words open its line."""
    first = mention.evidence[0].start
    ahead = mention.line.words[: first - mention.line.start].rpartition(":")[2]
    opens = not _WORD.search(_SIDED_SITE.sub("", ahead))
    return tuple(m for m in beside if m.evidence[0].start > mention.evidence[-1].end) if opens else ()


_WORD = Pattern(r"[A-Za-z]{3}")
#: The side and the site that a condition's name may begin with: "Left breast IDC".
_SIDED_SITE = Pattern(
    r"^\W*(?:(?:left|right|bilateral)\s+)?(?:breast|lung|colon|kidney|renal|skin)?\s*$", re.IGNORECASE
)


def about(reading: Reading, *, unsure: bool = True) -> dict[str, frozenset[Standing]]:
    """The standings that say what the visit was about in each document, by what it has.

    Problems heading its assessment; without them what its assessment tells. A document without an
    assessment goes by what the others have; without any, by the reason for the visit; without that,
    everything counts. What is not sure says nothing where it is not coded (`unsure`).
    """
    had: dict[str, set[Standing]] = {}
    for mention in reading.mentions:
        told = had.setdefault(mention.document, set())
        if unsure or mention.assertion.presence is not Presence.POSSIBLE:
            told.add(mention.standing)
    rest = _telling(set().union(*had.values()), (*_TELLING, Standing.REASON)) or frozenset(Standing)
    return {document: _telling(standings, _TELLING) or rest for document, standings in had.items()}


_TELLING = (Standing.PROBLEM, Standing.ASSESSED)


def _telling(had: set[Standing], wanted: tuple[Standing, ...]) -> frozenset[Standing]:
    return next((frozenset({standing}) for standing in wanted if standing in had), frozenset())


#: What an encounter is for, where the first line of its assessment says so, above the problems.
_OF_ASSESSMENT = frozenset({"assessment", "impression", "assessment_plan"})
_EXAMINATIONS = ("Z00", "Z01.4", "Z01.81", "Z02")


def need(mention: Mention, about: frozenset[Standing]) -> Needed:
    """What a mention's place in the note makes of its code."""
    heads = mention.problem is None and mention.section in _OF_ASSESSMENT
    why = heads and mention.concept.startswith(_EXAMINATIONS) and mention.standing is Standing.ASSESSED
    return Needed.ADDRESSED if why or mention.standing in about else Needed.ALSO

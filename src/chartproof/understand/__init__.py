"""Pages to mentions: what is said, and how it is meant."""

from __future__ import annotations

from dataclasses import replace

from chartproof.model.reading import Act, Mention, Page, Presence, Reading, Sign
from chartproof.model.record import Encounter
from chartproof.terms.terminology import Terminology
from chartproof.understand.drugs import drugs_in
from chartproof.understand.measures import measures_in
from chartproof.understand.mentions import Finder
from chartproof.understand.told import told_in
from chartproof.understand.traits import borrowed


def understand(encounter: Encounter, pages: tuple[Page, ...], terminology: Terminology) -> Reading:
    """Find every mention of every page, with its assertion and its traits; measures, drugs, acts, signs."""
    finder = Finder(encounter, terminology)
    mentions = [mention for page in pages for mention in finder.mentions(page)]
    sections = tuple((page.document.id, section) for page in pages for section in page.sections)
    told = [found for page in pages for found in told_in(page)]
    return Reading(
        sections=sections,
        mentions=tuple(_completed(mentions)),
        measures=tuple(measure for page in pages for measure in measures_in(page)),
        drugs=tuple(drug for page in pages for drug in drugs_in(page)),
        acts=tuple(found for found in told if isinstance(found, Act)),
        signs=tuple(found for found in told if isinstance(found, Sign)),
    )


def _completed(mentions: list[Mention]) -> list[Mention]:
    """Give each mention what the record documents of the same condition elsewhere."""
    alike: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.assertion.presence is not Presence.ABSENT:
            alike.setdefault(mention.concept[:3], []).append(mention)
    made: list[Mention] = []
    for mention in mentions:
        others = [m.traits for m in alike.get(mention.concept[:3], ()) if m.traits and _same(m, mention)]
        made.append(replace(mention, traits=borrowed(mention.traits, others)) if others else mention)
    return made


def _same(one: Mention, other: Mention) -> bool:
    """Whether two mentions name one condition, the one perhaps in more detail."""
    return one is not other and (
        one.concept.startswith(other.concept) or other.concept.startswith(one.concept)
    )

"""Pages to mentions: what is said, and how it is meant."""

from __future__ import annotations

from chartproof.model.reading import Mention, Page, Reading, Said
from chartproof.model.record import Encounter, Evidence
from chartproof.terms.terminology import Terminology
from chartproof.terms.words import words_of
from chartproof.understand.assertion import cues_in, meant
from chartproof.understand.find import Hit, hits
from chartproof.understand.senses import Scene, meant_by
from chartproof.understand.traits import Read, read_line, sides, traits_of


def understand(encounter: Encounter, pages: tuple[Page, ...], terminology: Terminology) -> Reading:
    """Find every mention of every page, with its assertion and its traits."""
    mentions: list[Mention] = []
    for page in pages:
        mentions += _mentions(encounter, page, terminology)
    sections = tuple((page.document.id, section) for page in pages for section in page.sections)
    return Reading(sections=sections, mentions=tuple(mentions))


def _mentions(encounter: Encounter, page: Page, terminology: Terminology) -> list[Mention]:
    text = page.document.text
    reads = [read_line(line, words_of(text, line.start, line.end)) for line in page.lines]
    note = frozenset(word for read in reads for word in read.words.folded)
    by_problem: dict[int, list[Read]] = {}
    for read in reads:
        if read.line.problem is not None:
            by_problem.setdefault(read.line.problem, []).append(read)
    beside = sides(reads)
    found: list[Mention] = []
    for read in reads:
        lone = hits(read.words, terminology.index)
        if not lone:
            continue
        scene = Scene(encounter, note, read.line, read.words)
        problem = by_problem.get(read.line.problem, []) if read.line.problem is not None else []
        cues = cues_in(text, read.line.start, read.line.end)
        for hit in lone:
            term = meant_by(hit.terms, hit.at, scene, terminology.index)
            if term is None:
                continue
            start, end = read.words.starts[hit.at[0]], read.words.ends[hit.at[-1]]
            assertion = meant(page.document, start, end, cues, read.line.section)
            traits = traits_of(page.document, hit.at, read, problem, beside)
            for concept in term.means:
                found.append(
                    Mention(
                        concept=concept,
                        term=Said(term.source, term.release, term.table, term.key, term.surface),
                        evidence=_evidence(page, read, hit),
                        line=page.document.quote(read.line.start, read.line.end),
                        section=read.line.section,
                        standing=read.line.standing,
                        assertion=assertion,
                        traits=traits,
                        problem=read.line.problem,
                    )
                )
    return found


def _evidence(page: Page, read: Read, hit: Hit) -> tuple[Evidence, ...]:
    """The matched words, runs of neighbours joined."""
    runs: list[list[int]] = []
    for i in hit.at:
        if runs and i == runs[-1][1] + 1:
            runs[-1][1] = i
        else:
            runs.append([i, i])
    return tuple(page.document.quote(read.words.starts[a], read.words.ends[b]) for a, b in runs)

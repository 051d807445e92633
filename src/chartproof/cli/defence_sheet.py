"""The defence sheet of a visit: one page that says to an auditor what bears the level, and what does not.

Nothing in the page is fetched, and everything in it is escaped; its policy allows its own style alone.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterator
from html import escape
from pathlib import Path

from chartproof.cli.paint_level import kind
from chartproof.codesets.build.notices import AMA_NOTICE
from chartproof.model.coding import Coding, Service, Step
from chartproof.model.record import Evidence
from chartproof.model.visit import Level, word_of

_STYLE = """
body{font:13px/1.45 system-ui,sans-serif;margin:1.5cm auto;max-width:18cm;color:#111}
h1{font-size:20px;margin:0 0 2px}h2{font-size:14px;margin:14px 0 4px}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:3px 6px;text-align:left;vertical-align:top}
th{background:#eee}q{background:#fff3bf}small{color:#444}@page{margin:1.2cm}@media print{body{margin:0}}
"""


def write_sheet(path: Path, level: Level, coding: Coding) -> None:
    """Write the page whole or not at all."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        aside.write_text("\n".join(_page(level, coding)) + "\n", "utf-8")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _page(level: Level, coding: Coding) -> Iterator[str]:
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    yield (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">"
    )
    yield f"<title>Level of visit: {escape(level.code or 'none')}</title><style>{_STYLE}</style></head><body>"
    encounter = coding.encounter
    modifiers = "".join(f"-{m.code}" for m in level.modifiers)
    yield f"<h1>{escape((level.code or 'no level') + modifiers)}</h1>"
    yield f"<p>{escape(level.family.value)} {escape(level.patient)}, {encounter.began or 'day not given'}; {escape(level.says)}.</p>"
    if level.proof:
        yield f"<p><small>{_cited(level.proof)}</small></p>"
    yield from _elements(level, coding)
    yield from _services(level)
    yield f"<h2>The next level</h2><p>{escape(level.next_up or 'none')}</p>"
    yield f"<h2>What this level hangs on</h2><p>{escape(level.next_down or 'nothing named')}</p>"
    yield f"<p><small>{escape(AMA_NOTICE)}.</small></p></body></html>"


def _elements(level: Level, coding: Coding) -> Iterator[str]:
    if level.minutes and level.minutes.evidence:
        yield f"<h2>Time</h2><p>{level.minutes.value} minutes: {_shown(level.minutes.evidence, coding)}</p>"
    if not level.elements:
        return
    yield "<h2>Medical decision making</h2><table><tr><th>Element</th><th>Counted</th><th>The record's words</th><th>Authority</th></tr>"
    for w in level.elements:
        for number, c in enumerate(w.counted):
            head = f"<b>{w.element.value}</b>: {word_of(w.extent, w.element)}" if number == 0 else ""
            words = "; ".join(_shown(e, coding) for e in dict.fromkeys(c.proof.words()))
            yield f"<tr><td>{head}</td><td>{escape(kind(c))}: {escape(c.of)}</td><td>{words}</td><td><small>{_cited(c.proof)}</small></td></tr>"
    yield "</table>"


def _services(level: Level) -> Iterator[str]:
    found = [("service", s) for s in level.also] + [("modifier", s) for s in level.modifiers]
    found += [("no modifier", s) for s in level.withheld]
    if found:
        yield "<h2>Beside the visit</h2><ul>"
        yield from (f"<li>{title} {_service(s)}</li>" for title, s in found)
        yield "</ul>"


def _service(service: Service) -> str:
    units = f" x{service.units}" if service.units > 1 else ""
    words = "; ".join(f"<q>{escape(' '.join(e.words.split()))}</q>" for e in service.proof.words())
    return f"<b>{escape(service.code)}{units}</b>: {escape(service.says)} {words} <small>{_cited(service.proof)}</small>"


def _shown(evidence: Evidence, coding: Coding) -> str:
    """The words, and the line of the document they stand on."""
    text = coding.encounter.document(evidence.document).text
    number = text.count("\n", 0, evidence.start) + 1
    return f"<q>{escape(' '.join(evidence.words.split()))}</q> <small>({escape(evidence.document)}, line {number})</small>"


def _cited(step: Step) -> str:
    return f"{escape(step.cite.source)}, {escape(step.cite.place)} [{escape(step.rule)}]"

"""The defence sheet as one page of HTML: nothing is fetched, everything is escaped, its policy allows its own style alone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape

from chartproof.cli.sheet_blocks import Block, Grid, Heading, Items, NewPage, Run, Said, Sheet, Words

_STYLE = """
body{font:13px/1.45 system-ui,sans-serif;margin:1.5cm auto;max-width:18cm;color:#111}
h1{font-size:20px;margin:0 0 2px}h2{font-size:14px;margin:14px 0 4px}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:3px 6px;text-align:left;vertical-align:top}
th{background:#eee}q{background:#fff3bf}small{color:#444}hr{border:0;border-top:2px solid #111;margin:1cm 0}
@page{margin:1.2cm}@media print{body{margin:0}hr{break-after:page;visibility:hidden;margin:0}}
"""


def html(sheet: Sheet) -> str:
    """The page."""
    return "\n".join(_page(sheet)) + "\n"


def _page(sheet: Sheet) -> Iterator[str]:
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    yield (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\">"
    )
    yield f"<title>{escape(sheet.title)}</title><style>{_STYLE}</style></head><body>"
    for block in sheet.blocks:
        yield from _block(block)
    yield "</body></html>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(words, level):
            yield f"<h{level}>{escape(words)}</h{level}>"
        case Said(words):
            yield f"<p>{_words(words)}</p>"
        case Items(items):
            yield "<ul>"
            yield from (f"<li>{_words(item)}</li>" for item in items)
            yield "</ul>"
        case NewPage():
            yield "<hr>"
        case Grid(head, rows):
            yield f"<table><tr>{''.join(f'<th>{escape(h)}</th>' for h in head)}</tr>"
            yield from (f"<tr>{''.join(f'<td>{_words(cell)}</td>' for cell in row)}</tr>" for row in rows)
            yield "</table>"


def _words(words: Words) -> str:
    return "".join(_run(run) for run in words)


def _run(run: Run) -> str:
    said = escape(run.words)
    return f"<{run.look}>{said}</{run.look}>" if run.look else said

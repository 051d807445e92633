"""What changed, as one page for the browser: nothing in it is fetched, and everything is escaped.

The page's policy allows only its own style and script, by their hashes, and no address at all.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from chartproof.cli.diff_sections import Cell, Section, headline, sections

if TYPE_CHECKING:
    from chartproof.codesets.diff.changes import Bar
    from chartproof.codesets.diff.compare import Compared
    from chartproof.codesets.release import Release
    from chartproof.codesets.touch.against import Totals
    from chartproof.codesets.touch.touch import Touch

_MARKS = {"=": ("", ""), "-": ("<del>", "</del>"), "+": ("<ins>", "</ins>")}
#: A section of more rows than this starts folded.
_OPEN = 40
_KINDS = ("added", "deleted", "revised", "notes")


def write_page(path: Path, of: Compared, touches: Sequence[Touch], totals: Totals | None, most: int) -> None:
    """Write the page whole or not at all."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        aside.write_text(page(of, touches, totals, most), "utf-8")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def page(of: Compared, touches: Sequence[Touch], totals: Totals | None, most: int) -> str:
    """The page as text; at most so many rows of a section, and how many more are said."""
    shown = sections(of, touches, most)
    parts = (_head(of), _top(of, shown, totals), _body(of, shown), _foot(of, shown))
    return "\n".join(line for part in parts for line in part)


def _head(of: Compared) -> Iterator[str]:
    style, script = _part("css"), _part("js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{escape(of.a.name)} to {escape(of.b.name)}</title>"
    yield f"<style>{style}</style>\n</head>\n<body>\n<main>"


def _part(kind: str) -> str:
    return files("chartproof.cli").joinpath(f"page_diff.{kind}").read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _top(of: Compared, shown: Sequence[Section], totals: Totals | None) -> Iterator[str]:
    yield f"<h1><small>{escape(of.a.system)}: what changed</small>{_named(of.a)} → {_named(of.b)}</h1>"
    yield f'<p class="soft">{escape(str(of.a.holds))} → {escape(str(of.b.holds))}</p>'
    if of.beside:
        some = ", some derived" if any(r.derived for both in of.beside for r in both) else ""
        told = f"with {len(of.beside)} books that go with it{some}"
        yield f'<details class="beside"><summary>{told}</summary>'
        yield from (_beside(a, b) for a, b in of.beside)
        yield "</details>"
    yield '<ul class="counts">'
    if totals:
        yield _count("touches", totals.touched, f"of {totals.claims:,} past claims touched", "mine")
    if totals and (totals.up or totals.down):
        yield _count("touches", f"+${totals.up:,.2f}", "money up", "mine")
        yield _count("touches", f"-${-totals.down:,.2f}", "money down", "mine")
    names = {section.title: section.name for section in shown}
    for title, count in headline(of):
        yield _count(names[title], count, title, "")
    yield "</ul>"


def _beside(a: Release, b: Release) -> str:
    same = "; the same for both" if a == b else ""
    return f'<p class="soft">{_named(a)} → {_named(b)}{same}</p>'


def _named(release: Release) -> str:
    mark = ' <span class="badge">derived</span>' if release.derived else ""
    return escape(release.name) + mark


def _count(name: str, count: int | str, title: str, kind: str) -> str:
    number = f"{count:,}" if isinstance(count, int) else escape(count)
    return f'<li class="{kind}"><b>{number}</b><a href="#{name}">{escape(title)}</a></li>'


def _chart(bars: Sequence[Bar]) -> Iterator[str]:
    if not bars:
        return
    most = max(sum(getattr(bar, kind) for kind in _KINDS) for bar in bars) or 1
    whole = bars[0].chapter.isdigit()
    title = "By chapter" if whole else "By first character"
    yield f'<details class="part chart" open><summary>{title}</summary>'
    standing = [kind for kind in _KINDS if any(getattr(bar, kind) for bar in bars)]
    keys = "".join(f'<span><i class="{kind}"></i>{kind}</span>' for kind in standing)
    yield f'<p class="key">{keys}</p>\n<ol>'
    for bar in bars:
        counts = [(kind, getattr(bar, kind)) for kind in _KINDS]
        label = f"{bar.chapter}. {bar.title}" if whole else bar.title
        yield f'<li title="{escape(_spoken(counts))}"><span>{escape(label)}</span>'
        yield _bar(counts, most)
        yield f"<span>{sum(n for _, n in counts):,}</span></li>"
    yield "</ol></details>"


def _spoken(counts: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{n:,} {kind}" for kind, n in counts if n)


def _bar(counts: Sequence[tuple[str, int]], most: int) -> str:
    """One bar, drawn on a width of 1,000."""
    at, made = 0.0, []
    for kind, count in counts:
        width = 1000 * count / most
        if count:
            made.append(f'<rect class="{kind}" x="{at:.1f}" y="0" width="{width:.1f}" height="14"/>')
        at += width
    label = escape(_spoken(counts))
    head = '<svg viewBox="0 0 1000 14" preserveAspectRatio="none" role="img"'
    return f'{head} aria-label="{label}">{"".join(made)}</svg>'


def _body(of: Compared, shown: Sequence[Section]) -> Iterator[str]:
    yield '<div class="find"><input id="find" type="search" autocomplete="off" spellcheck="false"'
    yield ' placeholder="Filter: a code, a claim, words" aria-label="Filter rows"><output id="found"></output></div>'
    mine = [section for section in shown if section.name == "touches"]
    for section in mine:
        yield from _section(section)
    yield from _chart(of.changes.chapters)
    for section in shown[len(mine) :]:
        yield from _section(section)
    for lack in of.changes.not_compared:
        yield f'<p class="soft">Not compared: {escape(lack.what)}: {escape(lack.why)}</p>'
    if not shown:
        yield "<p>Nothing changed.</p>"


def _foot(of: Compared, shown: Sequence[Section]) -> Iterator[str]:
    yield "<footer>"
    if any(section.name == "touches" for section in shown):
        yield "<p>This page names claims by their ids: keep it where claims are kept.</p>"
    yield from (f"<p>{escape(notice)}</p>" for notice in of.notices())
    yield f"</footer>\n</main>\n<script>{_part('js')}</script>\n</body>\n</html>\n"


def _section(section: Section) -> Iterator[str]:
    is_open = section.name == "touches" or section.count <= _OPEN
    yield f'<details class="part {section.name}" id="{section.name}"{" open" if is_open else ""}>'
    yield f"<summary>{escape(section.title)}<span>{section.count:,}</span></summary>"
    heads = "".join(f"<th>{escape(name)}</th>" for name in section.columns)
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for row in section.rows:
        cells = zip(section.columns, row, strict=True)
        yield f"<tr>{''.join(_td(name, cell) for name, cell in cells)}</tr>"
    yield "</tbody></table>"
    if section.count > len(section.rows):
        more = section.count - len(section.rows)
        yield f'<p class="soft more">and {more:,} more: <code>--limit</code> shows them, JSON has all</p>'
    yield "</details>"


def _td(name: str, cell: Cell) -> str:
    return f'<td data-name="{escape(name)}">{" ".join(_run(*run) for run in cell)}</td>'


def _run(mark: str, text: str) -> str:
    before, after = _MARKS[mark]
    return f"{before}{escape(text)}{after}"

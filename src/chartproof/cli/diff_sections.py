"""What changed, as sections of rows: one account, which the terminal and the page both show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from chartproof.codesets.diff.changes import (
    Changes,
    Fee,
    Limit,
    Listed,
    NoteChange,
    PairChange,
    ParagraphChange,
    PathChange,
    Poa,
    Revised,
    RowChange,
    Said,
)
from chartproof.codesets.diff.compare import Compared
from chartproof.codesets.diff.paragraphs import words
from chartproof.codesets.touch.fees import signed
from chartproof.codesets.touch.touch import Touch

#: Runs of words, each marked `=` (stands), `-` (went) or `+` (came).
Cell = tuple[tuple[str, str], ...]
Row = tuple[Cell, ...]
#: Of a run that stands, this many words are shown at each end.
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of change: what it is called, its columns, how many rows, and the rows to show."""

    name: str
    title: str
    columns: tuple[str, ...]
    count: int
    rows: tuple[Row, ...]


def plain(text: str | None) -> Cell:
    """A cell that says one thing."""
    return (("=", text),) if text else ()


def old_new(old: str | None, new: str | None) -> Cell:
    """A cell that says what was and what is, whole."""
    return tuple((mark, text) for mark, text in (("-", old), ("+", new)) if text)


def text_diff(old: str | None, new: str | None) -> Cell:
    """A cell that shows by words what differs."""
    if old is None or new is None:
        return old_new(old, new)
    return plain(new) if old == new else elided(tuple(words(old, new)))


def elided(runs: Cell) -> Cell:
    """Long runs of words that stand, cut in the middle."""
    last = len(runs) - 1
    return tuple(
        (mark, _cut(text, is_first=not place, is_last=place == last) if mark == "=" and last else text)
        for place, (mark, text) in enumerate(runs)
    )


def _cut(text: str, *, is_first: bool, is_last: bool) -> str:
    spoken = text.split()
    if len(spoken) <= 2 * _SHOWN:
        return text
    head = [] if is_first else spoken[:_SHOWN]
    tail = [] if is_last else spoken[-_SHOWN:]
    return " ".join([*head, "…", *tail])


def sections(of: Compared, touches: Sequence[Touch], most: int) -> list[Section]:
    """Every kind of change that has any, with at most so many rows each; touches first."""
    found = [_section(form, touches, most) for form in (_TOUCHES,) if touches]
    for form in _FORMS:
        many = _every(of.changes, form.name)
        if many:
            found.append(_section(form, many, most))
    return found


@dataclass(frozen=True, slots=True)
class _Form:
    name: str
    title: str
    columns: tuple[str, ...]
    row: Callable[..., Row]


def _section(form: _Form, many: Sequence[object], most: int) -> Section:
    """The rows to show, without the columns that say nothing in any of them."""
    rows = tuple(form.row(each) for each in many[:most])
    filled = [i for i in range(len(form.columns)) if not rows or any(row[i] for row in rows)]
    columns = tuple(form.columns[i] for i in filled)
    return Section(
        form.name, form.title, columns, len(many), tuple(tuple(row[i] for i in filled) for row in rows)
    )


def _every(changes: Changes, name: str) -> Sequence[object]:
    if name == "nodes":
        return (
            *(("added", n) for n in changes.nodes_added),
            *(("deleted", n) for n in changes.nodes_deleted),
            *(("revised", n) for n in changes.nodes_revised),
        )
    found: Sequence[object] = getattr(changes, name)
    return found


def _row(*cells: str | Cell | None) -> Row:
    return tuple(c if isinstance(c, tuple) else plain(c) for c in cells)


def _touch(t: Touch) -> Row:
    money = signed(t.difference) if t.difference else None
    return _row(t.claim, t.at, t.code, t.kind, t.says, money)


def _keyed(code: str, at: str) -> str:
    return f"{code} {at}".strip()


def _added(c: Listed) -> Row:
    return _row(_keyed(c.code, c.at), c.title, None if c.table == "codes" else c.table.replace("_", " "))


def _deleted(c: Listed) -> Row:
    now = ", ".join(c.now) + (f" ({c.by})" if c.by else "")
    return _row(_keyed(c.code, c.at), c.title, now or None)


def _revised(c: Revised) -> Row:
    is_text = " " in f"{c.old or ''}{c.new or ''}"
    if c.old is None and c.new is None:
        cell = plain("revised")
    else:
        cell = text_diff(c.old, c.new) if is_text else old_new(c.old or "none", c.new or "none")
    return _row(_keyed(c.code, c.at), c.field.replace("_", " "), cell)


def _node(pair: tuple[str, Listed | Revised]) -> Row:
    change, node = pair
    if isinstance(node, Revised):
        return _row(node.code, f"{node.table} {node.field}", change, text_diff(node.old, node.new))
    cell = (("+" if change == "added" else "-", node.title or ""),)
    return _row(node.code, node.table, change, cell)


_NOTES = {"excludes1": "Excludes1", "excludes2": "Excludes2", "seventh": "7th character"}


def _kind(kind: str) -> str:
    return _NOTES.get(kind, kind.replace("_", " "))


def _note(n: NoteChange) -> Row:
    kind = _kind(n.kind) + (f" (was {_kind(n.was_kind)})" if n.was_kind else "")
    at = n.at + (f" (was at {n.was_at})" if n.was_at else "")
    return _row(at, kind, n.change, text_diff(n.old, n.new))


def _path(c: PathChange) -> Row:
    if c.change == "renamed":
        return _row(text_diff(c.was, c.path), c.book, c.change, _said(c.new))
    return _row(c.path, c.book, c.change, old_new(_said(c.old), _said(c.new)))


def _said(said: Said | None) -> str | None:
    if said is None:
        return None
    return (
        "; ".join(f"{v}" if k == "code" else f"{k.replace('_', ' ')} {v}" for k, v in said.items()) or "none"
    )


def _paragraph(p: ParagraphChange) -> Row:
    number = p.paragraph + (f" (was {p.was})" if p.was else "")
    heading = text_diff(p.was_heading or p.heading, p.heading)
    return _row(number, heading, p.change, elided(p.words))


def _poa(p: Poa) -> Row:
    return _row(p.code, p.title, p.change)


def _table(r: RowChange) -> Row:
    cell = (*(("-", v) for v in r.removed), *(("+", v) for v in r.added))
    return _row(r.table, r.title, r.change, cell)


def _pair(p: PairChange) -> Row:
    old, new = ((s or {}).get("modifier_indicator") for s in (p.old, p.new))
    return _row(p.column_1, p.column_2, p.change, old_new(old, new), (p.new or p.old or {}).get("rationale"))


def _limit(c: Limit) -> Row:
    def said(s: Said | None) -> str | None:
        return f"{s['units']} (MAI {s['mai']})" if s else None

    return _row(c.code, c.change, old_new(said(c.old), said(c.new)), (c.new or c.old or {}).get("rationale"))


def _fee(f: Fee) -> Row:
    change = f.difference or ""
    shown = change if change.startswith("-") or not change else f"+{change}"
    percent = f"{f.percent} %" if f.percent else None
    return _row(
        _keyed(f.code, f.at),
        f.field.replace("_", " "),
        old_new(f.old or "none", f.new or "none"),
        shown,
        percent,
    )


_TOUCHES = _Form(
    "touches",
    "Whom it touches",
    ("claim", "place", "code", "kind", "what would differ", "money"),
    _touch,
)
_FORMS = (
    _Form("added", "Codes added", ("code", "title", "table"), _added),
    _Form("deleted", "Codes deleted", ("code", "title", "now"), _deleted),
    _Form("revised", "Codes revised", ("code", "field", "change"), _revised),
    _Form("notes", "Notes", ("at", "kind", "change", "note"), _note),
    _Form("guidelines", "Guidelines", ("paragraph", "heading", "change", "text"), _paragraph),
    _Form("index", "Index", ("path", "book", "change", "leads to"), _path),
    _Form("poa", "Exempt from POA", ("code", "title", "change"), _poa),
    _Form("pairs", "PTP pairs", ("column 1", "column 2", "change", "indicator", "rationale"), _pair),
    _Form("limits", "Unit limits (MUE)", ("code", "change", "units", "rationale"), _limit),
    _Form("fees", "Fees and numbers", ("code", "field", "was, now", "difference", "percent"), _fee),
    _Form("tables", "Rows of tables", ("table", "title", "change", "values"), _table),
    _Form("nodes", "Categories and above", ("code", "kind", "change", "title"), _node),
)


def headline(of: Compared) -> Iterator[tuple[str, int]]:
    """The counts a person looks at first; kinds without any are left out."""
    counts = of.changes.counts()
    counts["nodes"] = sum(counts.pop(f"nodes_{kind}") for kind in ("added", "deleted", "revised"))
    for form in _FORMS:
        if counts[form.name]:
            yield form.title, counts[form.name]


def told(releases: Iterable[tuple[str, bool]]) -> str:
    """Names of releases, the derived ones said so."""
    return ", ".join(f"{name} (derived)" if derived else name for name, derived in releases)

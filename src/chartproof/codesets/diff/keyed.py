"""Tables of any system by key: codes that came and went, fields revised, numbers up and down."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from chartproof.codesets.diff.changes import Changes, Fee, Listed, NotCompared, Revised, Said
from chartproof.codesets.diff.forms import ELSEWHERE, FORMS, TITLES, Form, is_private
from chartproof.codesets.diff.tables import Key, Rows, beside, unique_key
from chartproof.codesets.release import Release

_CENT = Decimal("0.01")


def keyed(a: Release, b: Release) -> Changes:
    """Every table that both have."""
    found = Changes()
    one, two = _tables(a), _tables(b)
    forms = {form.table: form for form in FORMS.get(a.system, ())}
    for table in sorted(one & two):
        rows = Rows.read(a.table(table)), Rows.read(b.table(table))
        form = forms.get(table)
        if form is None or not all(set(form.key) <= set(r.columns) for r in rows):
            form = Form(table, unique_key(*rows))
        found = found.plus(by_form(form, *rows, private=is_private(a) or is_private(b)))
    for table in sorted(one ^ two):
        has, lacks = (a, b) if table in one else (b, a)
        why = f"{has.name} has it and {lacks.name} does not"
        found = found.plus(Changes(not_compared=(NotCompared(f"table {table}", why),)))
    return found


def _tables(release: Release) -> set[str]:
    every = {path.stem for path in (release.folder / "tables").glob("*.tsv")}
    return every - ELSEWHERE.get(release.system, frozenset())


def by_form(form: Form, a: Rows, b: Rows, *, private: bool = False) -> Changes:
    """The changes of one table."""
    said = [name for name in a.columns if name in b.columns and name not in form.left_out]
    said = [name for name in said if name not in form.key]
    added, deleted, revised = [], [], []
    fees: list[Fee] = []
    for key, old, new in beside(a.by(form.key), b.by(form.key)):
        if old is None and new is not None:
            added.append(listed(form, key, new, private))
        elif new is None and old is not None:
            deleted.append(listed(form, key, old, private))
        elif old and new:
            for field in said:
                if old[field] != new[field]:
                    if field in form.money | form.numbers:
                        fees.extend(_fee(form, key, field, old[field], new[field]))
                    else:
                        revised.append(_revised(form, key, field, (old, new), private))
    lacking = tuple(NotCompared(f"column {form.table}.{name}", _ONE_SIDE) for name in _alone(a, b))
    codes = tuple(added), tuple(deleted), tuple(revised)
    if form.above:
        return Changes((), (), (), *codes, not_compared=lacking)
    return Changes(*codes, fees=tuple(fees), not_compared=lacking)


_ONE_SIDE = "only one of the two releases has it; build both with one edition"


def _alone(a: Rows, b: Rows) -> list[str]:
    return sorted(set(a.columns) ^ set(b.columns))


def listed(form: Form, key: Key, row: Said, private: bool = False) -> Listed:
    """A row that came or went."""
    title = None if private else next((row[t] for t in TITLES if row.get(t) and t not in form.key), None)
    return Listed(key[0], title, form.table, rest(key))


def rest(key: Key) -> str:
    """The key of a row after its code."""
    return " ".join(part for part in key[1:] if part)


def _revised(form: Form, key: Key, field: str, rows: tuple[Said, Said], private: bool) -> Revised:
    old, new = (None, None) if private else (rows[0][field], rows[1][field])
    return Revised(key[0], field, old, new, form.table, rest(key))


def _fee(form: Form, key: Key, field: str, old: str, new: str) -> Iterator[Fee]:
    if found := fee(key, form.table, field, (old, new), money=field in form.money):
        yield found


def fee(key: Key, table: str, field: str, both: tuple[str, str], *, money: bool) -> Fee | None:
    """A number that changed; nothing where only its form did (`1.50`, `1.5`). Unknown is None."""
    old, new = (number(text) for text in both)
    if old == new and (old is not None or both[0] == both[1]):
        return None
    difference = None if old is None or new is None else new - old
    percent = f"{difference / old * 100:.2f}" if difference is not None and old else None
    shown = [_shown(n, text, money=money) for n, text in ((old, both[0]), (new, both[1]))]
    return Fee(
        code=key[0],
        at=rest(key),
        table=table,
        field=field,
        old=shown[0],
        new=shown[1],
        difference=None if difference is None else _shown(difference, f"{difference:f}", money=money),
        percent=percent,
        money=money,
    )


def _shown(value: Decimal | None, text: str, *, money: bool) -> str | None:
    if value is None:
        return text or None
    return f"{value.quantize(_CENT):f}" if money and value == value.quantize(_CENT) else text


def number(text: str) -> Decimal | None:
    """A number as published, or None where none is printed."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None

"""From the name of a set to its release on the shelf: which files, have them, build, note it."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from chartproof.codesets import durable
from chartproof.codesets.adding import add
from chartproof.codesets.build import Told
from chartproof.codesets.fetch import calendar, ledger
from chartproof.codesets.fetch.calendar import Edition
from chartproof.codesets.fetch.download import Asked, Had, Progress, download
from chartproof.codesets.fetch.forms import chosen
from chartproof.codesets.fetch.table import Publication, publication_of
from chartproof.codesets.release import Release
from chartproof.model.errors import ChartproofError, InputError, ReleaseError


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks beside the name of a set; `mirrors` are addresses instead of the publisher's."""

    day: date
    edition: str | None = None
    mirrors: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """Files to be fetched together: the sets they are asked for, the edition, where they are kept.

    `seen` says whether each address is one that was seen to work.
    """

    names: tuple[str, ...]
    publication: Publication
    edition: Edition
    files: tuple[Asked, ...]
    seen: bool

    @property
    def name(self) -> str:
        """The sets asked for, for a person."""
        return ", ".join(self.names)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An order done. `is_new`: something was added; else it stood on the shelf as it is."""

    order: Order
    files: tuple[Had, ...]
    releases: tuple[Release, ...]
    is_new: bool
    notices: tuple[str, ...] = field(default=())


def ordered(name: str, wish: Wish) -> Order:
    """What must be fetched for a set; InputError where nothing can be, with what to do instead."""
    name, publication = publication_of(name)
    if publication.why and not (publication.hosts and wish.mirrors):
        raise InputError(name, "", publication.why)
    comes = publication.comes
    edition = calendar.called(comes, wish.edition) if wish.edition else calendar.covering(comes, wish.day)
    if wish.mirrors:
        addresses, seen = wish.mirrors, True
    else:
        found = publication.of(edition)
        addresses, seen = tuple(_with_query(a.url, publication) for a in found), all(a.seen for a in found)
    hosts = publication.hosts | {_host(mirror) for mirror in wish.mirrors}
    names = [Asked(at, frozenset()).name for at in addresses]
    if len(set(names)) < len(names):
        raise InputError(
            "--from", ", ".join(names), "two files of one name; fetch them from where they differ"
        )
    sums = _sums(wish, names)
    files = tuple(Asked(at, frozenset(hosts), s) for at, s in zip(addresses, sums, strict=True))
    return Order((name,), publication, edition, files, seen)


def joined(orders: Sequence[Order]) -> tuple[Order, ...]:
    """Orders of the same files made one."""
    one: dict[tuple[str, ...], Order] = {}
    for order in orders:
        key = tuple(file.address for file in order.files)
        names = (*one[key].names, *order.names) if key in one else order.names
        one[key] = replace(order, names=tuple(dict.fromkeys(names)))
    return tuple(one.values())


def _with_query(url: str, publication: Publication) -> str:
    """The address as the publisher's accept button asks it; terms are accepted before an order is filled."""
    query = publication.terms.query if publication.terms else ""
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError as error:
        raise InputError(address, "", f"is no address ({error})") from error


def _sums(wish: Wish, names: Sequence[str]) -> tuple[str | None, ...]:
    if not wish.sums:
        return (None,) * len(names)
    for told in wish.sums:
        if not re.fullmatch(r"[0-9A-Fa-f]{64}", told):
            raise InputError("--sha256", told, "is no SHA-256; give its 64 hexadecimal digits")
    if len(wish.sums) != len(names):
        raise InputError("--sha256", "", f"give one for each file, in this order: {', '.join(names)}")
    return wish.sums


def filled(order: Order, shelf: Path, day: date, progress: Progress, *, keep: bool = False) -> Fetched:
    """Have the files of an order and add them to the shelf; nothing new is a no-op.

    `day` is today, for the ledger. Files stay in `downloads` with `keep`, or where they could not
    be added.
    """
    downloads = shelf / "downloads"
    before = [_before(shelf, file) for file in order.files]
    kept = {file.name for file in order.files if (downloads / file.name).exists()}
    had = [download(file, downloads, b, progress) for file, b in zip(order.files, before, strict=True)]
    if not any(h.is_new for h in had) and all(_stands(shelf, h.entry) for h in had):
        standing = _standing(shelf, had)
        _tidy([h for h in had if h.path.name not in kept], keep=keep)
        _all_made(order, standing)
        return Fetched(order, tuple(had), standing, is_new=False)
    had = [
        h if _is_at_hand(h.path, h.entry) else download(file, downloads, None, progress)
        for h, file in zip(had, order.files, strict=True)
    ]
    had = [replace(h, entry=replace(h.entry, day=day.isoformat(), made=())) for h in had]
    for h in had:
        ledger.write(downloads, h.entry)
    releases = _added(order, had, shelf, day)
    for h in had:
        ledger.write(downloads, replace(h.entry, made=tuple(r.name for r in releases)))
    _tidy(had, keep=keep)
    _all_made(order, releases)
    return Fetched(order, tuple(had), releases, is_new=True, notices=_notices(order, releases))


def _before(shelf: Path, file: Asked) -> ledger.Entry | None:
    """The last download from there, if what it made or the file itself is still at hand."""
    entry = ledger.last(shelf / "downloads", file.address)
    if entry is None or (file.sha256 and entry.sha256 != file.sha256.lower()):
        return None
    return entry if _stands(shelf, entry) or _is_at_hand(shelf / "downloads" / entry.name, entry) else None


def _stands(shelf: Path, entry: ledger.Entry) -> bool:
    at = shelf / "releases"
    return bool(entry.made) and all((at / name / "release.json").exists() for name in entry.made)


def _standing(shelf: Path, had: Sequence[Had]) -> tuple[Release, ...]:
    made = dict.fromkeys(name for h in had for name in h.entry.made)
    return tuple(Release.open(shelf / "releases" / name) for name in made)


def _is_at_hand(path: Path, entry: ledger.Entry) -> bool:
    if not path.is_file() or path.stat().st_size != entry.size:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == entry.sha256


def _tidy(had: Sequence[Had], *, keep: bool) -> None:
    for h in had:
        if not keep:
            h.path.unlink(missing_ok=True)


def _added(order: Order, had: Sequence[Had], shelf: Path, day: date) -> tuple[Release, ...]:
    """The releases the files make; ReleaseError where none can be made, the files are kept then."""
    durable.clear(shelf / "downloads")
    own = f".building-{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=own, dir=shelf / "downloads") as aside:
        try:
            paths = [chosen(h.path, order.publication.forms, Path(aside)) for h in had]
            releases = tuple(add(paths, _told(order, had, day), shelf / "releases"))
        except ChartproofError as error:
            says = str(error).replace(f"{aside}/", "").replace(f"{shelf / 'downloads'}/", "")
            kept = ", ".join(str(h.path) for h in had)
            raise ReleaseError(f"{order.name}: downloaded, not added: {says}; kept: {kept}") from error
    return releases


def _all_made(order: Order, releases: Sequence[Release]) -> None:
    """ReleaseError where the files make none of a set they are asked for."""
    missing = [name for name in order.names if name not in {r.system for r in releases}]
    if missing:
        made = ", ".join(r.name for r in releases)
        raise ReleaseError(f"{', '.join(missing)}: the files hold none of it; they made {made}")


def _told(order: Order, had: Sequence[Had], day: date) -> Told:
    """What the files don't say: the edition asked for, the day the publisher last changed them."""
    told = order.publication.told
    changed = [parsedate_to_datetime(h.entry.modified).date() for h in had if h.entry.modified]
    return Told(
        first=max(changed, default=day) if "first" in told else None,
        version=order.edition.text or None if "version" in told else None,
    )


def _notices(order: Order, releases: Sequence[Release]) -> tuple[str, ...]:
    wrong = [r for r in releases if r.system in order.names and not order.edition.is_of(r.version)]
    return tuple(f"{r.name}: the publisher's file is not of {order.edition.text}, as asked" for r in wrong)

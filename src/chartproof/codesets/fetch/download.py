"""One file from its publisher: whole under its name or not there, gone on with where it broke off.

Addresses are https, or http on this machine (loopback). Redirects are followed to the publisher's
own hosts only. Nothing is sent but the request. A proxy is used for https where HTTPS_PROXY names
one, never for loopback.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote, urljoin, urlsplit

from chartproof.codesets.fetch.ledger import Entry
from chartproof.codesets.fetch.part import FetchError, Part, Stamp, alone, range_of
from chartproof.model.errors import InputError

if TYPE_CHECKING:
    import ssl

    import httpx2

Progress = Callable[[str, float], None]
#: Redirects followed before it is called a circle.
_HOPS = 6
_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """The most bytes a file may have, and the seconds to wait for an answer or its next bytes."""

    most: int = 1_000_000_000
    wait: float = 60.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One file to be had: its address, the hosts it may come from, the checksum it must have."""

    address: str
    hosts: frozenset[str]
    sha256: str | None = None

    @property
    def name(self) -> str:
        """The file's own name, safe to write; InputError where the address has none."""
        last = unquote(PurePosixPath(urlsplit(self.address).path).name)
        name = re.sub(r"[^A-Za-z0-9._-]+", "_", last).lstrip(".")[-150:]
        if not name:
            raise InputError(
                self.address, "", "the address names no file; give the address of the file itself"
            )
        return name


@dataclass(frozen=True, slots=True)
class Had:
    """A file that is here whole. `is_new`: its bytes are not those that were had before."""

    path: Path
    entry: Entry
    is_new: bool


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def download(
    asked: Asked, folder: Path, before: Entry | None, progress: Progress, limits: Limits | None = None
) -> Had:
    """Have a file; `before` is the entry of the same address whose file or releases still stand.

    The entry's day is left empty for the caller. FetchError when the file could not be had whole
    (what came is kept and gone on with), InputError for an address that may not be asked.
    """
    import httpx2

    folder.mkdir(parents=True, exist_ok=True)
    final = folder / asked.name
    _permit(asked.address, asked)
    with alone(final):
        try:
            return _have(asked, final, before, progress, limits or Limits())
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            says = "if this machine is offline, get the file elsewhere and use `chartproof books add`"
            raise FetchError(f"{asked.address}: cannot be reached ({error}); {says}") from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            says = str(error) or type(error).__name__
            raise FetchError(
                f"{asked.address}: {says}; run it again, it goes on where it broke off"
            ) from error
        finally:
            progress(asked.name, 1.0)


def _have(asked: Asked, final: Path, before: Entry | None, progress: Progress, limits: Limits) -> Had:
    part = Part.at(final, asked.address)
    headers = _conditions(part, before)
    for conditions in (headers, {}):
        with _answer(asked, conditions, limits) as answer:
            if answer.status_code == 304 and before is not None and "If-Range" not in conditions:
                return Had(final, before, is_new=False)
            if answer.status_code == 416 or (answer.status_code == 206 and not _fits(answer, part, asked)):
                part.clear()
                continue
            if answer.status_code == 200:
                _check(answer, asked, limits)
                part.begin(Stamp.of(asked.address, answer.headers, _length(answer)))
            elif answer.status_code != 206 or not conditions:
                raise FetchError(_refused(answer, asked))
            _take(answer, part, progress, limits)
            return _finish(part, final, asked, before)
    raise FetchError(f"{asked.address}: answers with parts of the file that don't fit together; use a mirror")


def _conditions(part: Part, before: Entry | None) -> dict[str, str]:
    if part.size and part.stamp:
        return {"Range": f"bytes={part.size}-", "If-Range": part.stamp.strong}
    if before and before.etag:
        return {"If-None-Match": before.etag}
    return {"If-Modified-Since": before.modified} if before and before.modified else {}


@contextmanager
def _answer(asked: Asked, conditions: dict[str, str], limits: Limits) -> Iterator[httpx2.Response]:
    """The answer at the end of the redirects; every hop is checked, and none is told of another."""
    import httpx2

    wanted = {"User-Agent": "chartproof", "Accept": "*/*", "Accept-Encoding": "identity"}
    address = asked.address
    for _ in range(_HOPS):
        _permit(address, asked)
        direct = is_loopback(urlsplit(address).hostname or "")
        with (
            httpx2.Client(timeout=limits.wait, trust_env=not direct, verify=_trusted()) as client,
            client.stream("GET", address, headers=wanted | conditions) as answer,
        ):
            if answer.status_code not in _MOVED:
                yield answer
                return
            told = re.sub(r"[^!-~]", "", answer.headers.get("location", ""))
            address = urljoin(address, told)
    raise FetchError(f"{asked.address}: is redirected in a circle; look at the publisher's page")


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are believed: those the system believes; reading them takes a while."""
    import httpx2

    return httpx2.create_ssl_context()


def _permit(address: str, asked: Asked) -> None:
    """Refuse an address that is not https (or loopback), or that leads away from the publisher."""
    try:
        at = urlsplit(address)
        host = (at.hostname or "").lower()
        _ = at.port
    except ValueError as error:
        raise InputError(address, "", f"is no address ({error})") from error
    if at.username or at.password:
        raise InputError(at.hostname or "", "", "the address holds a name or password; give one without")
    if at.scheme != "https" and not (at.scheme == "http" and is_loopback(host)):
        raise InputError(address, "", "only https addresses are fetched (http on this machine only)")
    if host not in asked.hosts:
        says = f"is sent on to {host or address}, which is not the publisher's; nothing was taken from there"
        raise FetchError(f"{asked.address}: {says}")


def _fits(answer: httpx2.Response, part: Part, asked: Asked) -> bool:
    """Say whether a partial answer goes on where the part ends, of the same state of the file."""
    told = range_of(answer.headers.get("content-range", ""))
    if told is None or part.stamp is None or told[0] != part.size or _is_packed(answer):
        return False
    size = part.stamp.size if told[1] is None else told[1]
    if size is None or not part.stamp.is_same(Stamp.of(asked.address, answer.headers, size)):
        return False
    part.stamp = replace(part.stamp, size=size)
    return True


def _is_packed(answer: httpx2.Response) -> bool:
    return answer.headers.get("content-encoding", "identity").lower() not in {"", "identity"}


def _length(answer: httpx2.Response) -> int | None:
    told = answer.headers.get("content-length", "")
    return int(told) if told.isdigit() else None


def _check(answer: httpx2.Response, asked: Asked, limits: Limits) -> None:
    """Refuse a page instead of a file, a packed answer, and one larger than a code set."""
    if answer.headers.get("content-type", "").lower().startswith(("text/html", "application/xhtml")):
        says = "answers with a web page, not a file: it was moved, or its licence page stands before it"
        raise FetchError(f"{asked.address}: {says}; look at the publisher's page and say --from ADDRESS")
    if _is_packed(answer):
        raise FetchError(f"{asked.address}: comes packed though it was asked for as it is; use a mirror")
    if (_length(answer) or 0) > limits.most:
        raise FetchError(f"{asked.address}: has more than {limits.most:,} bytes, more than a code set has")
    if _length(answer) is None and "chunked" not in answer.headers.get("transfer-encoding", "").lower():
        _tellable(asked)


def _tellable(asked: Asked) -> None:
    """Where nothing says how long a file is, its end can be told from a broken line by its own checks only."""
    if not (asked.sha256 or _is_archive(asked.name)):
        raise FetchError(
            f"{asked.address}: does not say how long the file is; give its checksum with --sha256"
        )


def _is_archive(name: str) -> bool:
    return name.lower().endswith((".zip", ".xlsx"))


def _refused(answer: httpx2.Response, asked: Asked) -> str:
    code = answer.status_code
    wait = answer.headers.get("retry-after", "")
    says = {
        404: "is not there; the publisher may have renamed it: look at its page and say --from ADDRESS",
        403: "is refused; get the file with a browser and use `chartproof books add`",
        429: f"asks to wait{f' {wait} seconds' if wait.isdigit() else ''}; run it again later",
        503: f"is not ready{f', in {wait} seconds' if wait.isdigit() else ''}; run it again later",
    }.get(code, "run it again later, or use a mirror with --from ADDRESS")
    return f"{asked.address}: answers {code}: {says}"


def _take(answer: httpx2.Response, part: Part, progress: Progress, limits: Limits) -> None:
    """Write what comes behind what is there, byte by byte as it comes, so that a kill loses none."""
    total = part.stamp.size if part.stamp else None
    done = part.path.stat().st_size
    with part.path.open("ab", buffering=0) as out:
        for chunk in answer.iter_raw():
            done += len(chunk)
            if done > (limits.most if total is None else total):
                part.clear()
                raise FetchError(f"{answer.url}: sends more than it said or a code set has; nothing was kept")
            out.write(chunk)
            progress(f"{part.path.stem} {done / 1e6:,.1f} MB", min(done / total, 0.99) if total else 0.0)
    if total is not None and done < total:
        raise FetchError(f"{answer.url}: broke off at {done:,} of {total:,} bytes; run it again, it goes on")


def _finish(part: Part, final: Path, asked: Asked, before: Entry | None) -> Had:
    """Check the whole file and give it its name; a file that fails a check is not kept."""
    stamp = cast("Stamp", part.stamp)
    size = part.path.stat().st_size
    with part.path.open("rb") as whole:
        found = hashlib.file_digest(whole, "sha256").hexdigest()
    wrong = _wrong(part.path, asked, found)
    if wrong:
        part.clear()
        raise FetchError(f"{asked.address}: {wrong}; nothing was kept")
    part.put(final)
    entry = Entry(asked.address, final.name, size, found, stamp.etag, stamp.modified, "")
    if before and before.sha256 == found:
        return Had(final, before, is_new=False)
    return Had(final, entry, is_new=True)


def _wrong(path: Path, asked: Asked, found: str) -> str:
    if asked.sha256 and asked.sha256.lower() != found:
        return f"its SHA-256 is {found}, not {asked.sha256.lower()} as told"
    if not _is_archive(asked.name):
        return ""
    try:
        with zipfile.ZipFile(path) as archive:
            broken = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        return f"it is no whole zip archive ({error})"
    return f"{broken} in it is broken" if broken else ""

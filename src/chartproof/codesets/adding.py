"""Put publishers' files on the shelf: every builder looks at the files and makes what is its own.

One bad file keeps no other from the shelf: a builder that stops at one is run again without it and
without those that make nothing whole without it. What became of each is an `Outcome`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from chartproof.codesets import build
from chartproof.codesets.build import Told
from chartproof.codesets.build.source import SourceFile, files_in, sha256
from chartproof.codesets.release import Draft, Placed, Release, Source, place, standing
from chartproof.model.errors import ChartproofError, InputError, ReleaseError

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A file no release was made of: no builder knows it, or (`spare`) another says what it says."""

    file: str
    spare: bool = False


Outcome = Placed | ChartproofError | Unknown


def builders() -> Iterator[ModuleType]:
    """Every module of codesets/build that makes releases of files; those that want the shelf last."""
    found = []
    for info in pkgutil.iter_modules(build.__path__):
        module = importlib.import_module(f"{build.__name__}.{info.name}")
        if hasattr(module, "drafts") and hasattr(module, "NAMES"):
            found.append(module)
    yield from sorted(found, key=lambda module: hasattr(module, "STANDS"))


def editions() -> dict[str, int]:
    """The present edition of the builder of each system."""
    found: dict[str, int] = {}
    for builder in builders():
        for name in builder.NAMES:
            found[name] = max(found.get(name, 1), getattr(builder, "BUILDER", 1))
    return found


def systems() -> frozenset[str]:
    """Every system some builder makes releases of."""
    return frozenset(name for builder in builders() for name in builder.NAMES)


def add(paths: Iterable[Path], told: Told, shelf: Path) -> Iterator[Release]:
    """Make every release the files hold; the first error is raised when all that can be is made.

    Each release is put in place whole or not at all; one that stands already with the same content
    is left as it is. InputError where no builder knows any of the files.
    """
    errors: list[ChartproofError] = []
    for outcome in outcomes(paths, told, shelf):
        if isinstance(outcome, Placed):
            yield outcome.release
        elif isinstance(outcome, ChartproofError):
            errors.append(outcome)
    if errors:
        raise errors[0]


def outcomes(
    paths: Iterable[Path],
    told: Told,
    shelf: Path,
    progress: Progress = lambda _what, _done: None,
) -> Iterator[Outcome]:
    """What became of every file, as it happens; folders are walked. Nothing is raised on a bad file.

    Ends with the files no release was made of, and where there are no others with an InputError.
    """
    named = tuple(paths)
    files: list[SourceFile] = []
    known = False
    for path in {p.resolve(): p for given in named for p in walked(given)}.values():
        try:
            files += files_in(path)
        except InputError as error:
            known = True
            yield error
    work = _Work(told, shelf, progress, tuple(_once(files)), sum(f.size for f in files) or 1)
    for builder in builders():
        for outcome in work.built(builder):
            known = True
            yield outcome
    for unknown in work.unknown():
        known = known or unknown.spare
        yield unknown
    if not known:
        yield _nothing_known(named)


def walked(path: Path) -> Iterator[Path]:
    """A file as it is; the files of a folder and of those in it, by name.

    Hidden ones and links to other folders are left out; a folder that cannot be read is given itself.
    """
    try:
        inside = sorted(path.iterdir()) if path.is_dir() else None
    except OSError:
        inside = None
    if inside is None:
        yield path
    for inner in inside or ():
        if not inner.name.startswith(".") and not (inner.is_symlink() and inner.is_dir()):
            yield from walked(inner)


def checked(path: Path, told: str) -> None:
    """InputError unless a file has the SHA-256 told (hex)."""
    if not path.is_file():
        raise InputError(str(path), "", "there is no such file")
    if (found := sha256(path)) != told.strip().lower():
        says = f"its SHA-256 is {found}, not {told}; get the file again; nothing was made of it"
        raise InputError(str(path), "", says)


def _once(files: list[SourceFile]) -> Iterator[SourceFile]:
    """Each file once: an archive often lies beside what was taken out of it."""
    names = Counter(file.name for file in files)
    seen: set[Source] = set()
    for file in files:
        if names[file.name] > 1:
            try:
                sealed = file.sealed()
            except (InputError, OSError):  # it will be said when a builder reads it
                yield file
                continue
            if sealed in seen:
                continue
            seen.add(sealed)
        yield file


def _nothing_known(named: tuple[Path, ...]) -> InputError:
    known = ", ".join(sorted({name for builder in builders() for name in builder.NAMES}))
    return InputError(", ".join(map(str, named)), "", f"no file of a known set; chartproof reads: {known}")


@dataclass(slots=True)
class _Work:
    """The files of one command, and what was made of them so far."""

    told: Told
    shelf: Path
    progress: Progress
    files: tuple[SourceFile, ...]
    whole: int
    used: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    done: int = 0

    def built(self, builder: ModuleType) -> Iterator[Outcome]:
        """What one builder makes of the files; run again without a file it stops at."""
        left = self.files + _tables(self.shelf, getattr(builder, "STANDS", ()))
        made: set[tuple[str, tuple[object, ...]]] = set()
        stopped: ChartproofError | None = None

        def whole(draft: Draft) -> bool:
            return not retried or len(draft.sources) < 2 or hasattr(builder, "falls_with")

        while left:
            retried, stopped = stopped is not None, None
            drafts = iter(builder.drafts(left, self.told))
            while True:
                try:
                    draft = next(drafts, None)
                except (ChartproofError, OSError) as error:
                    stopped = _said(error)
                    break
                if draft is None:
                    break
                if (key := (draft.name, draft.sources)) not in made:
                    made.add(key)
                    yield from self._placed(draft) if whole(draft) else self._wrong(_part(draft))
            if stopped is None:
                return
            broken = [f for f in left if _is_named(f, stopped)]
            fallen = self._fallen(broken, left, builder)
            yield from self._wrong(stopped)
            yield from self._wrong(_with(broken, fallen)) if fallen else ()
            left = tuple(f for f in left if f not in {*broken, *fallen}) if broken else ()

    def unknown(self) -> Iterator[Unknown]:
        """The files no release was made of."""
        for file in self.files:
            if file.name not in self.used:
                yield Unknown(file.place, any(self._knows(builder, file) for builder in builders()))

    def _placed(self, draft: Draft) -> Iterator[Outcome]:
        """Put one release on the shelf; a full disk or a broken row is an error of this one only."""
        sources = {source.name for source in draft.sources}
        self.used |= sources

        def heard(rows: int) -> None:
            said = f"{draft.name}: {rows:,} rows" if rows else draft.name
            self.progress(said, self.done / self.whole)

        heard(0)
        try:
            yield place(draft, self.shelf, heard)
        except OSError as error:
            says = f"{error.strerror or error}; nothing of it was kept and what stood before stands"
            yield from self._wrong(InputError(" + ".join(sorted(sources)), draft.name, says))
        except ReleaseError as error:
            yield from self._wrong(InputError(" + ".join(sorted(sources)), "", str(error)))
        except ChartproofError as error:
            yield from self._wrong(error)
        read = sum(f.size for f in self.files if f.name in sources)
        self.done = min(self.whole, self.done + read)

    def _wrong(self, error: ChartproofError) -> Iterator[ChartproofError]:
        """An error, once: several builders may stop at the same file."""
        self.used |= {f.name for f in self.files if _is_named(f, error)}
        if str(error) not in self.said:
            self.said.add(str(error))
            yield error

    def _fallen(
        self, broken: list[SourceFile], left: tuple[SourceFile, ...], builder: ModuleType
    ) -> list[SourceFile]:
        """The other files that nothing whole is made of without the broken ones."""
        found: dict[SourceFile, None] = {}
        for one in broken if hasattr(builder, "falls_with") else ():
            with suppress(InputError):  # its first bytes cannot be read: nothing says that it is of a set
                found |= dict.fromkeys(builder.falls_with(one, left, self.told))
        return [f for f in found if f not in broken]

    def _knows(self, builder: ModuleType, file: SourceFile) -> bool:
        try:
            return next(iter(builder.drafts((file,), self.told)), None) is not None
        except (ChartproofError, OSError):
            return True


def _tables(shelf: Path, systems: Iterable[str]) -> tuple[SourceFile, ...]:
    """A table of each standing release, its codes where it has them, for what is made from the year before."""
    wanted = set(systems)
    ours = (r for r in standing(shelf) if r.system in wanted) if wanted else ()
    return tuple(SourceFile(table) for r in ours if (table := _one_table(r)))


def _one_table(release: Release) -> Path | None:
    tables = sorted((release.folder / "tables").glob("*.tsv"))
    return min(tables, key=lambda table: table.stem != "codes", default=None)


def _said(error: ChartproofError | OSError) -> ChartproofError:
    if isinstance(error, ChartproofError):
        return error
    return InputError(str(error.filename or "system"), "", error.strerror or str(error))


def _with(broken: list[SourceFile], fallen: list[SourceFile]) -> InputError:
    bad = " + ".join(dict.fromkeys(f.name for f in broken))
    names = " + ".join(dict.fromkeys(f.name for f in fallen))
    return InputError(names, "", f"nothing is made of it without {bad}, which cannot be used")


def _part(draft: Draft) -> InputError:
    says = f"{draft.name} is made of several files, and one may be missing: not made"
    return InputError(" + ".join(s.name for s in draft.sources), "", says)


def _is_named(file: SourceFile, error: ChartproofError) -> bool:
    if not isinstance(error, InputError):
        return False
    names = {error.file, *error.file.split(" and "), *error.file.split(" + ")}
    return bool(names & {file.name, str(file.path), file.place})

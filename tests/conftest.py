"""One shelf for the whole run, built from the installed package; the user's own is never touched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from publisher import Publisher, publisher

from chartproof.codesets.shelf import Shelf
from chartproof.pipeline import Line

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not (SHARED / "bench").exists():
        skip = pytest.mark.skip(reason="../shared with the public sets is not here")
        for item in items:
            if item.get_closest_marker("data"):
                item.add_marker(skip)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.getbasetemp()
    return (root.parent if os.environ.get("PYTEST_XDIST_WORKER") else root) / "chartproof-home"


@pytest.fixture(scope="session")
def line(home: Path) -> Line:
    return Line(Shelf(home), strict=True)


@pytest.fixture
def own(tmp_path: Path, home: Path, line: Line) -> Path:
    """A home of one's own where the embedded release stands."""
    line.shelf.releases()
    shutil.copytree(home / "releases/icd10cm-2026.2", tmp_path / "own/releases/icd10cm-2026.2")
    return tmp_path / "own"


@pytest.fixture(scope="module")
def serving() -> Iterator[Publisher]:
    with publisher() as made:
        yield made


@pytest.fixture
def server(serving: Publisher) -> Publisher:
    """A publisher on this machine, with nothing on offer yet."""
    serving.files.clear()
    serving.requests.clear()
    return serving

"""Files handed in as a person has them, and what `books add` says of them."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

from chartproof.codesets.adding import Outcome, Unknown
from chartproof.codesets.release import Placed
from chartproof.model.errors import ChartproofError

PLACES = "pos_code,pos_type,pos_name,pos_description\n01,Facility,Invented,Ours\n02,Facility,Made up,Ours\n"
PTP = "Column 1,Column 2,*=in existence,Effective,Deletion,Modifier,PTP Edit Rationale\n"
PAIR = "0991T,0992T,,20310101,*,1,Invented\n"
SOURCE = Path(__file__).resolve().parent.parent / "src"


def lay(folder: Path, **files: str | bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def told(found: list[Outcome]) -> tuple[set[str], list[str], list[str]]:
    """Names of releases, errors, and files nobody knows."""
    made = {o.release.name for o in found if isinstance(o, Placed)}
    errors = [str(o) for o in found if isinstance(o, ChartproofError)]
    return made, errors, [Path(o.file).name for o in found if isinstance(o, Unknown) and not o.spare]


def run(home: Path, *arguments: str, limit: int = 0) -> subprocess.CompletedProcess[str]:
    def small() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "chartproof", *arguments],
        env={**os.environ, "CHARTPROOF_HOME": str(home), "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        preexec_fn=small,
        check=False,
    )

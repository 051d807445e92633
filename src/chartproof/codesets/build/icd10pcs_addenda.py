"""ICD-10-PCS code addenda (CMS: icd10pcs_codes_addenda_YYYY.txt, order_addenda_YYYY.txt).

Applied onto the order file of the list before, handed in with it: the list of the year, derived.
An addenda follows the April update of the year before; the counts at its end say whether it fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chartproof.codesets.build import Told
from chartproof.codesets.build.icd10 import edition
from chartproof.codesets.build.icd10pcs import is_order_file, order_draft
from chartproof.codesets.build.order_list import applied, order_rows
from chartproof.codesets.build.source import SourceFile, of_same
from chartproof.codesets.release import Draft
from chartproof.model.errors import InputError

NAMES = ("ICD-10-PCS-order",)
_NAME = re.compile(r"(?:icd10pcs[-_])?(?:codes|order)[-_]addenda[-_].*\.txt", re.IGNORECASE)
_LINE = re.compile(rb"(\xef\xbb\xbf)?(Add|Delete|Revise \w+): +[0-9A-Z]{7} \S")


def drafts(files: Iterable[SourceFile], told: Told) -> Iterator[Draft]:
    """One derived release for each addenda whose own year is not at hand as an order file."""
    everything = list(files)
    orders: dict[int, SourceFile] = {}
    for file in sorted(filter(is_order_file, everything), key=lambda f: edition(f, Told()).version):
        orders[edition(file, Told()).year] = file
    for file in everything:
        if not _NAME.fullmatch(file.name) or not _LINE.match(file.head(64)):
            continue
        of = edition(file, told)
        if of.year in orders:
            continue
        base = orders.get(of.year - 1)
        if base is None:
            before = of.year - 1
            says = f"it changes the list of FY{before}: hand icd10pcs_order_{before}.txt in too"
            raise InputError(file.name, "", says)
        rows = applied(order_rows(base), file, base.name)
        yield order_draft(of, rows, (base.sealed(), file.sealed()), derived=True)


def falls_with(broken: SourceFile, files: Iterable[SourceFile], told: Told) -> Iterator[SourceFile]:
    """Addenda make nothing without the list of the year before, which they change."""
    ours = (f for f in files if _NAME.fullmatch(f.name))
    return of_same(broken, ours, lambda f: edition(f, Told()).year - bool(_NAME.fullmatch(f.name)))

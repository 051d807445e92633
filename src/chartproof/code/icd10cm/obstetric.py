"""Where a patient stands between conception and six weeks after delivery, and the codes for it.

Source: ICD-10-CM Official Guidelines I.C.15.a.3 and a.4 (trimester by weeks, at admission; in
childbirth where the delivery is in the stay), I.C.15.o.1 (the postpartum period); the trimesters
by weeks stand at the head of chapter 15.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chartproof.code.icd10cm.chart import chart_of, is_taken_up
from chartproof.code.icd10cm.figures import row_for
from chartproof.code.icd10cm.telling import said
from chartproof.codesets.tabular import Billable, Tabular
from chartproof.model.coding import Assignment, Coding, Needed, Why
from chartproof.model.document_kind import DocumentKind
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Standing, Time
from chartproof.model.record import Evidence, Measure
from chartproof.terms.words import folded

PREGNANCY, CHILDBIRTH, PUERPERIUM = "pregnancy", "childbirth", "puerperium"
#: From what age to what age a record may be that of a mother (Medicare Code Editor, age conflict: maternity).
CHILDBEARING = (9, 64)
#: Codes that say a delivery in this encounter, and codes of the time after it.
DELIVERED = ("O80", "O82", "Z37", "O70", "O72.0", "O72.1", "O72.3", "O75.82")
AFTER = ("Z39", "O85", "O86", "O87", "O88.53", "O89", "O90", "O91", "O92", "O72.2")
#: Abortive outcomes, and the codes of the chapter that say no pregnancy that goes on: these, care after them, sequelae.
ABORTIVE = ("O00", "O01", "O02", "O03", "O04", "O07", "O08")
ENDED = (*ABORTIVE, "O94", "O96", "O97")
#: The first week of each trimester (head of chapter 15).
SECOND, THIRD = 14, 28
#: The first completed week that is no longer preterm.
TERM = 37
_TRIMESTER = ("first", "second", "third")
_AFTER = Pattern(
    r"\bpost[- ]?partum day|\bppd ?#? ?\d|\b(?:[1-6] ?(?:weeks?|wks?)|[1-3]?\d ?days?|one day|one week|two weeks) "
    r"(?:post[- ]?partum|(?:after|since|from) (?:(?:an? |the |her )?(?:[\w-]+ )?delivery|childbirth|giving birth))",
    re.IGNORECASE,
)
_DELIVERY = Pattern(
    r"\b(?:delivered (?:vaginally|by|a|an|via)\b|delivery of (?:a |an )?(?:live|viable)|live ?born|"
    r"(?:vaginal|cesarean) delivery (?:today|this admission|performed))",
    re.IGNORECASE,
)
#: The birth as the summary of its stay tells it, and a mother who came back after it.
_BORN_HERE = Pattern(
    r"\b(?:[pr]?ltcs|c-?sections?|c/s|cesarean|n?svd|vavd|vacuum|forceps|vaginal delivery|delivered)\b(?:(?!ltcs|c-?section|cesarean|c/s)[^\n]){0,160}\b(?:viable|live ?born|apgars?|vigorous|(?:[1-5],?\d{3}|[4-9]\d\d) ?g(?:m|rams?)?)\b",
    re.IGNORECASE,
)
_CAME_BACK = Pattern(
    r"\b(?:re-?admi\w+|returned|came back|sent back|discharged home (?:on|after))\b", re.IGNORECASE
)
_NAMED = Pattern(
    r"\b(first|second|third|1st|2nd|3rd) tri(?:m|mester)?\b(?! (?:labs?|screen\w*|loss|exposure|bleed\w*|us|ultrasound|scan)\b)",
    re.IGNORECASE,
)
_NAMED_IN_TITLE = Pattern(r"\b(\w+) trimester")
_PREGNANT = Pattern(r"\b(?:pregnant|gravid|intrauterine pregnancy|pregnancy at \d)", re.IGNORECASE)
#: Words of the record of a child.
_CHILD = Pattern(r"\bapgar|\bnewborn\b|\bneonat|\bborn (?:at|by|via)\b|\bday of life\b", re.IGNORECASE)
_INCIDENTAL = Pattern(
    r"\bpregnan\w+ (?:is |was )?(?:incidental|not affected)|\bincidental(?:ly)? pregnan|"
    r"\b(?:not affecting|unrelated to|no effect on) (?:the |her )?pregnancy",
    re.IGNORECASE,
)
_ALL = Pattern(r"pregnancy,? childbirth,? (?:and|or) (?:the )?puerperium", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stage:
    """The phase, the trimester (1 to 3, None unknown) and what says so."""

    phase: str
    trimester: int | None
    because: Assignment | Evidence

    @property
    def words(self) -> tuple[Evidence, ...]:
        """The words of what says it; its own mentions are no mentions of a condition that takes its stage."""
        said = self.because
        return said.proof.words()[:1] if isinstance(said, Assignment) else (said,)


def is_incidental(coding: Coding) -> bool:
    """Whether the provider says that the pregnancy has nothing to do with this encounter (I.C.15.a.1)."""
    return said(coding, _INCIDENTAL) is not None


def delivered_before(coding: Coding) -> Evidence | None:
    """The words that say that the child was born before this encounter."""
    return None if coding.having("Z37") else said(coding, _AFTER)


def stage_of(coding: Coding) -> Stage | None:
    """Whether the patient is pregnant, gives birth or is in the puerperium; None for everyone else."""
    age, sex = coding.encounter.age, (coding.encounter.sex or "").upper()
    if sex == "M" or (age is not None and not CHILDBEARING[0] <= age <= CHILDBEARING[1]):
        return None
    weeks = weeks_of(coding)
    if is_incidental(coding) or (said(coding, _CHILD) and not (sex and age)):
        return None
    sure = sex == "F" and (age is not None or weeks is not None)
    reported = DocumentKind.OPERATIVE in chart_of(coding.encounter).kinds.values()
    if coding.encounter.is_stay and reported and (born := said(coding, _DELIVERY)):
        return Stage(CHILDBIRTH, _trimester(coding, weeks), born)
    here = said(coding, _BORN_HERE) if coding.encounter.is_stay and weeks is not None else None
    if here is not None and said(coding, _CAME_BACK) is None:
        return Stage(CHILDBIRTH, _trimester(coding, weeks), here)
    phases = ((DELIVERED, CHILDBIRTH), (AFTER, PUERPERIUM))
    for codes, phase in phases if coding.encounter.is_stay else reversed(phases):
        found = _sure(coding.having(*codes), sure=sure)
        if phase == PUERPERIUM:  # a code of an infected breast or nipple in pregnancy tells of no delivery
            found = [a for a in found if "trimester" not in (a.title or "")]
        if found:
            return Stage(phase, _trimester(coding, weeks), found[0])
    if coding.encounter.is_stay and (normal := _no_longer_normal(coding)):
        return Stage(CHILDBIRTH, _trimester(coding, weeks), normal)
    going_on = _sure(coding.having("O", "Z34", "Z3A", "Z33.1"), sure=sure)
    if going_on:
        return _going_on(coding, going_on, weeks)
    if coding.having("P", "Z38", *ENDED) or (sex != "F" and weeks is None):
        return None
    if pregnant := said(coding, _PREGNANT):
        return (
            Stage(PREGNANCY, _trimester(coding, weeks), pregnant) if weeks or coding.having("Z33.1") else None
        )
    if (
        weeks is not None
        and weeks.evidence
        and sex == "F"
        and age is not None
        and _SHORT.search(weeks.evidence.words)
        and not _EARLIER_ONE.search(
            coding.encounter.document(weeks.evidence.document).text,
            max(0, weeks.evidence.start - 60),
            weeks.evidence.start,
        )
    ):
        return Stage(PREGNANCY, _trimester(coding, weeks), weeks.evidence)
    after = said(coding, _AFTER) if weeks is None else None
    return None if after is None else Stage(PUERPERIUM, None, after)


#: Weeks written as only those of a pregnancy are: 28w2d, 31w.
_SHORT = Pattern(r"\d ?w(?![eko])", re.IGNORECASE)
#: Before weeks that are of an earlier pregnancy.
_EARLIER_ONE = Pattern(
    r"\b(?:prior|previous|last|first|second|earlier|hx|history|delivered|deliveries|born|birth|SAB|TAB|EAB|loss|miscarr\w+|(?:19|20)\d\d)\b[^.;\n]*$",
    re.IGNORECASE,
)


def _sure(codes: tuple[Assignment, ...], *, sure: bool) -> list[Assignment]:
    """Those that are of this encounter: taken up in it, or the case says that the patient is a woman."""
    return [
        a
        for a in codes
        if not a.value.startswith(ENDED)
        and not all(m.section == "ob_history" or _of_earlier(m) for m in a.mentions)
        and (
            (sure and a.value != "Z33.1")
            or any(is_taken_up(m) or m.standing is Standing.REASON for m in a.mentions)
        )
    ]


def _of_earlier(mention: Mention) -> bool:
    """Whether a delivery is told as one of the past, where pregnancies before are counted up."""
    return mention.assertion.time is Time.PAST and mention.standing in {Standing.TOLD, Standing.LISTED}


def _no_longer_normal(coding: Coding) -> Evidence | None:
    """The words of a normal delivery of this stay that another code of the chapter ruled out: she gave birth all the same (I.C.15.n.1)."""
    ruled_out = (r for r in coding.rejected if r.code.value == "O80" and r.why is Why.EXCLUDED)
    return next((words for r in ruled_out for words in r.proof.words()), None)


def _going_on(coding: Coding, codes: list[Assignment], weeks: Measure | None) -> Stage:
    """The stage where codes of pregnancy stand: the words of a stay may say that she delivered."""
    delivered = said(coding, _DELIVERY) if coding.encounter.codes_uncertain else None
    if delivered:
        return Stage(CHILDBIRTH, _trimester(coding, weeks), delivered)
    after = said(coding, _AFTER) if weeks is None else None
    if after and not any("trimester" in (a.title or "").replace("unspecified trimester", "") for a in codes):
        return Stage(PUERPERIUM, None, after)
    return Stage(PREGNANCY, _trimester(coding, weeks), codes[0])


def complicating(coding: Coding) -> Iterator[tuple[Assignment, tuple[str, ...]]]:
    """The conditions of other chapters that chapter 15 has codes for, each with its row (I.C.15.a.1)."""
    for condition in coding.assignments:
        row = row_for("complicating_pregnancy", condition.value)
        if row is not None and not (row[4] == "addressed" and condition.needed is Needed.ALSO):
            yield condition, row


def weeks_of(coding: Coding) -> Measure | None:
    """The gestational age at the beginning of the encounter: the first that the record tells.

    Not where it stands among what is told of earlier pregnancies.
    """
    parts = [(doc, part) for doc, part in coding.reading.sections if part.kind in EARLIER]
    of_then = None
    for measure in coding.reading.measures:
        place = measure.evidence
        if measure.name != "gestational age" or place is None:
            continue
        if any(doc == place.document and _inside(place, part.body) for doc, part in parts):
            continue
        if not _OF_THEN.search(
            coding.encounter.document(place.document).text, max(0, place.start - 60), place.start + 3
        ):
            return measure
        of_then = of_then or measure
    return of_then


#: What was earlier in the same pregnancy, or is yet to be, before the weeks of that day: "had a UTI at 20 weeks", "scheduled 39w".
_OF_THEN = Pattern(
    r"\b(?:had|treated|anatomy|scan|ultrasound|culture|swab|gbs|glucola|gtt|nipt|cerclage|uti|spotting)\b(?! (?:contractions|labor|rupture))[^.;\n]{0,25}\b(?:at|in|by|around) ?(?:about |week )?\d{0,2}$|"
    r"\b(?:scheduled|planned|booked|set)(?:(?: [\w/-]+){0,2} (?:for|at))? ?\d{0,2} ?w?$",
    re.IGNORECASE,
)


#: Parts of a note that tell of earlier pregnancies or of a birth.
EARLIER = frozenset({"ob_history", "birth_history", "pmh", "psh", "family_history"})


def _inside(place: Evidence, body: Evidence) -> bool:
    return body.start <= place.start < body.end


def _trimester(coding: Coding, weeks: Measure | None) -> int | None:
    if weeks is not None:
        return 1 if weeks.value < SECOND else 2 if weeks.value < THIRD else 3
    if counted := coding.having("Z3A"):
        number = counted[0].value[4:]
        if number.isdigit() and number != "00":
            return 1 if int(number) < SECOND else 2 if int(number) < THIRD else 3
    named = said(coding, _NAMED)
    return None if named is None else "123".index(named.words[0].lower().translate(_DIGIT)) + 1


_DIGIT = str.maketrans("fst", "123")


def phase_in(title: str) -> str | None:
    """Which phase a title names by itself; None where it names none, or all of them."""
    title = _ALL.sub(" ", title)
    if "trimester" in title or re.search(r"\b(?:in|complicating) pregnancy\b", title):
        return PREGNANCY
    if re.search(r"\bchildbirth\b", title):
        return CHILDBIRTH
    return PUERPERIUM if re.search(r"\bpuerperium\b|\bpostpartum\b", title) else None


def fits(title: str, stage: Stage, *, strictly: bool) -> bool:
    """Whether a title is that of a stage; `strictly`: its own phase, not the trimester instead of it."""
    phase = phase_in(title)
    if phase == stage.phase != PREGNANCY:
        return True
    if phase != PREGNANCY or (strictly and stage.phase != PREGNANCY) or stage.phase == PUERPERIUM:
        return False
    word = "unspecified" if stage.trimester is None else _TRIMESTER[stage.trimester - 1]
    return all(named == word for named in _NAMED_IN_TITLE.findall(title))


def code_below(node: str, stage: Stage, tabular: Tabular) -> Billable | None:
    """The code below a subcategory for a stage: in childbirth where there is one, else the trimester."""
    leaves = _leaves(node, tabular)
    for strictly in (True, False):
        for leaf in leaves:
            if fits(leaf.title, stage, strictly=strictly):
                return leaf
    return leaves[0] if len(leaves) == 1 and phase_in(leaves[0].title) is None else None


def same_at(code: str, stage: Stage, tabular: Tabular) -> Billable | None:
    """The code that says the same as a code of another stage, its seventh character kept; None where it fits."""
    held = tabular.billable(code)
    if held is None or phase_in(held.title) is None:
        return None
    if "unspecified trimester" not in held.title and stage.phase == PREGNANCY:
        return None
    if fits(held.title, stage, strictly=True):
        return None
    wanted = _plain(held.title)
    above = [n for n in tabular.ancestors(held.node)[1:] if n.kind in {"category", "subcategory"}]
    for strictly in (True, False):
        for node in above:
            for other in _leaves(node.key, tabular):
                same = other.char == held.char and other.code != code and _plain(other.title) == wanted
                if same and fits(other.title, stage, strictly=strictly):
                    return other
    return None


@lru_cache(maxsize=4096)
def _plain(title: str) -> frozenset[str]:
    """The words of a title without those of phase and trimester."""
    return frozenset(folded(title)) - _PHASES


_PHASES = frozenset(
    "complicating pregnancy childbirth puerperium postpartum first second third unspecified trimester".split()
)


def _leaves(node: str, tabular: Tabular) -> tuple[Billable, ...]:
    children = tabular.children(node)
    if not children:
        return tabular.codes_of(node)
    return tuple(leaf for child in children for leaf in _leaves(child.key, tabular))

"""The evaluation and management visit: what family it is of, what counted, its level, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

from chartproof.model.coding import Assignment, Coding, Rejected, Service, Step
from chartproof.model.period import Period
from chartproof.model.reading import Act
from chartproof.model.record import Evidence, Measure
from chartproof.model.results import Because


class Family(Enum):
    """Which family of visit codes speaks; each has its own levels."""

    OFFICE = "office"
    HOSPITAL = "hospital"
    CONSULT = "consult"
    ED = "ed"
    FACILITY_ED = "facility ed"
    FACILITY_CLINIC = "facility clinic"
    NURSING = "nursing facility"
    HOME = "home"
    TELEMEDICINE = "telemedicine"
    CRITICAL_CARE = "critical care"
    DISCHARGE = "discharge"
    NURSING_DISCHARGE = "nursing discharge"
    PREVENTIVE = "preventive"
    WELLNESS = "wellness"
    TRANSITION = "transitional care"
    CARE_MANAGEMENT = "care management"
    PLANNING = "advance care planning"
    RECORDS = "records read on another day"
    AFTER_SURGERY = "after surgery"
    PROCEDURE_ONLY = "scheduled procedure"
    NURSE = "nurse visit"
    NEWBORN = "normal newborn"
    PRENATAL = "routine prenatal care"
    EYES = "eye examination"
    UNSEEN = "no visit"


class Element(Enum):
    """The elements of medical decision making; before 2021 and 2023, the key components of a visit."""

    PROBLEMS = "problems"
    DATA = "data"
    RISK = "risk"
    HISTORY = "history"
    EXAM = "exam"
    DECISION = "decision"


#: The three elements of medical decision making.
MDM = (Element.PROBLEMS, Element.DATA, Element.RISK)
#: The three key components of a visit by the documentation guidelines of 1995 and 1997.
KEY_COMPONENTS = (Element.HISTORY, Element.EXAM, Element.DECISION)


class Guidelines(Enum):
    """Which documentation guidelines a visit before 2021 (office) or 2023 (the others) is read by."""

    OF_1995 = "1995"
    OF_1997 = "1997"


class Extent(IntEnum):
    """How far an element goes; also the level of the decision making as a whole."""

    STRAIGHTFORWARD = 1
    LOW = 2
    MODERATE = 3
    HIGH = 4


#: What the decision making and each of its elements call the four extents.
WORDS: dict[Element | None, tuple[str, str, str, str]] = {
    None: ("straightforward", "low", "moderate", "high"),
    Element.PROBLEMS: ("minimal", "low", "moderate", "high"),
    Element.DATA: ("minimal", "limited", "moderate", "extensive"),
    Element.RISK: ("minimal", "low", "moderate", "high"),
    Element.HISTORY: ("problem focused", "expanded problem focused", "detailed", "comprehensive"),
    Element.EXAM: ("problem focused", "expanded problem focused", "detailed", "comprehensive"),
    Element.DECISION: ("straightforward", "low", "moderate", "high"),
}


def word_of(extent: Extent, element: Element | None = None) -> str:
    """What an extent is called."""
    return WORDS[element][extent - 1]


class Nature(Enum):
    """What a problem addressed is, by the definitions of the decision making's first element."""

    MINOR = "self-limited or minor"
    STABLE_CHRONIC = "stable chronic illness"
    ACUTE = "acute, uncomplicated"
    ACUTE_IN_HOSPITAL = "acute, uncomplicated, needing hospital care"
    CHRONIC_WORSE = "chronic illness with exacerbation, progression or side effects of treatment"
    UNCERTAIN = "new problem of uncertain prognosis"
    SYSTEMIC = "acute illness with systemic symptoms"
    COMPLICATED_INJURY = "acute complicated injury"
    CHRONIC_SEVERE = "chronic illness with severe exacerbation, progression or side effects"
    THREAT = "threat to life or bodily function"


class Datum(Enum):
    """What kind of data was looked at or gathered."""

    NOTE = "external note"
    TEST = "test"
    HISTORIAN = "independent historian"
    INTERPRETATION = "independent interpretation"
    DISCUSSION = "discussion with an external professional or other source"


class Part(Enum):
    """What counts toward a key component of the guidelines of 1995 and 1997."""

    ILLNESS = "present illness"
    STATUS = "status of a chronic condition"
    SYSTEM = "system reviewed"
    AREA = "past, family or social history"
    EXAMINED = "examined"
    OPTIONS = "diagnoses and management options"
    DATA = "data reviewed"
    RISK = "table of risk"


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem the visit dealt with: its codes, and the acts and words that say how it goes.

    `suspected`: codes of what it may be; `words` name it where no code does.
    """

    name: str
    codes: tuple[Assignment, ...] = ()
    suspected: tuple[Rejected, ...] = ()
    words: tuple[Evidence, ...] = ()
    courses: tuple[Act, ...] = ()

    @property
    def grounds(self) -> tuple[Assignment | Evidence, ...]:
        """What a count of it rests on: its codes with their proofs, and its words."""
        return (*self.codes, *self.words)


@dataclass(frozen=True, slots=True)
class Visit:
    """One encounter as the rules of visits see it: its coding, its problems, the work and the minutes."""

    coding: Coding
    family: Family
    patient: str  # new, established, initial, subsequent, same day; "" where the family knows none
    problems: tuple[Problem, ...] = ()
    work: tuple[Act, ...] = ()
    minutes: tuple[Measure, ...] = ()
    criteria: PointTable | None = None  # the hospital's own, for its emergency visits

    def acts(self, *kinds: str) -> tuple[Act, ...]:
        """The work of these kinds, in order of the record."""
        return tuple(act for act in self.work if act.kind in kinds)


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that counted toward an element, as the table of decision making counts it."""

    element: Element
    kind: Nature | Datum | Extent | Part
    of: str  # what it is counted once for: a problem, a test, a source
    says: str
    proof: Step


@dataclass(frozen=True, slots=True)
class Weighed:
    """An element and how far it goes; `counted` is what bore it, `beside` what counted less.

    Of a key component `says` tells how it was reached, `next_up` what the next type lacks, `next_down` what it hangs on.
    """

    element: Element
    extent: Extent
    counted: tuple[Counted, ...]
    beside: tuple[Counted, ...] = ()
    says: str = ""
    next_up: str = ""
    next_down: str = ""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that bore it, each once, in order."""
        return tuple(dict.fromkeys(e for c in self.counted for e in c.proof.words()))


@dataclass(frozen=True, slots=True)
class Level:
    """The level of a visit and all that bears it.

    `code` None: no level can be supported, and `says` tells why. `by`: mdm, time, points or components.
    `next_up` names what is missing for the next level; `next_down` what the level hangs on.
    """

    family: Family
    patient: str
    code: str | None
    level: int | None
    by: str | None
    says: str
    elements: tuple[Weighed, ...] = ()
    minutes: Measure | None = None
    also: tuple[Service, ...] = ()
    modifiers: tuple[Service, ...] = ()
    withheld: tuple[Service, ...] = ()  # modifiers that were considered and may not stand, and why
    proof: Step | None = None
    next_up: str = ""
    next_down: str = ""
    guidelines: Guidelines | None = None  # where the level goes by key components


@dataclass(frozen=True, slots=True)
class Count:
    """What a rule of visits hands back: something that counts toward an element, and what it rests on."""

    element: Element
    kind: Nature | Datum | Extent
    of: str
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Add:
    """What a rule of visits hands back: a service beside the visit, or a modifier of it."""

    code: str
    because: tuple[Because, ...]
    units: int = 1
    modifier: bool = False


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a rule of visits hands back: a modifier that words call for and the visit may not carry, and why not."""

    code: str
    says: str
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """What a hospital's own criteria give for one kind of nursing work; `each`: for every time, at most `most`."""

    says: str
    words: tuple[str, ...]
    points: int
    each: bool = False
    most: int | None = None


@dataclass(frozen=True, slots=True)
class PointTable:
    """A hospital's own criteria for its emergency visits: the least points of levels 1 to 5, and what earns them.

    `type_b`: an emergency department that is not open around the clock, which bills Medicare by other codes.
    """

    name: str
    holds: Period
    least: tuple[int, int, int, int, int]
    points: tuple[Points, ...]
    type_b: bool = False

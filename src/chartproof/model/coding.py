"""What is coded, what is not, and the proof of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from chartproof.model.finding import Skip
from chartproof.model.query import Query
from chartproof.model.reading import Mention, Reading
from chartproof.model.record import Charge, Encounter, Evidence


@dataclass(frozen=True, slots=True, order=True)
class Code:
    """A code in a system, as published (dotted for ICD-10-CM)."""

    system: str
    value: str


@dataclass(frozen=True, slots=True)
class Cite:
    """Where the authority says so. A house rule has source 'chartproof'."""

    source: str
    place: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of the encounter that a rule leaned on."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of a release that a rule leaned on."""

    release: str
    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Step:
    """One rule applied: from these grounds, by this authority, this."""

    rule: str
    says: str
    grounds: tuple[Ground, ...]
    cite: Cite
    release: str

    def leaves(self) -> Iterator[Evidence | Fact | Row]:
        """Give the words, facts and rows on which everything rests, depth first."""
        for ground in self.grounds:
            if isinstance(ground, Step):
                yield from ground.leaves()
            else:
                yield ground

    def words(self) -> tuple[Evidence, ...]:
        """Give the words in the record at the ends of the tree, each once, in order."""
        found = {leaf: None for leaf in self.leaves() if isinstance(leaf, Evidence)}
        return tuple(found)


Ground = Evidence | Fact | Row | Step


class Role(Enum):
    """What a code is on the claim."""

    FIRST_LISTED = "first-listed"
    PRINCIPAL = "principal"
    ADMITTING = "admitting"
    REASON_FOR_VISIT = "reason for visit"
    SECONDARY = "secondary"
    EXTERNAL_CAUSE = "external cause"
    PRINCIPAL_PROCEDURE = "principal procedure"
    PROCEDURE = "procedure"
    SERVICE = "service"


class Needed(Enum):
    """Why it is reported: what the visit was about, what rules then require, what may be added."""

    ADDRESSED = "addressed"
    OBLIGED = "obliged"
    ALSO = "also"


class Why(Enum):
    """Why a code that was considered was not given."""

    UNCERTAIN = "uncertain"
    NEGATED = "negated"
    HISTORY = "history"
    FAMILY = "family"
    OTHER_PERSON = "other person"
    PLANNED = "planned"
    INTEGRAL = "integral"
    EXCLUDED = "excluded"
    UNSUPPORTED = "unsupported"
    NOT_MANAGED = "not managed"
    LESS_SPECIFIC = "less specific"
    DUPLICATE = "duplicate"
    COPIED_FORWARD = "copied forward"
    NOT_ON_DATE = "not on date"


@dataclass(frozen=True, slots=True)
class Service:
    """A service beside a visit, or a modifier of a service: why, with its proof; `units` of a modifier is 1."""

    code: str
    proof: Step
    units: int = 1

    @property
    def says(self) -> str:
        """Why it stands."""
        return self.proof.says


@dataclass(frozen=True, slots=True)
class Anesthesia:
    """What an anesthesia is paid by: its minutes in units of fifteen, to a tenth, and the base units of its code.

    `base_units` None: no table of them is at hand.
    """

    time_units: Decimal
    base_units: int | None = None

    @property
    def units(self) -> Decimal | None:
        """Base and time together."""
        return None if self.base_units is None else self.base_units + self.time_units


@dataclass(frozen=True, slots=True)
class Assignment:
    """A code on a case. It cannot exist without words in the record."""

    code: Code
    title: str | None
    proof: Step
    needed: Needed = Needed.ALSO
    role: Role = Role.SECONDARY
    poa: str | None = None
    confidence: float | None = None
    confidence_because: str = ""
    mentions: tuple[Mention, ...] = ()
    poa_proof: Step | None = None  # what `poa` rests on
    units: int | Decimal = 1  # of a service; tenths are an ambulance's miles
    modifiers: tuple[Service, ...] = ()  # of a service, each with what it rests on
    withheld: tuple[Service, ...] = ()  # modifiers that were considered and may not stand, and why
    pointers: tuple[str, ...] = ()  # the diagnosis codes that make a service necessary
    served: date | None = None  # the day of a service; None where nothing says it
    place: str | None = None  # CMS's place of service, of a professional's line
    charge: Charge | None = None  # the charge of the case that a service answers to
    anesthesia: Anesthesia | None = None  # base and time units; `units` are the minutes
    next_up: str = ""  # of a visit: what the next level lacks
    next_down: str = ""  # of a visit: what an audit could take away

    def __post_init__(self) -> None:
        if not any(isinstance(leaf, Evidence) for leaf in self.proof.leaves()):
            raise ValueError(f"{self.code.value} rests on no words in the record")

    @property
    def value(self) -> str:
        """The code as published."""
        return self.code.value


@dataclass(frozen=True, slots=True)
class Rejected:
    """A code considered and not given, with the reason and the same kind of proof."""

    code: Code
    title: str | None
    why: Why
    says: str
    proof: Step


@dataclass(frozen=True, slots=True)
class Choice:
    """A code that stands first, or could as well: why, by which rule, and who says so."""

    code: Code
    title: str | None
    says: str
    rule: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a convention requires of a code: open, met, or not documented (what was looked for)."""

    rule: str
    says: str
    state: str
    at: str
    by: str | None = None
    looked_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Abstained:
    """Words that name something codable that was not coded, and the named reason.

    `what`: the code that was too weak to give, with its proof; None where no code could be decided.
    """

    says: str
    evidence: tuple[Evidence, ...]
    what: Assignment | None = None


def most_needed(parts: Iterable[Assignment]) -> Needed:
    """Why a code is reported that several make up: for the most pressing of their reasons; OBLIGED where there is none."""
    return min((a.needed for a in parts), key=list(Needed).index, default=Needed.OBLIGED)


@dataclass(frozen=True, slots=True)
class Coding:
    """All that is coded on a case, and the case itself for the rules to read.

    `beside`: what the form has a place of its own for (admitting diagnosis, reasons for the visit).
    `first`: why the code that stands first does; `alternatives`: what could as well.
    `threshold`: how sure a code must be to be given. `services`: visits, procedures and supplies.
    """

    encounter: Encounter
    reading: Reading = field(default_factory=Reading)
    assignments: tuple[Assignment, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    queries: tuple[Query, ...] = ()
    abstained: tuple[Abstained, ...] = ()
    skipped: tuple[Skip, ...] = ()
    notices: tuple[str, ...] = ()
    pointed: tuple[Evidence, ...] = ()  # words that a model pointed at besides; the same rules read them
    threshold: float = 0.0
    beside: tuple[Assignment, ...] = ()
    first: Choice | None = None
    alternatives: tuple[Choice, ...] = ()
    services: tuple[Assignment, ...] = ()  # what was done for the patient, by CPT and HCPCS
    letters: str = field(default="", init=False, compare=False, repr=False)  # that codes begin with

    def __post_init__(self) -> None:
        object.__setattr__(self, "letters", "".join(a.code.value[:1] for a in self.assignments))

    @property
    def diagnoses(self) -> tuple[Assignment, ...]:
        """The diagnosis codes, in order."""
        return tuple(a for a in self.assignments if a.code.system == "ICD-10-CM")

    @property
    def procedures(self) -> tuple[Assignment, ...]:
        """The procedure codes of a stay, in order."""
        return tuple(a for a in self.assignments if a.code.system == "ICD-10-PCS")

    def having(self, *prefixes: str) -> tuple[Assignment, ...]:
        """Find the codes that begin so, in order."""
        letters = self.letters
        for prefix in prefixes:  # most rules ask for codes of which there is none
            if prefix[:1] in letters:
                return tuple([a for a in self.assignments if a.code.value.startswith(prefixes)])
        return ()

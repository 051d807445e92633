"""How the sentences of an assessment name what is the matter: "I believe this is", "MRI shows", "she has"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from chartproof.code.icd10cm.chart import is_taken_up
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Mention, Presence, Subject, Time
from chartproof.terms.cause import DUE_TO, FROM, LAID_TO
from chartproof.terms.words import QUALIFIERS, folded

#: Parts that name what is the matter.
NAMING = frozenset({"assessment", "assessment_plan", "impression", "discharge_dx"})
#: Talk of what a condition may do, or of what is done lest it come.
TALK = Pattern(
    r"\b(?:can (?:cause|lead)|could|may|might|risks?|prevent(?:s|ed|ing|ion|able)?|avoid(?:ing)? (?:further|future)|if\b|to help|in case|unless|"
    r"rule[ds]? out|signs of|symptoms of|explain(?!ed by\b)\w*(?! (?:to (?:her|him|them) )?what (?:that|this|it)\b)|educat\w*|in (?:some|most|many|certain) (?:patients|people|cases)|unrelated)\b",
    re.IGNORECASE,
)
#: Who is told: the patient, or who came along.
_HEARER = (
    r"(?:him|her|them|(?:mom|dad|mother|father|(?:both )?parents|family)|(?:the|his|her|their) [\w-]+(?: and (?:the |his |her |their )?[\w-]+)?|"
    r"(?:mr|mrs|ms|miss)\.? [\w'\u2019-]+|[\w-]+['\u2019]s (?:mother|mom|father|dad|parents?|grand\w+|wife|husband|spouse|partner|daughter|son|sister|brother|family|caregiver|guardian))"
)
#: A provider tells the patient what it is: no talk of what may be.
_TOLD = (
    rf"(?:i |we )?(?:(?:have )?(?:explained|told|informed|advised|discussed|reassured|reviewed|counseled)(?: (?:to|with))?(?: {_HEARER})?(?: that)?"
    r"|(?:do |clearly |really )?(?:believe|feel|think|suspect(?!ed))(?: that)?|am (?:confident|certain|sure)(?: that)?) "
)
_TELLS = Pattern(_TOLD, re.IGNORECASE)
_SURELY = r"(?: (?:an?|the|now|clearly|definitely|indeed|really|simply|just|actually|classic(?:ally)?|currently|therefore|thus|also|all|both|typical of|classic for))*"
#: The result of what stands behind: "are due to", "is a side effect of".
_OF = (
    rf"(?: (?:{FROM}|{LAID_TO}|related to|"
    r"an? (?:\w+ )?(?:case|form|type|flare|recurrence|episode|result|symptom|manifestation|presentation) of|coming from|all from))?"
)
_BE = r"(?:is|are|was|were|represents?|reflects?|turned out to be|proved to be|has been)"
#: How a sentence names the complaint by what it is: "this is a", "her symptoms are due to", "which is from".
_COMPLAINT = Pattern(
    rf"(?:{_TOLD})?(?:this|that|it|these|those|which|(?:his|her|the|their|these|this|those|such) (?P<noun>(?:[\w-]+ ){{0,3}}?[\w-]+)) {_BE}{_SURELY}{_OF}(?: (?:an?|the|his|her|their))?{_SURELY} ",
    re.IGNORECASE,
)
#: How it names what the patient has by a diagnosis that was made.
_CONCLUDED = Pattern(
    r"(?:so|thus|therefore),? (?:he|she|they|the patient|patient|pt) (?:has|have)(?: an?| the)? "
    r"|(?:(?:the|our|my) )?(?:(?:final|clinical|discharge|primary|principal) )?(?:diagnosis|dx) (?:(?:at|on) discharge )?(?:is|of|remains)(?: an?)? "
    r"|(?:classic|textbook|clear-?cut)(?: for| case of| picture of)? ",
    re.IGNORECASE,
)
#: What was told, seen or found.
_SEEN = (
    r"(?:story|history|mechanism|course|timing|picture|presentation|pattern|distribution|look|appearance|exam(?:ination)?|findings|features|symptoms|"
    r"(?:x-?ray|radiograph|film|ct|mri|scan|lab|test|stud(?:y|ie)|biops(?:y|ie)|patholog(?:y|ie)|blood ?work|audiogram|tracing|smear|imaging)s?)"
)
#: How the writer says what it comes down to: "we are dealing with", "I am calling it", "the story fits", "what she has is".
_CALLED = Pattern(
    rf"(?:(?:so|thus|therefore),? )?(?:{_TOLD})?(?:"
    r"(?:i am|we are|i'm|we're) (?:clearly |really )?(?:dealing with|looking at)"
    r"|(?:i am|we are|i'm|we're|i|we) (?:now )?(?:call(?:ing)?|labell?ing|diagnosing) (?:it|this|that|these|(?:his|her|their|the) (?:symptoms?|complaints?|episodes?|attacks?|spells?))(?: as)?"
    r"|what (?:he|she|they|we|the patient) (?:has|have)(?: here| now)? is"
    rf"|(?:(?:and|but) )?(?:(?:the|this|his|her|their) )?(?:whole |clinical |entire )?{_SEEN}(?:(?:,|,? and) (?:the |his |her |their )?{_SEEN}){{0,2}} (?:(?:all |both |clearly |nicely )?fits?(?: with)?|(?:is|are) (?:clearly |really |both |all )?(?:that|those) of)"
    rf")(?: an?| the)?{_SURELY} ",
    re.IGNORECASE,
)
#: How it names what the patient has, be it what was complained of or another thing.
_DIAGNOSED = Pattern(
    rf"(?:{_TOLD})(?:he|she|they|the patient|patient|pt) (?:has|have){_SURELY} "
    r"|(?:(?:he|she|they|the patient|patient|pt|which|this|it) )?(?:meets?|met|fulfills?|fulfilled) (?:the |all )?(?:\w+ )?criteria (?:for|of)(?: an?)? "
    r"|(?:(?:he|she|they|the patient|patient|pt) )?(?:has|have|was|were|is) (?:(?:now|newly|recently|just|since|therefore) )?(?:been )?(?:(?:now|newly|recently|just) )?diagnosed with(?: an?)? "
    r"|there (?:is|are)(?: (?:also|clearly|now))?(?: an?)? "
    r"|(?:i|we) (?:have )?(?:now )?diagnosed (?:(?:him|her|them|the patient) with )?(?:an? )?"
    r"|(?:typical|uncomplicated|simple) ",
    re.IGNORECASE,
)
#: How it names what the patient has, by whatever way it is known: "he has", "the patient has".
_HAS = Pattern(
    rf"(?:{_TOLD})?(?:this|that|it|he|she|they|the patient|patient|pt|(?:mr|mrs|ms|miss)\.? [\w'\u2019-]+|(?:his|her|the|their) (?:[\w-]+ ){{1,3}}?)\s?"
    rf"(?:is|are|has|have|represents?)(?: (?:a|an|{FROM}))? ",
    re.IGNORECASE,
)
#: Where a new statement begins inside a sentence.
_BEGINS = Pattern(
    rf"(?:; |: |\u2014 ?|\u2013 ?| - |,? (?:and|but) (?=(?:i|this|that|it|these|those|his|her|the|they|he|she)\b)|,? (?=(?:so|thus|therefore),? )|(?<! if)(?<!whether)(?<!unless)(?<!until)(?<!because)(?<!doubt)(?<!when)(?<!thinks)(?<!feels)(?<!said) (?=this (?:is|was|represents|turned out to be|proved to be|has been) )|, (?=which |(?:classic|textbook|clear-?cut) |(?:he|she|they|this|it) (?:meets?|met|fulfills?|has|have|is) )|, (?=(?:the|our|my) (?:\w+ )?(?:diagnosis|dx) (?:is|remains)\b)|\b(?:explained(?: to {_HEARER})?|(?:informed|reassured|told) {_HEARER}|(?:i|we) (?:do )?(?:believe|think|feel)|confident|certain|sure) that (?=(?:this|it|these|he|she|they|his|her|the)\b)|,? and (?=(?:i|we) (?:explained|told|informed|believe|think|feel)\b))",
    re.IGNORECASE,
)
_SO = Pattern(r"(?:so|thus|therefore),? (?:that )?(?=(?:his|her|their|the|this)\b)", re.IGNORECASE)
#: A label in front of a colon names a list, a finding in front of it what was concluded.
_LABEL = 3
#: A test that established it: what is explained to the patient then is no mere talk.
_SHOWN = Pattern(
    r"\b(?:x-?rays?|radiographs?|films?|imaging|mri|mra|ct|cta|scans?|ultrasounds?|biops(?:y|ies)|patholog\w+|cytolog\w+|cultures?|tests?|testing|labs?|labwork|doppler|duplex|"
    r"echo(?:cardiogram)?|emg|ncs|arthrogram|\w+gram|dexa|eeg|ekg|ecg|\w+oscop(?:y|ies)|egd|stud(?:y|ies)|urinalysis|ua|holter|monitor(?:ing)?|spirometry|pfts?|serolog(?:y|ies)|smear|swab|panel|exam(?:ination)?|evaluation|work-?up|slit lamp|polysomnography|aspirat\w+|crystals|fluid)"
    r"(?: (?!(?:no|not|without|may|might|could|would|will|should|can|to|if)\b|ago\b|prior\b|last\b|(?:19|20)\d\d\b)[\w/-]+){0,4}? (?:have |has |had )?(?:also |clearly )?"
    r"(?:(?:rul(?:es|ed) out|exclud(?:es|ed)|(?:is|was|are|were) (?:negative|normal|clear) for) [\w ]{2,40}? (?:and|but) )?"
    r"(?:(?:reveal|show|confirm|demonstrat|establish|document|found|identif|diagnos)(?:s|ed|e|n|es|ing|ied|ies)?|(?:was |were |been )?read (?:out )?as|(?:came|come|comes|is|are|was|were) back (?:as|positive for|showing|with)|returned (?:as|positive for)|turned out (?:to be|as)|(?:is |was |were |are )?(?:notable|significant|remarkable|positive|diagnostic|classic|typical|characteristic|pathognomonic) (?:for|of)) "
    r"(?:an? |the |his |her |that (?:he|she|they) (?:has|have|had) (?:an? )?)?"
    r"|\bfindings (?:are|were) (?:those of |that of )?(?:an? )?"
    r"|\b(?:positive|abnormal) (?:[\w-]+ ){0,3}(?:tests?|culture|screen|swab|smear|prep|titer|sign), (?:so |thus )?(?:an? )?",
    re.IGNORECASE,
)
#: What may stand between a test and what it showed: words of degree and shape, and sizes.
_DESCRIBED = QUALIFIERS | frozenset(
    "nondisplaced non-displaced displaced minimally comminuted complex full thickness full-thickness partial-thickness high-grade "
    "nontraumatic non-traumatic atraumatic degenerative low-grade extensive diffuse focal nonobstructing obstructing x by mm cm to actively bleeding oozing early advanced single multiple active primary".split()
)
_SIZE = Pattern(r"\d+(?:[.x-]\d+)*(?:mm|cm)?")
_PLAIN = QUALIFIERS | frozenset(
    "probably presumably presumed most grade stage type class 1 2 3 4 i ii iii iv v full-thickness partial-thickness high-grade low-grade nondisplaced displaced "
    "an a the primary active actively bleeding closed open comminuted impacted angulated early another simple uncomplicated nonfunctioning functioning partial full deep superficial thickness contact allergic viral bacterial benign".split()
)


#: A sentence that begins with what the complaint at its head comes of, and where one goes on with something else: "Due to her ulcer, we avoid aspirin".
_DUE = Pattern(
    rf"(?:{DUE_TO}|{LAID_TO}){_SURELY}(?: (?:an?|his|her|their))?{_SURELY} ",
    re.IGNORECASE,
)
_STOPS = Pattern(
    r"(?: (?:on|in|of) (?:the|that|this|his|her|both) [\w-]+)?(?:[.;)]|$|, (?!(?:we|i|he|she|they|this|it|the|his|her|will|would|avoid|no|not|please|goal|keep)\b)| (?:and|on|in|with|since|which|that)\b)",
    re.IGNORECASE,
)


def _is_laid_to_it(mention: Mention) -> bool:
    """Whether a sentence says no more in front of it than that something is due to it: "Ear fullness. Due to wax"."""
    due = _DUE.match(mention.line.words)
    if due is None or not _only(_ahead(mention)[due.end() :]):
        return False
    return _STOPS.match(mention.line.words, mention.evidence[-1].end - mention.line.start) is not None


def is_named(mention: Mention, *, doubtful: bool = False) -> bool:
    """Whether a sentence or item of the assessment begins with it, or says in so many words that this is the matter; `doubtful`: or is likely the matter, as a stay codes it."""
    if not _may_name(mention, doubtful=doubtful):
        return False
    if _is_laid_to_it(mention):
        return True
    for words, opens, _ in _statements(mention):
        ways = (way.match(words) for way in (_HAS, _COMPLAINT, _CONCLUDED, _CALLED, _DIAGNOSED))
        rests = [words[found.end() :] for found in ways if found and not _OPINION.search(found.group())]
        if any(map(_only, [*rests, words] if opens else rests)):
            return True
    return False


#: Behind it: that it is what is the matter, or what is felt: "..., which is my diagnosis", "and that is what she is feeling".
_IS_IT = Pattern(
    r"[,;]? (?:and )?(?:which|this|that) (?:is|was)(?: (?:clearly|surely|indeed))? "
    r"(?:(?:(?:my|our|the) (?:final |clinical |working )?diagnosis|what (?:he|she|they|the patient) (?:is|are|was|were) (?:feeling|noticing|describing|seeing)"
    rf"|what (?:i|we) (?:believe|think|feel) (?:this|it|all of this)(?: is)?(?: all)?(?: is)?(?: (?:{FROM}))?)\b"
    r"|(?:the (?:cause|source|reason|explanation)|what (?:is )?(?:causes|causing|explains|behind|brings on)) ?(?:of|for|behind)? ?(?:it|this|that|these|(?:his|her|their|the) [\w ]{3,30})\b)",
    re.IGNORECASE,
)


class Explained(Enum):
    """How a sentence names a diagnosis under a complaint: as what the complaint is, or as what the patient has."""

    IT_IS = auto()
    HAS = auto()


def explains(mention: Mention, complaint: frozenset[str], *, doubtful: bool = False) -> Explained | None:
    """Whether a sentence says that what was complained of, in these words (folded), is this or comes of it; or that the patient has it; `doubtful`: or likely so, as a stay codes it."""
    if not _may_name(mention, doubtful=doubtful):
        return None
    if _IS_IT.match(mention.line.words, mention.evidence[-1].end - mention.line.start) or _is_laid_to_it(
        mention
    ):
        return Explained.IT_IS
    for words, opens, concludes in _statements(mention):
        it_is = [f for f in (_COMPLAINT.match(words),) if f and _is_meant(f, complaint)]
        it_is += [f for way in (_CONCLUDED, _CALLED) if (f := way.match(words))]
        if any(_only(words[f.end() :]) for f in it_is) or (opens and concludes and _only(words)):
            return Explained.IT_IS
        if (has := _DIAGNOSED.match(words)) and _only(words[has.end() :]):
            return Explained.HAS
    return Explained.HAS if is_shown(mention) else None


def _is_meant(found: re.Match[str], complaint: frozenset[str]) -> bool:
    """Whether what a sentence speaks of is the complaint, by a pronoun, a word for any or its own."""
    if _OPINION.search(found.group()):
        return False
    noun = folded(found["noun"] or "")
    return not noun or (
        noun[-1] in _MEANT | complaint and all(w in complaint or w in _NEUTRAL for w in noun[:-1])
    )


#: Whose opinion a sentence gives, where it is not the writer's.
_OPINION = Pattern(
    r"(?<!\bi )(?<!\bwe )(?<!i do )\b(?:feels?|thinks?|thought|said|says|believes?|doubt|hopes?|wonders?|doctor|physician)\b",
    re.IGNORECASE,
)
#: Words (folded) that stand for what was complained of.
_MEANT = frozenset(
    "symptom complaint presentation condition picture episode event attack difficulty change cause etiology source reason culprit".split()
)

#: Words (folded) that may stand before them.
_NEUTRAL = frozenset(
    "main current present presenting primary recent overall whole acute chronic chief recurrent new persistent left right bilateral most underlying".split()
)


def is_shown(mention: Mention) -> bool:
    """Whether a sentence of the plan says that a test showed it, right before it is named."""
    if not is_taken_up(mention) or not is_certain(mention):
        return False
    ahead = _ahead(mention)
    return any(_only_describes(ahead[found.end() :]) for found in _SHOWN.finditer(ahead))


def _may_name(mention: Mention, *, doubtful: bool) -> bool:
    headed = mention.section == "medical_decision_making" and mention.problem is not None
    sure = is_certain(mention) or (doubtful and _is_thought(mention))
    sure = sure and (mention.section in NAMING or headed) and is_taken_up(mention)
    return sure and not _OR.match(mention.line.words, mention.evidence[-1].end - mention.line.start)


def _is_thought(mention: Mention) -> bool:
    """Whether the patient is thought to have it now."""
    said = mention.assertion
    return said.presence is Presence.POSSIBLE and said.time is Time.NOW and said.subject is Subject.PATIENT


#: Behind it: that it is one of two.
_OR = Pattern(r",? (?:or|vs\.?|versus) (?!so\b|less\b|more\b|other|not\b)", re.IGNORECASE)


def _ahead(mention: Mention) -> str:
    return mention.line.words[: mention.evidence[0].start - mention.line.start]


def _statements(mention: Mention) -> Iterator[tuple[str, bool, bool]]:
    """The words from each statement of the sentence to the mention; whether it may be named by them alone, and is concluded."""
    ahead, whole = _ahead(mention), mention.line.words
    starts = [(0, True, False)]
    for found in _BEGINS.finditer(ahead):
        said = found.group().strip(" ,").lower()
        concluded = said == ":" and len(ahead[: found.start()].split()) > _LABEL
        starts.append((found.end(), concluded, concluded))
        if so := _SO.match(ahead, found.end()):
            starts.append((so.end(), True, False))
    for start, opens, concludes in starts:
        if not _is_talk(whole, start):
            yield ahead[start:], opens, concludes


def _is_talk(words: str, start: int) -> bool:
    told = _TELLS.match(words, start)
    return TALK.search(words, told.end() if told else start) is not None


def _only(words: str) -> bool:
    return _PLAIN.issuperset(words.lower().replace(",", " ").split())


def _only_describes(words: str) -> bool:
    return all(
        word in _DESCRIBED or _SIZE.fullmatch(word) for word in words.lower().replace(",", " ").split()
    )

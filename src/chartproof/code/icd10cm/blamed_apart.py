"""The drugs that a later sentence of a problem holds responsible for it: "it is caused by", "the statin is the cause", "the torsemide has done this"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

from chartproof.code.icd10cm.blamed import DRUG_INDUCED, blamed
from chartproof.code.icd10cm.chart import is_taken_up, one_condition
from chartproof.code.icd10cm.drug_codes import drug_names, particular
from chartproof.code.icd10cm.drugs_meant import DOSED, drugs_meant
from chartproof.code.icd10cm.symptoms import is_certain
from chartproof.code.icd10cm.together import RIGHT_BEHIND
from chartproof.code.icd10cm.wording import document_of
from chartproof.model.coding import Coding
from chartproof.model.pattern import Pattern
from chartproof.model.reading import Line, Mention, Standing
from chartproof.model.record import Evidence
from chartproof.terms.cause import BRINGS, DUE_TO, EFFECT_OF, FROM, LAID_TO, SET_OFF, SIDE_EFFECT_OF
from chartproof.terms.numbers import spelled

#: What notes call a condition by in a sentence of its own: what is measured, what is felt.
_CALLED = {
    "E87.1": "sodium|na",
    "E87.5": "potassium|k",
    "E87.6": "potassium|k",
    "E83.5": "calcium",
    "E83.4": "magnesium",
    "E16.": "sugars?|glucose|lows?",
    "R73": "sugars?|glucose",
    "R05": "cough(?:ing)?",
    "R60": "swelling|edema",
    "M25.4": "swelling",
    "M79.1": "aches?|aching|soreness|(?:muscle )?pains?",
    "R42": "dizziness|lightheadedness|spells?",
    "I95": "(?:blood )?pressures?|readings|dizziness|lightheadedness|drop",
    "R00.1": "(?:slow )?(?:heart )?rate|pulse",
    "R79.1": "inr",
    "D68.32": "inr|bleed(?:ing)?",
    "D69.": "platelets|(?:platelet )?count",
    "D70": "(?:white )?counts?|neutrophils|anc",
    "R21": "rash|eruption",
    "L27": "rash|eruption",
    "L50": "rash|welts",
    "K25": "ulcers?|bleed(?:ing)?",
    "K26": "ulcers?|bleed(?:ing)?",
    "K27": "ulcers?|bleed(?:ing)?",
    "K28": "ulcers?|bleed(?:ing)?",
    "K29": "gastritis|bleed(?:ing)?",
    "K59.0": "bowels|stools",
    "R19.7": "(?:loose )?stools?",
    "K52": "(?:loose )?stools?|diarrhea",
    "R11": "nausea|vomiting",
    "R25.1": "shak(?:ing|iness)",
    "N17": "creatinine",
    "R74.0": "enzymes|liver tests",
    "R94.31": "qt(?:c)?(?: interval)?",
}
_POINTS = "it|this|that|these|they|which"
_AGAIN = rf"{_POINTS}|(?:the|this|that|these|his|her|their) (?:problem|symptoms?|complaints?|finding|change|abnormality|condition)"
_FIGURE = r"(?: (?:level|value|reading|count))?(?:,? (?:of|at) <?\d[\d.,]*(?: ?[\w/%]+)?)?"
_LAID = (
    r"(?:(?:is|are|was|were)(?: (?:clearly|all|also|entirely|mainly|largely|partly|just|simply|low|high|up|down|elevated|raised))* "
    rf"(?:{FROM}|{SET_OFF}|{LAID_TO}|{EFFECT_OF})"
    r"|(?:comes?|came|stems|results?|resulted|arises?|arose) from"
    rf"|(?:(?:has|have|had) )?(?:come|came|developed|arisen|appeared) (?:(?:on|about) )?(?:as )?(?:{FROM}|{LAID_TO}))"
)
#: A sentence of no subject tells of its head: "Grade 2, due to oxaliplatin, and now persisting".
_OF_HEAD = (
    r"^(?:(?:grade [1-4i-v]+|(?:very )?mild(?:er)?|moderate(?:ly severe)?|severe|bothersome|new|stable|chronic|persistent|now|still|likewise|clearly|secondary|present|worse|unchanged|improving|resolving|fading)"
    r"(?: in (?:degree|severity))?(?:,? and |, | ))*"
    rf"(?:{FROM}|{SET_OFF}|(?:an? )?{SIDE_EFFECT_OF}|(?:an?|the) (?:direct |late )?(?:result|consequence) of)"
)
#: What is told first of it: "it began with the higher dose and is".
_FIRST = (
    r"(?:(?:began|begins|started|starts|came on|appeared|developed|has been there|got worse|worsened|set in)\b"
    r"(?:(?!\b(?:but|not|no|never|before|if|may|might|could)\b)[^.;:]){0,70}?,? and )?"
)
_FILL = rf"(?: (?:{DOSED}|stool|gastrointestinal|losses|combination))* $"
_LEAD = r"(?:^|[,;:] |\b(?:and|but|as|so|since|because|that|think|believe|feel) )"
#: Who judges: the writer, or another who treats the patient.
_WE = (
    r"(?:(?:I|we|GI|ID|PCP|ENT|(?:the |his |her |their |our )?(?:\w+(?:ology|ologist|iatry|iatrist|surgeon|surgery|ician)|"
    r"(?:\w+ )?(?:team|service)|consultants?|hospitalist|pharmacy|pharmacist|toxicology|renal|medicine)) )?"
)
_BLAMED = (
    rf"{_LEAD}{_WE}(?:(?:attribut(?:e|es|ed)|ascrib(?:e|es|ed)|blam(?:e|es|ed)) (?:%s)(?: to| on)?|(?:the )?(?:cause|culprit|explanation)"
    rf"(?: of (?:%s))? is){_FILL}"
)
_IS_CAUSE = (
    r"(?: (?!not|no|never|unlikely|nor|but)[\w-]+){0,6}(?:,? (?:and |so )?(?:this|that|it|which))? (?:is|are|was|were) (?:clearly |also |certainly |both |all )?"
    r"(?:(?:the (?:cause|culprit|explanation|reason)|what (?:is causing|caused)|causing|responsible|to blame|behind)(?: (?:of|for))?)"
    r"(?: (?:%s)(?= *(?:[.;,]|$| and\b| so\b| with\b| as\b))| *(?:[.;,]|$))"
)
#: Whoever takes it and how, told of a drug before what it did: "which he takes as prescribed,".
_TAKEN = (
    r"(?:,? (?:which |that )?(?:he|she|they|we|I|the patient|(?:(?:was|were|is|are) )?(?:started|given|taken|prescribed|begun|added|increased|doubled|raised|new)) "
    r"(?:(?!\b(?:and|but|while|so|since|because|that|which|when|though|although|if|not|never|(?-i:may)|might|could|would|should|can|"
    r"probably|possibly|likely|must|helps?|no)\b|n't\b)[^.;:?]){2,90}?)?"
)
_SURELY = r"(?:(?:clearly|also|certainly|likewise|almost certainly|obviously|now|simply|just|itself|directly|plainly|surely) )*"
#: The drug does it: "has caused", "is doing", "has been giving him".
_DOES = (
    r"(?: (?:itself|alone|tablets?|pills?|doses?|therapy|treatment|use))?(?:(?:,| and|, and) (?:the |his |her )?[\w-]+){0,2}"
    rf"{_TAKEN},? {_SURELY}(?:(?:has|have|had|is|are|was|were|has been|have been) )?{_SURELY}"
    rf"(?:{BRINGS}|did|do(?:es|ing|ne)|explain|"
    r"mak(?:es?|ing)|made|(?:gives?|gave|giv(?:en|ing))(?: (?:him|her|them|the patient))?) "
)
_DONE = r"(?:all (?:of )?)?(?:%s)(?= *(?:[.,;]|$| and\b| so\b| since\b| with\b| as\b| here\b| on\b| to (?:him|her)\b))"
#: It does what stands named behind it: "shaky, sweaty hypoglycemia".
_NAMED = r"(?:(?!(?:no|not|any|less|fewer|relief|its|well|good|work|wonders|from|of|for|to|on|in|with|against|and|or|up|down|out|off)\b)[\w'-]+,? ){0,4}$"
#: The drug is the subject of its clause.
_SUBJECT = Pattern(
    rf"{_LEAD}(?:(?:the|his|her|their|this|that|both|new|recent|increased|higher|daily|nightly|chronic|long-term|oral|low-dose|high-dose|"
    r"use of|doses? of) )*$",
    re.IGNORECASE,
)
#: The writer tells the patient what it is by.
_I_TOLD = Pattern(
    r"\b(?:I|we) (?:have )?(?:also )?(?:told|reminded) (?:him|her|them|the \w+) ", re.IGNORECASE
)
#: The writer is not sure, tells of another time or of what is good.
_UNSURE = Pattern(
    r"\b(?:if|whether|unless|unclear|wonder\w*|doubt\w*|question\w*|unlikely|could|may|might|possibl\w+|probabl\w+|likely|suspect\w*|not|never|"
    r"no longer|ago|better|improv\w+|normal|asks?|asked|told|reads?)\b|n't\b",
    re.IGNORECASE,
)
#: Behind the drug: its lack or its end, or an allergy as why another was chosen; not its work.
_NO_EFFECT = Pattern(
    r"[^,]{0,30}?\b(?:withdrawal|deficiency|deficient|levels?|being (?:too )?(?:low|stopped|held|missed|off)|too low|low|shortage|running out|wearing off)\b"
    r"|[- ]allerg(?:y|ies),? (?:I|we|so|(?:he|she|they) (?:was|were|is|are))\b",
    re.IGNORECASE,
)
#: What takes the blame back, and another year.
_BUT = Pattern(r"\bbut (?:hers|his|this|it|the|he|she|they|not)\b", re.IGNORECASE)
_OF_YEARS = Pattern(r"\b(?:was|were)\b.*\bin (?:19|20)\d\d\b", re.IGNORECASE)
#: Where a sentence breaks inside.
_BREAK = Pattern(r"[.?!] |[;\n:] ?")
#: So many sentences behind its name it may stand.
_AFTER = 5


def blamed_apart(coding: Coding, mention: Mention) -> Iterator[tuple[str, Evidence, str]]:
    """The drugs that a later sentence of its problem holds responsible for a condition, quoted, with the sentence."""
    if not is_taken_up(mention) or not is_certain(mention):
        return
    yield from _of_its_title(coding, mention)
    document = document_of(coding, mention.document)
    for line in _behind(coding, mention):
        words = document.text[line.start : line.end]
        for start, end, name, evidence in drugs_meant(coding, document.quote(line.start, line.end), words):
            before, after = _around(words, start, end)
            if _NO_EFFECT.match(after) or _BUT.search(after) or _OF_YEARS.search(before + after):
                continue
            named = mention.evidence[0].start - line.start - end
            said = (
                _is_toxic(mention, before, after)
                or _is_effect_of_head(mention, line, before, after)
                or _does(before, after, named)
                or _is_laid(coding, mention, line, before, after)
            )
            if not (said or _is_agreed(coding, mention, line, words[:start], words[end:])):
                continue
            yield name, evidence, words


#: What a drug is called poisonous to, right behind its name, and what it then did: "vancomycin nephrotoxicity".
_TOXIC = {
    "nephro": ("N17", "N14", "N10", "N12"),
    "hepato": ("K71", "K72", "K75", "R74.0"),
    "cardio": ("I42", "I50"),
    "oto": ("H91", "H90.3", "H90.5", "H93.1"),
    "neuro": ("G92", "G62", "R41", "R56.9"),
}
_TO = Pattern(r"[- ](?P<what>nephro|hepato|cardio|oto|neuro)-?toxic(?:ity)?\b", re.IGNORECASE)


#: The same of no organ, where a sentence says that what its head names was that: "this was straight vancomycin toxicity".
_TOXICITY = Pattern(r"[- ]toxicity\b", re.IGNORECASE)
_THIS_WAS = Pattern(r"\b(?:this|that|it|which) (?:was|is)(?: (?!not\b|no\b)[\w-]+){0,2} $", re.IGNORECASE)
_ASKED = Pattern(r"\b(?:concern\w*|initially|at first|considered|feared)\b", re.IGNORECASE)
_ANY_ORGAN = tuple(code for codes in _TOXIC.values() for code in codes)


def _is_toxic(mention: Mention, before: str, after: str) -> bool:
    """Whether a drug is called toxic to the organ of a condition."""
    found = _TO.match(after)
    if found is not None:
        return mention.concept.startswith(_TOXIC[found["what"].lower()])
    said = _TOXICITY.match(after) is not None and _THIS_WAS.search(before) is not None
    return (
        said
        and mention.concept.startswith(_ANY_ORGAN)
        and not (_UNSURE.search(before) or _ASKED.search(before))
    )


#: What a problem's sentence calls its head, right behind the drug: "Hypomagnesemia: 1.2 on admission, tacrolimus effect".
_EFFECT = Pattern(r"[- ](?:side |adverse )?effect\b\W*(?:[.;,)]|$)", re.IGNORECASE)
_GOOD = Pattern(
    r"\b(?:good|great|better|no|little|partial|full|desired|minimal|clinical|loss of|lack of|therapeutic|expected|at goal|controlled|wearing)\b",
    re.IGNORECASE,
)
#: What is measured or felt of a drug's harm; a disease that it treats is none.
_HARMS = (
    *(
        "E87",
        "E83",
        "E16",
        "D61",
        "D69",
        "D70",
        "D72",
        "R00",
        "I95",
        "N17",
        "R94.31",
        "R79",
        "R73",
        "R74",
        "K59",
        "R60",
    ),
    *("R21", "L27", "R11", "R19.7", "R25", "G25.1", "R41.0", "R63", "R05", "R42", "R68.2", "M79.1", "L65"),
)


def _is_effect_of_head(mention: Mention, line: Line, before: str, after: str) -> bool:
    """Whether the sentence right behind the head of a problem calls it a drug's effect."""
    opens = mention.standing is Standing.PROBLEM and 0 <= line.start - mention.line.end <= RIGHT_BEHIND
    return (
        opens
        and mention.concept.startswith(_HARMS)
        and bool(_EFFECT.match(after))
        and not (_UNSURE.search(before) or _GOOD.search(before))
    )


def _of_its_title(coding: Coding, mention: Mention) -> Iterator[tuple[str, Evidence, str]]:
    """The one drug that the problem of a condition tells as stopped for it, or as what it came on or after, where its name says that it is a drug's."""
    if not mention.concept.startswith(DRUG_INDUCED) or any(blamed(coding, mention)):
        return
    document = document_of(coding, mention.document)
    found: dict[str, tuple[str, Evidence, str]] = {}
    for line in (*_ahead(coding, mention), *_behind(coding, mention)):
        words = document.text[line.start : line.end]
        is_ahead = line.end <= mention.line.start
        for start, end, name in drug_names(words):
            if (
                _STOPPED.search(words, 0, start)
                or _TAKEN_WHEN.search(words, 0, start)
                or _WAS_STOPPED.match(words, end)
                or (is_ahead and _WAS_GIVEN.search(words, 0, start))
            ):
                evidence = document.quote(line.start + start, line.start + end)
                found.setdefault(particular(name, coding.reading.drugs), (name, evidence, words))
    if len(found) == 1:
        yield from found.values()


#: What is told of the drug that did it.
_STOPPED = Pattern(
    r"\b(?:stop\w*|discontinu\w*|d/?c|hold(?:ing)?|held|withdr\w+|quit|off)(?: (?:the|her|his|their|all|taking))*\s$",
    re.IGNORECASE,
)
_WAS_STOPPED = Pattern(
    r" (?:was|is|has been|to be) (?:now |then )?(?:stopped|discontinued|held|withdrawn)\b", re.IGNORECASE
)
_TAKEN_WHEN = Pattern(
    r"\b(?:(?:(?:of|on)(?: (?:day|dose) (?:\w+) of)?|after|while taking|taking|finish(?:ed|ing)|completed|took|since (?:starting|beginning)|from)"
    rf"(?: (?:the|her|his|a|an|course|courses|of|days?|weeks?|months?|years?|use|long-term|chronic|daily|starting|taking|\d+|{spelled(2)}|several|many|few))*)\s$",
    re.IGNORECASE,
)


#: What was given before the harm is told.
_WAS_GIVEN = Pattern(
    r"\b(?:got|given|received|had)(?: (?:the|a|an|her|his|dose|of|iv|im|po|one|two))*\s$", re.IGNORECASE
)


def _ahead(coding: Coding, mention: Mention) -> Iterator[Line]:
    """The sentence of its problem ahead of a mention."""
    lines = next((p.lines for p in coding.reading.pages if p.document.id == mention.document), ())
    for before, own in itertools.pairwise(lines):
        if own.start <= mention.line.start < own.end and own.problem is not None:
            yield from (before,) if (before.section, before.problem) == (own.section, own.problem) else ()


def _behind(coding: Coding, mention: Mention) -> Iterator[Line]:
    """The sentences of its problem behind a mention; where problems are not numbered, those that follow in its part."""
    lines = next((p.lines for p in coding.reading.pages if p.document.id == mention.document), ())
    for at, own in enumerate(lines):
        if own.start <= mention.line.start < own.end:
            theirs = lines[at : at + _AFTER + 1]
            yield from (t for t in theirs if t.section == own.section and t.problem == own.problem)


def _around(words: str, start: int, end: int) -> tuple[str, str]:
    """What a sentence says before and behind a drug, up to a break inside it."""
    before = _I_TOLD.sub("", _BREAK.split(words[:start])[-1])
    return before, _BREAK.split(words[end:])[0]


def _is_laid(coding: Coding, mention: Mention, line: Line, before: str, after: str) -> bool:
    """Whether words before or behind a drug lay the condition to it, called again by a pronoun or by its own word."""
    if _UNSURE.search(before):
        return False
    called = next((words for code, words in _CALLED.items() if mention.concept.startswith(code)), None)
    if called is not None and (_says(_own(called), before, after) or _drawn(called).search(before)):
        return True
    of_head = line.start > mention.line.start and _OF_ITS_HEAD.match(before) and not _WHO.match(after)
    return bool(of_head or _says(_AGAIN, before, after)) and _is_last_told(
        coding, mention, _points(coding, mention, line, before)
    )


@cache
def _own(called: str) -> str:
    return rf"(?:(?:the|this|that|these|his|her|their) )?(?:(?:low|high|elevated|raised|dry|new|leg|ankle|bleeding|hemorrhaging|gastric|duodenal|peptic) )*(?:{called}){_FIGURE}"


@cache
def _patterns(again: str) -> tuple[Pattern, Pattern, Pattern, Pattern]:
    laid = Pattern(rf"{_LEAD}(?:{again}) {_FIRST}{_LAID}{_FILL}", re.IGNORECASE)
    blamed = Pattern(_BLAMED % (again, again), re.IGNORECASE)
    does = Pattern(_DOES + _DONE % again, re.IGNORECASE)
    return laid, blamed, Pattern(_IS_CAUSE % again, re.IGNORECASE), does


@cache
def _drawn(called: str) -> Pattern:
    """What is measured, its values, and then by what: "potassium 4.2 on arrival, 3.0 on 1/16 from the IV furosemide"."""
    return Pattern(
        rf"(?:^|[,;:] )(?:{called}) (?:was |of |fell |dropped |rose |went |up |down |to )*(?:<?\d|zero\b)(?:(?!\b(?:up|better|improv\w*|normal\w*|correct\w*|replac\w*|replet\w*)\b)(?:[^.;:]|\.\d)){{0,50}}?"
        rf" (?:{DUE_TO}|(?<!up )(?<!down )from)(?: (?:{DOSED}|ongoing|aggressive))* $",
        re.IGNORECASE,
    )


_OF_ITS_HEAD = Pattern(_OF_HEAD + _FILL, re.IGNORECASE)
#: Behind a drug, who is told of in the same sentence, which then has a subject of its own.
_WHO = Pattern(r",? (?:s?he|they|we|I|it|this|that|there|(?:the|his|her|their) \w+)\b", re.IGNORECASE)


def _says(again: str, before: str, after: str) -> bool:
    laid, blamed, is_cause, does = _patterns(again)
    done = _SUBJECT.search(before) and does.match(after)
    return bool(laid.search(before) or blamed.search(before) or is_cause.match(after) or done)


#: The patient lays it to the drug, and the writer agrees: "she blames the metoprolol, and I agree".
_BLAMES = Pattern(
    r"\b(?:s?he|they|patient|pt|mother|father|parents|wife|husband|spouse|daughter|son|family)\b[^.;]{0,20}?\b(?:blam|relat|attribut|ascrib|trac|link|thinks?|believes?|feels?)\w*"
    r"(?:(?!\b(?:not|no|never|may|might|could)\b|n't\b)[^.;]){0,40}$",
    re.IGNORECASE,
)
_AGREES = Pattern(
    r"[^.]{0,60}?\b(?:I|we) (?:do )?(?:agree|concur|share (?:that|this|her|his)|think (?:so|s?he is right|they are right|that is right))\b(?! (?:to|on|with (?!(?:her|him|them|this|that|it)\b)))"
)


def _is_agreed(coding: Coding, mention: Mention, line: Line, before: str, after: str) -> bool:
    """Whether the patient holds a drug responsible for what was told last, and the writer agrees."""
    if not (_BLAMES.search(before) and _AGREES.match(after)):
        return False
    return _is_last_told(coding, mention, line.start + len(before))


_DOES_NAMED = Pattern(_DOES + _NAMED, re.IGNORECASE)


def _does(before: str, after: str, named: int) -> bool:
    """Whether the drug is said to do what the condition's own name behind it says: is giving him hypoglycemia."""
    sure = not _UNSURE.search(before)
    ahead = after[:named] if 0 < named <= len(after) else ""
    return bool(sure and ahead and _SUBJECT.search(before) and _DOES_NAMED.match(ahead))


def _points(coding: Coding, mention: Mention, line: Line, before: str) -> int:
    """Where the statement that lays the blame begins in its sentence: behind a colon or a semicolon, else with it."""
    text = document_of(coding, mention.document).text
    at = text.find(before.strip(), line.start, line.end) if before.strip() else -1
    return max(line.start, at)


def _is_last_told(coding: Coding, mention: Mention, before: int) -> bool:
    """Whether no other condition is told between a mention and the pronoun that points back, which stands here or behind."""
    return not any(
        other.document == mention.document
        and mention.evidence[-1].end <= other.evidence[0].start < before
        and is_certain(other)
        and other.concept[0] not in "VWXYZ"
        and not one_condition(other.concept, mention.concept)
        for other in coding.reading.mentions
    )

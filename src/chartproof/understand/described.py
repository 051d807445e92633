"""What the sentences under the head of a problem say of its condition: its kind, course, stage or cause.

"Major depressive disorder, recurrent. Her current episode is moderate." is dictated where a list would have
"Major depressive disorder, recurrent, moderate". The words that such a sentence predicates of the condition are
read as if they stood behind its name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from chartproof.model.pattern import Pattern
from chartproof.model.reading import TOLD, Standing, Trait
from chartproof.model.record import Document
from chartproof.terms.sought import may_be_said
from chartproof.terms.words import Words, fold, words_of
from chartproof.understand.bare import BARE
from chartproof.understand.hits import Hit
from chartproof.understand.trait_words import Read


@dataclass(frozen=True, slots=True)
class Described:
    """Words behind a head that describe its condition; `has`: what its bearer is said to have besides."""

    start: int
    end: int
    has: bool = False
    close: bool = False  # no more than adjectives: the commas between them part nothing
    stage: bool = False  # of the condition itself: nothing parts them


#: What a sentence calls the condition of its head, besides by a word of its name.
_CONDITION = (
    r"episodes?|disease|condition|illness|disorder|diagnosis|type|form|subtype|variant|presentation|pattern|severity|stage|"
    r"classification|course|attacks?|flare|inflammation|involvement|problem|cause|etiology|source"
)
_ADVERB = r"(?:(?:now|currently|still|clearly|clinically|presently|today|really|also|all|best|at present|at this (?:time|point)),? )?"
#: "This is", "her disease involves", "the current episode has been".
_OF_IT = Pattern(
    r"(?<![\w'\u2019-])(?:(?:this(?: one)?|it|(?<![a-z,] )that|these|hers|theirs|his(?= is\b)|(?:his|her) own)|(?:her|his|their|the|this|these) (?:(?:current|present|most recent|latest|underlying|usual) )?"
    r"(?P<noun>[a-z-]{2,25})) ?"
    rf"(?:{_ADVERB}(?:is|['\u2019]s|are|has been|have been|remains?|continues to be|stays|involves?|affects?|extends? (?:to|into|through)|"
    r"represents?|qualifies as|counts as|meets (?:the )?criteria for|fits|falls (?:in|under)|"
    r"has (?:now |since )?(?:become|progressed to|gone into|entered|turned (?:out to be|into)|gone (?:in)?to)))"
    rf" {_ADVERB}(?P<said>\S[^.;:()\n?]*)",
    re.IGNORECASE,
)
#: "Fibroids, both of which are intramural", "a depression which remains moderate".
_WHICH = Pattern(
    r",? (?:(?:both|all|most|one|each|two|three) of )?(?:which|that) "
    rf"{_ADVERB}(?:is|are|has been|have been|remains?|has (?:now |since )?become|involves?|affects?|was(?: of)?(?= (?:mild|moderate|severe)\b)) {_ADVERB}(?P<said>\S[^.;:()\n?,]*)",
    re.IGNORECASE,
)
#: "Her atrial fibrillation has been paroxysmal".
_IS = Pattern(
    rf" {_ADVERB}(?:is|are|has been|have been|remains?|has (?:now |since )?become) {_ADVERB}(?P<said>\S[^.;:()\n?]*)",
    re.IGNORECASE,
)
#: The rest of a condition's name, where no term holds it: alcohol use disorder.
_NOUN = Pattern(r" (?:disorder|disease|syndrome)\b", re.IGNORECASE)
#: A clause between a condition and what is said of it: "alcohol use disorder, which was of moderate severity, is now in remission".
_BETWEEN_COMMAS = Pattern(r", (?:which|that|who|diagnosed|known|present|first|last)\b[^.;:()\n?,]{0,60},")
#: "I would call this partial remission".
_CALLED = Pattern(
    r"\b(?:call|consider|label|classify|regard) (?:this|it|that)(?: as| to be)?(?: an?| in)? (?P<said>[^.;:()\n?]*)",
    re.IGNORECASE,
)
#: "She has the combined type", "the relapsing-remitting form".
_KIND = Pattern(
    r"(?<![\w'\u2019-])(?:he|she|they|patient|m(?:r|s|rs)\.? [a-z'-]+) (?:also |clearly |now )?(?:has|have|meets (?:the )?criteria for|presents with|carries) (?:the|a|an) "
    r"(?P<said>[a-z][\w/ -]{2,50}? (?:type|form|subtype|variant|presentation|pattern)\b[^.;:()\n?]*)",
    re.IGNORECASE,
)
#: "He is in early remission", "she has been in full remission since May", "this has gone into remission".
_REMISSION = Pattern(
    r"(?:(?<![\w'\u2019-])(?:is|are|been|remains?|stays|now|gone|went|and) (?:now |still |currently )?in(?:to)?|[;,\u2013-] (?:now |currently )?in|(?<![\w'\u2019-])(?:achieved|reached|entered)) (?:a )?"
    r"(?P<said>(?:(?:early|sustained|full|partial|complete|clinical|long-term|stable) ){0,2}remission)\b",
    re.IGNORECASE,
)
#: "He was admitted in a severe manic episode", "she is having a moderate depressive episode".
_EPISODE = Pattern(
    r"(?<![\w'\u2019-])(?:in|with|for|having|has|is|remains?|presents?) (?:the midst of )?(?:an?|her|his|their|this|the) "
    r"(?:current |acute |new )?(?P<said>(?:(?:mild|moderate|severe|recurrent|moderately severe),? )?(?:hypomanic|manic|mixed|depressive|depressed) episode"
    r")\b(?!,? with (?!no\b)(?:[a-z-]+ ){0,2}(?:delusion|hallucinat|psycho))",
    re.IGNORECASE,
)
#: "This was moderate and has been in remission": the degree that a disorder now in remission had.
_HAD_DEGREE = Pattern(
    r"(?<![\w'\u2019-])(?:this|it|(?:the|his|her|their) (?:use|disorder|use disorder|dependence|addiction)) (?:was|had been) (?:(?:once|previously|initially|originally|at its worst|of|a|formerly) )*"
    r"(?P<said>mild|moderate|severe)\b(?! (?:withdrawal|symptoms|pain|cravings?))(?=[^.:\n?]*\bremission\b)",
    re.IGNORECASE,
)
#: "She is severe persistent", "he is seropositive": a kind told of its bearer.
_BEARER = Pattern(
    r"(?<![\w'\u2019-])(?:he|she|they|(?:the )?patient|m(?:r|s|rs)\.? [a-z'-]+) (?:is|remains|has been|has (?:now )?become) (?:now |currently |still |strongly |clearly )?"
    r"(?P<said>(?:mild|moderate|severe)[ -]persistent|mild[ -]intermittent|sero-?positive|sero-?negative)\b",
    re.IGNORECASE,
)
#: "Her symptoms fit mild persistent disease", "he meets criteria for a severe use disorder".
_FITS = Pattern(
    r"\b(?:(?:symptoms?|pattern|picture|findings|history|scores?|use) (?:best |clearly |now )?(?:fits?|meets? (?:the )?criteria for|amounts? to|qualif(?:y|ies) as)|"
    r"(?:he|she|they|patient|pt) meets? (?:the )?(?:full )?(?:dsm-?(?:5|v) )?criteria for) (?:an? |the )?"
    r"(?P<said>(?:(?:mild|moderate|severe|chronic|recurrent|persistent|intermittent|episodic|paroxysmal|combined|inattentive) ?){1,3})(?=[.,;\n]|$|(?:use )?(?:disorder|disease|type|form|presentation|asthma)\b)",
    re.IGNORECASE,
)
#: "At present is in the moderate range".
_RANGE = Pattern(
    r"\b(?:now|currently|presently|today|at present|it|this|that|episode|depression|anxiety|severity|which) (?:(?:is|falls|remains|stays) )?(?:now |currently |still )?(?:in|within) the "
    r"(?P<said>mild|moderate|severe|moderately severe|mild to moderate|moderate to severe)(?= range\b)",
    re.IGNORECASE,
)
#: "It was paroxysmal until last year and is now persistent", "was mild, now moderate": what it is now.
_IS_NOW = Pattern(
    r"(?:\b(?:was|were|had been|used to be|once|previously|formerly|initially|originally)\b[^.;\n]{0,60}?)(?:,|;| and| but) ?(?:(?:it|this|that|which) )?"
    r"(?:(?:is|are|has become|became|has been) now|now(?: is)?|has (?:now |since )?(?:become|progressed to)) (?:at |in |of |the |an? )*(?P<said>[^.;:()\n,]*)",
    re.IGNORECASE,
)
#: "She has had one episode", "one episode of major depression".
_ONCE = Pattern(r"\bhad (?:only |just )?(?P<said>(?:one|a single) (?:[a-z]+ )?episode)\b", re.IGNORECASE)
#: "She has pancolitis": no more than a name.
_HAS = Pattern(
    r"(?:^|(?<=[.;,] ))(?:he|she|they|(?:the )?patient) (?:also |clearly |now )?has (?P<said>(?:[a-z-]+ ){0,2}[a-z-]+)(?=[.,;\n]| and | with | (?:on|over|of|in) (?:the |his |her |both )|$)",
    re.IGNORECASE,
)
#: "Type 2, on metformin", "her BMI is 43, class 3": a number that stands for itself.
_NUMBERED = Pattern(
    r"(?<![\w-])(?<!nyha )(?<!killip )(?<!mallampati )(?<!asa )(?<!ccs )(?<!functional )(?P<said>(?:(?:type|class) (?:[1-3]|I{1,3})|stage (?:[1-5]|IV|V|I{1,3})[ab]?)(?![\w-]|\.\d))"
    r"(?=[.,;:)\n]|$| (?:and|on|with|since|for|by|but|now|today|from|due|stable|diagnosed|obesity|range|category|territory)\b)",
    re.IGNORECASE,
)
#: Who has a condition is in remission of it now: "depression, who has responded to sertraline and is now in partial remission".
_WHO_REMITS = Pattern(
    r"(?:,? (?:recurrent|single episode|mild|moderate|severe))*,? (?:who|which|that) (?P<between>[^.;:()\n?]{3,90}?)(?<=[ ,])(?:(?:is|are|has been|have been|remains?|stays) (?:now |still |currently )?in|has (?:now )?(?:gone into|entered|reached|achieved)) (?:a )?"
    r"(?P<said>(?:(?:early|sustained|full|partial|complete|long-term|stable) ){0,2}remission)\b",
    re.IGNORECASE,
)
#: Another condition between, which may be what is in remission.
_OF_ANOTHER = Pattern(
    r"\b(?:disorders?|diseases?|syndrome|cancer|carcinoma|lymphoma|leukemia|myeloma|arthritis|colitis|crohn\w*|depress\w+|anxiety|ptsd|alcohol|opioid\w*|cocaine|cannabis|dependence|addiction|whose|if|until|when)\b",
    re.IGNORECASE,
)
#: The first words under a head, of what its condition comes of: "Secondary to sepsis, no DIC".
_LAID_BELOW = Pattern(r"[ \t]*(?P<said>(?:secondary|due) to [^.;:()\n?,]{3,60})", re.IGNORECASE)
#: Where what is said of the condition ends: the next clause, a denial, another time.
_ENDS = Pattern(
    r"\s*,? (?:and|but|so|yet) (?:he|she|they|we|i|it|this|that|there|is|are|has|have|had|was|will|her|his|the|not|does|denies|feels)\b|,? with (?:a|an|her|his|the|no)\b|, (?:he|she|they|we|i|it|this|her|his)\b|"
    r"\s*,? ?\b(?:because|since|after|when|if|although|though|while|until|unless|before|who|whose|without|no|not|never|none|rather|unlike|"
    r"instead|except|versus|than|was|were|had|could|would|should|may|might|last|which|that|as|despite)\b",
    re.IGNORECASE,
)
#: What is in doubt describes nothing; what is over, neither.
_DOUBTED = Pattern(
    r"\b(?:probabl[ey]|likely|possibl[ey]|maybe|perhaps|suspect\w*|presum\w*|question\w*|thought|concern\w*|suggest\w*|consistent|compatible|"
    r"unclear|uncertain|unlikely|doubt\w*|rule|ruled|worr\w+|consider\w*|differential|resolved|gone|better|or|visit|visits|follow-?up|appointment|encounter|reaction|reason|goal)\b|\bleft\b.*\bright\b|\bright\b.*\bleft\b|\bsmall and large\b",
    re.IGNORECASE,
)
#: Whom a sentence says it of, where that is another; what it only asks.
_ANOTHERS = Pattern(
    r"\b(?:mother|father|brother|sister|son|daughter|aunt|uncle|grand\w+|family|parents?|cousin|husband|wife|dad|mom|spouse|partner|friend|if|wonders?|whether|unless|thinks|believes|feels|says|said|asks|asked)\b|(?<!\bi )(?<!\bwe )(?<!have )\btold\b",
    re.IGNORECASE,
)
#: In front of a description in its clause: that it is not so.
_DENIED = Pattern(
    r"\b(?:not|no|never|without|denies|nor|n['\u2019]t|probably|possibly|suspect|doubt|could|may|might)\b(?:(?! and | but |[,;:]).){0,40}$",
    re.IGNORECASE,
)
_NAMED = Pattern(_CONDITION, re.IGNORECASE)
#: Longer than this no description is.
_LONG = 12


def described(
    head: Read, named: list[Hit], problem: list[Read], after: Read | None, names: Callable[[Read], list[int]]
) -> list[Described]:
    """What the sentences of a problem say of the one condition its head names; elsewhere, the sentence `after` it.

    `names` tells where a line names conditions: "it" behind another condition is that one.
    """
    if _names_several(head.words, named):
        return []
    lines = [read for read in problem if read.line.start > head.line.start]
    if head.line.standing is not Standing.PROBLEM:
        lines = [after] if after and len(named) == 1 and _goes_on(head, after) else []
    own, text = frozenset(head.words.folded), head.words.text
    between: list[Read] = []
    found: list[Described] = []
    for read in lines:
        found += _told(text, read, own, _Others(between, names))
        between = [*between, read]
    return sorted(found, key=lambda told: told.start)


def _goes_on(head: Read, after: Read) -> bool:
    """Whether a sentence of an assessment follows in one paragraph and speaks of it: "This is", "it has become"."""
    between = head.words.text[head.line.end : after.line.start]
    ours = head.line.standing is after.line.standing is Standing.ASSESSED
    return ours and "\n\n" not in between and _OF_IT.match(head.words.text, after.line.start) is not None


def which(words: Words, hit: Hit) -> list[Described]:
    """What a clause right behind a condition says of it: fibroids, both of which are intramural."""
    at = words.ends[hit.at[-1]]
    if noun := _NOUN.match(words.text, at):
        at = noun.end()
    found = [m for m in (_WHICH.match(words.text, at), _IS.match(words.text, at)) if m]
    if between := _BETWEEN_COMMAS.match(words.text, at):
        found += [m for m in (_IS.match(words.text, between.end()),) if m]
    told = [_clause(words.text, *m.span("said")) for m in found]
    remits = _WHO_REMITS.match(words.text, at, words.ends[-1])
    if remits and not (_OF_ANOTHER.search(remits["between"]) or _ANOTHERS.search(remits["between"])):
        told.append(remits.span("said"))
    staged = _STAGED.match(words.text, at, words.ends[-1])
    own = [Described(*staged.span("said"), stage=True)] if staged else []
    return [*own, *(Described(*each) for each in told if each)]


#: Behind a comma or a bracket the stage of what is named: "kidney disease, stage 3b".
_STAGED = Pattern(
    r"(?:, ?(?:now |currently )?| \()(?P<said>stage (?:[1-5]|IV|V|I{1,3})[ab]?(?![\w-]|\.\d))", re.IGNORECASE
)


def lids(words: Words) -> list[Described]:
    """Which lid, finger or toe a head names, for what the sentences under it say of it: "Right upper eyelid bump. It is a stye"."""
    found = list(_LID.finditer(words.text, words.starts[0], words.ends[-1]))
    return [Described(*found[0].span())] if len(found) == 1 else []


_LID = Pattern(
    r"\b(?:(?:upper|lower)(?= (?:eye)?lids?\b)|(?:great|big)(?= toe\b)|(?:index|middle|ring|little)(?= finger\b))",
    re.IGNORECASE,
)


def _names_several(words: Words, named: list[Hit]) -> bool:
    """Whether a head lists conditions, so that "this is" may be said of any: anxiety and depression."""
    apart = ((a.at[-1], b.at[0]) for a, b in pairwise(sorted(named, key=lambda hit: hit.at)))
    return any(_LISTED.search(words.text, words.ends[a], words.starts[b]) for a, b in apart)


#: Between the conditions of a list.
_LISTED = Pattern(r",|;|/|&|\+|\b(?:and|or)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Others:
    """The lines between a head and a sentence, and what they name."""

    lines: list[Read]
    names: Callable[[Read], list[int]]

    def stand_before(self, read: Read, at: int) -> bool:
        """Whether another condition stands since the head, which "it" may be."""
        ahead = any(start < at for start in self.names(read))
        return ahead or any(
            self.names(line)
            for line in self.lines
            if not _NO_OTHER.search(line.words.text, line.line.start, line.line.end)
        )


#: A sentence that only says what is not there names nothing that "it" may be.
_NO_OTHER = Pattern(r"\b(?:denie[sd]|no|without|not|negative)\b", re.IGNORECASE)


def _told(text: str, read: Read, own: frozenset[str], others: _Others) -> Iterator[Described]:
    """What one sentence says of the condition whose name has these words."""
    start, end = read.line.start, read.line.end
    if bare := BARE.match(text, start, end):
        yield Described(*bare.span("said"), close=True)
    if not others.lines and (cause := _LAID_BELOW.match(text, start, end)):
        yield Described(*cause.span("said"))
    for pattern in may_be_said(_SAYINGS, text):
        at = start
        while m := pattern.search(text, at, end):
            begins, ends = m.span("said")
            before, at = text[start:begins], begins + 1
            ours = not (_ANOTHERS.search(before) or _DENIED.search(before)) and _is_of(m, own)
            ours = ours and (pattern not in _MAY or _MAY[pattern](text[start : m.start()], own))
            if ours and pattern in _BY_PRONOUN and not m.groupdict().get("noun"):
                ours = not others.stand_before(read, m.start())
            if told := _clause(text, begins, ends) if ours else None:
                staged = pattern is _NUMBERED and text.startswith(("stage", "Stage"), told[0])
                yield Described(*told, has=pattern is _HAS, stage=staged)
                at = max(at, told[1])


def _numbers(before: str, own: frozenset[str]) -> bool:
    """Whether a type, a class or a stage may be the head's: of diabetes, obesity or the kidneys, at the beginning or behind "it is"."""
    kinds = any(word.startswith(("diabet", "obes", "kidney", "nephropath")) for word in own)
    return kinds and _OPENS.fullmatch(before) is not None


def _remits(before: str, own: frozenset[str]) -> bool:
    """Whether who or what is in remission is the patient or the head's condition, and is so now."""
    if _NOT_NOW.search(before):
        return False
    found = _SUBJECT.search(before)
    word = found["subject"].split()[-1] if found else ""
    return not word or _NAMED.fullmatch(word) is not None or fold(word) in own


#: In front of a class or type that is the head's: "this is", "her BMI of 33 places her in".
_OPENS = Pattern(
    r"\s*(?:(?:this|it|that|hers|his|she|he|(?:(?:her|his|the|a|with an?|at an?|by) )?(?:current )?(?:bmi|weight|body mass index)(?: today)?(?: (?:is|was|of|at|today is))?(?: [\d.]+)?(?: today)?)[ ,]*)?"
    r"(?:(?:which|and|so|this|that|it|she|he) )*"
    r"(?:(?:is|remains|falls|fits|puts|places|classif(?:y|ies)|makes|meets (?:the )?criteria for|qualifies (?:as|for)|corresponds to) )?(?:(?:her|him|them|it|this) )?"
    r"(?:(?:now|still|clearly|just|well) )?(?:(?:in|into|within|under|as|at) )?(?:the )?",
    re.IGNORECASE,
)
_SUBJECT = Pattern(r"\b(?:his|her|their|the) (?P<subject>(?:[\w-]+ ){0,3}?[\w-]+) ?$", re.IGNORECASE)
_NOT_NOW = Pattern(
    r"\b(?:goal|plan|aim|once|until|when|if|had|was|were|will|to be|toward|hop\w+|would|after|before)\b(?! not\b)(?:(?!, | and ).)*$",
    re.IGNORECASE,
)
_SAYINGS = (
    *(
        _OF_IT,
        _CALLED,
        _KIND,
        _FITS,
        _BEARER,
        _HAD_DEGREE,
        _EPISODE,
        _REMISSION,
        _IS_NOW,
        _ONCE,
        _RANGE,
        _HAS,
        _NUMBERED,
    ),
)
_BY_PRONOUN = (_OF_IT, _CALLED, _HAD_DEGREE)
_MAY: dict[Pattern, Callable[[str, frozenset[str]], bool]] = {_NUMBERED: _numbers, _REMISSION: _remits}


def _is_of(m: re.Match[str], own: frozenset[str]) -> bool:
    """Whether what a sentence speaks of is the condition: by "it", a word for any condition, or one of its name."""
    noun = m.groupdict().get("noun")
    return noun is None or _NAMED.fullmatch(noun) is not None or fold(noun) in own


def _clause(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A description up to its end, or None where it is in doubt or none is left."""
    if ends := _ENDS.search(text, start, end):
        end = ends.start()
    said = text[start:end]
    if not said.strip() or len(said.split()) > _LONG or _DOUBTED.search(said):
        return None
    return start, end


def joins(words: Words, told: list[Described]) -> Iterator[tuple[Words, int]]:
    """The words of a head with, as behind commas, those that describe it; then with what its bearer has besides.

    With each, how many of the last words a term must say all of.
    """
    own = [one for one in told if not one.has]
    if own:
        yield _joined(words, own), 0
    for one in told:
        if one.has:
            yield _joined(words, [one]), len(words_of(words.text, one.start, one.end))


def _joined(words: Words, told: list[Described]) -> Words:
    size = bisect_left(words.starts, told[0].start)  # a clause of the same line stands behind its condition
    while size > 1 and words.folded[size - 1] in _BETWEEN:
        size -= 1
    made = Words(
        *(words.text, words.starts[:size], words.ends[:size], words.folded[:size], words.breaks[:size])
    )
    for one in told:
        more = words_of(words.text, one.start, one.end)
        level = (made.breaks[-1] if made.breaks else 0) + (0 if one.stage else 2)
        for at, stop, form, apart in zip(more.starts, more.ends, more.folded, more.breaks, strict=True):
            if form in _CARRIERS:
                level += 1
            elif at not in made.starts:
                made.add(at, stop, form, level + (0 if one.close else apart))
    return made


#: What joins a condition to what its own line says of it.
_BETWEEN = frozenset("has have been was remain become now since which that".split())
#: What a description is said of, no word of it: a recurrent episode of moderate severity.
_CARRIERS = frozenset(
    "episode severity disease condition illness disorder form subtype variant presentation pattern course diagnosis".split()
)


def further(hit: Hit, found: list[Hit], words: Words, besides: int) -> Hit | None:
    """The term that says all that a head's term says, and words that describe it besides; of its category, and all of them, where they are what its bearer has `besides`."""
    last = frozenset(range(len(words) - besides, len(words)))
    for other in found:
        more = frozenset(other.at) > frozenset(hit.at) and other.at[-1] > hit.at[-1]
        alike = other.term.means[0][:3] == hit.term.means[0][:3] and last <= frozenset(other.at)
        if more and (alike or not besides):
            return other
    return None


def traits_told(document: Document, told: list[Described]) -> tuple[Trait, ...]:
    """Each word that describes a condition, as a trait of it."""
    found: dict[str, Trait] = {}
    for one in (
        each
        for each in told
        if not each.has or each.end - each.start == len(document.text[each.start : each.end].split()[0])
    ):
        words = words_of(document.text, one.start, one.end)
        for at, stop, form in zip(words.starts, words.ends, words.folded, strict=True):
            found.setdefault(form, Trait(TOLD, form, document.quote(at, stop)))
    return tuple(found.values())

"""Find how far a pregnancy is, in whole weeks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from chartproof.model.pattern import Pattern
from chartproof.model.reading import Page
from chartproof.model.record import Measure
from chartproof.terms.sought import first, sought

_WEEKS = Pattern(
    r"(?<![\w.])(?P<weeks>[1-4]?\d)\s?(?:\+|w|\s?weeks?(?:,? and| ?\+)?|"
    r"/| (?=[0-6]/7))\s?(?P<days>[0-6])\s?(?:/7|d\b|days?\b|wks?\b|weeks?\b)"
    r"|(?:\bat|\bega|\bgestational age(?: of)?|\bga|"
    r"\biup(?: at)?)\s*:?\s*(?P<only>[1-4]?\d)\s?(?:w\b|wks?\b|weeks?\b)(?! (?:post|after|ago|old|of age|follow|later|visit))"
    r"|(?<![\w.])(?P<plain>[1-4]?\d)\s?(?:-| )?(?:weeks?|wks?)[- ](?:gestation\w*|"
    r"pregnan\w+|along\b(?! (?:in|with|into) (?!the preg|her preg))|iup\b|ga\b|ega\b|of gestation|preterm|preemie|prematur\w+|infant|neonate|newborn)"
    r"|\bpregnant,? (?:at |about |approximately |~)?(?P<along>[1-4]?\d)\s?(?:weeks?|wks?)\b"
    r"|(?<![\w.])(?P<bare>[2-4]\d)\s?(?:weeks?|wks?),? (?:with )?(?=(?:twins?|singleton|preterm labor|in labor|labor\b|cesarean|c-section|"
    r"vaginal|spontaneous|induction|breech|p?prom\b|preeclampsia|gdm\b|gestational))"
    r"|\b(?:newborn|neonate|preemie|(?:pre)?term (?:infant|newborn|neonate|baby))(?: (?:boy|girl|male|female))?,? (?:born )?(?:at )?"
    r"(?P<child>[2-4]\d)\s?(?:weeks?|wks?)\b(?! old)"
    r"|\b(?:(?:pre)?eclampsia|gestational (?:hypertension|diabetes|htn)|gdm|hyperemesis|(?:threatened|missed|incomplete|inevitable) ab(?:ortion)?|"
    r"threatened miscarriage|(?:twin|triplet|multiple|di/?di|mono/?di) (?:gestation|pregnancy)|(?:twins|triplets)|cerclage|cervical incompetence|incompetent cervix|subchorionic (?:hematoma|hemorrhage)|round ligament pain|"
    r"advanced maternal age|AMA|GHTN|PIH|(?:oligo|poly)hydramnios|IUGR|FGR|fetal growth restriction|abruption|cervical insufficiency|short cervix|accreta|"
    r"vasa previa|P?PROM|preterm labor|PTL|(?:cramping|bleeding|nausea|vomiting|anemia|hypertension|UTI) (?:in|of|during) pregnancy|G ?\d{1,2} ?,? ?P ?\d{1,4}|ob visit|prenatal visit|previa|breech|cholestasis of pregnancy|HELLP(?: syndrome)?|"
    r"chorioamnionitis|Rh[- ]?neg(?:ative)?|GBS(?: pos(?:itive)?| \+| carrier| coloni[sz]\w+)?|(?:grand )?multip(?:ara|gravida|arity)?|primip(?:ara)?|primigravida|"
    r"fetal movements?|DFM|(?:prior|previous|repeat|scheduled|h/o|hx of) (?:LT)?(?:CS|C/S|c-?section|cesarean)(?: section| delivery)?|TOLAC|VBAC|"
    r"(?:in|of|during|affecting|complicating) pregnancy|pregnancy|IUP|nuchal cord|shoulder dystocia|amniotic fluid|fetal \w+|SGA|LGA|macrosomia)\b"
    r"[^.;:\n]{0,40}, (?:at )?(?P<told>[1-4]?\d)\s?(?:weeks?|wks?|w)\b"
    r"(?! (?:ago|old|post|of (?!gest)|hist|follow|later|after))"
    r"|\b(?:delivered|delivery|birth|N?SVD|LTCS|c-?section|cesarean|IOL|induction),? (?P<born>[2-4]\d)\s?(?:weeks?|wks?|w)\b(?! (?:post|after|ago|old))"
    r"|(?<![\w./-])(?<!\bx )(?<!\bin )(?<!\bfor )(?<!\bq )(?<!\bevery )(?<!\bover )(?<!\bnext )(?<!\blast )(?<!\bpast )(?<!\bafter )(?<!f/u )(?<!\brtc )(?<!\breturn )"
    r"(?P<short>[1-4]?\d)w(?![\w/])(?! (?:ago|old|post|pp|later|f/u|hist|after|in|us|u/s|ultrasound|sono\w*|scan|dating)\b)"
    r"|(?<![\w.+/-])(?P<plus>[1-4]\d)\+[0-6](?![\d+/.=])"
    r"|(?<![\w.])(?P<er>[2-4]\d)[- ]?(?:weeks?|wks?|w)(?:k?e?r\b)",
    re.IGNORECASE,
)
#: Words without which a note gives no gestational age.
_PREGNANT = (
    "gestation",
    "weeker",
    "wker",
    "wkr",
    "pregnan",
    "iup",
    "ega",
    "prenatal",
    "fetal",
    "newborn",
    "neonat",
    "preterm",
    "prematur",
    "preemie",
    "apgar",
    "nicu",
    "birth",
    "lmp",
    "edc",
    "twin",
    "gravid",
    "eclampsia",
    "hyperemesis",
    "miscarriage",
    "ghtn",
    "hydramnios",
    "abruption",
    "iugr",
    "fgr",
    "cervical insufficiency",
    "cervical incompetence",
    "incompetent cervix",
    "cerclage",
    "subchorionic",
    "round ligament",
    "short cervix",
    "maternal age",
    "abortion",
    "threatened ab",
    "missed ab",
    "breech",
    "placent",
    "trimester",
    "obstetric",
    "ob visit",
    "gdm",
    "in labor",
    "pprom",
    "amniotic",
    "chorioamnion",
    "hellp",
    "svd",
    "ltcs",
    "c-section",
    "csection",
    "tolac",
    "vbac",
    "delivered",
    "vaginal delivery",
    "dystocia",
    "nuchal",
    "multip",
    "primip",
    "rh neg",
    "rh-neg",
    "gbs",
    "arrest of d",
    "previa",
    "cesarean",
)
#: Weeks as nothing but a pregnancy is counted in: 28w2d, at 22w.
_WEEKS_AND_DAYS = Pattern(
    r"(?<![\w.])(?:[5-9]|[123]\d|4[0-2])w ?[0-6]d\b|(?:\A|\n)\W*(?:\d{1,2}[.)] )?(?:1[0-9]|2\d|3\d|4[0-2])w(?=[,;:])|(?<!f/u )(?<!recheck )(?<!return )(?<!back )(?<!visit )(?<!op )(?<!check )\bat (?:[12]\d|3\d|4[0-2])w\b",
    re.IGNORECASE,
)
#: Weeks alone, and what is told beside them of a pregnancy.
_WEEKS_ALONE = Pattern(
    r"(?<![\w./-])(?:[5-9]|[123]\d|4[0-2]) ?w(?:eeks?|ks?)?\b(?! (?:ago|old|post|pp|later|hist))",
    re.IGNORECASE,
)
_BESIDE = Pattern(
    r"\b(?:pre-?e(?:clampsia)?|GDM|PNV|PTL|[13] ?h(?:r|our)? GTT|DFM|IOL|GBS|FHTs?|FHR|fFN|cervical length|serial CLs?|anatomy scan|fetal|ICP|IUFD|stillborn|in preg(?:nancy)?|"
    r"n/?v of preg\w*|hyperemesis|VBAC|TOLAC|r?LTCS|RCS|NIPT|oligo|MFM|anatomy (?:US|ultrasound|sono)|nuchal translucency|(?:false|preterm) labor|(?:preterm )?ctx|contractions|NST|BPP|spotting|ectopic|prenatal|OB|AFI|PNC|ROB)\b",
    re.IGNORECASE,
)
#: A record of the child: its weight, its days.
_OF_CHILD = Pattern(
    r"\b(?:BW|birth ?weight|DOL|day of life|NICU|newborn|neonat\w+|preemie|infant|ex[- ]\d\d|d/o|corrected (?:age|GA))\b",
    re.IGNORECASE,
)
#: Pregnancies and births as a record counts them: G2P1, G3 P0111, G1 at.
_COUNTED = Pattern(r"\bG ?\d{1,2}(?: ?,? ?P ?\d| at | with )")


#: What a woman is admitted for, with her weeks: "reason for admission: repeat cesarean at 39w1d".
_ADMITTED = Pattern(
    r"\b(?:admi(?:tted|ssion)|presents?|presented|here)\b[^.;\n]{0,40}\b(?:c(?:a)?esarean|c-?section|labor|induction|iol)\b[^.;\n]{0,24}\bat [2-4]\d ?(?:w|wks?|weeks?|[0-6]/7)",
    re.IGNORECASE,
)


def goes_on(text: str) -> bool:
    """Whether a record counts pregnancies and weeks: that of a woman who is pregnant."""
    if first(_ADMITTED, text) is not None:
        return True
    if first(_OF_CHILD, text) is None and (
        first(_WEEKS_AND_DAYS, text) or (first(_WEEKS_ALONE, text) and first(_BESIDE, text))
    ):
        return True
    return first(_COUNTED, text) is not None and any(m["weeks"] or m["only"] for m in sought(_WEEKS, text))


#: An age counted on after birth, which no pregnancy had: "PMA 34+0", "now 36 weeks corrected".
_CORRECTED = r"(?:PMA|CGA|corrected|adjusted|post-?(?:menstrual|conceptual))"
_CORRECTED_AHEAD = Pattern(
    rf"\b{_CORRECTED}(?: (?:gestational )?age| GA)?(?: (?:is|of|now|at|today))?\W{{0,3}}$", re.IGNORECASE
)
_CORRECTED_BEHIND = Pattern(rf"[ ,(]{{0,2}}(?:by )?{_CORRECTED}\b", re.IGNORECASE)


def _is_corrected(text: str, start: int, end: int) -> bool:
    return bool(
        _CORRECTED_AHEAD.search(text, max(0, start - 40), start) or _CORRECTED_BEHIND.match(text, end)
    )


def gestation_in(page: Page) -> Iterator[Measure]:
    """Gestational age in whole weeks; days beyond stand in the unit."""
    text = page.document.text
    low = text.lower()
    if not (
        any(word in low for word in _PREGNANT)
        or first(_COUNTED, text)
        or first(_WEEKS_AND_DAYS, text)
        or first(_BESIDE, text)
    ):
        return
    for found in sought(_WEEKS, text):
        weeks = found.group("weeks") or found.group("only") or found.group("plain")
        weeks = weeks or next(
            found[name]
            for name in ("along", "er", "bare", "born", "child", "told", "short", "plus")
            if found[name]
        )
        if not 3 <= int(weeks) <= 45 or _is_corrected(text, *found.span()):
            continue
        days = found.group("days")
        unit = f"weeks {days} days" if days else "weeks"
        yield Measure("gestational age", Decimal(weeks), unit, page.document.quote(*found.span()))

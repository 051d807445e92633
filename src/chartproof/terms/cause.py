"""How a record lays one thing to another: the words between a condition and its cause, and which way they point.

Each name holds alternatives of a pattern, without a group of its own. Most stand behind the condition and before its
cause ("anemia due to bleeding", "cough, a known side effect of lisinopril"); `BRINGS` stands behind the cause and before
the condition ("the ulcer has caused anemia"). `WHY` says as well why something was done; the others do not.
"""

from __future__ import annotations

#: Why something was done, or what a condition comes of: "admitted due to sepsis", "anemia due to bleeding".
WHY = r"due(?: (?:mainly|largely|entirely|primarily))? to|d/t|secondary to|because of"
#: What a condition comes of, by words that say nothing else.
DUE_TO = rf"{WHY}|caused by|(?<![\d/])2/2(?![\d/]| (?:bottles?|blood|sets?|cultures?)\b)"
#: By these, and by "from", which also says from where; what somebody was changed from brought nothing.
FROM = rf"{DUE_TO}|(?<!changed )(?<!switched )(?<!converted )(?<!transitioned )(?<!rotated )(?<!narrowed )(?<!broadened )(?<!escalated )(?<!weaned )from"
#: By what set it off.
SET_OFF = r"brought on by|triggered by|provoked by|precipitated by|induced by|set off by"
#: By what made it worse.
WORSENED = r"(?:aggravated|worsened|exacerbated|potentiated|made (?:worse|heavier)) by"
#: By what somebody lays it to.
LAID_TO = r"explained by|attribut(?:ed|able) to|ascribed to|blamed on|(?:put|laid) down to|laid to|(?:an?|the) (?:direct |late )?(?:result|consequence) of"
#: By a harm that care did, and by any work of it, known for it or not.
SIDE_EFFECT_OF = r"(?:(?:side|adverse|unwanted) effects?|(?:adverse )?reactions?) (?:of|from|to)"
KNOWN = r"(?:an? |the |one )?(?:(?:well[- ]known|known|common|expected|recogni[sz]ed|frequent|typical|classic|usual|predictable|dose-related) )*"
EFFECT_OF = rf"{KNOWN}(?:{SIDE_EFFECT_OF}|effects? (?:of|from))"
#: What it is that a thing of the past left, before "of": "late effect of the fracture".
LATE_EFFECT = r"sequelae?|late (?:effects?|results?|consequences?)|end[- ]results?|residuals?"
#: What does it: it caused, led to, accounts for.
BRINGS = (
    r"caus(?:ed?|es|ing)|(?:bring(?:s|ing)?|brought)(?: on| about)?|produc(?:ed?|es|ing)|provok(?:ed?|es|ing)|trigger(?:s|ed|ing)?|"
    r"precipitat(?:ed?|es|ing)|le(?:d|ads?|ading) to|explain(?:s|ed)|account(?:s|ed)? for|(?:responsible|to blame) for|behind"
)

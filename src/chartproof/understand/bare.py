"""A sentence under a head that begins with no more than how its condition is: "Recurrent, moderate", "Plaque type"."""

from __future__ import annotations

import re

from chartproof.model.pattern import Pattern
from chartproof.terms.cause import FROM

#: What is in a name of a condition and says its course, degree, cause or kind, and nothing by itself.
_COURSE = (
    r"acute on chronic|acute|chronic|subacute|recurrent|persistent|intermittent|permanent|paroxysmal|long-?standing|relapsing|remitting|single episode|first episode|"
    r"seasonal|perennial|late[ -]onset|early[ -]onset"
)
_DEGREE = r"mild|moderate|severe|subclinical|uncomplicated|(?<!medically )intractable|refractory"
_KIND = (
    r"diastolic|systolic|inattentive|hyperactive(?:[ -]impulsive)?|combined|plaque|guttate|pustular|inverse|vascular|ischemic|alcoholic|alcohol[ -](?:related|induced)|gallstone|biliary|"
    r"idiopathic|autoimmune|central|obstructive|generalized|focal|primary|secondary|essential|postmenopausal|age[ -]related|senile|seropositive|seronegative|"
    r"iron deficiency|internal|external|thrombosed|incarcerated|strangulated|without aura|with aura|without psychotic features|"
    r"(?:with (?:an? )?)?(?:mildly reduced|reduced|preserved|mid-?range|recovered|improved|low) (?:left ventricular )?(?:ejection fraction|lvef|ef)"
)
_REMISSION = r"in (?:early|sustained|full|partial|complete)(?:,? (?:full|partial|sustained))? remission"
BARE = Pattern(
    r"(?:(?:currently|now|still|presently|clinically|predominantly|predominately|primarily|mainly),? )?"
    rf"(?P<said>(?:(?:{_COURSE}|{_DEGREE}|{_KIND}|{_REMISSION})\b(?:, and |, | and | \(|\),? |[ -](?:to[ -])?)?(?:(?:currently|now) )?){{1,6}})"
    rf"(?=[.,;)\n]|$| ?\(|(?:type|form|subtype|variant|presentation|in (?:severity|degree|type|nature)|by (?:history|criteria|spirometry|symptoms)|(?<=[ ])(?:on|since|{FROM}))\b)",
    re.IGNORECASE,
)

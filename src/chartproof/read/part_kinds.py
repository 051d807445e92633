"""The kinds of parts that are told together: those that plan, those that are mere labels under them, those that name diagnoses."""

from __future__ import annotations

#: Parts in which problems are assessed or planned for; there most headings are mere labels.
PLANNING = frozenset(
    {
        "assessment", "assessment_plan", "impression", "plan", "discharge_dx", "admission_dx",
        "hospital_course", "medical_decision_making",
    }
)  # fmt: skip
#: Kinds that are a label, not a new part, when they stand in small print under an assessment.
MINOR = frozenset(
    {
        "labs", "imaging", "ekg", "results", "medications", "instructions", "follow_up",
        "disposition", "anesthesia", "condition", "procedure", "immunizations", "social_history",
        "substance_history", "code_status", "developmental_history", "operative_record",
        "template", "technique", "specimen", "comparison", "other", "findings", "complications",
        "indications", "procedure_findings", "interval_history", "billing", "allergies",
    }
)  # fmt: skip
RESULTS = frozenset({"results", "labs", "imaging", "ekg", "findings", "technique", "comparison"})
#: What tells how it went, and what then names it: a diagnosis told once at the end is a part of its own.
TELLING = frozenset({"hospital_course", "medical_decision_making", "ed_course"})
NAMING = frozenset({"impression", "discharge_dx"})
#: In capitals behind a list of diagnoses these tell the story of the stay.
STORY = frozenset({"hpi", "hospital_course"})
#: Kinds whose one word in a line of its own opens a part even with no blank line before it.
HEADING_ALONE = frozenset({"assessment", "assessment_plan", "impression", "discharge_dx"})
ASSESSING = frozenset({"assessment", "assessment_plan"})
#: Parts in front of which a list of problems only lists them.
NAMED = ASSESSING | NAMING | {"medical_decision_making", "hospital_course"}
#: Kinds whose lists are often typed in capitals, so an unknown line in capitals stays inside.
CAPITALS_INSIDE = PLANNING | {
    "pmh", "psh", "problem_list", "medications", "allergies", "chief_complaint", "family_history",
    "reason_for_visit", "preop_dx", "postop_dx", "pathology_dx", "results", "labs", "signature",
    "template", "billing", "social_history", "immunizations",
}  # fmt: skip
#: What a note calls itself in its first line, as no heading of a part.
TITLE = "title"

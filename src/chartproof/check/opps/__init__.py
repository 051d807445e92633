"""Hospital outpatient payment: status indicators, packaging, the inpatient-only list."""

"""Procedures, services and supplies of professional and outpatient claims: CPT and HCPCS lines, each with its proof."""

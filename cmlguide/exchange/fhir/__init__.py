"""FHIR R4 JSON: what a portal or a phone gives, read tolerantly; our own bundle, written strictly."""

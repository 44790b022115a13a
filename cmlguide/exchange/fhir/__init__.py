"""FHIR R4 JSON: exports of portals and phones, read tolerantly, and our own bundle, written strictly."""

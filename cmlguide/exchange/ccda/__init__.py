"""C-CDA XML, the document that patient portals export: its results, CML medicines and date of diagnosis."""

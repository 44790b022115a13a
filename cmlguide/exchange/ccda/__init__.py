"""C-CDA XML, the document a patient portal gives: its results, CML medicines and date of diagnosis."""

"""Tables: CSV and spreadsheets in any layout into a preview, and the record as our own CSV."""

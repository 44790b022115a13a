"""Tables: reads CSV and spreadsheets in any layout into a preview, and writes the record as our own CSV."""

"""What a person entered: rows, every write to them, and the way from rows to a History and back."""

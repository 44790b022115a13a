"""What a person entered: the rows, every write to them, and the conversion of rows to a History and back."""

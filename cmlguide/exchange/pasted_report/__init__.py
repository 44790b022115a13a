"""A lab's letter as text: pasted, or the text layer of a PDF. The person confirms every value."""

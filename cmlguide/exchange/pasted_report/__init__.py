"""A lab's letter as text: pasted, or the text layer of its PDF. The person confirms every value."""

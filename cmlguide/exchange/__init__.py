"""A person's record as files and typed text: bytes in, values out, and back. No database, no Django."""

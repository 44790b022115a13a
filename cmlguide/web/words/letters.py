"""Letters as they sort and compare, whatever signs stand on them."""

from unicodedata import combining, normalize


def without_accents(text: str) -> str:
    """The text in letters that carry nothing: "Österreich" is "Osterreich". Letters that Unicode does not
    take apart ("ø", "ł") stay."""
    return "".join(sign for sign in normalize("NFKD", text) if not combining(sign))

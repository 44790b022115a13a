"""The words a laboratory writes instead of a number, found in a short remark (`ND`, `DET`)."""

from cmlguide.exchange.typed.statement import WORDS
from cmlguide.exchange.typed.vocabulary import take_words


def read_words(folded: str) -> frozenset[str]:
    """Which of WORDS appear in folded text; "not detected" hides "detected".

    Below what the test can detect counts as not detected; if the remark also says that it was found, it was
    too little to measure.
    """
    found = take_words(folded.casefold(), WORDS)[0]
    if "below_detection" not in found:
        return found
    kind = "below_quantification" if "detected" in found else "not_detected"
    return found - {"below_detection"} | {kind}

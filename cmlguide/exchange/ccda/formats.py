"""How to recognise a C-CDA document, and a portal's zip of them."""

from cmlguide.exchange.ccda.reader import read_ccda, read_ccda_zip
from cmlguide.exchange.preview.formats import Beginning, Format


def _is_document(beginning: Beginning) -> bool:
    return beginning.is_xml and "ClinicalDocument" in beginning.start[:20_000]


FORMATS = (
    Format("ccda", _is_document, read_ccda, inside=True),
    Format("ccda-zip", lambda beginning: beginning.zip_kind == "ccda-zip", read_ccda_zip),
)

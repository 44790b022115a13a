"""How to recognise FHIR: any JSON, and a phone's zip of it."""

from cmlguide.exchange.fhir.apple import read_apple
from cmlguide.exchange.fhir.reader import read_fhir
from cmlguide.exchange.files.limits import LARGEST_ZIP
from cmlguide.exchange.preview.formats import Format, from_text

FORMATS = (
    Format("apple", lambda beginning: beginning.zip_kind == "apple", read_apple, most_bytes=LARGEST_ZIP),
    Format("fhir", lambda beginning: beginning.is_json, from_text(read_fhir), inside=True),
)

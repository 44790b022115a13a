"""A spreadsheet's sheets as rows of text."""

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.csv_file.parse import Row, make_row
from cmlguide.exchange.files.guarded import Guarded, read_guarded

REFUSAL = Reason("sheet_unreadable")


def read_sheet_rows(data: bytes, guarded: Guarded = read_guarded) -> tuple[str, list[list[Row]]]:
    """(xlsx, xls or ods, the filled rows of each sheet). Raises FileRefusedError."""
    read = guarded("sheets", data, REFUSAL)
    sheets = [
        [
            make_row(number, cells)
            for number, cells in enumerate(sheet, 1)
            if any(cell.strip() for cell in cells)
        ]
        for sheet in read["sheets"]
    ]
    return read["source"], sheets

from cmlguide.exchange.text_file import TextSection, write_text


def test_write_text_is_a_page_of_plain_words():
    data = write_text(
        "For my visit", [TextSection("Results", ("0.074 %", "word " * 30)), TextSection("Empty")]
    )

    lines = data.decode().split("\n")
    assert lines[:6] == ["For my visit", "============", "", "Results", "-------", "0.074 %"]
    assert max(map(len, lines)) <= 78
    assert "Empty" not in lines

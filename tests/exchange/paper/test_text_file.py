from cmlguide.exchange.paper.text_file import TextSection, write_text


def test_write_text_keeps_the_lines_a_person_made():
    text = "Note: first\n\nthird line-of-mine"

    lines = write_text("Page", [TextSection("Told", (text,))]).decode().split("\n")

    assert lines[5:8] == ["Note: first", "", "  third line-of-mine"]


def test_write_text_never_breaks_a_word_at_its_hyphen():
    word = "t(9;22)-and-more-" * 6

    assert word in write_text("Page", [TextSection("Told", (f"Karyotype {word}",))]).decode()


def test_write_text_is_a_page_of_plain_words():
    data = write_text(
        "For my visit", [TextSection("Results", ("0.074 %", "word " * 30)), TextSection("Empty")]
    )

    lines = data.decode().split("\n")
    assert lines[:6] == ["For my visit", "============", "", "Results", "-------", "0.074 %"]
    assert max(map(len, lines)) <= 78
    assert "Empty" not in lines

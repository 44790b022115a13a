from cmlguide.exchange.paper.printable_text import BOX, printable, visible


def test_words_in_common_alphabets_stay_as_they_are():
    text = "Größe, Łódź, Δ, Ж, 0.1% ≤ 1 · “quoted”"

    assert printable(text) == text


def test_signs_that_only_steer_are_gone():
    assert visible("a\x00\x07\u202eb\ufeff\ud800\u2066c") == "abc"


def test_every_line_end_is_a_newline():
    assert visible("a\r\nb\rc\u2028d\x0be") == "a\nb\nc\nd\ne"


def test_sign_without_a_font_is_a_box_also_when_asked_again():
    assert [printable("a\U000130b8b"), printable("a\U000130b8b")] == [f"a{BOX}b", f"a{BOX}b"]


def test_spaces_that_do_not_break_stay_and_take_no_other_sign_with_them():
    said = "«\u00a0échec\u00a0»\u202f: 0,05\u202f%…"

    assert printable(said) == said

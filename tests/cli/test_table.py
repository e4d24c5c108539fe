"""Tables for people: nothing is left out, and nothing is wider than the terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from medcoop.commands.table import lay_out, width_of, wrap

CELLS = st.text(alphabet="ab яё-北京é  ", max_size=40)


def test_columns_stand_under_their_names() -> None:
    assert list(lay_out(["party", "n"], [["Клиника", "3"], ["Центр 北京", "12"]], 40)) == [
        "party        n",
        "───────────────",
        "Клиника      3",
        "Центр 北京   12",
    ]


def test_long_cells_wrap_and_short_columns_keep_their_width() -> None:
    assert list(lay_out(["name", "year"], [["one two three four", "2024"]], 16)) == [
        "name        year",
        "────────────────",
        "one two     2024",
        "three",
        "four",
    ]


@given(text=CELLS, width=st.integers(2, 30))
def test_wrapping_loses_no_letter(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line) <= width for line in lines)


@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5), width=st.integers(20, 100))
def test_no_line_is_wider_than_asked(rows: list[tuple[str, ...]], width: int) -> None:
    assert all(width_of(line) <= width for line in lay_out(["a", "b", "c"], rows, width))


def test_a_row_is_a_block_where_words_would_have_to_be_cut() -> None:
    cells = ["Лейк-Регион", "Nyanza School", "", "training"]
    assert list(lay_out(["party", "partner", "status", "kinds"], [cells], 30)) == [
        "party     Лейк-Регион",
        "partner   Nyanza School",
        "kinds     training",
        "──────────────────────────────",
    ]

"""Quoted stretches of a text: nothing of the text is lost, and overlapping stretches stay apart."""

from hypothesis import given
from hypothesis import strategies as st

from medcoop.queries.pages.texts import Span, segments


def spans(*places: tuple[int, int]) -> list[Span]:
    return [Span(start, end, number, ("f",)) for number, (start, end) in enumerate(places, 1)]


def test_overlapping() -> None:
    found = [(one.text, [span.number for span in one.spans]) for one in segments("abcdefgh", spans((1, 5), (3, 7)))]
    assert found == [("a", []), ("bc", [1]), ("de", [1, 2]), ("fg", [2]), ("h", [])]


def test_nested_and_equal() -> None:
    found = [(one.text, len(one.spans), len(one.opens), len(one.closes)) for one in segments("abcd", spans((0, 4), (0, 4), (1, 2)))]
    assert found == [("a", 2, 2, 0), ("b", 3, 1, 1), ("cd", 2, 0, 2)]


def test_outside_the_text_is_left_out() -> None:
    assert [one.text for one in segments("ab", spans((1, 9), (2, 2)))] == ["ab"]


PLACES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: (pair[0], sum(pair))), max_size=12)


@given(st.text(min_size=1, max_size=40), PLACES)
def test_any(text: str, places: list[tuple[int, int]]) -> None:
    given_ = spans(*sorted(places, key=lambda place: (place[0], -place[1])))
    found, at = list(segments(text, given_)), 0
    for one in found:
        covering = {span.number for span in given_ if span.end <= len(text) and span.start <= at and at + len(one.text) <= span.end}
        assert {span.number for span in one.spans} == covering
        at += len(one.text)
    assert "".join(one.text for one in found) == text
    inside = sum(span.end <= len(text) for span in given_)
    assert sum(len(one.opens) for one in found) == sum(len(one.closes) for one in found) == inside

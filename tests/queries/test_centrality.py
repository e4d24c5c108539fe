"""Who stands where in the network of partners."""

from __future__ import annotations

from medcoop.queries.centrality import measured

STAR = [("a", "hub", 1), ("b", "hub", 1), ("c", "hub", 2), ("x", "y", 1), ("y", "z", 1), ("x", "z", 3)]


def test_the_middle_of_a_star_lies_between_all() -> None:
    found = {one.id: one for one in measured(STAR, {"hub": "Centre"})}
    assert (found["hub"].name, found["hub"].degree, found["a"].name) == ("Centre", 3, "a")
    assert found["hub"].betweenness == max(one.betweenness for one in found.values())
    assert found["a"].community == found["hub"].community == 1
    assert found["x"].community == found["y"].community == 2


def test_who_shares_partners_but_no_tie_is_likely() -> None:
    found = {one.id: one for one in measured(STAR, {})}
    assert found["a"].likely == ("b", "c")
    assert found["hub"].likely == found["x"].likely == ()


def test_the_order_of_ties_does_not_matter() -> None:
    assert measured(reversed(STAR), {}) == measured(STAR, {})
    assert measured([], {}) == []

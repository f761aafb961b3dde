"""The bar chart: a picture drawn on the server, with its table in words."""

import re
from xml.etree import ElementTree

from pirtti.desk import charts
from pirtti.desk.charts import Bar


def draw(*bars, title="Käynnit", about="Eniten marraskuussa."):
    return charts.bar_chart(
        bars, title=title, about=about, legend=["Aikuiset", "Lapset"], ident="x"
    )


def rectangles(svg):
    return [
        part
        for part in ElementTree.fromstring(svg).iter("rect")
        if part.get("y") != "6"
    ]


def test_the_taller_bar_is_the_larger_number():
    low, high = rectangles(draw(Bar("a", (10,)), Bar("b", (40,))))

    assert float(high.get("height")) == 4 * float(low.get("height"))


def test_bars_stand_on_the_axis_and_stay_inside():
    for part in rectangles(draw(Bar("a", (3, 7)), Bar("b", (1, 0)), Bar("c", (0, 0)))):
        top, height = float(part.get("y")), float(part.get("height"))
        assert top >= charts.TOP
        assert top + height <= charts.HEIGHT - charts.BOTTOM
        assert float(part.get("x")) >= charts.LEFT


def test_parts_are_stacked_in_the_order_of_the_legend():
    adults, children = rectangles(draw(Bar("a", (10, 30))))

    assert adults.get("class") == "chart-bar"
    assert float(children.get("y")) < float(adults.get("y"))
    assert re.findall(r"Aikuiset|Lapset", draw(Bar("a", (10, 30)))) == [
        "Aikuiset",
        "Lapset",
    ]


def test_who_does_not_see_it_hears_a_title_and_a_description():
    svg = ElementTree.fromstring(draw(Bar("a", (1,))))

    assert svg.get("role") == "img"
    assert svg.find("title").text == "Käynnit"
    assert svg.find("desc").get("id") == svg.get("aria-describedby")


def test_nothing_counted_draws_nothing():
    assert draw() == ""
    assert draw(Bar("a", (0, 0))) == ""


def test_no_style_and_no_words_as_markup():
    svg = draw(Bar("<b>", (5,)), title='"><script>')

    assert "style=" not in svg
    assert "<script" not in svg
    assert "<b>" not in svg


def test_a_years_weeks_do_not_write_over_each_other():
    svg = draw(*(Bar(str(week), (week,)) for week in range(1, 54)))

    labels = [
        t
        for t in ElementTree.fromstring(svg).iter("text")
        if t.get("text-anchor") == "middle"
    ]
    assert len(labels) <= charts.MOST_LABELS
    assert len(rectangles(svg)) == 53


def test_scales_are_round_and_whole():
    assert [charts.nice_step(n) for n in (1, 4, 5, 8, 20, 90, 402, 250_000)] == [
        1,
        1,
        2,
        2,
        5,
        50,
        200,
        100_000,
    ]

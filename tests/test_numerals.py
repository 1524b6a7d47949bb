"""A numeral and what its writer can have meant."""

import pytest

from gongbao.extraction.numerals import Bound, as_float, interval, parse


@pytest.mark.parametrize(
    ("text", "value", "exact"),
    [
        ("1284", 1284, True),
        ("1,284", 1284, True),
        ("31.6万", 316_000, False),
        ("15万", 150_000, False),
        ("1.9万亿", 1.9e12, False),
        ("3千", 3000, False),
        ("1亿2300万", 123_000_000, False),
        ("二十三", 23, True),
        ("两千三百", 2300, True),
        ("二十万", 200_000, False),
        ("一万零六", 10_006, True),
        ("十五点三", 15.3, False),
        ("二〇二三", 2023, True),
        ("半", 0.5, True),
        ("3千6百", 3600, False),
        ("1千零20", 1020, True),
        ("2亿三千万", 230_000_000, False),
        ("三万五千万", 350_000_000, False),
        ("1万2千亿", 1.2e12, False),
        ("1万亿5000亿", 1.5e12, False),
        ("十二点四万", 124_000, False),
    ],
)
def test_the_value_of_a_numeral_and_whether_it_is_exact(text, value, exact):
    number = parse(text)
    assert as_float(number.mantissa, number.exponent) == value
    assert number.exact is exact


def test_a_run_of_digits_that_nobody_reports_is_no_number():
    assert parse("1" * 31) is None


@pytest.mark.parametrize(
    ("text", "bounds", "low", "high"),
    [
        ("1284", (), 1284, 1284),
        ("31.6万", (), 315_500, 316_500),
        ("12.4", (), 12.35, 12.45),
        ("2600", (Bound.MORE,), 2600, 2700),
        ("1280", (Bound.MORE,), 1280, 1290),
        ("4.1万", (Bound.MORE,), 41_000, 42_000),
        ("十", (Bound.MORE,), 10, 20),
        ("4000", (Bound.NEAR,), 3000, 4000),
        ("100", (Bound.NEAR,), 90, 100),
        ("3亿5400万", (Bound.MORE,), 354_000_000, 355_000_000),
        ("5000", (Bound.OVER,), 5000, None),
        ("10", (Bound.UNDER,), 0, 10),
        ("4200", (Bound.ABOUT,), 4150, 4250),
        ("20.0", (Bound.ABOUT,), 19.95, 20.05),
    ],
)
def test_the_interval_that_a_wording_allows(text, bounds, low, high):
    found = interval(parse(text), bounds)
    assert found[0] == pytest.approx(low)
    assert found[1] == (high if high is None else pytest.approx(high))

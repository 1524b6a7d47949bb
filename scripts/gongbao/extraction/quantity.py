"""A number that counts or measures something, its unit, and the interval of what can have been meant."""

from dataclasses import dataclass

from gongbao.data.row import Measure
from gongbao.extraction import numerals
from gongbao.extraction.numerals import Bound, Number
from gongbao.extraction.units import Unit

PERCENT, PERMILLE = (Unit(sign, Measure.PERCENT, "", False) for sign in "%‰")
CHANGE = Unit("%", Measure.CHANGE, "", True)
_ROUNDED = (Measure.PERCENT, Measure.POINTS, Measure.MULTIPLE)  # to the last digit, whole numbers, too


@dataclass(slots=True)
class Quantity:
    """A quantity at ``[start, end)`` of the compact text: ``number * factor / divisor`` in ``unit``.

    ``bounds`` holds the effects of the approximating words around the number.
    """

    start: int
    end: int
    number: Number
    bounds: tuple[Bound, ...]
    unit: Unit
    factor: int = 1
    divisor: int = 1
    signed: bool = False  # written with its sign: -3.2%
    power: int = 0  # of the one magnitude that is written behind it: 4 in 1.9万
    borrows: bool = False  # has its unit from the next one: 20至30天
    needs: bool = False  # is a number only where it does: 三至五万元

    def measured(self) -> tuple[float, float | None, float | None]:
        """Return value, low and high in base units; an open end is None."""
        number, fraction = self.number, self.divisor > 1
        if number.exact is not fraction and self.unit.measure in _ROUNDED:
            number = number._replace(exact=fraction)
        if self.factor > 1:
            number = number._replace(mantissa=number.mantissa * self.factor)
        value = numerals.as_float(number.mantissa, number.exponent) / self.divisor
        if value < 0:  # its size is bounded, then turned: 近-4.2%
            near, far = numerals.interval(number._replace(mantissa=-number.mantissa), self.bounds)
            return value, None if far is None else -far / self.divisor, -near / self.divisor
        low, high = numerals.interval(number, self.bounds)
        return value, low / self.divisor, None if high is None else high / self.divisor

"""Whether a number that is rounded shows that it was."""

DIGITS = range(2, 7)  # behind the point
RTOL, ATOL = 1e-6, 1e-9  # two numbers that are no further apart are taken for equal


def rounding_shows(*numbers, rtol=RTOL, atol=ATOL):
    """Whether each of these numbers is clearly off once rounded, to however many digits.

    Where a number is so large that its last digits are never looked at, rounding to these shows
    with no draw at all, which is as certain.
    """
    return all(_shows(float(number), digits, rtol, atol) for number in numbers for digits in DIGITS)


def _shows(number, digits, rtol, atol):
    tolerance = atol + rtol * abs(number)
    if 0.5 * 10.0**-digits <= tolerance:
        return True
    return abs(round(number, digits) - number) > 1.1 * tolerance

"""Numbers as a workbook shows them: its values are bare, and the formats of its cells say whether
0.125 is 12.5%, and 46092 a day."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

# What Excel shows of a number without a format.
_GENERAL = Context(prec=11, rounding=ROUND_HALF_UP)
_DAY_ONE = datetime(1899, 12, 30)
_DAY_ONE_1904 = datetime(1904, 1, 1)
# Formats that have numbers instead of codes (ECMA-376, part 1, 18.8.30).
BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"},
    **{14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss"},
    **{20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0", 38: "#,##0"},
    **{39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss"},
}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|(?P<bracket>\[[^\]]*\])'
    r"|(?P<space>[_*].)|(?P<number>[#0?][#0?,.]*|\.[#0?]+)|(?P<other>.)",
    re.DOTALL,
)
_LASTING = re.compile(r"\[h+\]", re.IGNORECASE)
_MOST_DIGITS = 20
_MOST_DECIMALS = 15
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


def shown(value: str, code: str | None, *, from_1904: bool = False) -> str:
    """The number ``value`` as the format ``code`` shows it; None is the general format.

    Days are written as 2026-03-11, months as 2026-03, times as 08:30.
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    # Excel has 15 digits; a power of a million would be written out with a million zeros.
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return value
    section = _section(code or "General", number)
    if _is_day(section):
        return _day(number, section, from_1904=from_1904) or _plain(number)
    signed = number < 0 and (code or "").count(";") == 0
    found = _number(abs(number), section)
    if found is None:
        return _plain(number)
    return f"-{found}" if signed else found


def _section(code: str, number: Decimal) -> str:
    """The part of a format for numbers of this sign: "positive;negative;zero;text"."""
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code[:200])
    if number < 0 and len(parts) > 1:
        return parts[1]
    return parts[2] if number == 0 and len(parts) > 2 else parts[0]


def _is_day(section: str) -> bool:
    if section.strip().lower() in {"general", "@", ""}:
        return False
    if _LASTING.search(section):
        return True
    letters = "".join(found["other"] or "" for found in _TOKEN.finditer(section)).lower()
    return any(letter in letters for letter in "ydhs") or "mm" in letters


def _day(number: Decimal, section: str, *, from_1904: bool) -> str | None:
    letters = "".join(found["other"] or "" for found in _TOKEN.finditer(section)).lower()
    if _LASTING.search(section):  # hours beyond a day
        minutes = int((number * 24 * 60).to_integral_value(ROUND_HALF_UP))
        return f"{minutes // 60}:{minutes % 60:02}" if number >= 0 else None
    try:
        moment = (_DAY_ONE_1904 if from_1904 else _DAY_ONE) + timedelta(days=float(number))
    except OverflowError:
        return None
    moment += timedelta(milliseconds=500)  # what is left over from a fraction of a day
    time = f"{moment:%H:%M:%S}" if "s" in letters else f"{moment:%H:%M}" if "h" in letters else ""
    if "y" not in letters and "d" not in letters:
        return time or None
    day = f"{moment:%Y-%m-%d}" if "d" in letters or "m" not in letters else f"{moment:%Y-%m}"
    if letters.strip(" -/.") in {"y", "yy", "yyyy"}:
        day = f"{moment:%Y}"
    return f"{day} {time}".strip()


def _number(number: Decimal, section: str) -> str | None:
    """``number`` with the decimals, the commas and the words of a format; None where it has no
    place for digits, or a way of writing them (fractions, powers) that is not known here."""
    before, pattern, behind, times = "", None, "", Decimal(1)
    for found in _TOKEN.finditer(section):
        words = found["quoted"] or found["escaped"] or found["currency"] or ""
        if found["other"] == "%":
            times, words = Decimal(100), "%"
        elif found["other"] is not None:
            if found["other"] in "eE/@" or (pattern is None and found["other"].isalpha()):
                return None
            words = found["other"]
        elif found["number"]:
            if pattern is not None:
                return None
            pattern = found["number"]
            continue
        elif found["space"] or found["bracket"]:
            continue
        if pattern is None:
            before += words
        else:
            behind += words
    if pattern is None:
        return None
    return f"{before}{_digits(number * times, pattern)}{behind}".strip()


def _digits(number: Decimal, pattern: str) -> str:
    whole, _, fraction = pattern.partition(".")
    bare = (fraction or whole).rstrip(",")
    number /= Decimal(1000) ** (len(fraction or whole) - len(bare))
    most = min(len(fraction.replace(",", "")), _MOST_DECIMALS)
    least = min(fraction.count("0"), most)
    rounded = number.quantize(Decimal(1).scaleb(-most), context=_EXACT)
    if rounded == 0 and "0" not in pattern:
        return ""
    text = f"{rounded:,f}" if "," in whole.rstrip(",") else f"{rounded:f}"
    while most > least and text.endswith("0"):
        text, most = text[:-1], most - 1
    return text.rstrip(".") if most == 0 else text


def _plain(number: Decimal) -> str:
    return f"{_GENERAL.plus(number).normalize():f}"

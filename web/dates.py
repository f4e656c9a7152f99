"""How dates and counts of days are written, in Chinese and in English."""

from datetime import date, datetime

from babel.dates import format_date
from flask_babel import gettext, ngettext

from content.dates import SHANGHAI, PartialDate
from web.prefixes import current_language

Datelike = PartialDate | date | datetime


def partial(value: Datelike) -> PartialDate:
    """Give the date of a value as a PartialDate; moments by the day they have in China."""
    if isinstance(value, datetime):
        return PartialDate.of(value.astimezone(SHANGHAI).date())
    return PartialDate.of(value) if isinstance(value, date) else value


def date_words(value: Datelike) -> str:
    """Write a date out as precisely as it is known: 2026年11月21日, 2026年11月, 2026年; 21 November 2026."""
    day = partial(value)
    if current_language() == "en":
        pattern = "y" if day.month is None else "MMMM y" if day.day is None else "d MMMM y"
        return str(format_date(day.first, pattern, locale="en"))
    words = f"{day.year}年"
    if day.month is not None:
        words += f"{day.month}月"
    if day.day is not None:
        words += f"{day.day}日"
    return words


def month_day(value: Datelike) -> str:
    """Write a date whose year stands beside it: 11月21日, 21 November; the year alone when that is all."""
    day = partial(value)
    if day.month is None:
        return date_words(day)
    if current_language() == "en":
        return str(format_date(day.first, "MMMM" if day.day is None else "d MMMM", locale="en"))
    return f"{day.month}月" + ("" if day.day is None else f"{day.day}日")


def date_iso(value: Datelike) -> str:
    """Write a date for machines and narrow columns: 2026-11-21, 2026-11, 2026."""
    return str(partial(value))


def moment_iso(value: datetime) -> str:
    """Write a moment for a `datetime` attribute, with the offset of China."""
    return value.astimezone(SHANGHAI).isoformat(timespec="minutes")


def moment_words(value: datetime) -> str:
    """Write a moment as government pages do: 2026-03-20 09:00, in China's time."""
    return value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def weekday(value: date) -> str:
    """Name the day of the week."""
    return str(format_date(value, "EEEE", locale="en" if current_language() == "en" else "zh_CN"))


def days(number: int) -> str:
    """Write a number of days with its unit."""
    return str(ngettext("%(num)d天", "%(num)d天", number))


def days_until(due: date, today: date) -> str:
    """Say how far away a deadline is: 还有6天, 今天到期, 逾期14天."""
    left = (due - today).days
    if left > 0:
        return str(gettext("还有%(days)s", days=days(left)))
    if left == 0:
        return str(gettext("今天到期"))
    return str(gettext("逾期%(days)s", days=days(-left)))

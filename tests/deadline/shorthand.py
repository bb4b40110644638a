"""Rules in a few words, as the pattern table's examples write them."""

from gkplan.deadline.rules import By, Directive, Event, Recurring, Rule, Standing, Unstated, Window


def shorthand(rule: Rule) -> str:
    """A rule as `by 2016-07-31|2016-08-31`, `recurring weekly x2 by Friday`, `event P20D business 批复后`."""
    return " ".join(part for part in (rule.kind, *_details(rule)) if part)


def _details(rule: Rule) -> list[str]:
    if isinstance(rule, By):
        return [_day(rule.date) + (f"|{_day(rule.alt)}" if rule.ambiguous else "")]
    if isinstance(rule, (Window, Standing)):
        return [f"{_day(rule.start)}..{_day(rule.end)}"]
    if isinstance(rule, Recurring):
        return _recurring(rule)
    if isinstance(rule, Event):
        return [rule.offset or "", "business" if rule.business_days else "", rule.trigger or ""]
    if isinstance(rule, Directive):
        return [rule.authority or ""]
    return [rule.reason] if isinstance(rule, Unstated) else []


def _recurring(rule: Recurring) -> list[str]:
    return [
        rule.freq,
        f"/{rule.interval}" if rule.interval > 1 else "",
        f"x{rule.times}" if rule.times > 1 else "",
        f"by {rule.by}" if rule.by else "",
        f"season {rule.season[0]}-{rule.season[1]}" if rule.season else "",
        f"{_day(rule.start)}..{_day(rule.end)}" if rule.start else "",
    ]


def _day(day: object) -> str:
    return day.isoformat() if hasattr(day, "isoformat") else ""

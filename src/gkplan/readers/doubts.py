"""What a reader says beside the plan: places, doubts that a person must look at, and why nothing can be read."""

from __future__ import annotations

from typing import NamedTuple

from gkplan.plan.findings import N_


class Place(NamedTuple):
    """Where a table stands: its page, its number in the document (both from 1), or the sheet's name."""

    page: int | None = None
    table: int | None = None
    sheet: str | None = None


ANYWHERE = Place()


class Doubt(NamedTuple):
    """Something a person must look at: a code of `DOUBTS`, the row it is in (`2.7`, or None), its line, its words.

    `line` is that of a text file, or in a place with a table or a sheet the table's row, from 1; 0 is the whole.
    """

    code: str
    row: str | None
    line: int
    words: str
    place: Place = ANYWHERE


DOUBTS = {
    "tracked-changes": N_("the document has tracked changes that nobody accepted; it was read as if all were"),
    "cut-off": N_("the page breaks off before its end; rows may be missing"),
    "hidden": N_("hidden in the document, and read all the same"),
    "date-of-month": N_("a date that is the first of a month; where the sheet shows the month alone, its end is meant"),
    "broken-characters": N_("characters that could not be read; the file is damaged or in another encoding"),
    "prose": N_("no table; the paragraphs that name units or a time in brackets were read"),
    "paragraph-left-out": N_("a paragraph between those that were read; it names no units and was left out"),
    "duty-of-heading": N_("the units and the time that a heading names were taken for what stands below it"),
    "page-without-text": N_("a page without text, perhaps a picture; it was not read"),
    "columns-by-place": N_("the columns stand apart by blanks alone; they were told by where their headings stand"),
    "table-left-out": N_("a table without headings for the work, the units and the time"),
    "continued": N_("a table without headings, read as the one before it continued"),
    "no-deadline-column": N_("no column of deadlines; they were looked for in the requirements alone"),
    "no-units-column": N_("no column of units; nobody is named to owe these rows"),
    "no-title-column": N_("no known heading of the work; the columns with unknown ones were taken for it"),
    "several-deadline-columns": N_("several columns of time; each was read, under its heading"),
    "several-deadlines": N_("several requirements beside several deadlines; each row has all of them"),
    "column-kept": N_("a column that no field was found for, kept under `extra`; --map names its field"),
    "ragged-row": N_("a row with too few or too many cells"),
    "row-unclear": N_("a row whose cells can't be told apart; it was left out"),
    "section-left-out": N_("a heading or note within the table, which belongs to no task"),
    "row-left-out": N_("a row that says nothing of any work"),
    "number-out-of-order": N_("a number that does not follow the one before it; the tasks' ids run on"),
    "nothing-above": N_("a blank cell with no cell above it within its task"),
    "blank-cell": N_("a cell that is blank and not merged with the one above; it was left blank"),
    "brackets": N_("brackets that do not close, or close as another kind"),
    "strayed-words": N_("words of the deadline within the requirement: a piece of one cell may stand in another"),
    "two-names": N_("one unit under two names"),
    "variant": N_("perhaps one unit under two names; if so, make one an alias of the other"),
    "explained": N_("a unit explained in brackets: a group's members are a person's to list"),
    "no-title": N_("no title before the table"),
    "year-elsewhere": N_("no year in the title; this is the first that the text before the table names"),
    "no-year": N_("no year in the title: dates without one stay open"),
    "row-moved": N_("the row had another id in the plan; records of it stay with that"),
    "row-reworded": N_("the requirement has other words than before; the row kept its id, and records of it"),
    "row-gone": N_("a row of the plan that the document has no more; records of it are of nothing now"),
    "review-stale": N_("reviewed before, and the words have changed since; the review was dropped"),
    "correction-stale": N_("corrected before, and the words have changed since; the correction was dropped"),
    "time-no-year": N_("a date without a year, and the plan's is not known"),
    "time-no-month": N_("a day or month's end without its month"),
    "time-no-issue-date": N_("counted from the day of issue, which is not known; --issued says it"),
    "time-no-such-date": N_("a day that does not exist; the month's last day was taken"),
    "time-month-unsaid": N_("a month without the word for it"),
    "time-two-readings": N_("two honest readings; the earlier counts, the later is kept beside it"),
    "time-ends-before-it-starts": N_("a stretch of time that ends before it starts"),
    "time-not-understood": N_("words that look like time, and no rule was read from them"),
    "time-same-as-above": N_("refers to a cell above, and nothing stands there"),
}
"""What a doubt's code says; those that begin with `time-` are the deadline reader's own."""


class UnreadableError(ValueError):
    """A document that no plan can be read from: a message and a hint, each with places for `params`.

    Both are written in English, marked with `N_`, so that the screen can say them in its own language.
    """

    def __init__(self, message: str, hint: str = "", **params: object) -> None:
        self.message = message
        self.hint = hint
        self.params = params
        super().__init__(message.format(**params) if params else message)


class MissingExtraError(UnreadableError):
    """A document whose format needs a library that is not installed."""


class UnknownHeadingError(UnreadableError):
    """A document that has no column of a heading that the user speaks of: the user's slip, not the document's."""

"""Problems in data are values: a finding has a code, a place and the words to say it; all are collected at once.

Codes come in families: GK0 the file, GK1 its fields, GK2 the plan as a whole, GK3 its rules against its words, GK4
its ledger, GK5 the addresses of its units; from 50 on they are warnings. A code keeps its meaning for good. Titles and
hints are gettext ids: what shows them to a person translates the template and fills it afterwards, while JSON takes the
English from `title` and `hint`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

Level = Literal["error", "warning"]


class Kind(NamedTuple):
    """What all findings of one code share: level, title and hint, as templates that `Finding.params` fill."""

    level: Level
    title: str
    hint: str


class Finding(NamedTuple):
    """疑点: one problem in a plan, at `file:line:col` (both from 1; columns count characters)."""

    code: str
    file: str
    line: int
    col: int
    params: Mapping[str, str]

    @property
    def level(self) -> Level:
        """`error`: no answer is given; `warning`: look at it."""
        return KINDS[self.code].level

    @property
    def title(self) -> str:
        """What is wrong, in English."""
        return self.said()[0]

    @property
    def hint(self) -> str:
        """What to do, in English."""
        return self.said()[1]

    def said(self, translate: Callable[[str], str] = str) -> tuple[str, str]:
        """Title and hint in the language that `translate` (a gettext function) speaks."""
        kind = KINDS[self.code]
        return translate(kind.title).format_map(self.params), translate(kind.hint).format_map(self.params)


def N_(words: str) -> str:  # noqa: N802 - the name by which message extraction knows a text that is translated later
    """Mark a text for translation and leave it as it is."""
    return words


def _error(title: str, hint: str) -> Kind:
    return Kind("error", title, hint)


def _warning(title: str, hint: str) -> Kind:
    return Kind("warning", title, hint)


_FILE = {
    "GK001": _error(
        N_("the file is larger than {limit} MB"),
        N_("a plan is one table; keep each published table in a file of its own"),
    ),
    "GK002": _error(
        N_("the file is {encoding}, not UTF-8"),
        N_("save it as UTF-8 and try again: in an editor “Save as … UTF-8”, or `iconv -f {encoding} -t UTF-8`"),
    ),
    "GK003": _error(
        N_("the file is not text"),
        N_("a plan is a YAML text; a Word, Excel or PDF document is read with `gkplan import`"),
    ),
    "GK004": _error(
        N_("this is not YAML: {problem}"),
        N_("look at this line and the one before: an indentation, a colon, a quote that does not close"),
    ),
    "GK005": _error(
        N_("nested more than {limit} levels deep"),
        N_("a plan needs nine levels: look for brackets that are never closed"),
    ),
    "GK006": _error(
        N_("anchors and aliases (&, *) are not taken"),
        N_('write the value out; text that begins with & or * needs quotes: "*"'),
    ),
    "GK007": _error(
        N_("tags (!) are not taken"),
        N_('leave {tag} out; text that begins with ! needs quotes: "!"'),
    ),
    "GK008": _error(
        N_("{key} stands here for the second time"),
        N_("keep one of the two; the first is in line {first}"),
    ),
    "GK009": _error(
        N_("merge keys (<<) are not taken"),
        N_("write the fields out"),
    ),
    "GK010": _error(
        N_("a second document begins here"),
        N_("keep one plan in a file: take the line `---` away"),
    ),
    "GK011": _error(
        N_("a key must be a word"),
        N_("write `key: value`; text that begins with a bracket needs quotes"),
    ),
    "GK012": _error(
        N_("there is no plan in this file"),
        N_("a plan begins with `schema: 1`; `gkplan init DIR` lays out an example"),
    ),
    "GK013": _error(
        N_("the character {character} can't stand in YAML"),
        N_("take it out: it is no part of any text that is read or printed"),
    ),
    "GK014": _error(
        N_("what begins here is larger than {limit} MB"),
        N_("see where it should have ended; a row is one requirement, and a long group may be made of groups"),
    ),
}

_FIELDS = {
    "GK101": _error(
        N_("{field} is missing"),
        N_("add `{field}: …`"),
    ),
    "GK102": _error(
        N_("there is no field {field} here"),
        N_("it may be misspelt; these are known here: {known}"),
    ),
    "GK103": _error(
        N_("{field} must be text"),
        N_('put numbers and the words true, false and null in quotes: "2016"'),
    ),
    "GK104": _error(
        N_("{field} must be a whole number"),
        N_("write digits without quotes: 7"),
    ),
    "GK105": _error(
        N_("{field} must be true or false"),
        N_("write true or false, without quotes"),
    ),
    "GK106": _error(
        N_("{field} must be a list"),
        N_("write [a, b], or each on a line of its own after `- `"),
    ),
    "GK107": _error(
        N_("{field} must be a group of fields"),
        N_("write `field: value` lines, indented below it"),
    ),
    "GK108": _error(
        N_("{field} can't be {value}"),
        N_("it is one of: {expected}"),
    ),
    "GK109": _error(
        N_("there is no kind of rule {value}"),
        N_("it is one of: {expected}"),
    ),
    "GK110": _error(
        N_("the rule does not say its kind"),
        N_("add `kind: …`, one of: {expected}"),
    ),
    "GK111": _error(
        N_("{value} is not a date"),
        N_("write year-month-day: 2016-12-31; a day of an unknown year is --12-31"),
    ),
    "GK112": _error(
        N_("there is no day {value}"),
        N_("the nearest there is: {last}"),
    ),
    "GK113": _error(
        N_("{field} is empty"),
        N_("write the words, or take the field away where it may be left out"),
    ),
    "GK114": _error(
        N_("{field} is too small"),
        N_("it is at least {bound}"),
    ),
    "GK115": _error(
        N_("{field} has an impossible form"),
        N_("it must match {pattern}"),
    ),
    "GK116": _error(
        N_("schema {value} is not known to this version"),
        N_("this is schema {expected}; a newer plan needs a newer gkplan"),
    ),
    "GK117": _error(
        N_("{field} is too large"),
        N_("it is at most {bound}"),
    ),
    "GK118": _error(
        N_("{field} has too few entries"),
        N_("it has at least {bound}"),
    ),
    "GK119": _error(
        N_("{field} has too many entries"),
        N_("it has at most {bound}"),
    ),
}

_PLAN = {
    "GK201": _error(
        N_("no unit is called {unit}"),
        N_("define it under `units`, or write the name as it stands there; the nearest: {nearest}"),
    ),
    "GK202": _error(
        N_("the unit {unit} is defined twice"),
        N_("keep one of the two and join their aliases"),
    ),
    "GK203": _error(
        N_("the group {unit} is its own member: {cycle}"),
        N_("take one of the links away"),
    ),
    "GK204": _error(
        N_("task {task} is here for the second time"),
        N_("a 序号 that a page break repeats is one task: put its rows together"),
    ),
    "GK205": _error(
        N_("row {row} is here for the second time"),
        N_("number the rows of a task without repetition"),
    ),
    "GK206": _error(
        N_("{unit} is not among the row's units"),
        N_("a rule's `units` narrow the row's `units`: {units}, or members of a group among them"),
    ),
    "GK207": _error(
        N_("it ends on {end}, before it starts on {start}"),
        N_("exchange the two, or correct the year"),
    ),
    "GK208": _error(
        N_("`ambiguous` and `alt` do not fit together"),
        N_("an ambiguous date has `ambiguous: true` and in `alt` a later date; any other date has neither"),
    ),
    "GK209": _error(
        N_("“{value}” names no day of a {freq} period"),
        N_("for example {examples}; leave `by` out for the last day of the period"),
    ),
    "GK210": _error(
        N_("{value} is not a duration"),
        N_("an ISO 8601 duration: P20D is 20 days, P3M 3 months, PT24H 24 hours, -P7D 7 days before"),
    ),
    "GK211": _error(
        N_("{value} reaches beyond what a plan can mean"),
        N_("dates lie between {first} and {last}, durations within 100 years: correct the number"),
    ),
    "GK212": _error(
        N_("{value} is not counted in days"),
        N_("business days need a number of days: `offset: P3D`; otherwise leave `business_days` out"),
    ),
    "GK251": _warning(
        N_("the row has no rule, so nothing about it will ever be asked for"),
        N_("`gkplan explain` shows what its words say; a row without a deadline has a rule of kind `none`"),
    ),
    "GK252": _warning(
        N_("--{day} is a day without a year, so it can't be due"),
        N_("give the plan a `year`, or write the date in full"),
    ),
    "GK253": _warning(
        N_("{date} lies far from the plan's year, {year}"),
        N_("it may be a slip of the pen; `reviewed: {{by, on, why}}` says that it is not"),
    ),
    "GK254": _warning(
        N_("the text holds a control character ({character})"),
        N_("take it out; it is shown by its code and never sent to a terminal"),
    ),
    "GK255": _warning(
        N_("the text holds an invisible mark ({character}) that can change how it reads"),
        N_("take it out, unless the printed document needs it"),
    ),
    "GK256": _warning(
        N_("`corrected` says of {field} what is printed already"),
        N_("take it away, or write the words that are meant"),
    ),
    "GK257": _warning(
        N_("the rule has no first day, so it has no occurrence"),
        N_("give it a `start`, or give the plan a `year`"),
    ),
    "GK258": _warning(
        N_("{alias} would mean both {unit} and {other}"),
        N_("an alias or full name belongs to one unit: take it from one of the two"),
    ),
    "GK259": _warning(
        N_("“{quote}” does not stand in the {column}"),
        N_("`quote` holds the exact words that the rule was read from; `from` says in which cell"),
    ),
    "GK260": _warning(
        N_("the first row of a task inherits nothing"),
        N_("take `inherited` away: a merged cell takes its value from a row above it in the same task"),
    ),
    "GK261": _warning(
        N_("{unit} is named twice in the row"),
        N_("name it once, under `units` or under `support`"),
    ),
    "GK262": _warning(
        N_("nobody is named to owe this row"),
        N_("name the units under `units`, the lead first"),
    ),
}

_READING = {
    "GK351": _warning(
        N_("the words say more than the rules: {rule}"),
        N_("add the rule, or say `reviewed: {{by, on, why}}` where a person decided otherwise"),
    ),
    "GK352": _warning(
        N_("a rule is not what the words say: {rule}"),
        N_("correct the rule, or say `reviewed: {{by, on, why}}` where a person decided otherwise"),
    ),
    "GK353": _warning(
        N_("“{words}” looks like a time, and no rule was read from it"),
        N_("look whether it obliges to a date; `reviewed: {{by, on, why}}` says that a person did"),
    ),
    "GK354": _warning(
        N_("“{words}” is a day that does not exist; the month's last day was taken"),
        N_("write the day that is meant under `corrected`"),
    ),
    "GK355": _warning(
        N_("“{words}” does not say its month"),
        N_("write the words that are meant under `corrected`"),
    ),
    "GK356": _warning(
        N_("“{words}” ends before it starts"),
        N_("write the words that are meant under `corrected`"),
    ),
    "GK357": _warning(
        N_("“{words}” counts from the day of issue, which is not known"),
        N_("give the plan the day of issue: `issued: 2016-06-30`"),
    ),
    "GK358": _warning(
        N_("“{words}”, and nothing stands above"),
        N_("write the words that are meant under `corrected`"),
    ),
    "GK359": _warning(
        N_("“{words}” has no year, and the plan's is not known"),
        N_("give the plan a `year`; to `gkplan explain`, say it with --year"),
    ),
}

_LEDGER = {
    "GK401": _error(
        N_("this line of the ledger is no record: {reason}"),
        N_("mend the line or make it a comment with `#`; git or a backup has what it was"),
    ),
    "GK402": _error(
        N_("git left a conflict in the ledger"),
        N_("keep the lines of both sides and delete the markers; records may stand in any order"),
    ),
    "GK451": _warning(
        N_("the last line of the ledger was cut off while it was written; it was never acknowledged"),
        N_("record it again if it is not in `gkplan log`; the next record turns the line into a comment"),
    ),
    "GK452": _warning(
        N_("the rule that this record was written for has other words now: {was} is {now}; it counts for nothing"),
        N_("put the plan's words back, or take the record back with `gkplan undo {id}` and record it anew"),
    ),
    "GK453": _warning(
        N_("this record is of something the plan does not have: {of}"),
        N_("put the row back, or take the record back with `gkplan undo {id}`"),
    ),
}

_ADDRESSES = {
    "GK501": _error(
        N_("the plan has no unit {unit}"),
        N_("give the unit's name as the plan has it; `gkplan units` lists all"),
    ),
    "GK502": _error(
        N_("there is no robot {robot}"),
        N_("name one of those under `robots`: {known}"),
    ),
    "GK503": _error(
        N_("{field} does not say where its secret is"),
        N_("name a variable, `{{env: NAME}}`, or a file that only its owner may read, `{{file: PATH}}`"),
    ),
    "GK504": _error(
        N_("{name} stands here for the second time"),
        N_("give each robot a name of its own"),
    ),
    "GK505": _error(
        N_("there is no mail server to send to {address} from"),
        N_("add `email: {{host: …, from: …}}`"),
    ),
}

KINDS: dict[str, Kind] = {**_FILE, **_FIELDS, **_PLAN, **_READING, **_LEDGER, **_ADDRESSES}
"""Every code there is."""

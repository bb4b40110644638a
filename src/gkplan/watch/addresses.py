"""`notify.yaml` beside a plan: who is told what a unit must hear, and by which channels. It is never exported.

```yaml
schema: 1
email: {host: smtp.example.cn, from: 政务公开办 <gk@example.cn>, user: gk, password: {env: GKPLAN_SMTP_PASSWORD}}
robots:
  - {name: 房管局群, channel: dingtalk, url: {env: DING_URL}, secret: {file: secrets/ding}}
units:
  - unit: 市房管局
    people: [{name: 张三, email: zhang@example.cn}]
    robots: [房管局群]
```

No secret stands in it: the address of a robot is one too, since whoever knows it can write to the group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic_core import SchemaValidator, ValidationError
from pydantic_core import core_schema as cs

from gkplan.plan.field_findings import field_findings
from gkplan.plan.findings import Finding
from gkplan.plan.load import tree_of
from gkplan.plan.model import Plan
from gkplan.plan.places import Tree
from gkplan.plan.shape import TEXT, WORDS, form, listed, may, need, part, whole
from gkplan.watch.secrets import Secret

NAME = "notify.yaml"
ROBOTS = ("wecom", "dingtalk", "feishu", "webhook")
"""The channels of robots: 企业微信, 钉钉, 飞书, and any program that takes JSON."""
CHANNELS = ("email", *ROBOTS)
SECURITY = ("tls", "starttls", "none")
Security = Literal["tls", "starttls", "none"]
_PORTS: dict[Security, int] = {"tls": 465, "starttls": 587, "none": 25}
_SIZE_LIMIT = 1 << 20
_BARE = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"


class MailServer(NamedTuple):
    """Where mail is handed in, and from whom it comes."""

    host: str
    port: int
    security: Security
    sender: str
    user: str | None
    password: Secret | None


class Robot(NamedTuple):
    """A robot in a group, or a program that takes JSON."""

    name: str
    channel: str
    url: Secret
    secret: Secret | None


class Contact(NamedTuple):
    """Whom to tell what a unit must hear: addresses of people, and robots."""

    unit: str
    emails: tuple[str, ...]
    robots: tuple[Robot, ...]


class Addresses(NamedTuple):
    """All of it."""

    mail: MailServer | None
    contacts: tuple[Contact, ...]


_SECRET = part("Secret", "密钥: the variable or the file that holds it", env=may(WORDS), file=may(WORDS))
_MAIL = part(
    "Mail",
    "发信服务器: the server that mail is handed to",
    host=need(WORDS),
    port=may(whole(1, 65_535)),
    security=may(cs.literal_schema(list(SECURITY)), "tls"),
    from_=need(form(rf"^(?:[^<>\r\n]*<{_BARE}>|{_BARE})$")),
    user=may(WORDS),
    password=may(_SECRET),
)
_ROBOT = part(
    "Robot",
    "机器人: a robot in a group, or a program that takes JSON",
    name=need(WORDS),
    channel=need(cs.literal_schema(list(ROBOTS))),
    url=need(_SECRET),
    secret=may(_SECRET),
)
_PERSON = part("Person", "联系人", name=may(TEXT), email=need(form(f"^{_BARE}$")))
_CONTACT = part(
    "Contact",
    "单位联系方式: whom to tell what a unit must hear",
    unit=need(WORDS),
    people=may(listed(_PERSON), []),
    robots=may(listed(WORDS), []),
)
_FILE = part(
    "AddressesFile",
    "通知地址: who is told, and how",
    schema=need(cs.literal_schema([1])),
    email=may(_MAIL),
    robots=may(listed(_ROBOT), []),
    units=need(listed(_CONTACT)),
)
_PARTS = {
    "email": _MAIL,
    "robots": _ROBOT,
    "units": _CONTACT,
    "people": _PERSON,
    "password": _SECRET,
    "url": _SECRET,
    "secret": _SECRET,
}


def read_addresses(path: Path, shown: str, plan: Plan) -> tuple[Addresses | None, Sequence[Finding]]:
    """The addresses of a plan's units, or all that is wrong with their file; `OSError` where it can't be read."""
    with path.open("rb") as file:
        content = file.read(_SIZE_LIMIT + 1)
    if len(content) > _SIZE_LIMIT:
        return None, [Finding("GK001", shown, 1, 1, {"limit": "1"})]
    tree, findings = tree_of(content, shown)
    if tree is None:
        return None, findings
    try:
        data: dict[str, Any] = _validator().validate_python(tree.data if isinstance(tree.data, dict) else {})
    except ValidationError as error:
        return None, [*findings, *field_findings(error, tree, shown, _known_fields)[0]]
    for check in _CHECKS:
        findings += check(data, plan, tree, shown)
    return (None, findings) if findings else (_addresses(data), ())


def _units_are_the_plans(data: Mapping[str, Any], plan: Plan, tree: Tree, file: str) -> Iterator[Finding]:
    """Whom the addresses are of is a unit of the plan, by the name that it has there."""
    names = {unit.name for unit in plan.units}
    for index, contact in enumerate(data["units"]):
        if contact["unit"] not in names:
            near = "、".join(get_close_matches(contact["unit"], names, n=1, cutoff=0.3))
            said = contact["unit"] + (f" ({near}?)" if near else "")
            yield Finding("GK501", file, *tree.place(("units", index, "unit")), {"unit": said})


def _robots_are_known(data: Mapping[str, Any], _plan: Plan, tree: Tree, file: str) -> Iterator[Finding]:
    """A unit's robots are among those described."""
    known = [robot["name"] for robot in data["robots"]]
    for index, contact in enumerate(data["units"]):
        for number, name in enumerate(contact["robots"]):
            if name not in known:
                place = tree.place(("units", index, "robots", number))
                yield Finding("GK502", file, *place, {"robot": name, "known": "、".join(known) or "—"})


def _robots_have_names_of_their_own(data: Mapping[str, Any], _plan: Plan, tree: Tree, file: str) -> Iterator[Finding]:
    """No two robots share a name."""
    seen: set[str] = set()
    for index, robot in enumerate(data["robots"]):
        if robot["name"] in seen:
            yield Finding("GK504", file, *tree.place(("robots", index, "name")), {"name": robot["name"]})
        seen.add(robot["name"])


def _secrets_are_somewhere(data: Mapping[str, Any], _plan: Plan, tree: Tree, file: str) -> Iterator[Finding]:
    """A secret is in a variable or in a file, one of the two."""
    paths: list[tuple[str | int, ...]] = [("email", "password")] if data["email"] else []
    paths += [("robots", index, field) for index in range(len(data["robots"])) for field in ("url", "secret")]
    for path in paths:
        secret: Any = data
        for name in path:
            secret = secret[name]
        if secret is not None and (secret["env"] is None) == (secret["file"] is None):
            yield Finding("GK503", file, *tree.place(path), {"field": str(path[-1])})


def _people_are_written_to_from_somewhere(
    data: Mapping[str, Any], _plan: Plan, tree: Tree, file: str
) -> Iterator[Finding]:
    """Where people have addresses there is a server to send from."""
    for index, contact in enumerate(data["units"]):
        if contact["people"] and data["email"] is None:
            place = tree.place(("units", index, "people", 0, "email"))
            yield Finding("GK505", file, *place, {"address": contact["people"][0]["email"]})
            return


_Check = Callable[[Mapping[str, Any], Plan, Tree, str], Iterator[Finding]]
_CHECKS: tuple[_Check, ...] = (
    _units_are_the_plans,
    _robots_are_known,
    _robots_have_names_of_their_own,
    _secrets_are_somewhere,
    _people_are_written_to_from_somewhere,
)


@cache
def _validator() -> SchemaValidator:
    return SchemaValidator(_FILE)


def _known_fields(field: str) -> list[str]:
    return list(_PARTS.get(field, _FILE)["fields"])


def _addresses(data: Mapping[str, Any]) -> Addresses:
    robots = {each["name"]: _robot(each) for each in data["robots"]}
    contacts = tuple(
        Contact(
            each["unit"],
            tuple(dict.fromkeys(person["email"] for person in each["people"])),
            tuple(robots[name] for name in dict.fromkeys(each["robots"])),
        )
        for each in data["units"]
    )
    return Addresses(_mail(data["email"]) if data["email"] else None, contacts)


def _mail(data: Mapping[str, Any]) -> MailServer:
    port = data["port"] or _PORTS[data["security"]]
    return MailServer(data["host"], port, data["security"], data["from"], data["user"], _secret(data["password"]))


def _robot(data: Mapping[str, Any]) -> Robot:
    return Robot(data["name"], data["channel"], Secret(**data["url"]), _secret(data["secret"]))


def _secret(data: Mapping[str, Any] | None) -> Secret | None:
    return None if data is None else Secret(**data)

"""`notify.yaml`: what it says, and all that can be wrong with it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from tests.helpers.plans import plan, row, standing

from gkplan.plan.findings import KINDS
from gkplan.watch.addresses import Addresses, Contact, MailServer, Robot, read_addresses
from gkplan.watch.secrets import Secret

PLAN = plan(row("1.1", standing(), units=["市房管局", "市编办"]))


TWICE = """\
schema: 1
robots:
- {name: 群, channel: wecom, url: {env: A}}
- {name: 群, channel: wecom, url: {env: B}}
units: []
"""


def read(folder: Path, text: str | bytes) -> tuple[Addresses | None, list[str]]:
    """What a file says, or its findings, each with its place."""
    path = folder / "notify.yaml"
    path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    addresses, findings = read_addresses(path, "notify.yaml", PLAN)
    return addresses, [f"{each.line}:{each.col} {each.code} {each.title}" for each in findings]


def test_all_that_it_says_is_read(tmp_path: Path) -> None:
    """A server, robots by name, and for each unit its people and robots, each once."""
    addresses, findings = read(
        tmp_path,
        """\
        schema: 1
        email:
          host: smtp.example.cn
          port: 2525
          security: starttls
          from: 政务公开办 <gk@example.cn>
          user: gk
          password: {env: SMTP}
        robots:
          - {name: 群, channel: dingtalk, url: {env: URL}, secret: {file: keys/ding}}
          - {name: OA, channel: webhook, url: {file: oa}}
        units:
          - unit: 市房管局
            people: [{name: 张三, email: a@example.cn}, {email: b@example.cn}, {email: a@example.cn}]
            robots: [群, OA, 群]
          - unit: 市编办
        """,
    )
    group = Robot("群", "dingtalk", Secret(env="URL"), Secret(file="keys/ding"))
    oa = Robot("OA", "webhook", Secret(file="oa"), None)
    server = MailServer("smtp.example.cn", 2525, "starttls", "政务公开办 <gk@example.cn>", "gk", Secret(env="SMTP"))
    contacts = (Contact("市房管局", ("a@example.cn", "b@example.cn"), (group, oa)), Contact("市编办", (), ()))
    assert (addresses, findings) == (Addresses(server, contacts), [])


@pytest.mark.parametrize(("security", "port"), [("tls", 465), ("starttls", 587), ("none", 25)])
def test_a_port_follows_from_the_security(tmp_path: Path, security: str, port: int) -> None:
    """Without a port, it is the one that this security usually has; without security, it is TLS."""
    text = f"schema: 1\nemail: {{host: h, from: a@b.cn, security: {security}}}\nunits: []\n"
    addresses, _findings = read(tmp_path, text)
    assert addresses is not None
    assert addresses.mail is not None
    assert (addresses.mail.port, addresses.mail.security) == (port, security)
    usual, _findings = read(tmp_path, "schema: 1\nemail: {host: h, from: a@b.cn}\nunits: []\n")
    assert usual is not None
    assert usual.mail is not None
    assert usual.mail.security == "tls"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("schema: 1\nunits:\n- unit: 市房管\n", ["3:9 GK501 the plan has no unit 市房管 (市房管局?)"]),
        ("schema: 1\nunits:\n- unit: 市编办\n  robots: [群]\n", ["4:12 GK502 there is no robot 群"]),
        (
            "schema: 1\nrobots:\n- {name: 群, channel: wecom, url: {}}\nunits: []\n",
            ["3:34 GK503 url does not say where its secret is"],
        ),
        (
            "schema: 1\nemail: {host: h, from: a@b.cn, password: {env: A, file: b}}\nunits: []\n",
            ["2:42 GK503 password does not say where its secret is"],
        ),
        (
            "schema: 1\nrobots:\n- &a {name: 群}\n",
            ["3:3 GK006 anchors and aliases (&, *) are not taken"],
        ),
        (
            "schema: 1\nunits:\n- unit: 市编办\n  people: [{email: a@b.cn}]\n",
            ["4:20 GK505 there is no mail server to send to a@b.cn from"],
        ),
        (TWICE, ["4:10 GK504 群 stands here for the second time"]),
        ("schema: 2\nunits: []\n", ["1:9 GK116 schema 2 is not known here"]),
        ("schema: 1\nunit: []\n", ["1:1 GK101 units is missing", "2:1 GK102 there is no field unit here"]),
        ("", ["1:1 GK101 schema is missing", "1:1 GK101 units is missing"]),
    ],
)
def test_all_that_is_wrong_is_found_at_its_place(tmp_path: Path, text: str, expected: list[str]) -> None:
    """Nothing is read from a file with an error in it, and each error has its line and column."""
    addresses, findings = read(tmp_path, text)
    assert addresses is None
    assert [finding.split(" ", 2)[:2] for finding in findings] == [each.split(" ", 2)[:2] for each in expected]
    for finding, each in zip(findings, expected, strict=True):
        if each.split()[1].startswith("GK5"):
            assert finding == each


@pytest.mark.parametrize(
    "email",
    ["a", "a@", "@b.cn", "a@b.cn\nBcc: c@d.cn", "a@b.cn, c@d.cn", "甲@例.cn", "<a@b.cn>", "a b@c.cn", "a@b..cn"],
)
def test_what_is_no_address_is_none(tmp_path: Path, email: str) -> None:
    """A person's address is one address in plain letters, without a way to a second recipient or another header."""
    quoted = email.replace("\n", "\\n")
    addresses, findings = read(
        tmp_path,
        f'schema: 1\nemail: {{host: h, from: a@b.cn}}\nunits:\n- unit: 市编办\n  people: [{{email: "{quoted}"}}]\n',
    )
    assert (addresses, [finding.split()[1] for finding in findings]) == (None, ["GK115"])


def test_a_secret_in_the_open_is_refused_and_not_repeated(tmp_path: Path) -> None:
    """Who writes a token into the file is told that it must not stand there, without showing it again."""
    text = "schema: 1\nrobots:\n- {name: 群, channel: wecom, url: 'https://h.cn/send?key=geheim'}\nunits: []\n"
    addresses, findings = read(tmp_path, text)
    assert (addresses, [finding.split()[1] for finding in findings]) == (None, ["GK107"])
    assert "geheim" not in "".join(findings)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"schema: [", b"[" * 100_000, b"#" * (1 << 20) + b"#"])
def test_what_is_no_yaml_is_a_finding(tmp_path: Path, content: bytes) -> None:
    """No file, however broken or large, is a crash."""
    addresses, findings = read(tmp_path, content)
    assert (addresses, len(findings)) == (None, 1)


def test_each_finding_says_what_to_do() -> None:
    """The hints show how a secret is named and a server added."""
    assert KINDS["GK503"].hint.format() == (
        "name a variable, `{env: NAME}`, or a file that only its owner may read, `{file: PATH}`"
    )
    assert KINDS["GK505"].hint.format() == "add `email: {host: …, from: …}`"

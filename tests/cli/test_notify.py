"""`gkplan notify`: each unit told once, by services that listen on this machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from tests.helpers.asking import Asked, Asker
from tests.helpers.plans import by, plan, row, written
from tests.helpers.services import FEISHU_TAKEN, TAKEN, Behaviour, Reply, Service, service

TOKEN, SECRET = "token-0a1b2c3d4e5f", "SEC-0123456789abcdef"
PLAN = plan(
    row("1.1", by("2016-06-30"), units=["市房管局"]),
    row("1.2", by("2016-07-20"), units=["市房管局", "市编办"]),
    row("2.1", by("2016-12-31"), units=["市审计局"]),
)
ADDRESSES = """\
schema: 1
robots:
  - {name: 房管局群, channel: wecom, url: {env: WECOM_URL}}
  - {name: 编办群, channel: dingtalk, url: {env: DING_URL}, secret: {file: ding.key}}
  - {name: 飞书群, channel: feishu, url: {env: FEISHU_URL}}
  - {name: OA, channel: webhook, url: {env: HOOK_URL}}
units:
  - {unit: 市房管局, robots: [房管局群, OA]}
  - {unit: 市编办, robots: [编办群]}
  - {unit: 市审计局, robots: [飞书群]}
"""
Records = list[dict[str, str]]


class Office:
    """A plan with addresses, and the command line to send with."""

    def __init__(self, ask: Asker, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.ask = ask
        self._monkeypatch = monkeypatch
        ask.plan = written(PLAN, folder)
        (folder / "notify.yaml").write_text(ADDRESSES, encoding="utf-8")
        (folder / "ding.key").write_text(SECRET)
        (folder / "ding.key").chmod(0o600)

    def variable(self, name: str, value: str) -> None:
        """Set a variable."""
        self._monkeypatch.setenv(name, value)

    def at(self, running: Service, *names: str) -> None:
        """Let robots be at a service, each at an address with a token."""
        for name in names:
            self.variable(name, f"{running.url}/{name}?key={TOKEN}")

    def notify(self, *arguments: str, today: str = "2016-07-01", format_: str = "text") -> Asked:
        """One run; whatever it says and records, no secret is in it."""
        self.ask.today = today
        asked = self.ask.of("notify", *arguments, "--timeout", "2", format_=format_)
        for words in (asked.out, asked.err, self.ledger):
            assert TOKEN not in words
            assert SECRET not in words
        return asked

    @property
    def ledger(self) -> str:
        """The ledger as it is written."""
        path = self.folder / "tasks.progress.yaml"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def records(self) -> Records:
        """What is recorded of messages."""
        return [json.loads(line[2:]) for line in self.ledger.splitlines()]


@pytest.fixture
def office(ask: Asker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office whose waits between attempts are none."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr("gkplan.cli.notify.time.sleep", lambda _seconds: None)
    return Office(ask, tmp_path, monkeypatch)


@pytest.fixture
def wecom(office: Office) -> Iterator[Service]:
    """A service that takes all, for the robot of 市房管局."""
    with service(Reply(TAKEN)) as running:
        office.at(running, "WECOM_URL")
        yield running


def test_a_dry_run_says_what_would_be_sent_and_does_nothing(office: Office, wecom: Service) -> None:
    """Without --send the message is shown with its recipient; nothing is sent, recorded or even locked."""
    before = sorted(office.folder.rglob("*"))
    asked = office.notify("wecom")
    assert (asked.code, asked.err.splitlines()[-1]) == (0, "Dry run: nothing was sent. --send sends it.")
    assert asked.out.startswith(
        "== would be sent: 市房管局 → wecom 房管局群\n\n市房管局: tasks to remember, as of 2016-07-01\n"
    )
    assert "1.1@2016-06-30" in asked.out
    assert (wecom.calls, sorted(office.folder.rglob("*"))) == ([], before)


def test_what_is_sent_is_recorded_and_never_sent_again(office: Office, wecom: Service) -> None:
    """A run that repeats, on the same day or a later one, sends nothing while nothing new is to be said."""
    asked = office.notify("wecom", "--send")
    assert (asked.code, asked.out, asked.err) == (
        0,
        "sent: 市房管局 → wecom 房管局群\n",
        "These have something to do and no address in the channels named: 市编办\n",
    )
    (record,) = office.records
    assert (record["do"], record["channel"], record["unit"], record["on"]) == (
        "send",
        "wecom",
        "市房管局",
        "2016-07-01",
    )
    for today in ("2016-07-01", "2016-07-02", "2016-07-19"):
        assert office.notify("wecom", "--send", today=today).out == ""
    assert len(wecom.calls) == len(office.records) == 1


def test_what_is_new_is_sent(office: Office, wecom: Service) -> None:
    """What has become overdue, what was done, and what was returned each make another message."""
    assert office.notify("wecom", "--send").code == 0
    assert office.notify("wecom", "--send", today="2016-07-21").out.count("sent") == 1  # 1.2 is overdue now
    assert office.ask.of("mark", "1.1", "submitted").code == 0
    assert office.notify("wecom", "--send", today="2016-07-21").out.count("sent") == 1
    assert office.ask.of("mark", "1.1@2016-06-30", "returned", "--note", "缺附件").code == 0
    assert office.notify("wecom", "--send", today="2016-07-21").out.count("sent") == 1
    assert "缺附件" in wecom.calls[-1].data["text"]["content"]
    assert len(wecom.calls) == 4


def test_another_date_is_news(office: Office, wecom: Service) -> None:
    """Who was granted more time hears of the new date."""
    assert office.notify("wecom", "--send").code == 0
    granted = ["extend", "1.2@2016-07-20", "--to", "2016-07-29", "--approved-by", "市领导", "--unit", "市房管局"]
    assert office.ask.of(*granted).code == 0
    assert office.notify("wecom", "--send").out.count("sent") == 1
    assert "2016-07-29" in wecom.calls[-1].data["text"]["content"]


def test_an_address_that_stands_twice_is_told_once(office: Office, wecom: Service) -> None:
    """A unit in two entries of the file hears by each of its robots once."""
    path = office.folder / "notify.yaml"
    path.write_text(f"{ADDRESSES}  - {{unit: 市房管局, robots: [房管局群]}}\n", encoding="utf-8")
    assert office.notify("wecom", "--send").out == "sent: 市房管局 → wecom 房管局群\n"
    assert len(wecom.calls) == 1


def test_the_same_is_said_again_when_asked(office: Office, wecom: Service) -> None:
    """With --again 7d what was said a week ago is said again, and then not for a week."""
    days = ("2016-07-01", "2016-07-07", "2016-07-08", "2016-07-09", "2016-07-15")
    sent = [office.notify("wecom", "--send", "--again", "7d", today=day).out.count("sent") for day in days]
    assert sent == [1, 0, 1, 0, 1]


def test_a_record_taken_back_lets_it_be_sent_again(office: Office, wecom: Service) -> None:
    """Who knows that a message was lost takes its record back; `undo` without a name means what people recorded."""
    assert office.ask.of("mark", "2.1", "doing").code == 0
    assert office.notify("wecom", "--send").code == 0
    assert office.ask.of("undo").json["records"][0]["undoes"] == office.records[0]["id"]
    assert office.ask.of("undo", office.records[1]["id"]).code == 0
    assert office.notify("wecom", "--send").out == "sent: 市房管局 → wecom 房管局群\n"
    assert len(wecom.calls) == 2


def test_who_has_nothing_to_do_now_is_left_in_peace(office: Office) -> None:
    """A deadline half a year away is no message."""
    with service(Reply(FEISHU_TAKEN)) as running:
        office.at(running, "FEISHU_URL")
        assert office.notify("feishu", "--send").code == 0
        assert running.calls == []
        assert office.notify("feishu", "--send", today="2016-12-05").code == 0
        assert len(running.calls) == 1


@pytest.mark.parametrize("bad", ["drop", Reply({"errcode": 93000, "errmsg": f"bad {TOKEN}"}), Reply(b"<html>"), "hang"])
def test_one_that_fails_hides_no_other(office: Office, bad: Behaviour) -> None:
    """The others are sent and recorded, the failure is said and ends with 4, and the next run sends it alone."""
    with service(bad) as broken, service(Reply(TAKEN)) as sound:
        office.at(broken, "WECOM_URL")
        office.at(sound, "DING_URL", "HOOK_URL")
        asked = office.notify("wecom", "dingtalk", "webhook", "--send")
        assert asked.code == 4
        assert asked.err.startswith("not sent: 市房管局 → wecom 房管局群: ")
        assert asked.out.splitlines() == ["sent: 市房管局 → webhook OA", "sent: 市编办 → dingtalk 编办群"]
        assert [record["channel"] for record in office.records] == ["webhook", "dingtalk"]
    with service(Reply(TAKEN)) as mended, service(Reply(TAKEN)) as sound:
        office.at(mended, "WECOM_URL")
        office.at(sound, "DING_URL", "HOOK_URL")
        assert office.notify("wecom", "dingtalk", "webhook", "--send").code == 0
        assert (len(mended.calls), len(sound.calls)) == (1, 0)


def test_a_secret_that_is_missing_or_open_is_a_failure_of_its_own(office: Office, wecom: Service) -> None:
    """A variable that is not set and a key that others may read keep no other unit from being told."""
    (office.folder / "ding.key").chmod(0o644)
    office.at(wecom, "DING_URL")
    asked = office.notify("dingtalk", "wecom", "webhook", "--send")
    assert (asked.code, asked.out) == (4, "sent: 市房管局 → wecom 房管局群\n")
    assert "HOOK_URL is empty or not set" in asked.err
    assert "chmod 600" in asked.err


def test_only_the_pieces_that_are_missing_are_sent_again(office: Office) -> None:
    """Of a long message each piece is recorded when it is taken; the next run goes on where the last one ended."""
    rows = [
        row(f"1.{number}", by("2016-06-30"), requirement="公开" * 60, units=["市房管局"]) for number in range(1, 16)
    ]
    written(plan(*rows, *PLAN.tasks[1].rows, row("3.1", by("2016-12-31"), units=["市编办"])), office.folder)
    with service(Reply(TAKEN), Reply(TAKEN), Reply({"errcode": 1})) as running:
        office.at(running, "WECOM_URL")
        asked = office.notify("wecom", "--send")
        assert (asked.code, asked.out.count("sent: "), asked.err.count("not sent: ")) == (4, 2, asked.err.count("\n"))
    pieces = [call.data["text"]["content"] for call in running.calls]
    assert len(pieces) == 3  # after one that failed none is tried
    with service(Reply(TAKEN)) as running:
        office.at(running, "WECOM_URL")
        assert office.notify("wecom", "--send").code == 0
        pieces = pieces[:2] + [call.data["text"]["content"] for call in running.calls]
    subjects = [piece.splitlines()[0] for piece in pieces]
    assert [subject.rpartition(" ")[2] for subject in subjects] == [
        f"({number}/{len(subjects)})" for number in range(1, len(subjects) + 1)
    ]
    assert all(sum(f"1.{number}@" in piece for piece in pieces) == 1 for number in range(1, 16))


def test_json_says_what_became_of_each(office: Office, wecom: Service) -> None:
    """Programs get unit, channel, recipient, key, text and state; what was sent already is among them."""
    (dry,) = office.notify("wecom", format_="json").json["messages"]
    assert list(dry) == ["unit", "channel", "to", "subject", "part", "of", "key", "state", "reason", "text"]
    (sent,) = office.notify("wecom", "--send", format_="json").json["messages"]
    (again,) = office.notify("wecom", "--send", format_="json").json["messages"]
    assert [each["state"] for each in (dry, sent, again)] == ["planned", "sent", "already"]
    assert dry["key"] == sent["key"] == again["key"] == office.records[0]["key"]


def test_a_unit_is_told_alone(office: Office) -> None:
    """With --unit only that unit is told, by any of its names; an unknown one is a usage error."""
    with service(Reply(TAKEN)) as running:
        office.at(running, "WECOM_URL", "DING_URL")
        assert office.notify("wecom", "dingtalk", "--send", "--unit", "编办").out == "sent: 市编办 → dingtalk 编办群\n"
    assert office.notify("wecom", "--unit", "没有").code == 2


def test_wrong_addresses_are_findings(office: Office) -> None:
    """An error in the file is named at its place, ends with 3, and nobody is told; no file at all is 4."""
    path = office.folder / "notify.yaml"
    path.write_text(ADDRESSES.replace("市编办", "市编"), encoding="utf-8")
    asked = office.notify("wecom", "--send")
    assert (asked.code, asked.out, office.records) == (3, "", [])
    assert "notify.yaml:9:12: error GK501 the plan has no unit 市编 (市编办?)" in asked.err
    path.unlink()
    assert office.notify("wecom").code == 4


@pytest.mark.parametrize("arguments", [[], ["fax"], ["wecom", "--timeout", "0"], ["wecom", "--again", "often"]])
def test_usage(office: Office, arguments: list[str]) -> None:
    """A channel must be named, and one that there is."""
    assert office.ask.of("notify", *arguments, format_="text").code == 2


def test_the_shipped_plan_is_never_sent(ask: Asker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is told of another city's plan."""
    monkeypatch.chdir(tmp_path)
    assert ask("notify", "wecom", "--send").code == 4


def sending(office: Office, running: Service) -> subprocess.Popen[bytes]:
    """A run of its own, as cron starts one."""
    environ = {**os.environ, "WECOM_URL": f"{running.url}/send?key={TOKEN}"}
    command = [sys.executable, "-m", "gkplan", "notify", "wecom", "--send", "--today", "2016-07-01"]
    command += ["--file", str(office.ask.plan), "--timeout", "5"]
    return subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_runs_at_the_same_time_send_once(office: Office) -> None:
    """Four cron jobs that begin together send one message between them."""
    with service(Reply(TAKEN)) as running:
        runs = [sending(office, running) for _ in range(4)]
        said = [run.communicate(timeout=60)[0] for run in runs]
        assert [run.returncode for run in runs] == [0, 0, 0, 0]
        assert len(running.calls) == len(office.records) == 1
    assert sorted(said) == [b"", b"", b"", "sent: 市房管局 → wecom 房管局群\n".encode()]


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_a_run_that_is_killed_blocks_no_other(office: Office) -> None:
    """A run killed while it waits for a service leaves nothing behind that keeps the next one from sending."""
    with service("hang") as silent:
        run = sending(office, silent)
        ended = time.monotonic() + 30
        while not silent.calls and time.monotonic() < ended:
            time.sleep(0.01)
        run.send_signal(signal.SIGKILL)
        run.communicate(timeout=30)
    assert office.records == []
    with service(Reply(TAKEN)) as running:
        office.at(running, "WECOM_URL")
        assert office.notify("wecom", "--send").out == "sent: 市房管局 → wecom 房管局群\n"


def test_what_cannot_be_recorded_is_not_sent_on(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the ledger takes no record nothing more is sent, or each run would send all of it again."""

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device", "tasks.progress.yaml")

    monkeypatch.setattr("gkplan.cli.notify.append", full)
    with service(Reply(TAKEN)) as running:
        office.at(running, "WECOM_URL", "HOOK_URL", "DING_URL")
        asked = office.notify("wecom", "webhook", "dingtalk", "--send")
        assert (asked.code, len(running.calls)) == (4, 1)
    assert "No space left on device" in asked.err


def test_mail_needs_a_server_that_answers(office: Office) -> None:
    """People are told by mail through the office's server; where none listens it is said for each of them."""
    text = """\
    schema: 1
    email: {host: 127.0.0.1, port: 9, security: none, from: 政务公开办 <gk@example.cn>}
    units:
      - {unit: 市房管局, people: [{name: 张三, email: zhang@example.cn}, {email: li@example.cn}]}
    """
    (office.folder / "notify.yaml").write_text(dedent(text), encoding="utf-8")
    asked = office.notify("email", "--send", "--unit", "市房管局")
    assert (asked.code, asked.out, office.records) == (4, "", [])
    assert [line.rpartition(": ")[0] for line in asked.err.splitlines()] == [
        "not sent: 市房管局 → email zhang@example.cn",
        "not sent: 市房管局 → email li@example.cn",
    ]


def test_who_marks_does_not_wait_for_a_slow_service(office: Office) -> None:
    """While a run waits for a service, a mark is recorded at once."""
    with service("hang") as silent:
        run = sending(office, silent)
        ended = time.monotonic() + 30
        while not silent.calls and time.monotonic() < ended:
            pass
        assert office.ask.of("mark", "2.1", "doing").code == 0
        assert run.poll() is None
        assert [record["do"] for record in office.records] == ["mark"]
        run.send_signal(signal.SIGTERM)
        run.communicate(timeout=30)

"""A real Chromium, asked over the pipe of its own protocol: no driver, no port, no network of its own."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from select import select
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_PATIENCE = 60.0
_FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-pings"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-default-apps"),
    *("--disable-sync", "--disable-extensions", "--force-color-profile=srgb", "--lang=zh-CN"),
)

# The protocol's own numbers: it is read from 3 and written to 4.
_HAND_OVER = (
    "import os, sys; read, write = (os.dup(int(name)) for name in sys.argv[1:3]); os.dup2(read, 3); os.dup2(write, 4);"
    "os.set_inheritable(3, True); os.set_inheritable(4, True); os.execv(sys.argv[3], sys.argv[3:])"
)


class Browser:
    """One tab. What it says meanwhile (requests, dialogs, errors) is kept in `events`."""

    def __init__(self, write: int, read: int) -> None:
        self._write, self._read = write, read
        self._unread = b""
        self._count = 0
        self._session: str | None = None
        self.events: list[Mapping[str, Any]] = []

    def attach(self) -> None:
        """Open the tab and listen to all that happens in it."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: Any) -> Mapping[str, Any]:
        """One command's answer; `RuntimeError` where it fails."""
        self._count += 1
        asked: dict[str, Any] = {"id": self._count, "method": method, "params": params}
        if self._session is not None:
            asked["sessionId"] = self._session
        os.write(self._write, json.dumps(asked).encode() + b"\0")
        while True:
            said = self._next()
            if said.get("id") == self._count:
                if "error" in said:
                    raise RuntimeError(f"{method}: {said['error']}")
                result: Mapping[str, Any] = said["result"]
                return result
            self._hear(said)

    def open(self, url: str) -> None:
        """Go to a page and wait until it has loaded."""
        self.events.clear()
        self.ask("Page.navigate", url=url)
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self._hear(self._next())

    def value(self, script: str) -> Any:
        """What an expression is in the page; a promise is waited for."""
        said = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in said:
            raise RuntimeError(str(said["exceptionDetails"]))
        return said["result"].get("value")

    def size(self, width: int, height: int, *, phone: bool = False) -> None:
        """Make the window as large, in CSS pixels."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)

    def media(self, media: str = "screen", scheme: str = "light") -> None:
        """Show the page as on paper (`print`) or to eyes used to the dark."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", media=media, features=features)

    def press(self, key: str) -> None:
        """Press and let go a key by its name."""
        for kind in ("rawKeyDown", "keyUp"):
            self.ask(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode={"Tab": 9, "Enter": 13}[key],
            )

    def type(self, words: str) -> None:
        """Type words where the cursor is."""
        self.ask("Input.insertText", text=words)

    def picture(self, *, whole: bool = False) -> bytes:
        """The window as a PNG, or the whole page."""
        return base64.b64decode(self.ask("Page.captureScreenshot", captureBeyondViewport=whole)["data"])

    def pdf(self) -> bytes:
        """The page as it is printed."""
        self.media("print")
        return base64.b64decode(self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])

    def settle(self, seconds: float) -> None:
        """Hear what happens for a while."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self._waits(left):
                self._hear(self._next())

    def requests(self) -> list[str]:
        """What the page has asked for since it was opened, itself left out."""
        sent = [event["params"] for event in self.events if event["method"] == "Network.requestWillBeSent"]
        return [each["request"]["url"] for each in sent if each["type"] != "Document"]

    def troubles(self) -> list[str]:
        """Dialogs that opened, errors thrown, and all that the page's policy refused."""
        told = {"Page.javascriptDialogOpening", "Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"}
        return [json.dumps(event, ensure_ascii=False) for event in self.events if event["method"] in told]

    def _hear(self, said: Mapping[str, Any]) -> None:
        if "method" in said:
            self.events.append(said)

    def _waits(self, seconds: float) -> bool:
        return b"\0" in self._unread or bool(select([self._read], [], [], seconds)[0])

    def _next(self) -> Mapping[str, Any]:
        while b"\0" not in self._unread:
            if not self._waits(_PATIENCE):
                raise TimeoutError("Chromium says nothing")
            part = os.read(self._read, 1 << 20)
            if not part:
                raise EOFError("Chromium has gone")
            self._unread += part
        said, _end, self._unread = self._unread.partition(b"\0")
        message: Mapping[str, Any] = json.loads(said)
        return message


@contextmanager
def browsing(home: Path, *flags: str) -> Iterator[Browser]:
    """A Chromium with its files in a folder of its own, gone when this ends."""
    to_read, to_write = os.pipe()
    from_read, from_write = os.pipe()
    handing_over = (sys.executable, "-c", _HAND_OVER, str(to_read), str(from_write))
    settings = [*_FLAGS, *flags, f"--user-data-dir={home}", "--remote-debugging-pipe", "about:blank"]
    environ = {**os.environ, "HOME": str(home)}
    with subprocess.Popen(
        [*handing_over, str(CHROMIUM), *settings],
        pass_fds=(to_read, from_write),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environ,
    ) as program:
        os.close(to_read)
        os.close(from_write)
        try:
            browser = Browser(to_write, from_read)
            browser.attach()
            yield browser
        finally:
            program.terminate()
            program.wait(10)
            os.close(to_write)
            os.close(from_read)

"""Secrets: where they are, and that they are not said."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from urllib.parse import quote

import pytest

from gkplan.watch.secrets import NoSecretError, Secret, masked, reveal

POSIX = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")


def test_a_variable_holds_it(tmp_path: Path) -> None:
    """Blanks and a line break around it do not belong to it."""
    assert reveal(Secret(env="A"), tmp_path, {"A": " geheim\n"}) == "geheim"


@pytest.mark.parametrize("environ", [{}, {"A": ""}, {"A": " \n"}])
def test_a_variable_that_says_nothing_is_named(tmp_path: Path, environ: dict[str, str]) -> None:
    """The name is said, so that it can be set."""
    with pytest.raises(NoSecretError, match=r"^A is empty or not set$"):
        reveal(Secret(env="A"), tmp_path, environ)


def test_a_file_of_ones_own_holds_it(tmp_path: Path) -> None:
    """A path is relative to the folder of the addresses, or absolute."""
    path = tmp_path / "key"
    path.write_text("geheim\n")
    path.chmod(0o600)
    assert reveal(Secret(file="key"), tmp_path, {}) == reveal(Secret(file=str(path)), Path("/"), {}) == "geheim"


@POSIX
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601, 0o666, 0o777])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    """One bit for others is too many; what it holds is not used, nor said."""
    path = tmp_path / "key"
    path.write_text("geheim")
    path.chmod(mode)
    with pytest.raises(NoSecretError, match="chmod 600") as error:
        reveal(Secret(file="key"), tmp_path, {})
    assert "geheim" not in str(error.value)


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_file_for_its_owner_alone_is_taken(tmp_path: Path, mode: int) -> None:
    """Read-only is as good."""
    path = tmp_path / "key"
    path.write_text("geheim")
    path.chmod(mode)
    assert reveal(Secret(file="key"), tmp_path, {}) == "geheim"


@pytest.mark.parametrize(
    ("name", "content"), [("missing", None), ("empty", b""), ("binary", b"\xff\xfe\x00"), (".", None)]
)
def test_a_file_that_holds_none_is_named(tmp_path: Path, name: str, content: bytes | None) -> None:
    """Whatever is wrong with the file, its name is said."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
        (tmp_path / name).chmod(0o600)
    with pytest.raises(NoSecretError, match=name if name != "." else "directory"):
        reveal(Secret(file=name), tmp_path, {})


@pytest.mark.parametrize(
    "secret", ["https://host.cn/cgi-bin/send?key=0a1b2c3d-4e5f&debug=1", "pass wörd/+=", "SEC密钥密钥"]
)
def test_every_form_of_a_secret_is_blotted_out(secret: str) -> None:
    """As it is, quoted for a URL, in Base64; of an address also the token by itself."""
    forms = [secret, quote(secret, safe=""), base64.b64encode(secret.encode()).decode()]
    assert masked(" | ".join(forms), [secret]) == "*** | *** | ***"
    assert masked("token 0a1b2c3d-4e5f of webhook send", [secret if "://" in secret else "0a1b2c3d-4e5f"]) == (
        "token *** of webhook send"
    )


def test_somebody_elses_words_are_one_short_line() -> None:
    """Escapes are shown, lines joined, and a long text is cut after the secrets are gone."""
    assert masked("a\x1b[31m\nb", []) == "a\\u001b[31m b"
    assert len(masked("x" * 5000, ["yyyyyyyy"])) == 200
    assert "geheim" not in masked("x" * 196 + "geheim", ["geheim"])

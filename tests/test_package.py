"""The package as it is handed out: what is in it, and that it answers from anywhere."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import gkplan

ROOT = Path(__file__).parents[1]
NEEDED = {
    "gkplan/data/tasks.yaml",
    "gkplan/data/plan.schema.json",
    "gkplan/py.typed",
}


def build(kind: str, source: Path, target: Path) -> Path:
    """Build a distribution with the backend itself: without isolation, hence without a network."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(target)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (built,) = target.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return built


def members(wheel: Path) -> set[str]:
    """The files in a wheel, but for its own description."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution of this checkout."""
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed in it, and nothing else."""
    folder = tmp_path_factory.mktemp("site")
    options = ["--quiet", "--disable-pip-version-check", "--no-index", "--no-deps", "--no-compile"]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, "--target", str(folder), str(wheel)], check=True)
    return folder


def installed(site: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command that was installed into `site`."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("GKPLAN_", "LC_", "LANG"))}
    environ |= {"PYTHONPATH": str(site), "LC_ALL": "C"}
    command = [sys.executable, str(site / "bin" / "gkplan"), *arguments]
    return subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, encoding="utf-8", check=False)


def test_wheel_holds_what_answers_need(wheel: Path) -> None:
    """The wheel holds the plan, its schema, every module, every catalogue and the mark of a typed package."""
    package = ROOT / "src" / "gkplan"
    modules = {f"gkplan/{path.relative_to(package).as_posix()}" for path in package.rglob("*.py")}
    catalogues = {f"gkplan/{path.relative_to(package).as_posix()}" for path in package.rglob("*.mo")}
    assert modules | catalogues | NEEDED <= members(wheel)


def test_wheel_ships_the_plan_as_it_is(wheel: Path) -> None:
    """The shipped plan is the checkout's, byte for byte."""
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read("gkplan/data/tasks.yaml") == (ROOT / "data" / "tasks.yaml").read_bytes()


def test_sdist_builds_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    """What is built from the source distribution alone has the same files as what is built from the checkout."""
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    assert members(build("wheel", source, tmp_path / "built")) == members(wheel)


def test_sdist_can_be_tested(sdist: Path) -> None:
    """The source distribution brings the tests, the documents and what `make test` needs."""
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"Makefile", "pyproject.toml", "README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE"}
    assert wanted | {"constraints/dev.txt", "tests/test_package.py", "tools/sessions.py"} <= names


def test_installed_command_answers_anywhere(site: Path, tmp_path: Path) -> None:
    """In a folder without a plan the installed command answers from the shipped one, and says so on stderr."""
    ran = installed(site, "due", "--month", "2016-12", "--today", "2016-12-01", cwd=tmp_path)
    assert (ran.returncode, ran.stdout.count("\n") > 10) == (0, True)
    assert ran.stdout.startswith("id\trow\ttask\t")
    assert ran.stderr == (
        "No plan was named and there is no data/tasks.yaml here: answering from the plan that gkplan ships.\n"
    )


def test_installed_command_speaks_chinese(site: Path, tmp_path: Path) -> None:
    """The catalogues are installed with the command."""
    assert "选项" in installed(site, "due", "--lang", "zh", "--help", cwd=tmp_path).stdout


def test_installed_command_knows_its_version(site: Path, tmp_path: Path) -> None:
    """`--version` of the installed command is the package's."""
    assert installed(site, "--version", cwd=tmp_path).stdout == f"gkplan {gkplan.__version__}\n"


def test_editable_install_finds_the_plan(tmp_path: Path) -> None:
    """From a checkout, too, the plan is found from any folder."""
    command = [sys.executable, "-m", "gkplan", "units", "--format", "json", "--today", "2016-12-01"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (ran.returncode, "gkplan:data/tasks.yaml" in ran.stdout) == (0, True)

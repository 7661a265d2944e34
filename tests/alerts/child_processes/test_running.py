"""A child process is heard line by line, bounded in time and output, and never left behind."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.child_processes.running import LONGEST_OUTPUT, ChildOutcome, OnLine, run_module, spider_environment
from registry.settings import Settings

SOON = timedelta(seconds=20)


@pytest.fixture
def child(tmp_path: Path) -> "Child":
    return Child(tmp_path)


class Child:
    """A module written for one test and run as a child process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def run(self, code: str, *arguments: str, within: timedelta = SOON, on_line: OnLine | None = None) -> ChildOutcome:
        (self._folder / "invented_child.py").write_text(code)
        environment = {**os.environ, "PYTHONPATH": str(self._folder)}
        listen = on_line or (lambda _line: False)
        return run_module("invented_child", arguments, environment=environment, within=within, on_line=listen)


def test_output_words_and_code_come_back(child: Child) -> None:
    code = "import sys\nprint(sys.argv[1:])\nsys.stderr.write('one\\ntwo\\n')\nsys.exit(3)"
    ended = child.run(code, "a b", "; rm -rf /")
    assert (ended.code, ended.output, ended.said) == (3, b"['a b', '; rm -rf /']\n", ("one", "two"))


def test_lines_are_handed_over_as_they_come_and_need_not_be_kept(child: Child) -> None:
    heard: list[str] = []

    def listen(line: str) -> bool:
        heard.append(line)
        return line.startswith("{")

    ended = child.run("import sys\nsys.stderr.write('{1}\\nother\\n{2}\\n')", on_line=listen)
    assert heard == ["{1}", "other", "{2}"]
    assert ended.said == ("other",)


def test_a_child_that_takes_too_long_is_stopped_with_its_children(child: Child) -> None:
    code = (
        "import subprocess, sys, time\nsubprocess.Popen(['sleep', '300'])\nprint('begun', flush=True)\ntime.sleep(300)"
    )
    ended = child.run(code, within=timedelta(seconds=0.7))
    assert (ended.code, ended.output) == (None, b"begun\n")


def test_a_child_that_floods_is_bounded_and_does_not_hang(child: Child) -> None:
    ended = child.run(f"import sys\nsys.stdout.write('x' * {LONGEST_OUTPUT + 5_000_000})")
    assert ended.code == 0
    assert len(ended.output) <= LONGEST_OUTPUT


def test_an_exception_in_the_listener_leaves_no_child_behind(child: Child, tmp_path: Path) -> None:
    def give_up(_line: str) -> bool:
        raise KeyboardInterrupt

    code = (
        "import os, pathlib, sys, time\n"
        f"pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(os.getpid()))\n"
        "sys.stderr.write('x\\n')\n"
        "sys.stderr.flush()\n"
        "time.sleep(300)\n"
    )
    with pytest.raises(KeyboardInterrupt):
        child.run(code, on_line=give_up)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_the_environment_says_what_the_settings_say_and_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAKALA_DATABASE_URL", "sqlite:///elsewhere.sqlite3")
    monkeypatch.setenv("WAKALA_SMTP_PASSWORD", "hush")
    monkeypatch.setenv("NO_PROXY", "kept")
    monkeypatch.chdir(tmp_path)
    settings = Settings(home=Path("here"), database_url="", sources_dir=tmp_path / "sites", demo=True)
    given = spider_environment(settings)
    assert given["WAKALA_HOME"] == str(tmp_path / "here")
    assert given["WAKALA_SOURCES_DIR"] == str(tmp_path / "sites")
    assert given["WAKALA_DEMO"] == "True"
    assert given["NO_PROXY"] == "kept"
    assert "WAKALA_DATABASE_URL" not in given
    assert "hush" not in " ".join(given.values())

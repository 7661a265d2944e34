"""What bad input gets: one clear sentence, exit code 2, no traceback, and nothing lost or half-written."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.door import Answer, wakala

LIST = "Registration No,Agency Name,Status,Expiry Date\n"


def _refused(answer: Answer, *words: str) -> None:
    assert answer.code == 2, answer.said
    assert "Traceback" not in answer.said
    sentences = [line for line in answer.said.splitlines() if line.strip()]
    assert sentences
    for word in words:
        assert word in answer.said


def _register(rows: int, *, day: str = "2027-06-30") -> str:
    return LIST + "".join(f"AA/{number:04d},Firm Number {number} Ltd,Valid,{day}\n" for number in range(rows))


def test_a_missing_register_file(tmp_path: Path) -> None:
    _refused(wakala(tmp_path, "register", "import", str(tmp_path / "none.csv"), "--yes"), "none.csv")


def test_a_list_page_without_status_colours(tmp_path: Path) -> None:
    page = tmp_path / "list.html"
    rows = "".join(f"<tr><td>AA/{number}</td><td>Firm {number} Ltd</td></tr>" for number in range(5))
    page.write_text(f"<table><tr><th>Registration No</th><th>Agency Name</th></tr>{rows}</table>")
    _refused(wakala(tmp_path, "register", "import", str(page), "--yes"), "list.html", "colour")


def test_a_register_of_three_rows_where_five_hundred_stood_is_held_back(tmp_path: Path) -> None:
    full, short = tmp_path / "full.csv", tmp_path / "short.csv"
    full.write_text(_register(500))
    short.write_text(_register(3))
    assert wakala(tmp_path, "register", "import", str(full), "--as-of", "2026-11-01", "--yes").code == 0
    held = wakala(tmp_path, "register", "import", str(short), "--as-of", "2026-11-02", "--yes")
    _refused(held, "short.csv", "confirm")
    shown = wakala(tmp_path, "agency", "show", "AA/0499", "--on", "2026-11-02", "--json")
    assert shown.json[0]["licence_on"]["status"] == "valid"


def test_nobody_is_asked_without_a_terminal(tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("Firm,No\nA Ltd,1\n")
    _refused(wakala(tmp_path, "register", "import", str(odd)), "--yes")


def test_what_a_file_calls_its_columns_drives_no_terminal(tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("Firm\x1b[2J\x07,No\nA Ltd,1\n")
    answer = wakala(tmp_path, "agency", "check", str(odd), "--column", "name", "-o", str(tmp_path / "out.csv"))
    _refused(answer, "odd.csv", "Firm")
    assert not {"\x1b", "\x07"} & {*answer.said}


def test_a_source_file_with_an_unknown_key(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "odd.yml").write_text("title: Odd\nkind: board\nstart: [http://a.example/]\ncolour: blue\n")
    _refused(wakala(tmp_path, "crawl", "odd"), "odd.yml", "colour")


def test_a_rule_without_examples(tmp_path: Path) -> None:
    folder = tmp_path / "law"
    folder.mkdir()
    shipped = Path(__file__).parents[2] / "registry" / "law" / "jurisdictions" / "zz.yml"
    lines = shipped.read_text().splitlines()
    start = next(place for place, line in enumerate(lines) if line.strip().startswith("must_flag:"))
    indent = len(lines[start]) - len(lines[start].lstrip())
    end = next(
        place for place in range(start + 1, len(lines)) if len(lines[place]) - len(lines[place].lstrip()) <= indent
    )
    (folder / "zz.yml").write_text("\n".join([*lines[:start], *lines[end:]]))
    answer = wakala(tmp_path, "assess", jurisdiction="zz", jurisdictions_dir=str(folder))
    _refused(answer, "zz.yml", "must flag")


def test_a_database_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "wakala.sqlite3").write_text("not a database")
    _refused(wakala(tmp_path, "alerts", "list"), "not a Wakala database")
    assert (tmp_path / "wakala.sqlite3").read_text() == "not a database"


def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        _refused(wakala(tmp_path, "dashboard", "--port", str(port)), str(port), "--port")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("decide", "7", "lawful", "--by", "nobody@b.example", "--reason", "Looks lawful."), ("nobody@b.example",)),
        (("decide", "7", "guilty", "--by", "a@b.example", "--reason", "x"), ("guilty",)),
        (("advert", "show", "99"), ("99",)),
        (("agency", "show", "ZZ/1"), ("ZZ/1",)),
        (("register", "confirm", "9", "--by", "nobody@labour.example"), ("nobody@labour.example",)),
        (("source", "check", "no_such_source"), ("no_such_source",)),
        (("crawl", "no_such_source"), ("no_such_source",)),
        (("extract", "no-such-file.html"), ("no-such-file.html",)),
        (("report", "add"), ("--csv",)),
        (("report", "add", "--csv", "no-such.csv"), ("no-such.csv",)),
        (("digest", "--week", "soon"), ("soon", "YYYY-MM-DD")),
        (("digest", "--week", "0001-01-03"), ("0001-01-03", "1900")),
        (("run", "--no-dashboard", "--on", "9999-12-31"), ("9999-12-31", "2999")),
        (("report", "add", "--text", "x", "--at", "0001-01-01T00:00:00+14:00"), ("0001-01-01", "1900")),
        (("advert", "show", "9" * 25), ("9" * 25,)),
        (("evidence", "show", "9" * 25), ("ADVERT_ID",)),
        (("model", "card", "9" * 25), ("MODEL_ID",)),
        (("search", "\udcff\udcfe"), ("UTF-8",)),
        (("search", "  "), ("Nothing to look for",)),
        (("agency", "show", "AA/1", "--jurisdiction", "../x"), ("../x", "country")),
        (("subscriber", "add", "not an address"), ("not an address",)),
        (("subscriber", "remove", "nobody@labour.example"), ("nobody@labour.example",)),
        (("jobs", "run", "tea"), ("tea",)),
        (("run", "--seed", "2"), ("--demo",)),
        (("demo", "evaluate"), ("--demo",)),
        (("user", "add", "amina@labour.example"), ("--password-stdin",)),
    ],
)  # fmt: skip
def test_a_command_that_cannot_be_done(tmp_path: Path, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    _refused(wakala(tmp_path, *arguments), *words)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("decide", "7", "lawful", "--by", "a@b.example"), "--reason"),
        (("user", "add", "a@b.example", "--role", "king"), "'king' is not one of"),
        (("run", "--bogus"), "--bogus"),
        (("tea",), "'tea'"),
    ],
)
def test_a_command_typed_wrongly_is_one_sentence(tmp_path: Path, arguments: tuple[str, ...], word: str) -> None:
    answer = wakala(tmp_path, *arguments)
    _refused(answer, word, "--help` says how it is typed")
    assert len(answer.said.splitlines()) == 1
    assert "Value error" not in answer.said


def test_an_advert_page_without_an_advert(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><nav><a href='/'>Home</a></nav><script>render()</script></body></html>")
    answer = wakala(tmp_path, "extract", str(page))
    _refused(answer)
    assert answer.out == ""


def test_an_edited_audit_log_is_a_failed_verification(tmp_path: Path) -> None:
    import sqlite3

    password = "a long enough passphrase"
    assert wakala(tmp_path, "user", "add", "amina@labour.example", "--password-stdin", given=password + "\n").code == 0
    with sqlite3.connect(tmp_path / "wakala.sqlite3") as connection:
        connection.execute("UPDATE audit_entry SET actor = 'somebody.else@labour.example'")
    answer = wakala(tmp_path, "audit", "verify")
    assert answer.code == 1
    assert "altered" in answer.said


def test_a_port_in_use_is_told_before_the_work_and_not_after(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        _refused(wakala(tmp_path, "run", "--demo", "--adverts", "100", "--port", str(port)), str(port), "--port")
    assert not (tmp_path / "wakala.sqlite3").exists()


def test_a_home_that_cannot_be_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "home"
    file.write_text("a file")
    _refused(wakala(file, "alerts", "list"), str(file), "WAKALA_HOME")
    _refused(wakala(file, "run", "--demo", "--adverts", "50", "--no-dashboard"), str(file))
    assert file.read_text() == "a file"


def test_a_database_that_fails_in_the_middle_of_the_work(tmp_path: Path) -> None:
    import sqlite3

    assert wakala(tmp_path, "db", "upgrade").code == 0
    with sqlite3.connect(tmp_path / "wakala.sqlite3") as connection:
        connection.execute("DROP TABLE alert_advert")
        connection.execute("DROP TABLE alert")
    _refused(wakala(tmp_path, "alerts", "list"), "database")


LOST = (
    "Standard output is closed, so the result was not printed (what was asked for is done); "
    "run this again with standard output open, or sent to a file."
)


@pytest.mark.parametrize(
    "command", ["audit verify", "audit verify --json", "alerts list", "register list", "jobs list"]
)
def test_a_reader_who_goes_away_is_no_failure_and_a_closed_output_is_one(tmp_path: Path, command: str) -> None:
    assert wakala(tmp_path, "db", "upgrade").code == 0
    start = f"WAKALA_HOME={tmp_path} {sys.executable} -c 'from dashboard.cli import main; main()' {command}"
    for end, code, said in (
        (" | true; exit ${PIPESTATUS[0]}", 0, ""),
        (" >&-", 2, LOST),
        (" >&- 2>&- <&-", 2, ""),
    ):
        done = subprocess.run(["bash", "-c", start + end], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr.strip()) == (code, said), end
    if Path("/dev/full").exists():
        done = subprocess.run(["bash", "-c", f"{start} >/dev/full"], capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "No space left" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command",
    ["user add z@z.example --role inspector --password-stdin", "user add z@z.example", "report add --text -"],
)
def test_a_closed_input_is_said_in_one_sentence(tmp_path: Path, command: str) -> None:
    done = _typed(tmp_path, f"{command} <&-")
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_door_of_the_spiders_says_what_a_closed_input_lacks(tmp_path: Path) -> None:
    start = f"WAKALA_HOME={tmp_path} {sys.executable} -m spiders.add_reports --text - <&-"
    done = subprocess.run(["bash", "-c", start], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Standard input is closed")


def test_a_report_is_taken_in_though_its_result_has_nowhere_to_go(tmp_path: Path) -> None:
    for end, said in ((">&-", LOST), (">&- 2>&-", ""), (">&- 2>&- <&-", "")):
        done = _typed(tmp_path, f"report add --text 'Drivers for Doha, fee 500' {end}")
        assert (done.returncode, done.stderr.strip()) == (2, said), end
    assert "Drivers for Doha" in wakala(tmp_path, "search", "Doha").out


def test_help_that_nobody_can_read_is_said_to_be_lost(tmp_path: Path) -> None:
    done = _typed(tmp_path, "--help >&-")
    assert (done.returncode, done.stderr.strip()) == (2, LOST)


def test_a_command_that_prints_nothing_needs_no_output(tmp_path: Path) -> None:
    done = _typed(tmp_path, "no-such-command >&-")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_a_door_of_the_spiders_says_that_its_result_was_lost(tmp_path: Path) -> None:
    start = f"WAKALA_HOME={tmp_path} {sys.executable} -m spiders.add_reports --text 'Drivers for Doha' >&-"
    done = subprocess.run(["bash", "-c", start], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (2, LOST)


def _typed(home: Path, line: str) -> subprocess.CompletedProcess[str]:
    start = f"WAKALA_HOME={home} {sys.executable} -c 'from dashboard.cli import main; main()' {line}"
    return subprocess.run(["bash", "-c", start], capture_output=True, text=True, check=False)


def test_a_mail_that_cannot_be_sent_is_said_and_kept(tmp_path: Path) -> None:
    assert wakala(tmp_path, "subscriber", "add", "chief@labour.example").code == 0
    (tmp_path / "outbox").write_text("in the way")
    answer = wakala(tmp_path, "digest", "--week", "2026-11-16", "--send", "--json")
    assert (answer.code, answer.json["sent"]) == (1, 0)
    assert "could not be sent" in answer.said
    assert str(tmp_path / "outbox") in answer.said
    (tmp_path / "outbox").unlink()
    mended = wakala(tmp_path, "digest", "--week", "2026-11-16", "--send", "--json")
    assert (mended.code, mended.json["already"], mended.json["sent"]) == (0, 1, 1)

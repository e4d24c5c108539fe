"""`medcoop review` on a real terminal (a pty, as over SSH), for programs, and killed in the middle."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

NAMES = ("Больница хирургии имени Ларина", "Национальный центр хирургии", "Центр хирургии Томска")
TEXT = "Больница хирургии имени Ларина и Национальный центр хирургии обсудили обучение. Центр хирургии Томска открыл отделение."
QUOTE = "Больница хирургии имени Ларина и Национальный центр хирургии обсудили обучение."
PROMPT = r"q quit"


def line(number: int) -> str:
    place = {"country": "RU"}
    institutions = [{"key": f"i{n}", "name": name, "kind": "hospital", **place} for n, name in enumerate(NAMES)]
    proof = {"start": 0, "end": len(QUOTE), "quote": QUOTE, "rule": "test", "confidence": 0.4}
    fact = {"parties": ["i0", "i1"], "topics": ["surgery"], "kinds": ["training"], "evidence": [proof]}
    return json.dumps({"id": f"d{number}", "source": f"https://example.org/{number}", "lang": "ru", "text": f"{TEXT} {number}", "title": f"Новость {number}",
                       "institutions": institutions, "cooperations": [fact]}, ensure_ascii=False) + "\n"  # fmt: skip


@pytest.fixture
def store(tmp_path, run) -> Path:
    """Three names of which three pairs wait, and a candidate fact in each of two documents."""
    (tmp_path / "facts.jsonl").write_text(line(1) + line(2), encoding="utf-8")
    done = run("ingest", "--facts", str(tmp_path / "facts.jsonl"), store=tmp_path / "store")
    assert done.returncode == 0, done.stderr
    return tmp_path / "store"


class Terminal:
    """The program on a terminal of its own."""

    def __init__(self, store: Path, *args: str) -> None:
        self._fd, slave = pty.openpty()
        environment = os.environ | {"MEDCOOP_STORE": str(store), "MEDCOOP_AUTHOR": "anna", "TERM": "vt100", "COLUMNS": "100"}
        command = [sys.executable, "-m", "medcoop", *args]
        self.process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True)
        os.close(slave)
        self.seen = ""

    def until(self, pattern: str) -> str:
        """What it prints, up to and with the pattern."""
        deadline = time.monotonic() + 120
        while not re.search(pattern, self.seen):
            ready, _, _ = select.select([self._fd], [], [], max(0, deadline - time.monotonic()))
            assert ready, f"no {pattern!r} in {self.seen!r}"
            try:
                self.seen += os.read(self._fd, 65536).decode(errors="replace")
            except OSError:  # the program has ended
                break
        found = re.search(pattern, self.seen)
        assert found, f"no {pattern!r} in {self.seen!r}"
        shown, self.seen = self.seen[: found.end()], self.seen[found.end() :]
        return shown

    def press(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def close(self) -> None:
        """Never leave it running behind a failed test."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._fd)

    def end(self) -> int:
        """Read to the end; the exit status."""
        try:
            while os.read(self._fd, 65536):
                pass
        except OSError:
            pass
        return self.process.wait(120)


@pytest.fixture
def terminal(store) -> Iterator[Callable[..., Terminal]]:
    """Opens the program on terminals."""
    held: list[Terminal] = []

    def open_terminal(*args: str) -> Terminal:
        held.append(Terminal(store, *args))
        return held[-1]

    yield open_terminal
    for one in held:
        one.close()


def decided(run, store: Path) -> list[tuple[str, bool]]:
    rows = [json.loads(one) for one in run("decisions", "--json", store=store).stdout.splitlines()]
    return [(row["act"], bool(row["withdrawn"])) for row in rows]


def test_pairs_are_decided_with_one_key_each(store, run, terminal) -> None:
    terminal = terminal("review")
    first = " ".join(terminal.until(PROMPT).split())
    assert "likely" in first and "Новость 1" in first and "same country" in first and "in 2 documents" in first
    assert first.count("“") >= 2  # each side in the words of a document
    terminal.press("s")
    terminal.until(PROMPT)
    terminal.press("u")
    terminal.until("undone")
    assert terminal.until(PROMPT).count("likely") == 1
    terminal.press("k")
    terminal.until(PROMPT)
    terminal.press("d")
    terminal.until(PROMPT)
    terminal.press("q")
    assert "1 decided, 1 skipped" in terminal.until("skipped")
    assert terminal.end() == 0
    assert decided(run, store) == [("same", True), ("different", False)]
    assert json.loads(run("status", "--json", store=store).stdout)["waiting"] == {"pairs": 2, "facts": 2}


def test_facts_are_accepted_and_corrected_in_their_sentence(store, run, terminal) -> None:
    terminal = terminal("review", "--facts")
    shown = terminal.until(PROMPT)
    assert f"[{QUOTE}]" in " ".join(shown.split()) and "0.40 likely" in shown and "c correct" in shown
    terminal.press("a")
    terminal.until(PROMPT)
    terminal.press("c")
    terminal.until("parties")
    terminal.press("1,3\n")
    terminal.until("topics")
    terminal.press("oncology\n")
    terminal.until("kinds")
    terminal.press("\n")
    terminal.until("nothing else waits")
    assert terminal.end() == 0
    rows = [json.loads(one) for one in run("sparql", "--json", "SELECT ?t ?n WHERE { ?c mc:topic ?t ; mc:party/skos:altLabel|mc:party/skos:prefLabel ?n }", store=store).stdout.splitlines()]  # fmt: skip
    assert any("oncology" in str(row) for row in rows) and any("surgery" in str(row) for row in rows)
    lines = [json.loads(one) for one in run("export", "--corrections", "-", store=store).stdout.splitlines()]
    assert [one["verdict"] for one in lines] == ["accept", "correct"]
    assert "nothing is wrong" in run("validate", store=store).stderr


def test_programs_read_what_waits_and_answer(store, run, tmp_path) -> None:
    waiting = [json.loads(one) for one in run("review", "--json", store=store).stdout.splitlines()]
    assert waiting and all({"a", "b", "confidence", "features"} <= one.keys() for one in waiting)
    answers = "".join(json.dumps({"a": one["a"], "b": one["b"], "answer": "different"}) + "\n" for one in waiting)
    done = run("review", "--answers", "-", store=store, stdin=answers)
    assert done.returncode == 0, done.stderr
    assert f"{len(waiting)} answers taken" in done.stderr
    facts = [json.loads(one) for one in run("review", "--facts", "--json", store=store).stdout.splitlines()]
    done = run("review", "--facts", "--answers", "-", store=store, stdin=json.dumps({"id": facts[0]["id"], "answer": "refuse"}) + "\n")
    assert done.returncode == 0, done.stderr
    assert json.loads(run("status", "--json", store=store).stdout)["waiting"] == {"pairs": 0, "facts": 1}
    wrong = run("review", "--answers", "-", store=store, stdin='{"a": "x"}\n')
    assert wrong.returncode == 1 and "is no answer" in wrong.stderr


def test_an_empty_answer_tells_of_candidates(store, run) -> None:
    done = run("who", "surgery", store=store)
    assert (done.stdout, "too unsure to be shown: 2" in done.stderr) == ("", True), done.stderr


def test_no_decision_joins_things_of_two_types(run, tmp_path) -> None:
    fact = json.loads(line(1))
    fact["people"] = [{"name": "Larin Anton", "evidence": [fact["cooperations"][0]["evidence"][0] | {"confidence": 0.9}]}]
    (tmp_path / "facts.jsonl").write_text(json.dumps(fact, ensure_ascii=False), encoding="utf-8")
    run("ingest", "--facts", str(tmp_path / "facts.jsonl"), store=tmp_path / "store")
    done = run("same", NAMES[0], "Larin Anton", store=tmp_path / "store")
    assert (done.returncode, "of type person" in done.stderr) == (1, True), done.stderr


def test_same_why_split_and_the_file_of_decisions(store, run, tmp_path) -> None:
    assert "two things" in run("why", NAMES[0], NAMES[1], store=store).stdout
    assert run("same", NAMES[0], NAMES[1], "--because", "one campus", store=store, MEDCOOP_AUTHOR="anna").returncode == 0
    told = run("why", NAMES[0], NAMES[1], store=store).stdout
    assert "one thing" in told and "one campus (anna)" in told
    assert NAMES[1] in run("split", NAMES[0], store=store).stdout
    tsv = tmp_path / "decisions.tsv"
    assert run("decisions", "--export", str(tsv), store=store).returncode == 0
    assert "owl:sameAs" in tsv.read_text(encoding="utf-8")
    assert run("split", NAMES[0], NAMES[1], store=store).returncode == 0
    assert "two things" in run("why", NAMES[0], NAMES[1], store=store).stdout
    assert "1 decisions taken" in run("decisions", "--import", str(tsv), store=store).stderr
    assert "one thing" in run("why", NAMES[0], NAMES[1], store=store).stdout
    clash = run("different", NAMES[0], NAMES[1], store=store)
    assert clash.returncode == 0  # the last word on a pair holds
    refused = run("decisions", "--import", str(tsv), store=store)
    assert refused.returncode == 1 and "line" in refused.stderr and "nothing was applied" in refused.stderr


def test_killed_in_the_middle_of_a_review_nothing_is_lost_or_half_done(store, run, terminal) -> None:
    terminal = terminal("review")
    terminal.until(PROMPT)
    terminal.press("d")
    terminal.until(PROMPT)  # the answer is stored before the next pair is shown
    terminal.press("s")
    terminal.process.send_signal(signal.SIGKILL)
    terminal.end()
    done = decided(run, store)
    assert done[0] == ("different", False) and len(done) <= 2
    assert run("same", NAMES[0], NAMES[2], store=store).returncode in (0, 1)  # a writer finishes what was begun
    assert "nothing is wrong" in run("validate", store=store).stderr


def test_killed_while_reading_again_the_decisions_stay(store, run, tmp_path) -> None:
    assert run("different", NAMES[0], NAMES[1], store=store).returncode == 0
    fact = json.loads(run("review", "--facts", "--json", "--limit", "1", store=store).stdout)
    assert (
        run("review", "--facts", "--answers", "-", store=store, stdin=json.dumps({"id": fact["id"], "answer": "accept"}) + "\n").returncode
        == 0
    )
    file = tmp_path / "again.jsonl"
    file.write_text("".join(line(n).replace(f'{TEXT} {n}"', f'{TEXT} {n} снова"') for n in range(1, 60)), encoding="utf-8")
    for wait in (2.0, 3.0):
        process = subprocess.Popen([sys.executable, "-m", "medcoop", "ingest", "--facts", str(file)], env=os.environ | {"MEDCOOP_STORE": str(store)},
                                   stderr=subprocess.DEVNULL)  # fmt: skip
        try:
            process.wait(wait)  # wherever it is by then
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert decided(run, store) == [("different", False), ("accept", False)]
    assert run("ingest", "--facts", str(file), store=store).returncode == 0
    assert "two things" in run("why", NAMES[0], NAMES[1], store=store).stdout
    assert "nothing is wrong" in run("validate", store=store).stderr
    rows = run("sparql", "--json", "SELECT ?c WHERE { ?c a mc:Cooperation }", store=store).stdout.splitlines()
    assert len(rows) == 1

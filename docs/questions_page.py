"""docs/questions.md: every question of the catalogue with who asks it, its parameters and columns, an answer and its two queries."""

from __future__ import annotations

from medcoop.queries.question import Question, catalogue, select_lines

KEPT = ("changes", "coverage")  # shown as sample.yaml has them: days of reading differ each time, the whole is long
HEAD = """# Questions

Generated from the catalogue (`queries/catalog/`) by `docs/make.py`: each question is a folder with its declaration, a SPARQL query, a
Cypher query and a sample answer; `medcoop questions NAME` shows one in the terminal. The same parameters give the same rows through
SPARQL, through Cypher on the embedded graph and on Neo4j.

What holds for all of them:

- **Topics** include their subtopics; things that were recognised as one are one; reprints of a text count as one source.
- **Dates** stand as they are stated. `--since` and `--until` keep what *may* lie in the period; the column `maybe` marks what need not
  (a fact of 2023 may lie after March 2023). Of a partnership the run from its first date to its last counts. What has no date is left out.
- **The ladder**: discussed, planned, signed, active, ended. `--status` is the last rung: `signed` means that nothing was reported since.
- **Names** may be typed in either script, inflected or misspelt; a country, region or city stands for the institutions in it. A name that
  several things have is asked about on a terminal; in a pipe the command fails and lists them.
- `--without THING` leaves out a party, country, topic, kind, type or status; in words: "except Japan", "кроме Японии".
- **Nothing found** is one of three, with the numbers: no such thing known (the nearest names), known but no evidence of this (and which
  option leaves nothing over), nothing ingested there.
- `--evidence` shows the quotes, `--json`, `--csv` and `--markdown` are for programs and papers, `--query rq|cypher` prints the queries,
  each ready to paste, `--cite` how to cite the answer, `--network FILE` and `--plot FILE` its network and its picture.
- A question is added by adding a folder. A line of a query that ends in `#? name` (`//? name`) stands only when that parameter is given,
  `#! name` only when it is not. `computed` names the module of `queries/` that makes rows which no single query gives (paths, brokers ...).

The answers below are those of the bundled samples:

```console
$ export MEDCOOP_STORE=~/.cache/questions
$ medcoop ingest medcoop/samples 2>/dev/null
```
"""


def page() -> str:
    """The page; the answers are filled in when its console blocks are run."""
    questions = catalogue().values()
    index = "".join(f"| [{q.command}](#{q.command}) | {q.asks['en']} | {q.asks['ru']} |\n" for q in questions)
    return "\n".join([HEAD, "| command | asks | спрашивает |\n|---|---|---|\n" + index, *map(_section, questions)])


def _shown(question: Question) -> str:
    """The command that shows an answer."""
    return f"medcoop questions {question.command} | sed '1,/^[$]/d'" if question.name in KEPT else question.example


def _section(question: Question) -> str:
    parameters = "".join(
        f"| `{p.name}` | {p.type} | {'yes' if p.required else p.default or ''} | {p.help['en']} / {p.help['ru']} |\n"
        for p in question.parameters
    )
    columns = ", ".join(f"`{c.name}` ({c.label['en']})" for c in question.columns)
    given = {p.name for p in question.parameters if p.required} | {
        f"{p.name}_thing" for p in question.parameters if p.required and p.type == "party"
    }
    queries = [
        f"```{name}\n{select_lines((question.folder / f'query.{ending}').read_text(encoding='utf-8'), given)}```\n"
        for ending, name in (("rq", "sparql"), ("cypher", "cypher"))
    ]
    return "\n".join([
        f"## {question.command}\n\n{' / '.join(question.asks.values())}\n\n{' / '.join(question.asked_by.values())}\n",
        f"| parameter | type | needed or default | meaning |\n|---|---|---|---|\n{parameters}\nColumns: {columns}.\n",
        f"```console\n$ {_shown(question)}\n```\n",
        "<details><summary>The queries, with what is needed alone</summary>\n", *queries, "</details>\n",
    ])  # fmt: skip

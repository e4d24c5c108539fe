"""An institution's name may tell whom it belongs to; the page must name that body by itself too."""

from __future__ import annotations

import pytest

from medcoop.ingest.extract import extract
from medcoop.ontology.model import Document

TOLD = """
ru: Минздрав России посетил Национальный центр хирургии Минздрава России. -> Национальный центр хирургии Минздрава России / owner / Минздрав России
en: Elm University opened a school. The Institute of Oncology of Elm University trained nurses. -> Institute of Oncology of Elm University / part_of / Elm University
ru: Национальный центр хирургии Минздрава России принял гостей. -> Национальный центр хирургии Минздрава России / owner /
en: Elm University opened a school. The Foundation of Elm University gave money. -> Foundation of Elm University / part_of /
en: Elm University and Elm Hospital opened a school. -> Elm Hospital / part_of /
""".strip("\n").split("\n")


@pytest.mark.parametrize("line", TOLD)
def test_whom_it_belongs_to(line: str) -> None:
    said, told = line.split(" -> ")
    name, how, whole = (part.strip() for part in told.split("/"))
    lang, _, text = said.partition(": ")
    found = {one.name: one for one in extract(Document(source="file:///one.txt", lang=lang, text=text)).institutions}
    keys = {one.key: one.name for one in found.values()}
    of = getattr(found[name], how)
    assert keys.get(of, "") == whole

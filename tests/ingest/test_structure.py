"""What is text and what is the site around it; tested both ways."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medcoop.ingest.structure import blocks

PROSE = "Хирурги двух больниц провели вместе двенадцать операций и договорились встретиться снова через полгода."


def kinds(text: str) -> list[str]:
    return [b.kind for b in blocks(text)]


NOISE = [
    "Главная > Новости > Здоровье",
    "Мы используем файлы cookie",
    "Абитуриенту · Студенту · Ординатору · Сотруднику",
    "© 2024 Больница. Все права защищены",
    "Поделиться: ВК  ОК  ТГ",
    "Теги: хирургия, Казань",
    "Комментарии (8)",
    "Home | About | News | Contact",
    "Share this:",
    "Subscribe to our newsletter",
    "Leave a Reply",
    "Нашли ошибку? Ctrl+Enter",
]


@pytest.mark.parametrize("line", NOISE)
def test_lines_of_the_site(line: str) -> None:
    assert kinds(f"Встреча хирургов\n\n{PROSE}\n\n{line}")[-1] == "noise"


TEXT = [
    "Ещё одну новость рассказал главный врач: больница получила томограф, и очередь на исследование стала короче.",
    "О центре вспомнили и на встрече в министерстве, где говорили о подготовке врачей для районов области.",
    "Комментарии специалистов были краткими: без обучения медсестёр новая аппаратура простаивать будет долго.",
    "About forty nurses of the two hospitals were trained in the new unit during the first half of the year.",
    "More news came from Kazan, where the university agreed to send six residents to the regional hospital.",
]


@pytest.mark.parametrize("line", TEXT)
def test_running_text_is_kept(line: str) -> None:
    assert kinds(f"Встреча хирургов\n\n{PROSE}\n\n{line}\n\n{PROSE}")[2] == "paragraph"


def test_other_pages_after_the_article() -> None:
    text = f"Заголовок\n\n{PROSE}\n\nЧитайте также\n• Областная больница ищет врача\n• Минздрав открыл горячую линию"
    assert kinds(text)[2:] == ["noise"] * 3


def test_text_goes_on_after_a_teaser() -> None:
    assert kinds(f"Заголовок\n\n{PROSE}\n\nЧитайте также: как выбрать врача\n\n{PROSE}") == ["title", "paragraph", "noise", "paragraph"]


def test_about_the_organisation() -> None:
    text = f"Заголовок\n\n{PROSE}\n\nО компании\nООО «Ромашка» основано в 2011 году.\n\n{PROSE}"
    assert kinds(text) == ["title", "paragraph", "noise", "noise", "paragraph"]


def test_front_matter() -> None:
    assert kinds(f"---\ntitle: 'Визит'\npublished: true\n---\n\n{PROSE}") == ["noise"] * 4 + ["paragraph"]


def test_table_rows_are_no_menu() -> None:
    rows = "1 | НМИЦ гематологии | договор\n2 | Фонд «Шанс» | оплата"
    assert kinds(f"Отчёт\n\n{PROSE}\n\n{rows}")[2:] == ["table", "table"]


def test_rows_of_cells_between_tabs_are_a_table() -> None:
    rows = "№\tПартнёр\tСтрана\n1\tГоспиталь Рейн\tГермания\n2\tТомская областная больница\tРоссия"
    assert kinds(f"Список партнёров\n\n{rows}") == ["title", "table", "table", "table"]


def test_caption_and_dateline() -> None:
    assert kinds(f"Заголовок\n\n12 мая 2024\n\n{PROSE}\n\nФото: Иван Егоров") == ["title", "dateline", "paragraph", "caption"]


def test_hard_wrapped_lines_are_one_block() -> None:
    text = "The two hospitals have agreed to train nurses together and to share the\nprotocols that were written in the spring by their joint working group."
    (block,) = blocks(text)
    assert (block.start, block.end) == (0, len(text))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
@settings(deadline=None)
def test_blocks_cover_the_text(text: str) -> None:
    found = blocks(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[b.start : b.end].strip() == text[b.start : b.end] and text[b.start : b.end] for b in found)
    outside = "".join(text[a:b] for a, b in zip([0, *(b.end for b in found)], [*(b.start for b in found), len(text)], strict=True))
    assert not outside.strip()


DIGEST = f"""ДАЙДЖЕСТ ЦЕНТРА ХИРУРГИИ

КАЗАНЬ
{PROSE}

ОМСК
{PROSE}

ТВЕРЬ
{PROSE}
"""


def test_items_of_a_digest_are_sections() -> None:
    found = blocks(DIGEST)
    assert [b.section for b in found if b.kind == "paragraph"] == sorted({b.section for b in found if b.kind == "paragraph"})
    assert len({b.section for b in found if b.kind == "paragraph"}) == 3


def test_an_article_with_headings_is_one_section() -> None:
    assert {b.section for b in blocks(DIGEST.replace("ДАЙДЖЕСТ ЦЕНТРА", "Новости центра"))} == {0}


def test_a_digest_named_like_a_list_of_links_is_read() -> None:
    text = f"Портал здоровья\n\nИТОГИ НЕДЕЛИ: УЧЁБА И ПОЛЁТЫ\n\nКазань\n{PROSE}\n\nОмск\n{PROSE}\n"
    assert kinds(text).count("paragraph") == 2


def test_news_behind_arrows_are_items() -> None:
    assert "item" in kinds(f"Новости больниц\n\n{PROSE}\n\n► {PROSE}\n")

"""Pages: what counts as their text, title and date, in whatever way they are built."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medcoop.ingest.read import read
from medcoop.ingest.read.html import declared_charset, read_html
from medcoop.ingest.read.outcome import Refused
from medcoop.ontology.model import Document

BODY = (
    "<h1>Больницы учатся вместе</h1><p>Областная больница и центр хирургии подписали соглашение о совместном обучении врачей.</p>"
    "<p>Первые двадцать врачей начнут занятия осенью, сообщила пресс-служба больницы. Курс рассчитан на год.</p>"
)


BROKEN = [
    "<",
    ">",
    "</div>",
    "<table><td>",
    "<!--",
    "-->",
    "&#0;",
    "&#xD800;",
    "<svg>",
    '="',
    "\x01",
    "\ufffe",
    "<![CDATA[",
    "<ul><li>",
    "<x:y>",
    "<frameset>",
]


def page(head: str = "", body: str = BODY) -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ('<meta property="article:published_time" content="2021-03-12T10:00:00Z">', BODY, "2021-03-12"),
        ('<meta itemprop="datePublished" content="2021-03">', BODY, "2021-03"),
        ('<meta name="DC.date" content="2021">', BODY, "2021"),
        ('<script type="application/ld+json">[{"@type":"NewsArticle","datePublished":"2021-03-12"}]</script>', BODY, "2021-03-12"),
        ('<script type="application/ld+json">{broken</script>', BODY, None),
        ("", f'<article><time datetime="2021-03-12">вчера</time>{BODY}</article>', "2021-03-12"),
        ("", f'<div class="news-date">12 марта 2021</div>{BODY}', "2021-03-12"),
        ("", BODY.replace("</h1>", "</h1><p>12 марта 2021 г.</p>"), "2021-03-12"),
        ("", BODY.replace("осенью", "12 марта 2021 года"), None),
        ("", BODY + "<footer>© 2024</footer>", None),
    ],
)
def test_dates(tmp_path: Path, head: str, body: str, date: str | None) -> None:
    (tmp_path / "p.html").write_text(page(head, body))
    (found,) = read([tmp_path / "p.html"])
    assert isinstance(found, Document)
    assert (found.published and found.published.text) == date


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ('<title>x</title><meta property="og:title" content="Обмен  врачами">', BODY, "Обмен врачами"),
        ("<title>Больница | Новости</title>", BODY, "Больницы учатся вместе"),
        ("<title>Обмен врачами – Больница города</title>", BODY.replace("h1>", "p>"), "Обмен врачами"),
        ("<title>Обмен врачами и медсёстрами</title>", BODY.replace("h1>", "p>"), "Обмен врачами и медсёстрами"),
    ],
)
def test_titles(head: str, body: str, title: str) -> None:
    assert read_html(page(head, body))[1].title == title


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://clinic.example/1">', "https://clinic.example/1"),
        ('<meta property="og:url" content="http://clinic.example/2">', "http://clinic.example/2"),
        ('<link rel="canonical" href="/3">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
    ],
)
def test_addresses(head: str, url: str | None) -> None:
    assert read_html(page(head))[1].url == url


@pytest.mark.parametrize(
    "noise",
    [
        "<nav><ul><li><a href=/>Главная страница</a></li><li><a href=/n>Все новости</a></li></ul></nav>",
        '<div class="cookie-banner">Мы используем файлы cookie, чтобы сайт работал лучше.</div>',
        '<div id="comments"><p>Тамара: наконец-то, давно пора было начать учить врачей!</p></div>',
        '<div class="respond"><form><p>Ваш адрес не будет опубликован.</p><textarea></textarea></form></div>',
        '<div class="related"><a href=/1>Мост откроют к лету</a><a href=/2>Скидки в аптеках города</a></div>',
        "<aside><h4>Архив</h4><ul><li>Март 2021</li></ul></aside>",
        "<script>var text = 'Скрипт посещений';</script>",
        "<footer>Сегодня 812, всего 90133 посетителя. Карта сайта</footer>",
        "<div><a href=/a>О больнице</a> <a href=/b>Отделения</a> <a href=/c>Вакансии</a></div>",
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_noise_stays_out(noise: str, before: bool) -> None:
    text, _ = read_html(page(body=noise + BODY if before else BODY + noise))
    assert text.split("\n\n") == [
        "Больницы учатся вместе",
        "Областная больница и центр хирургии подписали соглашение о совместном обучении врачей.",
        "Первые двадцать врачей начнут занятия осенью, сообщила пресс-служба больницы. Курс рассчитан на год.",
    ]


def test_the_charset_that_a_page_declares() -> None:
    assert declared_charset(b'<meta charset="windows-1251">') == "windows-1251"
    assert declared_charset(b"<META http-equiv=Content-Type content='text/html; charset=koi8-r'>") == "koi8-r"
    assert declared_charset(b'<?xml version="1.0" encoding="utf-8"?><html>') == "utf-8"
    assert declared_charset(b"<html>") is None


def test_an_xhtml_page_with_a_declaration() -> None:
    assert "Областная больница" in read_html('<?xml version="1.0" encoding="utf-8"?>' + page())[0]


def test_broken_markup_is_read() -> None:
    text, _ = read_html("<p>Областная больница и <b>центр хирургии подписали соглашение.<p>Курс рассчитан на год</div></td>")
    assert text == "Областная больница и центр хирургии подписали соглашение.\n\nКурс рассчитан на год"


def test_a_page_inside_a_form_is_read() -> None:
    wrapped = f'<form id="aspnetForm"><input type="hidden">{BODY}<ul><li>обмен врачами;</li><li>общий регистр.</li></ul></form>'
    text, _ = read_html(page(body=wrapped))
    assert text.startswith("Больницы учатся вместе") and text.endswith("- обмен врачами;\n- общий регистр.")


def test_a_page_whose_boxes_all_look_like_noise_is_still_read() -> None:
    text, _ = read_html(page(body=f'<div class="comments"><p>{"Областная больница и центр хирургии подписали соглашение. " * 2}</p></div>'))
    assert "Областная больница" in text


@settings(deadline=None)
@given(st.lists(st.sampled_from([*BROKEN, BODY, "Центр хирургии. "]), max_size=12).map("".join))
def test_any_markup_gives_text_or_a_refusal(markup: str) -> None:
    try:
        text, _ = read_html(markup)
    except Refused:
        return
    assert text.strip() == text != ""

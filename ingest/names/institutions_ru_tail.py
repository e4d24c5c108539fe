"""What hangs on the head noun of a Russian name, to the right: genitives, "имени ...", quotations, numbers, fields, places.

Each rule takes the tokens, the head's index and the index to go on from, and gives the number of tokens that belong to the name (0: none).
"""

from __future__ import annotations

from collections.abc import Callable

from ...ontology.places import places
from ..language import nominal, ru
from ..reading import Token
from .institutions_lexicon import words
from .institutions_ru_head import CLOSE, OPEN, Tokens, head_kind
from .places import spots

Tail = Callable[[Tokens, int, int], int]


def _genitive(tokens: Tokens, head: int, at: int) -> int:
    token = tokens[at]
    if len(token.text) < 2:
        return 0
    if token.text in words("ru", "states") or (
        tokens[at - 1].lemma in {"республика", "город", "королевство"} and token.text[0].isupper() and at > head + 1
    ):
        return 1
    ends = token.lemma in words("ru", "breaks") and token.text[0].islower() and not _members(tokens, head, at)
    if ends or token.pos not in {"NOUN", "PROPN", "ADJ", "NUM", "X"}:
        return 0
    first = at == head + 1 and token.pos == "NOUN" and (tokens[head].text.isupper() or token.text.endswith("ики"))  # "физики": no people
    genitive = _may_be_genitive(token) or (first and _has_genitive(token))
    if token.pos == "NUM" or not genitive or _after_surname(tokens, head, at):
        return 0
    return 0 if _person(tokens, head, at) else 1


_SOCIETIES = frozenset({"ассоциация", "общество", "союз", "лига", "федерация", "палата", "объединение", "коллегия", "конфедерация", "дом"})


def _members(tokens: Tokens, head: int, at: int) -> bool:
    """People as the members of a society: "Ассоциация торакальных хирургов", "Союз пациентов"."""
    plural = any(f[0] == "gent" and f[1] == "plur" for f in nominal.forms(tokens[at].text, False))
    between = all(t.pos == "ADJ" for t in tokens[head + 1 : at])
    return tokens[head].lemma in _SOCIETIES and plural and between


def _after_surname(tokens: Tokens, head: int, at: int) -> bool:
    """A small word after a surname ends the name: "Центр Мешалкина диссертационного совета"."""
    before = tokens[at - 1]
    return (
        tokens[at].text[0].islower()
        and at > head + 1
        and before.text[0].isupper()
        and before.text[1:].islower()
        and before.pos != "ADJ"
        and before.lemma not in {"республика"}
        and head_kind(before) is None
        and not list(spots([before]))
        and tokens[at].lemma not in {"город", "область", "край"}
    )


def _has_genitive(token: Token) -> bool:
    """Whether the dictionary knows the form as a genitive noun, whatever the tagger says."""
    return any(form[0] == "gent" for form in nominal.forms(token.text, False))


def _may_be_genitive(token: Token) -> bool:
    if "case=gent" in token.feats:
        return token.text[0].isupper() or any(
            f[0] in {"gent", "gen2"} for f in nominal.forms(token.text, False) | nominal.forms(token.text, True)
        )
    if (
        token.lemma.endswith(("ие", "ия"))
        and ru.feature(token, "case") in {"nomn", "accs"}
        and any(f[0] == "gent" for f in nominal.forms(token.text, False))
    ):
        return True
    if token.text[0].isupper() and _oblique_place(token):
        return True
    if token.text[0].isupper() and ru.feature(token, "case") in {None, "accs", "datv", "loct", "ablt"}:
        return any(form[0] == "gent" for form in nominal.forms(token.text, False) | nominal.forms(token.text, True))
    return False


def _oblique_place(token: Token) -> bool:
    """A place whose form is not the nominative ("Кыргызстана"), whatever the tagger says."""
    return not places().named(token.text) and any(not s.adjective for s in spots([token]))


def _person(tokens: Tokens, head: int, at: int) -> bool:
    """Whether a first name and a surname begin here that belong to the holder of an office, not to the name."""
    if not tokens[at].text[0].isupper() or not any("Name" in p.tag for p in ru.parses(tokens[at].text)):
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or not following.text[0].isupper() or following.text[1:].isupper():
        return False
    return at > head + 1 or any(t.lemma in words("ru", "breaks") for t in tokens[max(0, head - 8) : head])


def _joined(tokens: Tokens, head: int, at: int) -> int:
    """ "и" or a comma between two genitives of one chain: "акушерства, гинекологии и перинатологии"."""
    if tokens[at].text not in {"и", ","} or at + 1 >= len(tokens) or (at == head + 1 and tokens[at].text == ","):
        return 0
    before, after = tokens[at - 1], tokens[at + 1]
    if before.text in CLOSE or "case=gent" not in before.feats or (head_kind(after) and after.text[0].isupper()):
        return 0
    if after.text[0].isupper() and not before.text[0].isupper():
        return 0
    if tokens[at].text == "," and not _comma_goes_on(tokens, at):
        return 0
    if after.text[0].isupper() and before.text[0].isupper():
        return 0
    if head_kind(after) or not _genitive(tokens, head, at + 1):
        return 0
    return 2


def _comma_goes_on(tokens: Tokens, at: int) -> bool:
    """Whether the list after this comma ends with "и" and a genitive: otherwise the comma ends the name."""
    for token in tokens[at + 1 : at + 8]:
        if token.text == "и":
            return True
        if token.text != "," and (token.pos not in {"NOUN", "ADJ"} or "case=gent" not in token.feats or token.text[0].isupper()):
            return False
    return False


def _named_after(tokens: Tokens, head: int, at: int) -> int:
    """ "имени академика В. И. Шумакова", "им. Н. Н. Бурденко", "имени братьев Бахрушиных"."""
    if tokens[at].text.casefold() not in {"имени", "им"} or at + 1 >= len(tokens):
        return 0
    end, surname = at + 1, False
    while end < len(tokens):
        token = tokens[end]
        if token.text == "." and (len(tokens[end - 1].text) <= 2 or tokens[end - 1].text in {"акад", "проф", "Св", "ак", "чл", "корр"}):
            end += 1
        elif len(token.text) == 1 and token.text.isupper() and (not surname or (end + 1 < len(tokens) and tokens[end + 1].text == ".")):
            if surname:
                break
            end += 1
        elif token.text in {"акад", "проф", "ак", "св", "член"} or (token.lemma in words("ru", "honours") and not surname):
            end += 1
        elif (
            token.text[0].isupper()
            and token.text[-1].isalpha()
            and not (surname and (head_kind(token) or not (_may_be_genitive(token) or _endless(tokens, end)) or _stands_for_owner(token)))
        ):
            surname = surname or len(token.text) > 1
            end += 1
        elif (
            token.text in {"и", "ибни", "ибн", "аль", "оглы", "-"}
            and end + 1 < len(tokens)
            and tokens[end + 1].text[0].isupper()
            and not head_kind(tokens[end + 1])
        ):
            if token.text == "и" and not _initial_or_plural(tokens, at, end):
                break
            surname = False
            end += 1
        else:
            break
    return end - at if end > at + 1 else 0


def _endless(tokens: Tokens, at: int) -> bool:
    """A short word after another that no dictionary knows, as East Asian names have them: "имени Ли Конг Чиана"."""
    return all(len(t.text) < 7 and not any(p.is_known and "Name" not in p.tag for p in ru.parses(t.text)) for t in tokens[at - 1 : at + 1])


def _initial_or_plural(tokens: Tokens, at: int, conj: int) -> bool:
    return any("number=plur" in t.feats and t.lemma in words("ru", "honours") for t in tokens[at:conj])


def _stands_for_owner(token: Token) -> bool:
    return token.text in words("ru", "states") or token.lemma in {"минздрав", "россия", "москва", "республика"}


def _quoted(tokens: Tokens, head: int, at: int) -> int:
    if tokens[at].text not in OPEN or (at > head + 1 and tokens[at - 1].text in CLOSE):
        return 0
    end = quote_end(tokens, at)
    return end - at if end else 0


def quote_end(tokens: Tokens, at: int) -> int:
    """Index after the quotation mark that closes the one at `at`, counting nested ones; 0 when there is none near."""
    depth = 0
    for end in range(at, min(at + 30, len(tokens))):
        if tokens[end].text == "«":
            depth += 1
        elif tokens[end].text in CLOSE and end > at:
            depth -= 1 if depth else 0
            if depth == 0:
                return end + 1
    return 0


def _number(tokens: Tokens, head: int, at: int) -> int:
    """ "больница № 5", "ГКБ №15", "ГКБ 40"."""
    if at == head + 1 and tokens[head].text.isupper() and tokens[at].text.isdigit() and len(tokens[at].text) < 4:
        return 1
    return 2 if tokens[at].text in {"№", "N"} and at + 1 < len(tokens) and tokens[at + 1].text[0].isdigit() else 0


def _by_field(tokens: Tokens, head: int, at: int) -> int:
    """ "Комитет по здравоохранению", "центр по контролю за оборотом", "больница при министерстве", "дом для детей"."""
    if at + 1 >= len(tokens):
        return 0
    word, after = tokens[at].text, tokens[at + 1]
    wanted = {"по": "datv", "для": "gent", "с": "ablt", "со": "ablt", "за": "ablt", "над": "ablt", "в": "loct"}.get(word)
    if word == "при":
        return _attached(tokens, at + 1)
    if wanted is None or after.lemma in words("ru", "breaks"):
        return 0
    if word in {"с", "со"}:
        return 2 if after.text.casefold() in {"спидом"} else 0
    if word in {"за", "над"}:
        return 2 if tokens[at - 1].lemma in {"контроль", "надзор", "уход", "наблюдение"} and "case=ablt" in after.feats else 0
    if word == "в":
        return _in_place(tokens, head, at)
    if word == "по" and tokens[head].lemma in {
        "центр",
        "комитет",
        "фонд",
        "агентство",
        "управление",
        "служба",
        "комиссия",
        "совет",
        "организация",
        "общество",
        "институт",
        "департамент",
        "министерство",
        "инспекция",
        "отделение",
        "объединение",
        "союз",
        "программа",
        "бюро",
        "ассоциация",
        "диспансер",
        "нии",
    }:
        return _field_after(tokens, at + 1, "datv")
    if word == "для":
        return (
            _field_after(tokens, at + 1, "gent")
            if tokens[head].lemma
            in {"центр", "дом", "больница", "школа", "институт", "пансионат", "хоспис", "фонд", "клиника", "поликлиника"}
            else 0
        )
    return 0


def _attached(tokens: Tokens, owner: int) -> int:
    """The body at which it is, with all of that body's own name: "при Министерстве здравоохранения республики"."""
    after = tokens[owner]
    if "case=loct" not in after.feats or not (head_kind(after) or after.text[0].isupper() or after.lemma == "президент"):
        return 0
    return tail(tokens, owner) - owner + 1 if head_kind(after) else 2


def tail(tokens: Tokens, head: int) -> int:
    """Index after the last token that some rule joins to the head at `head`."""
    at = head + 1
    while at < len(tokens):
        step = next((n for n in (rule(tokens, head, at) for rule in TAILS) if n), 0)
        if not step:
            break
        at += step
    return at


def _field_after(tokens: Tokens, at: int, case: str) -> int:
    """Words in one case, joined by "и" or commas: how many from the preposition on, 0 when the first does not stand in that case."""
    end = at
    while end < len(tokens):
        token = tokens[end]
        if (
            (token.pos in {"NOUN", "ADJ", "PROPN"} and f"case={case}" in token.feats and (token.text[0].islower() or case == "datv"))
            or (
                end > at
                and token.text in {"и"}
                and end + 1 < len(tokens)
                and f"case={case}" in tokens[end + 1].feats
                and tokens[end + 1].text[0].islower()
            )
            or (end > at and token.text in {"по", "с", "со"} and tokens[end - 1].lemma in {"борьба"})
            or (token.text in {"СПИДом", "туберкулёзом", "раком", "и"} and tokens[end - 1].text in {"с", "со"})
            or (end > at and tokens[end - 1].text == "и" and token.text in {"борьбе"})
        ):
            end += 1
        else:
            break
    return end - at + 1 if end > at else 0


def _in_place(tokens: Tokens, head: int, at: int) -> int:
    """A place in which an outpost is: "Бюро ВОЗ в Казахстане", "Посольство Индии в России"."""
    outpost = tokens[head].lemma in {
        "бюро",
        "офис",
        "представительство",
        "посольство",
        "дом",
        "консульство",
        "генконсульство",
        "госпиталь-нет",
    }
    if not outpost:
        return 0
    end = at + 1
    while (
        end < len(tokens)
        and tokens[end].pos in {"PROPN", "ADJ", "NOUN"}
        and (tokens[end].text[0].isupper() or tokens[end].lemma in {"республика", "город"})
    ):
        end += 1
    return end - at if end > at + 1 else 0


def _latin(tokens: Tokens, head: int, at: int) -> int:
    """Latin-script words of a name: "клиника Mayo", "университет UCL"."""
    token = tokens[at]
    if token.text[0].isupper() and token.text.isascii() and token.text.isalpha():
        return 1
    return (
        1
        if token.text in {"&", "of", "de", "der", "for", "du", "di"}
        and at + 1 < len(tokens)
        and tokens[at + 1].text[0].isupper()
        and at > head + 1
        else 0
    )


def _letters(tokens: Tokens, head: int, at: int) -> int:
    """An abbreviation or a place right after the head: "клиника УГМК", "НМИЦ ДГОИ", "Центр СПИД", "Университет Хоккайдо"."""
    text = tokens[at].text
    if (
        len(text) > 1
        and text.isupper()
        and text.isalpha()
        and (at == head + 1 or tokens[at - 1].text[0].isupper())
        and text.casefold() not in words("ru", "legal")
        and not head_kind(tokens[at])
    ):
        return 1
    if (
        at == head + 1
        and text[0].isupper()
        and text[-1].isalpha()
        and tokens[head].lemma
        in {"университет", "институт", "больница", "клиника", "госпиталь", "центр", "фонд", "компания", "дом", "академия", "колледж"}
    ):
        named = any("Name" in p.tag for p in ru.parses(text)) or _office_holder(tokens, head)
        return (
            1
            if not named
            and (tokens[at].pos in {"PROPN", "X", "NOUN"} or not any(p.is_known for p in ru.parses(text)))
            and not head_kind(tokens[at])
            and not _person(tokens, at - 1, at)
            and ru.feature(tokens[at], "case") in {None, "nomn", "gent", "accs"}
            else 0
        )
    return 0


def _office_holder(tokens: Tokens, head: int) -> bool:
    """ "проректор университета Ван Шуньцзюнь": two capitalised words after the noun, an office before it."""
    after = tokens[head + 1 : head + 3]
    held = any(t.lemma in words("ru", "breaks") for t in tokens[max(0, head - 3) : head])
    return held and len(after) == 2 and all(t.text[0].isupper() and t.text[1:].islower() and not t.text.isascii() for t in after)


def _dash(tokens: Tokens, head: int, at: int) -> int:
    """A second half of a double name inside quotes, or a region after a dash: "… автономного округа – Югры"."""
    if tokens[at].text not in {"–", "—", "-"} or at + 1 >= len(tokens):
        return 0
    return (
        2
        if tokens[at + 1].text.startswith("Югр") or tokens[at + 1].text.startswith("Кузбасс") or tokens[at + 1].text.startswith("Алани")
        else 0
    )


def _bracketed_place(tokens: Tokens, head: int, at: int) -> int:
    """ "Республики Саха (Якутия)"."""
    if tokens[at].text == "(" and at + 2 < len(tokens) and tokens[at + 2].text == ")" and tokens[at - 1].text == "Саха":
        return 3
    return 0


def _town(tokens: Tokens, head: int, at: int) -> int:
    """ "г. Бийска", "г.Москвы"."""
    if tokens[at].text == "г" and at + 2 < len(tokens) and tokens[at + 1].text == "." and tokens[at + 2].text[0].isupper():
        return 3
    return 0


def _aid(tokens: Tokens, head: int, at: int) -> int:
    """ "фонд помощи хосписам «Вера»": the ones who are helped stand in the dative."""
    return 1 if tokens[at - 1].lemma in {"помощь", "содействие", "поддержка"} and at > head + 1 and "case=datv" in tokens[at].feats else 0


TAILS: tuple[Tail, ...] = (
    _town,
    _aid,
    _named_after,
    _number,
    _quoted,
    _joined,
    _genitive,
    _by_field,
    _latin,
    _letters,
    _dash,
    _bracketed_place,
)

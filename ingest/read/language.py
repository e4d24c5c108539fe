"""Which language a text is in: Russian and English are read, others are refused by name.

Lines vote by their letters, so that a menu in another language does not outweigh the body. Letters and function words decide what is
clear; py3langid (slow to load) is asked only to name a third language or to judge Latin text without English function words.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from .outcome import Refused

_NAMES = {
    "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "de": "German", "es": "Spanish", "fr": "French", "it": "Italian",
    "kk": "Kazakh", "ky": "Kyrgyz", "mk": "Macedonian", "mn": "Mongolian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "sr": "Serbian", "tr": "Turkish", "uk": "Ukrainian", "az": "Azerbaijani", "ar": "Arabic", "zh": "Chinese", "hy": "Armenian",
    "ka": "Georgian", "ja": "Japanese", "ko": "Korean", "vi": "Vietnamese", "id": "Indonesian", "nl": "Dutch", "lt": "Lithuanian",
    "lv": "Latvian", "et": "Estonian", "fi": "Finnish", "hu": "Hungarian", "el": "Greek", "he": "Hebrew", "fa": "Persian",
    "tg": "Tajik", "uz": "Uzbek",
}  # fmt: skip
_SAME = {"rus": "ru", "russian": "ru", "русский": "ru", "eng": "en", "english": "en", "английский": "en"}
_REMEDY = "Russian (ru) and English (en) are read; --language ru or --language en forces one"
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_NOT_RUSSIAN = re.compile(r"[\u0400\u0402-\u040f\u0450\u0452-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OTHER = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f\u0400-\u052f]")
_WORDS = re.compile(r"[A-Za-z\u00c0-\u024f'’]+")
_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the of and to in a is for on with that by as at from be was are this an has have it its will which their were or not been his he "
        "who more also than they we our about said between into after would during over can had new all other under through",
    )
)


def accepted_language(text: str, told: str | None = None) -> str:
    """ "ru" or "en": as told, else as found. Raises `Refused` for another language or a text without words."""
    found = _code(told) if told else _found(text)
    if found not in ("ru", "en"):
        raise Refused(f"it is in a language that is not read: {_NAMES.get(found, found)}", _REMEDY)
    return found


def _code(told: str) -> str:
    code = told.strip().lower()
    return _SAME.get(code, re.split(r"[-_]", code)[0])


def _found(text: str) -> str:
    votes: Counter[str] = Counter()
    samples: dict[str, list[str]] = {}
    for line in text[:200_000].split("\n"):
        kind, weight = _vote(line)
        votes[kind] += weight
        samples.setdefault(kind, []).append(line)
    if not +votes:
        raise Refused("it holds no words", "leave it out, or check how it was saved")
    votes["en" if votes["en"] >= votes["latin"] else "latin"] += votes["short"]
    del votes["short"]
    kind = max(votes, key=lambda each: (votes[each], each))
    return kind if kind in ("ru", "en") else _name(kind, " ".join(samples.get(kind, []) + samples.get("short", []))[:20_000])


def _vote(line: str) -> tuple[str, int]:
    """What kind of line it is (ru, en, cyrillic, latin, script, or short: Latin too short to tell) and how many letters vote for it."""
    cyrillic, latin, other = len(_CYRILLIC.findall(line)), len(_LATIN.findall(line)), len(_OTHER.findall(line))
    most = max(cyrillic, latin, 3 * other)
    if most == 0 or most == 3 * other:
        return "script", 3 * other
    if most == cyrillic:
        return ("cyrillic" if len(_NOT_RUSSIAN.findall(line)) > max(1, 0.03 * cyrillic) or _bulgarian(line) else "ru"), cyrillic
    words = _WORDS.findall(line.lower())
    if len(words) < 6:
        return "short", latin
    return ("en" if sum(word in _ENGLISH for word in words) >= 0.15 * len(words) else "latin"), latin


def _bulgarian(line: str) -> bool:
    """Many hard signs and none of the letters that Bulgarian lacks."""
    return len(line) > 60 and line.count("ъ") >= max(2, 0.008 * len(line)) and not re.search(r"[ыэё]", line)


def _name(kind: str, sample: str) -> str:
    code, sure = _identifier().classify(sample)
    if kind == "latin":
        return str(code) if code != "en" and sure > 0.99 and len(sample) > 80 else "en"
    return "another" if code in ("ru", "en") else str(code)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  (a second to load, seldom needed)

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

"""What a client accepts: media types with q-values (RFC 9110, 12.5.1), languages, encodings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

_MOST = 50


def _entries(header: str) -> Iterator[tuple[str, float]]:
    """(value without parameters, quality) of each entry; malformed ones are left out."""
    for entry in header.split(",")[:_MOST]:
        value, *parameters = (part.strip() for part in entry.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, number = parameter.partition("=")
            if name.strip().lower() == "q":
                quality = _quality(number.strip())
        if value:
            yield value.lower(), quality


def _quality(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text)))
    except ValueError:
        return 0.0


def best(header: str, offered: Mapping[str, str] | Sequence[str]) -> str | None:
    """The offered media type that the header wants most; of equals the first offered. None when it wants none of them.

    The most specific entry decides about a type; no header, or an empty one, accepts all.
    """
    types = list(offered)
    said = dict(_entries(header))
    if not said:
        return types[0]

    def quality(media: str) -> float:
        plain = media.partition(";")[0].strip()
        for pattern in (plain, plain.partition("/")[0] + "/*", "*/*"):
            if pattern in said:
                return said[pattern]
        return 0.0

    found = max(types, key=quality)
    return found if quality(found) > 0 else None


def wants_html(header: str) -> bool:
    """Whether it is a person's browser: HTML is named, and nothing that programs read is wanted more."""
    said = dict(_entries(header))
    mine = said.get("text/html", 0.0)
    return mine > 0 and all(mine >= quality for media, quality in said.items() if media not in ("*/*", "application/xhtml+xml"))


def language(header: str, offered: Sequence[str] = ("en", "ru")) -> str:
    """The offered language that an Accept-Language header wants most; the first one when it wants none."""
    said: dict[str, float] = {}
    for value, quality in _entries(header):
        said.setdefault(value.partition("-")[0], quality)
    return max(offered, key=lambda lang: said.get(lang, 0.0)) if any(said.get(lang) for lang in offered) else offered[0]


def takes_gzip(header: str) -> bool:
    """Whether the client unpacks gzip."""
    said = dict(_entries(header))
    return said.get("gzip", said.get("*", 0.0)) > 0

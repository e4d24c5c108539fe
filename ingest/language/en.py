"""English: lemmas and coarse parts of speech by closed classes and endings. No tagger: names are found by their capitals."""

from __future__ import annotations

from functools import lru_cache

_CLASSES = {
    "PREP": "of in on at by for with from to into onto upon about between among through during under over within without across after "
    "before against along amid around via per toward towards until since including",
    "CONJ": "and or but nor as while when whereas although because if that than which who whom whose where",
    "DET": "the a an this that these those each every both all some any no its his her their our your my another such",
    "PRON": "it he she they we i you them him us me itself themselves himself herself one",
    "AUX": "is are was were be been being am has have had having will would shall should can could may might must do does did",
}
_CLASS = {word: pos for pos, words in _CLASSES.items() for word in words.split()}
_IRREGULAR = {
    "is": "be",
    "are": "be",
    "was": "be",
    "were": "be",
    "been": "be",
    "being": "be",
    "am": "be",
    "has": "have",
    "had": "have",
    "having": "have",
    "does": "do",
    "did": "do",
    "done": "do",
    "met": "meet",
    "held": "hold",
    "taught": "teach",
    "gave": "give",
    "given": "give",
    "took": "take",
    "taken": "take",
    "sent": "send",
    "brought": "bring",
    "began": "begin",
    "begun": "begin",
    "made": "make",
    "said": "say",
    "led": "lead",
    "built": "build",
    "bought": "buy",
    "came": "come",
    "went": "go",
    "gone": "go",
    "spoke": "speak",
    "spoken": "speak",
    "ran": "run",
    "won": "win",
    "saw": "see",
    "seen": "see",
    "kept": "keep",
    "left": "leave",
    "lent": "lend",
    "sold": "sell",
    "told": "tell",
    "paid": "pay",
    "wrote": "write",
    "written": "write",
    "became": "become",
    "drew": "draw",
    "drawn": "draw",
    "grew": "grow",
    "found": "find",
    "hosted": "host",
    "children": "child",
    "women": "woman",
    "men": "man",
    "people": "people",
    "series": "series",
    "data": "data",
    "this": "this",
    "its": "its",
    "signed": "sign",
    "signing": "sign",
    "agreed": "agree",
    "trained": "train",
    "training": "training",
    "planned": "plan",
    "plans": "plan",
}


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """Lower-case base form, by a table of irregular words and endings (rough: good for matching words against lists of base forms)."""
    low = word.lower().replace("’", "'")
    if low.endswith("'s"):
        low = low[:-2]
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if not low.isascii() or len(low) < 4:
        return low
    return _strip(low)


def _strip(low: str) -> str:
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    for ending in ("ing", "ed"):
        stem = low.removesuffix(ending)
        if stem != low and len(stem) >= 3 and any(c in "aeiouy" for c in stem):
            return _restore(stem, ending)
    return low


def _restore(stem: str, ending: str) -> str:
    if ending == "ed" and stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    return (
        stem + "e"
        if stem.endswith(("at", "iz", "is", "uc", "ag", "rg", "nc", "id", "iv", "ov", "as", "ur", "ut", "lv", "bl", "os", "ar", "ceiv"))
        else stem
    )


def pos(word: str, first: bool) -> str:
    """Coarse class: PREP, CONJ, DET, PRON, AUX, NUM, PUNCT, PROPN (capitalised inside a sentence, or an abbreviation), else X."""
    low = word.lower()
    if low in _CLASS and not (word.isupper() and len(word) > 1 and low in {"who", "us", "it"}):
        return _CLASS[low]
    if word[0].isdigit():
        return "NUM"
    if not word[0].isalpha():
        return "PUNCT"
    if word[0].isupper() and (not first or (word.isupper() and len(word) > 1)):
        return "PROPN"
    return "X"

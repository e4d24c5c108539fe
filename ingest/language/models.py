"""slovnet's Russian models from the data folder of the natasha distribution, which is found by path and not imported.

A model is a tagger of words: word vectors and word shapes, three convolutions over the words of a sentence, a layer that scores the tags.
All sentences of a page go through it as one row of words with gaps between, so a word's tag depends on its sentence alone, and long pages
cost as much a word as short ones.
"""

from __future__ import annotations

import gzip
import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from navec.tar import Tar
from slovnet.exec.pack import Pack
from slovnet.shape import word_shape

Array = npt.NDArray[Any]
_AT_ONCE = 1_500  # words: memory stays bounded
_UNKNOWN, _PAD = "<unk>", "<pad>"


def _data() -> Path:
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("natasha is not installed; its data folder holds the Russian models: pip install natasha")
    return Path(next(iter(spec.submodule_search_locations))) / "data"


@dataclass(frozen=True)
class Vectors:
    """Word vectors, quantised: each is a row of `parts`, numbers of pieces of `codes`. numbers: the row of each word in small letters."""

    numbers: Mapping[str, int]
    parts: Array
    codes: Array

    def of(self, rows: Array) -> Array:
        """The vectors of some rows."""
        pieces = self.codes[np.arange(self.codes.shape[0]), self.parts[rows]]
        return pieces.reshape(len(rows), -1)


@cache
def vectors() -> Vectors:
    """The word vectors that all models share, once for a process."""
    with Tar(str(_data() / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")) as tar:
        words = gzip.decompress(tar.load("vocab.bin").read())
        packed = tar.load("pq.bin").read()
    size = int(np.frombuffer(words, np.uint32, 1)[0])
    count, _, pieces, centres = (int(n) for n in np.frombuffer(packed, np.uint32, 4))
    parts = np.frombuffer(packed, np.uint8, count * pieces, 16).reshape(count, pieces)
    codes = np.frombuffer(packed, np.float32, -1, 16 + count * pieces).reshape(pieces, centres, -1)
    listed = words[4 + 4 * size :].decode("utf-8").splitlines()
    return Vectors({word: number for number, word in enumerate(listed)}, parts, codes)


@dataclass(frozen=True)
class _Layer:
    """A convolution over a word and its two neighbours, what is below zero cut off, then scale and shift."""

    before: Array
    here: Array
    after: Array
    bias: Array
    scale: Array
    shift: Array

    def __call__(self, rows: Array, gaps: Array) -> Array:
        out = rows @ self.here
        out[1:] += rows[:-1] @ self.before
        out[:-1] += rows[1:] @ self.after
        out += self.bias
        np.maximum(out, 0, out=out)
        out *= self.scale
        out += self.shift
        out[gaps] = 0
        return out


@dataclass(frozen=True)
class Tagger:
    """A model. tags: the names of its tags, by number; `head`: slovnet's last layer."""

    tags: tuple[str, ...]
    shapes: Mapping[str, int]
    outlines: Array
    layers: tuple[_Layer, ...]
    head: Any

    def scores(self, sentences: Sequence[Sequence[str]]) -> list[Array]:
        """For each sentence the scores of the tags of its words: (words, tags)."""
        found: list[Array] = []
        for some in _groups(sentences):
            found += self._scores(some)
        return found

    def _scores(self, sentences: Sequence[Sequence[str]]) -> list[Array]:
        # after each sentence stand the vector of "nothing", as in training, and a row of zeros
        table, unknown, other = vectors(), vectors().numbers[_UNKNOWN], self.shapes["OTHER"]
        words: list[int] = []
        shapes: list[int] = []
        gaps: list[int] = []
        spans: list[tuple[int, int]] = []
        for sentence in sentences:
            spans.append((len(words), len(words) + len(sentence)))
            words += [table.numbers.get(word.lower(), unknown) for word in sentence]
            shapes += [self.shapes.get(_shape(word), other) for word in sentence]
            gaps += [len(words), len(words) + 1]
            words += [table.numbers[_PAD]] * 2
            shapes += [self.shapes[_PAD]] * 2
        rows = np.concatenate((table.of(np.array(words)), self.outlines[np.array(shapes)]), axis=1)
        rows[gaps[1::2]] = 0
        for layer in self.layers:
            rows = layer(rows, np.array(gaps))
        scored = self.head(rows)
        return [scored[a:b] for a, b in spans]


@lru_cache(maxsize=50_000)
def _shape(word: str) -> str:
    shape: str = word_shape(word)
    return shape


def _groups(sentences: Sequence[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """Sentences in their order, so many at once as have a bounded number of words."""
    group: list[Sequence[str]] = []
    size = 0
    for sentence in sentences:
        if group and size + len(sentence) > _AT_ONCE:
            yield group
            group, size = [], 0
        group.append(sentence)
        size += len(sentence)
    if group:
        yield group


def load(kind: Any, name: str) -> Tagger:
    """A model by its slovnet class (`Morph`, `NER` of slovnet.exec.model) and short name ("morph", "ner")."""
    with Pack(str(_data() / "model" / f"slovnet_{name}_news_v1.tar")) as pack:
        pack.load_meta().check_protocol()
        model = pack.load_model(kind)
        model = model.inject_arrays(dict(pack.load_arrays(model.weights)))
        tags, shapes = pack.load_vocab("tag"), pack.load_vocab("shape")
    layers = tuple(_layer(layer.conv, layer.norm) for layer in model.encoder.layers)
    return Tagger(tuple(tags.items), shapes.item_ids, model.emb.shape.weight.array, layers, model.head)


def _layer(conv: Any, norm: Any) -> _Layer:
    """slovnet's layer with its weights in the order in which they are used."""
    before, here, after = (np.ascontiguousarray(conv.weight.array[:, :, at].T) for at in range(3))
    scale = norm.weight.array / norm.std.array
    return _Layer(before, here, after, conv.bias.array, scale, norm.bias.array - norm.mean.array * scale)

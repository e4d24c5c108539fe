"""The OpenRefine reconciliation API (W3C Community Group, version 0.2) over the things of a store, as functions of plain values.

`answer` is what a server calls. The service's address answers `manifest`, or with `queries` the answer of `reconcile`, with `extend` that
of `extend`; below it are /suggest/entity, /suggest/type, /suggest/property (`suggest`), /properties and /preview.
"""

from .extend import extend, properties
from .manifest import manifest
from .preview import preview
from .reconcile import reconcile
from .service import answer
from .suggest import suggest

__all__ = ["answer", "extend", "manifest", "preview", "properties", "reconcile", "suggest"]

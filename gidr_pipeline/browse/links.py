"""Addresses of pages: on the server, and as files that link each other relatively.

What belongs here: page and parameters to an address, and to a file name. What does not: what is on a page.
"""

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import quote, urlencode

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Address:
    """A page in a language: its name, the id of what it shows where it shows one thing, and further parameters. `form`
    is `html`, or `svg` or `csv` for the chart named in `chart`."""

    lang: str
    page: str
    id: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    chart: str = ""
    form: str = "html"

    def parameter(self, name: str) -> str:
        """One of the parameters, empty where it is not given."""
        return dict(self.parameters).get(name, "")


def address(lang: str, page: str, id: str = "", /, **parameters: object) -> Address:
    """The address with the parameters that have a value, in an order that does not hang on how they were given."""
    given = sorted((name, str(value)) for name, value in parameters.items() if value not in (None, ""))
    return Address(lang, page, id, tuple(given))


class Links(Protocol):
    """How pages link each other."""

    static: bool

    def to(self, target: Address) -> str: ...

    def asset(self, name: str) -> str: ...


class ServerLinks:
    """Addresses below the root of the server: `/zh/report/2022/某局.txt`."""

    static = False

    def to(self, target: Address) -> str:
        path = "/".join(part for part in (target.lang, target.page, quote(target.id, safe="/")) if part)
        query = [*target.parameters, *([(target.form, target.chart)] if target.chart else [])]
        return f"/{path}{'/' if not target.page else ''}" + (f"?{urlencode(query)}" if query else "")

    def asset(self, name: str) -> str:
        return f"/static/{name}"


@dataclass
class FileNames:
    """Which file each address has; `new` are those that were asked for since somebody took them from there."""

    names: dict[Address, str] = field(default_factory=dict)
    new: list[Address] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def of(self, target: Address) -> str:
        """The file below the folder of the export; one that no other has, on whatever file system."""
        if target not in self.names:
            name = _file(target)
            if self._is_taken(name):
                name = f"{target.lang}/{target.page}~{_digest(repr(target))}.{target.form}"
            self.names[target] = name
            self.new.append(target)
            self._taken.update(_folded(name))
        return self.names[target]

    def _is_taken(self, name: str) -> bool:
        """Whether there is such a file or folder already, or a file where a folder is needed."""
        whole, *above = _folded(name)
        return bool({whole, f"{whole}/", *(folder.rstrip("/") for folder in above)} & self._taken)


@dataclass(frozen=True)
class FileLinks:
    """Links from one file of an export to the others."""

    names: FileNames
    source: Address
    static = True

    def to(self, target: Address) -> str:
        return self._from_here(self.names.of(target))

    def asset(self, name: str) -> str:
        return self._from_here(f"static/{name}")

    def _from_here(self, name: str) -> str:
        return quote(posixpath.relpath(name, posixpath.dirname(self.names.of(self.source)) or "."))


def _folded(name: str) -> list[str]:
    parts = name.casefold().split("/")
    return ["/".join(parts[:end]) + ("/" if end < len(parts) else "") for end in range(len(parts), 0, -1)]


_UNSAFE = re.compile(r"[^\w.（）()-]|^\.|[. ]$")
_LONGEST = 120


def _file(target: Address) -> str:
    """`zh/report/2022/某局.txt.html`."""
    parts = [_part(part) for part in (target.id.split("/") if target.id else [])]
    last = parts.pop() if parts else target.page or "index"
    words = ".".join(f"{name}-{value}" for name, value in target.parameters)
    last += (f".{_part(words)}" if words else "") + (f".{target.chart}" if target.chart else "")
    folder = [target.page] if target.id else []
    return "/".join([target.lang, *folder, *parts, f"{last}.{target.form}"])


def _part(text: str) -> str:
    """The text where it is a name for a file everywhere, else what may stand of it, and its digest."""
    kept = _UNSAFE.sub("_", text)
    if kept == text and len(text.encode()) <= _LONGEST:
        return text
    while len(kept.encode()) > _LONGEST:
        kept = kept[:-1]
    return f"{kept}~{_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def of_query(lang: str, page: str, id: str, query: Mapping[str, str], known: tuple[str, ...]) -> Address:
    """The address that a request names: only the parameters that the page knows, and a chart where one is asked for."""
    base = address(lang, page, id, **{name: query[name].strip() for name in known if name in query})
    for form in ("svg", "csv"):
        if query.get(form):
            return Address(base.lang, base.page, base.id, base.parameters, query[form], form)
    return base

"""A local server that speaks PxWebApi v2 and Klass as they are documented, faults included."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

HTML = b"<!DOCTYPE html><html><body>Vi oppdaterer tallene</body></html>"


@dataclass
class Table:
    """A table: codes with labels by dimension, which may be left out, and its cells.

    Attributes
    ----------
    cells
        A number or a status symbol by codes in the dimensions' order; others are 0.
    """

    dimensions: Mapping[str, Mapping[str, str]]
    cells: Mapping[tuple[str, ...], float | str] = field(default_factory=dict)
    optional: tuple[str, ...] = ()
    updated: str = "2021-06-15T06:00:00Z"


@dataclass
class Faults:
    """What the next replies are instead: (status, headers, content), or a word of `Handler`."""

    data: list[tuple[int, dict[str, str], bytes] | str] = field(default_factory=list)
    metadata: list[tuple[int, dict[str, str], bytes] | str] = field(default_factory=list)


@dataclass
class Server:
    """What runs, what it has, and what it was asked."""

    address: str
    tables: dict[str, Table]
    klass: dict[str, Any] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    asked: list[tuple[str, str, Any]] = field(default_factory=list)

    @property
    def data_asked(self) -> list[Any]:
        return [body for method, path, body in self.asked if path.endswith("/data")]


def reply_of(name: str, table: Table, chosen: Mapping[str, list[str]], *, data: bool) -> Any:
    """Return a table's JSON-stat2, with data or without."""
    own = {n: {c: table.dimensions[n][c] for c in codes} for n, codes in chosen.items()}
    reply: dict[str, Any] = {
        "version": "2.0", "class": "dataset", "label": f"{name}: Tabell", "id": list(own),
        "source": "Statistisk sentralbyrå", "updated": table.updated,
        "size": [len(codes) for codes in own.values()],
        "dimension": {
            n: {"label": n, "extension": {"elimination": n in table.optional},
                "category": {"index": {c: k for k, c in enumerate(codes)}, "label": codes}}
            for n, codes in own.items()
        },
        "extension": {"px": {"tableid": name}},
    }  # fmt: skip
    if data:
        left = {n: codes for n, codes in table.dimensions.items() if n not in own}
        cells = [_cell(table, dict(zip(own, codes, strict=True)), left)
                 for codes in itertools.product(*own.values())]  # fmt: skip
        reply["value"] = [None if isinstance(cell, str) else cell for cell in cells]
        if status := {str(k): cell for k, cell in enumerate(cells) if isinstance(cell, str)}:
            reply["status"] = status
    else:
        reply["value"] = []
    return reply


def _cell(table: Table, codes: Mapping[str, str], left: Mapping[str, Any]) -> float | str | None:
    found = [
        table.cells.get(tuple({**codes, **dict(zip(left, rest, strict=True))}[n]
                              for n in table.dimensions), 0)
        for rest in itertools.product(*left.values())
    ]  # fmt: skip
    return next((cell for cell in found if isinstance(cell, str)), None) or sum(found)


class Handler(BaseHTTPRequestHandler):
    """Answers as SSB does."""

    served: Server

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _send(self, status: int, content: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _error(self, status: int, title: str) -> None:
        body = {"type": "Parameter error", "title": title, "status": status}
        self._send(status, json.dumps(body).encode())

    def do_GET(self) -> None:
        self._answer(None)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _answer(self, body: Any) -> None:
        served, parts = self.served, urlsplit(self.path)
        served.asked.append((self.command, parts.path, body))
        if parts.path in served.files:
            self._send(200, served.files[parts.path])
        elif parts.path.startswith("/klass/"):
            found = served.klass.get(self.path.removeprefix("/klass/classifications/"))
            self._send(200 if found else 404, json.dumps(found or {}).encode())
        elif parts.path.startswith("/api/tables/"):
            _, _, _, name, what = parts.path.split("/")
            faults = getattr(served.faults, what)
            if faults and not isinstance(faults[0], str):
                self._send(faults[0][0], faults[0][2], faults.pop(0)[1])
            elif name not in served.tables:
                self._error(404, "Non-existent table")
            else:
                fault = faults.pop(0) if faults else ""
                self._table(name, what, parse_qs(parts.query), body, fault)
        else:
            self._send(404, HTML)

    def _table(self, name: str, what: str, query: Any, body: Any, fault: str) -> None:
        table = self.served.tables[name]
        chosen = {n: list(codes) for n, codes in table.dimensions.items()}
        if what == "data":
            if query.get("outputFormat") != ["json-stat2"] or "outputFormatParams" in query:
                return self._error(400, "Unsupported output format")
            selected = {s["variableCode"]: s["valueCodes"] for s in body["selection"]}
            if any(len(set(codes)) < len(codes) for codes in selected.values()):
                return self._send(500, b"")
            if any(n not in selected for n in chosen if n not in table.optional):
                return self._error(400, "Missing selection for mandantory variable")
            if any(n not in chosen for n in selected):
                return self._error(400, "Non-existent variable")
            chosen = {n: chosen[n] if c == ["*"] else c for n, c in selected.items()}
            if any(c not in table.dimensions[n] for n, codes in chosen.items() for c in codes):
                return self._error(400, "Non-existent value")
            if math.prod(map(len, chosen.values())) > 800_000:
                return self._error(403, "Too many cells selected")
        reply = reply_of(name, table, chosen, data=what == "data")
        if fault == "short":
            reply["value"] = reply["value"][:-1]
        content = json.dumps(reply).encode()
        if fault == "cut":  # the connection breaks in the middle
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2])
            self.close_connection = True
            return None
        return self._send(200, content[: len(content) // 2] if fault == "half" else content)


@contextmanager
def serving(tables: dict[str, Table]) -> Iterator[Server]:
    """Run a server on this machine."""
    handler = type("Own", (Handler,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        handler.served = Server(f"http://127.0.0.1:{http.server_port}", tables)
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield handler.served
        http.shutdown()
        thread.join()

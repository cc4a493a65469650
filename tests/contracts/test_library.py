"""The library contract on the package's fake, on Qdrant Edge, on qdrant-client's local mode and on a given server."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from polycite.adapters.index.edge import EdgeLibrary
from polycite.adapters.index.memory import MemoryLibrary
from polycite.ports import Library
from tests.contracts.library_contract import LibraryContract
from tests.contracts.publishing_contract import PublishingContract
from tests.contracts.servers import local_mode, needs_server, server


class TestMemoryLibrary(LibraryContract, PublishingContract):
    @classmethod
    def opened(cls, folder: Path) -> AbstractContextManager[Library]:
        return nullcontext(MemoryLibrary())


class TestEdgeLibrary(LibraryContract, PublishingContract):
    @classmethod
    def opened(cls, folder: Path) -> AbstractContextManager[Library]:
        return nullcontext(EdgeLibrary(folder / "index"))


class TestLocalModeLibrary(LibraryContract, PublishingContract):
    @classmethod
    def opened(cls, folder: Path) -> AbstractContextManager[Library]:
        return local_mode()


@needs_server
class TestServerLibrary(LibraryContract, PublishingContract):
    @classmethod
    def opened(cls, folder: Path) -> AbstractContextManager[Library]:
        return server()

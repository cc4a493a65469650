"""GET /livez and GET /readyz, for whoever starts, restarts and routes to the service."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request

from polycite.ask import Asker
from polycite.web.contract import index_out
from polycite.web.description import problems
from polycite.web.principals import principal_of
from polycite.web.schema import IndexOut
from polycite.web.turns import Turns


class Alive(BaseModel):
    """The event loop turns."""

    model_config = ConfigDict(frozen=True)

    status: str = "alive"


class Ready(BaseModel):
    """Questions can be answered, from this index with so many documents that the asker may read."""

    model_config = ConfigDict(frozen=True)

    status: str = "ready"
    index: IndexOut
    documents: int


def health(asker: Asker, turns: Turns) -> APIRouter:
    """The two probes."""
    router = APIRouter(tags=["health"])

    @router.get("/livez")
    async def livez() -> Alive:
        """Answers as long as the event loop turns; asks nothing of the index."""
        return Alive()

    @router.get("/readyz", responses=problems(503))
    def readyz(request: Request) -> Ready:
        """503 with the command to run while there is no index, or one of another embedder; 503 while it stops."""
        turns.serving()
        index = asker.index()
        return Ready(index=index_out(index.generation), documents=len(index.documents(principal_of(request))))

    return router

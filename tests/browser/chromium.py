"""Which browser the tests drive, and how it is kept to itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping

FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
    # Containers give /dev/shm 64 MB, which a page with an image of a PDF page may outgrow.
    "--disable-dev-shm-usage",
    # No name resolves and no address but the loopback is reached, whatever a page asks for.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
MISSING = "no Chromium here: 'apt-get install chromium-headless-shell', or name one with CHROMIUM=/path/to/chromium"
"""Why browser tests are skipped where there is none."""


def find(environment: Mapping[str, str] = os.environ) -> str | None:
    """The path of Chromium: CHROMIUM, else the first on PATH, its lean shell before the whole; None without any.

    The variable has no prefix POLYCITE_, because those are settings and an unknown setting is refused.
    """
    known = filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser")))
    return environment.get("CHROMIUM") or next(known, None)

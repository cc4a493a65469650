"""axe-core on a page as it is, under the page's own policy, through open shadow roots."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""Named, because by default axe leaves the rules of WCAG 2.2 out."""
_RUN = """async (tags) => {
  const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations"]});
  return found.violations.map((one) => [one.id, one.help, one.nodes.map((node) => node.target.flat().join(" "))]);
}"""


def violations(page: Page) -> list[str]:
    """What axe finds wrong, a line each: rule, what it asks, and where."""
    page.evaluate(Axe().axe_script)
    found: list[Any] = page.evaluate(_RUN, list(TAGS))
    return [f"{rule}: {wanted}: {', '.join(places)}" for rule, wanted, places in found]

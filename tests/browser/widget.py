"""The widget as a test drives it: its parts by name, through the open shadow root."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

TAG = "polycite-chat"


class Widget:
    """One `<polycite-chat>` of a page; `index` counts from 0."""

    def __init__(self, page: Page, index: int = 0) -> None:
        self.page = page
        self.element = page.locator(TAG).nth(index)

    def part(self, name: str) -> Locator:
        """Everything that carries this part name."""
        return self.element.locator(f'[part~="{name}"]')

    def open(self) -> Widget:
        """Press the launcher and wait for the panel."""
        self.part("launcher").click()
        expect(self.part("panel")).to_be_visible()
        return self

    def ask(self, question: str = "Hoeveel dagen mag ik telewerken?") -> Widget:
        """Type a question and send it by Enter."""
        self.part("input").fill(question)
        self.part("input").press("Enter")
        return self

    def answered(self, count: int = 1) -> Locator:
        """Wait for so many finished answers; the last one."""
        expect(self.part("copy")).to_have_count(count)
        return self.part("answer").last

    def call(self, script: str, argument: object = None) -> Any:
        """Run a function of the element: `(element, argument) => ...`."""
        return self.element.evaluate(script, argument)

    def focused(self) -> str:
        """Which part has the focus, or element of no part; "" where it is outside of this widget."""
        found = self.call(
            "(element) => { let one = document.activeElement; if (one !== element) return '';"
            " while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;"
            " return one.getAttribute('part') ?? one.localName; }"
        )
        return str(found)

    def heard(self) -> list[str]:
        """What a screen reader is told, in order: each change of a live region to a text, since `listen`."""
        return list(self.page.evaluate("() => window.polyciteHeard"))

    def listen(self) -> None:
        """Keep every text that comes to stand in a live region of this widget, as 'politeness: text'."""
        self.call(_LISTEN)


_LISTEN = """(element) => {
  window.polyciteHeard = [];
  const roles = {status: "polite", alert: "assertive", log: "polite"};
  const politeness = (one) => one.getAttribute("aria-live") ?? roles[one.getAttribute("role")] ?? "off";
  const regions = [...element.shadowRoot.querySelectorAll("[aria-live], [role=status], [role=alert], [role=log]")];
  for (const region of regions) {
    if (politeness(region) === "off") continue;
    new MutationObserver(() => {
      const said = region.textContent.trim();
      if (said) window.polyciteHeard.push(`${politeness(region)}: ${said}`);
    }).observe(region, {childList: true, characterData: true, subtree: true});
  }
}"""

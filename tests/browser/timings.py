"""How long an answer takes where a person waits for it: `python -m tests.browser.timings [QUESTIONS]`.

Gold questions of the training split are asked in the widget on another site's page and in the form of the first page;
beside that stand the time of the same service over its API and what the service itself counts. Nothing fails: time
depends on the machine.
"""

from __future__ import annotations

import json
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import httpx
import numpy as np
from playwright.sync_api import Browser, expect, sync_playwright
from playwright.sync_api import Page as Tab

from tests.browser import chromium
from tests.browser.corpus_service import CHECKOUT, apart, indexed, serving
from tests.browser.host import Page, hosting
from tests.browser.widget import Widget

ASKED = 100
_GOLD = CHECKOUT / "eval" / "gold"
_WATCH = """(element) => {
  const root = element.shadowRoot;
  const seen = () => ({
    source: [...root.querySelectorAll('[part~="source"], [part~="passage"]')].length,
    done: root.querySelectorAll('[part~="turn"][data-state="answered"], [part~="turn"][data-state="declined"]').length,
  });
  const begun = seen();
  window.polyciteTimes = {};
  let from = 0;
  window.addEventListener("keydown", () => { from = performance.now() }, { capture: true, once: true });
  const note = () => {
    const now = seen();
    for (const name of ["source", "done"]) {
      if (now[name] > begun[name]) window.polyciteTimes[name] ??= performance.now() - from;
    }
  };
  window.polyciteWatch?.disconnect();
  window.polyciteWatch = new MutationObserver(note);
  window.polyciteWatch.observe(root, { subtree: true, childList: true, attributes: true });
}"""
_LOADED = """() => {
  const [seen] = performance.getEntriesByType("navigation");
  const asked = Number(sessionStorage.getItem("polyciteAsked"));
  return performance.timeOrigin + seen.loadEventEnd - asked;
}"""
_ASKING = """() => document.querySelector("#question").addEventListener("keydown",
  () => sessionStorage.setItem("polyciteAsked", performance.timeOrigin + performance.now()), { capture: true })"""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of each question, by what was waited for, in the order of asking."""

    by_name: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, milliseconds: float) -> None:
        """Note one question."""
        self.by_name.setdefault(name, []).append(milliseconds)


def train_questions(count: int) -> tuple[tuple[str, str], ...]:
    """So many gold questions of the training split with their languages, evenly from all of them."""
    groups = tomllib.loads((_GOLD / "splits.toml").read_text("utf-8"))["groups"].values()
    families = {family for group in groups if group["split"] == "train" for family in group["families"]}
    lines = [line for file in sorted(_GOLD.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    every = [(one["question"], one["language"]) for one in map(json.loads, lines) if one["family"] in families]
    return tuple(every[number * len(every) // count] for number in range(count))


def over_the_api(service: str, questions: Sequence[tuple[str, str]], times: Times) -> None:
    """Ask as a program does; the connection stays open."""
    with httpx.Client(base_url=service, timeout=60, trust_env=False) as client:
        for question, _ in questions:
            begun = perf_counter()
            told = client.post("/v1/ask", json={"question": question}).json()
            times.add("API: POST /v1/ask", (perf_counter() - begun) * 1000)
            times.add("  counted by the service", told["timings_ms"]["total"])


def in_the_widget(tab: Tab, questions: Sequence[tuple[str, str]], times: Times) -> None:
    """Ask in a widget, each question in a conversation of its own."""
    for question, _ in questions:
        widget = Widget(tab)
        widget.call("(element) => { element.reset(); element.open() }")
        widget.call(_WATCH)
        widget.ask(question)
        tab.wait_for_function("() => window.polyciteTimes.done !== undefined", timeout=60_000)
        told: Mapping[str, float] = tab.evaluate("() => window.polyciteTimes")
        if "source" in told:
            times.add("widget: Enter to the first source", told["source"])
        times.add("widget: Enter to the whole answer", told["done"])


def on_the_page(tab: Tab, service: str, questions: Sequence[tuple[str, str]], times: Times) -> None:
    """Ask in the form of the first page, until the page of the answer is loaded."""
    for question, language in questions:
        tab.goto(f"{service}/?lang={language}")
        tab.evaluate(_ASKING)
        tab.locator("#question").fill(question)
        tab.locator("#question").press("Enter")
        tab.wait_for_url("**/answers/**", wait_until="load", timeout=60_000)
        times.add("page: Enter to the answer's page", tab.evaluate(_LOADED))


def table(times: Times) -> list[str]:
    """The lines of the report."""
    head = f"{'milliseconds':<36}{'questions':>10}{'p50':>8}{'p95':>8}"
    return [head, *(_line(name, taken) for name, taken in times.by_name.items())]


def _line(name: str, taken: Sequence[float]) -> str:
    middle, late = np.percentile(taken, [50, 95])
    return f"{name:<36}{len(taken):>10}{middle:>8.0f}{late:>8.0f}"


@contextmanager
def staged() -> Iterator[tuple[Browser, str, str]]:
    """A browser, a service, and a page with its widget on another origin, until the block ends."""
    with (
        sync_playwright() as playwright,
        hosting() as host,
        tempfile.TemporaryDirectory() as folder,
        serving(apart(indexed(), Path(folder)), [host.url]) as service,
    ):
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        yield browser, service, host.put(Page(service))
        browser.close()


def measured(count: int) -> Times:
    """Ask so many questions in each way, one after another; the first of all is asked twice and not counted once."""
    questions, times = train_questions(count), Times()
    with staged() as (browser, service, hosted):
        over_the_api(service, questions[:1], Times())
        over_the_api(service, questions, times)
        tab = browser.new_page()
        tab.goto(hosted)
        expect(Widget(tab).part("launcher")).to_be_visible()
        in_the_widget(tab, questions[:1], Times())
        in_the_widget(tab, questions, times)
        on_the_page(tab, service, questions, times)
    return times


def main(arguments: Sequence[str], say: Callable[[str], None] = print) -> int:
    """Print the table."""
    if chromium.find() is None:
        say(chromium.MISSING)
        return 0
    for line in table(measured(int(arguments[0]) if arguments else ASKED)):
        say(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

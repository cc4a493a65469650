"""What a browser itself measures of a page: work, frames and shifts."""

from __future__ import annotations

import itertools

from playwright.sync_api import CDPSession, Page

FRAME = 1000 / 60
"""Milliseconds of one frame."""
_SHIFT = """() => new Promise((done) => {
  let sum = 0;
  const hosts = ({ node }) => node?.getRootNode() === document && node.localName !== "polycite-chat";
  const observer = new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (one.sources.some(hosts)) sum += one.value;
  });
  observer.observe({ type: "layout-shift", buffered: true });
  // A frame that moves something, the one after it, and the turn in which it is told.
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))));
})"""
_WATCH = """() => {
  window.frames_seen = [];
  const see = (now) => { frames_seen.push(now); window.watching = requestAnimationFrame(see); };
  window.watching = requestAnimationFrame(see);
}"""


def layout_shift(page: Page) -> float:
    """The sum of all shifts of the host's own elements so far, those that followed a click too."""
    return float(page.evaluate(_SHIFT))


def working(devtools: CDPSession) -> float:
    """Milliseconds that the page's main thread has worked since `Performance.enable`."""
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return 1000 * next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")


def watch_frames(page: Page) -> None:
    """Begin to note when each frame is drawn."""
    page.evaluate(_WATCH)


def frames(page: Page) -> list[float]:
    """Milliseconds between one frame and the next, since `watch_frames`."""
    seen = page.evaluate("() => { cancelAnimationFrame(window.watching); return frames_seen }")
    return [after - before for before, after in itertools.pairwise(seen)]


def dropped(gaps: list[float]) -> float:
    """The share of frames that should have been drawn and were not."""
    missed = sum(max(0, round(gap / FRAME) - 1) for gap in gaps)
    return missed / (missed + len(gaps)) if gaps else 0.0

const NARROW = "(max-width: 639.98px), (max-height: 419.98px)";

/**
 * The panel: a dialog that leaves the page usable, a modal one that fills a small window, or (inline) a part of the
 * page. The browser itself makes the page inert behind a modal one and gives it back.
 */
class Panel {
  constructor(frame, inline, signal) {
    this.frame = frame;
    this.inline = inline;
    this.node = make(inline ? "section" : "dialog", { part: "panel", id: freshId("panel") });
    this.narrow = matchMedia(NARROW);
    if (inline) return;
    this.node.addEventListener("keydown", (event) => event.key === "Tab" && this.wrap(event));
    this.narrow.addEventListener("change", () => this.turn(), { signal });
    visualViewport?.addEventListener("resize", () => this.fit(), { signal });
    visualViewport?.addEventListener("scroll", () => this.fit(), { signal });
  }

  get isOpen() {
    return this.inline || this.node.open;
  }

  get fills() {
    return !this.inline && this.narrow.matches;
  }

  show() {
    this.frame.classList.toggle("full", this.fills);
    if (this.fills) this.node.setAttribute("aria-modal", "true");
    else this.node.removeAttribute("aria-modal");
    // Not show(): that would move the focus, which a page that opens the panel by itself may not want.
    if (this.fills) this.node.showModal();
    else this.node.open = true;
    this.fit();
  }

  hide() {
    if (this.node.matches(":modal")) this.node.close();
    else this.node.open = false;
  }

  /** Changes between filling the window and standing in it while it is open; the focus stays where it is. */
  turn() {
    if (!this.node.open) return;
    const had = this.node.contains(focused()) ? focused() : null;
    this.hide();
    this.show();
    if (had) focusOn(had);
  }

  /** From the last to the first in a panel that fills the window, and back: the browser itself would pass by the page. */
  wrap(event) {
    if (!this.node.matches(":modal")) return;
    const found = [...this.node.querySelectorAll("a[href], button:enabled, textarea, [tabindex]")];
    const seen = found.filter((one) => one.getClientRects().length > 0);
    const [from, to] = event.shiftKey ? [seen[0], seen.at(-1)] : [seen.at(-1), seen[0]];
    if (focused() !== from) return;
    event.preventDefault();
    focusOn(to);
  }

  /** Keeps a panel that fills the window above the keyboard of a telephone; not while somebody zooms in. */
  fit() {
    const seen = this.frame.classList.contains("full") && visualViewport?.scale === 1 ? visualViewport : null;
    this.node.style.height = seen ? `${seen.height}px` : "";
    this.node.style.top = seen ? `${seen.offsetTop}px` : "";
  }
}

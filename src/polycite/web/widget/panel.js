const NARROW = "(max-width: 639.98px), (max-height: 419.98px)";

/** A dialog beside the page, one that fills a small window and makes the page inert, or a part of the page. */
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
    // Not show(), which moves the focus.
    if (this.fills) this.node.showModal();
    else this.node.open = true;
    this.fit();
  }

  hide() {
    if (this.node.matches(":modal")) this.node.close();
    else this.node.open = false;
  }

  /** The window has become small or large; the focus stays. */
  turn() {
    if (!this.node.open) return;
    const had = this.node.contains(focused()) ? focused() : null;
    this.hide();
    this.show();
    if (had) focusOn(had);
  }

  /** From the last to the first and back: the browser itself would pass by the page. */
  wrap(event) {
    if (!this.node.matches(":modal")) return;
    const found = [...this.node.querySelectorAll("a[href], button:enabled, textarea, [tabindex]")];
    const seen = found.filter((one) => one.getClientRects().length > 0);
    const [from, to] = event.shiftKey ? [seen[0], seen.at(-1)] : [seen.at(-1), seen[0]];
    if (focused() !== from) return;
    event.preventDefault();
    focusOn(to);
  }

  /** Above the keyboard of a telephone; not while somebody zooms in. */
  fit() {
    const seen = this.frame.classList.contains("full") && visualViewport?.scale === 1 ? visualViewport : null;
    this.node.style.height = seen ? `${seen.height}px` : "";
    this.node.style.top = seen ? `${seen.offsetTop}px` : "";
  }
}

/** Milliseconds of the pointer on a marker before it opens, and off it before it closes. */
const REST = 120;
const AWAY = 300;
const EDGE = 8;

/** The one pop-over: opens by hover, focus or a press, stays while either is on it, closes by Escape (WCAG 1.4.13). */
class Popover {
  constructor() {
    this.open = null;
    this.pinned = false;
    this.closing = false;
    this.timer = null;
  }

  beside(press, label, inside) {
    const anchor = { press, label, inside, box: null, holder: make("span", { class: "cite" }, press) };
    press.setAttribute("aria-expanded", "false");
    press.addEventListener("click", (event) => this.pressed(anchor, event));
    listen(anchor.holder, {
      pointerenter: (event) => event.pointerType === "mouse" && this.after(REST, () => this.show(anchor)),
      pointerleave: (event) => event.pointerType === "mouse" && this.after(AWAY, () => this.leave(anchor)),
      focusin: () => this.show(anchor),
      focusout: (event) => anchor.holder.contains(event.relatedTarget) || this.leave(anchor, true),
    });
    return anchor.holder;
  }

  /** Closes it; says whether there was one. Focus inside it returns to its marker. */
  close() {
    clearTimeout(this.timer);
    const anchor = this.open;
    if (!anchor) return false;
    const inside = anchor.box.contains(focused());
    this.open = null;
    this.pinned = false;
    anchor.press.setAttribute("aria-expanded", "false");
    anchor.press.removeAttribute("aria-controls");
    this.closing = true;
    if (inside) focusOn(anchor.press);
    this.closing = false;
    anchor.box.remove();
    return true;
  }

  pressedAt(target) {
    if (this.open && !this.open.holder.contains(target)) this.close();
  }

  /** Keeps it beside its marker as long as that is in sight. */
  follow(sight) {
    if (!this.open) return;
    const marker = this.open.press.getBoundingClientRect();
    const seen = sight.getBoundingClientRect();
    if (marker.bottom < seen.top || marker.top > seen.bottom) this.close();
    else place(this.open.box, marker);
  }

  after(milliseconds, act) {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, milliseconds);
  }

  pressed(anchor, event) {
    // By keyboard the focus has opened it already; by pointer the first press keeps what hovering opened.
    const shut = this.open === anchor && (this.pinned || event.detail === 0);
    if (shut) return this.close();
    this.show(anchor);
    this.pinned = true;
  }

  leave(anchor, always = false) {
    const stays = !always && (this.pinned || anchor.holder.contains(focused()));
    if (this.open === anchor && !stays) this.close();
  }

  show(anchor) {
    clearTimeout(this.timer);
    if (this.closing || this.open === anchor) return;
    this.close();
    const told = { part: "popover", id: freshId("source"), role: "group", popover: "manual" };
    anchor.box = make("span", { ...told, "aria-label": anchor.label }, ...anchor.inside());
    anchor.holder.append(anchor.box);
    // Above everything else, in browsers that can.
    anchor.box.showPopover?.();
    anchor.press.setAttribute("aria-expanded", "true");
    anchor.press.setAttribute("aria-controls", anchor.box.id);
    this.open = anchor;
    place(anchor.box, anchor.press.getBoundingClientRect());
  }
}

/** Below the marker, or above it where there is more room; never over an edge. */
function place(box, marker) {
  const { clientHeight } = document.documentElement;
  const panel = box.closest(".panel").getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const left = Math.min(marker.left - 24, panel.right - width - EDGE);
  const below = marker.bottom + 6;
  const above = marker.top - height - 6;
  const top = below + height > clientHeight - EDGE && above > EDGE ? above : below;
  box.style.left = `${Math.max(left, panel.left + EDGE, EDGE)}px`;
  box.style.top = `${Math.max(Math.min(top, clientHeight - height - EDGE), EDGE)}px`;
}

/** Pixels from its place at which the transcript still is there. */
const NEAR = 24;

/** The questions and answers, in a log that scrolls by itself only while the reader is where the new words come. */
class Transcript {
  constructor(shared, empty) {
    this.shared = shared;
    this.turns = new Map();
    this.pending = new Set();
    this.frame = null;
    this.empty = empty;
    const told = { part: "transcript", role: "log", "aria-live": "off", tabindex: "0" };
    this.log = make("div", { ...told, "aria-label": shared.words.say("transcript") }, empty);
    this.newer = button("new-content", shared.words.say("newer"), () => this.toEnd(), "under");
    this.newer.hidden = true;
    this.node = make("div", { class: "scroll" }, this.log, this.newer);
    this.log.addEventListener("scroll", () => this.scrolled(), { passive: true });
  }

  /** Adds a turn; the reader asked for it, so it comes into sight. */
  add(turn) {
    const view = new TurnView(turn, this.shared);
    this.turns.set(turn, view);
    this.empty.hidden = true;
    this.log.append(view.node);
    this.log.scrollTop = this.place(view);
    this.scrolled();
  }

  /** The panel has opened: the last turn comes into sight. */
  arrive() {
    const last = [...this.turns.values()].at(-1);
    if (last) this.log.scrollTop = this.place(last);
    this.scrolled();
  }

  remove(turn) {
    this.turns.get(turn)?.node.remove();
    this.turns.delete(turn);
    this.pending.delete(turn);
    this.empty.hidden = this.turns.size > 0;
    this.scrolled();
  }

  update(turn) {
    this.pending.delete(turn);
    const view = this.turns.get(turn);
    if (view) this.following(view, () => this.kept(view));
  }

  /** Draws the words of a turn in the next frame. */
  stream(turn) {
    this.pending.add(turn);
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      const views = [...this.pending].map((one) => this.turns.get(one));
      for (const one of views) if (one) this.following(one, (view) => view.stream());
      this.pending.clear();
    });
  }

  quit() {
    if (this.frame !== null) cancelAnimationFrame(this.frame);
  }

  /** Redrawing takes away what had the focus: it goes to the log then, never to the page. */
  kept(view) {
    const had = view.body.contains(focused());
    view.draw();
    if (had) focusOn(this.log);
  }

  following(view, act) {
    const there = Math.abs(this.log.scrollTop - this.place(view)) <= NEAR;
    act(view);
    if (there) this.log.scrollTop = this.place(view);
    this.scrolled();
  }

  /** Where the newest words are in sight, but never past their question. */
  place(view) {
    return Math.min(this.log.scrollHeight - this.log.clientHeight, view.asked.offsetTop - 12);
  }

  toEnd() {
    focusOn(this.log);
    this.log.scrollTop = this.log.scrollHeight;
    this.scrolled();
  }

  scrolled() {
    const under = this.log.scrollHeight - this.log.clientHeight - this.log.scrollTop;
    this.newer.hidden = under <= NEAR || this.turns.size === 0;
    this.shared.popover.follow(this.log);
  }
}

/** Milliseconds to wait: a screen reader misses a change right after the focus moves. */
const HUSH = 250;
/** Milliseconds until a region is emptied, so that nobody finds the answer there again. */
const KEPT = 5000;

/** Speaks to screen readers, by turns in two regions, so that the same words twice are heard twice. */
class Announcer {
  constructor() {
    this.polite = [region("polite"), region("polite")];
    this.urgent = region("assertive");
    this.turn = 0;
    this.waiting = [];
    this.timers = new Set();
  }

  get nodes() {
    return [...this.polite, this.urgent];
  }

  say(words, language) {
    this.waiting.push([words, language]);
    if (this.waiting.length === 1) this.later(() => this.next(), HUSH);
  }

  /** Says what went wrong instead of all that waits. */
  alarm(words, language) {
    this.silence();
    this.later(() => this.fill(this.urgent, words, language), HUSH);
  }

  silence() {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.waiting = [];
    for (const node of this.nodes) node.textContent = "";
  }

  next() {
    const [words, language] = this.waiting.shift();
    this.polite[this.turn].textContent = "";
    this.turn = 1 - this.turn;
    this.fill(this.polite[this.turn], words, language);
    if (this.waiting.length > 0) this.later(() => this.next(), HUSH);
  }

  fill(node, words, language) {
    node.lang = language;
    node.textContent = words;
    this.later(() => {
      if (node.textContent === words) node.textContent = "";
    }, KEPT);
  }

  later(act, milliseconds) {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      act();
    }, milliseconds);
    this.timers.add(timer);
  }
}

function region(politeness) {
  return make("div", { part: "announcer", class: "heard", "aria-live": politeness, "aria-atomic": "true" });
}

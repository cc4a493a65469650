const REMEMBERED = 20;

/** Keeps the answered turns in this tab until it closes. */
class Session {
  /** @param {string|null} key name of the entry in sessionStorage; null keeps nothing */
  constructor(key) {
    this.key = key;
  }

  save(turns) {
    const answered = turns.filter((turn) => turn.data !== null).slice(-REMEMBERED);
    const kept = answered.map(({ question, data, vote }) => ({ question, data, vote }));
    this.stored((storage) => storage.setItem(this.key, JSON.stringify(kept)));
  }

  load() {
    const written = this.stored((storage) => storage.getItem(this.key));
    const kept = written ? objectIn({ data: `{"turns": ${written}}` }) : null;
    return listed(kept?.turns, restored);
  }

  clear() {
    this.stored((storage) => storage.removeItem(this.key));
  }

  /** What `use` gives; null where nothing is kept, allowed or has room. */
  stored(use) {
    if (this.key === null) return null;
    try {
      return use(sessionStorage);
    } catch (error) {
      if (error instanceof DOMException) return null;
      throw error;
    }
  }
}

function restored({ question, data, vote }) {
  if (typeof question !== "string") return null;
  const turn = new Turn(question);
  turn.finish(data);
  turn.vote = vote === "up" || vote === "down" ? vote : null;
  return turn.answer ? turn : null;
}

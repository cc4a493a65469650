const LONGEST_REASON = 500;

class Opinion {
  constructor(turn, scene) {
    this.turn = turn;
    this.scene = scene;
    this.kept = turn.vote;
    this.sent = Promise.resolve();
    const { words } = scene;
    this.thumbs = ["up", "down"].map((vote) =>
      button(`vote-${vote}`, words.say(vote), () => this.send(turn.vote === vote ? null : vote), vote),
    );
    this.said = make("div", { class: "opinion", hidden: true });
    this.press();
    // A reason half written stays, whatever draws the turn again.
    if (turn.reason) this.show("thanks", this.votedFor(turn.vote));
  }

  press() {
    this.thumbs.forEach((thumb, number) => {
      thumb.setAttribute("aria-pressed", String(this.turn.vote === ["up", "down"][number]));
    });
  }

  /** Sends a vote, or takes it back with null, after those before it. */
  send(vote, reason = "") {
    this.turn.vote = vote;
    this.press();
    this.sent = this.sent.then(() => this.post(vote, reason));
  }

  async post(vote, reason) {
    try {
      await this.scene.client.feedback(this.turn.answer.id, vote, reason);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.turn.vote = this.kept;
      this.press();
      return this.tell("unsent", [this.button("retry", "again", () => this.send(vote, reason))]);
    }
    this.kept = vote;
    this.scene.voted(this.turn);
    this.answered(vote, reason);
  }

  answered(vote, reason) {
    if (vote === null || reason) this.turn.reason = "";
    if (vote === null) return this.tell("undone", []);
    this.tell("thanks", this.votedFor(vote).slice(0, reason ? 1 : 2));
  }

  votedFor(vote) {
    return [this.button("undo", "undo", () => this.send(null)), this.form(vote)];
  }

  show(key, after) {
    const said = make("div", { class: "said" }, this.scene.words.say(key), ...after.slice(0, 1));
    this.said.hidden = false;
    this.said.replaceChildren(said, ...after.slice(1));
  }

  tell(key, after) {
    const { words, announcer } = this.scene;
    const had = this.said.contains(focused());
    this.show(key, after);
    announcer.say(words.say(key), words.language);
    // What had the focus is gone: it goes to the thumb that was pressed, never to the page.
    if (had) focusOn(this.thumbs[this.turn.vote === "down" ? 1 : 0]);
  }

  button(part, key, act) {
    return button(part, this.scene.words.say(key), act);
  }

  form(vote) {
    const { words } = this.scene;
    const [name, count] = [freshId("reason"), freshId("count")];
    const field = make("textarea", { part: "reason", class: "field", id: name, rows: "2", "aria-describedby": count });
    field.value = this.turn.reason;
    const counter = make("div", { part: "reason-counter", class: "counter", id: count });
    const send = button("reason-send", words.say("reason_send"), () => this.send(vote, field.value.trim()));
    const measure = () => counted(field.value, LONGEST_REASON, counter, words);
    const check = () => {
      this.turn.reason = field.value;
      send.disabled = measure() < 0 || field.value.trim() === "";
    };
    field.addEventListener("input", check);
    check();
    return make("div", { class: "opinion" }, make("label", { for: name }, words.say("reason")), field, counter, send);
  }
}

/** Writes and gives how many characters are left; the service counts code points. */
function counted(written, most, counter, words) {
  const left = most - Array.from(written).length;
  counter.textContent = words.say(left < 0 ? "over" : "left", { n: Math.abs(left) });
  counter.classList.toggle("over", left < 0);
  return left;
}

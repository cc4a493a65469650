/** One question: what has arrived of its answer, how it ended, and what the person thought of it. */
class Turn {
  constructor(question) {
    this.question = question;
    this.vote = null;
    this.reason = "";
    this.begin();
  }

  begin() {
    this.state = "searching";
    this.text = "";
    this.found = null;
    this.answer = null;
    this.data = null;
    this.failure = null;
  }

  get running() {
    return this.state === "searching" || this.state === "streaming";
  }

  /** Takes one event of the stream; says what changed: "updated", "streamed" or nothing. */
  take(event) {
    const data = objectIn(event);
    if (data === null) return null;
    if (event.name === "error") throw failureFrom(data);
    if (event.name === "sources" && Array.isArray(data.passages)) return this.sources(data.passages.length);
    if (event.name === "delta" && typeof data.text === "string") return this.delta(data.text);
    if (event.name === "replace" && typeof data.text === "string") return this.replace(data.text);
    return event.name === "done" ? this.finish(data) : null;
  }

  sources(count) {
    this.found = count;
    return "updated";
  }

  delta(words) {
    this.text += words;
    this.state = "streaming";
    return "streamed";
  }

  replace(words) {
    this.text = words;
    return "updated";
  }

  /** The whole answer, as the service's contract has it; data that is none changes nothing. */
  finish(data) {
    this.answer = answerIn(data);
    if (!this.answer) return null;
    this.data = data;
    this.state = this.answer.status;
    return null;
  }

  fail(failure) {
    if (failure.wait !== null) failure.until = Date.now() + failure.wait * 1000;
    this.failure = failure;
    this.state = "failed";
  }
}

class Conversation {
  constructor(client, tell) {
    this.client = client;
    this.tell = tell;
    this.turns = [];
    this.stopping = null;
  }

  get running() {
    return this.stopping !== null;
  }

  /** Asks a question; gives the turn once it has ended, or null while another is being answered. */
  async ask(question) {
    if (this.running) return null;
    const last = this.turns.at(-1);
    if (last && !last.answer && last.question === question) return this.run(last, "again");
    const turn = new Turn(question);
    this.turns.push(turn);
    return this.run(turn, "started");
  }

  /** Asks again: in its place where it is the last and got no answer. */
  retry(turn) {
    return this.ask(turn.question);
  }

  stop() {
    this.stopping?.abort();
  }

  reset() {
    this.stop();
    this.stopping = null;
    for (const turn of this.turns.splice(0)) this.tell("removed", turn);
  }

  async run(turn, beginning) {
    turn.begin();
    const stopping = new AbortController();
    this.stopping = stopping;
    this.tell(beginning, turn);
    try {
      await this.follow(turn, stopping.signal);
    } catch (error) {
      this.ended(turn, error, stopping.signal);
    }
    if (this.stopping === stopping) this.stopping = null;
    if (this.turns.includes(turn)) this.tell("ended", turn);
    return turn;
  }

  async follow(turn, signal) {
    const earlier = this.turns.filter((one) => one.answer).map((one) => one.question);
    for await (const event of this.client.ask(turn.question, earlier, signal)) {
      const changed = turn.take(event);
      if (turn.answer) return;
      if (changed) this.tell(changed, turn);
    }
    throw new Failure("truncated");
  }

  ended(turn, error, signal) {
    if (signal.aborted) {
      turn.state = "stopped";
      return;
    }
    turn.fail(error instanceof Failure ? error : new Failure("server", { detail: String(error) }));
    // Something nobody foresaw: the person is told what to do, and the console what it was.
    if (!(error instanceof Failure)) reportError(error);
  }
}

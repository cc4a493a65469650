class TurnView {
  constructor(turn, shared) {
    this.turn = turn;
    this.shared = shared;
    this.asked = make("h3", { part: "question", lang: "" });
    this.asked.append(heard(`${shared.words.say("asked")} `), make("span", {}, turn.question));
    this.asked.firstChild.lang = shared.words.language;
    this.body = make("div", { part: "answer" });
    this.node = make("div", { part: "turn" }, this.asked, this.body);
    this.preview = null;
    this.draw();
  }

  draw() {
    const { turn } = this;
    this.node.dataset.state = turn.state;
    this.body.setAttribute("aria-busy", String(turn.running));
    this.body.lang = turn.answer ? turn.answer.language : "";
    this.asked.lastChild.lang = turn.answer ? turn.answer.questionLanguage : "";
    this.preview = null;
    this.body.replaceChildren(...this.inside().filter(Boolean));
  }

  stream() {
    this.node.dataset.state = this.turn.state;
    if (!this.preview) return this.draw();
    this.preview.appendData(this.turn.text.slice(this.preview.length));
  }

  inside() {
    const { turn } = this;
    if (turn.answer) return this.finished(this.scene());
    if (turn.running) return [this.status(), this.previewed()];
    const shown = this.previewed();
    return [shown, turn.failure ? inWords(failureNotice(turn, this.shared), this.shared.words) : this.halted()];
  }

  halted() {
    return inWords(stoppedNotice(this.turn, this.shared), this.shared.words);
  }

  status() {
    const { words } = this.shared;
    const { found } = this.turn;
    const said = found === null ? words.say("searching") : words.say("found", { n: found });
    return inWords(make("p", { part: "status" }, make("span", { class: "dot" }), said), words);
  }

  /** The words so far; their language is not known before the answer is whole. */
  previewed() {
    this.preview = document.createTextNode(this.turn.text);
    return make("div", { class: "preview" }, this.preview);
  }

  scene() {
    const { answer } = this.turn;
    const scene = { ...this.shared, answer };
    scene.cite = (number) => {
      const found = answer.citations.find((one) => one.marker === number);
      return found ? markerOf(found, scene) : null;
    };
    return scene;
  }

  finished(scene) {
    const { answer } = this.turn;
    const { words } = scene;
    if (answer.status === "declined") return [...this.declined(scene), this.foot(scene)];
    return [
      answer.resolved &&
        inWords(make("p", { class: "resolved" }, words.say("resolved", { question: answer.resolved })), words),
      answer.status === "degraded" && inWords(notice("degraded", false, make("p", {}, words.say("degraded"))), words),
      ...this.said(scene),
      inWords(changesOf(answer, scene), words),
      inWords(disagreementsOf(answer, scene), words),
      answer.citations.length > 0 &&
        inWords(make("div", { class: "listed" }, ...sourcesOf(answer.citations, scene)), words),
      this.foot(scene),
    ];
  }

  said(scene) {
    const { answer } = scene;
    if (isQuoted(answer)) return quotations(answer.citations, scene).map((block) => inWords(block, scene.words));
    return [make("div", { class: "prose" }, ...prose(answer.answer, scene))];
  }

  declined(scene) {
    const { answer } = scene;
    const near = answer.passages.length > 0 && make("div", { class: "listed" }, ...passagesOf(answer.passages, scene));
    return [declinedNotice(answer), near].map((one) => inWords(one, scene.words));
  }

  foot(scene) {
    const { words } = scene;
    const { press, said } = copying(scene.answer, scene);
    const opinion = scene.answer.id ? new Opinion(this.turn, scene) : null;
    const again = button("retry", words.say("repeat"), () => scene.retry(this.turn), "again");
    const presses = make("div", { part: "actions" }, press, ...(opinion?.thumbs ?? []), again);
    return inWords(make("div", {}, presses, said, opinion?.said), words);
  }
}

function inWords(drawn, words) {
  if (drawn) drawn.lang = words.language;
  return drawn;
}

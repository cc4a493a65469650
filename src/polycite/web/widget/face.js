const DARK = matchMedia("(prefers-color-scheme: dark)");

/** What a person sees of one widget while it is in the page. */
class Face {
  constructor(root, told, conversation, page) {
    this.told = told;
    this.conversation = conversation;
    this.page = page;
    this.leaving = new AbortController();
    this.words = new Words(told.language);
    this.announcer = new Announcer();
    this.popover = new Popover();
    this.opener = null;
    this.asked = false;
    this.draw();
    root.adoptedStyleSheets = [sheetOf()];
    root.replaceChildren(this.frame);
    this.watch();
    for (const turn of conversation.turns) this.transcript.add(turn);
    this.settle();
  }

  draw() {
    const { told, words } = this;
    const place = [told.inline && "inline", told.start && "start"].filter(Boolean).join(" ");
    this.frame = make("div", { class: `frame ${place}`, lang: words.language });
    this.panel = new Panel(this.frame, told.inline, this.leaving.signal);
    this.composer = new Composer(words, {
      send: (question) => this.ask(question),
      stop: () => this.conversation.stop(),
    });
    this.transcript = new Transcript(this.shared(), this.welcome());
    const body = [this.header(), this.transcript.node, this.bottom(), ...this.announcer.nodes];
    this.panel.node.append(...body);
    if (!told.inline) this.frame.append(this.launch());
    this.frame.append(this.panel.node);
  }

  shared() {
    return {
      words: this.words,
      client: this.conversation.client,
      popover: this.popover,
      announcer: this.announcer,
      signal: this.leaving.signal,
      retry: (turn) => this.retry(turn),
      ready: () => this.composer.block(false),
      voted: (turn) => this.voted(turn),
    };
  }

  launch() {
    const told = { part: "launcher", type: "button", "aria-controls": this.panel.node.id };
    this.launcher = make("button", { ...told, on: { click: () => this.toggle() } });
    return this.launcher;
  }

  header() {
    const { words, told } = this;
    const name = freshId("title");
    this.panel.node.setAttribute("aria-labelledby", name);
    this.clearButton = button("clear", words.say("clear"), () => this.clear(), "clear");
    const close = !told.inline && button("close", words.say("close"), () => this.close(), "close");
    const title = make("h2", { part: "title", id: name }, told.heading ?? words.say("title"));
    return make("div", { part: "header" }, title, this.clearButton, close);
  }

  welcome() {
    const { words } = this;
    this.suggested = make("div", { part: "suggestions", hidden: true });
    const cannot = make("p", { class: "quietly" }, words.say("cannot"));
    return make("div", { part: "empty" }, make("p", {}, words.say("can")), cannot, this.suggested);
  }

  bottom() {
    const { words, told } = this;
    const link = told.disclaimer && outward(told.disclaimer, words, [words.say("disclaimer")]);
    const privacy = make("div", { part: "privacy" }, make("span", {}, words.say("privacy")), link);
    this.composer.node.append(privacy);
    return this.composer.node;
  }

  watch() {
    const { signal } = this.leaving;
    this.wear(this.told.theme);
    DARK.addEventListener("change", () => this.wear(this.told.theme), { signal });
    document.addEventListener("keydown", (event) => this.dismissed(event), { signal, capture: true });
    document.addEventListener("pointerdown", (event) => this.popover.pressedAt(event.composedPath()[0]), {
      signal,
      capture: true,
    });
    addEventListener("resize", () => this.popover.close(), { signal });
    this.panel.node.addEventListener("cancel", (event) => this.cancelled(event));
    this.panel.node.addEventListener(
      "keydown",
      (event) => event.key === "Escape" && !event.isComposing && this.cancelled(event),
    );
    // Letters typed here are not the page's shortcuts.
    for (const name of ["keydown", "keypress", "keyup"]) {
      this.frame.addEventListener(name, (event) => event.target.matches("textarea") && event.stopPropagation());
    }
  }

  /** Only colours change: nothing is drawn again. */
  wear(theme) {
    this.told.theme = theme;
    this.frame.classList.toggle("dark", theme === "dark" || (theme === "auto" && DARK.matches));
  }

  /** Escape closes the pop-over wherever the focus is. */
  dismissed(event) {
    if (event.key !== "Escape" || event.isComposing || !this.popover.close()) return;
    event.preventDefault();
    event.stopPropagation();
  }

  cancelled(event) {
    event.preventDefault();
    if (this.told.inline) return;
    event.stopPropagation();
    this.close();
  }

  open(focus = true) {
    if (!this.panel.isOpen) {
      this.opener = focused();
      this.panel.show();
      this.settle();
      this.transcript.arrive();
      this.page.tell("open", {});
    }
    if (focus) focusOn(this.composer.input);
  }

  close() {
    if (this.told.inline || !this.panel.isOpen) return;
    const inside = this.panel.node.contains(focused());
    this.popover.close();
    this.panel.hide();
    this.settle();
    if (inside)
      focusOn(this.opener?.isConnected && !this.panel.node.contains(this.opener) ? this.opener : this.launcher);
    this.page.tell("close", {});
  }

  toggle() {
    if (this.panel.isOpen) this.close();
    else this.open();
  }

  settle() {
    const { conversation, words } = this;
    const open = this.panel.isOpen;
    this.launcher?.setAttribute("aria-expanded", String(open));
    this.launcher?.setAttribute("aria-label", words.say(open ? "shut" : "open"));
    this.launcher?.replaceChildren(icon(open ? "close" : "ask"), words.say(open ? "close" : "ask"));
    this.composer.busy(conversation.running);
    this.composer.block((conversation.turns.at(-1)?.failure?.until ?? 0) > Date.now());
    this.clearButton.hidden = conversation.turns.length === 0;
    if (open) this.suggest();
  }

  async suggest() {
    if (this.asked) return;
    this.asked = true;
    const { signal } = this.leaving;
    const found = this.told.suggestions ?? (await this.conversation.client.suggestions(this.words.language, signal));
    if (signal.aborted || found.length === 0) return;
    const buttons = found.slice(0, 6).map((one) => button("suggestion", one, () => this.chosen(one)));
    this.suggested.append(make("h3", { class: "small" }, this.words.say("suggestions")), ...buttons);
    this.suggested.hidden = false;
  }

  /** The focus goes to the field, or to the log on a telephone, whose keyboard would hide the answer. */
  chosen(question) {
    focusOn(matchMedia("(pointer: coarse)").matches ? this.transcript.log : this.composer.input);
    return this.ask(question);
  }

  ask(question) {
    return this.conversation.ask(question);
  }

  retry(turn) {
    if (this.composer.value.trim() === turn.question) this.composer.value = "";
    return this.conversation.retry(turn);
  }

  clear() {
    this.page.reset();
    focusOn(this.composer.input);
  }

  voted(turn) {
    this.page.tell("feedback", { answer_id: turn.answer.id, vote: turn.vote });
  }

  hear(what, turn) {
    if (what === "started") this.transcript.add(turn);
    else if (what === "removed") this.transcript.remove(turn);
    else if (what === "streamed") this.transcript.stream(turn);
    else this.transcript.update(turn);
    if (what === "started" || what === "again") this.announcer.say(this.words.say("searching"), this.words.language);
    if (what === "ended") this.concluded(turn);
    if (what !== "streamed" && what !== "updated") this.settle();
  }

  /** Says how a turn ended; a question that failed is in the field again, unless something else is. */
  concluded(turn) {
    const { words, announcer } = this;
    if (turn.failure) {
      if (this.composer.value.trim() === "") this.composer.value = turn.question;
      return announcer.alarm(words.say(FAILURES[turn.failure.kind]), words.language);
    }
    if (!turn.answer) return announcer.say(words.say("stopped"), words.language);
    announcer.say(turn.answer.answer.replace(/\s*\[\d{1,3}\]/g, ""), turn.answer.language);
    const declined = turn.answer.status === "declined";
    const count = declined ? turn.answer.passages.length : turn.answer.citations.length;
    announcer.say(words.say(declined ? "found" : "sources", { n: count }), words.language);
  }

  leave() {
    this.popover.close();
    this.announcer.silence();
    this.transcript.quit();
    if (!this.told.inline && this.panel.isOpen) this.panel.hide();
    this.leaving.abort();
  }
}

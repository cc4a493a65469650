function attributesOf(host) {
  const said = (name) => host.getAttribute(name);
  return {
    language: spoken(said("lang"), document.documentElement.lang, ...navigator.languages),
    inline: said("mode") === "inline",
    theme: ["light", "dark"].find((one) => one === said("theme")) ?? "auto",
    start: said("position") === "start",
    heading: text(said("heading")),
    suggestions: suggestionsIn(said("suggestions")),
    disclaimer: text(said("disclaimer-url")),
    endpoint: said("endpoint") ?? "",
    credentials: ["include", "omit"].find((one) => one === said("credentials")) ?? "same-origin",
  };
}

/** Questions as a JSON list or between bars; null where the attribute is not there. */
function suggestionsIn(written) {
  if (written === null) return null;
  const list = written.trim().startsWith("[") ? objectIn({ data: `{"list": ${written}}` })?.list : written.split("|");
  return listed(list, (one) => (typeof one === "string" ? text(one.trim()) : null));
}

/** `<polycite-chat>`: its attributes, methods, events, parts and variables are in README.md. */
class PolyciteChat extends HTMLElement {
  static observedAttributes = [
    "lang",
    "mode",
    "theme",
    "position",
    "heading",
    "suggestions",
    "disclaimer-url",
    "endpoint",
    "credentials",
  ];

  #root = this.attachShadow({ mode: "open" });
  #conversation = null;
  #session = null;
  #face = null;
  #wasOpen = false;
  #provider = null;
  #language = new MutationObserver(() => this.#renew());

  constructor() {
    super();
    // Set before this class was defined, it would hide the accessor.
    const given = Object.hasOwn(this, "tokenProvider") ? this.tokenProvider : null;
    delete this.tokenProvider;
    this.tokenProvider = given;
  }

  /** Gives a token for each time one is needed; null where cookies are enough. */
  get tokenProvider() {
    return this.#provider;
  }

  set tokenProvider(provider) {
    this.#provider = typeof provider === "function" ? provider : null;
  }

  connectedCallback() {
    const first = this.#conversation === null;
    if (first) this.#begin();
    this.#show();
    this.#language.observe(document.documentElement, { attributeFilter: ["lang"] });
    if (first && this.hasAttribute("open-on-load") && !this.#face.panel.fills) this.#face.open(false);
    if (first) this.#emit("ready", {});
  }

  disconnectedCallback() {
    this.#language.disconnect();
    this.#hide();
    // An element that is only moved is back at once.
    queueMicrotask(() => this.isConnected || this.#conversation?.stop());
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (name === "theme") this.#face?.wear(attributesOf(this).theme);
    else this.#renew();
  }

  open() {
    this.#face?.open();
  }

  /** Closes the panel; the focus returns to where it was. */
  close() {
    this.#face?.close();
  }

  toggle() {
    this.#face?.toggle();
  }

  /** Asks in the open panel; gives how it ended (data-state in README.md), or null where it could not be asked now. */
  async ask(question) {
    const asked = String(question ?? "").trim();
    if (asked === "" || !this.#face) return null;
    this.#face.open(false);
    const turn = await this.#face.ask(asked);
    return turn ? turn.state : null;
  }

  /** Forgets the conversation, also what was stored of it. */
  reset() {
    this.#conversation?.reset();
    this.#session?.clear();
  }

  /** Removes the element and every listener and timer of it. */
  destroy() {
    this.remove();
    this.#conversation?.stop();
    this.#root.replaceChildren();
  }

  #begin() {
    const told = attributesOf(this);
    const key = this.hasAttribute("remember") ? `polycite ${told.endpoint} ${this.id}` : null;
    this.#session = new Session(key);
    this.#conversation = new Conversation(this.#client(told), (what, turn) => this.#told(what, turn));
    this.#conversation.turns.push(...this.#session.load());
  }

  #client({ endpoint, credentials }) {
    return new Client(endpoint, credentials, () => this.#provider);
  }

  #show() {
    const page = { tell: (name, detail) => this.#emit(name, detail), reset: () => this.reset() };
    this.#face = new Face(this.#root, attributesOf(this), this.#conversation, page);
    if (this.#wasOpen) this.#face.open(false);
  }

  #hide() {
    if (!this.#face) return;
    this.#wasOpen = this.#face.panel.isOpen;
    this.#face.leave();
    this.#face = null;
  }

  /** Draws everything again as the attributes now ask; what was typed stays, and the focus where it was. */
  #renew() {
    if (!this.#face) return;
    const { opener, composer } = this.#face;
    const place = placeIn(this.#root);
    this.#hide();
    this.#conversation.client = this.#client(attributesOf(this));
    this.#show();
    this.#face.composer.value = composer.value;
    this.#face.opener = opener;
    place(this.#face.composer.input);
  }

  #told(what, turn) {
    if (what === "ended") this.#session.save(this.#conversation.turns);
    this.#face?.hear(what, turn);
    if (what === "started" || what === "again") this.#emit("question", { question: turn.question });
    if (what === "ended") this.#concluded(turn);
  }

  #concluded({ question, answer, failure, state }) {
    if (answer) this.#emit("answer", { id: answer.id, status: state, question });
    if (failure) this.#emit("error", { kind: failure.kind, status: failure.status, request_id: failure.requestId });
  }

  #emit(name, detail) {
    if (name === "feedback") this.#session.save(this.#conversation.turns);
    this.dispatchEvent(new CustomEvent(`polycite:${name}`, { bubbles: true, composed: true, detail }));
  }
}

if (!customElements.get("polycite-chat")) customElements.define("polycite-chat", PolyciteChat);

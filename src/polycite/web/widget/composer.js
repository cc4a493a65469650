/** Characters of a question at most, and how many may be left before the counter is seen. */
const LONGEST_QUESTION = 2000;
const FEW_LEFT = 400;
const TALLEST = 152;

class Composer {
  constructor(words, acts) {
    this.words = words;
    this.acts = acts;
    this.running = false;
    this.blocked = false;
    this.draw();
    this.measure();
  }

  draw() {
    const { words } = this;
    const [name, count, keys] = [freshId("question"), freshId("count"), freshId("keys")];
    this.input = make("textarea", {
      part: "input",
      id: name,
      rows: "1",
      placeholder: words.say("placeholder"),
      enterkeyhint: "send",
      autocomplete: "off",
      "aria-describedby": `${count} ${keys}`,
      on: { input: () => this.measure(), keydown: (event) => this.key(event) },
    });
    this.counter = make("div", { part: "counter", id: count });
    this.sendButton = button("send", words.say("send"), null, "send");
    this.sendButton.type = "submit";
    this.stopButton = button("stop", words.say("stop"), this.acts.stop, "stop");
    const label = make("label", { for: name, class: "heard" }, words.say("label"));
    const hint = make("div", { id: keys, class: "heard" }, words.say("keys"));
    const entry = make("div", { class: "entry" }, this.input, this.stopButton, this.sendButton);
    this.node = make("form", { part: "composer" }, label, entry, this.counter, hint);
    this.node.addEventListener("submit", (event) => this.submit(event));
  }

  get value() {
    return this.input.value;
  }

  set value(written) {
    this.input.value = written;
    this.measure();
  }

  /** Enter sends, unless it ends a word of an input method (Safari reports that as key code 229). */
  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    this.submit(event);
  }

  submit(event) {
    event.preventDefault();
    const question = this.value.trim();
    if (question === "" || this.running || this.blocked || this.left < 0) return;
    this.value = "";
    focusOn(this.input);
    this.acts.send(question);
  }

  busy(running) {
    const stopping = focused() === this.stopButton;
    this.running = running;
    this.stopButton.hidden = !running;
    this.sendButton.hidden = running;
    if (stopping && !running) focusOn(this.input);
  }

  block(blocked) {
    this.blocked = blocked;
    this.measure();
  }

  measure() {
    const { input } = this;
    this.left = counted(input.value, LONGEST_QUESTION, this.counter, this.words);
    this.counter.classList.toggle("heard", this.left > FEW_LEFT);
    input.setAttribute("aria-invalid", String(this.left < 0));
    this.sendButton.disabled = this.blocked || this.left < 0;
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, TALLEST)}px`;
  }
}

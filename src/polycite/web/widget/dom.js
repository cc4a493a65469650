/**
 * An element. Text is only ever set as text, so no markup in it can come alive.
 * @param {string} tag
 * @param {Object<string, *>} told attributes by name; `on` holds listeners by event name; false, null and undefined are
 *   left out, true is an empty attribute
 * @param {...(Node|string|null|undefined|false)} inside
 */
function make(tag, told = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(told)) {
    if (name === "on") listen(made, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...inside.filter((one) => one !== null && one !== undefined && one !== false));
  return made;
}

function listen(target, listeners) {
  for (const [event, listener] of Object.entries(listeners)) target.addEventListener(event, listener);
}

/** A button with words, or with an icon and words that are only heard. */
function button(part, words, press, picture) {
  const told = { part, class: picture ? "button picture" : "button", type: "button", on: { click: press } };
  if (!picture) return make("button", told, words);
  return make("button", { ...told, "aria-label": words, title: words }, icon(picture));
}

/** Words for screen readers only. */
function heard(words) {
  return make("span", { class: "heard" }, words);
}

/** The element that has the focus, looking into open shadow roots; null where it is the page itself. */
function focused() {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found === document.body || found === document.documentElement ? null : found;
}

/** Focus without moving the page. */
function focusOn(target) {
  target.focus({ preventScroll: true });
}

let lastNumber = 0;

/** An id that no other element of this page's widgets has. */
function freshId(word) {
  lastNumber += 1;
  return `polycite-${word}-${lastNumber}`;
}

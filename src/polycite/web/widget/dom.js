/** An element, its part also its class. Text is only ever set as text, so no markup in it can come alive. */
function make(tag, told = {}, ...inside) {
  const made = document.createElement(tag);
  if (told.part) made.className = told.part;
  for (const [name, value] of Object.entries(told)) {
    if (name === "on") listen(made, value ?? {});
    else if (value !== false && value !== null && value !== undefined)
      made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside.filter(Boolean));
  return made;
}

function listen(target, listeners) {
  for (const [event, listener] of Object.entries(listeners)) target.addEventListener(event, listener);
}

/** A button with words, or with an icon and words that are only heard. */
function button(part, words, press, picture) {
  const look = picture ? `button picture ${part}` : `button ${part}`;
  const told = { part, class: look, type: "button", on: press && { click: press } };
  if (!picture) return make("button", told, words);
  return make("button", { ...told, "aria-label": words, title: words }, icon(picture));
}

function heard(words) {
  return make("span", { class: "heard" }, words);
}

/** The element that has the focus, also in open shadow roots; null for the page itself. */
function focused() {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found === document.body || found === document.documentElement ? null : found;
}

function focusOn(target) {
  target.focus({ preventScroll: true });
}

/** Remembers which part of a root has the focus; what it gives puts it on that part of what is drawn next. */
function placeIn(root) {
  const had = root.activeElement;
  if (!had) return () => {};
  const { selectionStart, selectionEnd } = had;
  const alike = () => [...root.querySelectorAll(`[part="${had.getAttribute("part")}"]`)];
  const number = alike().indexOf(had);
  return (otherwise) => {
    const found = alike()[number] ?? otherwise;
    focusOn(found);
    // What is hidden or disabled by now cannot take it.
    if (root.activeElement !== found) focusOn(otherwise);
    if (had.matches("textarea")) root.activeElement?.setSelectionRange?.(selectionStart, selectionEnd);
  };
}

let lastNumber = 0;

/** An id that no other element of this page's widgets has. */
function freshId(word) {
  lastNumber += 1;
  return `polycite-${word}-${lastNumber}`;
}

/** What a browser with script gets beyond the page: Enter sends a question, and a button copies an answer. */
"use strict";

/** Enter sends, Shift+Enter begins a line; what an input method composes (Safari: key code 229) is left alone. */
function sendByEnter(field) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (event.repeat) return;
    if (field.value.trim() !== "") field.form.requestSubmit();
  });
}

/** Behind a proxy the server may not know its own address; the browser does. */
function addressRightly(field) {
  field.value = field.value.replaceAll(field.dataset.origin, `${location.origin}/`);
}

/** Copies the text that a button names; where the browser refuses, selects it to be copied by hand. */
function copyByButton(button) {
  const field = document.getElementById(button.dataset.copies);
  const said = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = said.dataset.said;
    } catch (refused) {
      field.select();
      said.textContent = said.dataset.failed;
    }
  });
}

document.querySelectorAll("[data-sends]").forEach(sendByEnter);
document.querySelectorAll("[data-origin]").forEach(addressRightly);
document.querySelectorAll("[data-copies]").forEach(copyByButton);

"use strict";

/*
 * What an intranet adds to the tag: who is signed in, and questions of its own that open the widget.
 */
(() => {
  const chat = document.querySelector("polycite-chat");

  /** A short-lived token of our own server; the widget asks for one when it needs it, and again after a 401. */
  const token = async () => {
    const response = await fetch("/token");
    if (!response.ok) throw new Error(`no token: ${response.status}`);
    return (await response.json()).token;
  };

  const offer = (button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      chat.open();
      chat.ask(button.textContent);
    });
  };

  chat.tokenProvider = token;
  customElements.whenDefined("polycite-chat").then(() => document.querySelectorAll("[data-ask]").forEach(offer));
})();

"use strict";

/*
 * The page's half of what it and the framed widget say to each other. The origin of the sender and the window it comes
 * from are both compared: any page may post a message to any other. This stands above the frame and is not deferred, or
 * the frame could be ready before anybody listens.
 */
(() => {
  const TALLEST = 900;
  const frame = () => document.querySelector("iframe");
  const polycite = () => new URL(frame().src).origin;

  const heard = {
    // Each time the frame loads, so also after it was reloaded.
    "polycite:ready": () => {
      for (const button of document.querySelectorAll("[data-ask]")) button.hidden = false;
    },
    "polycite:height": ({ height }) => {
      if (Number.isFinite(height)) frame().style.height = `${Math.min(height, TALLEST)}px`;
    },
    "polycite:close": () => document.querySelector("h1").focus(),
  };

  document.addEventListener("click", ({ target }) => {
    const question = target.closest?.("[data-ask]")?.textContent;
    if (question) frame().contentWindow.postMessage({ type: "polycite:ask", question }, polycite());
  });

  window.addEventListener("message", (event) => {
    if (event.origin !== polycite() || event.source !== frame().contentWindow) return;
    const type = event.data?.type;
    if (Object.hasOwn(heard, type)) heard[type](event.data);
  });
})();

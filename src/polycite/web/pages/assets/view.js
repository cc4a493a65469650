/** The source view with a keyboard: arrows lead to the other citations, and the picture shows the quotation. */
"use strict";
(() => {
  const ways = { ArrowLeft: "prev", ArrowRight: "next", k: "prev", j: "next" };
  const quote = document.getElementById("quote");

  /** Whether a key belongs to what has the focus: a field that is written in, or what scrolls sideways. */
  function isTaken(element) {
    return element.matches("input, textarea, select, .view-frame, .view-table");
  }

  /** Letters are shortcuts only on the quotation and the way between citations (WCAG 2.2, 2.1.4). */
  function isFor(key, element) {
    return key.length > 1 || element === quote || element.closest(".view-journey") !== null;
  }

  function onKey(event) {
    const way = ways[event.key];
    const plain = !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
    const at = event.target instanceof Element ? event.target : document.body;
    if (!way || !plain || event.defaultPrevented || isTaken(at) || !isFor(event.key, at)) return;
    const link = document.querySelector(`.view-journey a[rel="${way}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
  }

  /** Scroll the picture inside its frame, never the page. */
  function showOnPicture() {
    const frame = document.getElementById("view-frame");
    const mark = frame?.querySelector(".hl");
    if (!mark) return;
    const [place, room] = [mark.getBoundingClientRect(), frame.getBoundingClientRect()];
    frame.scrollTop += place.top - room.top - room.height / 3;
    frame.scrollLeft += place.left - room.left - 16;
  }

  document.addEventListener("keydown", onKey);
  document.getElementById("view-keys")?.removeAttribute("hidden");
  if (quote && location.hash === "#quote") quote.focus();
  showOnPicture();
})();

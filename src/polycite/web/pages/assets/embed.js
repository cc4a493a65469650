"use strict";

/*
 * The frame's half of what a framed widget and the page around it say to each other.
 *
 * frame to page: {type: "polycite:ready"}, {type: "polycite:height", height} in CSS pixels, {type: "polycite:close"}
 * page to frame: {type: "polycite:ask", question}
 *
 * The page is the one origin that the server found in its list and wrote into the document; without one nothing is said
 * or heard. Everything else that may post a message, the page's other frames too, is not listened to.
 */
(() => {
  const LONGEST = 2000;
  const host = document.body.dataset.host;
  const chat = document.querySelector("polycite-chat");
  const outside = window.parent;

  const tell = (type, told = {}) => outside.postMessage({ type: `polycite:${type}`, ...told }, host);

  const questionIn = (data) => {
    const asks = typeof data === "object" && data !== null && data.type === "polycite:ask";
    const question = asks && typeof data.question === "string" ? data.question.trim() : "";
    return question.length <= LONGEST ? question : "";
  };

  const hear = (event) => {
    if (event.origin !== host || event.source !== outside) return;
    const question = questionIn(event.data);
    if (question) chat.ask(question);
  };

  /** Escape leaves the frame, unless it ends an input method's word or closes a pop-over first. */
  const leave = (event) => {
    if (event.key === "Escape" && !event.isComposing && !inside("popover")) tell("close");
  };

  const inside = (part) => chat.shadowRoot.querySelector(`[part~="${part}"]`);

  /** As high as the frame would be if nothing in the transcript were out of sight. */
  const height = () => {
    const transcript = inside("transcript");
    const hidden = transcript ? transcript.scrollHeight - transcript.clientHeight : 0;
    return Math.ceil(chat.getBoundingClientRect().height + hidden);
  };

  const grow = () => tell("height", { height: height() });

  const begin = () => {
    window.addEventListener("message", hear);
    window.addEventListener("keydown", leave, { capture: true });
    chat.addEventListener("polycite:close", () => tell("close"));
    for (const name of ["polycite:question", "polycite:answer"]) {
      chat.addEventListener(name, () => requestAnimationFrame(grow));
    }
    new ResizeObserver(grow).observe(chat);
    tell("ready");
  };

  if (host && outside !== window) customElements.whenDefined("polycite-chat").then(begin);
})();

/** An answer as text to paste, then its sources by number. */
function pasted(answer, { words, client }) {
  const lines = answer.citations.map((one) => {
    const day = one.document.published ? `, ${words.day(one.document.published)}` : "";
    const address = one.view ? ` ${client.address(one.view)}` : "";
    return `[${one.marker}] ${placeOf(one, words)}${day}.${address}`;
  });
  return lines.length > 0 ? [answer.answer, "", words.say("copy_sources"), ...lines].join("\n") : answer.answer;
}

async function copied(written) {
  if (!navigator.clipboard) return false;
  try {
    await navigator.clipboard.writeText(written);
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

function copying(answer, scene) {
  const { words, announcer } = scene;
  const said = make("div", { class: "said", hidden: true });
  const copy = async () => {
    const written = pasted(answer, scene);
    const done = await copied(written);
    said.hidden = false;
    said.replaceChildren(words.say(done ? "copied" : "uncopied"));
    announcer.say(words.say(done ? "copied" : "uncopied"), words.language);
    if (!done) selectable(said, written, words);
  };
  return { press: button("copy", words.say("copy"), copy, "copy"), said };
}

function selectable(said, written, words) {
  const told = { part: "copy-text", class: "field", readonly: true, rows: "6", "aria-label": words.say("copy_text") };
  const box = make("textarea", told);
  box.value = written;
  said.append(box);
  focusOn(box);
  box.select();
}

function requestOf(requestId, { words, announcer }) {
  const code = make("code", { part: "request-id" }, requestId);
  const copy = async () => {
    if (await copied(requestId)) announcer.say(words.say("request_copied"), words.language);
    else getSelection()?.selectAllChildren(code);
  };
  const press = button("request-copy", words.say("request_copy"), copy, "copy");
  return make("div", { class: "request" }, `${words.say("request_id")} `, code, press);
}

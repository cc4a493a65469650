/** How an address begins that we follow; anything encoded or between tabs begins otherwise. */
const FOLLOWED = /^(https?:\/\/|mailto:|\/)/i;

/** The absolute form of an address that we follow, else null. */
function safeAddress(address) {
  const sound = FOLLOWED.test(address) && URL.canParse(address, document.baseURI);
  return sound ? new URL(address, document.baseURI).href : null;
}

/** A link that opens beside this page; plain text where we do not follow it. */
function outward(address, words, inside, told = {}) {
  const href = safeAddress(address);
  if (href === null) return make("span", told, ...inside);
  const away = { ...told, href, target: "_blank", rel: "noopener" };
  return make("a", away, ...inside, heard(` ${words.say("new_window")}`));
}

const SAFE = new Set(["http:", "https:", "mailto:"]);
const DECODINGS = 3;

/**
 * The address of a link, or null where it is none we would follow: only http, https and mailto.
 * It is read as a browser reads it (which drops tabs and line ends), and again after each decoding.
 * @param {*} address
 * @param {string} from what a relative address is relative to
 * @returns {string|null}
 */
function safeAddress(address, from = document.baseURI) {
  if (typeof address !== "string" || address.trim() === "") return null;
  const found = parsed(address, from);
  if (!found) return null;
  let written = address;
  for (let turn = 0; turn < DECODINGS; turn += 1) {
    written = decoded(written);
    if (written === null || !parsed(written, from)) return null;
  }
  return found.href;
}

function parsed(address, from) {
  // URL.canParse first: an address that is none is an ordinary case here, not an error.
  if (!URL.canParse(address, from)) return null;
  const found = new URL(address, from);
  return SAFE.has(found.protocol) ? found : null;
}

function decoded(written) {
  try {
    return decodeURIComponent(written);
  } catch (error) {
    if (error instanceof URIError) return /^[^%]*:/.test(written) ? written : null;
    throw error;
  }
}

/** A link that opens beside this page and tells it nothing; plain text where the address is not one we follow. */
function outward(address, words, inside, told = {}) {
  const href = safeAddress(address);
  if (href === null) return make("span", told, ...inside);
  const away = { ...told, href, target: "_blank", rel: "noopener" };
  return make("a", away, ...inside, heard(` ${words.say("new_window")}`));
}

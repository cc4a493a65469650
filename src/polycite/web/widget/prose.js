/** Code, links, citation markers, strong, emphasis; each bounded, so no text takes long to read. */
const INLINE = new RegExp(
  [
    "`([^`\\n]{1,1000})`",
    "!?\\[([^\\[\\]\\n]{1,500})\\]\\(([^()\\s]{1,2000})\\)",
    "\\[(\\d{1,3})\\]",
    "\\*\\*([^*\\n]{1,2000})\\*\\*",
    "\\*([^*\\s][^*\\n]{0,2000})\\*",
  ].join("|"),
  "g",
);
const FENCE = /^\s*```/;
const BULLET = /^\s*[-*•]\s+/;
const NUMBERED = /^\s*\d{1,3}[.)]\s+/;
const TITLE = /^#{1,6}\s+/;
const RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** Text with a little Markdown as DOM nodes; anything else, HTML too, stays text, and images become links. */
function prose(written, scene) {
  const lines = written.split("\n");
  const blocks = [];
  while (lines.length > 0) {
    const block = nextBlock(lines, scene);
    if (block) blocks.push(block);
  }
  return blocks;
}

function nextBlock(lines, scene) {
  const [line, under = ""] = lines;
  if (line.trim() === "") return lines.shift() && null;
  if (FENCE.test(line)) return codeBlock(lines);
  if (line.includes("|") && under.includes("-") && RULE.test(under)) return tableBlock(lines, scene);
  if (BULLET.test(line)) return listBlock("ul", BULLET, lines, scene);
  if (NUMBERED.test(line)) return listBlock("ol", NUMBERED, lines, scene);
  const plain = lines.shift();
  if (TITLE.test(plain)) return make("p", {}, make("strong", {}, ...inline(plain.replace(TITLE, ""), scene)));
  return make("p", {}, ...inline(plain, scene));
}

function codeBlock(lines) {
  lines.shift();
  const inside = taken(lines, (line) => !FENCE.test(line));
  lines.shift();
  return make("pre", { tabindex: "0" }, make("code", {}, inside.join("\n")));
}

function listBlock(tag, mark, lines, scene) {
  const entries = taken(lines, (line) => mark.test(line));
  const first = tag === "ol" ? parseInt(entries[0], 10) : 1;
  const start = first === 1 ? null : String(first);
  return make(tag, { start }, ...entries.map((line) => make("li", {}, ...inline(line.replace(mark, ""), scene))));
}

function tableBlock(lines, scene) {
  const head = barred(lines.shift());
  lines.shift();
  const rows = taken(lines, (line) => line.includes("|")).map(barred);
  const drawn = (row) => row.map((cell) => inline(cell, scene));
  return grid(drawn(head), rows.map(drawn), scene.words);
}

function taken(lines, fits) {
  const end = lines.findIndex((line) => !fits(line));
  return lines.splice(0, end === -1 ? lines.length : end);
}

function barred(line) {
  return line
    .trim()
    .replace(/^\|/, "")
    .replace(/\|$/, "")
    .split("|")
    .map((cell) => cell.trim());
}

function grid(head, rows, words) {
  const cells = (tag, row) => row.map((inside) => make(tag, tag === "th" ? { scope: "col" } : {}, ...inside));
  const top = head && make("thead", {}, make("tr", {}, ...cells("th", head)));
  const body = make("tbody", {}, ...rows.map((row) => make("tr", {}, ...cells("td", row))));
  const told = { class: "wide", tabindex: "0", role: "group", "aria-label": words.say("table") };
  return make("div", told, make("table", {}, top, body));
}

function inline(line, scene) {
  const nodes = [];
  let from = 0;
  for (const found of line.matchAll(INLINE)) {
    const node = marked(found, scene);
    if (!node) continue;
    nodes.push(line.slice(from, found.index), node);
    from = found.index + found[0].length;
  }
  return [...nodes, line.slice(from)].filter((one) => one !== "");
}

function marked([, code, label, address, marker, strong, emphasis], scene) {
  if (code) return make("code", {}, code);
  if (marker) return scene.cite(Number(marker));
  if (strong) return make("strong", {}, ...inline(strong, scene));
  if (emphasis) return make("em", {}, ...inline(emphasis, scene));
  return outward(address, scene.words, [label]);
}

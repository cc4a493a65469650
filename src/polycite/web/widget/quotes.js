/** The cells of a quoted table row, as documents write them, or null where the quote is no row. */
function cellsOf(quote) {
  const row = quote.trim();
  if (row.includes("\n")) return null;
  if (row.includes("\t")) return quote.split("\t").map((cell) => cell.trim());
  return row.length > 2 && row.startsWith("|") && row.endsWith("|") ? barred(row) : null;
}

function pageOf({ pages }, words) {
  return pages.length > 0 ? words.say("page", { page: spanOf(pages) }) : "";
}

/** Labels of pages as people write them: 3-5 where each follows the one before, else 3, 5. */
function spanOf(pages) {
  const follows = pages.every((one, at) => at === 0 || (/^\d+$/.test(one) && Number(one) === Number(pages[at - 1]) + 1));
  return follows && pages.length > 1 ? `${pages[0]}-${pages.at(-1)}` : pages.join(", ");
}

/** Where a quotation stands, in words: title and page, or title and heading where the format has no pages. */
function placeOf(citation, words) {
  const { title } = citation.document;
  if (citation.pages.length > 0) return `${title}, ${pageOf(citation, words)}`;
  const heading = citation.heading.at(-1);
  return heading && heading !== title ? `${title}, ${heading}` : title;
}

/** Whether an answer is only quotations, each of which can be shown as the document's own words. */
function isQuoted(answer) {
  const known = new Set(answer.citations.map((one) => one.marker));
  const carried = ({ verbatim, markers }) => verbatim && markers.length > 0 && markers.every((one) => known.has(one));
  const shown = new Set(answer.sentences.flatMap((one) => one.markers));
  return answer.sentences.length > 0 && answer.sentences.every(carried) && shown.size === known.size;
}

/** The markers of rows that only name columns: no words stand between them and the next marker. */
function headersOf(answer) {
  const runs = answer.answer.match(/(\[\d{1,3}\]){2,}/g) ?? [];
  return new Set(runs.flatMap((run) => run.match(/\d+/g).slice(0, -1).map(Number)));
}

/** One block for each place, rows of a table as a table. */
function quotations(citations, scene) {
  const placed = (one) => `${one.document.id} ${one.pages} ${one.heading}`;
  const joins = (before, one) => placed(before) === placed(one) || ofOnePassage(before, one);
  return grouped(citations, joins).map((group) =>
    make("div", { class: "quoted" }, leadOf(asOne(group, scene), scene), ...blocksOf(group, scene)),
  );
}

/** Whether two citations are one for a reader: a list item and what leads its list, two sentences of a paragraph. */
function ofOnePassage(before, one) {
  return before.passage !== null && before.passage === one.passage && before.document.id === one.document.id;
}

/** Citations as the one that is read by itself, on the pages of them all, with their other versions each once. */
function asOne(group, { answer }) {
  const before = headersOf(answer);
  const versions = group.flatMap((one) => one.equivalents).map((one) => [`${one.id} ${one.pages}`, one]);
  return {
    ...(group.find((one) => !before.has(one.marker)) ?? group[0]),
    pages: [...new Set(group.flatMap((one) => one.pages))],
    equivalents: [...new Map(versions).values()],
  };
}

function grouped(list, joins) {
  const groups = [];
  for (const one of list) {
    const last = groups.at(-1);
    if (last && joins(last.at(-1), one)) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

function leadOf(citation, scene) {
  const place = make("span", { lang: citation.document.language }, placeOf(citation, scene.words));
  const foreign = foreignOf(citation, scene);
  return make("p", { part: "lead" }, place, foreign && `, ${foreign}`, ...labelsOf(citation, scene));
}

function blocksOf(group, scene) {
  const width = (one) => cellsOf(one.quote)?.length ?? 0;
  return grouped(group, (before, one) => width(before) === width(one)).flatMap((run) =>
    width(run[0]) > 0 ? [rowsOf(run, scene)] : run.map((one) => sentenceOf(one, scene)),
  );
}

function sentenceOf(citation, scene) {
  const told = { part: "quote", lang: citation.language };
  return make("blockquote", told, `${readable(citation, scene.answer)} `, scene.cite(citation.marker));
}

/** The quotation without the document's markup, as the answer says it. */
function readable(citation, answer) {
  const own = answer.sentences.find(({ markers }) => markers.length === 1 && markers[0] === citation.marker);
  return own?.text ?? citation.quote;
}

function rowsOf(run, scene) {
  const headers = headersOf(scene.answer);
  const drawn = (one) => {
    const cells = cellsOf(one.quote).map((cell) => [cell]);
    cells.at(-1).push(" ", scene.cite(one.marker));
    return cells;
  };
  const head = run.length > 1 && headers.has(run[0].marker) ? drawn(run[0]) : null;
  const rows = (head ? run.slice(1) : run).map(drawn);
  return make("div", { part: "quote", lang: run[0].language }, grid(head, rows, scene.words));
}

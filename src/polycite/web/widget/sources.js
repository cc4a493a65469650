/** What a reader must know of a quotation's document: another language than the question's, no longer in force. */
function labelsOf(citation, scene) {
  const { words, client, answer } = scene;
  const foreign = citation.language && citation.language !== answer.questionLanguage;
  const named = foreign && Object.hasOwn(TEXTS, citation.language) && words.say(`in_${citation.language}`);
  const standing = standingOf(citation.document, words);
  const { successor } = citation.document;
  return [
    named && make("span", { class: "label" }, named),
    standing && make("span", { class: "label warn" }, standing),
    successor && make("span", { class: "label warn" }, `${words.say("superseded")} `, documentLink(successor, scene)),
  ].filter(Boolean);
}

function documentLink({ id, title }, { client, words }) {
  return outward(client.address(`/view/${encodeURIComponent(id)}`), words, [title]);
}

/** Whether a document holds today, in words; "" where it simply does. */
function standingOf(document, words) {
  if (document.inForce) return "";
  const today = new Date().toISOString().slice(0, 10);
  if (document.from && document.from > today) return words.say("upcoming", { day: words.day(document.from) });
  if (!document.to) return document.successor ? "" : words.say("not_in_force");
  return words.say("expired", { day: words.day(dayAfter(document.to)) });
}

function dayAfter(iso) {
  const day = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

/** The numbered button of a citation, with its pop-over. */
function markerOf(citation, scene) {
  const place = placeOf(citation, scene.words);
  const label = scene.words.say("marker", { n: citation.marker, place });
  const told = { part: "marker", class: "marker", type: "button", "aria-label": label };
  const press = make("button", told, String(citation.marker));
  return scene.popover.beside(press, label, () => detailsOf(citation, scene));
}

/** What the pop-over of a citation shows: title, place, exact words, day and standing, the way to the document. */
function detailsOf(citation, scene) {
  const { words } = scene;
  const { title, language } = citation.document;
  const cells = cellsOf(citation.quote);
  const quote = cells ? cells.join(" · ") : citation.quote;
  return [
    make("span", { class: "title", lang: language }, title),
    make("span", { class: "about" }, aboutOf(citation, words)),
    make("q", { class: "quote", lang: citation.language }, quote),
    make("span", { class: "labels" }, ...labelsOf(citation, scene)),
    citation.view && outward(scene.client.address(citation.view), words, [words.say("view")], { class: "view" }),
  ];
}

/** Page or heading, publisher and day of a citation. */
function aboutOf(citation, words) {
  const { publisher, published, title } = citation.document;
  const page = citation.pages.length > 0 ? words.say("page", { page: citation.pages.join("-") }) : null;
  const heading = citation.heading.at(-1) === title ? null : citation.heading.at(-1);
  return [page, heading, publisher, published && words.day(published)].filter(Boolean).join(" · ");
}

/** The numbered list of an answer's sources. */
function sourcesOf(citations, scene) {
  const name = freshId("sources");
  const count = scene.words.say("sources", { n: citations.length });
  const list = make("ol", { part: "sources", class: "sources", "aria-labelledby": name });
  list.append(...citations.map((one) => sourceOf(one, scene)));
  return [make("h4", { id: name, class: "small" }, count), list];
}

function sourceOf(citation, scene) {
  const { words, client } = scene;
  const title = make("span", { lang: citation.document.language }, citation.document.title);
  const link = citation.view ? outward(client.address(citation.view), words, [title]) : title;
  return make(
    "li",
    { part: "source", class: "source", value: String(citation.marker) },
    make("span", { class: "number", "aria-hidden": "true" }, String(citation.marker)),
    make("div", {}, link, make("div", { class: "about" }, aboutOf(citation, words)), furtherOf(citation, scene)),
  );
}

function furtherOf(citation, scene) {
  const inside = [...labelsOf(citation, scene), ...citation.equivalents.map((one) => equivalentOf(one, scene))];
  return inside.length > 0 && make("div", { class: "labels" }, ...inside.flatMap((one) => [one, " "]));
}

function equivalentOf(same, { words, client }) {
  if (!Object.hasOwn(TEXTS, same.language)) return null;
  const page = same.pages.length > 0 ? `, ${words.say("page", { page: same.pages.join("-") })}` : "";
  const at = same.number === null ? "" : `?page=${same.number}`;
  const path = `/view/${encodeURIComponent(same.id)}${at}`;
  return make("span", { class: "label" }, outward(client.address(path), words, [words.say(`also_${same.language}`) + page]));
}

/** The passages nearest to a question that is not answered, as links into their documents. */
function passagesOf(passages, scene) {
  const name = freshId("passages");
  const list = make("ul", { part: "passages", class: "sources", "aria-labelledby": name });
  list.append(...passages.map((one) => passageOf(one, scene)));
  return [make("h4", { id: name, class: "small" }, scene.words.say("nearest")), list];
}

function passageOf(passage, { words, client }) {
  const at = passage.start === null ? "" : `?start=${passage.start}&end=${passage.end}#quote`;
  const title = make("span", { lang: passage.language }, passage.title);
  const page = passage.pages.length > 0 ? words.say("page", { page: passage.pages.join("-") }) : null;
  const about = [page, passage.heading.at(-1), passage.path].filter(Boolean).join(" · ");
  const link = outward(client.address(`/view/${encodeURIComponent(passage.id)}${at}`), words, [title]);
  const excerpt = make("p", { class: "excerpt", lang: passage.language }, passage.text);
  return make("li", { part: "passage", class: "source" }, make("div", {}, link, make("div", { class: "about" }, about), excerpt));
}

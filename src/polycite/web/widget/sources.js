/** The language of a quotation, in words, where it is not the question's; else "". */
function foreignOf({ language }, { words, answer }) {
  const foreign = language !== answer.questionLanguage && Object.hasOwn(TEXTS, language);
  return foreign ? words.say(`in_${language}`) : "";
}

/** What a reader must know of a quotation's document: that it does not hold today, or what replaced it. */
function labelsOf(citation, scene) {
  const { words } = scene;
  const standing = standingOf(citation.document, words);
  const { successor } = citation.document;
  return [
    standing && make("span", { class: "label warn" }, standing),
    successor && make("span", { class: "label warn" }, `${words.say("superseded")} `, documentLink(successor, scene)),
  ].filter(Boolean);
}

function documentLink({ id, title }, { client, words }) {
  return outward(client.address(`/view/${encodeURIComponent(id)}`), words, [title]);
}

/** Whether a document holds today, in words; "" where it simply does, or where what replaced it is named. */
function standingOf(document, words) {
  if (document.inForce || document.successor) return "";
  const today = new Date().toISOString().slice(0, 10);
  if (document.from && document.from > today) return words.say("upcoming", { day: words.day(document.from) });
  if (!document.to) return words.say("not_in_force");
  return words.say("expired", { day: words.day(dayAfter(document.to)) });
}

function dayAfter(iso) {
  const day = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

function markerOf(citation, scene) {
  const place = placeOf(citation, scene.words);
  const label = scene.words.say("marker", { n: citation.marker, place });
  const told = { part: "marker", type: "button", "aria-label": label };
  const press = make("button", told, String(citation.marker));
  return scene.popover.beside(press, label, () => detailsOf(citation, scene));
}

function detailsOf(citation, scene) {
  const { words } = scene;
  const { title, language } = citation.document;
  const cells = cellsOf(citation.quote);
  const quote = cells ? cells.join(" · ") : citation.quote;
  return [
    make("span", { class: "title", lang: language }, title),
    make("span", { class: "about" }, aboutOf(citation, scene)),
    make("q", { class: "quote", lang: citation.language }, quote),
    make("span", { class: "labels" }, ...labelsOf(citation, scene)),
    citation.view && outward(scene.client.address(citation.view), words, [words.say("view")], { part: "view" }),
  ];
}

function aboutOf(citation, scene) {
  const { words } = scene;
  const { publisher, published, title } = citation.document;
  const heading = citation.heading.at(-1) === title ? "" : citation.heading.at(-1);
  return [pageOf(citation, words), heading, foreignOf(citation, scene), publisher, published && words.day(published)]
    .filter(Boolean)
    .join(" · ");
}

function sourcesOf(citations, scene) {
  const name = freshId("sources");
  const groups = grouped(citations, ofOnePassage);
  const count = scene.words.say("sources", { n: groups.length });
  const list = make("ol", { part: "sources", "aria-labelledby": name });
  const shown = groups.map((group) => asOne(group, scene));
  const placed = (one) => `${one.document.id} ${aboutOf(one, scene)}`;
  const same = (one, number) => number > 0 && placed(one) === placed(shown[number - 1]);
  const markers = (number) => groups[number].map((one) => one.marker);
  list.append(...shown.map((one, number) => sourceOf(one, markers(number), scene, same(one, number))));
  return [make("h4", { id: name, class: "small" }, count), list];
}

/** One source of one or more markers; `same` where the one before it says as much of the place. */
function sourceOf(citation, markers, scene, same) {
  const { words, client } = scene;
  const title = make("span", { lang: citation.document.language }, citation.document.title);
  const link = citation.view ? outward(client.address(citation.view), words, [title]) : title;
  return make(
    "li",
    { part: "source", value: String(markers[0]) },
    // The item's own number is heard as its value; those beside it are not.
    ...markers.map((one, at) => make("span", { class: "number", "aria-hidden": at === 0 && "true" }, String(one))),
    make(
      "div",
      {},
      link,
      !same && make("div", { class: "about" }, aboutOf(citation, scene)),
      furtherOf(citation, scene),
    ),
  );
}

function furtherOf(citation, scene) {
  const inside = [...labelsOf(citation, scene), ...citation.equivalents.map((one) => equivalentOf(one, scene))];
  return inside.length > 0 && make("div", { class: "labels" }, ...inside.flatMap((one) => [one, " "]));
}

function equivalentOf(same, { words, client }) {
  if (!Object.hasOwn(TEXTS, same.language)) return null;
  const page = same.number === null ? "" : `?page=${same.number}`;
  const path = `/view/${encodeURIComponent(same.id)}${quoteAt(same) || page}`;
  const also = words.say("also", { where: words.say(`in_${same.language}`) });
  const told = [also, pageOf(same, words)].filter(Boolean).join(", ");
  return make("span", { class: "label" }, outward(client.address(path), words, [told]));
}

function passagesOf(passages, scene) {
  const name = freshId("passages");
  const list = make("ul", { part: "passages", class: "sources", "aria-labelledby": name });
  list.append(...passages.map((one) => passageOf(one, scene)));
  return [make("h4", { id: name, class: "small" }, scene.words.say("nearest")), list];
}

function passageOf(passage, { words, client }) {
  const title = make("span", { lang: passage.language }, passage.title);
  const about = [pageOf(passage, words), passage.heading.at(-1), passage.path].filter(Boolean).join(" · ");
  const link = outward(client.address(`/view/${encodeURIComponent(passage.id)}${quoteAt(passage)}`), words, [title]);
  const excerpt = make("p", { class: "excerpt", lang: passage.language }, passage.text);
  return make(
    "li",
    { part: "passage", class: "source" },
    make("div", {}, link, make("div", { class: "about" }, about), excerpt),
  );
}

/** What of a view's address marks a place there; "" where the service did not say it. */
function quoteAt({ start, end }) {
  return start === null || end === null ? "" : `?start=${start}&end=${end}#quote`;
}

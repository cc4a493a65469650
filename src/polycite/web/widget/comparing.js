function changesOf(answer, scene) {
  const drawn = answer.changes.map((change) => changeOf(change, answer, scene)).filter(Boolean);
  return drawn.length > 0 && compared("changes", scene.words.say("changed"), drawn);
}

function changeOf(change, answer, scene) {
  const before = answer.citations.find((one) => one.marker === change.marker);
  if (!before || change.citations.length === 0) return null;
  const { words } = scene;
  const today = new Date().toISOString().slice(0, 10);
  const tense = change.since !== null && (change.since > today ? "from" : "since");
  const heading = tense ? words.say(tense, { day: words.day(change.since) }) : words.say("now");
  return make(
    "div",
    { class: "sides" },
    sideOf(words.say("then"), [wordsOf(before, " ", scene.cite(before.marker))], placeLink(before, scene)),
    sideOf(
      heading,
      change.citations.map((one) => wordsOf(one)),
      placeLink(change.citations[0], scene),
    ),
  );
}

function disagreementsOf(answer, scene) {
  const drawn = answer.disagreements.map((one) => disagreementOf(one, answer, scene));
  return drawn.length > 0 && compared("disagreements", scene.words.say("disagree"), drawn);
}

function disagreementOf({ about, sides }, answer, scene) {
  const drawn = sides.map((side) => {
    const citation = answer.citations.find((one) => side.markers.includes(one.marker));
    const value = make(
      "p",
      { class: "quote", lang: citation?.language },
      side.value,
      " ",
      ...side.markers.map(scene.cite),
    );
    const day = side.published && scene.words.day(side.published);
    return sideOf(day, [value], citation && placeLink(citation, scene));
  });
  return make("div", {}, about && make("p", { class: "about" }, about), make("div", { class: "sides" }, ...drawn));
}

function compared(part, heading, drawn) {
  return make("div", { part, class: "compared" }, make("h4", { class: "small" }, heading), ...drawn);
}

function sideOf(heading, inside, link) {
  return make("div", { class: "side" }, heading && make("strong", { class: "small" }, heading), ...inside, link);
}

function wordsOf(citation, ...after) {
  const cells = cellsOf(citation.quote);
  return make("p", { class: "quote", lang: citation.language }, cells ? cells.join(" · ") : citation.quote, ...after);
}

function placeLink(citation, { words, client }) {
  const place = make("span", { lang: citation.document.language }, placeOf(citation, words));
  const told = { class: "about" };
  return citation.view ? outward(client.address(citation.view), words, [place], told) : make("span", told, place);
}

const STATUSES = new Set(["answered", "declined", "degraded"]);
/** Passages shown where nothing is answered: more would only be further off. */
const NEAREST = 3;
const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

/** An answer of the service's contract, every field of its type and no other, or null where the data is none. */
function answerIn(data) {
  if (!STATUSES.has(data?.status) || typeof data.answer !== "string") return null;
  return {
    id: text(data.id),
    status: data.status,
    answer: data.answer,
    language: tongue(data.answer_language),
    questionLanguage: tongue(data.question_language),
    resolved: text(data.resolved_question),
    sentences: listed(data.sentences, sentenceIn),
    citations: listed(data.citations, citationIn),
    passages: listed(data.passages, passageIn).slice(0, NEAREST),
    changes: listed(data.changes, changeIn),
    disagreements: listed(data.disagreements, disagreementIn),
  };
}

function sentenceIn(data) {
  const markers = listed(data.citations, (one) => one);
  return typeof data.text === "string" ? { text: data.text, markers, verbatim: data.support === "verbatim" } : null;
}

function citationIn(data) {
  if (!Number.isInteger(data.marker) || typeof data.quote !== "string") return null;
  return {
    marker: data.marker,
    quote: data.quote,
    language: tongue(data.language),
    document: documentIn(data.document ?? {}),
    pages: listed(data.pages, labelIn),
    heading: listed(data.heading, text),
    passage: text(data.passage_id),
    view: text(data.view_url),
    equivalents: listed(data.equivalents, equivalentIn),
  };
}

function documentIn(data) {
  return {
    id: text(data.id) ?? "",
    title: text(data.title) ?? text(data.path) ?? "",
    language: tongue(data.language),
    publisher: text(data.publisher),
    published: text(data.published),
    from: text(data.valid_from),
    to: text(data.valid_to),
    inForce: data.in_force !== false,
    successor: successorIn(data.superseded_by),
  };
}

function successorIn(data) {
  return text(data?.title) ? { id: text(data.document_id) ?? "", title: data.title } : null;
}

function equivalentIn(data) {
  if (!text(data.document_id)) return null;
  const pages = listed(data.pages, (page) => page);
  const number = pages.find((page) => Number.isInteger(page?.number))?.number ?? null;
  const place = { number, start: offset(data.start), end: offset(data.end) };
  return { id: data.document_id, language: tongue(data.language), pages: listed(pages, labelIn), ...place };
}

function passageIn(data) {
  if (typeof data.text !== "string" || !text(data.document_id)) return null;
  return {
    text: data.text,
    id: data.document_id,
    title: text(data.title) ?? listed(data.heading, text)[0] ?? text(data.path) ?? "",
    heading: listed(data.heading, text).slice(1),
    path: text(data.path),
    language: tongue(data.language),
    pages: listed(data.pages, labelIn),
    start: offset(data.start),
    end: offset(data.end),
  };
}

function changeIn(data) {
  return { marker: data.marker, since: text(data.since), citations: listed(data.citations, citationIn) };
}

function disagreementIn(data) {
  const sides = listed(
    data.sides,
    (side) =>
      text(side.value) && {
        value: side.value,
        published: text(side.published),
        markers: listed(side.citations, (one) => one),
      },
  );
  return sides.length > 1 ? { about: text(data.about), sides } : null;
}

function labelIn(page) {
  return text(page?.label) ?? (Number.isInteger(page?.number) ? String(page.number) : null);
}

function offset(value) {
  return Number.isInteger(value) ? value : null;
}

function tongue(value) {
  return typeof value === "string" && LANGUAGE.test(value) ? value : "";
}

function listed(values, read) {
  if (!Array.isArray(values)) return [];
  return values
    .map((one) => (one === null || one === undefined ? null : read(one)))
    .filter((one) => one !== null && one !== undefined);
}

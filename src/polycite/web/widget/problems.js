/** Seconds to wait where a busy service does not say how long. */
const WAIT = 5;
const LONGEST_WAIT = 3600;

/** What went wrong, by `kind` (README.md); `wait` in seconds; `detail` in English; `requestId` is in the log. */
class Failure extends Error {
  constructor(kind, { status = null, requestId = null, wait = null, detail = null } = {}) {
    super(detail ?? kind);
    this.kind = kind;
    this.status = status;
    this.requestId = requestId;
    this.wait = wait;
    this.detail = detail;
  }
}

async function failureOf(response) {
  const problem = await problemIn(response);
  const status = response.status;
  const after = secondsIn(response.headers.get("Retry-After"));
  const wait = status === 429 || (status === 503 && after !== null) ? (after ?? WAIT) : null;
  return failureFrom({ ...problem, status }, wait, response.headers.get("X-Request-ID"));
}

/** The failure of a problem (RFC 9457), come as a response or as the last event of a stream. */
function failureFrom(problem, wait = null, requestId = null) {
  const status = Number.isInteger(problem.status) ? problem.status : null;
  const told = { status, wait, requestId: text(problem.request_id) ?? requestId, detail: detailOf(problem) };
  return new Failure(kindOf(status, wait), status === 429 ? { ...told, wait: wait ?? WAIT } : told);
}

function kindOf(status, wait) {
  if (status === 429 || wait !== null) return "limited";
  if (status === 401 || status === 403) return "expired";
  return status !== null && status >= 400 && status < 500 ? "refused" : "server";
}

function detailOf(problem) {
  const fields = Array.isArray(problem.errors) ? problem.errors : [];
  const first = fields.map((field) => text(field?.message)).find((message) => message !== null);
  return first ?? text(problem.detail);
}

function text(value) {
  return typeof value === "string" && value !== "" ? value : null;
}

async function problemIn(response) {
  if (!/\bjson\b/.test(response.headers.get("Content-Type") ?? "")) return {};
  return objectIn({ data: await response.text() }) ?? {};
}

/** Retry-After (RFC 9110, 10.2.3) in seconds: a number of them, or the date until when. */
function secondsIn(header) {
  if (header === null) return null;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 1), LONGEST_WAIT);
}

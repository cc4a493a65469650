/** Characters of one event at most; more means that nobody is sending events. */
const LONGEST_EVENT = 16 * 1024 * 1024;
const LINE_END = /\r\n|\n|\r/;

/** Reads server-sent events (WHATWG HTML, 9.2.6) from bytes cut anywhere: in a code point, a line end, an event. */
class EventReader {
  constructor() {
    this.decoder = new TextDecoder("utf-8");
    this.pieces = [];
    this.size = 0;
    this.name = "";
    this.lines = [];
    this.afterReturn = false;
  }

  read(bytes) {
    let text = this.decoder.decode(bytes, { stream: true });
    if (text === "") return [];
    // The line before ended with \r: its \n would be an empty line.
    if (this.afterReturn && text.startsWith("\n")) text = text.slice(1);
    this.afterReturn = text === "" ? false : text.endsWith("\r");
    return this.split(text);
  }

  split(text) {
    const [first, ...rest] = text.split(LINE_END);
    this.keep(first);
    const events = [];
    // Pieces are joined once: an event of a megabyte comes in thousands.
    for (const next of rest) {
      const event = this.line(this.pieces.join(""));
      if (event) events.push(event);
      this.pieces = [];
      this.keep(next);
    }
    return events;
  }

  keep(piece) {
    this.size += piece.length;
    if (this.size > LONGEST_EVENT) throw new RangeError("an event is larger than 16 MB");
    if (piece !== "") this.pieces.push(piece);
  }

  line(line) {
    if (line === "") return this.finished();
    const [, field, value] = /^([^:]*):? ?([^]*)$/.exec(line);
    if (field === "event") this.name = value;
    if (field === "data") this.lines.push(value);
    return null;
  }

  finished() {
    const event = this.lines.length > 0 ? { name: this.name || "message", data: this.lines.join("\n") } : null;
    this.name = "";
    this.lines = [];
    this.size = 0;
    return event;
  }
}

/** The JSON object of an event, or null where the data is anything else: such an event is passed over. */
function objectIn(event) {
  try {
    const data = JSON.parse(event.data);
    return data !== null && typeof data === "object" && !Array.isArray(data) ? data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

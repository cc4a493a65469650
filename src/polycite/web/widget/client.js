/** Milliseconds that a stream may take to end after its last event. */
const ENDING = 5000;

class Client {
  constructor(endpoint, credentials, provider) {
    this.endpoint = endpoint.replace(/\/+$/, "");
    this.credentials = credentials;
    this.provider = provider;
    this.token = null;
  }

  /** The absolute form of a path of the service; whatever the path, it leads nowhere else. */
  address(path) {
    return new URL(`${this.endpoint}/${path.replace(/^[\\/\s]+/, "")}`, document.baseURI).href;
  }

  /** The events of an answer as they arrive. Throws Failure, or the signal's AbortError. */
  async *ask(question, earlier, signal) {
    const history = earlier.slice(-20).map((content) => ({ role: "user", content }));
    const response = await this.post("/v1/ask", { question, history, stream: true }, signal, "text/event-stream");
    // A page to sign in, mostly, put there by something between us and the service.
    if (!/event-stream/.test(response.headers.get("Content-Type"))) {
      dropped(response.body);
      throw new Failure(response.redirected ? "expired" : "server");
    }
    yield* this.events(response, signal);
  }

  async *events(response, signal) {
    // Chromium reports a stream that only a reader reads as aborted, though it came whole; of a copied one it waits.
    dropped(response.clone().body);
    const reader = response.body.getReader();
    const events = new EventReader();
    try {
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        for (const event of events.read(piece.value)) yield event;
      }
    } catch (error) {
      if (signal.aborted) throw error;
      // The connection broke, or what came was no stream of events: either way the answer ends here.
      dropped(reader);
      throw new Failure("truncated", { detail: error.message });
    } finally {
      spent(reader);
    }
  }

  async feedback(answerId, vote, reason) {
    const opinion = { answer_id: answerId, vote };
    if (reason) opinion.reason = reason;
    await this.post("/v1/feedback", opinion, null, "application/json");
  }

  /** Questions to start with; none where the service offers none or does not answer, since it works without. */
  async suggestions(language, signal) {
    try {
      const response = await this.fetched(`/v1/suggestions?language=${language}`, { signal });
      const found = response.ok ? await response.json() : {};
      return Array.isArray(found.suggestions) ? found.suggestions.filter((one) => text(one)) : [];
    } catch {
      return [];
    }
  }

  async post(path, body, signal, accept) {
    if (this.provider() && this.token === null) await this.renew();
    const asked = { method: "POST", body: JSON.stringify(body), signal, headers: { Accept: accept } };
    asked.headers["Content-Type"] = "application/json";
    let response = await this.reached(path, asked);
    if (response.status === 401 && this.provider()) {
      await this.renew();
      response = await this.reached(path, asked);
    }
    if (!response.ok) throw await failureOf(response);
    return response;
  }

  async renew() {
    this.token = null;
    try {
      this.token = text(await this.provider()());
    } catch (error) {
      throw new Failure("expired", { detail: error instanceof Error ? error.message : null });
    }
    if (this.token === null) throw new Failure("expired", { detail: "tokenProvider gave no token" });
  }

  async reached(path, asked) {
    try {
      return await this.fetched(path, asked);
    } catch (error) {
      if (asked.signal?.aborted) throw error;
      throw new Failure("offline", { detail: error.message });
    }
  }

  fetched(path, asked) {
    const headers = { ...asked.headers };
    if (this.token !== null) headers.Authorization = `Bearer ${this.token}`;
    return fetch(this.address(path), { ...asked, headers, credentials: this.credentials });
  }
}

/** Reads what is left of a stream, so that to the browser and the service a whole one was not broken off. */
async function spent(reader) {
  const late = setTimeout(dropped, ENDING, reader);
  try {
    for (let piece = await reader.read(); !piece.done; ) piece = await reader.read();
  } catch {
    // It was stopped, or broke: whoever waited for the answer has been told.
  }
  clearTimeout(late);
}

function dropped(body) {
  body?.cancel().catch(() => {});
}

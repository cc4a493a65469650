const FAILURES = {
  offline: "offline",
  limited: "limited",
  expired: "expired_session",
  refused: "refused",
  server: "server",
  truncated: "truncated",
};

function notice(kind, failed, ...inside) {
  const told = { part: "notice", class: failed ? "notice failed" : "notice", "data-kind": kind };
  return make("div", told, icon(failed ? "warn" : "note"), make("div", {}, ...inside));
}

function failureNotice(turn, scene) {
  const { words } = scene;
  const { kind, detail, requestId } = turn.failure;
  const wait = make("p", {}, "");
  const again = button("retry", words.say("again"), () => scene.retry(turn));
  if (turn.failure.until) countdown(turn.failure, wait, again, scene);
  return notice(
    kind,
    true,
    make("p", {}, words.say(FAILURES[kind])),
    kind === "refused" && detail && make("p", { class: "detail", lang: "en" }, detail),
    turn.failure.until && wait,
    requestId && kind !== "limited" && requestOf(requestId, scene),
    again,
  );
}

function countdown(failure, shown, again, scene) {
  const tick = () => {
    const left = Math.ceil((failure.until - Date.now()) / 1000);
    again.disabled = left > 0;
    shown.textContent = left > 0 ? scene.words.say("wait", { n: left }) : "";
    if (left <= 0) scene.ready();
    else if (!scene.signal.aborted) setTimeout(tick, 250);
  };
  tick();
}

function declinedNotice(answer) {
  return notice("declined", false, make("p", { lang: answer.language }, answer.answer));
}

function stoppedNotice(turn, scene) {
  const again = button("retry", scene.words.say("repeat"), () => scene.retry(turn));
  return notice("stopped", false, make("p", {}, scene.words.say("stopped")), again);
}

const ANSWER_LOOK = `
.turn { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; }
.turn + .turn { margin-block-start: 24px; padding-block-start: 24px; border-block-start: 1px solid var(--line); }
.question {
  justify-self: end; max-inline-size: 92%; padding: 8px 14px; border-radius: var(--radius);
  background: var(--surface); font-size: var(--size); font-weight: 600; line-height: 1.4; white-space: pre-wrap;
}
.answer { display: grid; grid-template-columns: minmax(0, 1fr); gap: 14px; }
.preview { white-space: pre-wrap; }
.preview:empty { display: none; }
.status { display: flex; align-items: center; gap: 8px; color: var(--quiet); font-size: calc(var(--size) * 0.9375); }
.dot { inline-size: 8px; block-size: 8px; border-radius: 50%; background: var(--accent); flex: none; }
.prose { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; }
.prose ul, .prose ol { padding-inline-start: 24px; }
.prose ul { list-style: disc; }
.prose ol { list-style: decimal; }
.prose pre { overflow-x: auto; padding: 10px; background: var(--surface); border-radius: 6px; }
.prose code { font: 0.9em ui-monospace, "Liberation Mono", monospace; }
.quoted { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; }
.lead { font-size: calc(var(--size) * 0.875); color: var(--quiet); line-height: 1.45; }
.quote { font-family: var(--quoted); font-size: calc(var(--size) * 1.0625); line-height: 1.55; }
.quoted .quote, .side .quote { padding-inline-start: 12px; border-inline-start: 3px solid var(--mark); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: calc(var(--size) * 0.9375); line-height: 1.4; min-inline-size: 100%; }
th, td {
  padding: 5px 10px 5px 0; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top;
  min-inline-size: 64px; overflow-wrap: break-word;
}
th { font: 600 calc(var(--size) * 0.8125)/1.4 var(--words); color: var(--quiet); }
.cite { white-space: nowrap; }
.marker {
  display: inline-grid; place-items: center; min-inline-size: 24px; min-block-size: 24px; padding: 0 5px;
  border: 1px solid var(--line); border-radius: 6px; background: var(--surface); color: var(--accent);
  font: 600 13px/1 var(--words); vertical-align: 1px; cursor: pointer;
}
.marker:hover, .marker[aria-expanded="true"] {
  background: var(--accent); border-color: var(--accent); color: var(--on-accent);
}
.popover {
  position: fixed; inset: auto; margin: 0; z-index: 1; display: grid; gap: 8px;
  inline-size: min(340px, 100vw - 16px); max-block-size: calc(100dvh - 16px);
  overflow-y: auto; overscroll-behavior: contain; padding: 14px 16px; border: 1px solid var(--quiet);
  border-radius: 8px; background: var(--paper); color: var(--ink); white-space: normal; text-align: start;
  font: calc(var(--size) * 0.9375)/1.5 var(--words);
}
.popover .title { font-weight: 650; }
.about { display: block; font-size: calc(var(--size) * 0.875); color: var(--quiet); line-height: 1.45; }
q.quote { quotes: none; padding-inline-start: 10px; border-inline-start: 3px solid var(--mark); }
.popover .labels:empty { display: none; }
.label a, a.about, .popover .view, .source > div > a, .privacy a {
  display: inline-flex; align-items: center; min-block-size: var(--touch); padding-block: 2px;
}
.popover .view { justify-self: start; }
.labels { display: flex; flex-wrap: wrap; gap: 4px 8px; padding-block-start: 3px; }
.label { display: inline-block; font: calc(var(--size) * 0.8125)/1.4 var(--words); color: var(--quiet); }
.lead .label { font-size: inherit; }
.lead .warn { display: block; }
.label.warn { color: var(--warn); font-weight: 600; }
.label.warn a { color: inherit; }
.small { font-size: calc(var(--size) * 0.875); font-weight: 650; color: var(--ink); }
.listed { display: grid; gap: 8px; padding-block-start: 12px; border-block-start: 1px solid var(--line); }
.sources { display: grid; gap: 10px; }
.source { display: flex; gap: 10px; font-size: calc(var(--size) * 0.9375); line-height: 1.4; }
.source > div { min-inline-size: 0; flex: 1; }
.number {
  flex: none; min-inline-size: 22px; block-size: 22px; display: grid; place-items: center; border-radius: 6px;
  border: 1px solid var(--line); background: var(--surface); color: var(--quiet); font-size: 13px; font-weight: 600;
}
.number + .number { margin-inline-start: -6px; }
.excerpt {
  font: calc(var(--size) * 0.9375)/1.5 var(--quoted); display: -webkit-box; -webkit-box-orient: vertical;
  -webkit-line-clamp: 4; overflow: hidden; padding-block-start: 2px;
}
.compared { display: grid; gap: 10px; padding: 12px 14px; border: 1px solid var(--warn); border-radius: 8px; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(150px, 100%), 1fr)); gap: 14px; }
.sides:not(:first-child) { margin-block-start: 6px; }
.side { display: grid; grid-template-columns: minmax(0, 1fr); gap: 6px; align-content: start; }
.notice {
  display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 4px 10px; padding: 10px 12px; border-radius: 8px;
  background: var(--surface); font-size: calc(var(--size) * 0.9375);
}
.notice > .icon { margin-block-start: 2px; color: var(--quiet); }
.notice.failed { border: 1px solid var(--warn); background: none; }
.notice.failed > .icon { color: var(--warn); }
.notice > div { display: grid; gap: 6px; justify-items: start; }
.detail, .request { color: var(--quiet); font-size: calc(var(--size) * 0.875); }
.request { display: flex; flex-wrap: wrap; align-items: center; gap: 0 4px; }
.request code { font: 13px/1.4 ui-monospace, "Liberation Mono", monospace; user-select: all; }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: 2px; margin-inline-start: -6px; }
.said {
  color: var(--quiet); font-size: calc(var(--size) * 0.875); display: flex; flex-wrap: wrap; align-items: center;
  gap: 4px 8px;
}
.opinion { display: grid; gap: 6px; }
.opinion .button { justify-self: start; }
.opinion label { font-size: calc(var(--size) * 0.875); }
.field {
  inline-size: 100%; resize: vertical; min-block-size: 64px; padding: 8px 10px; border: 1px solid var(--quiet);
  border-radius: 6px; background: var(--paper); font-size: max(16px, var(--size)); line-height: 1.4;
}
.resolved { color: var(--quiet); font-size: calc(var(--size) * 0.875); font-style: italic; }
@media (pointer: coarse) {
  .marker, .marker:hover, .marker[aria-expanded="true"] {
    position: relative; isolation: isolate; min-inline-size: 44px; min-block-size: 44px; margin: -10px -6px;
    border-color: transparent; background: none;
  }
  .marker::before {
    content: ""; position: absolute; inset: 8px; z-index: -1; border: 1px solid var(--line); border-radius: 6px;
    background: var(--surface);
  }
  .source > div > a, .label a { margin-block: -8px; }
  .marker:hover::before, .marker[aria-expanded="true"]::before { background: var(--accent); }
}
@media (forced-colors: active) {
  .quoted .quote, .side .quote, q.quote { border-color: CanvasText; }
  .marker { border-color: ButtonText; }
  .notice { border: 1px solid CanvasText; }
}
@media print { .excerpt { -webkit-line-clamp: none; display: block; } .wide { overflow: visible; } }
`;

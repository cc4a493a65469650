const PANEL_LOOK = `
.launcher {
  position: fixed; z-index: var(--polycite-layer, 2147483000); display: inline-flex; align-items: center; gap: 10px;
  inset-block-end: calc(var(--polycite-offset-block, 20px) + env(safe-area-inset-bottom, 0px));
  inset-inline-end: var(--polycite-offset-inline, 20px);
  min-block-size: 48px; padding: 10px 18px 10px 14px; border: 1px solid var(--accent); border-radius: 24px;
  background: var(--accent); color: var(--on-accent); font-weight: 600; cursor: pointer;
}
.panel {
  position: fixed; z-index: var(--polycite-layer, 2147483000); margin: 0; padding: 0; overflow: hidden;
  inset-block: auto calc(var(--polycite-offset-block, 20px) + 60px + env(safe-area-inset-bottom, 0px));
  inset-inline: auto var(--polycite-offset-inline, 20px);
  inline-size: var(--polycite-width, 400px); max-inline-size: calc(100vw - 2 * var(--polycite-offset-inline, 20px));
  block-size: var(--polycite-height, 640px);
  max-block-size: calc(100dvh - var(--polycite-offset-block, 20px) - 76px);
  border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); color: var(--ink);
}
.start .launcher, .start .panel { inset-inline: var(--polycite-offset-inline, 20px) auto; }
.panel[open], .inline .panel { display: flex; flex-direction: column; }
.panel::backdrop { background: var(--paper); }
.panel:focus { outline: none; }
.inline .panel {
  position: relative; inset: auto; z-index: auto; inline-size: 100%; max-inline-size: none; max-block-size: none;
}
.inline .transcript > *, .inline .composer > * { max-inline-size: 760px; margin-inline: auto; }
.full .panel {
  inset: 0; inline-size: 100vw; max-inline-size: none; block-size: 100dvh; max-block-size: none;
  border: 0; border-radius: 0;
  padding: env(safe-area-inset-top, 0px) env(safe-area-inset-right, 0px) env(safe-area-inset-bottom, 0px)
    env(safe-area-inset-left, 0px);
}
.header {
  display: flex; align-items: center; gap: 4px; padding: 8px 8px 8px 16px; min-block-size: calc(var(--press) + 17px);
  border-block-end: 1px solid var(--line);
}
.header h2 { flex: 1; font-size: var(--size); font-weight: 650; line-height: 1.3; }
.scroll { position: relative; flex: 1; min-block-size: 120px; display: flex; }
.transcript {
  position: relative; flex: 1; min-inline-size: 0; overflow-y: auto; overscroll-behavior: contain; padding: 16px;
}
.transcript:focus-visible { outline-offset: -3px; }
.button.new-content {
  position: absolute; inset-block-end: 10px; inset-inline-end: 14px; border-radius: 50%; background: var(--paper);
  border-color: var(--accent); color: var(--accent);
}
.empty { display: grid; gap: 12px; }
.empty .quietly { color: var(--quiet); font-size: calc(var(--size) * 0.9375); }
.suggestions { display: grid; gap: 8px; justify-items: start; }
.suggestions .button {
  font-size: calc(var(--size) * 0.9375); padding: 7px 12px; line-height: 1.4; border-radius: 8px;
}
.composer { border-block-start: 1px solid var(--line); padding: 12px 12px 10px; background: var(--paper); }
.entry {
  display: flex; align-items: flex-end; gap: 6px; padding: 4px; border: 1px solid var(--quiet); border-radius: 8px;
}
.entry:focus-within { border-color: var(--accent); outline: 1px solid var(--accent); }
.input {
  flex: 1; min-inline-size: 0; resize: none; border: 0; background: none; padding: 6px 8px; line-height: 1.4;
  min-block-size: max(36px, var(--press)); max-block-size: 152px; overflow-y: auto; font-size: max(16px, var(--size));
}
.input:focus { outline: none; }
.input::placeholder { color: var(--quiet); opacity: 1; }
.entry .button {
  inline-size: max(36px, var(--press)); block-size: max(36px, var(--press)); flex: none; border-color: var(--accent);
}
.entry .send, .entry .send:hover { background: var(--accent); color: var(--on-accent); }
.entry .send:disabled { background: var(--surface); color: var(--quiet); border-color: var(--line); }
.counter { font-size: calc(var(--size) * 0.8125); color: var(--quiet); padding-block-start: 4px; text-align: end; }
.counter.over { color: var(--warn); font-weight: 600; }
.privacy {
  display: flex; flex-wrap: wrap; gap: 0 12px; padding-block-start: 6px; font-size: calc(var(--size) * 0.8125);
  color: var(--quiet);
}
.privacy > * { padding-block: 2px; min-block-size: 24px; }
.privacy a { color: inherit; }
@media (max-height: 420px) { .full .panel { overflow-y: auto; } }
@media (max-width: 639.98px) { .launcher { padding-inline: 14px 16px; } }
@media (forced-colors: active) {
  .launcher { border-color: ButtonText; }
  .button[aria-pressed="true"] { outline: 2px solid Highlight; }
}
@media print {
  .launcher, .composer, .actions, .new-content, .header .button { display: none !important; }
  .panel, .full .panel {
    position: static; block-size: auto; max-block-size: none; inline-size: auto; max-inline-size: none;
    overflow: visible; border: 0;
  }
  .scroll, .transcript { display: block; overflow: visible; }
}
`;

/*
 * Pages change the look by the variables and parts of README.md: each colour is --polycite-NAME, in the dark theme
 * --polycite-dark-NAME. Lengths are pixels, so that no host's root size counts.
 */
const COLOURS = {
  light: `ink #1b1f24 paper #fff quiet #545d69 line #d5dae1 surface #f5f6f8 accent #1d4f91 on-accent #fff mark #ffe08a
    warn #8a3b00`,
  dark: `ink #e8eaee paper #14171b quiet #a9b2bf line #363c45 surface #1c2026 accent #8ab8f5 on-accent #0d1b2e
    mark #6b5300 warn #ffb27a`,
};

function colours(theme, prefix) {
  const set = COLOURS[theme].replace(/(\S+) (\S+)/g, `--$1: var(--polycite-${prefix}$1, $2);`);
  return `color-scheme: ${theme}; ${set}`;
}

const GROUND = `
:host { all: initial; display: contents; }
:host([mode="inline"]) { display: block; }
:host([hidden]) { display: none; }
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
.frame {
  all: initial; display: block; ${colours("light", "")}
  --words: var(--polycite-words, system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif);
  --quoted: var(--polycite-quoted, Charter, "Bitstream Charter", "Iowan Old Style", Cambria, "Liberation Serif",
    Georgia, serif);
  --radius: var(--polycite-radius, 10px);
  --size: var(--polycite-size, 16px);
  --press: 32px; --touch: 24px;
  color: var(--ink); font: var(--size)/1.5 var(--words); text-align: start; overflow-wrap: anywhere;
}
.frame.dark { ${colours("dark", "dark-")} }
@media (pointer: coarse) { .frame { --press: 44px; --touch: 44px; } }
h2, h3, h4, p, ol, ul, blockquote, pre, form { margin: 0; padding: 0; }
ol, ul { list-style: none; }
button, textarea { font: inherit; color: inherit; letter-spacing: inherit; margin: 0; }
a { color: var(--accent); text-underline-offset: 2px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.heard {
  position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; padding: 0; border: 0; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}
.icon {
  inline-size: 20px; block-size: 20px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.7;
  stroke-linecap: round; stroke-linejoin: round;
}
.icon-down, .icon-under { rotate: 180deg; }
.icon-stop { fill: currentColor; }
.button {
  display: inline-flex; align-items: center; gap: 8px; min-block-size: var(--press); padding: 4px 12px;
  border: 1px solid var(--line); border-radius: 6px; background: var(--paper); cursor: pointer;
  font-size: calc(var(--size) * 0.875); text-align: start;
}
.button:hover { border-color: var(--accent); color: var(--accent); }
.button.picture {
  inline-size: var(--press); justify-content: center; padding: 0; border-color: transparent; background: none;
  color: var(--quiet);
}
.button.picture:hover { color: var(--accent); background: var(--surface); }
.button[aria-pressed="true"] { color: var(--accent); border-color: var(--accent); background: var(--surface); }
.button:disabled { color: var(--quiet); border-color: var(--line); cursor: default; }
@media (prefers-reduced-motion: no-preference) {
  .dot { animation: pulse 1.2s ease-in-out infinite; }
  @keyframes pulse { 50% { opacity: 0.25; } }
}
`;

/** The sheet of every widget on this page, made when the first one is shown. */
function sheetOf() {
  sheetOf.made ??= new CSSStyleSheet();
  if (sheetOf.made.cssRules.length === 0) sheetOf.made.replaceSync(GROUND + PANEL_LOOK + ANSWER_LOOK);
  return sheetOf.made;
}

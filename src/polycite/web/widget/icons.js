const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  ask: ["M4 5h16v11H11l-4 4v-4H4z", "M8 9h8", "M8 12h5"],
  close: ["M6 6l12 12", "M18 6L6 18"],
  clear: ["M5 7h14", "M9 7V4h6v3", "M7 7l1 13h8l1-13", "M10.5 11v5", "M13.5 11v5"],
  send: ["M12 20V5", "M6 11l6-6 6 6"],
  stop: ["M7 7h10v10H7z"],
  copy: ["M9 9h11v11H9z", "M5 15V4h11"],
  up: ["M7 11v9H4v-9z", "M7 11l4-7c2 0 2.5 1.5 2 3l-.7 3H19c1 0 1.6 1 1.3 2l-1.8 7c-.2.6-.7 1-1.4 1H7"],
  again: ["M19 12a7 7 0 1 1-2-4.9", "M19 4v4h-4"],
  note: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "M12 11v5", "M12 7.6v.2"],
  warn: ["M12 4L3 19h18z", "M12 10v4", "M12 16.6v.2"],
};

ICONS.down = ICONS.up;
ICONS.under = ICONS.send;

function icon(name) {
  const drawn = document.createElementNS(SVG, "svg");
  const told = { viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false", class: `icon icon-${name}` };
  for (const [attribute, value] of Object.entries(told)) drawn.setAttribute(attribute, value);
  for (const line of ICONS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", line);
    drawn.append(path);
  }
  return drawn;
}

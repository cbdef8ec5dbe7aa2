import fs from "node:fs";
import path from "node:path";

/** @typedef {{ file: string, name: string, role: string, width: number, theme: string }} Picture */

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; background: #eee; color: #111 }
h2 { margin: 3rem 0 1rem; font-size: 1.1rem }
.row { display: flex; gap: 1.5rem; align-items: flex-start; overflow-x: auto }
figure { margin: 0; flex: none }
figcaption { font-size: .85rem; color: #444 }
img { display: block; border: 1px solid #bbb }
img.wide { width: 640px } img.narrow { width: 240px }`;

/**
 * One page with every picture: a row for each page and role.
 * @param {string} folder
 * @param {readonly Picture[]} pictures
 */
export function writeIndex(folder, pictures) {
  /** @type {Map<string, Picture[]>} */
  const rows = new Map();
  for (const picture of pictures) rows.set(titleOf(picture), [...(rows.get(titleOf(picture)) ?? []), picture]);
  const body = [...rows]
    .map(([title, row]) => `<h2 id="${title.replace(/\W+/g, "-")}">${title}</h2><div class="row">${row.map(show).join("")}</div>`)
    .join("\n");
  fs.writeFileSync(path.join(folder, "index.html"), `<!doctype html><html lang="en"><meta charset="utf-8"><title>Every page</title><style>${STYLE}</style><h1>Every page</h1>\n${body}\n</html>\n`);
}

/** @param {Picture} picture */
const titleOf = ({ name, role }) => `${name} as ${role}`;

/** @param {Picture} picture */
const show = ({ file, width, theme }) => `<figure><a href="${file}"><img loading="lazy" class="${width > 600 ? "wide" : "narrow"}" src="${file}" alt=""></a><figcaption>${width} px, ${theme}</figcaption></figure>`;

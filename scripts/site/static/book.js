// Sortable tables, filtered registers, folded code, search: each only where a page has it.
"use strict";
const LANG = document.documentElement.lang;
const make = (tag, props = {}) => Object.assign(document.createElement(tag), props);

// Tables: a click on a heading sorts; a cell's data-sort, or else the number it begins with, or else its text, counts.
const SCALE = { 万: 1e4, 亿: 1e8, million: 1e6, billion: 1e9 };
function number(cell) {
  if (cell.dataset.sort !== undefined) return cell.dataset.sort === "nan" ? NaN : Number(cell.dataset.sort);
  const found = cell.textContent.match(/^\D{0,12}?([−-]?\d[\d,]*\.?\d*)\s*(万|亿|million|billion)?/);
  return found ? Number(found[1].replace("−", "-").replaceAll(",", "")) * (SCALE[found[2]] ?? 1) : NaN;
}
function sort(table, column, sign) {
  const rows = [...table.tBodies[0].rows];
  const numeric = rows.filter((row) => !Number.isNaN(number(row.cells[column]))).length > rows.length / 2;
  const key = (row) => (numeric ? number(row.cells[column]) : row.cells[column].textContent.trim());
  const below = (key) => numeric && Number.isNaN(key);
  rows.sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (below(x) || below(y)) return below(x) - below(y);
    return sign * (numeric ? x - y : x.localeCompare(y, LANG, { numeric: true }));
  });
  table.tBodies[0].append(...rows);
}
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
  heads.forEach((head, column) => {
    const button = make("button", { type: "button", textContent: head.textContent.trim() });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      sort(table, column, down ? -1 : 1);
    });
  });
}

// What scrolls sideways can be reached with the keyboard.
for (const box of document.querySelectorAll(".table-wrapper, .highlight pre, .cell_output > .output")) {
  if (box.scrollWidth > box.clientWidth || box.matches("pre")) box.tabIndex = 0;
}

// Registers: rows that hold every word typed stay.
for (const register of document.querySelectorAll(".register")) {
  const [prompt, unit] = register.dataset.words.split("|");
  const rows = [...register.querySelectorAll("tbody tr")];
  const input = make("input", { type: "search", placeholder: prompt, ariaLabel: prompt });
  const count = make("span", { className: "count", role: "status" });
  const show = () => {
    const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    rows.forEach((row) => { row.hidden = !wanted.every((word) => row.textContent.toLowerCase().includes(word)); });
    count.textContent = `${rows.filter((row) => !row.hidden).length} ${unit}`;
  };
  input.addEventListener("input", show);
  const bar = make("div", { className: "filter" });
  bar.append(input, count);
  register.prepend(bar);
  show();
}

// Code: folded cell by cell; one button for all of it.
const code = [...document.querySelectorAll("details.hide")];
const toggle = document.querySelector("button.all-code");
if (toggle && code.length) {
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    const open = toggle.getAttribute("aria-expanded") !== "true";
    code.forEach((one) => { one.open = open; });
    toggle.setAttribute("aria-expanded", open);
    toggle.textContent = open ? toggle.dataset.none : toggle.dataset.all;
  });
}

// Search: Pagefind's index can only be read through a server.
const form = document.querySelector("#query");
if (form && location.protocol !== "file:") {
  document.querySelector(".needs-server").hidden = true;
  const found = document.querySelector("#found"), results = document.querySelector("#results");
  const root = new URL(document.documentElement.dataset.content_root + "../", location);
  const entry = (page) => {
    const item = make("li"), excerpt = make("p", { innerHTML: page.excerpt });
    item.append(make("a", { href: page.url, textContent: page.meta.title }), excerpt);
    return item;
  };
  let latest = 0;
  const search = async () => {
    const turn = ++latest, query = form.q.value.trim();
    const pagefind = await import(new URL("pagefind/pagefind.js", root));
    const hits = query ? (await pagefind.search(query)).results : [];
    const pages = await Promise.all(hits.slice(0, 30).map((hit) => hit.data()));
    if (turn !== latest) return;
    results.replaceChildren(...pages.map(entry));
    const { found: many, none } = form.dataset;
    found.textContent = !query ? "" : hits.length ? `${hits.length} ${many}` : none;
  };
  form.q.value = new URLSearchParams(location.search).get("q") ?? "";
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  form.addEventListener("input", search);
  search();
} else if (form) {
  form.hidden = true;
}

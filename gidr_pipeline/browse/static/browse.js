// What the page does besides being read: figures and their characters are marked together, arrows walk the tables, and a
// search goes on by itself. Without this script every link leads to the same places.
"use strict";

(async () => {
  const enough = 50;
  const hits = document.querySelector(".hits");
  let further = document.querySelector(".further");
  while (further && hits.children.length < enough) {
    const answer = await fetch(further.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    hits.append(...page.querySelectorAll(".hits > li"));
    document.querySelector(".number").replaceWith(page.querySelector(".number"));
    const next = page.querySelector(".further");
    if (next) further.href = next.href;
    else further.closest("p").replaceWith(hits.children.length ? "" : page.querySelector(".none"));
    further = next && further;
  }
})();

(() => {
  const source = document.getElementById("source");
  if (!source) return;
  const marks = [...source.querySelectorAll(".mark")];

  const marksOf = (anchor) => marks.filter((mark) => mark.dataset.of.split(" ").includes(anchor));

  // The anchors that belong to a place: of a verdict all its cells, of characters all that was read in them.
  const anchorsOf = (id) => {
    const place = document.getElementById(id);
    if (!place) return [];
    if (place.dataset.cells !== undefined) return place.dataset.cells.split(" ").filter(Boolean);
    if (!id.startsWith("t-")) return [id];
    let next = place;
    while (next && !next.matches(".mark")) next = next.nextElementSibling;
    return next ? next.dataset.of.split(" ") : [];
  };

  const show = () => {
    for (const chosen of document.querySelectorAll(".chosen")) chosen.classList.remove("chosen");
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const anchors = anchorsOf(id);
    const found = anchors.flatMap(marksOf);
    for (const anchor of anchors) document.getElementById(anchor)?.classList.add("chosen");
    for (const mark of found) mark.classList.add("chosen");
    // The place itself has been scrolled to; its characters, in the panel beside it, have not.
    const isBeside = source.scrollHeight > source.clientHeight + 1;
    if (found.length && isBeside && !id.startsWith("t-")) {
      const offset = found[0].getBoundingClientRect().top - source.getBoundingClientRect().top;
      source.scrollTop += offset - source.clientHeight / 3;
    }
  };

  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && location.hash) {
      history.replaceState(null, "", location.pathname + location.search);
      show();
      return;
    }
    const cell = event.target.closest?.(".printed td.cell");
    const move = step[event.key];
    if (!cell || !move || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const rows = [...cell.closest("table").querySelectorAll("tr")].filter((row) => row.querySelector("td.cell"));
    const row = rows[rows.indexOf(cell.parentElement) + move[0]];
    const at = [...cell.parentElement.querySelectorAll("td.cell")].indexOf(cell) + move[1];
    const next = row?.querySelectorAll("td.cell")[at]?.querySelector("a");
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });

  window.addEventListener("hashchange", show);
  show();
})();

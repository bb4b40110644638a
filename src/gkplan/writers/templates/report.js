"use strict";
// Search and filter: hides rows, adds nothing. Without it every row is shown.
{
  const form = document.getElementById("search");
  const [words, state, unit, found] = ["words", "state", "unit", "found"].map((id) => document.getElementById(id));
  const rows = [...document.querySelectorAll("article")].map((row) => ({
    row,
    said: row.closest(".task").firstElementChild.textContent.toLowerCase() + "\n" + row.textContent.toLowerCase(),
    units: row.dataset.units.split("\n"),
  }));
  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\s+/u).filter(Boolean);
    let count = 0;
    for (const each of rows) {
      const kept = wanted.every((word) => each.said.includes(word))
        && (!state.value || each.row.dataset.state === state.value)
        && (!unit.value || each.units.includes(unit.value));
      each.row.hidden = !kept;
      count += kept;
    }
    for (const task of document.querySelectorAll(".task")) task.hidden = !task.querySelector("article:not([hidden])");
    found.textContent = found.dataset.said.replace("{count}", count).replace("{all}", rows.length);
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
  // A row that a link names is shown, whatever the filter, and opened.
  const open = () => {
    const target = location.hash.startsWith("#r-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden) { form.reset(); filter(); }
    target.querySelector("details").open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const each of closed) each.open = true;
  });
  addEventListener("afterprint", () => { for (const each of closed) each.open = false; });
}

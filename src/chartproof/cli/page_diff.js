"use strict";
const box = document.getElementById("find");
const said = document.getElementById("found");
const chart = document.querySelector(".chart");
const parts = [...document.querySelectorAll("details.part:not(.chart)")].map((part) => ({
  part,
  open: part.open,
  rows: [...part.querySelectorAll("tbody tr")].map((row) => ({ row, text: row.textContent.toLowerCase() })),
}));
function find() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { part, open, rows } of parts) {
    let here = 0;
    for (const { row, text } of rows) {
      const fits = words.every((word) => text.includes(word));
      row.hidden = !fits;
      here += fits;
    }
    part.hidden = words.length > 0 && here === 0;
    part.open = words.length > 0 ? here > 0 : open;
    shown += here;
  }
  if (chart) chart.hidden = words.length > 0;
  said.textContent = words.length ? `${shown.toLocaleString("en-US")} rows` : "";
}
box.addEventListener("input", find);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== box) { event.preventDefault(); box.focus(); }
});
for (const link of document.querySelectorAll(".counts a")) {
  link.addEventListener("click", () => { document.querySelector(link.hash).open = true; });
}

// "Today" beside a date fills in its boxes, and keeps what else was typed. Without a script it is a link to the same form.
"use strict";

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-fills-today]");
  if (!link) return;
  event.preventDefault();
  for (const part of ["day", "month", "year"]) {
    const box = document.getElementById(`${link.dataset.fillsToday}_${part}`);
    box.value = link.dataset[part];
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
});

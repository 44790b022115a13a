// Takes the marks of a problem away as soon as its box is changed; whether it is right now, Save says.
// Without this script the marks stay until Save, which says the same.
"use strict";

function clearMarks(field) {
  const ids = new Set();
  for (const message of field.querySelectorAll(".error")) {
    ids.add(message.id);
    message.remove();
  }
  for (const box of field.querySelectorAll("[aria-invalid]")) box.removeAttribute("aria-invalid");
  for (const box of [field, ...field.querySelectorAll("[aria-describedby]")]) {
    const left = (box.getAttribute("aria-describedby") || "").split(/\s+/).filter((id) => id && !ids.has(id));
    if (left.length) box.setAttribute("aria-describedby", left.join(" "));
    else box.removeAttribute("aria-describedby");
  }
  field.classList.remove("field--error");
}

function clearSummary(form, field) {
  const summary = form.querySelector(".error-summary");
  if (!summary) return;
  for (const link of summary.querySelectorAll("a[href^='#']")) {
    const box = document.getElementById(link.hash.slice(1));
    if (box && field.contains(box)) link.closest("li").remove();
  }
  if (!summary.querySelector("li")) summary.remove();
}

document.addEventListener("input", (event) => {
  const field = event.target.closest(".field--error");
  if (!field) return;
  clearMarks(field);
  if (field.closest("form")) clearSummary(field.closest("form"), field);
});

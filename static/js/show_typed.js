// "Show what I type": one tick for all passwords of a form. They are hidden again before the form is sent.
"use strict";

for (const form of document.querySelectorAll("form")) {
  const offer = [...form.querySelectorAll("[data-shows-typed]")].pop();
  if (!offer) continue;
  const boxes = form.querySelectorAll("input[type='password']");
  const tick = offer.querySelector("input");
  const show = (shown) => {
    tick.checked = shown;
    for (const box of boxes) box.type = shown ? "text" : "password";
  };
  for (const box of boxes) box.dataset.secret = "yes"; // idle.js keeps none of them, shown or not
  tick.addEventListener("change", () => show(tick.checked));
  form.addEventListener("submit", () => show(false));
}

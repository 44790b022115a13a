// Nothing moves while a finger or a mouse button is down: a click on Save that began on Save ends there.
// Room for what is read back is taken at the first letter typed, and an answer that comes during a press waits for its end.
"use strict";

(() => {
  let pressed = false;
  let waiting = null;

  function release() {
    pressed = false;
    const show = waiting;
    waiting = null;
    if (show) setTimeout(show); // after the click that this ends
  }

  document.addEventListener("pointerdown", () => (pressed = true), true);
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, release, true);

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    for (const place of form ? form.querySelectorAll("[data-reads-back]") : []) place.classList.add("read-back-room");
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, serverResponse, shouldSwap } = event.detail;
    if (!pressed || !shouldSwap || !target.matches("[data-reads-back]")) return;
    event.detail.shouldSwap = false;
    waiting = () => target.isConnected && window.htmx.swap(target, serverResponse, { swapStyle: "innerHTML" });
  });
})();

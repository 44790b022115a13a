// Copies the text of the box that a button names, and says so. Without this the box can be selected and copied by hand.
"use strict";

(() => {
  for (const button of document.querySelectorAll("button[data-copies]")) {
    const box = document.getElementById(button.dataset.copies);
    const told = document.getElementById(button.dataset.tells);

    const byHand = () => {
      box.focus();
      box.select();
      return document.execCommand("copy"); // for a site without https, where the browser has no clipboard to give
    };
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(box.value);
        return true;
      } catch {
        return byHand();
      }
    };

    button.addEventListener("click", async () => {
      const done = await copy();
      told.textContent = done ? button.dataset.copied : button.dataset.notCopied;
    });
    button.hidden = false;
  }
})();

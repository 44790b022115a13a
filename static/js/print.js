// The Print button opens the browser's own print; where no script runs, button.css shows none.
"use strict";

const button = document.getElementById("print");
if (button) {
  button.addEventListener("click", () => window.print());
}

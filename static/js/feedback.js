// Says so when a request of htmx did not get through: without this a lost connection looks like nothing happened.
// The words stand in the page (<template id="lost-words">), so that they are translated.
"use strict";

function showLost() {
  const words = document.getElementById("lost-words");
  const notices = document.getElementById("notices");
  if (!words || !notices || notices.querySelector("[data-lost]")) return;
  notices.append(words.content.cloneNode(true));
}

document.addEventListener("htmx:sendError", showLost);
document.addEventListener("htmx:responseError", showLost);

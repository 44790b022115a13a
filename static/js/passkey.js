// Shows what needs a passkey only where the browser has them, and says so when one was not used.
// The rest is allauth's own (mfa/js/webauthn.js). The words stand in the page (<template id="passkey-lost">).
"use strict";

if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const words = document.getElementById("passkey-lost");
  const notices = document.getElementById("notices");
  if (words && notices) notices.replaceChildren(words.content.cloneNode(true));
});

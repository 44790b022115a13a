// Opens the page that stands locked in this same file. Nothing leaves the browser, and nothing is kept.
(function () {
  "use strict";
  const at = (id) => document.getElementById(id);
  const locked = JSON.parse(at("locked").textContent);

  const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt());

  async function keyFrom(passphrase) {
    const typed = new TextEncoder().encode(passphrase.trim().normalize("NFC"));
    const material = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
    const slowly = { name: "PBKDF2", hash: "SHA-256", salt: bytes(locked.salt), iterations: locked.rounds };
    const kind = { name: "AES-GCM", length: locked.key_bits };
    return crypto.subtle.deriveKey(slowly, material, kind, false, ["decrypt"]);
  }

  async function unlock(passphrase) {
    const key = await keyFrom(passphrase);
    const how = { name: "AES-GCM", iv: bytes(locked.nonce) };
    return new TextDecoder().decode(await crypto.subtle.decrypt(how, key, bytes(locked.content)));
  }

  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    at("inside").replaceChildren(...page.body.childNodes);
    at("passphrase").value = "";
    toggle(true);
    at("inside").focus();
    scrollTo(0, 0);
  }

  function toggle(isOpen) {
    at("closed").hidden = isOpen;
    at("inside").hidden = !isOpen;
    at("close-row").hidden = !isOpen;
  }

  function refuse() {
    at("wrong").hidden = false;
    at("field").classList.add("field--error");
    at("passphrase").setAttribute("aria-invalid", "true");
    at("passphrase").setAttribute("aria-describedby", "wrong");
    at("passphrase").select();
    at("passphrase").focus();
  }

  async function open(event) {
    event.preventDefault();
    at("wrong").hidden = true;
    at("busy").hidden = false;
    at("go").disabled = true;
    const html = await unlock(at("passphrase").value).catch(() => null);
    at("busy").hidden = true;
    at("go").disabled = false;
    if (html === null) refuse();
    else show(html);
  }

  if (!globalThis.crypto || !crypto.subtle) {
    at("cannot").hidden = false;
    return;
  }
  at("open").hidden = false;
  at("open").addEventListener("submit", open);
  at("show").addEventListener("change", () => {
    at("passphrase").type = at("show").checked ? "text" : "password";
  });
  at("close").addEventListener("click", () => {
    at("inside").replaceChildren();
    toggle(false);
    at("passphrase").focus();
  });
})();

// A file that is too large is said so at once, before it is sent. The server says the same without this.
(() => {
  const input = document.querySelector("input[type=file][data-most-bytes]");
  if (!input) return;

  const say = (text) => {
    let error = document.getElementById("id_file_too_large");
    if (!error && text) {
      error = document.createElement("span");
      error.id = "id_file_too_large";
      error.className = "error";
      error.setAttribute("role", "alert");
      input.before(error);
    }
    if (error) error.textContent = text;
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  const tooLarge = () => [...input.files].some((file) => file.size > Number(input.dataset.mostBytes));

  input.addEventListener("change", () => say(tooLarge() ? input.dataset.tooLarge : ""));
  input.form.addEventListener("submit", (event) => {
    if (!tooLarge()) return;
    event.preventDefault();
    say(input.dataset.tooLarge);
    input.focus();
  });
})();

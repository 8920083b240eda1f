/* A list of choices is narrowed by what is typed over it. */
(() => {
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-filter]")) return;
    const wanted = plain(event.target.value).split(/\s+/);
    for (const choice of event.target.closest("form").querySelectorAll(".choice")) {
      const text = plain(choice.textContent);
      choice.hidden = !wanted.every((word) => text.includes(word));
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("[data-filter]")) return;
    event.preventDefault();
    const shown = [...event.target.closest("form").querySelectorAll(".choice:not([hidden]) input")];
    if (shown.length === 1) shown[0].click();
  });
})();

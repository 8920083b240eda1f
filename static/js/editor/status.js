/* One line says whether everything is saved: saving, saved at an hour, waiting in a cell, not saved. */
(() => {
  const line = document.getElementById("saved");
  const retry = document.getElementById("retry");
  const told = document.getElementById("told");
  if (!line || !window.htmx) return;
  let underWay = 0;
  let savedAt = "";

  const say = (state, words) => {
    line.className = `saved is-${state}`;
    if (line.textContent !== words) line.textContent = words;
    retry.hidden = state !== "failed";
  };
  const settle = () => {
    if (underWay) return say("saving", line.dataset.saving);
    if (document.querySelector(".is-failed-cell")) return say("failed", line.dataset.failed);
    if (document.querySelector(".is-held")) return say("waiting", line.dataset.waiting);
    if (savedAt) say("saved", `${line.dataset.saved} ${savedAt}`);
  };
  const writes = (event) => event.detail.requestConfig?.verb === "post" && !event.detail.requestConfig.path.endsWith("/lately/");
  const cellOf = (event) => event.detail.elt?.closest?.("[data-cell]");

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!writes(event)) return;
    underWay += 1;
    cellOf(event)?.classList.remove("is-failed-cell");
    settle();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!writes(event)) return;
    underWay -= 1;
    const status = event.detail.xhr?.status ?? 0;
    if (status === 0 || status >= 500 || status === 401 || status === 403) {
      const cell = cellOf(event);
      cell?.classList.remove("is-saving");
      cell?.classList.add("is-failed-cell");
      if (!cell) return say("failed", line.dataset.failed);
    }
    queueMicrotask(settle);
  });
  document.addEventListener("plenary:saved", (event) => {
    savedAt = event.detail.at;
    if (event.detail.said) told.textContent = event.detail.said;
    settle();
  });
  document.addEventListener("plenary:refused", (event) => {
    say("waiting", event.detail.said);
    told.textContent = event.detail.said;
  });
  document.addEventListener("plenary:settled", settle);
  retry.addEventListener("click", () => {
    for (const form of document.querySelectorAll(".is-failed-cell [data-cell-form]")) form.requestSubmit();
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("#session-end[data-kept]")) return; // it comes back after signing in
    if (underWay || document.querySelector(".is-held, .is-failed-cell, .is-open [data-dirty]")) event.preventDefault();
  });
})();

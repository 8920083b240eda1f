/* What others change appears by itself, and who is at which row: now and then the server is asked, in few bytes. */
(() => {
  const editor = document.getElementById("editor");
  if (!editor || !window.htmx) return;
  const every = 6000;
  let since = Number(editor.dataset.edits);
  let editing = {};
  const changed = {}; // by whom rows were changed since they were last touched here

  const look = (but = new Set()) => {
    const have = {};
    for (const { dataset } of document.querySelectorAll("#rows [data-row]")) {
      if (!but.has(dataset.row)) have[dataset.row] = dataset.version;
    }
    return htmx.ajax("POST", editor.dataset.lately, { source: editor, swap: "none", values: { have: JSON.stringify(have) } });
  };
  const words = (key) => {
    if (editing[key]) return editor.dataset.editing.replace("%(name)s", editing[key]);
    return changed[key] ? editor.dataset.changed.replace("%(name)s", changed[key]) : "";
  };
  const mark = () => {
    for (const row of document.querySelectorAll("#rows [data-row]")) {
      const said = words(row.dataset.row);
      let sign = row.querySelector(".presence");
      row.classList.toggle("is-visited", Boolean(editing[row.dataset.row]));
      if (!said) sign?.remove();
      else {
        if (!sign) {
          sign = document.createElement("p");
          sign.className = "presence";
          row.querySelector("td.state").append(sign);
        }
        if (sign.textContent !== said) sign.textContent = said;
      }
    }
  };
  const here = () => document.querySelector("#rows .is-open")?.closest("[data-row]").dataset.row ?? "";

  document.addEventListener("plenary:fresh", ({ detail }) => {
    const now = Number(detail.edits);
    if (!detail.mine || now === since + 1) since = now; // more than one step: somebody else's is among them
    if (!detail.mine) Object.assign(changed, JSON.parse(detail.xhr.getResponseHeader("X-Changed-By") || "{}"));
    mark();
  });
  editor.addEventListener("focusin", (event) => {
    const key = event.target.closest("[data-row]")?.dataset.row;
    if (!key || !changed[key]) return;
    delete changed[key];
    mark();
  });
  document.addEventListener("plenary:look", (event) => look(event.detail?.but));
  setInterval(async () => {
    if (document.hidden || document.querySelector(".is-saving")) return;
    const asked = new URLSearchParams({ since, at: here() });
    const answer = await fetch(`${editor.dataset.lately}?${asked}`).catch(() => null);
    if (!answer?.ok) return;
    editing = JSON.parse(answer.headers.get("X-Editing") || "{}");
    mark();
    if (answer.status === 200) await look();
  }, every);
})();

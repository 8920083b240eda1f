/* What others change appears by itself: now and then the server is asked whether there is anything. */
(() => {
  const editor = document.getElementById("editor");
  if (!editor || !window.htmx) return;
  const every = 6000;
  let since = Number(editor.dataset.edits);

  const look = (but = new Set()) => {
    const have = {};
    for (const { dataset } of document.querySelectorAll("#rows [data-row]")) {
      if (!but.has(dataset.row)) have[dataset.row] = dataset.version;
    }
    return htmx.ajax("POST", editor.dataset.lately, { source: editor, swap: "none", values: { have: JSON.stringify(have) } });
  };
  document.addEventListener("plenary:fresh", (event) => {
    const now = Number(event.detail.edits);
    if (!event.detail.mine || now === since + 1) since = now; // more than one step: somebody else's is among them
  });
  document.addEventListener("plenary:look", (event) => look(event.detail?.but));
  setInterval(async () => {
    if (document.hidden || document.querySelector(".is-saving")) return;
    const answer = await fetch(`${editor.dataset.lately}?since=${since}`).catch(() => null);
    if (answer?.status === 200) await look();
  }, every);
})();

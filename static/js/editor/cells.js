/* A cell opens where it stands, saves when it is left or on Enter, and is as it was after Escape. */
(() => {
  const editor = document.getElementById("editor");
  if (!editor || !window.htmx) return;
  const closed = new WeakMap(); // what an open cell showed before
  const untouched = new WeakMap(); // what a form held when it came
  let opening = null; // the cell whose field is on its way; what is typed meanwhile is kept for it
  let early = "";
  let then = "";

  const read = (form) => {
    const data = new FormData(form);
    data.delete("seen");
    return new URLSearchParams(data).toString();
  };
  const rowOf = (cell) => cell.closest("[data-row]");
  const address = (cell) => `${editor.dataset.rows}rows/${rowOf(cell).dataset.row}/cells/${cell.dataset.cell}/`;
  const formOf = (cell) => cell.querySelector("[data-cell-form]");

  const enter = (cell, words, focus = true) => {
    const form = formOf(cell);
    if (!form) return;
    untouched.set(form, read(form));
    const field = form.querySelector("[aria-invalid='true'], [name='reason'], input:not([type='hidden']), textarea, select, button");
    if (!field) return;
    if (focus) field.focus();
    const text = field.matches("textarea");
    if (words) {
      field.value = text ? `${field.value}${words}` : words;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (focus && field.matches("[name='typed']")) field.select();
    if (focus && text) field.setSelectionRange(field.value.length, field.value.length);
  };

  const open = async (cell, first = "") => {
    if (cell.classList.contains("is-open")) return enter(cell, first);
    early = opening ? early : first;
    then = opening ? then : "";
    closed.set(cell, [...cell.childNodes]);
    cell.classList.add("is-open");
    opening = cell;
    await htmx.ajax("GET", address(cell), { target: cell, swap: "innerHTML", source: cell });
    const next = then;
    const [words, ...lines] = early.split("\n"); // an Enter among the early keys ends the line
    opening = null;
    if (!formOf(cell) || next === "close") return close(cell, next === "close");
    enter(cell, words, next !== "leave");
    if (lines.length) commit(cell, lines.join("\n"));
    else if (next) save(cell, true);
  };

  const close = (cell, focus) => {
    const nodes = closed.get(cell);
    if (!nodes) return;
    closed.delete(cell);
    cell.classList.remove("is-open", "is-held", "is-saving", "is-failed-cell");
    cell.replaceChildren(...nodes);
    if (focus) cell.querySelector(".cell-open")?.focus();
    document.dispatchEvent(new CustomEvent("plenary:settled"));
  };

  const save = (cell, again = false) => {
    const form = formOf(cell);
    if (!form || cell.classList.contains("is-saving")) return;
    const same = untouched.get(form) === read(form);
    if (same && !cell.classList.contains("is-held")) return close(cell, cell.contains(document.activeElement));
    if (same && !again) return; // refused as it is; it waits to be mended
    form.requestSubmit();
  };

  const commit = (cell, more = "") => {
    save(cell, true);
    if (!cell.classList.contains("is-saving") || !formOf(cell)?.matches("[data-line-form]")) return;
    opening = cell; // the next line is on its way
    early = more;
    then = "";
  };

  editor.addEventListener("click", (event) => {
    const shut = event.target.closest(".cell-open");
    if (shut && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      open(shut.closest("[data-cell]"));
    }
    // A tall row leaves its cells blank below their text: they open there too, as in any table.
    const busy = event.target.closest("a, button, input, select, textarea, label, summary, .is-open");
    const blank = busy || String(getSelection()) ? null : event.target.closest("[data-cell]");
    if (blank?.querySelector(":scope > .cell-open")) open(blank);
    const take = event.target.closest("[data-take]");
    if (take) {
      event.preventDefault();
      const cell = take.closest("[data-cell]");
      close(cell, true);
      document.dispatchEvent(new CustomEvent("plenary:look"));
    }
  });
  editor.addEventListener("focusout", (event) => {
    const cell = event.target.closest?.(".is-open");
    if (!cell || cell === opening || editor.hasAttribute("data-grafting")) return;
    setTimeout(() => {
      const away = !cell.contains(document.activeElement) && cell.isConnected && document.hasFocus();
      if (away && cell.classList.contains("is-open")) save(cell);
    });
  });
  editor.addEventListener("input", (event) => {
    const form = event.target.closest("[data-cell-form]");
    if (form) form.toggleAttribute("data-dirty", untouched.get(form) !== read(form));
  });
  document.addEventListener("keydown", (event) => {
    if (!opening || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = { Escape: "close", Tab: "leave" };
    if (event.key.length === 1) early += event.key;
    else if (event.key === "Enter") early += "\n";
    else if (event.key === "Backspace") early = early.slice(0, -1);
    else if (acts[event.key]) then = acts[event.key];
    else return;
    event.stopImmediatePropagation();
    if (event.key !== "Tab") event.preventDefault();
  }, true);
  document.addEventListener("plenary:fresh", () => {
    if (opening && !opening.isConnected) opening = null;
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt;
    if (!form.matches?.("[data-cell-form]")) return;
    form.closest("[data-cell]").classList.add("is-saving");
    for (const field of form.querySelectorAll("input, textarea")) field.readOnly = true; // nothing typed is lost in a field that goes
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (!form.matches?.("[data-cell-form]") || event.detail.successful) return;
    for (const field of form.querySelectorAll("input, textarea")) field.readOnly = false;
    if (opening?.contains(form)) opening = null;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const cell = event.detail.target.closest?.("[data-cell]");
    const status = event.detail.xhr.status;
    if (!cell || (status !== 409 && status !== 422)) return;
    if (opening === cell) opening = null;
    const here = cell.contains(document.activeElement) || document.activeElement === document.body;
    cell.classList.remove("is-saving");
    cell.classList.add("is-held");
    if (here) enter(cell, "");
    else if (formOf(cell)) untouched.set(formOf(cell), read(formOf(cell)));
    document.dispatchEvent(new CustomEvent("plenary:settled"));
  });
  editor.addEventListener("cell:open", (event) => open(event.target, event.detail?.words ?? ""));
  editor.addEventListener("cell:save", (event) => commit(event.target));
  editor.addEventListener("cell:close", (event) => close(event.target, true));
})();

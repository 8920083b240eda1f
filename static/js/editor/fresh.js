/* Rows that are different now go into the table one by one: an open cell stays open, the focus stays where it is. */
(() => {
  const editor = document.getElementById("editor");
  const rows = document.getElementById("rows");
  if (!editor || !rows || !window.htmx) return;

  const keepingFocus = (work) => {
    const element = document.activeElement;
    const row = element?.closest?.("[data-row]")?.dataset.row;
    const name = element?.closest?.("[data-cell]")?.dataset.cell;
    const selection = element && "selectionStart" in element && element.matches("textarea, [type='text'], input:not([type])")
      ? [element.selectionStart, element.selectionEnd] : null;
    editor.setAttribute("data-grafting", "");
    work();
    if (document.activeElement !== element || !element.isConnected) {
      if (element?.isConnected) {
        element.focus({ preventScroll: true });
        if (selection) element.setSelectionRange(...selection);
      } else if (row) focusCell(row, name ?? "when");
    }
    editor.removeAttribute("data-grafting");
  };
  const cellIn = (row, name) => row?.querySelector(`[data-cell="${CSS.escape(name)}"]`);
  const focusCell = (key, name) => {
    const row = document.getElementById(`row-${key}`);
    const target = cellIn(row, name)?.querySelector(".cell-open") ?? row?.querySelector(".cell-open, summary");
    target?.focus();
    return target;
  };

  const merge = (old, fresh, mine) => {
    for (const { name, value } of fresh.attributes) old.setAttribute(name, value);
    if (!fresh.dataset.beside) delete old.dataset.beside;
    const parts = [...old.children];
    [...fresh.children].forEach((part, index) => {
      const before = parts[index];
      if (before.classList.contains("pick")) return;
      const open = [...before.querySelectorAll(".is-open:not(.is-saving)")];
      if (before.matches(".is-open:not(.is-saving)")) return;
      if (!open.length && before.outerHTML === part.outerHTML) return;
      for (const cell of open) {
        const place = cellIn(part, cell.dataset.cell);
        if (place) place.replaceWith(cell);
      }
      before.replaceWith(part);
      htmx.process(part);
    });
    if (!mine) return;
    for (const seen of old.querySelectorAll("[data-cell-form] input[name='seen']")) seen.value = fresh.dataset.version;
  };
  const settle = (row) => {
    const order = row.dataset.order;
    const before = row.previousElementSibling;
    const after = row.nextElementSibling;
    if ((!before || before.dataset.order <= order) && (!after || order <= after.dataset.order)) return;
    const next = [...rows.children].find((other) => other !== row && other.dataset.order > order);
    rows.insertBefore(row, next ?? null);
  };
  const take = (fresh, mine) => {
    const old = document.getElementById(fresh.id);
    if (old) merge(old, fresh, mine);
    else {
      rows.append(fresh);
      htmx.process(fresh);
    }
    const row = old ?? fresh;
    settle(row);
    row.classList.add("is-fresh");
    row.addEventListener("animationend", () => row.classList.remove("is-fresh"), { once: true });
  };

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    const elt = requestConfig.elt;
    if (!xhr.responseText.includes("<template data-fresh")) return;
    const answer = document.createElement("template");
    answer.innerHTML = xhr.responseText;
    const mine = !requestConfig.path.endsWith("/lately/");
    const cell = elt.closest?.("[data-cell]");
    const rowKey = elt.closest?.("[data-row]")?.dataset.row;
    const wasIn = cell?.contains(document.activeElement);
    const more = wasIn && elt.matches("[data-line-form]") && mine;
    const beside = new Set();
    keepingFocus(() => {
      for (const key of answer.content.querySelector("template[data-gone]").dataset.gone.split(" ")) {
        if (key) document.getElementById(`row-${key}`)?.remove();
      }
      const fresh = answer.content.querySelector("template[data-fresh]").content;
      const sent = [...fresh.querySelectorAll("tr[data-row]")];
      for (const row of sent) {
        const before = document.getElementById(row.id)?.dataset.beside ?? "";
        for (const other of before.split(" ")) if (other && !sent.some(({ dataset }) => dataset.row === other)) beside.add(other);
        take(document.importNode(row, true), mine);
      }
    });
    const said = JSON.parse(xhr.getResponseHeader("HX-Trigger") || "{}")["plenary:saved"];
    show(said?.focus ?? "", rowKey);
    if (more) cellIn(document.getElementById(`row-${rowKey}`), "line")?.dispatchEvent(new CustomEvent("cell:open", { bubbles: true }));
    document.dispatchEvent(new CustomEvent("plenary:fresh", { detail: { edits: xhr.getResponseHeader("X-Edits"), mine, xhr } }));
    document.dispatchEvent(new CustomEvent("plenary:settled"));
    if (beside.size && mine) document.dispatchEvent(new CustomEvent("plenary:look", { detail: { but: beside } }));
    count();
  });

  /* The buttons of undo and redo, and the form of a new row, are replaced whole: the focus goes to what took their place. */
  let step = "";
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target.id === "steps") step = event.detail.target.contains(document.activeElement) ? document.activeElement.id : "";
  });
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    if (event.detail.target.id !== "steps" || !step) return;
    const same = document.getElementById(step);
    (same && !same.disabled ? same : event.detail.target.querySelector("button:not([disabled])"))?.focus();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "adding") return;
    const active = document.activeElement;
    const field = event.detail.target.querySelector("[name='reason'], [name='typed']");
    if (active === document.body || active.closest("#adding")) field.focus();
  });

  const looks = document.querySelector("[data-looks]");
  const count = () => {
    const number = rows.querySelectorAll("tr:has(.remark)").length;
    const words = number === 1 ? looks.dataset.one : looks.dataset.many.replace("%(count)s", number);
    looks.textContent = number ? `${words} · ` : "";
  };

  const show = (focus, rowKey) => {
    if (!focus) return;
    const [key, name] = focus.includes(":") ? focus.split(":") : [rowKey, focus];
    const active = document.activeElement;
    const free = !active || active === document.body || active.closest("#editor table, #new-row");
    if (free && !active?.closest(".is-open:not(.is-saving)")) focusCell(key, name);
    document.getElementById(`row-${key}`)?.scrollIntoView({ block: "nearest" });
  };
})();

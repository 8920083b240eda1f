/* The table by keyboard: arrows between cells, Enter, Escape, Alt and arrows for lines, Ctrl+Z. */
(() => {
  const editor = document.getElementById("editor");
  const rows = document.getElementById("rows");
  if (!editor || !rows) return;

  const tell = (cell, name, detail) => cell.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  const stops = (row) => [...row.querySelectorAll(".cell-open, .cell .cell-input")];
  const beside = (stop, step) => {
    const all = [...rows.querySelectorAll(".cell-open")];
    return all[all.indexOf(stop) + step];
  };
  const above = (stop, step) => {
    const cell = stop.closest("[data-cell]");
    const name = cell.dataset.cell;
    const line = cell.closest(".agenda-line");
    const kind = cell.classList.contains("links") ? ".links" : ".text";
    if (line) {
      const other = step > 0 ? line.nextElementSibling : line.previousElementSibling;
      const found = other?.querySelector(`${kind} .cell-open`) ?? other?.querySelector(".cell-open");
      if (found) return found;
    }
    let row = cell.closest("tr");
    while ((row = step > 0 ? row.nextElementSibling : row.previousElementSibling)) {
      const cells = line
        ? [...row.querySelectorAll(`.agenda-line:not(.agenda-new) ${kind} .cell-open`)]
        : [...row.querySelectorAll(`[data-cell="${name}"] .cell-open`)];
      const found = step > 0 ? cells[0] : cells.at(-1);
      if (found) return found;
    }
    return step > 0 ? document.getElementById("new-typed") : null;
  };

  const moves = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };
  const moveLine = (cell, move) => {
    const form = cell.querySelector("[data-cell-form]");
    const button = form?.querySelector(`[name="move"][value="${move}"]`);
    if (button) return button.click();
    const row = cell.closest("[data-row]");
    const item = cell.closest("[data-item]").dataset.item;
    htmx.ajax("POST", `${editor.dataset.rows}rows/${row.dataset.row}/cells/line.${item}/`, {
      source: cell, swap: "none", values: { move, seen: row.dataset.version },
    });
  };

  const inField = (event, cell) => {
    const field = event.target;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      tell(cell, "cell:close");
    } else if (event.key === "Enter" && !event.shiftKey && field.matches("input:not([type='search']), textarea, select")) {
      event.preventDefault();
      tell(cell, "cell:save");
    }
  };
  const onStop = (event, stop) => {
    const steps = { ArrowRight: () => beside(stop, 1), ArrowLeft: () => beside(stop, -1), ArrowDown: () => above(stop, 1), ArrowUp: () => above(stop, -1) };
    if (steps[event.key]) {
      event.preventDefault();
      steps[event.key]()?.focus();
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      tell(stop.closest("[data-cell]"), "cell:open");
    } else if (event.key.length === 1 && event.key !== " " && stop.closest("[data-cell='when']")) {
      event.preventDefault();
      tell(stop.closest("[data-cell]"), "cell:open", { words: event.key });
    }
  };

  editor.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (event.altKey && moves[event.key] && cell?.closest("[data-item]") && cell.classList.contains("text")) {
      event.preventDefault();
      return moveLine(cell, moves[event.key]);
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (cell?.classList.contains("is-open")) return inField(event, cell);
    const stop = event.target.closest(".cell-open");
    if (stop) return onStop(event, stop);
    if (event.target.id === "new-typed" && event.key === "ArrowUp") stops(rows.lastElementChild)[0]?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    if (event.target.matches("input:not([type='checkbox']), textarea")) return; // the field's own
    const button = document.getElementById(key === "y" || event.shiftKey ? "redo" : "undo");
    event.preventDefault();
    if (button && !button.disabled) button.form.requestSubmit();
  });
})();

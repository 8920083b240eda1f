/* Agenda lines are dragged by their grips; the keyboard and the buttons of an open line do the same. */
(() => {
  const editor = document.getElementById("editor");
  if (!editor || !window.Sortable) return;

  const lines = (list) => [...list.querySelectorAll("[data-item]")];
  const orderOf = (list) => lines(list).map((line) => [line.dataset.item, Number(line.dataset.depth)]);
  const below = (order, at) => {
    let end = at + 1;
    while (end < order.length && order[end][1] > order[at][1]) end += 1;
    return end;
  };
  const dropped = (before, after, key) => {
    const at = before.findIndex(([item]) => item === key);
    const block = before.slice(at, below(before, at));
    const moved = new Set(block.map(([item]) => item));
    const rest = before.filter(([item]) => !moved.has(item));
    const earlier = after.slice(0, after.findIndex(([item]) => item === key)).filter(([item]) => !moved.has(item));
    const place = earlier.length ? rest.findIndex(([item]) => item === earlier.at(-1)[0]) + 1 : 0;
    const roof = place ? rest[place - 1][1] + 1 : 0;
    const depth = Math.max(Math.min(block[0][1], roof), place < rest.length ? Math.min(rest[place][1], roof) : 0);
    const shift = depth - block[0][1];
    return [...rest.slice(0, place), ...block.map(([item, level]) => [item, level + shift]), ...rest.slice(place)];
  };

  editor.addEventListener("pointerover", (event) => {
    const list = event.target.closest(".grip")?.closest(".agenda-lines");
    if (!list || window.Sortable.get(list)) return;
    let before = [];
    window.Sortable.create(list, {
      handle: ".grip",
      draggable: "[data-item]",
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      onStart: () => (before = orderOf(list)),
      onEnd: ({ item }) => {
        const order = dropped(before, orderOf(list), item.dataset.item);
        const row = list.closest("[data-row]");
        if (JSON.stringify(order) === JSON.stringify(before)) return;
        htmx.ajax("POST", `${editor.dataset.rows}rows/${row.dataset.row}/order/`, {
          source: row, swap: "none", values: { order: JSON.stringify(order), seen: row.dataset.version },
        });
      },
    });
  });
})();

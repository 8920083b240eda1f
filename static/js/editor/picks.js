/* Selected rows are counted, and a bar offers what can be done with them; Shift selects all between. */
(() => {
  const bar = document.querySelector("[data-bulk]");
  const rows = document.getElementById("rows");
  const words = document.getElementById("told");
  const count = document.getElementById("picked");
  if (!bar || !rows) return;
  let last = null;

  const boxes = () => [...rows.querySelectorAll("[name='keys']")];
  const tell = () => {
    const number = boxes().filter((box) => box.checked).length;
    bar.hidden = !number;
    count.textContent = number === 1 ? words.dataset.pickedOne : words.dataset.picked.replace("%(count)s", number);
  };
  rows.addEventListener("click", (event) => {
    const box = event.target.closest("[name='keys']");
    if (!box) return;
    if (event.shiftKey && last?.isConnected) {
      const all = boxes();
      const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((one, other) => one - other);
      for (const between of all.slice(from, to + 1)) between.checked = box.checked;
    }
    last = box;
    tell();
  });
  bar.querySelector("[data-unpick]").addEventListener("click", () => {
    for (const box of boxes()) box.checked = false;
    tell();
  });
  document.addEventListener("plenary:fresh", tell);
  tell();
})();

/* A button copies the address in the box beside it, where the browser lets it. The page may be replaced meanwhile. */
(() => {
  if (!navigator.clipboard) return;
  const offer = (within) => {
    for (const button of within.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
  };
  offer(document);
  document.addEventListener("toggle", (event) => offer(event.target), true);
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const box = button.closest(".subscribe-parts").querySelector("input");
    box.select();
    await navigator.clipboard.writeText(box.value);
    const words = button.dataset.copy || button.textContent;
    button.dataset.copy = words;
    button.textContent = box.dataset.copied;
    setTimeout(() => (button.textContent = words), 2000);
  });
})();

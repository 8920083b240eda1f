/* The link to an item goes to the phone's own sheet for sharing, else to the clipboard; the address shows it either way. */
(() => {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-share]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    try {
      if (navigator.share && matchMedia("(pointer: coarse)").matches) await navigator.share({ title: document.title, url: link.href });
      else await navigator.clipboard?.writeText(link.href);
    } catch {
      return;  // declined: the address is in the bar
    }
    link.classList.add("shared");
    setTimeout(() => link.classList.remove("shared"), 2000);
  });
})();

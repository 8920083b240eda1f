/* A button that does something to its row does it without leaving the page. */
(() => {
  const editor = document.getElementById("editor");
  if (!editor || !window.htmx) return;
  editor.addEventListener("click", (event) => {
    const button = event.target.closest("button[form='deed']");
    if (!button) return;
    event.preventDefault();
    htmx.ajax("POST", button.getAttribute("formaction"), { source: button, swap: "none", values: { seen: button.value } });
  });
})();

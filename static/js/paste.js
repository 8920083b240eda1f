/* Keep the markup of a pasted table, which a text box drops: a table's cells then need not be guessed from its text. */
(() => {
  const box = document.querySelector("[data-paste-markup]");
  const markup = box && document.getElementById(box.dataset.pasteMarkup);
  if (!markup) return;
  const LARGEST = 1500000; /* the server takes forms of 2.5 MB */
  let pasted = "";
  box.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    const whole = !box.value.trim() || (box.selectionStart === 0 && box.selectionEnd === box.value.length);
    markup.value = whole && html.length < LARGEST && /<table|<li/i.test(html) ? html : "";
    setTimeout(() => (pasted = box.value));
  });
  /* What is typed afterwards is meant: the text then counts, not the markup. */
  box.addEventListener("input", (event) => {
    if (event.inputType !== "insertFromPaste" && box.value !== pasted) markup.value = "";
  });
})();

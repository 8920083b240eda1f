/* An open menu closes with Escape, and when one clicks beside it. */
(() => {
  const close = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu.contains(except)) continue;
      menu.open = false;
      if (!except) menu.querySelector("summary").focus();
    }
  };
  document.addEventListener("click", (event) => close(event.target));
  document.addEventListener("keydown", (event) => event.key === "Escape" && close(null));
})();

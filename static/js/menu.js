/* An open menu closes with Escape, and when one clicks beside it; another language opens at the place where one reads. */
(() => {
  const close = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu.contains(except)) continue;
      menu.open = false;
      if (!except) menu.querySelector("summary").focus();
    }
  };
  document.addEventListener("click", (event) => {
    close(event.target);
    const language = event.target.closest(".language-switch a");
    if (!language) return;
    const above = [...document.querySelectorAll("main [id]")].filter((each) => each.getBoundingClientRect().top < innerHeight / 2);
    language.hash = location.hash || (scrollY > innerHeight / 2 && above.length ? above.pop().id : "");
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && close(null));
})();

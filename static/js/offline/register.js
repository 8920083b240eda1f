/* Public pages that one opens stay readable without a line, and so do the next meetings that they lead to. */
(() => {
  const address = document.currentScript.dataset.worker;
  const list = document.querySelector("[data-kept-pages]");
  if (list && "caches" in window) show(list);
  if (!("serviceWorker" in navigator)) return;
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register(address, { scope: "/" });
      const { active } = await navigator.serviceWorker.ready;
      if ("saved" in document.documentElement.dataset) return;
      const ahead = navigator.connection?.saveData ? [] : [...document.querySelectorAll("[data-keep] a[href^='/meetings/']")];
      active.postMessage({
        keep: [location.href, ...ahead.slice(0, 6).map((link) => link.href)],
        language: document.documentElement.lang,
        signedIn: document.querySelector("form[action$='/logout/']") !== null,
      });
    } catch {
      // without a worker the pages only need a line
    }
  });

  async function show(list) {
    const pages = await caches.open("plenary-pages");
    for (const { url } of (await pages.keys()).reverse()) {
      if (new URL(url).pathname === location.pathname || url.endsWith("/offline/")) continue;
      const saved = await pages.match(url);
      if (!saved) continue;
      const html = new DOMParser().parseFromString(await saved.text(), "text/html");
      const link = document.createElement("a");
      link.href = url;
      link.textContent = html.title.replace(/ · Plenary$/, "");
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    list.hidden = false;
  }
})();

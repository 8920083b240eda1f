/* On a first visit, ask for the page again with the hours of the reader's own clock. */
(() => {
  const hours = document.querySelector("[data-hours]");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { cookie } = document.currentScript.dataset;
  if (!hours || !zone || hours.dataset.hours === zone || /(^|; )(__Host-)?zone=/.test(document.cookie)) return;
  document.cookie = cookie.replace("@", zone);
  const address = new URL(location.href);
  address.searchParams.delete("zone");
  fetch(address, { headers: { Accept: "text/html" } })
    .then((answer) => (answer.ok ? answer.text() : ""))
    .then((html) => {
      const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
      if (!main) return;
      document.querySelector("main").replaceWith(main);
      history.replaceState(null, "", address);
      if (address.hash) location.replace(address);  // to the same place in what has come
    })
    .catch(() => {});
})();

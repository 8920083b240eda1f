/* An open page knows when its session ends: it warns before, says so after, and keeps what was typed until one is back.

   Texts are kept in this tab alone, for the account that typed them, and only while it is signed out. */
(() => {
  const banner = document.getElementById("session-end");
  const WARNED = 180;  // seconds before the end
  const FIRST = 20 * 60;  // the shortest silence that ends a session is longer than this and WARNED together
  const THERE = 5 * 60 * 1000;  // who typed or pressed something so lately is there
  const place = `typed:${banner.dataset.account}:${location.pathname}`;
  let active = 0;
  let asked = Date.now();
  let state = "";
  let timer;

  const wait = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(look, seconds * 1000);
  };
  const say = (next) => {
    state = next;
    for (const each of banner.querySelectorAll("[data-says]")) each.hidden = each.dataset.says !== next;
    for (const each of banner.querySelectorAll("[data-for]")) each.hidden = !each.dataset.for.split(" ").includes(next);
    banner.hidden = !next;
  };

  async function ask(address, method) {
    const token = document.querySelector("input[name='csrfmiddlewaretoken']")?.value ?? "";
    const headers = method === "POST" ? { "X-CSRFToken": token } : {};
    try {
      const answer = await fetch(address, { method, headers, cache: "no-store", redirect: "error" });
      if (!answer.ok) return null;
      asked = Date.now();
      return await answer.json();
    } catch {
      return null;  // no line: the page says nothing of what it does not know
    }
  }
  async function look() {
    settle(await ask(banner.dataset.state, "GET"));
  }
  async function stay() {
    settle(await ask(banner.dataset.stay, "POST"));
  }
  function settle(answer) {
    if (!answer) return wait(60);
    if (!answer.left || String(answer.account) !== banner.dataset.account) return ended();
    renew(answer.token);
    if (state === "ended") {
      sessionStorage.removeItem(place);
      delete banner.dataset.kept;
      say("back");
    }
    if (answer.left > WARNED) {
      if (state === "soon") say("");
      return wait(answer.left - WARNED);
    }
    if (Date.now() - active < THERE) {
      active = 0;
      return stay();
    }
    say("soon");
    wait(Math.min(answer.left + 1, 30));
  }
  function ended() {
    if (state !== "ended") {
      const here = `${location.pathname}${location.search}`;
      banner.querySelector("a[data-for]").href = `${banner.dataset.signIn}?next=${encodeURIComponent(here)}`;
      say("ended");
    }
    keep();
    wait(120);
  }
  /* Signing in makes a new token; forms that were open before need it. */
  function renew(token) {
    for (const field of document.querySelectorAll("input[name='csrfmiddlewaretoken']")) field.value = token;
    const editor = document.getElementById("editor");
    if (editor) editor.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  }

  /* --- what was typed -------------------------------------------------------- */
  const SECRET = "[type='password'], [type='file'], [type='hidden'], [autocomplete='one-time-code']";
  const isOwn = (form) => form.method === "post" && form.closest("main") && !form.matches("[data-cell-form]") && !form.querySelector("[type='password']");
  const formsOf = () => [...document.forms].filter(isOwn);
  const fieldsOf = (form) => [...form.elements].filter((each) => each.name && !each.matches(`${SECRET}, button`));
  const nameOf = (form) => form.getAttribute("action") ?? "";
  const changed = (field) => {
    if (field.matches("[type='checkbox'], [type='radio']")) return field.checked !== field.defaultChecked;
    if (field.options) return [...field.options].some((each) => each.selected !== each.defaultSelected);
    return field.value !== field.defaultValue;
  };
  const valueOf = (field) => {
    if (field.matches("[type='checkbox'], [type='radio']")) return field.checked;
    return field.options ? [...field.options].filter((each) => each.selected).map((each) => each.value) : field.value;
  };

  function keep() {
    const forms = formsOf().flatMap((form, number) => {
      const fields = fieldsOf(form);
      if (!fields.some(changed)) return [];
      return [{ number, action: nameOf(form), values: fields.map((field) => [field.name, field.value, valueOf(field)]) }];
    });
    const cells = [...document.querySelectorAll(".is-open [data-cell-form]")].map((form) => ({
      row: form.closest("[data-row]").dataset.row,
      cell: form.closest("[data-cell]").dataset.cell,
      values: fieldsOf(form).map((field) => [field.name, field.value, valueOf(field)]),
    }));
    try {
      if (!forms.length && !cells.length) return;
      sessionStorage.setItem(place, JSON.stringify({ forms, cells }));
      banner.dataset.kept = "";
    } catch {
      // a browser that keeps nothing: the page itself still holds it
    }
  }
  function put(fields, values) {
    values.forEach(([name, value, typed], number) => {
      const ticked = typeof typed === "boolean";
      const field = ticked ? fields.find((each) => each.name === name && each.value === value) : fields.filter((each) => each.name === name)[values.slice(0, number).filter((each) => each[0] === name).length];
      if (!field) return;
      if (ticked) field.checked = typed;
      else if (field.options) for (const each of field.options) each.selected = typed.includes(each.value);
      else field.value = typed;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  function bring() {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? "null");
    if (!kept) return;
    sessionStorage.removeItem(place);
    const forms = formsOf();
    for (const { number, action, values } of kept.forms) {
      const form = forms[number] && nameOf(forms[number]) === action ? forms[number] : null;
      if (form) put(fieldsOf(form), values);
    }
    for (const each of kept.cells) reopen(each);
    say("kept");
  }
  function reopen({ row, cell, values }) {
    const found = document.querySelector(`[data-row="${CSS.escape(row)}"] [data-cell="${CSS.escape(cell)}"]`);
    if (!found) return;
    const watch = new MutationObserver(() => {
      const form = found.querySelector("[data-cell-form]");
      if (!form) return;
      watch.disconnect();
      setTimeout(() => put(fieldsOf(form), values));
    });
    watch.observe(found, { childList: true, subtree: true });
    found.dispatchEvent(new CustomEvent("cell:open", { bubbles: true }));
  }

  for (const type of ["keydown", "pointerdown"]) addEventListener(type, () => (active = Date.now()), { capture: true, passive: true });
  document.addEventListener("input", () => state === "ended" && keep());
  document.addEventListener("visibilitychange", () => !document.hidden && Date.now() - asked > 60_000 && look());
  document.addEventListener("htmx:afterRequest", (event) => event.detail.xhr?.status === 401 && look());
  /* A page that lay open for long asks first, so that nothing is sent to a session that is over. */
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.matches("[action$='/logout/']")) return sessionStorage.clear();
    if (!isOwn(form) || Date.now() - asked < FIRST * 1000) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const answer = await ask(banner.dataset.state, "GET");
    if (answer) settle(answer);
    asked = Date.now();
    if (state !== "ended") form.requestSubmit(event.submitter ?? undefined);
  }, true);
  banner.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (state === "soon") return stay();
    say("");
  });
  document.addEventListener("DOMContentLoaded", bring);  // once the editor's own scripts are there
  wait(FIRST);
})();

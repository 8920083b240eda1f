/* Keeps the public pages of meetings and groups that the reader opened, and shows them again when there is no line.

   The server puts two lines before this one: VERSION, and SHELL, the files that every page needs. Only answers that the
   server calls public are kept: never a page of somebody signed in, nor one with a form of their own. Who is signed in
   has the page as everybody may read it, asked for without their session. */
const FILES = `plenary-files-${VERSION}`;
const PAGES = "plenary-pages";
const OFFLINE = "/offline/";
const KEPT = /^\/(?:meetings\/\d+\/|groups\/[\w-]+\/(?:[\w-]+\/(?:schedule\/)?)?)?$/;
const HASHED = /^\/static\/.+\.[0-9a-f]{12}\./;
const PAPER = /\.(?:pdf|ics|atom|json|csv|xlsx)$/;
const ACCOUNT = /^\/(?:accounts\/(?:login|logout)|invitations)\//;
const MOST = 80;
const PATIENCE = 8000;  // milliseconds that a line may take where there is a saved copy
const DAY = { day: "numeric", month: "long", year: "numeric" };
const FRESH = 15 * 60 * 1000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const files = await caches.open(FILES);
      await files.addAll(SHELL);
      await keep(OFFLINE).catch(() => {});
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith("plenary-files-") && name !== FILES) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("message", (event) => {
  if (!event.data?.keep) return;
  const { keep: pages, language, signedIn } = event.data;
  const headers = { Accept: "text/html", ...(signedIn && { "Accept-Language": language }) };
  const asked = { headers, credentials: signedIn ? "omit" : "same-origin" };
  event.waitUntil(Promise.allSettled([...pages, ...(signedIn ? [OFFLINE] : [])].map((url) => keep(url, FRESH, asked))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && ACCOUNT.test(url.pathname)) {
    event.waitUntil(caches.delete(PAGES));  // another reader from now on
    return;
  }
  if (request.method !== "GET") return;
  if (PAPER.test(url.pathname)) return;  // the browser shows or keeps papers and calendars by itself
  if (HASHED.test(url.pathname)) event.respondWith(file(request));
  else if (request.mode === "navigate" || request.headers.get("Accept") === "text/html") event.respondWith(page(request, url));
});

async function file(request) {
  const files = await caches.open(FILES);
  const found = await files.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await files.put(request, answer.clone());
  return answer;
}

async function page(request, url) {
  const key = keyOf(url);
  const pages = await caches.open(PAGES);
  const saved = KEPT.test(url.pathname) ? await pages.match(key) : undefined;
  try {
    const answer = await (saved ? within(PATIENCE, fetch(request)) : fetch(request));
    if (KEPT.test(url.pathname)) await store(pages, key, answer.clone());
    return answer;
  } catch (error) {
    if (saved) return marked(saved);
    if (request.mode === "navigate") return (await pages.match(OFFLINE)) ?? Promise.reject(error);
    throw error;
  }
}

/* One copy of a page, whatever language or hours were asked for in its address. */
function keyOf(url) {
  const plain = new URL(url);
  for (const name of ["lang", "zone"]) plain.searchParams.delete(name);
  plain.hash = "";
  return plain.href;
}

async function keep(address, fresh = 0, asked = { headers: { Accept: "text/html" } }) {
  const url = new URL(address, location.origin);
  if (url.pathname !== OFFLINE && !KEPT.test(url.pathname)) return;
  const pages = await caches.open(PAGES);
  const saved = await pages.match(keyOf(url));
  if (saved && Date.now() - Date.parse(saved.headers.get("X-Saved-At")) < fresh) return;
  await store(pages, keyOf(url), await fetch(url, asked));
}

async function store(pages, key, answer) {
  const isPublic = /\bpublic\b/.test(answer.headers.get("Cache-Control") ?? "");
  const isPage = (answer.headers.get("Content-Type") ?? "").startsWith("text/html");
  if (answer.status !== 200 || answer.redirected || !isPublic || !isPage) {
    if (answer.status === 404 || answer.status === 410) await pages.delete(key);
    return;
  }
  const headers = new Headers(answer.headers);
  headers.set("X-Saved-At", new Date().toISOString());
  const body = await answer.blob();  // whole before the older copy goes: the line may break meanwhile
  await pages.delete(key);  // to the end of the line
  await pages.put(key, new Response(body, { headers }));
  const keys = (await pages.keys()).filter((each) => !each.url.endsWith(OFFLINE));
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST))) await pages.delete(old);
}

/* The copy says of when it is, in its own language. */
async function marked(saved) {
  const at = new Date(saved.headers.get("X-Saved-At"));
  const html = await saved.text();
  const language = /<html lang="([\w-]+)"/.exec(html)?.[1] ?? "en";
  const words = said(at, language);
  const told = html
    .replace("<html ", "<html data-saved ")
    .replace("<time data-saved-at></time>", `<time datetime="${at.toISOString()}">${words}</time>`);
  return new Response(told, { headers: saved.headers });
}

/* As the pages write it, which portal/lib/dates says: no other hours are written another way beside it. */
function said(at, language) {
  const locale = language === "en" ? "en-GB" : language;
  const parts = new Intl.DateTimeFormat(locale, { timeZoneName: "short" }).formatToParts(at);
  const zone = parts.find((part) => part.type === "timeZoneName").value;
  return `${new Intl.DateTimeFormat(locale, DAY).format(at)}, ${hour(at.getHours(), at.getMinutes(), language)} (${zone})`;
}

function hour(hours, minutes, language) {
  const two = (number) => String(number).padStart(2, "0");
  if (language === "fr") return minutes ? `${hours} h ${two(minutes)}` : `${hours} h`;
  if (language !== "en") return `${two(hours)}:${two(minutes)}`;
  if (hours === 12 && minutes === 0) return "12:00 noon";
  return `${hours % 12 || 12}:${two(minutes)} ${hours < 12 ? "a.m." : "p.m."}`;
}

function within(milliseconds, promise) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("too slow")), milliseconds);
    promise.then(resolve, reject);
  });
}

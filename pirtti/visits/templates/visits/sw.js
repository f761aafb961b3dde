"use strict";
/* Lets a counter open without a network. It keeps counter pages and their static
   files, and nothing else: no desk, no door, no other page, no answer to a tap. */
const PAGES = "pirtti-counter-pages-1";
const FILES = "pirtti-counter-files-1";
const COUNTERS = "{{ counters|escapejs }}";
const STATIC = "{{ static|escapejs }}";
const MOST_PAGES = 6;
const MOST_FILES = 60;
const PATIENCE = 4000;

const isCounter = (url) =>
  url.origin === location.origin && url.pathname.startsWith(COUNTERS)
  && /^[^/]+\/$/.test(url.pathname.slice(COUNTERS.length));
const isFile = (url) => url.origin === location.origin && url.pathname.startsWith(STATIC);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function put(name, key, response, most) {
  const cache = await caches.open(name);
  await cache.delete(key);
  await cache.put(key, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((old) => cache.delete(old)));
}

async function keep(address) {
  const url = new URL(address);
  const [name, most] = isCounter(url) ? [PAGES, MOST_PAGES] : [FILES, MOST_FILES];
  if (!isCounter(url) && !isFile(url)) return;
  const response = await fetch(url, { credentials: "omit" });
  if (response.ok && !response.redirected) await put(name, url.origin + url.pathname, response, most);
}

self.addEventListener("message", (event) => {
  const wanted = (event.data && event.data.keep) || [];
  event.waitUntil(Promise.allSettled(wanted.map(keep)));
});

/* The network first; when it is away, slow or broken, the page as it was kept. */
async function page(request, url) {
  const key = url.origin + url.pathname;
  const kept = await caches.match(key, { cacheName: PAGES });
  try {
    const patience = kept ? { signal: AbortSignal.timeout(PATIENCE) } : {};
    const response = await fetch(request, patience);
    if (response.status >= 500 && kept) return kept;
    if (response.ok && !url.search) await put(PAGES, key, response.clone(), MOST_PAGES);
    return response;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/* What is kept at once, and a fresh one behind it for the next time. */
async function file(request, url) {
  const key = url.origin + url.pathname;
  const kept = await caches.match(key, { cacheName: FILES });
  const fresh = fetch(request).then(async (response) => {
    if (response.ok) await put(FILES, key, response.clone(), MOST_FILES);
    return response;
  });
  if (!kept) return fresh;
  fresh.catch(() => {});
  return kept;
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET") return;
  if (isCounter(url)) event.respondWith(page(event.request, url));
  else if (isFile(url)) event.respondWith(file(event.request, url));
});

"use strict";
/* Lets a screen start without a network: keeps the page of the screen it stands for,
   and its files. Anything else passes by. */
const KEPT = "pirtti-screen-1";
const STATIC = "{{ static|escapejs }}";
const PATIENCE = 6000;
const MOST = 80;

const isScreen = (url) => url.origin === location.origin && url.href.startsWith(self.registration.scope);
const isFile = (url) => url.origin === location.origin
  && (url.pathname.startsWith(STATIC) || url.pathname.startsWith("/q/") || url.pathname.startsWith("/media/"));

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/* Nothing is thrown out before what replaces it has arrived whole. */
async function put(key, response) {
  const cache = await caches.open(KEPT);
  await cache.put(key, response);
  const files = (await cache.keys()).filter((old) => !isScreen(new URL(old.url)));
  await Promise.all(files.slice(0, Math.max(0, files.length - MOST)).map((old) => cache.delete(old)));
}

/* The network first; when it is away, slow or broken, what was kept. */
async function answer(request) {
  const key = request.url;
  const kept = await caches.match(key, { cacheName: KEPT });
  try {
    const patience = kept ? { signal: AbortSignal.timeout(PATIENCE) } : {};
    const response = await fetch(request, patience);
    if (response.status >= 500 && kept) return kept;
    if (response.ok) await put(key, response.clone()).catch(() => {});
    return response;
  } catch (error) {
    const other = kept || await caches.match(self.registration.scope, { cacheName: KEPT });
    if (other && request.mode === "navigate") return other;
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("message", (event) => {
  const wanted = (event.data && event.data.keep) || [];
  event.waitUntil(Promise.allSettled(wanted.map(async (address) => {
    const response = await fetch(address, { credentials: "omit" });
    if (response.ok) await put(address, response);
  })));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET") return;
  const isPage = event.request.mode === "navigate" && isScreen(url);
  if (isPage || isFile(url)) event.respondWith(answer(event.request));
});

"use strict";
/* The counter that works without a network.

   Every tap is one event with a random name, kept in this phone's IndexedDB until
   the server has said "stored" or "duplicate"; sending twice counts once. The
   number of a row is what the server last told, all phones together, and the taps
   of this phone that it has not heard of. No name of anybody is stored here.
   Without IndexedDB this file does nothing: each button is then a form's. */
(() => {
  const form = document.getElementById("counter");
  const statusLine = document.getElementById("count-status");
  const undoButton = document.getElementById("undo");
  const togetherLine = document.getElementById("count-together");
  const notHeld = document.getElementById("not-held");
  const rows = [...form.querySelectorAll("[data-category]")];
  const sheet = Number(form.dataset.sheet);
  const BATCH = 200;
  const LONGEST_WAIT = 30000;
  const KEPT = 20 * 24 * 3600 * 1000;

  let db, timer;
  let taps = [];        // this phone's taps at this gathering, oldest first
  let known = {};       // {sheet, url, phone, totals, together, opened}
  let sending = null, isOffline = false, wait = 1000;
  let refusal = "", parting = "";

  const random = (length) => Array.from(
    crypto.getRandomValues(new Uint8Array(length)), (byte) => (byte & 15).toString(16)).join("");

  function uuid4() { // crypto.randomUUID is missing where there is no https
    const [a, b, c, d] = [random(8), random(4), random(3), random(3)];
    return `${a}-${b}-4${c}-${"89ab"[parseInt(random(1), 16) & 3]}${d}-${random(12)}`;
  }

  const asked = (request) => new Promise((resolve, reject) => {
    [request.onsuccess, request.onerror] = [() => resolve(request.result), () => reject(request.error)];
  });

  const finished = (transaction) => new Promise((resolve, reject) => {
    [transaction.oncomplete, transaction.onabort] = [resolve, () => reject(transaction.error)];
  });

  function open() {
    const request = indexedDB.open("pirtti-counter", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("taps", { keyPath: "uid" }).createIndex("sheet", "sheet");
      request.result.createObjectStore("sheets", { keyPath: "sheet" });
    };
    return asked(request);
  }

  async function load() {
    const transaction = db.transaction(["taps", "sheets"]);
    taps = (await asked(transaction.objectStore("taps").index("sheet").getAll(sheet))).sort((a, b) => a.seq - b.seq);
    known = (await asked(transaction.objectStore("sheets").get(sheet))) || {
      totals: Object.fromEntries(rows.map((row) => [row.dataset.category, Number(row.querySelector("output").value)])),
      together: togetherLine.textContent,
      phone: random(12),
    };
    known = { ...known, sheet, url: form.action, opened: Date.now() };
    const write = db.transaction("sheets", "readwrite");
    write.objectStore("sheets").put(known);
    await finished(write);
  }

  const isWaiting = (tap) => tap.state === "waiting";
  const waiting = () => taps.filter(isWaiting);

  function total(category) {
    const own = waiting().filter((tap) => tap.category === category);
    return Math.max(0, own.reduce((sum, tap) => sum + tap.step, known.totals[category] || 0));
  }

  const lastTap = () => taps.filter((tap) => !tap.undone && !tap.undoes && tap.state !== "refused").at(-1);

  function words() {
    if (!db) return statusLine.dataset.broken;
    if (refusal || parting) return refusal || parting;
    if (isOffline) return statusLine.dataset.waiting;
    if (!taps.length) return statusLine.dataset.ready;
    return waiting().length ? statusLine.dataset.sending : statusLine.dataset.sent;
  }

  function say(text) {
    if (statusLine.textContent !== text) statusLine.textContent = text; // read aloud once
    statusLine.dataset.state = refusal || isOffline ? "waiting" : "sent";
  }

  function render() {
    for (const row of rows) {
      const now = total(row.dataset.category);
      const output = row.querySelector("output");
      if (output.value !== String(now)) output.value = String(now);
      row.querySelector(".count-minus").disabled = now === 0;
    }
    const last = lastTap();
    undoButton.hidden = false;
    undoButton.disabled = !last || (last.step > 0 && total(last.category) === 0);
    togetherLine.textContent = known.together;
    if (notHeld) notHeld.hidden = taps.some((tap) => !tap.undone && !tap.undoes);
    say(words());
  }

  /* A tap is shown at once and written in the same breath. */
  async function add(category, step, undoes) {
    if (step < 0 && total(category) === 0) return;
    const seq = (taps.at(-1)?.seq ?? 0) + 1;
    const tap = { uid: uuid4(), sheet, category, step, phone: known.phone, seq, state: "waiting" };
    if (undoes) [tap.undoes, undoes.undone] = [undoes.uid, true];
    taps.push(tap);
    parting = "";
    render();
    const write = db.transaction("taps", "readwrite", { durability: "strict" });
    for (const one of undoes ? [tap, undoes] : [tap]) write.objectStore("taps").put(one);
    await finished(write).catch(() => say(statusLine.dataset.broken));
    send();
  }

  /* Taps of every gathering this phone still holds, not only of this page's. */
  async function bundles() {
    const transaction = db.transaction(["taps", "sheets"]);
    const all = (await asked(transaction.objectStore("taps").getAll())).filter(isWaiting);
    const sheets = await asked(transaction.objectStore("sheets").getAll());
    const earlier = sheets
      .filter((one) => one.sheet !== sheet && !one.refused)
      .map((one) => ({ one, events: all.filter((tap) => tap.sheet === one.sheet).slice(0, BATCH) }));
    return [{ one: known, events: waiting().slice(0, BATCH) }, ...earlier.filter(({ events }) => events.length)];
  }

  function post(url, events) {
    const plain = events.map(({ uid, category, step, phone, seq }) => ({ uid, category, step, phone, seq }));
    return fetch(url, {
      method: "POST",
      credentials: "omit",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ events: plain }),
      signal: AbortSignal.timeout(15000),
    });
  }

  /* Write down what the server said; the numbers and the marks change together. */
  async function settle(one, events, answer) {
    const transaction = db.transaction(["taps", "sheets"], "readwrite");
    const store = transaction.objectStore("taps");
    events.forEach((event, index) => {
      const result = answer.results[index];
      const mine = taps.find((tap) => tap.uid === event.uid) || event;
      mine.state = result === "stored" || result === "duplicate" ? "sent" : "refused";
      store.put(mine);
    });
    const now = Object.assign(one.sheet === sheet ? known : one, { totals: answer.totals, together: answer.together });
    transaction.objectStore("sheets").put(now);
    await finished(transaction);
  }

  async function refused(one, events, response) {
    const answer = await response.json().catch(() => ({}));
    refusal = answer.error || statusLine.dataset.waiting;
    if (one.sheet === sheet) return;
    const write = db.transaction("sheets", "readwrite");
    write.objectStore("sheets").put({ ...one, refused: answer.reason || String(response.status) });
    await finished(write);
    const lost = events.map((tap) => `${tap.category} ${tap.step > 0 ? "+" : "−"}${Math.abs(tap.step)}`);
    refusal = `${statusLine.dataset.earlier} ${lost.join(", ")}`;
  }

  async function deliver({ one, events }) {
    const response = await post(one.url, events);
    if (response.ok) await settle(one, events, await response.json());
    else if (response.status >= 500 || response.status === 429) throw new Error("busy");
    else await refused(one, events, response);
  }

  async function deliverAll() {
    clearTimeout(timer);
    try {
      do {
        for (const bundle of await bundles()) await deliver(bundle);
      } while (!refusal && waiting().length);
      [isOffline, wait, parting] = [false, 1000, ""];
    } catch {
      isOffline = true;
      timer = setTimeout(send, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
    render();
  }

  function send() {
    sending ??= deliverAll().finally(() => { sending = null; });
    return sending;
  }

  async function forgetOld() {
    const transaction = db.transaction(["taps", "sheets"], "readwrite");
    const store = transaction.objectStore("taps");
    for (const one of await asked(transaction.objectStore("sheets").getAll())) {
      if (one.opened > Date.now() - KEPT) continue;
      const rest = await asked(store.index("sheet").getAll(one.sheet));
      if (rest.some(isWaiting) && !one.refused) continue;
      for (const tap of rest) store.delete(tap.uid);
      transaction.objectStore("sheets").delete(one.sheet);
    }
  }

  async function keepPage() {
    if (!("serviceWorker" in navigator)) return;
    await navigator.serviceWorker.register(form.dataset.worker);
    const { active } = await navigator.serviceWorker.ready;
    const used = performance.getEntriesByType("resource").map((entry) => entry.name);
    active.postMessage({ keep: [location.origin + location.pathname, ...used] });
  }

  async function press(event) {
    const button = event.submitter;
    const row = button && button.closest("[data-category]");
    if (row || button === undoButton || isOffline || waiting().length) event.preventDefault();
    if (row) add(row.dataset.category, Number(button.dataset.step));
    else if (button === undoButton && lastTap()) add(lastTap().category, -lastTap().step, lastTap());
    else if (event.defaultPrevented && button !== undoButton) await part(button);
  }

  /* "Done": once everything is sent the server is told; without a network we say so. */
  async function part(button) {
    await send();
    if (!isOffline && !refusal && !waiting().length) form.requestSubmit(button);
    parting = taps.length ? statusLine.dataset.thanks : statusLine.dataset.offline;
    if (isOffline) render();
  }

  async function start() {
    db = await open();
    await load();
    form.addEventListener("submit", press);
    notHeld?.addEventListener("submit", (event) => {
      if (!isOffline) return;
      event.preventDefault();
      say(statusLine.dataset.offline);
    });
    addEventListener("online", () => { wait = 1000; Promise.resolve(sending).then(send); });
    addEventListener("offline", () => { isOffline = true; render(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
    navigator.storage?.persist?.().catch(() => {});
    render();
    await send();
    await forgetOld();
  }

  start().catch(() => {});
  keepPage().catch(() => {});
})();

"use strict";
/* A screen on the wall: turns its panels, keeps the clock, asks for news. Without this
   file the page turns by itself too, by loading its next panel. */
(() => {
  const ASK_EVERY = 60000;
  const root = document.querySelector("[data-screen]");
  if (!root) return;
  const slow = matchMedia("(prefers-reduced-motion: reduce)").matches ? 3 : 1;
  const two = (number) => String(number).padStart(2, "0");
  /* The time of the place, whatever the device believes of where it is. */
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: root.dataset.zone, hour: "numeric", minute: "2-digit", hourCycle: "h23",
  });
  const clockWords = (moment) => {
    const [hour, minute] = parts.format(moment).split(":").map(Number);
    return `${hour}${document.documentElement.lang === "en" ? ":" : "."}${two(minute)}`;
  };
  let paused = root.dataset.paused === "1";
  let turned = Date.now();

  const panels = () => [...root.querySelectorAll("[data-panel]")];
  const shown = () => Math.max(0, panels().findIndex((panel) => !panel.hidden));

  function show(number) {
    const all = panels();
    const at = (number + all.length) % all.length;
    all.forEach((panel, index) => { panel.hidden = index !== at; });
    root.querySelectorAll("[data-step]").forEach((step, index) => {
      if (index === at) step.setAttribute("aria-current", "true");
      else step.removeAttribute("aria-current");
    });
    turned = Date.now();
  }

  function tellPause() {
    root.querySelectorAll("[data-pause]").forEach((link) => { link.hidden = paused; });
    root.querySelectorAll("[data-turn]").forEach((link) => { link.hidden = !paused; });
  }

  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-pause], [data-turn], [data-step]");
    if (!link) return;
    event.preventDefault();
    if (link.matches("[data-step]")) {
      show([...root.querySelectorAll("[data-step]")].indexOf(link));
      paused = true;
    } else {
      paused = link.matches("[data-pause]");
    }
    tellPause();
    const other = root.querySelector(paused ? "[data-turn]" : "[data-pause]");
    if (other && !link.matches("[data-step]")) other.focus();
  });

  function tick() {
    const clock = root.querySelector("[data-clock]");
    if (clock) clock.textContent = clockWords(new Date());
    const seconds = Number(root.dataset.seconds) * slow;
    if (!paused && Date.now() - turned >= seconds * 1000) show(shown() + 1);
  }

  /* What is known stays on the wall when the network is away, and says since when. */
  function tellAge(isOld) {
    const note = root.querySelector("[data-age]");
    if (!note) return;
    note.hidden = !isOld;
    note.textContent = isOld ? note.dataset.words.replace("{time}", root.dataset.made) : "";
  }

  async function ask() {
    try {
      const address = new URL(location.href);
      address.searchParams.delete("panel");
      address.searchParams.delete("pause");
      const response = await fetch(address, { cache: "no-cache", credentials: "omit" });
      if (!response.ok) throw new Error(String(response.status));
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const news = page.querySelector("[data-screen]");
      const at = shown();
      root.dataset.made = news.dataset.made;
      for (const part of ["panels", "head", "steps"]) {
        const [old, fresh] = [root, news].map((one) => one.querySelector(`[data-part="${part}"]`));
        if (old.innerHTML !== fresh.innerHTML) old.replaceChildren(...fresh.childNodes);
      }
      const since = turned;
      show(Math.min(at, panels().length - 1));
      turned = since;
      tick();
      tellAge(false);
    } catch (error) {
      tellAge(true);
    }
  }

  tellPause();
  tick();
  setInterval(tick, 1000);
  setInterval(ask, ASK_EVERY);
  addEventListener("online", ask);
  addEventListener("offline", () => tellAge(true));
  if (!navigator.onLine) tellAge(true);
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker
      .register(root.dataset.worker, { scope: location.pathname })
      .then(() => navigator.serviceWorker.ready)
      .then((ready) => {
        const files = performance.getEntriesByType("resource").map((entry) => entry.name);
        const own = files.filter((name) => name.startsWith(location.origin) && !name.endsWith("screens.js"));
        const page = location.origin + location.pathname;
        ready.active.postMessage({ keep: [page, location.href, ...own] });
      })
      .catch(() => {});
  }
  ask();
})();

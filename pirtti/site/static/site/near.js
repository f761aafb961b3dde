// What is near, worked out on the device: a position is never sent anywhere.
// Without JavaScript the button stays hidden and a typed postal code does the work.
const POSITION = "pirtti-position";
const LAST_AREA = "pirtti-area";
const EARTH_KM = 6371;
const language = document.documentElement.lang;

// Storage may be switched off or full; the page then works without a memory.
const remember = (storage, name, value) => {
  try {
    storage().setItem(name, JSON.stringify(value));
  } catch {}
};
const recall = (storage, name) => {
  try {
    return JSON.parse(storage().getItem(name));
  } catch {
    return null;
  }
};
const session = () => window.sessionStorage;
const device = () => window.localStorage;

// Great-circle distance in kilometres between [latitude, longitude] pairs.
const distance = (from, to) => {
  const [lat1, lon1, lat2, lon2] = [...from, ...to].map((degrees) => (degrees * Math.PI) / 180);
  const half =
    Math.sin((lat2 - lat1) / 2) ** 2 +
    Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon2 - lon1) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(half));
};

// "400 m" below a kilometre, "2,1 km" below ten, "14 km" beyond.
const say = (km) => {
  if (km < 0.995) return `${Math.max(50, Math.round(km * 20) * 50)}\u00a0m`;
  const digits = { maximumFractionDigits: km < 9.95 ? 1 : 0 };
  return `${new Intl.NumberFormat(language, digits).format(km)}\u00a0km`;
};

const showDistances = (position) => {
  for (const spot of document.querySelectorAll(".distance[data-lat]")) {
    const to = [Number(spot.dataset.lat), Number(spot.dataset.lon)];
    spot.textContent = ` · ${say(distance(position, to))}`;
    spot.hidden = false;
  }
};

const nearest = (areas, position) => {
  let best = null;
  for (const area of areas) {
    for (const point of area.points) {
      const km = distance(position, point);
      if (!best || km < best.km) best = { km, url: area.url };
    }
  }
  return best;
};

const announce = (words) => {
  const status = document.getElementById("status");
  if (status) status.textContent = words;
};

const goNear = async (button, position) => {
  const answer = await fetch(button.dataset.near);
  if (!answer.ok) throw new Error(answer.statusText);
  const best = nearest((await answer.json()).areas, position);
  if (best && best.url !== window.location.pathname) {
    window.location.assign(best.url);
    return;
  }
  showDistances(position);
  announce(button.dataset.nearHere);
};

const button = document.querySelector("button[data-near]");
if (button && navigator.geolocation) {
  const fail = () => announce(button.dataset.nearFailed);
  button.hidden = false;
  button.addEventListener("click", () => {
    announce(button.dataset.nearWait);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // Three decimals are about a hundred metres: near enough, and less than exact.
        const position = [coords.latitude, coords.longitude].map((x) => Number(x.toFixed(3)));
        remember(session, POSITION, position);
        goNear(button, position).catch(fail);
      },
      fail,
      { maximumAge: 300000, timeout: 10000 },
    );
  });
}

const known = recall(session, POSITION);
if (Array.isArray(known)) showDistances(known);

const here = document.querySelector("[data-area]:not([data-area-top])");
if (here) remember(device, LAST_AREA, { slug: here.dataset.area, name: here.dataset.areaName });

const offer = document.getElementById("last-area");
const last = recall(device, LAST_AREA);
if (offer && last && /^[-\w]+$/.test(last.slug)) {
  const link = offer.querySelector("a");
  link.href = offer.dataset.address.replace("SLUG", last.slug);
  link.textContent = last.name;
  offer.hidden = false;
}

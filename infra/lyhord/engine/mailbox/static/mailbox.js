// Keeps the page fresh while it is open. Without it everything works; one just has to press "Uppdatera".
"use strict";

const POLL = 2000; // milliseconds
const NEWS_STAYS = 8000;
const body = document.body;

async function look() {
  if (document.hidden) return;
  const answer = await fetch(body.dataset.stateUrl, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { state, clock } = await answer.json();
  const shown = document.getElementById("clock");
  if (shown.textContent !== clock) shown.textContent = clock;
  if (state !== body.dataset.state) await renew(state);
}

async function renew(state) {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const region of document.querySelectorAll("[data-live]")) replace(region, fresh.getElementById(region.id));
  addCards(fresh.getElementById("cards"));
  body.dataset.state = state;
  tell(body.dataset.news);
}

function tell(text) {
  const news = document.getElementById("news");
  news.textContent = text;
  news.classList.add("passing"); // it lies over the page only where it goes away again
  setTimeout(() => news.textContent === text && news.replaceChildren(), NEWS_STAYS);
}

function replace(region, fresh) {
  if (!fresh || region.innerHTML === fresh.innerHTML) return;
  const focused = region.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  region.replaceChildren(...fresh.childNodes);
  if (focused) region.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

// Cards that are there stay as they are: somebody may be reading one, or writing in it.
function addCards(fresh) {
  const cards = document.getElementById("cards");
  if (!cards || !fresh) return;
  for (const waiting of cards.querySelectorAll(".later")) waiting.remove();
  for (const card of [...fresh.children]) {
    if (!card.id || !document.getElementById(card.id)) cards.append(card);
  }
  cards.querySelectorAll("iframe").forEach(fit);
}

// A letter is as tall as it is. Its frame runs no scripts, so its height is read from here.
function fit(frame) {
  if (frame.dataset.fitted) return;
  frame.dataset.fitted = "yes";
  let width = 0;
  const measure = () => {
    const root = frame.contentDocument?.documentElement;
    if (!root || !frame.clientWidth) return;
    width = frame.clientWidth;
    frame.style.height = "0";
    frame.style.height = `${root.scrollHeight + 2}px`;
  };
  frame.addEventListener("load", measure);
  new ResizeObserver(() => frame.clientWidth !== width && measure()).observe(frame);
}

document.querySelectorAll("iframe").forEach(fit);
tell(document.getElementById("news").textContent);
document.addEventListener("submit", (event) => {
  const button = event.target.querySelector("button");
  button.setAttribute("aria-busy", "true");
  if (event.target.dataset.busy) button.textContent = event.target.dataset.busy;
});
setInterval(() => look().catch(() => {}), POLL);

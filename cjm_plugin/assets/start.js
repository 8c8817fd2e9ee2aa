/*
 * When the other scripts prepare a page. They share the block all files are joined in.
 */

const LONGEST_WAIT = 2000; // milliseconds
const waiting = []; // what is done when the browser has nothing else to do

// Material swaps the content of a page without loading it anew, and says so: each page is prepared.
const onEachPage = (prepare) => {
  if (window.document$) window.document$.subscribe(() => prepare());
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => prepare());
  else prepare();
};

// What an address leads to on this page.
const placeOf = (hash) => {
  let id = hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // Not encoded, then.
  }
  return document.getElementById(id);
};

// When Material swaps a page in, the browser often does not see where the address leads to, or saw it too early.
const landWhereAsked = () => {
  const isOurs = placeOf(location.hash)?.closest(".cjm");
  if (isOurs && !document.querySelector(":target")) location.replace(location.hash);
};
window.document$?.subscribe(() => setTimeout(landWhereAsked, 100));

const idle = (task) => {
  if (waiting.push(task) > 1) return;
  if (window.requestIdleCallback) requestIdleCallback(doSome, { timeout: LONGEST_WAIT });
  else setTimeout(doSome);
};

// As many tasks as there is time for: after each pause, the page is laid out and painted once more.
const doSome = (deadline) => {
  const tasks = waiting.splice(0);
  try {
    do tasks.shift()(); while (tasks.length && deadline?.timeRemaining() > 0);
  } finally {
    tasks.forEach(idle);
  }
};

// The first sign that somebody reads the page, or a while after it has been loaded: until then it starts.
const SIGNS = ["pointermove", "pointerdown", "wheel", "scroll", "keydown", "focusin"];
const LONGEST_START = 3000; // milliseconds
const isRead = new Promise((resolve) => {
  for (const sign of SIGNS) addEventListener(sign, resolve, { once: true, passive: true });
  const wait = () => setTimeout(resolve, LONGEST_START);
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait);
});

// What is out of sight waits, so that nobody who taps or scrolls meanwhile waits for it. Not where a link leads into
// the page: what it leads to would move.
const whenIdle = async (elements, prepare) => {
  const atOnce = Boolean(location.hash);
  if (!atOnce) await isRead;
  for (const element of elements) {
    if (atOnce) prepare(element);
    else idle(() => element.isConnected && prepare(element)); // another page may have been opened meanwhile
  }
};

/*
 * Comfort for the journey grid and the emotion curve: folding rows, full screen, hiding personas.
 * Everything is on the page without it.
 */
(() => {
  "use strict";

  const FOLDED = "cjm-folded-lanes"; // one choice for all maps, kept by the browser

  function foldedLanes() {
    try {
      return new Set(JSON.parse(localStorage.getItem(FOLDED)) || []);
    } catch {
      return new Set(); // storage is off, or holds something else
    }
  }

  function remember(lanes) {
    try {
      localStorage.setItem(FOLDED, JSON.stringify([...lanes]));
    } catch {
      // A browser that keeps nothing still folds.
    }
  }

  function button(label, title) {
    const element = document.createElement("button");
    element.type = "button";
    element.append(...label);
    element.title = title;
    return element;
  }

  function makeFoldable(frame) {
    const folded = foldedLanes();
    for (const lane of frame.querySelectorAll("[data-cjm-lane]")) {
      const head = lane.querySelector('th[scope="row"]');
      if (!head || head.querySelector(".cjm-fold")) continue;
      const fold = button([...head.childNodes], frame.dataset.cjmFold);
      fold.className = "cjm-fold";
      const show = (isFolded) => {
        lane.classList.toggle("cjm-folded", isFolded);
        fold.setAttribute("aria-expanded", String(!isFolded));
        for (const cell of lane.querySelectorAll("td")) cell.inert = isFolded;
      };
      show(folded.has(lane.dataset.cjmLane));
      fold.addEventListener("click", () => {
        const lanes = foldedLanes();
        const foldIt = !lanes.delete(lane.dataset.cjmLane);
        if (foldIt) lanes.add(lane.dataset.cjmLane);
        remember(lanes);
        show(foldIt);
      });
      head.append(fold);
    }
  }

  function addFullScreen(frame) {
    if (!document.fullscreenEnabled || frame.previousElementSibling?.matches(".cjm-tools")) return;
    const tools = document.createElement("p");
    tools.className = "cjm-tools";
    const full = button([frame.dataset.cjmFull], frame.dataset.cjmFull);
    full.className = "cjm-button";
    full.addEventListener("click", () => frame.requestFullscreen());
    tools.append(full);
    frame.before(tools);
  }

  // The second row of heads sticks below the first, whose height depends on its titles.
  function stickHeads(frame) {
    const first = frame.querySelector("thead tr");
    if (!first || !("ResizeObserver" in window)) return;
    new ResizeObserver(() => {
      const single = first.querySelector("th:not([rowspan])");
      if (single) frame.style.setProperty("--cjm-head", `${single.getBoundingClientRect().height}px`);
    }).observe(first);
  }

  function makeToggles(legend) {
    for (const box of legend.querySelectorAll("input")) {
      box.hidden = false;
      box.addEventListener("change", () => {
        for (const line of legend.closest(".cjm").querySelectorAll(".cjm-line[data-persona]")) {
          if (line.dataset.persona === box.value) line.style.display = box.checked ? "" : "none";
        }
      });
    }
  }

  // Until then it takes no time; from then on, screen readers find the links in it.
  function layOut(picture) {
    picture.style.contentVisibility = "visible";
  }

  function prepareGrid(frame) {
    makeFoldable(frame);
    addFullScreen(frame);
    stickHeads(frame);
  }

  function prepare() {
    document.querySelectorAll("[data-cjm-toggles]").forEach(makeToggles);
    whenIdle(document.querySelectorAll(".cjm-grid-frame"), prepareGrid);
    whenIdle(document.querySelectorAll(".cjm-map > :is(figure, .cjm-multiples)"), layOut);
  }

  onEachPage(prepare);
})();

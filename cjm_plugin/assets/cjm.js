/*
 * Draws the Mermaid diagrams of a page, and redraws them when the page turns dark or light.
 *
 * Every page loads this file, few hold a diagram: so it stands in for Mermaid (`window.mermaid`)
 * and fetches the real library, 2.5 MB, when the first diagram asks for it.
 */
(() => {
  "use strict";

  const LIBRARY = new URL("mermaid/mermaid.tiny.min.js", document.currentScript.src).href;
  // Beyond its own limit (50,000 characters) Mermaid draws a message in place of the diagram.
  const LONGEST_SOURCE = 500000;
  const PATIENCE = 10000; // milliseconds until diagrams out of sight are drawn, too
  // Material's instant navigation writes to `href` of whatever has one, and fails on links in SVG.
  const XLINK = "http://www.w3.org/1999/xlink";
  // Text on either set of fills has a contrast of at least 7:1.
  const LIGHT = colours("#1f2328", "#d6e4ff #ffe3c2 #d5f2dd #f0dcfa #fff0b3 #cdeff5 #ffdce1 #e4e6eb");
  const DARK = colours("#eef1f5", "#1f3a66 #5c3a14 #1d4a2e #4a2657 #514713 #124a54 #5e2331 #3a3f48");

  const diagrams = new WeakMap(); // element → its source, and whether it is drawn for a dark page
  let requested = {}; // what the page, mermaid2 or Material passed to mermaid.initialize
  let library = null; // promise of the real Mermaid
  let count = 0;

  const facade = {
    startOnLoad: false,
    initialize(config) {
      requested = { ...requested, ...config };
      if (library) library.then((mermaid) => mermaid.initialize(settings()), () => {});
    },
    async run({ nodes, querySelector = ".mermaid" } = {}) {
      await Promise.all(Array.from(nodes || document.querySelectorAll(querySelector), draw));
    },
    async init(config, nodes) {
      if (config) this.initialize(config);
      if (typeof nodes === "string") await this.run({ querySelector: nodes });
      else await this.run({ nodes: nodes instanceof Element ? [nodes] : nodes });
    },
    contentLoaded: drawAll,
  };
  for (const name of ["render", "parse", "registerExternalDiagrams", "registerLayoutLoaders", "registerIconPacks"]) {
    facade[name] = async (...args) => (await load())[name](...args);
  }
  window.mermaid = window.mermaid || facade;

  function colours(text, fills) {
    const variables = { textColor: text, lineColor: text, fontFamily: "inherit" };
    fills.split(" ").forEach((fill, number) => (variables[`fillType${number}`] = fill));
    for (const name of ["title", "primaryText", "taskText", "taskTextOutside", "grid"]) variables[`${name}Color`] = text;
    const [plain, , , , active, , late, row] = fills.split(" ");
    for (const name of ["sectionBkgColor", "sectionBkgColor2"]) variables[name] = row;
    const bars = { taskBkgColor: plain, activeTaskBkgColor: active, critBkgColor: late };
    const rims = { taskBorderColor: text, activeTaskBorderColor: text, critBorderColor: text };
    return { ...variables, altSectionBkgColor: "transparent", ...bars, ...rims };
  }

  function settings() {
    return {
      ...requested,
      startOnLoad: false,
      securityLevel: "strict",
      suppressErrorRendering: true,
      maxTextSize: Math.max(requested.maxTextSize || 0, LONGEST_SOURCE),
    };
  }

  // The page may bring a Mermaid of its own: that one draws our diagrams too, but we leave it its own.
  const isForeign = () => window.mermaid !== facade;

  function load() {
    library = library || new Promise(idle).then(() => new Promise((resolve, reject) => {
      if (isForeign()) return resolve(window.mermaid);
      const script = document.createElement("script");
      script.src = LIBRARY;
      script.onerror = () => reject(new Error(`cannot load ${LIBRARY}`));
      script.onload = () => {
        const mermaid = window.mermaid;
        window.mermaid = facade;
        // At once: by default it would draw the whole page again on the load event.
        mermaid.initialize(settings());
        resolve(mermaid);
      };
      document.head.append(script);
    }));
    return library;
  }

  function ours() {
    // Material draws pre.mermaid itself, through our facade.
    const others = window.document$ ? "div.mermaid" : "div.mermaid, pre.mermaid";
    return document.querySelectorAll(isForeign() ? ".cjm-diagram .mermaid" : others);
  }

  function drawAll() {
    ours().forEach(near ? drawWhenNear : draw);
    clearTimeout(patience);
    patience = setTimeout(() => drawInTurn(ours()), PATIENCE);
  }

  // The library is heavy: it waits until the reader is a screen away from a diagram, prints, or stays.
  let patience = 0;
  const near = "IntersectionObserver" in window && new IntersectionObserver((entries) => {
    const hidden = []; // in a closed tab they cannot be seen coming
    for (const { isIntersecting, target, boundingClientRect: { width, height } } of entries) {
      if (isIntersecting) draw(target);
      else if (!(width || height)) hidden.push(target);
    }
    drawInTurn(hidden);
  }, { rootMargin: "100% 0px" });

  function drawWhenNear(element) {
    element.dataset.processed = "true"; // for any other Mermaid: hands off
    near.unobserve(element); // or a second look would tell nothing
    near.observe(element);
  }

  // Each when there is nothing else to do: a page of sixty would stand still for seconds.
  async function drawInTurn(elements) {
    for (const element of elements) {
      await new Promise(idle);
      if (element.isConnected) await draw(element);
    }
  }

  async function draw(element) {
    const dark = isDark(element);
    const diagram = diagrams.get(element) || { source: element.textContent.trim() };
    // Material leaves an empty div.mermaid around what it has drawn.
    if (!diagram.source || diagram.dark === dark) return;
    diagram.dark = dark;
    diagrams.set(element, diagram);
    element.dataset.processed = "true";
    try {
      const mermaid = await load();
      const { svg, bindFunctions } = await mermaid.render(`cjm-diagram-${++count}`, themed(element, diagram));
      if (diagram.dark !== dark) return; // the page changed in the meantime
      element.innerHTML = svg;
      if (bindFunctions) bindFunctions(element);
      const frame = element.closest(".cjm-diagram");
      fit(element.querySelector("svg"), frame);
      if (frame) dress(element, frame, dark ? DARK : LIGHT);
      element.dataset.drawn = "true";
    } catch (error) {
      element.textContent = diagram.source;
      element.dataset.drawn = "failed";
      console.warn("A diagram is shown as text:", error.message || error);
    }
  }

  // A directive sets the colours of one diagram; mermaid.initialize would set those of the next, too.
  function themed(element, { source, dark }) {
    let theme = null;
    if (element.closest(".cjm-diagram")) theme = { theme: "base", themeVariables: dark ? DARK : LIGHT };
    else if (dark && !requested.theme) theme = { theme: "dark" };
    if (!theme) return source;
    const [frontMatter] = source.match(/^---\s*\n[^]*?\n\s*---\s*\n/) || [""];
    return `${frontMatter}%%{init: ${JSON.stringify(theme)}}%%\n${source.slice(frontMatter.length)}`;
  }

  /*
   * Our own diagrams keep their natural size and scroll. Mermaid counts the margin of a journey twice,
   * leaves room for a title, and ends the axis at a fixed distance wherever the last box is. All
   * is reckoned from attributes: in a closed tab nothing can be measured.
   */
  function fit(svg, isOurs) {
    if (!isOurs) return;
    const { viewBox: { baseVal: box } } = svg;
    if (svg.getAttribute("aria-roledescription") === "journey") {
      const ends = (selector, ...names) => Array.from(svg.querySelectorAll(selector), (shape) =>
        names.reduce((sum, name) => sum + Number(shape.getAttribute(name)), 0));
      const right = Math.max(...ends("rect", "x", "width"));
      svg.querySelector(":scope > line").setAttribute("x2", right + 6);
      for (const line of svg.querySelectorAll(".task-line")) { // not across the text of the box
        const rect = line.parentNode.querySelector("rect");
        line.setAttribute("y1", Number(rect.getAttribute("y")) + Number(rect.getAttribute("height")));
      }
      box.x = 0;
      box.y = 48;
      box.width = right + 14;
      box.height = Math.max(...ends(".task-line", "y2"), ...ends(".legend", "y").map((y) => y + 5)) + 2 - box.y;
    }
    if (svg.getAttribute("aria-roledescription") === "gantt") {
      for (const title of svg.querySelectorAll(".sectionTitle")) { // lines further apart than one em
        const [first, ...more] = title.children;
        title.setAttribute("dy", -8 * more.length);
        first.setAttribute("dominant-baseline", "central");
        for (const line of more) line.setAttribute("dy", 16);
      }
      box.y = 46; // room for a title above, and below the axis
      box.height -= 46 + 24;
    }
    svg.setAttribute("width", box.width);
    svg.setAttribute("height", box.height);
    // A flowchart, wide by its nature, may shrink a little; its smallest text then has 11 px.
    svg.style.maxWidth = isOurs.matches(".cjm-flow") ? "100%" : "none";
    svg.style.minWidth = `${0.86 * box.width}px`;
  }

  // Colours for the style sheet, and the links of rows, which Mermaid makes for boxes only.
  function dress(element, frame, palette) {
    for (let number = 0; palette[`fillType${number}`]; number++) {
      element.style.setProperty(`--cjm-fill-${number}`, palette[`fillType${number}`]);
    }
    // Tools that look for an `href` see no link in these.
    for (const link of element.querySelectorAll("svg a")) link.setAttribute("role", "link");
    const links = JSON.parse(frame.dataset.cjmLinks || "[]");
    const notes = JSON.parse(frame.dataset.cjmNotes || "[]");
    element.querySelectorAll(".sectionTitle").forEach((title, row) => {
      const lines = [...title.children];
      lines.slice(lines.length - (notes[row] || 0)).forEach((line) => line.classList.add("cjm-plan-note"));
      if (!links[row]) return;
      const link = document.createElementNS(title.namespaceURI, "a");
      link.setAttributeNS(XLINK, "xlink:href", links[row]);
      link.setAttribute("role", "link");
      title.replaceWith(link);
      link.append(title);
    });
  }

  function isDark(element) {
    for (let at = element; at; at = at.parentElement) {
      const background = lightness(getComputedStyle(at).backgroundColor);
      if (background.alpha > 0.5) return background.value < 0.5;
    }
    // The browser's own background, which is dark when its text is light.
    return lightness(getComputedStyle(element).color).value > 0.5;
  }

  // Computed colours read "rgb(…)", "color(srgb …)", "oklch(L …)" or "lab(L …)".
  function lightness(colour) {
    const [, notation, values] = colour.match(/^(\w+)\((?:[a-z][\w-]*)?(.*)\)/) || ["", "rgb", "0 0 0 0"];
    const [a, b, c, alpha = 1] = values.match(/-?[\d.]+(e-?\d+)?/g).map(Number);
    if (notation.startsWith("ok")) return { value: a, alpha };
    if (notation.startsWith("l")) return { value: a / 100, alpha };
    const scale = notation === "color" ? 1 : 255;
    return { value: (0.3 * a + 0.59 * b + 0.11 * c) / scale, alpha };
  }

  function start() {
    onEachPage(drawAll);
    addEventListener("beforeprint", () => ours().forEach(draw));
    // Twice: some themes fade from one background to the other.
    const recheck = () => [0, 600].forEach((delay) => setTimeout(drawAll, delay));
    const schemes = new MutationObserver(recheck);
    const attributeFilter = ["class", "style", "data-md-color-scheme", "data-bs-theme", "data-theme"];
    for (const root of [document.documentElement, document.body]) schemes.observe(root, { attributeFilter });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recheck);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

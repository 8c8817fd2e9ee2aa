/*
 * "Copy link" for stages, steps, pain points and opportunities. Their links work without it, too:
 * where nothing can be copied, they are followed.
 */
(() => {
  "use strict";

  const SHOWN_FOR = 2000; // milliseconds
  const SPACE = "\u00a0\u00a0\u00a0\u00a0\u00a0"; // as wide as the picture

  function prepare(article) {
    if (article.querySelector(".cjm-copied")) return;
    for (const link of article.querySelectorAll(".cjm-anchor, .cjm-stage > h3 > .headerlink")) {
      link.className = "cjm-anchor cjm-copy";
      link.textContent = SPACE;
      link.title = article.dataset.cjmCopy;
      link.setAttribute("aria-label", article.dataset.cjmCopy);
    }
    const said = document.createElement("span");
    said.className = "cjm-copied";
    said.setAttribute("role", "status");
    article.append(said);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyOnPlainHttp(text); // where there is no navigator.clipboard
    }
  }

  function copyOnPlainHttp(text) {
    let taken = false;
    const take = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      taken = true;
    };
    document.addEventListener("copy", take);
    const done = document.execCommand("copy");
    document.removeEventListener("copy", take);
    return done && taken;
  }

  function say(link) {
    const article = link.closest("[data-cjm-copy]");
    const said = article.querySelector(".cjm-copied");
    const { left, top } = link.getBoundingClientRect();
    said.textContent = article.dataset.cjmCopied;
    const room = document.documentElement.clientWidth - said.offsetWidth - 8;
    said.style.left = `${Math.max(8, Math.min(left, room))}px`;
    said.style.top = `${Math.max(8, top - said.offsetHeight - 4)}px`;
    clearTimeout(said.timer);
    said.timer = setTimeout(() => (said.textContent = ""), SHOWN_FOR);
  }

  document.addEventListener("click", async (event) => {
    const link = event.target instanceof Element && event.target.closest(".cjm-copy");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return; // these open it elsewhere
    event.preventDefault();
    event.stopPropagation(); // Material would follow it
    const url = new URL(link.href);
    url.search = ""; // a filter is not meant
    if (await copy(url.href)) say(link);
    else location.hash = url.hash;
  }, true);

  onEachPage(() => whenIdle(document.querySelectorAll("[data-cjm-copy]"), prepare));
})();

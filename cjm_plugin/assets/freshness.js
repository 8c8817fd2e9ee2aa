/*
 * The state of a review on the day a page is read: fresh, due soon or overdue. Without this file, a page
 * tells that of the day it was built, and in any case the day the review is due.
 */
(() => {
  "use strict";

  const DAY = 24 * 60 * 60 * 1000;

  function daysLeft(due) {
    const now = new Date();
    return Math.round((Date.parse(due) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / DAY);
  }

  function filled(forms, count, language) {
    const form = forms[new Intl.PluralRules(language).select(count)] || forms.other || "";
    return form.replace("{count}", count);
  }

  function stateOf(left, words) {
    return left < 0 ? "overdue" : left <= words.soon ? "due-soon" : "fresh";
  }

  function tell(element, words) {
    const left = daysLeft(element.dataset.cjmDue);
    const state = stateOf(left, words);
    if (element.matches(".cjm-badge")) {
      element.classList.remove("cjm-overdue", "cjm-due-soon", "cjm-fresh");
      element.classList.add(`cjm-${state}`);
      element.textContent = words[state];
    } else if (element.matches(".cjm-banner")) {
      element.hidden = state !== "overdue";
      element.querySelector(".cjm-since").textContent = left < 0 ? `, ${filled(words.late, -left, words.language)}` : "";
    } else {
      element.dataset.state = state;
    }
  }

  // How many of the days in `data-cjm-dues` around it put a map into a state; without these, how many rows are in it,
  // all of them or those with the same `data-owner` or `data-month`.
  function count(element, words) {
    const state = element.dataset.cjmCount;
    const same = ["owner", "month"].filter((name) => name in element.dataset);
    const dues = element.closest("[data-cjm-dues]")?.dataset.cjmDues;
    const found = dues
      ? dues.split(" ").filter((due) => stateOf(daysLeft(due), words) === state)
      : [...document.querySelectorAll(`.cjm tr[data-state="${state}"]`)].filter((row) =>
        same.every((name) => row.dataset[name] === element.dataset[name]));
    element.textContent = found.length;
    element.classList.toggle("cjm-none", !found.length);
  }

  function prepare() {
    const source = document.querySelector("[data-cjm-review]");
    if (!source) return;
    const words = JSON.parse(source.dataset.cjmReview);
    for (const element of document.querySelectorAll("[data-cjm-due]")) tell(element, words);
    for (const element of document.querySelectorAll("[data-cjm-count]")) count(element, words);
  }

  onEachPage(prepare);
  // A page may stay open for days.
  document.addEventListener("visibilitychange", prepare);
})();

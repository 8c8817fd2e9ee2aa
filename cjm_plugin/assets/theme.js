/* Material leaves its search dialog without a name: it gets that of its field. */
(() => {
  "use strict";

  function name() {
    const dialog = document.querySelector(".md-search[role='dialog']:not([aria-label], [aria-labelledby])");
    const field = dialog && dialog.querySelector("input[aria-label]");
    if (field) dialog.setAttribute("aria-label", field.getAttribute("aria-label"));
  }

  onEachPage(name);
})();

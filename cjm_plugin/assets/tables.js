/*
 * Sorting, filtering and searching of tables. The choice stands in the address,
 * ?pains.severity=high&pains.find=slow&pains.sort=-stage, so that it can be shared.
 * Without this file, a page shows all rows in the order of their importance.
 */
(() => {
  "use strict";

  const OUT = "cjm-filtered-out"; // on paper, such rows are shown
  const VIEW = "cjm-view"; // cards or table: one choice for all pages, kept by the browser
  const tables = new WeakMap(); // element → what can be done with it
  let page = ""; // the path of the page whose tables are ready
  let search = ""; // and its query when it was loaded

  // A browser may keep nothing, and allow no or few changes to the address; a hash need not be encoded.
  function attempt(action) {
    try {
      return action();
    } catch {
      return undefined;
    }
  }

  function create(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  // As people type: without regard to capitals and to marks over and under letters.
  function folded(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  // They stand on the table or, for all tables of a page, around it.
  function wordsOf(table) {
    const said = table.closest("[data-cjm-words]").dataset.cjmWords;
    const [toggle, all, sort, unsorted, reset, shown, find] = said.split("|");
    return { toggle, all, sort, unsorted, reset, shown, find };
  }

  function enhance(table) {
    const name = table.dataset.cjmTable;
    const words = wordsOf(table);
    const body = table.tBodies[0];
    const all = [...body.rows]; // as the page has them
    const rows = all.filter((row) => !isHead(row));
    const texts = new Map(); // what each row is found by
    const heads = [...table.tHead.rows[0].cells];
    const filters = JSON.parse(table.dataset.cjmFilters);
    const sorts = heads.filter((head) => head.dataset.cjmSort).map(sorting);
    let order = null; // one of the sorts, with its direction

    // A value of 0 stands for "all", the others for an option: an owner may be called anything.
    for (const filter of filters) {
      filter.select = select([words.all, ...filter.options.map(([, label]) => label)]);
      filter.select.addEventListener("change", changed);
    }
    // On a phone there are no heads to click.
    const sortSelect = select([words.unsorted, ...sorts.flatMap(({ title }) => [`${title} ↓`, `${title} ↑`])]);
    sortSelect.addEventListener("change", () => {
      const chosen = Number(sortSelect.value) - 1;
      order = chosen < 0 ? null : { ...sorts[chosen >> 1], descending: chosen % 2 === 0 };
      changed();
    });

    const find = words.find && rows.length > 9 ? create("input", { type: "search", autocomplete: "off" }) : null;
    let typing = 0;
    find?.addEventListener("focus", readTexts);
    find?.addEventListener("change", changed);
    find?.addEventListener("input", () => {
      show();
      clearTimeout(typing);
      typing = setTimeout(write, 300);
    });
    const count = create("output", { className: "cjm-count" });
    const reset = create("button", { type: "button", className: "cjm-button cjm-reset" }, words.reset);
    reset.addEventListener("click", () => {
      clear();
      changed();
      for (const element of [find, toggle, sortSelect, filters[0]?.select]) element?.focus(); // the first that is to be seen
    });
    const choices = create(
      "div",
      { className: "cjm-choices", id: `cjm-choices-${name}` },
      ...filters.map((filter) => labelled(filter.title, filter.select)),
      labelled(words.sort, sortSelect, "cjm-sort-choice"),
    );
    const toggle = create("button", { type: "button", className: "cjm-button cjm-toggle" }, words.toggle);
    toggle.setAttribute("aria-expanded", "false");
    toggle.setAttribute("aria-controls", choices.id);
    toggle.addEventListener("click", () => {
      toggle.setAttribute("aria-expanded", String(toggle.getAttribute("aria-expanded") === "false"));
    });
    const controls = create("div", { className: "cjm-controls" }, toggle, choices, count, reset);
    if (find) controls.prepend(labelled(words.find, find, "cjm-find"));
    controls.setAttribute("role", "group");
    controls.setAttribute("aria-label", `${words.toggle}: ${table.dataset.cjmTitle}`);
    // Letters choose an option; some themes turn pages with them.
    controls.addEventListener("keydown", (event) => event.stopPropagation());
    (table.closest(".cjm-scroll") || table).before(controls);

    function sorting(head) {
      const [, falls, key] = head.dataset.cjmSort.match(/^(-?)(.*)/);
      const sort = { head, key, descendsFirst: Boolean(falls), title: head.textContent.trim() };
      const button = create("button", { type: "button", className: "cjm-sort" }, ...head.childNodes);
      button.addEventListener("click", () => {
        const first = sort.descendsFirst;
        if (order?.head !== head) order = { ...sort, descending: first };
        else if (order.descending === first) order = { ...sort, descending: !first };
        else order = null;
        changed();
      });
      head.append(button);
      return sort;
    }

    function select(labels) {
      const options = labels.map((label, number) => create("option", { value: String(number) }, label));
      return create("select", { autocomplete: "off" }, ...options);
    }

    function labelled(title, control, className = "") {
      return create("label", { className }, create("span", {}, title), " ", control);
    }

    const chosen = (filter) => filter.options[filter.select.value - 1]?.[0];

    function unfilter() {
      for (const filter of filters) filter.select.value = "0";
      if (find) find.value = "";
    }

    function clear() {
      unfilter();
      order = null;
    }

    function changed() {
      show();
      write();
    }

    function read() {
      const query = new URLSearchParams(location.search);
      for (const filter of filters) {
        const wanted = query.get(`${name}.${filter.name}`);
        filter.select.value = String(filter.options.findIndex(([value]) => value === wanted) + 1);
      }
      if (find) find.value = query.get(`${name}.find`) || "";
      const [, falls, key] = (query.get(`${name}.sort`) || "").match(/^(-?)(.*)/);
      const sort = sorts.find((sort) => sort.key === key);
      order = sort ? { ...sort, descending: Boolean(falls) } : null;
      show();
    }

    function write() {
      const url = new URL(location.href);
      const query = url.searchParams;
      for (const key of [...query.keys()]) if (key.startsWith(`${name}.`)) query.delete(key);
      for (const filter of filters) {
        if (chosen(filter) !== undefined) query.set(`${name}.${filter.name}`, chosen(filter));
      }
      if (find?.value) query.set(`${name}.find`, find.value);
      if (order) query.set(`${name}.sort`, (order.descending ? "-" : "") + order.key);
      if (hiddenRow(url.hash)) url.hash = ""; // or it would undo the choice
      // In its state, Material keeps how far one has scrolled.
      attempt(() => history.replaceState(history.state, "", url));
    }

    function show() {
      const active = filters.filter((filter) => chosen(filter) !== undefined);
      const isFound = finder();
      let shown = 0;
      let head = null; // of the group the row is in
      for (const row of all) {
        const stays = !isHead(row) && isFound(row) && active.every((filter) => {
          const value = row.dataset[filter.name];
          return (filter.many ? value.split(" ") : [value]).includes(chosen(filter));
        });
        row.classList.toggle(OUT, !stays);
        if (isHead(row)) {
          head = row;
          head.hidden = Boolean(order); // then rows of all groups are mixed
        } else if (stays) {
          shown += 1;
          head?.classList.remove(OUT);
        }
      }
      const wanted = sorted();
      // A row that moves loses the focus in it.
      if (wanted.some((row, place) => row !== body.rows[place])) body.append(...wanted);
      for (const { head } of sorts) {
        if (head === order?.head) head.setAttribute("aria-sort", order.descending ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
      const place = sorts.findIndex(({ head }) => head === order?.head);
      sortSelect.value = String(place < 0 ? 0 : 2 * place + (order.descending ? 1 : 2));
      for (const { select } of [...filters, { select: sortSelect }]) {
        select.classList.toggle("cjm-chosen", select.value !== "0");
      }
      count.value = words.shown.replace("{shown}", shown).replace("{all}", rows.length);
      reset.hidden = !active.length && !order && !find?.value;
    }

    // All words that were typed must be in a row, its `data-find` or the head of its group.
    function finder() {
      const sought = folded(find?.value ?? "").split(/\s+/).filter(Boolean);
      if (!sought.length) return () => true;
      readTexts();
      return (row) => sought.every((word) => texts.get(row).includes(word));
    }

    function readTexts() {
      if (texts.size) return;
      let title = "";
      for (const row of all) {
        if (isHead(row)) title = row.querySelector("h3").textContent;
        else texts.set(row, folded([title, row.dataset.find, ...[...row.cells].map((cell) => cell.textContent)].join(" ")));
      }
    }

    function sorted() {
      if (!order) return all;
      return [...inOrder(rows, order, table.closest("[lang]")?.lang || undefined), ...all.filter(isHead)];
    }

    function showAll() {
      unfilter();
      changed();
    }

    return { read, showAll };
  }

  function isHead(row) {
    return row.classList.contains("cjm-group");
  }

  function keepView(choice) {
    const view = attempt(() => localStorage.getItem(VIEW));
    const kept = [...choice.querySelectorAll("input")].find((box) => box.value === view);
    if (kept) kept.checked = true;
    choice.onchange = ({ target }) => attempt(() => localStorage.setItem(VIEW, target.value));
  }

  function hiddenRow(hash) {
    return placeOf(hash)?.closest(`.${OUT}`);
  }

  // A link to a row counts for more than a filter.
  function revealed(hash) {
    const row = hiddenRow(hash);
    if (row) tables.get(row.closest("table")).showAll();
    return row;
  }

  function readAddress() {
    // With instant navigation, a new address comes before its page.
    if (location.pathname !== page) return;
    for (const table of document.querySelectorAll("[data-cjm-table]")) tables.get(table)?.read();
    reveal();
  }

  function reveal() {
    revealed(location.hash)?.scrollIntoView();
  }

  function prepare() {
    ({ pathname: page, search } = location);
    const unprepared = [...document.querySelectorAll("[data-cjm-table]")].filter((table) => !tables.has(table));
    // Those of a map stand below what a reader sees first.
    const canWait = !search && unprepared.every((table) => table.closest(".cjm-map"));
    if (canWait) whenIdle(unprepared, enable);
    else unprepared.forEach(enable);
    document.querySelectorAll(".cjm-view").forEach(keepView);
    reveal();
  }

  function enable(table) {
    if (tables.has(table)) return;
    tables.set(table, enhance(table));
    tables.get(table).read();
  }

  // Before the browser or the theme scrolls to the row.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!link.hash || link.origin !== location.origin || link.pathname !== location.pathname) return;
    revealed(link.hash);
    // Material has made it absolute, with the choice of back then.
    if (link.search === search) link.search = location.search;
  }, true);
  window.addEventListener("popstate", readAddress);
  window.addEventListener("hashchange", readAddress);
  if (window.location$) window.location$.subscribe(readAddress);

  onEachPage(prepare);
})();

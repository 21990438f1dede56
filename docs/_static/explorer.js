/* The explorer: filters, the line that says how much a view rests on, and the address of the view.
   DataTables does the table itself; `explorer-rows.js` holds the record. */
"use strict";

(() => {
  const record = window.peelRecord;
  const form = document.getElementById("filters");
  const coverage = document.getElementById("coverage");
  const warning = document.getElementById("warning");
  const LABELS = {
    outstanding: "Outstanding",
    good: "Good",
    adequate: "Adequate",
    "requires-improvement": "Requires improvement",
    inadequate: "Inadequate",
  };
  const ORDER = Object.keys(LABELS);
  const cycles = Object.keys(record.cycles);

  const cells = record.cells.map(
    ([force, cycle, area, status, day, published, evidence, says, marks, remarks, sentence, sources, possible]) => ({
      force, cycle, area, status, day, published, evidence, says, marks, remarks, sentence, sources, possible,
      name: record.forces[force].name,
      short: record.forces[force].short,
      region: record.forces[force].region,
      label: record.cycles[cycle].label,
      question: record.cycles[cycle].themes[area].label,
      optional: record.cycles[cycle].themes[area].optional,
      row: `forces/${force}.html#${record.cycles[cycle].themes[area].row}`,
      graded: status in LABELS,
      said: LABELS[status] ?? record.without_grade[status],
    }),
  );

  /* What is asked for: each filter with one value, and the ticked grades. */
  const asked = () => {
    const given = new FormData(form);
    const grades = given.getAll("grade");
    given.delete("grade");
    return { ...Object.fromEntries(given), grades };
  };

  const within = (cell, wanted) =>
    ["cycle", "area", "force", "region"].every((name) => !wanted[name] || cell[name] === wanted[name]);

  const shown = (cell, wanted) =>
    within(cell, wanted) &&
    (!wanted.evidence || cell.evidence === wanted.evidence) &&
    (!wanted.grades.length || wanted.grades.includes(cell.status));

  /* How many of some cells are recorded, or have no grade, and why. */
  const counted = (around, wanted) => {
    const recorded = around.filter((cell) => cell.graded);
    const narrowed = wanted.evidence || wanted.grades.some((grade) => grade in LABELS);
    const found = recorded.filter((cell) => shown(cell, wanted)).length;
    const parts = [`${narrowed ? `${found} of ` : ""}${recorded.length} recorded`];
    for (const [status, said] of Object.entries(record.without_grade)) {
      const number = around.filter((cell) => cell.status === status).length;
      if (number) parts.push(`${number} ${said.toLowerCase()}`);
    }
    return parts.join("; ");
  };

  /* How much is known of the cells that cycle, area, force and region leave, whatever the grade;
     questions that are graded for some forces only are counted apart. */
  const coverageOf = (wanted) => {
    const around = cells.filter((cell) => within(cell, wanted));
    if (!around.length) return "No framework has such a cell.";
    const always = around.filter((cell) => !cell.optional);
    const optional = around.filter((cell) => cell.optional);
    const parts = always.length ? [counted(always, wanted)] : [];
    if (optional.length) {
      parts.push(`for questions that were graded for some forces only: ${counted(optional, wanted)}`);
    }
    const possibly = around.filter((cell) => cell.possible.some((grade) => wanted.grades.includes(grade)));
    if (possibly.length) {
      const names = [...new Set(possibly.map((cell) => cell.short))].join(", ");
      parts.push(`a published count leaves it possible for ${names}`);
    }
    const text = parts.join(". ").replaceAll(/\. ./g, (start) => start.toUpperCase());
    return text.charAt(0).toUpperCase() + text.slice(1);
  };

  /* That forces of a view have newer reports than some grades in it; of an empty view of one
     cycle the same is said, as nobody with that grade is an answer too. */
  const inspectedAgain = (shownCells, around, cycle) => {
    const graded = (shownCells.length || !cycle ? shownCells : around).filter((cell) => cell.graded);
    const isOld = (cell) => cycles.indexOf(cell.cycle) < cycles.indexOf(record.forces[cell.force].newest);
    const number = (some) => new Set(some.map((cell) => cell.force)).size;
    const [again, all] = [number(graded.filter(isOld)), number(graded)];
    if (!again) return [];
    const who = again < all ? `${again} of the ${all} forces of this view` : `All ${all} forces of this view`;
    return [
      `${all === 1 ? "This force" : who} ${all === 1 || again === 1 ? "has" : "have"} been inspected again since: ` +
        `a grade of ${cycle?.title ?? "an older cycle"} does not say where a force stands now.`,
    ];
  };

  /* What the address asks for and nothing here is called. */
  let unknown = [];

  const say = (wanted) => {
    const cycle = record.cycles[wanted.cycle];
    coverage.textContent = coverageOf(wanted);
    const around = cells.filter((cell) => within(cell, wanted));
    const inView = around.filter((cell) => shown(cell, wanted));
    const seen = new Set(inView.map((cell) => cell.cycle));
    const first = cycles.findIndex((id) => seen.has(id));
    const last = cycles.findLastIndex((id) => seen.has(id));
    const crossed = record.breaks.some(([, newer]) => {
      const at = cycles.indexOf(newer);
      return first < at && at <= last;
    });
    const said = cycle?.empty ? [cycle.empty] : [];
    if (unknown.length) said.push(`The address asks for something that is not here and was left out: ${unknown.join(", ")}.`);
    if (crossed) said.push("This view has grades of several cycles that cannot be compared with one another.");
    said.push(...inspectedAgain(inView, around, cycle));
    warning.textContent = said.join(" ");
    warning.hidden = !said.length;
  };

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };

  /* The grade with its marks, as everywhere on the site. */
  const chip = (cell) => {
    const shown = element("span", "");
    shown.append(element("span", cell.said, { class: `grade ${cell.graded ? cell.status : "no-grade"}` }));
    if (cell.marks) {
      const meaning = [...cell.marks].map((mark) => record.marks[mark]).join(", ");
      shown.append(element("span", cell.marks, { class: "marks", role: "img", title: meaning, "aria-label": meaning }));
    }
    return shown;
  };

  /* What stands behind a cell: its day, what is to be remarked, its sources. */
  const details = (cell) => {
    const list = element("dl", "", { class: "card" });
    const add = (name, ...values) => {
      list.append(element("dt", name));
      const value = element("dd", "");
      value.append(...values);
      list.append(value);
    };
    add("Force", `${cell.name}, ${cell.region}`);
    add("Cycle", record.cycles[cell.cycle].title);
    if (cell.published) add("Published", cell.published);
    if (cell.remarks) add("Remarks", cell.remarks);
    if (cell.sentence) add("To print", cell.sentence);
    if (cell.possible.length) {
      add("A published count leaves possible", cell.possible.map((grade) => LABELS[grade]).join(", "));
    }
    if (cell.sources.length) {
      const links = element("ul", "");
      for (const [text, url] of cell.sources.map((number) => record.sources[number])) {
        links.append(element("li", ""));
        links.lastChild.append(element("a", text, { href: url }));
      }
      add(`Sources (${cell.says})`, links);
    }
    add("More", element("a", `All grades of ${cell.name}`, { href: cell.row }));
    return list;
  };

  const opener = (cell) =>
    element("button", cell.sources.length ? "Sources" : "More", {
      type: "button", class: "open", "aria-expanded": "false",
      "aria-label": `Sources: ${cell.name}, ${cell.label}, ${cell.question}`,
    });

  /* A column that shows `draw` and is exported and sorted by `value`. */
  const column = (title, value, { draw, sort = value, ...options } = {}) => ({
    title, type: "string", ...options,
    data: (cell, type) => {
      if (type === "sort" || type === "type") return sort(cell);
      return type === "display" && draw ? draw(cell) : value(cell);
    },
  });
  const hidden = (title, value) => column(title, value, { visible: false });
  const place = (cell) => {
    const at = ORDER.indexOf(cell.status);
    return String(at < 0 ? ORDER.length : at);
  };

  const table = new window.DataTable("#cells", {
    data: cells,
    autoWidth: false,
    deferRender: true,
    order: [[1, "asc"]],
    pageLength: 50,
    lengthChange: false,
    layout: { topStart: null, topEnd: null, bottomStart: "info", bottomEnd: "paging" },
    language: {
      info: "Rows _START_ to _END_ of _TOTAL_",
      infoEmpty: "No rows",
      infoFiltered: "",
      zeroRecords: "No row matches all the filters.",
    },
    columns: [
      column("Cycle", (cell) => cell.label, { className: "wide-only" }),
      column("Force", (cell) => cell.name, { draw: (cell) => cell.short }),
      column("Area or question", (cell) => cell.question),
      column("Grade", (cell) => cell.said, { draw: chip, sort: place }),
      column("Published", (cell) => cell.published, { sort: (cell) => cell.day, className: "wide-only" }),
      column("Who says so", (cell) => cell.says, { className: "wide-only" }),
      { title: "Sources", data: (cell) => opener(cell), orderable: false, className: "not-exported" },
      hidden("force_id", (cell) => cell.force),
      hidden("cycle_id", (cell) => cell.cycle),
      hidden("question_id", (cell) => record.cycles[cell.cycle].themes[cell.area].id),
      hidden("theme", (cell) => cell.area),
      hidden("region", (cell) => cell.region),
      hidden("remarks", (cell) => cell.remarks),
      hidden("sentence", (cell) => cell.sentence),
      hidden("possible_by_published_count", (cell) => cell.possible.join(" ")),
      hidden("source_addresses", (cell) => cell.sources.map((number) => record.sources[number][1]).join(" ")),
      hidden("coverage_of_this_view", () => coverage.textContent),
      hidden("record", () => record.edition),
    ],
    buttons: [
      {
        extend: "csv",
        filename: "peel-view",
        bom: true,
        exportOptions: { columns: ":not(.not-exported)", orthogonal: "filter" },
      },
    ],
  });

  table.search.fixed("filters", (_text, cell) => shown(cell, asked()));

  /* The address of a view: its filters behind the `#`, so that no server has to know them. */
  const address = () => {
    const { grades, ...single } = asked();
    const given = new URLSearchParams(Object.entries(single).filter(([, value]) => value));
    if (!single.cycle) given.set("cycle", "all");
    if (grades.length) given.set("grade", grades.join(","));
    return `#${given.toString().replaceAll("%2C", ",")}`;
  };

  /* Whether there is a view behind the `#`, not the place of a heading. */
  const isView = () => location.hash.includes("=");

  const readAddress = () => {
    const given = new URLSearchParams(isView() ? location.hash.slice(1) : "");
    const grades = new Set((given.get("grade") ?? "").split(",").filter(Boolean));
    unknown = [...given.keys()].filter((name) => name !== "grade" && !(name in form.elements));
    form.querySelectorAll("select").forEach((select) => {
      const wanted = given.get(select.name) ?? (select.name === "cycle" ? record.current : "");
      select.value = wanted === "all" ? "" : wanted;
      if (select.selectedIndex < 0) {
        unknown.push(wanted);
        select.value = "";
      }
    });
    form.querySelectorAll("input").forEach((box) => { box.checked = grades.delete(box.value); });
    unknown.push(...grades);
  };

  const show = () => {
    const wanted = asked();
    for (const option of form.elements.area.options) {
      const themes = record.cycles[wanted.cycle]?.themes;
      option.disabled = Boolean(themes && option.value && !(option.value in themes));
    }
    say(wanted);
    table.draw();
  };

  form.addEventListener("change", () => {
    unknown = [];
    history.replaceState(null, "", address());
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", () => {
    if (location.hash && !isView()) return;
    readAddress();
    show();
  });
  document.getElementById("clear").addEventListener("click", () => {
    form.reset();
    unknown = [];
    history.replaceState(null, "", address());
    show();
  });
  document.getElementById("csv").addEventListener("click", () => table.button(0).trigger());
  document.getElementById("share").addEventListener("click", async (event) => {
    const url = `${location.href.split("#")[0]}${address()}`;
    try {
      await navigator.clipboard.writeText(url);
      event.target.textContent = "Copied";
    } catch {
      window.prompt("The address of this view", url);
    }
  });

  table.on("click", "button.open", (event) => {
    const row = table.row(event.target.closest("tr"));
    const open = !row.child.isShown();
    if (open) row.child(details(row.data())).show();
    else row.child.hide();
    event.target.setAttribute("aria-expanded", String(open));
  });

  readAddress();
  show();
})();

/* Tables that sort, and the box that finds a force. Without a script both are plain lists. */
"use strict";

(() => {
  const plain = (text) =>
    text
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .replace(/&/g, " and ")
      .replace(/[^a-z0-9]+/g, " ")
      .trim();

  /* A cell sorts by `data-sort`, else by its text; empty ones always come last. */
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort ?? cell.textContent.trim();
  };

  const sort = (table, column, descending) => {
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => [key(row, column), row]);
    rows.sort(([one], [other]) => {
      if (!one || !other) return Number(!one) - Number(!other);
      const order = one.localeCompare(other, "en", { numeric: true });
      return descending ? -order : order;
    });
    body.append(...rows.map(([, row]) => row));
  };

  const makeSortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(document.createElement("span"));
      button.firstChild.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const descending = head.ariaSort === "ascending";
        sort(table, column, descending);
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.ariaSort = descending ? "descending" : "ascending";
      });
    });
  };

  /* 0: the whole name; 1: its beginning; 2: the beginning of a word; 3: somewhere. */
  const rank = (name, wanted) => {
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    if (` ${name}`.includes(` ${wanted}`)) return 2;
    return name.includes(wanted) ? 3 : 4;
  };

  const makeFinder = (form) => {
    const box = form.querySelector("input");
    const list = form.querySelector("ul");
    const status = form.querySelector("[role=status]");
    const forces = [...list.children].map((item) => ({
      item,
      names: item.dataset.names.split("|").map(plain),
    }));

    const find = () => {
      const wanted = plain(box.value);
      const found = forces
        .map(({ item, names }) => [Math.min(...names.map((name) => rank(name, wanted))), item])
        .filter(([quality]) => wanted && quality < 4)
        .sort(([one], [other]) => one - other);
      forces.forEach(({ item }) => { item.hidden = true; });
      found.forEach(([, item]) => { item.hidden = false; list.append(item); });
      list.hidden = found.length === 0;
      status.textContent = !wanted || found.length
        ? ""
        : "No police force that PEEL grades is called that.";
      return found;
    };

    box.addEventListener("input", find);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const found = find();
      /* A name that several forces share leads nowhere by itself. */
      if (found.length && (found.length === 1 || found[0][0] < found[1][0])) {
        found[0][1].querySelector("a").click();
      }
    });
  };

  document.querySelectorAll("table.sortable").forEach(makeSortable);
  document.querySelectorAll("form.find").forEach(makeFinder);
})();

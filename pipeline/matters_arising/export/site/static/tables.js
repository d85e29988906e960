// Tables that sort and filter. Without this script they are whole, in the order given, a page after the other.
"use strict";
(() => {
  const SHOWN = 100;

  for (const table of document.querySelectorAll("table[data-listing]")) {
    upgrade(table);
  }

  function upgrade(table) {
    const name = table.dataset.listing;
    const body = table.tBodies[0];
    const form = document.querySelector(`form[data-filters="${name}"]`);
    const status = document.querySelector(`[data-status="${name}"]`);
    const pager = document.querySelectorAll(`[data-pager="${name}"]`);
    const more = moreButton(table);
    const state = { rows: [...body.rows], whole: table.dataset.parts === "1", column: -1, down: false, shown: SHOWN };

    async function all() {
      if (state.whole) return;
      const numbers = Array.from({ length: Number(table.dataset.shards) }, (_, at) => at + 1);
      const shards = await Promise.all(numbers.map((number) => mattersArising.load(`${name}-${number}`)));
      const template = document.createElement("template");
      template.innerHTML = `<table><tbody>${shards.flat().join("")}</tbody></table>`;
      state.rows = [...template.content.querySelectorAll("tr")];
      state.whole = true;
      for (const one of pager) one.hidden = true;
    }

    async function update() {
      await all();
      const wanted = filters(form);
      const fitting = state.rows.filter((row) => fits(row, wanted));
      if (state.column >= 0) sort(fitting, state.column, state.down);
      body.replaceChildren(...fitting.slice(0, state.shown));
      more.hidden = fitting.length <= state.shown;
      if (status) {
        const total = state.rows.length.toLocaleString("en-GB");
        status.textContent = `${fitting.length.toLocaleString("en-GB")} of ${total} shown here fit.`;
        if (fitting.length === state.rows.length) status.textContent = `All ${total}.`;
      }
    }

    more.addEventListener("click", () => {
      state.shown += SHOWN;
      update();
    });
    sortButtons(table, state, update);
    if (form) {
      form.hidden = false;
      form.addEventListener("input", () => {
        state.shown = SHOWN;
        update();
      });
      form.addEventListener("reset", () => setTimeout(update));
      form.addEventListener("submit", (event) => event.preventDefault());
    }
  }

  function moreButton(table) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "more";
    button.textContent = `Show ${SHOWN} more`;
    button.hidden = true;
    table.after(button);
    return button;
  }

  function sortButtons(table, state, update) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (!head.dataset.sortable) return;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const numbers = head.dataset.sortable === "number";
        state.down = state.column === column ? !state.down : numbers;
        state.column = column;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
        update();
      });
    });
  }

  function sort(rows, column, down) {
    const keys = new Map(rows.map((row) => [row, key(row.cells[column])]));
    const sign = down ? -1 : 1;
    rows.sort((one, other) => sign * compared(keys.get(one), keys.get(other)));
  }

  function key(cell) {
    const told = cell.dataset.sort ?? cell.textContent.trim();
    return told !== "" && !Number.isNaN(Number(told)) ? Number(told) : told.toLowerCase();
  }

  function compared(one, other) {
    if (typeof one === "number" && typeof other === "number") return one - other;
    return String(one).localeCompare(String(other), "en");
  }

  function filters(form) {
    return form ? Object.fromEntries(new FormData(form)) : {};
  }

  // A matter fits where one and the same putting-off fits the period, the reason and how it is said.
  function fits(row, wanted) {
    if (wanted.body && !row.dataset.bodies.split(" ").includes(wanted.body)) return false;
    if (wanted.fate && row.dataset.fate !== wanted.fate) return false;
    if (wanted.words && !wanted.words.toLowerCase().split(/\s+/).every((word) => textOf(row).includes(word))) return false;
    if (!(wanted.from || wanted.to || wanted.reason || wanted.how)) return true;
    return row.dataset.at.split(" ").some((told) => {
      const [date, reason, how] = told.split("|");
      const year = date.slice(0, 4);
      if (wanted.from && !(year >= wanted.from)) return false;
      if (wanted.to && !(year && year <= wanted.to)) return false;
      return (!wanted.reason || reason === wanted.reason) && (!wanted.how || how === wanted.how);
    });
  }

  const texts = new WeakMap();

  function textOf(row) {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  }
})();

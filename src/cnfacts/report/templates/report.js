"use strict";
(() => {
  const { words, fields, documents } = JSON.parse(document.getElementById("data").textContent);
  const SVG = "http://www.w3.org/2000/svg";

  const make = (name, text, attributes = {}) => {
    const node = document.createElement(name);
    if (text !== undefined) node.textContent = text;
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };

  // One document's section: its text, its table and the card of the figure pointed at.
  class Reading {
    constructor(section, facts) {
      this.section = section;
      this.facts = facts;
      this.text = section.querySelector(".text");
      this.ties = section.querySelector(".ties");
      this.card = section.querySelector(".record");
      this.hint = this.card.firstElementChild;
      this.figures = new Map();
      for (const link of section.querySelectorAll("a.figure")) {
        for (const number of link.dataset.f.split(" ")) {
          if (!this.figures.has(number)) this.figures.set(number, []);
          this.figures.get(number).push(link);
        }
      }
      this.rows = new Map([...section.querySelectorAll(".facts tbody tr")].map((row) => [row.dataset.f, row]));
      this.pieces = [...section.querySelectorAll("[data-s]")].map((node) => [Number(node.dataset.s), node]);
      this.pinned = null;
      this.shown = null;
      this.timer = 0;
      this.listen();
    }

    numbersOf(target) {
      const link = target.closest?.("a.figure, .facts tbody tr");
      return link && this.section.contains(link) ? link.dataset.f.split(" ") : null;
    }

    listen() {
      const point = (event) => {
        clearTimeout(this.timer);
        const numbers = this.numbersOf(event.target);
        if (numbers && !this.pinned) this.show(numbers);
      };
      const leave = (event) => {
        if (this.pinned || !this.numbersOf(event.target)) return;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.pinned || this.hide(), 250);
      };
      for (const type of ["pointerover", "focusin"]) this.section.addEventListener(type, point);
      for (const type of ["pointerout", "focusout"]) this.section.addEventListener(type, leave);
      this.section.addEventListener("click", (event) => {
        const link = event.target.closest("a");
        const row = event.target.closest(".facts tbody tr");
        const numbers = this.numbersOf(event.target);
        if (!numbers || (link && !link.matches("a.figure, .facts tbody a"))) return;
        event.preventDefault();
        this.pin(numbers);
        if (row) this.reveal(numbers[0], true);
        else this.scrollTable(numbers[0]);
      });
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.pinned) this.unpin();
      });
      addEventListener("resize", () => this.shown && this.tie(this.shown));
    }

    pin(numbers) {
      this.clear();
      this.pinned = numbers;
      this.show(numbers);
    }

    unpin() {
      const number = this.pinned[0];
      this.pinned = null;
      this.hide();
      (this.figures.get(number)?.[0] ?? this.rows.get(number)?.querySelector("a"))?.focus({ preventScroll: true });
    }

    reveal(number, focus) {
      const link = this.figures.get(number)?.[0];
      if (!link) return;
      link.scrollIntoView({ block: "center" });
      if (focus) link.focus({ preventScroll: true });
    }

    scrollTable(number) {
      const row = this.rows.get(number);
      const box = row?.closest(".scroll");
      if (box) box.scrollTop = row.offsetTop - box.clientHeight / 2;
    }

    clear() {
      for (const node of this.section.querySelectorAll(".on, .pinned")) node.classList.remove("on", "pinned");
      this.ties?.replaceChildren();
    }

    hide() {
      this.clear();
      this.shown = null;
      this.card.classList.remove("live");
      this.card.replaceChildren(this.hint);
    }

    show(numbers) {
      this.clear();
      this.shown = numbers;
      for (const number of numbers) {
        for (const link of this.figures.get(number) ?? []) link.classList.add("on", ...(this.pinned ? ["pinned"] : []));
        this.rows.get(number)?.classList.add("on");
        for (const [, , span] of this.facts[number].slots) for (const node of this.within(span)) node.classList.add("on");
      }
      this.card.classList.add("live");
      this.card.replaceChildren(...numbers.flatMap((number, at) => (at ? [make("hr")] : []).concat(this.describe(number, at === 0))));
      this.tie(numbers);
    }

    within(span) {
      if (!span) return [];
      return this.pieces.filter(([start]) => start >= span[0] && start < span[1]).map(([, node]) => node);
    }

    describe(number, first) {
      const { slots, record } = this.facts[number];
      const head = make("header");
      head.append(make("b", record.text), make("span", record.metric, { class: "quiet" }));
      if (first && this.pinned) {
        const close = make("button", words.close, { type: "button" });
        close.addEventListener("click", () => this.unpin());
        head.append(close);
      }
      const list = make("dl");
      for (const [name, value, span, source] of slots) {
        const item = make("div");
        const cell = make("dd", value);
        if (source) cell.append(this.origin(span, source));
        item.append(make("dt", words.slots[name]), cell);
        list.append(item);
      }
      return [head, list];
    }

    origin(span, source) {
      const nodes = this.within(span);
      const line = make("span", words.sources[source], { class: "from" });
      if (!nodes.length) return line;
      line.append(`: “${nodes.map((node) => node.textContent).join("")}” `);
      if (source !== "stated") {
        const button = make("button", words.show, { type: "button" });
        button.addEventListener("click", () => nodes[0].scrollIntoView({ block: "center" }));
        line.append(button);
      }
      return line;
    }

    // A line from the figure to each slot's words that stand elsewhere.
    tie(numbers) {
      if (!this.text) return;
      this.ties.replaceChildren();
      const base = this.text.getBoundingClientRect();
      const top = (node) => {
        const box = node.getClientRects()[0] ?? node.getBoundingClientRect();
        return [box.left + box.width / 2 - base.left, box.top - base.top, box.bottom - base.top];
      };
      for (const number of numbers) {
        const figure = this.figures.get(number)?.[0];
        if (!figure) continue;
        for (const [name, , span, source] of this.facts[number].slots) {
          const words = this.within(span)[0];
          if (!words || source === "stated" || !["metric", "period", "basis"].includes(name)) continue;
          const [x, above] = top(figure);
          const [toX, toTop, toBottom] = top(words);
          const same = Math.abs(above - toTop) < 12;
          const end = same || toTop > above ? toTop : toBottom;
          const lift = same || toTop > above ? -18 : 18;
          const curve = `M${x} ${above}C${x} ${above - 18} ${toX} ${end + lift} ${toX} ${end}`;
          const path = document.createElementNS(SVG, "path");
          path.setAttribute("d", curve);
          path.setAttribute("class", `to-${name}`);
          const dot = document.createElementNS(SVG, "circle");
          for (const [key, value] of [["cx", toX], ["cy", end], ["r", 3.5], ["class", `to-${name}`]]) dot.setAttribute(key, value);
          this.ties.append(path, dot);
        }
      }
    }
  }

  // The table: sorted by a click on a head, filtered by the form, copied and saved as it is shown.
  class Facts {
    constructor(reading, table, form) {
      this.reading = reading;
      this.table = table;
      this.form = form;
      this.body = table.tBodies[0];
      this.rows = [...this.body.rows];
      this.numeric = new Set(["value", "confidence"]);
      for (const head of table.tHead.rows[0].cells) {
        const button = make("button", head.textContent, { type: "button" });
        button.addEventListener("click", () => this.sort(head));
        head.replaceChildren(button);
      }
      form.hidden = false;
      form.addEventListener("input", () => this.filter());
      form.addEventListener("submit", (event) => event.preventDefault());
      form.elements.copy.addEventListener("click", () => this.copy());
      form.elements.csv.addEventListener("click", () => this.save());
      this.filter();
    }

    key(row, head) {
      const cell = row.cells[head.cellIndex];
      const value = cell.dataset.v ?? cell.textContent.trim();
      return this.numeric.has(head.dataset.c) ? (value === "" ? -Infinity : Number(value)) : value;
    }

    sort(head) {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const keyed = this.rows.map((row) => [this.key(row, head), row]);
      const order = this.numeric.has(head.dataset.c)
        ? (a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)
        : (a, b) => a[0].localeCompare(b[0], "zh");
      keyed.sort((a, b) => (down ? -order(a, b) : order(a, b)));
      this.body.append(...keyed.map(([, row]) => row));
    }

    filter() {
      const wanted = Object.fromEntries(new FormData(this.form));
      let count = 0;
      for (const row of this.rows) {
        const cell = (name) => row.querySelector(`.c-${name}`);
        const says = (name) => (name === "kind" ? cell(name).dataset.v : cell(name).textContent.trim());
        const fits =
          says("metric").toLowerCase().includes(wanted.metric.trim().toLowerCase()) &&
          ["period", "kind", "status"].every((name) => !wanted[name] || says(name) === wanted[name]) &&
          (!wanted.confidence || Number(cell("confidence").dataset.v) >= Number(wanted.confidence));
        row.hidden = !fits;
        count += fits;
      }
      this.form.querySelector("output").textContent = words.shown.replace("{0}", count).replace("{1}", this.rows.length);
      for (const links of this.reading.figures.values()) {
        for (const link of links) link.classList.toggle("dim", link.dataset.f.split(" ").every((n) => this.reading.rows.get(n)?.hidden));
      }
    }

    visible() {
      return [...this.body.rows].filter((row) => !row.hidden);
    }

    async copy() {
      const clean = (cell) => (cell.querySelector("a, button") ?? cell).textContent.trim().replace(/\s+/g, " ");
      const lines = [this.table.tHead.rows[0], ...this.visible()].map((row) => [...row.cells].map(clean).join("\t"));
      let said = words.copied;
      try {
        await navigator.clipboard.writeText(lines.join("\n"));
      } catch {
        said = words.noCopy;
      }
      this.form.querySelector("output").textContent = said;
    }

    save() {
      const quote = (value) => {
        let text = Array.isArray(value) ? value.join("; ") : String(value ?? "");
        if (/^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.,]*[\s\d%‰\u4e00-\u9fff]*$/.test(text)) text = `'${text}`;
        return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
      };
      const lines = this.visible().map((row) => {
        const record = this.reading.facts[row.dataset.f].record;
        return fields.map((name) => {
          const span = /^(\w+_span)_(start|end)$/.exec(name);
          return quote(span ? record[span[1]]?.[span[2] === "start" ? 0 : 1] : record[name]);
        });
      });
      const text = "\ufeff" + [fields, ...lines].map((cells) => cells.join(",") + "\r\n").join("");
      const link = make("a", undefined, { download: "facts.csv", href: URL.createObjectURL(new Blob([text], { type: "text/csv" })) });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }
  }

  // A list with a search field of its own.
  for (const field of document.querySelectorAll("input[data-filters]")) {
    const items = [...document.getElementById(field.dataset.filters).querySelectorAll("[data-item]")];
    field.closest("[hidden]").hidden = false;
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(wanted);
    });
  }

  const readings = new Map();
  for (const section of document.querySelectorAll("section.document")) {
    const reading = new Reading(section, documents[section.id]);
    readings.set(section, reading);
    const table = section.querySelector("table.facts");
    if (table) new Facts(reading, table, section.querySelector("form.tools"));
  }

  // A link from a finding, a chart or another page to a figure pins it.
  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.matches("a.figure")) return;
    readings.get(target.closest("section.document")).pin(target.dataset.f.split(" "));
    target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", follow);
  follow();
})();

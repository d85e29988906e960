// Search over matters and quotes. The index lies in many small scripts, of which only those that are needed are loaded.
"use strict";
(() => {
  const SHOWN = 20;
  const LONGEST = 40;
  const form = document.querySelector("form[data-search]");
  if (!form) return;
  const field = form.querySelector("input");
  const list = document.querySelector("[data-answers]");
  if (!list) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.href = `${mattersArising.root}search.html#${encodeURIComponent(field.value)}`;
    });
    return;
  }
  const status = document.querySelector("[data-status=search]");
  const more = document.querySelector("[data-more]");
  let turn = 0;
  let answers = [];
  let head;

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `#${encodeURIComponent(field.value)}`);
    search();
  });
  field.addEventListener("input", () => search());
  form.querySelector("select").addEventListener("change", () => search());
  more.addEventListener("click", () => print(answers, list.children.length, turn));
  addEventListener("hashchange", asked);
  asked();

  function asked() {
    try {
      field.value = decodeURIComponent(location.hash.slice(1));
    } catch {
      field.value = "";
    }
    if (field.value) search();
  }

  async function search() {
    const mine = ++turn;
    head ??= await mattersArising.load("search");
    const words = wordsOf(field.value);
    const telling = words.filter((word) => !head.common.includes(word));
    if (!telling.length) {
      answer([], words.length ? "These words stand nearly everywhere; add another." : "", mine);
      return;
    }
    const found = await Promise.all(telling.map(standing));
    if (mine !== turn) return;
    found.sort((one, other) => one.size - other.size);
    let numbers = [...found[0]].filter((number) => found.every((set) => set.has(number)));
    numbers.sort((one, other) => one - other);
    const only = new FormData(form).get("only");
    if (only) numbers = numbers.filter((number) => number < head.matters === (only === "matters"));
    const told = numbers.length === 1 ? "1 found." : `${numbers.length.toLocaleString("en-GB")} found.`;
    answer(numbers, numbers.length ? told : "Nothing found that has all of these words.", mine);
  }

  function answer(numbers, told, mine) {
    if (mine !== turn) return;
    answers = numbers;
    status.textContent = told;
    list.replaceChildren();
    print(numbers, 0, mine);
  }

  async function print(numbers, from, mine) {
    const wanted = numbers.slice(from, from + SHOWN);
    const chunks = new Map();
    for (const number of wanted) {
      const chunk = Math.floor(number / head.chunk);
      if (!chunks.has(chunk)) chunks.set(chunk, mattersArising.load(`things-${chunk}`));
    }
    await Promise.all(chunks.values());
    if (mine !== turn) return;
    for (const number of wanted) {
      const things = await chunks.get(Math.floor(number / head.chunk));
      list.append(entry(things[number % head.chunk]));
    }
    more.hidden = from + wanted.length >= numbers.length;
  }

  function entry([isMatter, text, about, address]) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = mattersArising.root + address;
    link.textContent = isMatter ? text : `“${text}”`;
    const small = document.createElement("p");
    small.className = "about";
    small.textContent = isMatter ? `Matter. ${about}` : `Quote. ${about}`;
    item.append(link, small);
    return item;
  }

  // The numbers of the things that hold a word that begins so.
  async function standing(word) {
    const found = new Set();
    for (const piece of piecesOf(word)) {
      const held = await mattersArising.load(`words-${piece}`);
      for (const [one, numbers] of Object.entries(held)) {
        if (!one.startsWith(word)) continue;
        let number = 0;
        for (const difference of numbers.split(" ")) {
          number += parseInt(difference, 36);
          found.add(number);
        }
      }
    }
    return found;
  }

  function piecesOf(word) {
    const letters = [...word];
    if (letters.length === 1 && /[0-9a-z]/.test(word)) return head.pieces.filter((piece) => piece.length <= 2 && piece[0] === word);
    const plain = letters.slice(0, 2).every((letter) => /^[0-9a-z]$/.test(letter));
    const piece = plain ? letters.slice(0, 2).join("") : `other-${word.codePointAt(0) % 16}`;
    return head.pieces.filter((one) => one === piece);
  }

  function wordsOf(text) {
    const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const words = (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => [...word].slice(0, LONGEST).join(""));
    return words.map((word) => (word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word));
  }
})();

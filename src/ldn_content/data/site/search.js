// The search of the site. It reads v1/search.json, once, and finds entries by their words as the library does, only more simply.

const MARKS = /\p{M}/gu;
const APOSTROPHES = /['`\u2018\u2019\u02bc\u00b4\u2032]/gu;
const NO_WORD = /[^\p{L}\p{N}]+/gu;
const RANKS = [0, 0.55, 0.9, 1]; // what a word counts in the text, in a subject, in a name
const UNKNOWN = 1.5; // what an unknown word weighs beside one that stands in one entry
const NOISE = 0.45; // a hit has this share of the query
const NAME = 3; // the rank of a name

/** Returns the words of a text as the index keeps them. */
export function wordsOf(text) {
  const plain = text.normalize("NFKD").replace(MARKS, "").replace(APOSTROPHES, "").toLowerCase().replace(/ß/gu, "ss");
  return plain.replace(NO_WORD, " ").split(" ").filter((word) => word.length > 1).map(stem);
}

/** Returns the word without the ending of an English plural; short words stay as they are. */
function stem(word) {
  if (word.length < 5 || !word.endsWith("s") || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies")) return word.slice(0, -3) + "y";
  return /(sses|shes|tches|xes)$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** Returns the entries that fit a text, best first. */
export function search(index, text, limit = 20) {
  const places = new Map(index.words.map((word, at) => [word, index.places[at]]));
  const count = index.documents.length;
  const weigh = (found) => Math.log(1 + (count + 10 - found) / (found + 0.5));
  const scores = new Map();
  const named = new Set(); // medicines: one that is named is found whatever else is asked, as it may be an opioid
  let whole = 0;
  for (const word of new Set(wordsOf(text.slice(0, 2000)).slice(0, 32))) {
    const pairs = places.get(word) ?? likely(word, places);
    if (pairs === undefined) whole += UNKNOWN * weigh(1);
    if (pairs === undefined || pairs.length === 0) continue;
    const weight = weigh(pairs.length / 2);
    whole += weight;
    for (let at = 0; at < pairs.length; at += 2) {
      scores.set(pairs[at], (scores.get(pairs[at]) ?? 0) + weight * RANKS[pairs[at + 1]]);
      if (pairs[at + 1] === NAME && index.documents[pairs[at]].page.startsWith("substance/")) named.add(pairs[at]);
    }
  }
  const fitting = [...scores].filter(([place, score]) => score >= NOISE * whole || named.has(place));
  fitting.sort(([one, score], [other, otherScore]) => otherScore - score || one - other);
  return fitting.slice(0, limit).map(([place]) => index.documents[place]);
}

/** Returns the words of a text that stand nowhere, not even spelt nearly so. */
export function unknown(index, text) {
  const places = new Map(index.words.map((word, at) => [word, index.places[at]]));
  return [...new Set(wordsOf(text.slice(0, 2000)).slice(0, 32))].filter((word) => (places.get(word) ?? likely(word, places)) === undefined);
}

/** Returns the places of the words that begin so, or of the one that is spelt nearly so. */
function likely(word, places) {
  if (word.length < 4) return undefined;
  const begun = [...places.keys()].filter((known) => known.startsWith(word));
  const near = begun.length > 0 ? begun : [...places.keys()].filter((known) => oneEdit(word, known)).slice(0, 1);
  if (near.length === 0) return undefined;
  const best = new Map();
  for (const pairs of near.map((known) => places.get(known))) {
    for (let at = 0; at < pairs.length; at += 2) best.set(pairs[at], Math.max(best.get(pairs[at]) ?? 0, pairs[at + 1]));
  }
  return [...best].flat();
}

/** Tells whether one letter put in, left out, exchanged or swapped with the next makes one word of the other. */
function oneEdit(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [left, right] = [one.slice(start), other.slice(start)];
  return (
    left.slice(1) === right.slice(1) ||
    left.slice(1) === right ||
    left === right.slice(1) ||
    (left.length > 1 && left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2))
  );
}

function hit(found, cautions) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = found.page;
  link.textContent = found.title;
  const lines = [found.short, found.caution === null ? "" : cautions[found.caution]].filter((text) => text !== "");
  item.append(link, ...lines.map((text, at) => {
    const line = document.createElement("p");
    line.className = at === 0 ? "site-short" : "site-caution";
    line.textContent = text;
    return line;
  }));
  return item;
}

async function answer(query, status, list) {
  list.replaceChildren();
  if (query.trim() === "") {
    status.textContent = "";
    return;
  }
  const index = await load();
  const found = search(index, query);
  const missing = found.length === 0 ? "" : unknown(index, query).join(", ");
  const many = found.length === 0 ? [] : [`${found.length} found, the best first.`];
  const listed = found.length > 0 && missing === "" ? [] : [`Not listed here${missing && `: ${missing}`}. Of a medicine that is not listed: ask a pharmacist.`];
  status.textContent = [...many, ...listed].join(" ");
  list.append(...found.map((each) => hit(each, index.cautions)));
}

let loading;
function load() {
  loading ??= fetch("v1/search.json").then((given) => {
    if (!given.ok) throw new Error(String(given.status));
    return given.json();
  });
  return loading;
}

function begin() {
  const form = document.getElementById("site-search");
  const [field, status, list] = ["site-query", "site-status", "site-results"].map((id) => document.getElementById(id));
  const tell = () => answer(field.value, status, list).catch(() => {
    loading = undefined;
    status.textContent = "The search index could not be read. The lists of the site have every entry.";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
    tell();
  });
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  tell();
}

if (globalThis.document !== undefined) begin();

/** Linked card and shared file → the whole card, with the digest that it had. */
import type { Card, LinkedCard, Reference, Shared } from "./ldn-content.js";
import { sha256 } from "./site.js";

/** Returns the whole card; throws if it is not the one that was linked. */
export function whole(linked: LinkedCard, shared: Shared): Card {
  const held = new Map(shared.caveats.map((caveat) => [caveat.id, caveat]));
  const caveats = linked.cautions.map(({ id }) => found(held.get(id), id));

  // The caveats' sources come after those of the entry, in the order in which they are cited.
  const parts = new Map(linked.references.map((reference) => [reference.source, new Set(reference.parts)]));
  for (const { part } of caveats.flatMap((caveat) => caveat.citations)) {
    const source = part.split("#")[0] ?? part;
    parts.set(source, (parts.get(source) ?? new Set()).add(part));
  }
  const sources = new Map([...shared.references, ...linked.references].map((item): [string, Reference] => [item.source, item]));
  const references = [...parts].map(
    ([source, used], index): Reference => ({ ...found(sources.get(source), source), number: index + 1, parts: [...used] }),
  );

  const { reference, language, title, short, entry, quoted, evidence, review, packs, versions, digest } = linked;
  const card: Card = {
    kind: "card", reference, language, title, short, entry, claim: null, quoted, caveats, references, evidence, review, packs,
    versions, digest,
  };
  if (digestOf(card) !== digest) {
    throw new Error(`${reference}: the card was changed: its content has another digest than it says`);
  }
  return card;
}

/** SHA-256 over everything but the versions, as the library computes it: keys in their order, no spaces. */
function digestOf({ digest: _digest, versions: _versions, packs, ...rest }: Card): string {
  const unversioned = packs.map(({ content_version: _version, ...pack }) => pack);
  return `sha256:${sha256(JSON.stringify({ ...rest, packs: unversioned }))}`;
}

function found<T>(item: T | undefined, name: string): T {
  if (item === undefined) {
    throw new Error(`${name} is missing: the shared file belongs to another site`);
  }
  return item;
}

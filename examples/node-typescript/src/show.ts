/** `node dist/show.js PLACE REFERENCE …`: shows cards with their cautions and sources, from a folder or a web address. */
import type { Card, LinkedCard, Shared, SiteIndex } from "./ldn-content.js";
import { Site } from "./site.js";
import { whole } from "./whole.js";

function lines(linked: LinkedCard, card: Card): string[] {
  const mustRead = linked.must_read.flatMap(({ severity, short, actions }) => [
    `! ${severity.toUpperCase()}: ${short}`,
    ...actions.map(({ text }) => `    ${text}`),
  ]);
  const claims = linked.entry.kind === "condition" ? linked.entry.claims : linked.quoted.map(({ claim }) => claim);
  const others = linked.cautions.filter(({ id }) => !linked.must_read.some((item) => item.id === id));
  return [
    linked.title,
    linked.short,
    ...(linked.certainty === null ? [] : [linked.certainty]),
    ...mustRead,
    ...claims.filter(({ short }) => short !== linked.short).map(({ short }) => `* ${short}`),
    ...others.map(({ severity, short }) => `- ${severity}: ${short}`),
    ...card.references.map(({ number, title, year, url }) => `[${number}] ${title} ${year ?? ""} ${url}`),
    card.review.clinical === "none"
      ? `No clinician has reviewed this. Last looked at: ${card.review.month}.`
      : `Reviewed by ${card.review.reviewer}, ${card.review.month}.`,
    ...card.packs.map(({ attribution, licence, content_version }) => `${attribution} (${licence}), content ${content_version}`),
    `ldn-content ${card.versions.package}, schema ${card.versions.schema_version}`,
    `${card.digest} (computed anew)`,
  ];
}

async function main([place, ...references]: string[]): Promise<void> {
  if (place === undefined || references.length === 0) {
    throw new Error("usage: show PLACE REFERENCE …, such as: show ./site condition/fibromyalgia");
  }
  const site = new Site(place);
  const index = await site.read<SiteIndex>("v1/index.json", "index");
  const shared = await site.read<Shared>(index.shared, "shared");
  const wanted = references[0] === "--all" ? index.entries.map(({ reference }) => reference) : references;
  for (const reference of wanted) {
    const listed = index.entries.find((item) => item.reference === reference);
    if (listed === undefined) {
      throw new Error(`${reference} is not listed here. Of a medicine: ask a pharmacist`);
    }
    const linked = await site.read<LinkedCard>(listed.card, "linked-card");
    console.log(lines(linked, whole(linked, shared)).join("\n") + "\n");
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

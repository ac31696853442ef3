/* The files of the static API of ldn-content, and the whole card. Made from the models: do not edit.
 * Text of content: CC BY 4.0; these declarations: MIT. */

/**
 * An entry, or one claim of it, with all that travels with it. Made by `Library.card`.
 */
export interface Card {
  /**
   * The kind of object.
   */
  kind: "card";
  /**
   * The entry, or the claim, that the card is of.
   */
  reference: string;
  /**
   * The language of the text (BCP 47).
   */
  language: string;
  /**
   * The title of the entry.
   */
  title: string;
  /**
   * The sentence that stands for the entry or claim.
   */
  short: string;
  /**
   * The entry.
   */
  entry: Topic | Condition | Caveat | Question | ClaimReview | Term | Substance | Source | Retired;
  /**
   * The claim that the card is of; none where it is of the whole entry.
   */
  claim: string | null;
  /**
   * Claims that the entry takes from others.
   */
  quoted: Quoted[];
  /**
   * Every caveat that is required, in the order in which it is shown.
   */
  caveats: Caveat[];
  /**
   * The sources of all this.
   */
  references: Reference[];
  evidence: Evidence;
  review: Review;
  /**
   * The packs that it comes from, the entry's own first.
   *
   * @minItems 1
   */
  packs: PackInfo[];
  versions: Versions;
  /**
   * Computed: SHA-256 over everything but the versions.
   */
  digest: string;
}
/**
 * A subject that is not tied to one condition.
 */
export interface Topic {
  /**
   * The kind of entry.
   */
  kind: "topic";
  /**
   * Kebab-case ASCII, the stem of the file; for ever.
   */
  id: string;
  /**
   * The name that is shown.
   */
  title: string;
  /**
   * Other names, each seen in a source or data set; may be shown.
   */
  aliases: string[];
  /**
   * Lay spellings: found, never shown.
   */
  search_words: string[];
  /**
   * Where it differs from the pack's.
   */
  review: Review | null;
  /**
   * The parts, in order.
   *
   * @minItems 1
   */
  sections: Section[];
}
/**
 * Who has looked at the content, and when.
 */
export interface Review {
  /**
   * When it was last looked at.
   */
  month: string;
  /**
   * Whether a clinician has reviewed it.
   */
  clinical: "none" | "reviewed";
  /**
   * Who reviewed it; needed where a clinician did.
   */
  reviewer: string | null;
}
/**
 * A part of a topic.
 */
export interface Section {
  /**
   * Unique within the topic.
   */
  id: string;
  /**
   * The heading.
   */
  title: string;
  /**
   * Claims of the topic, or references to claims that another entry holds.
   *
   * @minItems 1
   */
  claims: (Claim | string)[];
}
/**
 * A statement with its grade and its sources. `str()` gives the sentence that may stand alone.
 */
export interface Claim {
  /**
   * Unique within its entry; for ever.
   */
  id: string;
  /**
   * What kind of statement this is; `gap` is what was looked for and not found.
   */
  type: "effect" | "harm" | "finding" | "mechanism" | "regulatory" | "practical" | "background" | "gap";
  /**
   * One sentence that may stand alone, hedge included; at most 150 characters.
   */
  short: string;
  /**
   * For a reader at about grade 8; the first sentence is the message.
   */
  plain: string | null;
  /**
   * The same with all figures, for a professional.
   */
  clinical: string | null;
  /**
   * The outcome that is rated.
   */
  outcome: string | null;
  /**
   * What was found on the outcome.
   */
  finding: ("benefit" | "harm" | "little-or-no-difference" | "not-told-apart") | null;
  /**
   * How sure we are of the outcome.
   */
  certainty: Certainty | null;
  /**
   * The claim that holds the rating of the same outcome.
   */
  same_as: string | null;
  /**
   * The parts of sources that the claim stands on.
   */
  citations: Citation[];
  /**
   * Figures of the text that are worked out, and how.
   */
  derived: Derived[];
  /**
   * When it was looked for; needed on a gap.
   */
  as_of: string | null;
}
/**
 * How sure we are of one outcome at one class of dose. The level is computed: start minus downgrades, never below very low.
 */
export interface Certainty {
  /**
   * The class of dose that is rated.
   */
  dose_class:
    "low" | "very-low-or-ultra-low" | "standard-or-high" | "mixed" | "unclear-or-not-applicable" | "not-naltrexone";
  /**
   * The design that the rating starts from.
   */
  start: "randomised" | "observational" | "none";
  /**
   * Why there is nothing to rate; only with a start of none.
   */
  none_because: ("none-found" | "stopped-early" | "no-results-yet" | "other-doses-only") | null;
  /**
   * The reasons to be less sure; one a domain.
   */
  downgrades: Downgrade[];
  /**
   * Computed; accepted on input only if it is equal.
   */
  level: "high" | "moderate" | "low" | "very-low" | "none";
}
/**
 * One reason to be less sure (GRADE domain).
 */
export interface Downgrade {
  /**
   * The GRADE domain.
   */
  domain: "risk-of-bias" | "inconsistency" | "indirectness" | "imprecision" | "publication-bias";
  /**
   * By how many levels.
   */
  levels: 1 | 2 | 3;
  /**
   * Why, in a sentence.
   */
  reason: string;
}
/**
 * One part of a source, and what it does to the sentence that cites it.
 */
export interface Citation {
  /**
   * The part that is used: source#part, source#study for the study block, or source#limitations.
   */
  part: string;
  /**
   * What the part does to this sentence.
   */
  stance: "supports" | "contradicts" | "context";
}
/**
 * A figure of the text that stands in no source, with the operation that gives it. It is recomputed here.
 */
export interface Derived {
  /**
   * The figure as the text gives it.
   */
  value: number;
  /**
   * The unit of the figure.
   */
  unit: string;
  /**
   * How the figure comes from its inputs; `count` counts them.
   */
  operation: "sum" | "difference" | "percent" | "round" | "convert" | "count";
  /**
   * The figures that go in, in order.
   *
   * @minItems 1
   */
  inputs: DerivedInput[];
}
/**
 * A figure that goes into a derived one.
 */
export interface DerivedInput {
  /**
   * The cited part, or its source's study block, in which the figure stands.
   */
  part: string;
  /**
   * The figure as it stands there; none where inputs are counted.
   */
  figure: number | null;
  /**
   * The unit of the figure, where a unit is converted.
   */
  unit: string | null;
}
/**
 * A condition, or a group of conditions, for which LDN is used or asked about.
 */
export interface Condition {
  /**
   * The kind of entry.
   */
  kind: "condition";
  /**
   * Kebab-case ASCII, the stem of the file; for ever.
   */
  id: string;
  /**
   * The name that is shown.
   */
  title: string;
  /**
   * Other names, each seen in a source or data set; may be shown.
   */
  aliases: string[];
  /**
   * Lay spellings: found, never shown.
   */
  search_words: string[];
  /**
   * Where it differs from the pack's.
   */
  review: Review | null;
  /**
   * What the condition is, in everyday words.
   */
  what_it_is: string;
  /**
   * CURIE of the terminology entry whose definition the sentence follows; one of the codes.
   */
  defined_by: string | null;
  /**
   * Conditions that this one belongs to.
   */
  groups: string[];
  /**
   * Codes in terminologies.
   */
  codes: Code[];
  /**
   * The claim whose certainty is the condition's.
   */
  headline: string;
  /**
   * What was found, benefit and harm, and what was not.
   *
   * @minItems 1
   */
  claims: Claim[];
}
/**
 * A code of the entry in a terminology. The CURIE is computed.
 */
export interface Code {
  /**
   * The terminology.
   */
  system:
    | "MONDO"
    | "DOID"
    | "MeSH"
    | "ICD-10-CM"
    | "ICD-11"
    | "SNOMED-CT"
    | "RxNorm"
    | "ATC"
    | "UNII"
    | "CAS"
    | "ChEBI"
    | "DrugBank"
    | "PubChem"
    | "Wikidata";
  /**
   * The code, bare.
   */
  code: string;
  /**
   * Whether the code means the same, more, less or nearly so.
   */
  match: "exact" | "broad" | "narrow" | "close";
  /**
   * Computed: system:code; accepted on input only if it is equal.
   */
  curie: string;
}
/**
 * A caution that travels with every card in its scope.
 */
export interface Caveat {
  /**
   * The kind of entry.
   */
  kind: "caveat";
  /**
   * Kebab-case ASCII, the stem of the file; for ever.
   */
  id: string;
  /**
   * The name that is shown.
   */
  title: string;
  /**
   * Other names, each seen in a source or data set; may be shown.
   */
  aliases: string[];
  /**
   * Lay spellings: found, never shown.
   */
  search_words: string[];
  /**
   * Where it differs from the pack's.
   */
  review: Review | null;
  /**
   * How grave it is.
   */
  severity: "contraindication" | "warning" | "precaution" | "note";
  /**
   * One sentence that may stand alone, at most 110 characters.
   */
  short: string;
  /**
   * For a reader at about grade 8.
   */
  plain: string;
  /**
   * For a professional.
   */
  clinical: string | null;
  /**
   * What to do; needed on a warning or a contraindication.
   */
  actions: Action[];
  scope: Scope;
  /**
   * Caveats that it stands for where there is room for few.
   */
  stands_for: string[];
  /**
   * Substances that it names.
   */
  medicines: string[];
  /**
   * The parts of sources that it stands on.
   */
  citations: Citation[];
  /**
   * Figures that are worked out.
   */
  derived: Derived[];
}
/**
 * What somebody can do: tell, ask, call, plan, or "do not … without asking".
 */
export interface Action {
  /**
   * Who acts.
   */
  who: "patient" | "professional" | "emergency";
  /**
   * What to do.
   */
  text: string;
}
/**
 * Where a caveat applies; the only place that says so.
 */
export interface Scope {
  /**
   * True: on every card.
   */
  everything: boolean;
  /**
   * Kinds of entry.
   */
  kinds: ("topic" | "condition" | "caveat" | "question" | "claim-review" | "term" | "substance" | "source")[];
  /**
   * Conditions: it applies to each and to its members, at any depth.
   */
  groups: string[];
  /**
   * Entries, or single claims of them.
   */
  entries: string[];
}
/**
 * A question as people ask it, and the claims that answer it.
 */
export interface Question {
  /**
   * The kind of entry.
   */
  kind: "question";
  /**
   * Kebab-case ASCII, the stem of the file; for ever.
   */
  id: string;
  /**
   * The name that is shown.
   */
  title: string;
  /**
   * Other names, each seen in a source or data set; may be shown.
   */
  aliases: string[];
  /**
   * Lay spellings: found, never shown.
   */
  search_words: string[];
  /**
   * Where it differs from the pack's.
   */
  review: Review | null;
  /**
   * Other wordings.
   */
  asked_as: string[];
  /**
   * In order: references to claims, and own claims only where no entry says it.
   *
   * @minItems 1
   */
  answer: (Claim | string)[];
}
/**
 * A claim that people meet, in its fairest form, and how it holds up.
 */
export interface ClaimReview {
  /**
   * The kind of entry.
   */
  kind: "claim-review";
  /**
   * Kebab-case ASCII, the stem of the file; for ever.
   */
  id: string;
  /**
   * The name that is shown.
   */
  title: string;
  /**
   * Other names, each seen in a source or data set; may be shown.
   */
  aliases: string[];
  /**
   * Lay spellings: found, never shown.
   */
  search_words: string[];
  /**
   * Where it differs from the pack's.
   */
  review: Review | null;
  /**
   * The claim in our own words, in its fairest form.
   */
  claim: string;
  /**
   * Where it was met.
   */
  met_at: string;
  /**
   * How it holds up; contradicted needs a source that says the opposite.
   */
  verdict: "supported" | "partly-supported" | "unsupported" | "contradicted" | "opinion-or-advice";
  /**
   * The verdict in one sentence that may stand alone.
   */
  short: string;
  /**
   * For a reader at about grade 8.
   */
  plain: string;
  /**
   * For a professional.
   */
  clinical: string | null;
  /**
   * What would change the verdict.
   */
  would_change_it: string;
  /**
   * What each part does to the claim that is reviewed.
   */
  citations: Citation[];
  /**
   * Figures that are worked out.
   */
  derived: Derived[];
}
/**
 * A word that readers meet, explained.
 */
export interface Term {
  /**
   * The kind of entry.
   */
  kind: "term";
  /**
   * Kebab-case ASCII, the stem of the file; for ever.
   */
  id: string;
  /**
   * The name that is shown.
   */
  title: string;
  /**
   * Other names, each seen in a source or data set; may be shown.
   */
  aliases: string[];
  /**
   * Lay spellings: found, never shown.
   */
  search_words: string[];
  /**
   * Where it differs from the pack's.
   */
  review: Review | null;
  /**
   * What it means, in everyday words.
   */
  definition: string;
  /**
   * Where the meaning was seen; needed for medical words.
   */
  citations: Citation[];
}
/**
 * Naltrexone, or a medicine that matters with it.
 */
export interface Substance {
  /**
   * The kind of entry.
   */
  kind: "substance";
  /**
   * Kebab-case ASCII, the stem of the file; for ever.
   */
  id: string;
  /**
   * The name that is shown.
   */
  title: string;
  /**
   * Other names, each seen in a source or data set; may be shown.
   */
  aliases: string[];
  /**
   * Lay spellings: found, never shown.
   */
  search_words: string[];
  /**
   * Where it differs from the pack's.
   */
  review: Review | null;
  /**
   * What kind of medicine it is.
   */
  drug_class:
    | "opioid-analgesic"
    | "opioid-antagonist"
    | "opioid-antitussive"
    | "opioid-for-dependence"
    | "opioid-antidiarrhoeal"
    | "other-interaction";
  /**
   * Codes in terminologies.
   */
  codes: Code[];
  /**
   * Other names of the substance in data sets: found, not shown.
   */
  names: string[];
  /**
   * Licensed uses.
   */
  uses: Use[];
}
/**
 * A licensed use of a substance.
 */
export interface Use {
  /**
   * What it is licensed for.
   */
  indication: string;
  /**
   * The dose that the text is written for.
   */
  dose: string | null;
  /**
   * Where.
   */
  region: string | null;
  /**
   * The label that says so.
   *
   * @minItems 1
   */
  citations: Citation[];
}
/**
 * A publication, registration, product text or page that entries cite.
 */
export interface Source {
  /**
   * The kind of entry.
   */
  kind: "source";
  /**
   * Kebab-case ASCII, the stem of the file; for ever.
   */
  id: string;
  /**
   * The name that is shown.
   */
  title: string;
  /**
   * Other names, each seen in a source or data set; may be shown.
   */
  aliases: string[];
  /**
   * Lay spellings: found, never shown.
   */
  search_words: string[];
  /**
   * Where it differs from the pack's.
   */
  review: Review | null;
  /**
   * What it is; `systematic-review` means that it calls itself one.
   */
  type:
    | "case-report"
    | "case-series"
    | "drug-label"
    | "guideline"
    | "letter"
    | "meta-analysis"
    | "narrative-review"
    | "preclinical"
    | "rct-crossover"
    | "rct-parallel"
    | "registry-study"
    | "retrospective-cohort"
    | "single-arm-trial"
    | "systematic-review"
    | "trial-registration"
    | "web-page";
  /**
   * The dose of naltrexone that it is about; only low speaks for LDN.
   */
  dose_class:
    "low" | "very-low-or-ultra-low" | "standard-or-high" | "mixed" | "unclear-or-not-applicable" | "not-naltrexone";
  /**
   * As seen; may be short.
   */
  authors: string[];
  /**
   * As seen.
   */
  journal: string | null;
  /**
   * As seen.
   */
  publisher: string | null;
  /**
   * As seen.
   */
  year: number | null;
  /**
   * As seen.
   */
  volume: string | null;
  /**
   * As seen.
   */
  issue: string | null;
  /**
   * As seen.
   */
  pages: string | null;
  /**
   * Digital object identifier.
   */
  doi: string | null;
  /**
   * PubMed number.
   */
  pmid: string | null;
  /**
   * PubMed Central number.
   */
  pmcid: string | null;
  /**
   * Numbers in trial registers.
   */
  trial_ids: string[];
  /**
   * The link to show.
   */
  url: string;
  /**
   * What the link leads to.
   */
  link_kind: "doi" | "pubmed" | "pmc" | "register" | "regulator" | "publisher" | "copy" | "promoter" | "other";
  /**
   * The conditions that it is about; none for drug-level sources.
   */
  conditions: string[];
  /**
   * The main report, where this is a secondary one or its registration.
   */
  parent: string | null;
  /**
   * Sources that must be shown beside this one.
   */
  shown_with: string[];
  /**
   * The study block.
   */
  study: Study | null;
  /**
   * On every randomised trial: where it is counted, or why not.
   */
  counting: Counting | null;
  /**
   * Outcomes and unwanted events.
   */
  results: Result[];
  /**
   * What it says beside its results.
   */
  statements: Statement[];
  /**
   * What limits it. It can be cited as `source#limitations`.
   */
  limitations: string[];
  /**
   * Who paid, where seen.
   */
  funding: string | null;
  /**
   * Where pages disagree on it, and which value stands.
   */
  disagreements: string[];
  checked: Checked;
}
/**
 * Who was studied, how, at which dose and for how long. It can be cited as `source#study`.
 */
export interface Study {
  /**
   * Who was studied.
   */
  population: string;
  /**
   * People randomised.
   */
  randomised: number | null;
  /**
   * People analysed.
   */
  analysed: number | null;
  /**
   * The groups.
   */
  arms: Arm[];
  /**
   * The daily dose in mg, where one number was seen.
   */
  dose_mg: number | null;
  /**
   * The dose as reported.
   */
  dose: string | null;
  /**
   * Weeks of treatment.
   */
  duration_weeks: number | null;
  /**
   * Who did not know the allocation; double-blind includes triple and quadruple masking.
   */
  blinding: ("double-blind" | "single-blind" | "open-label" | "mixed" | "not-applicable") | null;
  /**
   * Of a registered trial: where it stands.
   */
  status: string | null;
}
/**
 * A group of a study.
 */
export interface Arm {
  /**
   * Unique within the study.
   */
  id: string;
  /**
   * Its part in the comparison.
   */
  role: "ldn" | "combination" | "placebo" | "active" | "no-treatment";
  /**
   * What the people had.
   */
  what: string;
  /**
   * How many people.
   */
  n: number | null;
  /**
   * The dose as reported.
   */
  dose: string | null;
}
/**
 * Under which condition a randomised trial is counted, once; or why it is not counted.
 */
export interface Counting {
  /**
   * The condition that counts the trial.
   */
  condition: string | null;
  /**
   * Why the trial is not counted.
   */
  not_because: string | null;
}
/**
 * One outcome or unwanted event of a study.
 */
export interface Result {
  /**
   * Unique among the parts of the source.
   */
  id: string;
  /**
   * The outcome as the source names it, in our words.
   */
  name: string;
  /**
   * Whether it was measured for benefit or for harm.
   */
  about: "benefit" | "harm";
  /**
   * What was compared; only between-arms and pooled can show an effect.
   */
  comparison: "between-arms" | "within-arm" | "one-group" | "pooled";
  /**
   * Whether it was the main outcome, where that was seen.
   */
  primary: boolean | null;
  /**
   * What each arm had.
   */
  values: Value[];
  /**
   * The difference.
   */
  effect: Effect | null;
  /**
   * The p value as printed.
   */
  p: string | null;
  /**
   * The arm with the better result; without a comparison group only improvement over time.
   */
  direction: ("favours-ldn" | "favours-control" | "no-difference" | "mixed") | null;
  /**
   * What a reader of the figures has to know.
   */
  note: string | null;
}
/**
 * What one arm had. `reported` is the text that was seen and decides in doubt.
 */
export interface Value {
  /**
   * The arm of the study block.
   */
  arm: string;
  /**
   * At the start, at the end, the change between, or over the whole time.
   */
  at: "baseline" | "end" | "change" | "whole";
  /**
   * The value as it was seen.
   */
  reported: string;
  /**
   * The value as a number.
   */
  number: number | null;
  /**
   * The unit of the number.
   */
  unit: string | null;
  /**
   * People (or events) counted.
   */
  events: number | null;
  /**
   * Out of how many.
   */
  total: number | null;
}
/**
 * A difference between arms, or a pooled one.
 */
export interface Effect {
  /**
   * MD, SMD, RR, percent-point difference and so on.
   */
  measure: string;
  /**
   * The point estimate.
   */
  estimate: number;
  /**
   * Lower end of the interval.
   */
  low: number | null;
  /**
   * Upper end of the interval.
   */
  high: number | null;
  /**
   * Level of the interval in per cent.
   */
  level: number | null;
  /**
   * True where it is our subtraction of two printed values; it has no interval.
   */
  ours: boolean;
}
/**
 * What a label, page, guideline, case or review says, in our words.
 */
export interface Statement {
  /**
   * Unique among the parts of the source.
   */
  id: string;
  /**
   * What kind of statement it is.
   */
  kind: "label" | "exclusion" | "advice" | "finding" | "definition" | "history" | "regulatory";
  /**
   * What it says, in our words.
   */
  text: string;
  /**
   * The numbers that it gives.
   */
  figures: Figure[];
  /**
   * The dose that it speaks about.
   */
  dose_context: "low" | "standard" | "other" | "not-stated";
  /**
   * The country or region that it holds for, where one was seen.
   */
  jurisdiction: string | null;
}
/**
 * A number that a statement gives.
 */
export interface Figure {
  /**
   * The number.
   */
  value: number;
  /**
   * Its unit.
   */
  unit: string;
  /**
   * What it counts or measures.
   */
  what: string;
}
/**
 * When and how deeply the source was read, and what was looked for in it and not seen.
 */
export interface Checked {
  /**
   * When it was read.
   */
  month: string;
  /**
   * What was read.
   */
  depth: "full-text" | "abstract" | "register" | "label" | "page" | "unknown";
  /**
   * What was looked for and not seen.
   */
  not_seen: string[];
}
/**
 * A reference that is no longer used. It is never given out again; the id of this record itself says nothing.
 */
export interface Retired {
  /**
   * The kind of entry.
   */
  kind: "retired";
  /**
   * Kebab-case ASCII, the stem of the file; for ever.
   */
  id: string;
  /**
   * The name that is shown.
   */
  title: string;
  /**
   * Other names, each seen in a source or data set; may be shown.
   */
  aliases: string[];
  /**
   * Lay spellings: found, never shown.
   */
  search_words: string[];
  /**
   * Where it differs from the pack's.
   */
  review: Review | null;
  /**
   * What it was: kind/id.
   */
  was: string;
  /**
   * None: withdrawn; one: moved; several: split.
   */
  moved_to: string[];
  /**
   * Why.
   */
  why: string;
}
/**
 * A claim that a question or a topic takes from another entry.
 */
export interface Quoted {
  /**
   * Where the claim is held.
   */
  reference: string;
  /**
   * The title of that entry.
   */
  title: string;
  claim: Claim;
}
/**
 * A source as a card shows it: enough to find it, and the parts of it that were used.
 */
export interface Reference {
  /**
   * Its number on this card.
   */
  number: number;
  /**
   * The id of the source.
   */
  source: string;
  /**
   * What it is.
   */
  type:
    | "case-report"
    | "case-series"
    | "drug-label"
    | "guideline"
    | "letter"
    | "meta-analysis"
    | "narrative-review"
    | "preclinical"
    | "rct-crossover"
    | "rct-parallel"
    | "registry-study"
    | "retrospective-cohort"
    | "single-arm-trial"
    | "systematic-review"
    | "trial-registration"
    | "web-page";
  /**
   * The dose that it is about.
   */
  dose_class:
    "low" | "very-low-or-ultra-low" | "standard-or-high" | "mixed" | "unclear-or-not-applicable" | "not-naltrexone";
  /**
   * As seen.
   */
  title: string;
  /**
   * As seen; may be short.
   */
  authors: string[];
  /**
   * As seen.
   */
  journal: string | null;
  /**
   * As seen.
   */
  publisher: string | null;
  /**
   * As seen.
   */
  year: number | null;
  /**
   * Digital object identifier.
   */
  doi: string | null;
  /**
   * PubMed number.
   */
  pmid: string | null;
  /**
   * The link to show.
   */
  url: string;
  /**
   * What the link leads to.
   */
  link_kind: "doi" | "pubmed" | "pmc" | "register" | "regulator" | "publisher" | "copy" | "promoter" | "other";
  /**
   * What was read of it.
   */
  depth: string;
  /**
   * The parts that this card cites.
   */
  parts: string[];
}
/**
 * What was counted and worked out from the records; nothing here is typed.
 */
export interface Evidence {
  /**
   * The certainty of the headline, or of the claim.
   */
  level: ("high" | "moderate" | "low" | "very-low" | "none") | null;
  /**
   * The outcome that it is about.
   */
  outcome: string | null;
  /**
   * What was found on it.
   */
  finding: ("benefit" | "harm" | "little-or-no-difference" | "not-told-apart") | null;
  /**
   * Why there is nothing to rate.
   */
  none_because: ("none-found" | "stopped-early" | "no-results-yet" | "other-doses-only") | null;
  /**
   * The class of dose that is rated.
   */
  dose_class:
    | ("low" | "very-low-or-ultra-low" | "standard-or-high" | "mixed" | "unclear-or-not-applicable" | "not-naltrexone")
    | null;
  /**
   * Randomised trials counted under the condition.
   */
  trials: number;
  /**
   * People in them: randomised, or analysed where that was not seen.
   */
  participants: number;
  /**
   * The same with the members of the group.
   */
  group_trials: number;
  /**
   * People in these.
   */
  group_participants: number;
  /**
   * Types of the supporting sources with their class of dose.
   */
  ground: string[];
  /**
   * The oldest month in which a cited source was read.
   */
  checked: string | null;
}
/**
 * A pack whose content is on the card.
 */
export interface PackInfo {
  /**
   * The name of the pack.
   */
  id: string;
  /**
   * The name that is shown.
   */
  title: string;
  /**
   * SPDX expression.
   */
  licence: string;
  /**
   * The line to show.
   */
  attribution: string;
  /**
   * Who publishes it.
   */
  publisher: string;
  /**
   * Who pays for it.
   */
  funding: string;
  /**
   * The version of its content.
   */
  content_version: string;
}
/**
 * What the card was made with.
 */
export interface Versions {
  /**
   * The release of ldn-content.
   */
  package: string;
  /**
   * The schema of the card.
   */
  schema_version: string;
}
/**
 * A caveat in one sentence.
 */
export interface Caution {
  /**
   * The id of the caveat; `v1/caveats/{id}.json` is its own card.
   */
  id: string;
  /**
   * How grave it is.
   */
  severity: "contraindication" | "warning" | "precaution" | "note";
  /**
   * The sentence to show.
   */
  short: string;
}
/**
 * Where the list of a kind is.
 */
export interface ListLink {
  /**
   * The kind of entry.
   */
  kind: ("topic" | "condition" | "caveat" | "question" | "claim-review" | "term" | "substance" | "source") | "retired";
  /**
   * How many there are.
   */
  entries: number;
  /**
   * The address of the list.
   */
  address: string;
}
/**
 * An entry in a list.
 */
export interface Listed {
  /**
   * The entry.
   */
  reference: string;
  /**
   * Its name.
   */
  title: string;
  /**
   * Other names that may be shown.
   */
  aliases: string[];
  /**
   * The sentence that stands for it.
   */
  short: string;
  /**
   * The certainty of that sentence; none where nothing is rated.
   */
  level: ("high" | "moderate" | "low" | "very-low" | "none") | null;
  /**
   * The ids of the caveats to show with it: they are in `cautions` of the list.
   */
  must_read: string[];
  /**
   * The digest of the whole card: it changes when anything of the card does.
   */
  digest: string;
  /**
   * Where the entry is for ever, in its compact form.
   */
  address: string;
  /**
   * The address of its card: a file that never changes.
   */
  card: string;
  /**
   * The address of its page.
   */
  page: string;
}
/**
 * The first file to read: what there is, and where.
 */
export interface SiteIndex {
  /**
   * The kind of file.
   */
  kind: "index";
  /**
   * The language of all text (BCP 47).
   */
  language: string;
  /**
   * Where the site is, if that was known when it was made.
   */
  base: string | null;
  versions: Versions;
  /**
   * The packs that it was made from, the lowest first.
   */
  packs: PackInfo[];
  /**
   * The address of what cards share.
   */
  shared: string;
  /**
   * The lists of each kind.
   */
  lists: ListLink[];
  /**
   * The caveats that entries must be shown with.
   */
  cautions: Caution[];
  /**
   * Every entry, in order of kind and id.
   */
  entries: Listed[];
}
/**
 * The entries of one kind. The list of terms is the glossary.
 */
export interface EntryList {
  /**
   * The kind of file.
   */
  kind: "entry-list";
  versions: Versions;
  /**
   * The packs that it was made from, the lowest first.
   */
  packs: PackInfo[];
  /**
   * The caveats that the entries of this list must be shown with.
   */
  cautions: Caution[];
  /**
   * The entries, in order of id.
   */
  entries: Listed[];
}
/**
 * The compact form of a card, with the address of the card. It is at an address that never changes.
 */
export interface CompactCard {
  /**
   * The kind of file.
   */
  kind: "compact-card";
  /**
   * The entry.
   */
  reference: string;
  /**
   * The language of the text (BCP 47).
   */
  language: string;
  /**
   * The title of the entry.
   */
  title: string;
  /**
   * The sentence that stands for the entry.
   */
  short: string;
  /**
   * How sure we are, in words; none where nothing is rated.
   */
  certainty: string | null;
  /**
   * The gravest caveats: show them wherever you show anything of this card.
   */
  must_read: Caution[];
  /**
   * How many more caveats the card has.
   */
  more_cautions: number;
  /**
   * How many sources the card has.
   */
  sources: number;
  review: Review;
  /**
   * The packs that it comes from, the entry's own first.
   */
  packs: PackInfo[];
  versions: Versions;
  /**
   * The digest of the whole card.
   */
  digest: string;
  /**
   * Of an id that is no longer used: where to go on; else nothing.
   */
  moved_to: string[];
  /**
   * The address of the card: a file that never changes.
   */
  card: string;
  /**
   * The address of the page.
   */
  page: string;
}
/**
 * A caveat that a reader has to see, with all that is said to readers.
 */
export interface MustRead {
  /**
   * The id of the caveat.
   */
  id: string;
  /**
   * How grave it is.
   */
  severity: "contraindication" | "warning" | "precaution" | "note";
  /**
   * Its name.
   */
  title: string;
  /**
   * The sentence to show where there is no room for more.
   */
  short: string;
  /**
   * For a reader at about grade 8.
   */
  plain: string;
  /**
   * What to do.
   */
  actions: Action[];
}
/**
 * A card whose longer texts of caveats are one link away: with the `Shared` that it links to, it is the whole card.
 */
export interface LinkedCard {
  /**
   * The kind of file.
   */
  kind: "linked-card";
  /**
   * The entry that the card is of.
   */
  reference: string;
  /**
   * The language of the text (BCP 47).
   */
  language: string;
  /**
   * The title of the entry.
   */
  title: string;
  /**
   * The sentence that stands for the entry.
   */
  short: string;
  /**
   * How sure we are, in words; none where nothing is rated.
   */
  certainty: string | null;
  /**
   * The gravest caveats: show them wherever you show anything of this card.
   */
  must_read: MustRead[];
  /**
   * Every caveat that is required, those that must be read included, in the order in which it is shown.
   */
  cautions: Caution[];
  /**
   * The entry.
   */
  entry: Topic | Condition | Caveat | Question | ClaimReview | Term | Substance | Source | Retired;
  /**
   * Claims that the entry takes from others.
   */
  quoted: Quoted[];
  /**
   * The sources of the entry and of what it quotes; those of the caveats are in the shared file.
   */
  references: Reference[];
  evidence: Evidence;
  review: Review;
  /**
   * The packs that it comes from, the entry's own first.
   */
  packs: PackInfo[];
  versions: Versions;
  /**
   * The digest of the whole card.
   */
  digest: string;
  /**
   * The address of the shared file.
   */
  shared: string;
  /**
   * The address of the page.
   */
  page: string;
}
/**
 * What cards share: every caveat in full, and the sources of caveats.
 */
export interface Shared {
  /**
   * The kind of file.
   */
  kind: "shared";
  /**
   * Every caveat, in order of id.
   */
  caveats: Caveat[];
  /**
   * Every source that a caveat cites, in order of id; `number` is its place here, and `parts` is empty.
   */
  references: Reference[];
}
/**
 * pack.json.
 */
export interface Manifest {
  /**
   * The kind of file.
   */
  kind: "pack";
  /**
   * The name of the pack, for ever.
   */
  id: string;
  /**
   * The name that is shown.
   */
  title: string;
  /**
   * The language of all its text (BCP 47).
   */
  language: string;
  /**
   * The schema that the files follow.
   */
  schema_version: string;
  /**
   * The version of the content.
   */
  content_version: string;
  /**
   * SPDX expression of the content's licence.
   */
  licence: string;
  /**
   * The line to show when the content is used.
   */
  attribution: string;
  /**
   * Who publishes it.
   */
  publisher: string;
  /**
   * Who pays for it, or that this is not stated.
   */
  funding: string;
  review: Review;
  /**
   * Where its identifiers live; urn:ldn-content: without one.
   */
  base_uri: string | null;
  /**
   * Entries of other packs that this one replaces.
   */
  replaces: string[];
  /**
   * Findings that are accepted for a time.
   */
  waivers: Waiver[];
}
/**
 * A finding that is accepted for a time. One that no longer fits, or has expired, is itself a finding.
 */
export interface Waiver {
  /**
   * The rule that is waived.
   */
  code: string;
  /**
   * The entry, or claim, at which it is waived.
   */
  entry: string;
  /**
   * Why it is right to leave it so.
   */
  reason: string;
  /**
   * The last month in which the waiver holds.
   */
  expires: string;
}
/**
 * The packs that the site was made from: licence, attribution, funding and state of review.
 */
export interface Packs {
  /**
   * The kind of file.
   */
  kind: "packs";
  /**
   * What each pack says of itself, the lowest first.
   */
  packs: Manifest[];
}
/**
 * An entry that can be found, in what is shown of it.
 */
export interface SearchDocument {
  /**
   * Its name.
   */
  title: string;
  /**
   * The sentence that stands for it.
   */
  short: string;
  /**
   * The caveat to show with it: its place in `cautions`; none where the sentence says the same.
   */
  caution: number | null;
  /**
   * The address of its page.
   */
  page: string;
}
/**
 * What the search of the site reads.
 */
export interface SearchIndex {
  /**
   * The kind of file.
   */
  kind: "search-index";
  /**
   * Sentences of caveats.
   */
  cautions: string[];
  /**
   * Every entry but sources and retired ids.
   */
  documents: SearchDocument[];
  /**
   * Every word: without case, accents, apostrophes, and the ending of an English plural.
   */
  words: string[];
  /**
   * Of each word, in pairs: the place of a document, and 1 where the word is in its text, 2 in a subject, 3 in a name of it. No
   *     pair where the word is in so many that it tells none of them apart.
   */
  places: number[][];
}
/**
 * A file of the site.
 */
export interface FileInfo {
  /**
   * Where it is, from the root of the site.
   */
  address: string;
  /**
   * Its size.
   */
  bytes: number;
  /**
   * The SHA-256 of its bytes.
   */
  sha256: string;
  /**
   * Whether what is at this address never changes.
   */
  immutable: boolean;
}
/**
 * Every file of the site but this one. It marks a folder as an export that a newer one may replace.
 */
export interface SiteFiles {
  /**
   * The kind of file.
   */
  kind: "ldn-content-site";
  versions: Versions;
  /**
   * In order of address.
   */
  files: FileInfo[];
}
/**
 * A correction that matters for safety. What is released is never changed: a newer version of the content has it right.
 */
export interface Advisory {
  /**
   * Its name, for ever.
   */
  id: string;
  /**
   * When it was made known.
   */
  published: string;
  /**
   * What it is about, in a line.
   */
  title: string;
  /**
   * What was wrong, or missing.
   */
  was: string;
  /**
   * What is right now.
   */
  now: string;
  /**
   * What a host that shows the older content should do.
   */
  action: string;
  /**
   * The entries or claims that were mended or added; a retired id still counts.
   *
   * @minItems 1
   */
  entries: string[];
  /**
   * The first version of the content that has the fault.
   */
  introduced: string;
  /**
   * The first version of the content that has it right.
   */
  fixed_in: string;
  /**
   * The first release of ldn-content with that content.
   */
  package: string;
}
/**
 * advisories.json: all advisories on the content of one pack, the oldest first.
 */
export interface Advisories {
  /**
   * The kind of file.
   */
  kind: "advisories";
  /**
   * The pack whose versions are meant.
   */
  pack: string;
  /**
   * Each fault once.
   */
  advisories: Advisory[];
}

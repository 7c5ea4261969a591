import type { Asset, Confidence, Occurrence, Technique } from "@castellan/graph";
import { canonicalPurl } from "../identifiers/identifiers.ts";
import { nonEmpty } from "./properties.ts";
import { TOOL_REF } from "./references.ts";
import type { EvidenceOccurrence, IdentityEvidence } from "./types.ts";

/** Castellan's techniques in the words of CycloneDX. A card is what its author attests. */
export const TECHNIQUE_WORDS: Readonly<Record<Technique, string>> = {
  syntax: "source-code-analysis",
  manifest: "manifest-analysis",
  configuration: "manifest-analysis",
  card: "attestation",
  bytes: "binary-analysis",
  live: "dynamic-analysis",
  path: "filename",
};

/** Three words as numbers, because the field asks for one; they order, they are no probabilities. */
export const CONFIDENCE_NUMBERS: Readonly<Record<Confidence, number>> = { certain: 1, likely: 0.8, possible: 0.4 };

function methods(occurrences: readonly Occurrence[]): IdentityEvidence["methods"] {
  const best = new Map<string, number>();
  for (const { technique, confidence } of occurrences) {
    const word = TECHNIQUE_WORDS[technique];
    best.set(word, Math.max(best.get(word) ?? 0, CONFIDENCE_NUMBERS[confidence]));
  }
  return [...best].sort(([a], [b]) => (a < b ? -1 : 1)).map(([technique, confidence]) => ({ technique, confidence }));
}

function occurrence(place: Occurrence): EvidenceOccurrence {
  const context = [
    ...(place.file !== undefined && place.resource !== undefined ? [`resource ${place.resource}`] : []),
    ...(place.cell === undefined ? [] : [`cell ${place.cell}`]),
    ...(place.target === undefined ? [] : [`target ${place.target}`]),
    `${place.technique}, ${place.confidence}`,
  ];
  return {
    location: (place.file ?? place.resource ?? "").toWellFormed(),
    line: place.line,
    symbol: place.symbol?.toWellFormed(),
    additionalContext: context.join("; ").toWellFormed(),
  };
}

/** How the identity is known, field by field, and where the asset stands. */
export function evidenceOf(
  asset: Asset,
):
  | { readonly identity?: readonly IdentityEvidence[] | undefined; readonly occurrences?: readonly EvidenceOccurrence[] | undefined }
  | undefined {
  if (asset.occurrences.length === 0) return undefined;
  const used = methods(asset.occurrences);
  const confidence = Math.max(...used.map((method) => method.confidence));
  const purl = canonicalPurl(asset.identity.purl);
  const sha256 = asset.digests["sha256"];
  const identity: IdentityEvidence[] = [
    { field: "name", confidence, concludedValue: asset.name.toWellFormed(), methods: used, tools: [TOOL_REF] },
    ...(purl === undefined ? [] : [{ field: "purl" as const, confidence, concludedValue: purl, methods: used, tools: [TOOL_REF] }]),
    ...(sha256 === undefined
      ? []
      : [
          {
            field: "hash" as const,
            confidence: 1,
            concludedValue: sha256.toWellFormed(),
            methods: [{ technique: "hash-comparison", confidence: 1 }],
            tools: [TOOL_REF],
          },
        ]),
  ];
  return { identity: nonEmpty(identity), occurrences: asset.occurrences.map(occurrence) };
}

import type { Technique } from "@castellan/graph";
import { TECHNIQUES } from "@castellan/graph";
import { TOOL_REF, type Writing } from "./references.ts";
import type { Citation, Component, Service } from "./types.ts";

/** Fields that came from reading the target; the rest is this document's own. */
const FIELDS = [
  "name",
  "version",
  "supplier",
  "hashes",
  "licenses",
  "purl",
  "description",
  "modelCard",
  "data",
  "pedigree",
  "provider",
  "endpoints",
  "authenticated",
] as const;

interface Cited {
  readonly pointer: string;
  readonly part: object;
  readonly reference: string;
}

function nested(services: readonly Service[], base: string): Cited[] {
  return services.flatMap((part, at) => [
    { pointer: `${base}/${at}`, part, reference: part["bom-ref"] },
    ...nested(part.services ?? [], `${base}/${at}/services`),
  ]);
}

/**
 * Which technique supplied each field (new in 1.7): one citation a technique, with JSON pointers (RFC 6901)
 * to the fields. A field counts for the technique of the asset's definition.
 */
export function citationsOf(writing: Writing, components: readonly Component[], services: readonly Service[]): Citation[] {
  const definitions = new Map(writing.result.inventory.assets.map((asset) => [`${asset.kind}:${asset.id}`, asset.occurrences[0]]));
  const pointers = new Map<Technique, string[]>();
  const parts = [
    ...components.map((part, at): Cited => ({ pointer: `/components/${at}`, part, reference: part["bom-ref"] ?? "" })),
    ...nested(services, "/services"),
  ];
  for (const { pointer, part, reference } of parts) {
    const technique = definitions.get(reference)?.technique ?? (reference.startsWith("package:") ? "manifest" : undefined);
    if (technique === undefined) continue;
    const present = new Set(
      Object.entries(part)
        .filter(([, value]) => value !== undefined)
        .map(([key]) => key),
    );
    pointers.set(technique, [
      ...(pointers.get(technique) ?? []),
      ...FIELDS.filter((field) => present.has(field)).map((field) => `${pointer}/${field}`),
    ]);
  }
  return TECHNIQUES.flatMap((technique) => {
    const cited = pointers.get(technique);
    return cited === undefined
      ? []
      : [{ pointers: cited, attributedTo: TOOL_REF, timestamp: writing.time, note: `technique: ${technique}` }];
  });
}

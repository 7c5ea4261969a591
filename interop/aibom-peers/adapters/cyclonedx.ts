import { z } from "zod";

const properties = z.array(z.object({ name: z.string(), value: z.string() })).default([]);
const component = z.object({
  "bom-ref": z.string().default(""),
  type: z.string().default(""),
  name: z.string(),
  purl: z.string().optional(),
  properties,
  evidence: z.object({ occurrences: z.array(z.object({ location: z.string(), line: z.number().optional() })).default([]) }).optional(),
});
export type Component = z.infer<typeof component>;

/** The part of a CycloneDX document that the peers fill. */
export const cyclonedxSchema = z.object({
  bomFormat: z.literal("CycloneDX"),
  components: z.array(component).default([]),
  services: z
    .array(
      z.object({
        "bom-ref": z.string().default(""),
        name: z.string(),
        provider: z.object({ name: z.string() }).optional(),
        properties,
      }),
    )
    .default([]),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })).default([]),
});

export function property({ properties: all }: Pick<Component, "properties">, name: string): string | undefined {
  return all.find((each) => each.name === name)?.value;
}

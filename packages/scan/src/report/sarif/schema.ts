import { z } from "zod";

/*
 * SARIF 2.1.0 as strictly as Castellan writes it, after the tables of the standard (property names,
 * required properties, minima, `minItems`, `uniqueItems`). No npm package carries the official schema;
 * the tests hold the writer against this one, and an unknown property is an error here too.
 */

const text = z.string().min(1);
const message = z.strictObject({ text, markdown: text.optional() });
const bag = z.record(z.string(), z.unknown());
const unique = <T extends z.ZodType>(item: T): z.ZodArray<T> =>
  z
    .array(item)
    .min(1)
    .refine((list) => new Set(list.map((value) => JSON.stringify(value))).size === list.length, "uniqueItems");
const index = z.int().min(0);
const level = z.enum(["none", "note", "warning", "error"]);
// RFC 3986 relative reference, §3.10.1.
const artifact = z.strictObject({
  uri: z.string().regex(/^(?![A-Za-z][A-Za-z0-9+.-]*:)(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})*$/),
  uriBaseId: text.optional(),
});
const region = z
  .strictObject({
    startLine: z.int().min(1),
    endLine: z.int().min(1).optional(),
    startColumn: z.int().min(1).optional(),
    endColumn: z.int().min(1).optional(),
    snippet: z.strictObject({ text: z.string() }).optional(),
  })
  .refine((value) => value.endLine === undefined || value.endLine >= value.startLine, "endLine before startLine");
const location = z.strictObject({
  id: index.optional(),
  physicalLocation: z.strictObject({ artifactLocation: artifact, region: region.optional() }).optional(),
  logicalLocations: z
    .array(z.strictObject({ name: text.optional(), fullyQualifiedName: z.string(), kind: text }))
    .min(1)
    .optional(),
  message: z.strictObject({ text: z.string() }).optional(),
});
const reference = z.strictObject({ id: text, index: index.optional(), toolComponent: z.strictObject({ name: text, index }) });
const descriptor = z.strictObject({
  id: text,
  name: text.optional(),
  shortDescription: message,
  fullDescription: message.optional(),
  help: message.optional(),
  helpUri: z.url().optional(),
  defaultConfiguration: z.strictObject({ level }).optional(),
  relationships: z
    .array(z.strictObject({ target: reference, kinds: z.array(text).min(1) }))
    .min(1)
    .optional(),
  properties: bag.optional(),
});
const component = z.strictObject({
  name: text,
  version: text.optional(),
  semanticVersion: text.optional(),
  organization: text.optional(),
  informationUri: z.url().optional(),
  shortDescription: message.optional(),
  rules: z.array(descriptor).optional(),
  taxa: z.array(descriptor).optional(),
  supportedTaxonomies: z.array(z.strictObject({ name: text, index })).optional(),
  isComprehensive: z.boolean().optional(),
  notifications: z.array(descriptor).optional(),
});
const result = z
  .strictObject({
    ruleId: text,
    ruleIndex: index,
    kind: z.enum(["fail", "review"]),
    level,
    message,
    locations: z.array(location),
    relatedLocations: unique(location).optional(),
    partialFingerprints: z.record(z.string(), z.string()),
    codeFlows: z
      .array(
        z.strictObject({
          message: z.strictObject({ text: z.string() }).optional(),
          threadFlows: z
            .array(
              z.strictObject({ locations: z.array(z.strictObject({ location, importance: z.enum(["essential", "important"]) })).min(1) }),
            )
            .min(1),
        }),
      )
      .min(1)
      .optional(),
    taxa: unique(reference).optional(),
    suppressions: z
      .array(z.strictObject({ kind: z.enum(["inSource", "external"]), status: z.literal("accepted"), justification: z.string() }))
      .min(1)
      .optional(),
    baselineState: z.enum(["new", "unchanged"]).optional(),
    fixes: z
      .array(
        z.strictObject({
          description: z.strictObject({ text: z.string() }),
          artifactChanges: z
            .array(
              z.strictObject({
                artifactLocation: artifact,
                replacements: z
                  .array(z.strictObject({ deletedRegion: region, insertedContent: z.strictObject({ text: z.string() }) }))
                  .min(1),
              }),
            )
            .min(1),
        }),
      )
      .min(1)
      .optional(),
    rank: z.number().min(0).max(100),
    properties: bag,
  })
  .refine((value) => value.kind === "fail" || value.level === "none", "§3.27.10: only a failure has a level");

export const sarifSchema = z.strictObject({
  $schema: z.url(),
  version: z.literal("2.1.0"),
  runs: z
    .array(
      z.strictObject({
        tool: z.strictObject({ driver: component }),
        automationDetails: z.strictObject({ id: text }),
        columnKind: z.literal("utf16CodeUnits"),
        originalUriBaseIds: z.record(z.string(), z.strictObject({ description: message })),
        invocations: z.array(
          z.strictObject({
            executionSuccessful: z.boolean(),
            startTimeUtc: z.iso.datetime().optional(),
            toolExecutionNotifications: z
              .array(z.strictObject({ level, message, locations: z.array(location).optional(), descriptor: z.strictObject({ id: text }) }))
              .min(1)
              .optional(),
          }),
        ),
        taxonomies: z.array(component).min(1).optional(),
        results: z.array(result),
        properties: bag,
      }),
    )
    .length(1),
});

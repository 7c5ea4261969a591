import { z } from "zod";
import { ASSET_KINDS, RELATION_KINDS, SCOPES } from "../../packages/graph/src/vocabulary.ts";

const text = z.string().min(1);
const line = z.int().min(1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const place = { file: text.optional(), line: line.optional() };
const published = { name: text, version: text, sha256: sha256.optional(), licence: text.optional() };

/**
 * Where the labelled sources come from: another project, which is never stored here, or an `example` of
 * this repository.
 */
const sourceSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("github"), repository: z.string().regex(/^[^/]+\/[^/]+$/), commit: text, licence: text.optional() }),
  z.strictObject({ type: z.literal("pypi"), ...published }),
  z.strictObject({ type: z.literal("npm"), ...published }),
  z.strictObject({ type: z.literal("crate"), ...published }),
  z.strictObject({ type: z.literal("go"), ...published }),
  z.strictObject({ type: z.literal("example"), path: z.string().regex(/^examples(?:\/[\w-][\w.-]*)+$/) }),
]);
export type Source = z.infer<typeof sourceSchema>;

const assetSchema = z.strictObject({
  id: text,
  kind: z.enum(ASSET_KINDS),
  /** What a careful person would write: the resolved model id, the declared tool name, "POST /chat". */
  name: text,
  aliases: z.array(text).default([]),
  ...place,
  /** Last line of the declaration, where it is long enough to matter. Inclusive. */
  endLine: line.optional(),
  /** Notebook cell, from 0 over all cells; `line` is then a line of the .ipynb file. */
  cell: z.int().min(0).optional(),
  scope: z.enum(SCOPES).default("production"),
  /** Two careful people could disagree: neither required nor wrong. */
  optional: z.boolean().default(false),
  /** The name is only known at run time, so the place is enough. */
  dynamic: z.boolean().default(false),
  why: z.string().default(""),
});
export type LabelAsset = z.infer<typeof assetSchema>;

const edge = { from: text, kind: z.enum(RELATION_KINDS), to: text };
const relationSchema = z.strictObject({
  ...edge,
  ...place,
  optional: z.boolean().default(false),
  /** Other drawings of the same fact that a careful person would accept. */
  alt: z.array(z.strictObject(edge)).default([]),
  why: z.string().default(""),
});
export type LabelRelation = z.infer<typeof relationSchema>;

const absentSchema = z.strictObject({ kind: z.enum(ASSET_KINDS), name: text, ...place, why: text });
export type LabelAbsent = z.infer<typeof absentSchema>;

/** One labelled project. Ids are unique and every end of a relation is a labelled asset. */
export const labelSchema = z
  .strictObject({
    source: sourceSchema,
    readBy: text,
    notes: z.string().default(""),
    assets: z.array(assetSchema),
    relations: z.array(relationSchema).default([]),
    absent: z.array(absentSchema).default([]),
    /** Kinds of which every instance is labelled; only these count for precision. */
    exhaustive: z.array(z.enum(ASSET_KINDS)),
    /** Scopes that were read to the end; all of them where this is left out. */
    exhaustiveScopes: z.array(z.enum(SCOPES)).default([...SCOPES]),
  })
  .check((context) => {
    const problem = (message: string, path: PropertyKey[]): void => {
      context.issues.push({ code: "custom", input: context.value, message, path });
    };
    const ids = new Set<string>();
    for (const [index, asset] of context.value.assets.entries()) {
      if (ids.has(asset.id)) problem(`asset id "${asset.id}" is used twice`, ["assets", index, "id"]);
      ids.add(asset.id);
      if (asset.line !== undefined && asset.file === undefined) problem("a line needs a file", ["assets", index, "line"]);
    }
    for (const [index, relation] of context.value.relations.entries()) {
      for (const end of [relation, ...relation.alt].flatMap(({ from, to }) => [from, to])) {
        if (!ids.has(end)) problem(`no asset has the id "${end}"`, ["relations", index]);
      }
    }
  });
export type Labels = z.infer<typeof labelSchema>;

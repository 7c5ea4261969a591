import { ASSET_KINDS, RELATION_KINDS } from "@castellan/graph";
import { z } from "zod";

/*
 * What a declared resource means. It is data: a new resource type needs a row, no code. Paths are dotted
 * attribute names without list indexes; nested blocks and lists are gone through.
 */

const Path = z.string().regex(/^[\w$-]+(?:\.[\w$-]+)*$/);

const RelationRow = z.strictObject({
  /** Attribute that refers to the other resource, or names it (a bucket URI, an ARN). */
  path: Path,
  kind: z.enum(RELATION_KINDS),
  /** The other one is the source. */
  reverse: z.boolean().optional(),
});

const ModelRow = z.strictObject({
  /** Attribute that names a model: an id, an ARN, a hub id. */
  path: Path,
  kind: z.enum(RELATION_KINDS).default("uses_model"),
  /** Whose model it is; `hub` a Hugging Face id; `infer` by its name. */
  provider: z.string().default("infer"),
});

export const ResourceMeaning = z.strictObject({
  kind: z.enum(ASSET_KINDS),
  /** Where a registered model stands that this one puts into service: it is a deployed model then. */
  deployedBy: z.array(Path).optional(),
  /** Attributes that name it, first that is known wins; the label otherwise. */
  names: z.array(Path).optional(),
  /** The ai-service that runs it. */
  service: z.string().optional(),
  /** Only when an attribute has one of these values (text, upper case). */
  when: z.strictObject({ path: Path, values: z.array(z.string()) }).optional(),
  models: z.array(ModelRow.partial({ kind: true, provider: true })).optional(),
  relations: z.array(RelationRow).optional(),
  /** Attributes that hold a container image reference. */
  images: z.array(Path).optional(),
  /** Attributes that hold a prompt. */
  prompts: z.array(Path).optional(),
  /** List of objects that are its tools, and the attribute that names each. */
  tools: z.strictObject({ path: Path, name: Path }).optional(),
  /** Attributes that hold the environment of a process. */
  environment: z.array(Path).optional(),
  /** Attributes copied to the asset. */
  attributes: z.array(Path).optional(),
});
export type ResourceMeaning = z.infer<typeof ResourceMeaning>;

/** A resource that only joins two others. */
export const ResourceLink = z.strictObject({
  from: Path,
  kind: z.enum(RELATION_KINDS),
  to: Path,
});
export type ResourceLink = z.infer<typeof ResourceLink>;

export const ResourceMeanings = z.record(z.string(), ResourceMeaning);
export const ResourceLinks = z.record(z.string(), ResourceLink);

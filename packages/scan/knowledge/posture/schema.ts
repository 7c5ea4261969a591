import type { Json } from "@castellan/graph";
import { z } from "zod";

/*
 * What is wrong with a declared resource, as data: a new rule needs a row, no code. The same form serves the rules
 * that users write in YAML. Paths are dotted attribute names; lists are gone through; `**.name` finds a name at any
 * depth. Of several paths the first that is there counts.
 */

const Path = z.string().regex(/^(?:\*\*\.)?[\w$:./@-]+$/);
const Paths = z.union([Path, z.array(Path).min(1)]);
const Types = z.array(z.string().min(1)).min(1);
const Scalar = z.union([z.string(), z.number(), z.boolean()]);
const Values = z.union([Scalar, z.array(Scalar).min(1)]);

export type SettingPaths = string | readonly string[];

/**
 * A statement about a resource that is true, false or unknown. `isNot` and `notMatches` are true where nothing is
 * set; `is`, `matches`, `below` and `above` are not.
 */
export type Condition =
  | { readonly setting: SettingPaths; readonly is: Json | readonly Json[] }
  | { readonly setting: SettingPaths; readonly isNot: Json | readonly Json[] }
  | { readonly setting: SettingPaths; readonly absent: boolean }
  | { readonly setting: SettingPaths; readonly matches: string }
  | { readonly setting: SettingPaths; readonly notMatches: string }
  | { readonly setting: SettingPaths; readonly below: number }
  | { readonly setting: SettingPaths; readonly above: number }
  /** Some member of the lists under a path, or the object there, fits; paths inside begin at it. */
  | { readonly some: SettingPaths; readonly where: Condition }
  /** A resource of these types whose setting `by` refers to this one, or names it. */
  | { readonly linkedFrom: readonly string[]; readonly by: SettingPaths; readonly where?: Condition | undefined }
  /** A resource of these types that the setting `at` of this one refers to. */
  | { readonly refersTo: readonly string[]; readonly at: SettingPaths; readonly where?: Condition | undefined }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ setting: Paths, is: Values }),
    z.strictObject({ setting: Paths, isNot: Values }),
    z.strictObject({ setting: Paths, absent: z.boolean() }),
    z.strictObject({ setting: Paths, matches: z.string().max(500) }),
    z.strictObject({ setting: Paths, notMatches: z.string().max(500) }),
    z.strictObject({ setting: Paths, below: z.number() }),
    z.strictObject({ setting: Paths, above: z.number() }),
    z.strictObject({ some: Paths, where: Condition }),
    z.strictObject({ linkedFrom: Types, by: Paths, where: Condition.optional() }),
    z.strictObject({ refersTo: Types, at: Paths, where: Condition.optional() }),
    z.strictObject({ all: z.array(Condition).min(1) }),
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ not: Condition }),
  ]),
);

const Level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
const Example = z.strictObject({ title: z.string(), files: z.record(z.string(), z.string()) });

export const SettingRow = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  title: z.string().min(11),
  why: z.string().min(11),
  fix: z.string().min(11),
  /** Exposure, exploitability, data, blast: experience.md. */
  base: z.tuple([Level, Level, Level, Level]),
  /** Phrases for the factors, where the general ones say too little. */
  because: z.strictObject({ exposure: z.string(), exploitability: z.string(), data: z.string(), blast: z.string() }).partial().optional(),
  /** A missing key of one's own, card or log: at most medium unless on a path. */
  hygiene: z.boolean().optional(),
  /**
   * `ai`, the default: the types belong to AI services and are always judged. `near-ai`: the types serve anything (a bucket, a
   * registry) and are judged where the same target holds AI.
   */
  judged: z.enum(["ai", "near-ai"]).optional(),
  /** What is said of the address: "sagemaker.x: lets its containers reach the network". */
  says: z.string().min(3),
  cases: z
    .array(
      z.strictObject({
        types: Types,
        /** Judged only where this holds; other resources of the type are not applicable. */
        when: Condition.optional(),
        fails: Condition,
      }),
    )
    .min(1),
  controls: z.array(z.string()).min(1),
  supersedes: z.array(z.string()).optional(),
  references: z.array(z.string()).optional(),
  bad: z.array(Example).min(1),
  good: z.array(Example).min(1),
});
export type SettingRow = z.infer<typeof SettingRow>;

import { z } from "zod";

/*
 * The form of the pickle catalogue (packages/scan/knowledge/pickle): what a stream may import, call, build and fill.
 * tools/pickle-catalogue/README.md tells how it is made and reviewed.
 */

/** Shapes of values by name. */
const NAMED_SHAPES = [
  /** Whatever the stream made: each import and call in it is judged by itself. */
  "any",
  /** Any value without something that could be called: no function, no class. */
  "inert",
  /** Data of the stream alone. */
  "plain",
  "none",
  "bool",
  "int",
  /** An integer from 0 on. */
  "count",
  "float",
  "number",
  "text",
  "bytes",
  "buffer",
  "list",
  "tuple",
  "dict",
  "set",
  "object",
  /** Attributes: a dict, or the pair of dicts of an object with slots, without names that the interpreter gives a meaning. */
  "state",
  /** A class of the allow-list. */
  "class",
  /** A function or class of the allow-list that may be called with anything. */
  "callable",
  /** How numpy writes a type: `<f8`, `O8`. */
  "dtype-text",
  /** A name without a path: no separators, no `..`. */
  "file-name",
  /** The generated argument parser of a scipy distribution, and nothing else. */
  "argument-parser",
  /** A storage of PyTorch by persistent id. */
  "storage",
] as const;

export type ShapeName = (typeof NAMED_SHAPES)[number];

export type Shape =
  | ShapeName
  | `@${string}`
  | { readonly text: readonly string[] }
  | { readonly int: readonly [number, number] }
  /** By position; the last `optional` of them may be missing, `rest` may follow. */
  | { readonly tuple: readonly Shape[]; readonly optional?: number | undefined; readonly rest?: Shape | undefined }
  | { readonly list: Shape }
  /** Keys by name, which may be missing; `rest` for all others, none where it is missing. */
  | { readonly dict: { readonly [key: string]: Shape }; readonly rest?: Shape | undefined }
  | { readonly either: readonly Shape[] }
  /** One of these names, separated by spaces. */
  | { readonly global: string }
  /** A class with this tag. */
  | { readonly class: string }
  /** An instance of a class with this tag, or what a function with this tag gives. */
  | { readonly instance: string };

const Shape: z.ZodType<Shape> = z.lazy(() =>
  z.union([
    z.enum(NAMED_SHAPES),
    z.templateLiteral(["@", z.string()]),
    z.strictObject({ text: z.array(z.string()) }),
    z.strictObject({ int: z.tuple([z.number(), z.number()]) }),
    z.strictObject({ tuple: z.array(Shape), optional: z.number().optional(), rest: Shape.optional() }),
    z.strictObject({ list: Shape }),
    z.strictObject({ dict: z.record(z.string(), Shape), rest: Shape.optional() }),
    z.strictObject({ either: z.array(Shape) }),
    z.strictObject({ global: z.string() }),
    z.strictObject({ class: z.string() }),
    z.strictObject({ instance: z.string() }),
  ]),
);

/** Words separated by single spaces: they are taken apart where they are needed. */
const Words = z.string().regex(/^(?:\S+(?: \S+)*)?$/);

export const ROLES = ["class", "function", "constant", "reference", "method"] as const;

const Entry = z.strictObject({
  modules: Words,
  names: Words,
  /** class: made and given state. function: called. constant: a value. reference, method: kept as a value, never called while loading. */
  role: z.enum(ROLES),
  /** Arguments of `__new__` (NEWOBJ); none where it is missing. */
  new: Shape.optional(),
  /** Arguments of a call; it may not be called where it is missing. */
  call: Shape.optional(),
  keywords: Shape.optional(),
  /** State that BUILD may give; attributes where it is missing. */
  state: Shape.optional(),
  /** Methods that APPEND(S), SETITEM(S), ADDITEMS may use: list, dict, set. */
  fill: Words.optional(),
  /** `#0`: an instance of the class that is the first argument; else the name of a class. */
  returns: z.string().optional(),
  is: Words.optional(),
  /** May be called with anything by those that are handed it (partial). */
  callable: z.boolean().optional(),
  /** What other arguments than these mean; suspicious where it is missing. */
  otherwise: z.enum(["malicious", "suspicious"]).optional(),
  why: z.string().optional(),
});

const PROFILES = [
  "standard-library-data",
  "torch-weights-only",
  "torch-full",
  "numpy",
  "scipy",
  "pandas",
  "sklearn-joblib",
  "xgboost",
  "lightgbm",
  "catboost",
  "third-party",
] as const;

export type Profile = (typeof PROFILES)[number];

/** One file of the allow-list. */
export const AllowListFile = z.strictObject({
  version: z.number().int(),
  profile: z.enum(PROFILES),
  /** Releases that the names are from. */
  sources: z.array(z.string()).optional(),
  shapes: z.record(z.string(), Shape).optional(),
  entries: z.array(Entry),
});
export type AllowListFile = z.infer<typeof AllowListFile>;
export type RawEntry = z.infer<typeof Entry>;

/** What names of a library can do. */
export const CapabilityFile = z.strictObject({
  version: z.number().int(),
  library: z.string(),
  /** Packages whose table holds for modules below them that are not named. */
  packages: z.array(z.string()),
  modules: z.record(
    z.string(),
    z.strictObject({
      reach: z.array(z.string()).optional(),
      quiet: z.array(z.string()).optional(),
      only: z.array(z.string()).optional(),
      doors: z.array(z.string()).optional(),
    }),
  ),
});
export type CapabilityFile = z.infer<typeof CapabilityFile>;
export type ModuleCapabilities = CapabilityFile["modules"][string];

/** Names of AI libraries that load, run, fetch or resolve: capability → names separated by spaces, by module. */
export const LibraryCapabilityFile = z.strictObject({
  version: z.number().int(),
  /** Names that were found by walking sources. */
  derived: z.boolean().optional(),
  /** Modules of these packages are known: what is on no list of theirs is merely unlisted. */
  known: Words,
  /** Everything in these modules and below. */
  modules: z.record(z.string(), Words),
  /** Single names: `module` → capability → names. */
  names: z.record(z.string(), z.record(z.string(), Words)),
  /** Harmless names of modules that are listed as a whole. */
  quiet: z.record(z.string(), Words),
  /** Methods that do harm whatever class of a library they are of, where a stream calls them. */
  methods: Words,
  /** Makers of code objects. */
  code: z.record(z.string(), Words),
});
export type LibraryCapabilityFile = z.infer<typeof LibraryCapabilityFile>;

/** Import names of packages that anybody can install. */
export const PublishedPackages = z.strictObject({ source: z.string(), names: z.array(z.string()) });

/** All of the catalogue. */
export interface PickleCatalogue {
  readonly published: z.infer<typeof PublishedPackages>;
  /** What is written by hand before what is derived. */
  readonly allowed: readonly AllowListFile[];
  readonly standardLibrary: CapabilityFile;
  readonly libraries: readonly LibraryCapabilityFile[];
}

/** The catalogue in parts; each is read when it is asked for first. */
export interface PickleKnowledge {
  published(): z.infer<typeof PublishedPackages>;
  standardLibrary(): CapabilityFile;
  libraries(): readonly LibraryCapabilityFile[];
  /** Top-level packages that the allow-list speaks of. */
  packages(): ReadonlySet<string>;
  /** The allow-list of one top-level package. */
  allowed(top: string): readonly AllowListFile[];
}

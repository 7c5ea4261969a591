import { ASSET_KINDS, RELATION_KINDS } from "@castellan/graph";
import { z } from "zod";

/*
 * The form of a knowledge file: which call of which library means what. It is data, so that a library,
 * also an in-house one, is taught without code. docs/knowledge.md explains it with examples.
 */

/**
 * Where a value stands in a call:
 *   name            keyword argument (Python), field of a struct literal, object-initialiser member
 *   #0              positional argument, from 0
 *   #0.model        key of a map; may go deeper
 *   #0.messages{system}   content of the messages of this role
 *   #*  **          all positional, all keyword arguments
 *   made            the function whose decorated form is called (a component, a task)
 *   around          the function that the call stands in
 *   receiver        what the method is called on; receiver.model an argument of the call that made it
 *   function        the function or class that a decorator stands on
 *   assigned        the name that the result is bound to
 *   doc             docstring of that function or class
 *   @name           attribute of a subclass
 *   typed           generic type argument
 *   members         what stands on the members of the decorated class; `project`: what the library marks anywhere in it
 *   ~messages       only what is a prompt by its own name or file, not any text
 *   ^model          arguments of `.model(…)` in the chain of calls that the call stands in (builders)
 *   >after          arguments of `.after(…)` called on the result, in the chain or on the name that it is bound to; `#0.>add` on what
 *                   was bound before; `>after{name}` only the argument of that name
 *   :WithModel      arguments of `WithModel(…)` among the arguments (functional options)
 *   #1.return.x     what the function that stands there gives back
 */
const Selector = z.string().regex(/^~?(?:[#@^:>]?[\w*-]+|\*\*)(?:\[\]|\{[\w|]+\}|\.[#^:>]?[\w$*-]+(?:\[\]|\{[\w|]+\})?)*$/);
const Selectors = z.union([Selector, z.array(Selector).min(1)]).transform((value) => (typeof value === "string" ? [value] : value));

const Emission = z.strictObject({
  kind: z.enum(ASSET_KINDS),
  /** First selector that gives a text wins. */
  name: Selectors.optional(),
  /** Name where the call gives none: the library's own default. */
  default: z.string().optional(),
  /** Only where the name is a text or is read from the environment; other values are assets of their own. */
  known: z.boolean().optional(),
  /** Where no selector is there to name it: the bound name, the function, the called class, the file, the folder of a function that all of them have. */
  fallback: z.enum(["assigned", "function", "callee", "file", "package", "none"]).optional(),
  /** What its name identifies. */
  identity: z
    .enum(["hosted", "hub", "hub-dataset", "local", "path", "uri", "provider", "store", "table", "bucket", "image", "registry"])
    .optional(),
  /**
   * Provider of a hosted thing: its id, `infer` from the model name, `callee` from the name of the class, `receiver`, or `iam-action`:
   * the service that an action or a managed policy of IAM gives the use of.
   */
  provider: z.string().optional(),
  /** Argument whose URL tells another provider. */
  baseUrl: Selectors.optional(),
  /** Only where the address of `baseUrl` is (true), or is not (false), one of a vendor that is known by its host. */
  knownHost: z.boolean().optional(),
  /** Address that names the model in its path where no argument does: `…/models/gemini-2.0-flash:generateContent`. */
  inUrl: Selectors.optional(),
  /** Argument that names the provider. */
  providerName: Selectors.optional(),
  /** Attribute → where its value stands. `*` takes every literal keyword argument. */
  attributes: z.record(z.string(), Selectors).optional(),
  set: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** Map of the environment that a process is given: services, models and secrets that it tells of. */
  environment: Selectors.optional(),
  /** Relations from this asset. */
  link: z.partialRecord(z.enum(RELATION_KINDS), Selectors).optional(),
  /** Relations to this asset. */
  linkedFrom: z.partialRecord(z.enum(RELATION_KINDS), Selectors).optional(),
  /** Whose body belongs to the asset: what is used inside is related to it. */
  body: Selectors.optional(),
  /** How the code around it uses the asset, where the kinds alone do not say (reads, writes_to, loads, …). */
  use: z.enum(RELATION_KINDS).optional(),
  /** The name is a query: the tables that it reads are meant. */
  query: z.boolean().optional(),
  /** The name is a filter such as `display_name="x"`: what it asks for is meant. */
  filter: z.boolean().optional(),
  /** A file that holds weights or data as its name says; the kind given is that of any other name. */
  artefact: z.boolean().optional(),
  /** Saved weights: in a script that trains they are the model that it makes, named by the folder it leaves. */
  product: z.boolean().optional(),
  /** Only in a script that has no asset of this kind: metrics of a training script are part of its run. */
  without: z.enum(ASSET_KINDS).optional(),
  /** Not in a file that has an asset of this kind: what an evaluation logs trains nothing. */
  outside: z.enum(ASSET_KINDS).optional(),
  /** Not where calls of the decorated function stand for it (components that a pipeline instantiates). */
  replaced: z.boolean().optional(),
  /** Only in what a pipeline step does: elsewhere a download or a folder is nothing by itself. */
  inStep: z.boolean().optional(),
  /** Not a class whose instances are only parts of others of its kind (layers of a network). */
  outermost: z.boolean().optional(),
  /** What is made in a `with` block over it belongs to it. */
  block: z.boolean().optional(),
  /** Only for names that end with one of these (csv, jsonl, …). */
  extensions: z.array(z.string()).optional(),
  /** Only when one of these selectors has a value. */
  when: Selectors.optional(),
  unless: Selectors.optional(),
});
export type Emission = z.infer<typeof Emission>;

const Entry = z.strictObject({
  at: z.union([z.string(), z.array(z.string()).min(1)]).transform((value) => (typeof value === "string" ? [value] : value)),
  on: z.enum(["call", "decorator", "subclass"]).default("call"),
  /** Type of the result; its members are then `Type.member`. */
  returns: z.string().optional(),
  /** The result is the receiver again (fluent methods). */
  fluent: z.boolean().optional(),
  /** Selector → the text or the name that must stand there. */
  where: z.record(Selector, z.string()).optional(),
  /** The result is this argument again, wrapped: `wrapOpenAI(client)`, `wrapLanguageModel({ model })`. */
  same: z
    .string()
    .regex(/^#\d+(?:\.\w+)?$/)
    .optional(),
  /** Functions handed over → type of their first parameter, "Type" or "library:Type". */
  gives: z.record(Selector, z.string()).optional(),
  /** The result is what stands there: the adapter that a configuration describes. */
  stands: Selectors.optional(),
  /** How the code around it uses what `stands` names: `store.add_documents(docs)` writes to the store. */
  use: z.enum(RELATION_KINDS).optional(),
  /** Types of artefact parameters of the function called (`Output[Dataset]`) → what a call of it brings forth. */
  outputs: z.record(z.string(), z.enum(ASSET_KINDS)).optional(),
  /** Steps that follow each other in the order of these arguments. */
  sequence: Selectors.optional(),
  /** Things handed over by name (`agents: { writer }`): `by` are the methods that give them back by that name. */
  registers: z.strictObject({ of: Selectors, by: z.array(z.string()).min(1) }).optional(),
  /** Security-relevant act that rules judge: unsafe-load, remote-code, execute, download, bind, … */
  act: z.string().optional(),
  /** Arguments whose origin matters to the act. */
  origins: Selectors.optional(),
  emit: z.array(Emission).default([]),
  /** An asset that is there already, whose work this function does (a node of a graph, a handler that is registered). */
  holds: z.array(z.strictObject({ holder: Selectors, body: Selectors })).default([]),
  relate: z.array(z.strictObject({ from: Selectors, kind: z.enum(RELATION_KINDS), to: Selectors })).default([]),
});
export type Entry = z.infer<typeof Entry>;

const Library = z.strictObject({
  id: z.string(),
  languages: z.array(z.enum(["python", "typescript", "javascript", "go", "java", "csharp", "rust", "ruby"])).min(1),
  /** Import roots; names in submodules are known by the root. */
  modules: z.array(z.string()).min(1),
  provider: z.string().optional(),
  /** JavaScript: the exported name that the default export and the result of `require` are. */
  default: z.string().optional(),
  types: z
    .record(
      z.string(),
      z.strictObject({
        /** Calls that make one; `*` stands for any part of a name. */
        is: z.array(z.string()).default([]),
        /** Another type whose members it has, "Type" or "library:Type". */
        like: z.array(z.string()).default([]),
        provider: z.string().optional(),
        /** Argument of the maker whose URL tells another provider. */
        baseUrl: Selectors.optional(),
        /** A builder: methods that are not named here give it back. */
        /** Argument of the maker → whose client it is where that is given and is not false. */
        providerIf: z.record(z.string(), z.string()).optional(),
        fluent: z.boolean().optional(),
      }),
    )
    .default({}),
  calls: z.array(Entry).default([]),
});
export type Library = z.infer<typeof Library>;

export const Knowledge = z.strictObject({ libraries: z.array(Library) });
export type Knowledge = z.infer<typeof Knowledge>;

/**
 * The neutral form of source code: what every language is lowered to, so that names are resolved and
 * calls understood by one engine. Plain data: it crosses threads and goes into the cache.
 *
 * Lowering never judges and never resolves: it keeps names as written. What has no form here becomes
 * `other` with its children, so that no call inside is lost.
 */

export const LANGUAGES = ["python", "typescript", "javascript", "go", "java", "csharp", "rust", "ruby"] as const;
export type Language = (typeof LANGUAGES)[number];

/** First line, last line (both from 1, inclusive), cell (from 1, notebooks only; lines are then the cell's). */
export interface Span {
  readonly line: number;
  readonly endLine: number;
  readonly cell?: number;
}

export interface SourceModule {
  readonly language: Language;
  readonly imports: readonly Import[];
  readonly body: readonly Statement[];
  /** Go package clause, Java package, C# file-scoped or first namespace, Ruby none. */
  readonly packageName?: string;
  /** Places where the parser had to recover. */
  readonly errors: readonly Span[];
}

/**
 * `from m import a as b` is { module: "m", name: "a", local: "b" }; `import m.n` is { module: "m.n",
 * local: "m" } (the head is bound, as in Python); `import m.n as k` { module: "m.n", local: "k" };
 * `import * as k from "m"` { module: "m", local: "k" }; `import d from "m"` { module: "m", name:
 * "default", local: "d" }; a wildcard { module: "m", name: "*" } without local. Relative imports keep
 * their dots or "./" ("." + "x" → module ".x"). `export { a as b } from "m"` and `export * from "m"`
 * have `reexport: true` and `local` is the exported name.
 * Go: module is the path, local the package name or alias. Java/C#/Rust/Ruby: dotted or "::" path as
 * written, last segment as `name` (`use a::b::{c as d}` → { module: "a::b", name: "c", local: "d" }).
 * C# `using X;` is a wildcard of module X. Ruby `require "x"` has no local.
 * `require("x")` and `import("x")` inside an expression bind a local that no program can write: `import("x")`; the
 * name stands in the expression. `const { a: b } = require("x")` is { module: "x", name: "a", local: "b" }.
 */
export interface Import extends Span {
  readonly module: string;
  readonly name?: string;
  readonly local?: string;
  readonly reexport?: boolean;
  /** Inside a function, a try or a condition: TYPE_CHECKING and lazy imports bind all the same. */
  readonly typeOnly?: boolean;
}

/**
 * A parameter that is taken apart (`({ a, b }) => …`) is named "$0", "$1"… after its position, and the body starts
 * with the assignment of that name to the pattern.
 */
export interface Parameter {
  readonly name: string;
  /**
   * Type as an expression (names, attributes, subscripts), so that it resolves like a value. Type arguments are an
   * index (`List<T>`; several are a list), arrays and slices a list of one, Go maps a map of one entry; pointers,
   * references, `dyn`, `impl` and nullability are dropped.
   */
  readonly type?: Expression;
  readonly default?: Expression;
  readonly rest?: "positional" | "keyword";
  /** Annotations and attributes on the parameter: @ToolParam("…"), [Description("…")]. */
  readonly decorators?: readonly Expression[];
}

export interface FunctionNode extends Span {
  /** "" for lambdas; "constructor" for the constructors of Java, C# and TypeScript (records and C# primary ones too). */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Decorators, attributes ([McpServerTool]), annotations (@Tool), macros (#[tool]) as expressions. */
  readonly decorators: readonly Expression[];
  readonly body: readonly Statement[];
  readonly returnType?: Expression;
  /** First docstring or the doc comment directly above (whole text). */
  readonly doc?: string;
  readonly async?: boolean;
  readonly generator?: boolean;
  /** Names that the body assigns outside of itself (Python `global` and `nonlocal`). */
  readonly outerNames?: readonly string[];
  /** Go, Rust impl, C#, Java: the type that a method belongs to, where it is declared outside of it. */
  readonly receiver?: string;
  readonly receiverName?: string;
  readonly exported?: boolean;
  readonly static?: boolean;
  /** `get x() {…}` of TypeScript: read like a field. */
  readonly getter?: boolean;
}

/**
 * One type may be opened several times, in one file or many, and its parts belong together by name: Rust
 * `impl` blocks (bases: the trait), Ruby reopening, C# `partial`, TypeScript merging.
 */
export interface ClassNode extends Span {
  readonly name: string;
  /** class, struct, interface, record, enum, trait, TS type alias of an object. */
  readonly form: "class" | "struct" | "interface" | "enum" | "trait" | "module";
  readonly bases: readonly Expression[];
  /** Python class keywords (metaclass=…). */
  readonly keywords: readonly Argument[];
  readonly decorators: readonly Expression[];
  /** Assignments (attributes, with annotation), functions (methods), classes. */
  readonly body: readonly Statement[];
  readonly doc?: string;
  readonly exported?: boolean;
}

export type Statement =
  /**
   * One target each; `a = b = x` is two, `a, b = x` has a `list` target, `const { a, b: c = 1, ...d } = x` a `map`
   * target: its keys are the names taken, its values the targets, the rest has no key. A target with a default is a
   * `choice` of the target and the default. Augmented `+=` has op "+".
   */
  | ({
      readonly kind: "assign";
      readonly target: Expression;
      readonly value?: Expression;
      readonly type?: Expression;
      readonly op?: string;
      readonly exported?: boolean;
      readonly constant?: boolean;
      readonly decorators?: readonly Expression[];
    } & Span)
  | ({ readonly kind: "expression"; readonly value: Expression } & Span)
  | ({ readonly kind: "return"; readonly value?: Expression; readonly yield?: boolean } & Span)
  | ({ readonly kind: "function"; readonly function: FunctionNode } & Span)
  | ({ readonly kind: "class"; readonly class: ClassNode } & Span)
  /** `for target in iterable`, comprehensions are expressions. */
  | ({
      readonly kind: "loop";
      readonly target?: Expression;
      readonly iterable?: Expression;
      readonly test?: Expression;
      readonly body: readonly Statement[];
    } & Span)
  /**
   * if/elif/else, switch, match, try/except: arms that may or may not run; exhaustive when one of them always does.
   * `if`: one test for each arm but the else arm. `switch`: the subject, then each arm's label (a pattern as an
   * expression, with a guard under binary "and"); the default arm is last and has none. `try`: the types that are caught; arms are
   * the body with its else part, then the handlers; `finally` follows as plain statements. An arm starts with
   * assignments of what its pattern or its `except … as` binds.
   */
  | ({
      readonly kind: "branch";
      readonly form: "if" | "switch" | "try";
      readonly tests: readonly Expression[];
      readonly arms: readonly (readonly Statement[])[];
      readonly exhaustive: boolean;
    } & Span)
  /** `with value as target`, using, defer-less blocks: the body always runs. */
  | ({
      readonly kind: "with";
      readonly items: readonly { readonly value: Expression; readonly target?: Expression }[];
      readonly body: readonly Statement[];
    } & Span)
  /** `export default x`, module.exports = x (target "default" or name). */
  | ({ readonly kind: "export"; readonly name: string; readonly value: Expression } & Span);

/** `for target in iterable if test` of a comprehension: it binds the target for the items and the later clauses. */
export interface Clause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly tests: readonly Expression[];
}

export interface Argument {
  /** Keyword argument, object-initialiser member, struct field. */
  readonly name?: string;
  readonly value: Expression;
  readonly spread?: "positional" | "keyword";
}

export type Expression =
  | ({ readonly kind: "string"; readonly value: string } & Span)
  | ({ readonly kind: "number"; readonly value: number } & Span)
  | ({ readonly kind: "boolean"; readonly value: boolean } & Span)
  | ({ readonly kind: "null" } & Span)
  /** f-string, template literal, format of literals: strings and expressions in order. `tag` for tagged ones. */
  | ({ readonly kind: "template"; readonly parts: readonly Expression[]; readonly tag?: Expression } & Span)
  | ({ readonly kind: "name"; readonly name: string } & Span)
  /** `a.b`, `a::b`, `a?.b`, `a->b`. `self`/`this`/`@x` are names: self.x is member(name "self", "x"). */
  | ({ readonly kind: "member"; readonly object: Expression; readonly name: string } & Span)
  | ({ readonly kind: "index"; readonly object: Expression; readonly index: Expression } & Span)
  /**
   * Also `new X(…)`, struct literal, object initialiser (its members are named arguments), macro call. await is
   * dropped. `types` are the type arguments written at the call: `WithTools<Foo>()`, `parse::<T>()`.
   */
  | ({
      readonly kind: "call";
      readonly callee: Expression;
      readonly arguments: readonly Argument[];
      readonly form?: "new" | "literal" | "macro";
      readonly types?: readonly Expression[];
    } & Span)
  /** list, tuple, set, array. A comprehension has one item, the element, and its `clauses`. */
  | ({ readonly kind: "list"; readonly items: readonly Expression[]; readonly clauses?: readonly Clause[] } & Span)
  /** `*a`, `...a` as an item of a list (or of a list of targets). In calls and maps: Argument.spread, an entry without key. */
  | ({ readonly kind: "spread"; readonly value: Expression } & Span)
  /** dict, object literal, map. A spread entry has no key. Methods of object literals are `function` values. */
  | ({
      readonly kind: "map";
      readonly entries: readonly { readonly key?: Expression; readonly value: Expression }[];
      readonly clauses?: readonly Clause[];
    } & Span)
  /** lambda, arrow, closure, block passed to a call; an expression body is one return statement. */
  | ({ readonly kind: "function"; readonly function: FunctionNode } & Span)
  | ({ readonly kind: "class"; readonly class: ClassNode } & Span)
  /** Arithmetic as written; `&&` and `and` are "and". Comparisons and negation are `other`. */
  | ({ readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression } & Span)
  /** a ? b : c, b if a else c, a or b, a || b, a ?? b, match used as a value. */
  | ({ readonly kind: "choice"; readonly test?: Expression; readonly options: readonly Expression[] } & Span)
  | ({ readonly kind: "other"; readonly children: readonly Expression[] } & Span);

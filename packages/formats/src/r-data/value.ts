/*
 * Values of R as they stand in a file. Nothing is evaluated; big vectors are counted, not kept.
 */

export type RValue =
  | { readonly kind: "nil" | "unbound" | "missing" | "emptyenv" | "baseenv" | "globalenv" | "s4" | "weakref" | "truncated" }
  | { readonly kind: "symbol"; readonly name: string }
  /** Logical, integer, real, complex, raw: the first numbers only. */
  | { readonly kind: "numbers"; readonly type: string; readonly length: number; readonly first: readonly number[] }
  | { readonly kind: "text"; readonly length: number; readonly first: readonly string[] }
  | { readonly kind: "list"; readonly expression: boolean; readonly length: number; readonly first: readonly RValue[] }
  /** A pairlist: tags and values. */
  | { readonly kind: "pairs"; readonly items: readonly RArgument[] }
  | { readonly kind: "call"; readonly callee: RValue; readonly arguments: readonly RArgument[] }
  | RClosure
  | RPromise
  | REnvironment
  | { readonly kind: "builtin"; readonly name: string }
  | { readonly kind: "bytecode"; readonly constants: readonly RValue[] }
  | { readonly kind: "altrep"; readonly class: string; readonly package: string; readonly state: RValue; readonly offset: number }
  | { readonly kind: "namespace" | "package" | "persistent"; readonly name: string; readonly offset: number }
  | { readonly kind: "pointer"; readonly offset: number };

export interface RArgument {
  readonly tag?: string;
  readonly value: RValue;
}

export interface RClosure {
  readonly kind: "closure";
  readonly formals: RValue;
  readonly body: RValue;
  readonly offset: number;
}

export interface RPromise {
  readonly kind: "promise";
  /** The value is there: nothing is run when the promise is used. */
  readonly evaluated: boolean;
  readonly code: RValue;
  readonly offset: number;
}

export interface REnvironment {
  readonly kind: "environment";
  readonly locked: boolean;
  readonly offset: number;
}

/** Where something stands: the name it is bound to, and what kind of place holds it. */
export interface RPlace {
  /** "" where nothing names it. */
  readonly name: string;
  /** `root` the object itself, `binding` a variable of an .rda file, `frame` one of an environment, `item` anything else. */
  readonly holder: "root" | "binding" | "frame" | "item";
}

export interface RDataFacts {
  readonly format: "rds" | "rda";
  readonly encoding: "xdr" | "ascii" | "native";
  readonly version: number;
  /** Of the R that wrote the file: `4.3.1`. */
  readonly writer: string;
  /** Variables of an .rda file. */
  readonly names: readonly string[];
  /** Values of class attributes. */
  readonly classes: readonly string[];
  readonly closures: readonly (RPlace & { readonly closure: RClosure })[];
  readonly promises: readonly (RPlace & { readonly promise: RPromise })[];
  /** Calls that stand as data: formulas, the call of a fitted model, expressions. */
  readonly calls: readonly (RPlace & { readonly call: RValue; readonly offset: number })[];
  readonly altreps: readonly { readonly class: string; readonly package: string; readonly state: RValue; readonly offset: number }[];
  readonly namespaces: readonly string[];
  readonly persistent: readonly { readonly name: string; readonly offset: number }[];
  readonly pointers: number;
  readonly weakReferences: number;
  readonly environments: number;
  readonly items: number;
  /** Lists of facts were cut. */
  readonly cut: boolean;
  readonly end: number;
}

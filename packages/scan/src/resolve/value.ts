import type { Expression, FunctionNode, Language, Span } from "@castellan/formats";
import type { CallExpression, Scope } from "./scope.ts";
import type { Unit } from "./unit.ts";

/** Where an expression is evaluated: its scope, and the arguments that a call bound. */
export interface Frame {
  readonly scope: Scope;
  /** Parameters bound by the call that entered this function. */
  readonly bound?: ReadonlyMap<string, Closed>;
  readonly self?: Value;
  /** Inside of a component: the step that this is looked at for. */
  readonly instance?: string;
  readonly depth: number;
}

/** An expression with the frame that it means something in. */
export interface Closed {
  readonly expression: Expression;
  readonly frame: Frame;
}

/** Method → name → what was handed over under that name: `new Mastra({ agents: { writer } })`, `mastra.getAgent("writer")`. */
export type Registry = Map<string, Map<string, Closed>>;

export interface CallSite {
  readonly call: CallExpression;
  readonly frame: Frame;
  readonly assignedTo?: string;
}

export interface ConstantValue {
  readonly kind: "constant";
  readonly value: string | number | boolean | null;
  readonly unit: Unit;
  readonly span: Span;
  /** Some parts could not be resolved and stand as {name}. */
  readonly partial?: boolean;
  /** Name that it was bound to, for prompts and paths kept in constants, qualified by the scope of the binding. */
  readonly symbol?: string;
}

/** A path into code that is not part of the project: "openai" + ["OpenAI", "()", "chat"]. */
export interface ExternalValue {
  readonly kind: "external";
  readonly module: string;
  readonly path: readonly string[];
  /** One for each "()" in the path. */
  readonly calls: readonly CallSite[];
  readonly language: Language;
  /** Reached through a type annotation: the value is an instance, the call was not seen. */
  readonly annotated?: boolean;
  /** Type arguments of the annotation: `Context` of `Runtime[Context]`. */
  readonly types?: readonly Closed[];
  /** A call of what a decorator made of this function: a task of a pipeline, not the function's own result. */
  readonly made?: Scope;
}

export interface FunctionValue {
  readonly kind: "function";
  readonly node: FunctionNode;
  readonly scope: Scope;
  readonly self?: Value;
  readonly closure?: Frame;
  /** Arguments that were given before the call: `partial(f, model="m")`. */
  readonly given?: CallSite;
}
export interface ClassValue {
  readonly kind: "class";
  readonly scope: Scope;
}
export interface InstanceValue {
  readonly kind: "instance";
  readonly scope: Scope;
  readonly site?: CallSite;
  /** Options of the program: what has no default is given by whoever starts it. */
  readonly parsed?: boolean;
}
export interface ModuleValue {
  readonly kind: "module";
  readonly unit: Unit;
}
/** A package folder without a module of its own; members may be modules. */
export interface NamespaceValue {
  readonly kind: "namespace";
  readonly name: string;
  readonly unit: Unit;
}
export interface ListValue {
  readonly kind: "list";
  readonly items: readonly Closed[];
}
export interface MapValue {
  readonly kind: "map";
  readonly entries: readonly { readonly key?: Closed; readonly value: Closed }[];
}
export interface EnvironmentValue {
  readonly kind: "environment";
  readonly name: string;
  readonly unit: Unit;
  readonly span: Span;
  readonly fallback: readonly Value[];
}
/** `input`: an option of the program, which its caller gives. */
export interface UnknownValue {
  readonly kind: "unknown";
  readonly name?: string;
  readonly unit: Unit;
  readonly span: Span;
  readonly input?: boolean;
}

export type Value =
  | ConstantValue
  | ExternalValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  | ModuleValue
  | NamespaceValue
  | ListValue
  | MapValue
  | EnvironmentValue
  | UnknownValue;

/** "openai.OpenAI().chat" */
export function externalPath(value: Pick<ExternalValue, "module" | "path">): string {
  let text = value.module;
  for (const step of value.path) text += step === "()" || step === "[]" ? step : text === "" ? step : `.${step}`;
  return text;
}

/** The frame of a scope entered by nobody in particular. */
export function genericFrame(scope: Scope): Frame {
  return { scope, depth: 0 };
}

import type { Expression } from "@castellan/formats";
import type { Evaluator } from "../../resolve/evaluate.ts";
import { isParsedOptions } from "../../resolve/program-inputs.ts";
import { type CallExpression, dottedName } from "../../resolve/scope.ts";
import type { CallSite, Closed, ExternalValue, Frame, Value } from "../../resolve/value.ts";
import { genericFrame } from "../../resolve/value.ts";
import type { Sighting } from "./sighting.ts";

/** Types and functions that make a message of a role: `SystemMessage(…)`, `new SystemChatMessage(…)`, `UserMessageArgs.default()`. */
const ROLE_CALL =
  /^(?:ChatCompletionRequest|ChatCompletion|Create|ChatMessage)?(System|Developer|User|Human|Assistant)(?:Chat)?(?:Message|Prompt)(?:PromptTemplate|Template|Param|Args)?$/i;
/** Constants that name a role: `ChatRole.System`, `ChatMessageTypeSystem`, `Role::System`. */
const ROLE_CONSTANT = /(?:^|[._:]|Role|Type)(system|developer|user|human|assistant)$/i;
const CONTENT_KEYS = ["content", "Content", "parts", "Parts", "text", "Text"];

interface Step {
  readonly name: string;
  readonly each?: boolean;
  readonly role?: readonly string[];
}

function parse(selector: string): readonly Step[] {
  return selector.split(/\.(?![^{]*\})/).map((part) => {
    const found = /^([^[{]*)(\[\])?(?:\{([\w|]+)\})?$/.exec(part);
    return {
      name: found?.[1] ?? part,
      ...(found?.[2] === undefined ? {} : { each: true }),
      ...(found?.[3] === undefined ? {} : { role: found[3].split("|") }),
    };
  });
}

/** The expressions that selectors choose in a sighting, each with its frame. */
export function select(evaluator: Evaluator, sighting: Sighting, selectors: readonly string[]): readonly Closed[] {
  for (const selector of selectors) {
    const found = selectOne(evaluator, sighting, selector);
    if (found.length > 0) return found;
  }
  return [];
}

/** All that any of the selectors choose. */
export function selectAll(evaluator: Evaluator, sighting: Sighting, selectors: readonly string[]): readonly Closed[] {
  return selectors.flatMap((selector) => selectOne(evaluator, sighting, selector));
}

function selectOne(evaluator: Evaluator, sighting: Sighting, selector: string): readonly Closed[] {
  const [head, ...rest] = parse(selector);
  if (head === undefined) return [];
  if (head.name.startsWith(">") && head.role !== undefined) return followed(sighting, head.name.slice(1), head.role);
  const written = rest.reduce<readonly Closed[]>(
    (closed, step) => closed.flatMap((item) => into(evaluator, item, step)),
    refine(evaluator, first(evaluator, sighting, head), head),
  );
  // `new Agent({ tools: [] })` and then `agent.tools.push(…)`: the key of the options is the member of the object.
  const [key, ...deeper] = rest;
  if (key === undefined || deeper.length > 0 || key.role !== undefined) return written;
  const later = head.name === "#0" ? givenLater(evaluator, sighting, key.name) : [];
  return [...written, ...refine(evaluator, [...later, ...filledBefore(sighting, head.name, key.name)], key)];
}

/** `request.Tools = […]` between the request and the call that it is handed to. */
function filledBefore({ call, frame }: Sighting, position: string, key: string): readonly Closed[] {
  const argument = /^#\d+$/.test(position) ? call?.arguments[Number(position.slice(1))]?.value : undefined;
  if (argument?.kind !== "name") return [];
  return frame.scope.given
    .filter(({ object, name }) => object === argument.name && name === key)
    .map(({ value }): Closed => ({ expression: value, frame }));
}

function first(evaluator: Evaluator, sighting: Sighting, step: Step): readonly Closed[] {
  const { call, frame, subject } = sighting;
  if (step.name === "receiver") return receiver(sighting);
  if (step.name === "function")
    return subject?.function === undefined
      ? []
      : [
          {
            expression: { kind: "function", function: subject.function, line: subject.function.line, endLine: subject.function.endLine },
            frame: genericFrame(subject.parent ?? subject),
          },
        ];
  if (step.name === "typed") return (call?.types ?? []).map((type) => ({ expression: type, frame }));
  if (step.name.startsWith(":")) return call === undefined ? [] : options(evaluator, call, frame, step.name.slice(1));
  if (step.name.startsWith("^")) return chained(sighting.value, step.name.slice(1));
  if (step.name.startsWith(">")) return followed(sighting, step.name.slice(1));
  if (step.name.startsWith("@")) return attribute(sighting, step.name.slice(1));
  if (call === undefined) return [];
  if (step.name === "#*")
    return call.arguments
      .filter((argument) => argument.name === undefined && argument.spread === undefined)
      .map((argument) => ({ expression: argument.value, frame }));
  if (step.name === "**")
    return call.arguments.filter((argument) => argument.name !== undefined).map((argument) => ({ expression: argument.value, frame }));
  if (step.name.startsWith("#")) return positional(call, frame, Number(step.name.slice(1)));
  return [...keyword(evaluator, call, frame, step.name), ...givenLater(evaluator, sighting, step.name)];
}

/** `agent.handoffs = […]`, `agent.handoffs.push(x)` after the call that made the agent, here or in another file. */
function givenLater(evaluator: Evaluator, sighting: Sighting, name: string): readonly Closed[] {
  const { call, assignedTo, frame } = sighting;
  const near =
    assignedTo === undefined
      ? []
      : frame.scope.given
          .filter((item) => item.object === assignedTo && item.name === name)
          .map((item): Closed => ({ expression: item.value, frame }));
  const seen = new Set(near.map(({ expression }) => expression));
  const far = call === undefined ? [] : (givenTo(evaluator, name).get(call) ?? []);
  return [...near, ...far.filter(({ expression }) => !seen.has(expression))];
}

const given = new WeakMap<Evaluator, Map<string, ReadonlyMap<CallExpression, readonly Closed[]>>>();

/** Call that makes an object → what the member of this name is given later. */
function givenTo(evaluator: Evaluator, name: string): ReadonlyMap<CallExpression, readonly Closed[]> {
  const byName = given.get(evaluator) ?? new Map<string, ReadonlyMap<CallExpression, readonly Closed[]>>();
  given.set(evaluator, byName);
  const known = byName.get(name);
  if (known !== undefined) return known;
  const index = new Map<CallExpression, Closed[]>();
  byName.set(name, index);
  for (const scope of evaluator.program.scopes()) {
    for (const item of scope.given.filter((candidate) => candidate.name === name)) {
      const frame = genericFrame(scope);
      for (const value of evaluator.evaluate(item.on, frame)) {
        const site = value.kind === "instance" ? value.site : madeBy(value);
        if (site !== undefined) index.set(site.call, [...(index.get(site.call) ?? []), { expression: item.value, frame }]);
      }
    }
  }
  return index;
}

/** The call whose result a value is; members of a result are objects of their own. */
function madeBy(value: Value): ExternalValue["calls"][number] | undefined {
  return value.kind === "external" && value.path.at(-1) === "()" ? value.calls.at(-1) : undefined;
}

/** Arguments of a method that is called on the result, or those of some names: in the chain of calls around it, or on its name. */
function followed(sighting: Sighting, name: string, keywords?: readonly string[]): readonly Closed[] {
  const { call, frame, assignedTo } = sighting;
  if (call === undefined) return [];
  return frame.scope.calls.flatMap(({ call: other }) => {
    if (other.callee.kind !== "member" || other.callee.name !== name) return [];
    const on = startOf(other.callee.object);
    if (on !== call && !(on.kind === "name" && on.name === assignedTo)) return [];
    const taken = other.arguments.filter((argument) => keywords === undefined || keywords.includes(argument.name ?? ""));
    return taken.map((argument) => ({ expression: argument.value, frame }));
  });
}

/** What a chain of calls starts at: the first call in it, or the name. */
function startOf(expression: Expression): Expression {
  let current = expression;
  while (current.kind === "member" || current.kind === "index" || (current.kind === "call" && current.callee.kind === "member")) {
    const inner = current.kind === "call" ? (current.callee.kind === "member" ? current.callee.object : current) : current.object;
    if (current.kind === "call" && inner.kind === "name") return current;
    current = inner;
  }
  return current;
}

/** Arguments of a method in the chain of calls that gave a value. */
function chained(value: ExternalValue, name: string): readonly Closed[] {
  const inChain = value.calls
    .filter((site) => calledName(site.call.callee) === name)
    .flatMap((site) => site.call.arguments.map((argument) => ({ expression: argument.value, frame: site.frame })));
  return inChain.length > 0 ? inChain : value.calls.slice(0, -1).flatMap((site) => byStatement(site, name));
}

/** A builder that is changed by statements: `builder.AddModel("m")` between `CreateBuilder()` and `builder.Build()`. */
function byStatement({ call, frame }: CallSite, name: string): readonly Closed[] {
  const record = frame.scope.calls.find((candidate) => candidate.call === call);
  if (record?.assignedTo === undefined) return [];
  return frame.scope.calls.flatMap(({ call: other }) => {
    if (other.callee.kind !== "member" || other.callee.name !== name) return [];
    const on = startOf(other.callee.object);
    if (on.kind !== "name" || on.name !== record.assignedTo) return [];
    // AddFromType<Plugin>() says by its type what it adds.
    const types = other.arguments.length === 0 ? (other.types ?? []) : [];
    return [...types, ...other.arguments.map((argument) => argument.value)].map((expression) => ({ expression, frame }));
  });
}

/** Arguments of `WithModel("x")` where it is handed over as an option, also in a list of options. */
function options(evaluator: Evaluator, call: CallExpression, around: Frame, name: string): readonly Closed[] {
  const inside = (closed: Closed, depth: number): readonly Closed[] => {
    const { expression, frame } = closed;
    if (expression.kind === "call" && calledName(expression.callee) === name)
      return expression.arguments.map((argument) => ({ expression: argument.value, frame }));
    if (depth > 3) return [];
    return evaluator
      .evaluate(expression, frame)
      .flatMap((value) =>
        value.kind === "list"
          ? value.items.flatMap((item) => inside(item, depth + 1))
          : value.kind === "external"
            ? chained(value, name)
            : [],
      );
  };
  return call.arguments.flatMap((argument) => inside({ expression: argument.value, frame: around }, 0));
}

/** Whether what `where` asks for stands in the call: a text, a name, or the last part of a name. */
export function stands(evaluator: Evaluator, sighting: Sighting): boolean {
  return Object.entries(sighting.entry.where ?? {}).every(([selector, wanted]) =>
    selectOne(evaluator, sighting, selector).some(({ expression, frame }) => {
      if (calledName(expression) === wanted) return true;
      return evaluator
        .evaluate(expression, frame)
        .some((value) =>
          value.kind === "constant" ? String(value.value) === wanted : value.kind === "external" && value.path.includes(wanted),
        );
    }),
  );
}

function receiver(sighting: Sighting): readonly Closed[] {
  const callee = sighting.call?.callee;
  if (callee?.kind === "member") return [{ expression: callee.object, frame: sighting.frame }];
  return callee === undefined ? [] : [{ expression: callee, frame: sighting.frame }];
}

function positional(call: CallExpression, frame: Frame, index: number): readonly Closed[] {
  const plain = call.arguments.filter((argument) => argument.name === undefined);
  const argument = plain[index];
  return argument === undefined || argument.spread !== undefined ? [] : [{ expression: argument.value, frame }];
}

function keyword(evaluator: Evaluator, call: CallExpression, frame: Frame, name: string): readonly Closed[] {
  const found = call.arguments.find((argument) => argument.name === name);
  if (found !== undefined) return [{ expression: found.value, frame }];
  // f(**options): the key of a map that is known.
  return call.arguments
    .filter((argument) => argument.spread === "keyword")
    .flatMap((argument) => into(evaluator, { expression: argument.value, frame }, { name }));
}

/** `name = "x"` in a class body. */
function attribute(sighting: Sighting, name: string): readonly Closed[] {
  const { subject } = sighting;
  if (subject?.class === undefined) return [];
  for (const statement of subject.class.body) {
    if (statement.kind === "assign" && statement.value !== undefined && statement.target.kind === "name" && statement.target.name === name)
      return [{ expression: statement.value, frame: genericFrame(subject) }];
  }
  const set = subject.attributes.get(name)?.[0];
  return set === undefined ? [] : [{ expression: set.value, frame: genericFrame(set.scope) }];
}

function fieldOf(object: Expression, name: string): Expression {
  const { line, endLine, cell } = object;
  return { kind: "member", object, name, line, endLine, ...(cell === undefined ? {} : { cell }) };
}

function into(evaluator: Evaluator, closed: Closed, step: Step): readonly Closed[] {
  const values = evaluator.evaluate(closed.expression, closed.frame);
  const found = values.flatMap((value): readonly Closed[] =>
    // Options of a library's own class that the program parses: `TrainingArguments` from the command line.
    value.kind === "external" && isParsedOptions(value) && /^\w+$/.test(step.name)
      ? [{ expression: fieldOf(closed.expression, step.name), frame: closed.frame }]
      : member(evaluator, value, step.name),
  );
  return refine(evaluator, found, step);
}

function member(evaluator: Evaluator, value: Value, name: string, spread: Set<Expression> = new Set()): readonly Closed[] {
  if (value.kind === "map") {
    return value.entries.flatMap((entry) => {
      if (entry.key === undefined) {
        // A map that is spread into itself on its way round is entered once.
        if (spread.has(entry.value.expression)) return [];
        spread.add(entry.value.expression);
        return evaluator.evaluate(entry.value.expression, entry.value.frame).flatMap((inner) => member(evaluator, inner, name, spread));
      }
      return name === "*" || keyText(evaluator, entry.key) === name ? [entry.value] : [];
    });
  }
  if (value.kind === "function" && name === "return") {
    const frame: Frame = { ...genericFrame(value.scope), ...(value.self === undefined ? {} : { self: value.self }) };
    return value.scope.returns.map((result) => ({ expression: result.value, frame }));
  }
  if (value.kind === "external") {
    if (name.startsWith("^")) return chained(value, name.slice(1));
    const site = value.calls.at(-1);
    if (name.startsWith(">")) return site === undefined ? [] : byStatement(site, name.slice(1));
    if (name.startsWith(":")) return site === undefined ? [] : options(evaluator, site.call, site.frame, name.slice(1));
    return site === undefined ? [] : argumentOf(evaluator, site.call, site.frame, name);
  }
  if (value.kind === "instance" && value.site !== undefined) return argumentOf(evaluator, value.site.call, value.site.frame, name);
  return [];
}

function argumentOf(evaluator: Evaluator, call: CallExpression, frame: Frame, name: string): readonly Closed[] {
  return name.startsWith("#") ? positional(call, frame, Number(name.slice(1))) : keyword(evaluator, call, frame, name);
}

export function keyText(evaluator: Evaluator, key: Closed): string | undefined {
  // A bare name is a key in JavaScript, a variable in Python.
  if (key.expression.kind === "name" && key.frame.scope.unit.module.language !== "python") return key.expression.name;
  const [value] = evaluator.evaluate(key.expression, key.frame);
  return value?.kind === "constant" ? String(value.value) : undefined;
}

function refine(evaluator: Evaluator, closed: readonly Closed[], step: Step): readonly Closed[] {
  if (step.role !== undefined) return closed.flatMap((item) => messages(evaluator, item, step.role ?? []));
  if (step.each !== true) return closed;
  return closed.flatMap((item) =>
    evaluator
      .evaluate(item.expression, item.frame)
      .flatMap((value): readonly Closed[] =>
        value.kind === "list" ? value.items : value.kind === "map" ? value.entries.map((entry) => entry.value) : [],
      ),
  );
}

/** Contents of the messages of some roles: maps, (role, content) pairs, SystemMessage(…) calls. */
function messages(evaluator: Evaluator, closed: Closed, roles: readonly string[]): readonly Closed[] {
  const items = evaluator
    .evaluate(closed.expression, closed.frame)
    .flatMap((value): readonly Closed[] => (value.kind === "list" ? value.items : value.kind === "map" ? [closed] : []));
  return items.flatMap((item) => {
    const { expression } = item;
    if (expression.kind === "list") {
      const [role, content] = expression.items;
      return role?.kind === "string" && roles.includes(role.value) && content !== undefined
        ? [{ expression: content, frame: item.frame }]
        : [];
    }
    if (expression.kind === "call") {
      const made = madeMessage(evaluator, expression, item.frame);
      if (made === undefined) return fromValues(evaluator, item, roles);
      return roles.includes(made.role) ? made.content.slice(0, 1) : [];
    }
    return fromValues(evaluator, item, roles);
  });
}

function fromValues(evaluator: Evaluator, item: Closed, roles: readonly string[]): readonly Closed[] {
  return evaluator.evaluate(item.expression, item.frame).flatMap((value) => {
    if (value.kind === "external") {
      const role = value.path.map((step) => roleOf(ROLE_CALL, step)).find((found) => found !== undefined);
      const [site] = value.calls;
      if (role !== undefined && roles.includes(role))
        return [
          ...chained(value, "content"),
          ...chained(value, "text"),
          ...(site?.call.arguments ?? []).map((argument) => ({ expression: argument.value, frame: site?.frame ?? item.frame })),
        ].slice(0, 1);
    }
    const given = [...member(evaluator, value, "role"), ...member(evaluator, value, "Role")];
    const role = given.flatMap((found) => evaluator.evaluate(found.expression, found.frame)).find((found) => found.kind === "constant");
    const named =
      role === undefined
        ? given.map((found) => roleOf(ROLE_CONSTANT, dottedName(found.expression) ?? "")).find((found) => found !== undefined)
        : String(role.value);
    return named !== undefined && roles.includes(named) ? CONTENT_KEYS.flatMap((key) => member(evaluator, value, key)) : [];
  });
}

/** A message made by a call that names its role: `SystemMessage("…")`, `new ChatMessage(ChatRole.System, "…")`. */
function madeMessage(
  evaluator: Evaluator,
  call: CallExpression,
  frame: Frame,
): { readonly role: string; readonly content: readonly Closed[] } | undefined {
  const steps = (dottedName(call.callee) ?? calledName(call.callee) ?? "").split(/[.:]+/);
  const role = steps.map((step) => roleOf(ROLE_CALL, step)).find((found) => found !== undefined);
  const named = CONTENT_KEYS.flatMap((key) => keyword(evaluator, call, frame, key));
  if (role !== undefined) return { role, content: [...named, ...positional(call, frame, 0)] };
  const at = call.arguments.findIndex(
    (argument) => argument.name === undefined && roleOf(ROLE_CONSTANT, dottedName(argument.value) ?? "") !== undefined,
  );
  const constant = call.arguments[at]?.value;
  const found = constant === undefined ? undefined : roleOf(ROLE_CONSTANT, dottedName(constant) ?? "");
  return found === undefined ? undefined : { role: found, content: [...named, ...positional(call, frame, at + 1)] };
}

function roleOf(pattern: RegExp, text: string): string | undefined {
  const role = pattern.exec(text)?.[1]?.toLowerCase();
  return role === "human" ? "user" : role;
}

export function calledName(callee: Expression): string | undefined {
  return callee.kind === "name" ? callee.name : callee.kind === "member" ? callee.name : undefined;
}

import type { Expression } from "@castellan/formats";
import type { LibraryIndex } from "../../knowledge/index-libraries.ts";
import type { Evaluator } from "../../resolve/evaluate.ts";
import { madeBase } from "../../resolve/members.ts";
import type { CallExpression, Scope } from "../../resolve/scope.ts";
import type { CallSite, Closed, ExternalValue, Frame, Registry, Value } from "../../resolve/value.ts";
import { genericFrame } from "../../resolve/value.ts";
import { keyText, selectAll, stands } from "./selectors.ts";
import type { Sighting } from "./sighting.ts";

/** Everything in a program that knowledge speaks of, by the place where it stands. */
export interface Sightings {
  readonly all: readonly Sighting[];
  readonly ofCall: ReadonlyMap<CallExpression, readonly Sighting[]>;
  /** Decorated functions and subclasses. */
  readonly ofScope: ReadonlyMap<Scope, readonly Sighting[]>;
  /** Classes that are something by the base that a library gives them: the calls that make one. */
  readonly ofClass: ReadonlyMap<Scope, readonly CallExpression[]>;
  /** A call, and the call that is made on its result: `a().b()` leads from a() to b(). */
  readonly outer: ReadonlyMap<CallExpression, CallExpression>;
}

export function collectSightings(evaluator: Evaluator, index: LibraryIndex): Sightings {
  const all: Sighting[] = [];
  const ofCall = new Map<CallExpression, Sighting[]>();
  const ofScope = new Map<Scope, Sighting[]>();
  const ofClass = new Map<Scope, CallExpression[]>();
  const decorators = new Set<Expression>();
  register(evaluator, index);
  for (const scope of evaluator.program.scopes()) {
    for (const sighting of [...decorated(evaluator, index, scope, decorators), ...subclasses(evaluator, index, scope)]) {
      all.push(sighting);
      append(ofScope, scope, sighting);
    }
  }
  for (const scope of evaluator.program.scopes()) {
    for (const record of scope.calls) {
      if (decorators.has(record.call)) continue;
      for (const found of called(evaluator, index, scope, record.call, record.assignedTo)) {
        const sighting: Sighting = record.within === undefined ? found : { ...found, within: record.within };
        all.push(sighting);
        append(ofCall, record.call, sighting);
        if (found.made !== undefined) append(ofClass, found.made, record.call);
      }
    }
  }
  return { all, ofCall, ofScope, ofClass, outer: outerCalls(evaluator) };
}

function outerCalls(evaluator: Evaluator): ReadonlyMap<CallExpression, CallExpression> {
  const outer = new Map<CallExpression, CallExpression>();
  for (const scope of evaluator.program.scopes()) {
    for (const { call } of scope.calls)
      if (call.callee.kind === "member" && call.callee.object.kind === "call") outer.set(call.callee.object, call);
  }
  return outer;
}

/** Tells the evaluator what libraries were given by name, before anything is worked out with it. */
function register(evaluator: Evaluator, index: LibraryIndex): void {
  const registry: Registry = new Map();
  const parameters = new Map<Scope, Value>();
  for (const unit of evaluator.program.units) {
    if (
      !unit.module.imports.some(
        (item) =>
          index
            .libraryOf(item.module, unit.module.language)
            ?.calls.some((entry) => entry.registers !== undefined || entry.gives !== undefined) === true,
      )
    )
      continue;
    for (const scope of evaluator.program.tree(unit).all) {
      for (const record of scope.calls) {
        for (const sighting of called(evaluator, index, scope, record.call, record.assignedTo)) {
          const { registers, gives } = sighting.entry;
          for (const [selector, type] of Object.entries(gives ?? {})) {
            const instance = index.instanceOf(sighting.library, type, sighting.language);
            const taken =
              instance === undefined
                ? []
                : selectAll(evaluator, sighting, [selector]).flatMap((closed) => evaluator.evaluate(closed.expression, closed.frame));
            // The parameter stands for what this call makes.
            for (const value of taken)
              if (value.kind === "function" && instance !== undefined)
                parameters.set(value.scope, { ...instance, calls: [{ call: record.call, frame: sighting.frame }] });
          }
          if (registers === undefined) continue;
          const maps = selectAll(evaluator, sighting, registers.of).flatMap((closed) =>
            evaluator.evaluate(closed.expression, closed.frame),
          );
          for (const entry of maps.flatMap((value) => (value.kind === "map" ? value.entries : []))) {
            const key = entry.key === undefined ? undefined : keyText(evaluator, entry.key);
            for (const method of registers.by)
              if (key !== undefined) registry.set(method, (registry.get(method) ?? new Map<string, Closed>()).set(key, entry.value));
          }
        }
      }
    }
  }
  if (registry.size > 0 || parameters.size > 0) evaluator.register(registry, parameters);
}

function called(evaluator: Evaluator, index: LibraryIndex, scope: Scope, call: CallExpression, assignedTo: string | undefined): Sighting[] {
  const frame = genericFrame(scope);
  const result: Sighting[] = [];
  const seen = new Set<object>();
  for (const callee of evaluator.evaluate(call.callee, frame)) {
    const value = calledValue(evaluator, callee, { call, frame });
    if (value === undefined) continue;
    const match = index.match(value.module, value.path, value.language);
    // A class of one's own may be what its base is, where the library does not speak of subclasses itself.
    const based = callee.kind === "class";
    if (based && isSubclassed(index, value)) continue;
    const made = based ? (value.calls.at(-1) ?? { call, frame }) : { call, frame };
    for (const entry of match?.entries ?? []) {
      if (match === undefined || entry.on !== "call" || seen.has(entry)) continue;
      seen.add(entry);
      const sighting: Sighting = {
        entry,
        library: match.library,
        language: value.language,
        unit: scope.unit,
        value,
        ...made,
        line: call.line,
        endLine: call.endLine,
        ...typeOf(index, value),
        ...(callee.kind === "class" ? { made: callee.scope } : {}),
        ...(call.cell === undefined ? {} : { cell: call.cell }),
        ...(assignedTo === undefined ? {} : { assignedTo }),
      };
      if (stands(evaluator, sighting)) result.push(sighting);
    }
  }
  return result;
}

/** What the call gives, where the callee is not the project's own code or was made something else by a decorator. */
function calledValue(evaluator: Evaluator, callee: Value, site: CallSite): ExternalValue | undefined {
  if (callee.kind === "external") return { ...callee, path: [...callee.path, "()"], calls: [...callee.calls, site] };
  if (callee.kind === "class") return madeBase(evaluator, callee.scope, site);
  const made = callee.kind === "function" ? evaluator.madeOf(callee.scope) : undefined;
  return made === undefined ? undefined : { ...made, calls: [...made.calls, site] };
}

function isSubclassed(index: LibraryIndex, { module, path, language }: ExternalValue): boolean {
  return index.match(module, path.slice(0, -1), language)?.entries.some(({ on }) => on === "subclass") === true;
}

/** The type of the receiver: of the path before the last member. */
function typeOf(index: LibraryIndex, value: ExternalValue): Pick<Sighting, "type"> {
  for (let length = value.path.length - 1; length > 0; length--) {
    if (value.path[length - 1] !== "()" && value.path[length - 1] !== "[]" && length !== 1) continue;
    const type = index.match(value.module, value.path.slice(0, length), value.language)?.type;
    if (type !== undefined) return { type };
  }
  const own = index.match(value.module, value.path, value.language)?.type;
  return own === undefined ? {} : { type: own };
}

function decorated(evaluator: Evaluator, index: LibraryIndex, scope: Scope, decorators: Set<Expression>): Sighting[] {
  const subject = scope;
  const node = scope.function ?? scope.class;
  if (node === undefined) return [];
  return scope.decorated.flatMap(({ decorator, scope: around }): Sighting[] => {
    const frame: Frame = genericFrame(around);
    const call = decorator.kind === "call" ? decorator : undefined;
    const values = decoratorValues(evaluator, call?.callee ?? decorator, frame);
    return values.flatMap((value): Sighting[] => {
      if (value.kind !== "external") return [];
      const match =
        index.match(value.module, [...value.path, "()"], value.language) ?? index.match(value.module, value.path, value.language);
      return (match?.entries ?? [])
        .filter((entry) => entry.on === "decorator")
        .map((entry) => {
          decorators.add(decorator);
          const line = Math.min(decorator.line, node.line);
          return {
            entry,
            library: match?.library ?? fail(),
            language: value.language,
            unit: scope.unit,
            value: { ...value, path: [...value.path, "()"] },
            frame,
            subject,
            line,
            endLine: Math.max(line, node.endLine),
            ...(call === undefined ? bareReceiver(decorator) : { call }),
            ...typeOf(index, { ...value, path: [...value.path, "()"] }),
            ...(node.cell === undefined ? {} : { cell: node.cell }),
          };
        });
    });
  });
}

/** A method that decorates, also where its object was made with an argument of that name: `@agent.system_prompt`. */
function decoratorValues(evaluator: Evaluator, expression: Expression, frame: Frame): readonly Value[] {
  const values = evaluator.evaluate(expression, frame);
  if (expression.kind !== "member" || values.some(({ kind }) => kind === "external")) return values;
  const { name } = expression;
  return evaluator
    .evaluate(expression.object, frame)
    .flatMap((value) => (value.kind === "external" ? [{ ...value, path: [...value.path, name] }] : []));
}

/** `@mcp.tool` without a call still has a receiver: it is read as `mcp.tool()`. */
function bareReceiver(decorator: Expression): Pick<Sighting, "call"> {
  return {
    call: {
      kind: "call",
      callee: decorator,
      arguments: [],
      line: decorator.line,
      endLine: decorator.endLine,
      ...(decorator.cell === undefined ? {} : { cell: decorator.cell }),
    },
  };
}

function subclasses(evaluator: Evaluator, index: LibraryIndex, scope: Scope): Sighting[] {
  const node = scope.class;
  if (node === undefined) return [];
  const seen = new Set<object>();
  return libraryBases(evaluator, scope, 0).flatMap(({ base, value, frame }): Sighting[] => {
    const path = value.path.at(-1) === "()" ? value.path.slice(0, -1) : value.path;
    const match = index.match(value.module, path, value.language);
    return (match?.entries ?? [])
      .filter((entry) => entry.on === "subclass" && !seen.has(entry) && seen.add(entry))
      .map((entry) => ({
        entry,
        library: match?.library ?? fail(),
        language: value.language,
        unit: scope.unit,
        value,
        frame,
        subject: scope,
        line: node.line,
        endLine: node.endLine,
        ...(base.kind === "call" ? { call: base } : {}),
        ...(node.cell === undefined ? {} : { cell: node.cell }),
      }));
  });
}

const MAX_BASES = 4;

/** Bases that libraries give to a class, itself or through classes of the project. */
function libraryBases(
  evaluator: Evaluator,
  scope: Scope,
  depth: number,
): readonly { readonly base: Expression; readonly value: ExternalValue; readonly frame: Frame }[] {
  if (scope.parent === undefined || depth > MAX_BASES) return [];
  const frame = genericFrame(scope.parent);
  return (scope.class?.bases ?? []).flatMap((base) =>
    evaluator.evaluate(base.kind === "index" ? base.object : base, frame).flatMap((value) => {
      if (value.kind === "external") return [{ base, value, frame }];
      return value.kind === "class" && value.scope !== scope ? libraryBases(evaluator, value.scope, depth + 1) : [];
    }),
  );
}

function fail(): never {
  throw new RangeError("a match without a library");
}

function append<K, T>(map: Map<K, T[]>, key: K, item: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}

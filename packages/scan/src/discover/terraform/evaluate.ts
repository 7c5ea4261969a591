import type { HclExpression } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import { applied } from "./binary.ts";
import { fileText, type ReadJson } from "./file-text.ts";
import { FUNCTIONS } from "./functions.ts";
import type { ModuleInstance } from "./instance.ts";
import { type CutCall, expandedCalls, wantedInstances } from "./repetition.ts";
import { resourceObject } from "./resource-object.ts";
import { combined, isList, isOpen, isRecord, iterable, known, mayExplode, symbolic, textOf, type Value } from "./value.ts";
import { written } from "./written.ts";

const DEPTH = 60;
const STEPS = 200_000;
const LOOP = 200;
/** Modules that calls with known keys make below one root. */
const INSTANCES = 300;

/** What names mean at one place: the module, the file, and loop variables. */
export interface Scope {
  readonly instance: ModuleInstance;
  readonly file: string;
  readonly names: ReadonlyMap<string, Value>;
}

/** Evaluates Terraform expressions with variables, locals, module arguments and other resources' literals put in. */
export class Evaluator {
  readonly #running = new Set<string>();
  readonly #done = new Map<string, Value>();
  readonly #instances = new WeakMap<ModuleInstance, Map<string, readonly ModuleInstance[]>>();
  #room = INSTANCES;
  #steps = 0;
  #depth = 0;
  readonly #read: ReadJson;
  /** Calls that make more instances than are looked at. */
  readonly cutCalls: CutCall[] = [];

  /** `read`: the JSON file at a path of the target, as text. */
  constructor(read: ReadJson = () => undefined) {
    this.#read = read;
  }

  value(expression: HclExpression, scope: Scope): Value {
    this.#steps += 1;
    if (this.#depth > DEPTH || this.#steps > STEPS) return symbolic(written(expression));
    this.#depth += 1;
    try {
      return this.#value(expression, scope);
    } finally {
      this.#depth -= 1;
    }
  }

  #value(expression: HclExpression, scope: Scope): Value {
    switch (expression.kind) {
      case "literal":
        return known(expression.value, { file: scope.file, line: expression.line });
      case "template": {
        const parts = expression.parts.map((part) => this.value(part, scope));
        return joined(parts);
      }
      case "list": {
        const items = expression.items.map((item) => this.value(item, scope));
        return combined(
          items.map((item) => item.json),
          items,
        );
      }
      case "object": {
        const pairs = expression.entries.map(({ key, value }) => [this.value(key, scope), this.value(value, scope)] as const);
        return combined(
          Object.fromEntries(pairs.map(([key, value]) => [textOf(key.json), value.json])),
          pairs.map(([, value]) => value),
        );
      }
      case "conditional": {
        const test = this.value(expression.test, scope);
        const chosen =
          test.json === true || test.json === "true"
            ? expression.yes
            : test.json === false || test.json === "false"
              ? expression.no
              : undefined;
        if (chosen !== undefined) {
          const value = this.value(chosen, scope);
          return { ...value, sample: value.sample || test.sample };
        }
        const both = [this.value(expression.yes, scope), this.value(expression.no, scope)];
        return { ...symbolic(written(expression)), references: combined(null, both).references };
      }
      case "binary": {
        const sides = [this.value(expression.left, scope), this.value(expression.right, scope)] as const;
        const result = applied(expression.operator, sides[0].json, sides[1].json);
        return result === undefined
          ? { ...symbolic(written(expression)), references: combined(null, sides).references }
          : combined(result, sides);
      }
      case "unary": {
        const operand = this.value(expression.operand, scope);
        if (expression.operator === "!" && typeof operand.json === "boolean") return combined(!operand.json, [operand]);
        return symbolic(written(expression), operand.references);
      }
      case "call":
        return this.#call(expression, scope);
      case "for":
        return this.#loop(expression, scope);
      case "reference":
        return this.#reference(expression, scope);
      case "unknown":
        return symbolic("unknown");
    }
  }

  #call(expression: HclExpression & { readonly kind: "call" }, scope: Scope): Value {
    const values = this.#arguments(expression, scope);
    if (values === undefined) return symbolic(written(expression));
    if (expression.name === "try") return values.find((value) => !isOpen(value.json)) ?? values[0] ?? symbolic("try()");
    if (expression.name === "can") return known(values[0] !== undefined && !isOpen(values[0].json));
    if (expression.name === "coalesce" && values[0] !== undefined && isOpen(values[0].json)) return values[0];
    if (
      mayExplode(
        expression.name,
        values.map((value) => value.json),
      )
    )
      return symbolic(written(expression), combined(null, values).references);
    if (expression.name === "file" || expression.name === "templatefile") {
      const text = fileText(this.#read, values, scope.instance);
      return text === undefined ? symbolic(written(expression), combined(null, values).references) : combined(text, values);
    }
    const apply = Object.hasOwn(FUNCTIONS, expression.name) ? FUNCTIONS[expression.name] : undefined;
    const result = apply?.(values.map((value) => value.json));
    return result === undefined
      ? { ...symbolic(written(expression)), references: combined(null, values).references }
      : combined(result, values);
  }

  /** Arguments of a call; undefined where `list...` stands for a list that is not known. */
  #arguments(expression: HclExpression & { readonly kind: "call" }, scope: Scope): readonly Value[] | undefined {
    const values = expression.arguments.map((argument) => this.value(argument, scope));
    const last = values.at(-1);
    if (expression.expands !== true || last === undefined) return values;
    const { json } = last;
    return isList(json) ? [...values.slice(0, -1), ...json.map((item) => ({ ...last, json: item }))] : undefined;
  }

  #loop(expression: HclExpression & { readonly kind: "for" }, scope: Scope): Value {
    const source = this.value(expression.source, scope);
    const entries = iterable(source);
    if (entries === undefined) return symbolic(written(expression), source.references);
    const kept: { readonly key?: Value; readonly value: Value }[] = [];
    for (const [key, item] of entries.slice(0, LOOP)) {
      const inner = {
        ...scope,
        names: new Map([
          ...scope.names,
          [expression.value, item],
          ...(expression.key === undefined ? [] : [[expression.key, known(key)] as const]),
        ]),
      };
      if (expression.condition !== undefined && this.value(expression.condition, inner).json === false) continue;
      const value = this.value(expression.result, inner);
      kept.push(expression.resultKey === undefined ? { value } : { key: this.value(expression.resultKey, inner), value });
    }
    const values = [source, ...kept.map((item) => item.value)];
    if (expression.resultKey === undefined)
      return combined(
        kept.map((item) => item.value.json),
        values,
      );
    const made = new Map<string, Json>();
    for (const item of kept) {
      const key = textOf(item.key?.json ?? "");
      const before = made.get(key);
      made.set(key, expression.groups === true ? [...(isList(before) ? before : []), item.value.json] : item.value.json);
    }
    return combined(Object.fromEntries(made), values);
  }

  #reference(expression: HclExpression & { readonly kind: "reference" }, scope: Scope): Value {
    const [head, second, ...rest] = expression.path;
    const open = (): Value => symbolic(written(expression));
    if (head === undefined) return open();
    if (typeof head !== "string") return this.#descend(this.value(head, scope), second === undefined ? [] : [second, ...rest], scope, open);
    const name = scope.names.get(head);
    if (name !== undefined) return this.#descend(name, second === undefined ? [] : [second, ...rest], scope, open);
    if (typeof second !== "string") return open();
    const attributeName = `${head}.${second}`;
    if (scope.names.has(attributeName)) return this.#descend(scope.names.get(attributeName) ?? open(), rest, scope, open);
    if (head === "var") return this.#descend(this.variable(second, scope.instance), rest, scope, open);
    if (head === "local") return this.#descend(this.#local(second, scope.instance), rest, scope, open);
    if (head === "path") return known(second === "module" ? scope.instance.module.folder || "." : ".");
    if (head === "module") return this.#output(second, rest, scope, open);
    const { environment } = scope.instance.module;
    if (head === "terraform" && second === "workspace" && environment !== undefined) return known(environment);
    if (["each", "count", "self", "terraform"].includes(head)) return open();
    return this.#resource(head === "data" ? [head, second, ...rest] : [head, second, ...rest], scope, open);
  }

  variable(name: string, instance: ModuleInstance): Value {
    return this.#once(`${instance.root}|${instance.prefix}|var.${name}`, name, () => {
      const given = instance.call?.block.attributes.find((candidate) => candidate.name === name)?.value;
      if (given !== undefined && instance.parent !== undefined) {
        return this.value(given, { instance: instance.parent, file: instance.call?.file.path ?? "", names: instance.names ?? new Map() });
      }
      const setting = instance.parent === undefined ? instance.module.settings.get(name) : undefined;
      const found = setting ?? instance.module.variables.get(name);
      if (found === undefined) return symbolic(`${instance.prefix}var.${name}`);
      const value = this.value(found.expression, { instance, file: found.file, names: new Map() });
      return setting === undefined ? { ...value, sample: true } : value;
    });
  }

  #local(name: string, instance: ModuleInstance): Value {
    const local = instance.module.locals.get(name);
    if (local === undefined) return symbolic(`${instance.prefix}local.${name}`);
    return this.#once(`${instance.root}|${instance.prefix}|local.${name}`, name, () =>
      this.value(local.expression, { instance, file: local.file, names: new Map() }),
    );
  }

  /** Once per name; a name that needs itself stays open. */
  #once(key: string, name: string, evaluate: () => Value): Value {
    const done = this.#done.get(key);
    if (done !== undefined) return done;
    if (this.#running.has(key)) return symbolic(name);
    this.#running.add(key);
    const value = evaluate();
    this.#running.delete(key);
    this.#done.set(key, value);
    return value;
  }

  /** Instances of a module that one call makes; empty where `count` turns it off. */
  instancesOf(call: string, instance: ModuleInstance): readonly ModuleInstance[] {
    let calls = this.#instances.get(instance);
    if (calls === undefined) this.#instances.set(instance, (calls = new Map()));
    const done = calls.get(call);
    if (done !== undefined) return done;
    // A call whose keys need its own outputs is looked at as one.
    const child = instance.children.get(call);
    calls.set(call, child === undefined ? [] : [child]);
    const found = expandedCalls(call, instance, this);
    // Calls that make several in each other multiply: beyond the limit one stands for all.
    const made = child !== undefined && found.length > 1 && found.length > this.#room ? [child] : found;
    if (made.length > 1) this.#room -= made.length;
    const wanted = child?.call === undefined ? undefined : wantedInstances(child.call, instance, this);
    if (child?.call !== undefined && wanted !== undefined && wanted > Math.max(made.length, 1))
      this.cutCalls.push({ call: child.call, wanted, kept: made.length });
    calls.set(call, made);
    return made;
  }

  #output(call: string, path: readonly (string | HclExpression)[], scope: Scope, open: () => Value): Value {
    const instances = this.instancesOf(call, scope.instance);
    const [first, ...rest] = path;
    if (first !== undefined && instances.some(({ key }) => key !== undefined)) {
      if (first === "*") {
        const all = instances.map((instance) => this.#outputOf(instance, call, rest, scope, open));
        return combined(
          all.map(({ json }) => json),
          all,
        );
      }
      const key = typeof first === "string" ? first : textOf(this.value(first, scope).json);
      const chosen = instances.find((instance) => instance.key === key);
      return this.#outputOf(chosen, call, chosen === undefined ? path : rest, scope, open);
    }
    return this.#outputOf(instances[0] ?? scope.instance.children.get(call), call, path, scope, open);
  }

  #outputOf(
    child: ModuleInstance | undefined,
    call: string,
    path: readonly (string | HclExpression)[],
    scope: Scope,
    open: () => Value,
  ): Value {
    const steps = path.filter((step) => typeof step === "string" && step !== "*");
    const [name] = steps;
    const output = child === undefined || typeof name !== "string" ? undefined : child.module.outputs.get(name);
    if (child === undefined || output === undefined)
      return symbolic(`${scope.instance.prefix}module.${[call, ...steps].join(".")}`, [`${scope.instance.prefix}module.${call}`]);
    const key = `${child.root}|${child.prefix}|output.${String(name)}`;
    const value = this.#once(key, String(name), () =>
      this.value(output.expression, { instance: child, file: output.file, names: new Map() }),
    );
    return this.#descend(value, steps.slice(1), scope, open);
  }

  #resource(path: readonly (string | HclExpression)[], scope: Scope, open: () => Value): Value {
    const length = path[0] === "data" ? 3 : 2;
    const local = path
      .slice(0, length)
      .filter((step) => typeof step === "string")
      .join(".");
    const placed = scope.instance.module.resources.get(local);
    const address = scope.instance.prefix + local;
    if (placed === undefined) return open();
    const steps = path.slice(length).filter((step) => typeof step === "string" && step !== "*");
    const text = [address, ...steps].join(".");
    const attribute = steps[0];
    const found =
      typeof attribute !== "string"
        ? undefined
        : this.#once(
            `${scope.instance.root}|${address}|${attribute}`,
            text,
            () => resourceObject(this, placed, scope.instance, String(attribute)) ?? symbolic(text, [address]),
          );
    if (found === undefined) return symbolic(text, [address]);
    const value = this.#descend(found, steps.slice(1), scope, () => symbolic(text, [address]));
    return { ...value, references: [...new Set([...value.references, address])] };
  }

  /** Into a value by names and indexes. */
  #descend(from: Value, path: readonly (string | HclExpression)[], scope: Scope, open: () => Value): Value {
    let json: Json | undefined = from.json;
    for (const [at, step] of path.entries()) {
      if (isOpen(json)) return { ...from, json: extended(json, path.slice(at)) };
      const index = typeof step === "string" ? step : this.value(step, scope).json;
      if (index === "*") {
        if (!isList(json)) json = json === null ? [] : [json];
        const rest = path.slice(at + 1);
        return combined(
          json.map((item) => this.#descend({ ...from, json: item }, rest, scope, open).json),
          [from],
        );
      }
      if (isList(json) && typeof index === "number") json = json[index];
      else if (isRecord(json) && (typeof index === "string" || typeof index === "number"))
        json = Object.hasOwn(json, String(index)) ? json[String(index)] : undefined;
      else json = undefined;
      if (json === undefined) return { ...open(), references: from.references };
    }
    return { ...from, json };
  }
}

/** A template's text; parts too long together stay open. */
function joined(parts: readonly Value[]): Value {
  const whole = combined(
    parts.map((part) => part.json),
    parts,
  );
  return Array.isArray(whole.json) ? { ...whole, json: parts.map((part) => textOf(part.json)).join("") } : whole;
}

/** `${a.b}` and `.c` make `${a.b.c}`. */
function extended(json: Json, path: readonly (string | HclExpression)[]): Json {
  const names = path
    .filter((step) => typeof step === "string" && step !== "*")
    .map((step) => `.${String(step)}`)
    .join("");
  return typeof json === "string" && /^\$\{[^{}]*\}$/.test(json) ? `${json.slice(0, -1)}${names}}` : json;
}

import type { BicepDeclaration, HclExpression } from "@castellan/formats";
import { compareText, type Json } from "@castellan/graph";
import { applied } from "../terraform/binary.ts";
import { FUNCTIONS } from "../terraform/functions.ts";
import { combined, isList, isOpen, isRecord, known, mayExplode, symbolic, textOf, type Value } from "../terraform/value.ts";
import { written } from "../terraform/written.ts";

const DEPTH = 60;
const STEPS = 200_000;

/** A Bicep file as one deployment uses it. */
export interface BicepInstance {
  readonly file: string;
  readonly declarations: ReadonlyMap<string, BicepDeclaration>;
  /** Values given by a parameter file or by the calling module. */
  readonly given: ReadonlyMap<string, () => Value>;
  /** Modules by symbolic name. */
  readonly children: ReadonlyMap<string, BicepInstance>;
  /** Modules that a loop calls, one for each round. */
  readonly loops: ReadonlyMap<string, readonly BicepInstance[]>;
  /** Address of a resource by symbolic name. */
  readonly addresses: Map<string, string>;
}

type Names = ReadonlyMap<string, Value>;

/** The content of a JSON or YAML file, by its path as written in a Bicep file. */
export type LoadContent = (from: string, path: string) => Json | undefined;

/** Evaluates Bicep expressions with params, vars and module arguments put in. */
export class BicepEvaluator {
  readonly #done = new Map<BicepInstance, Map<string, Value>>();
  readonly #running = new Set<string>();
  readonly #load: LoadContent;
  #depth = 0;
  #steps = 0;

  constructor(load: LoadContent = () => undefined) {
    this.#load = load;
  }

  value(expression: HclExpression, instance: BicepInstance, names: Names = new Map()): Value {
    this.#steps += 1;
    if (this.#depth > DEPTH || this.#steps > STEPS) return symbolic(written(expression));
    this.#depth += 1;
    const value = this.#value(expression, instance, names);
    this.#depth -= 1;
    return value;
  }

  #value(expression: HclExpression, instance: BicepInstance, names: Names): Value {
    const inner = (child: HclExpression): Value => this.value(child, instance, names);
    switch (expression.kind) {
      case "literal":
        return known(expression.value, { file: instance.file, line: expression.line });
      case "template": {
        const parts = expression.parts.map(inner);
        const whole = combined(
          parts.map((part) => part.json),
          parts,
        );
        return isList(whole.json) ? { ...whole, json: parts.map((part) => textOf(part.json)).join("") } : whole;
      }
      case "list": {
        const items = expression.items.map(inner);
        return combined(
          items.map((item) => item.json),
          items,
        );
      }
      case "object": {
        const pairs = expression.entries.map(({ key, value }) => [inner(key), inner(value)] as const);
        const whole = combined(
          Object.fromEntries(pairs.map(([key, value]) => [textOf(key.json), value.json])),
          pairs.map(([, value]) => value),
        );
        // `{ '${identity.id}': {} }` refers by its key.
        const named = pairs.flatMap(([key]) => key.references);
        return named.length === 0 ? whole : { ...whole, references: [...whole.references, ...named] };
      }
      case "conditional": {
        const test = inner(expression.test);
        if (test.json === true) return withSample(inner(expression.yes), test);
        if (test.json === false) return withSample(inner(expression.no), test);
        return symbolic(written(expression), combined(null, [inner(expression.yes), inner(expression.no)]).references);
      }
      case "binary": {
        const [left, right] = [inner(expression.left), inner(expression.right)] as const;
        const result =
          expression.operator === "??"
            ? left.json === null
              ? right.json
              : left.json
            : applied(expression.operator, left.json, right.json);
        return result === undefined
          ? symbolic(written(expression), combined(null, [left, right]).references)
          : combined(result, [left, right]);
      }
      case "unary": {
        const operand = inner(expression.operand);
        return expression.operator === "!" && typeof operand.json === "boolean"
          ? combined(!operand.json, [operand])
          : symbolic(written(expression), operand.references);
      }
      case "call":
        return this.#call(expression, instance, names);
      case "for":
        return this.#loop(expression, instance, names);
      case "reference":
        return this.#reference(expression, instance, names);
      case "unknown":
        return symbolic("unknown");
    }
  }

  #call(expression: HclExpression & { readonly kind: "call" }, instance: BicepInstance, names: Names): Value {
    const values = expression.arguments.map((argument) => this.value(argument, instance, names));
    if (
      mayExplode(
        expression.name,
        values.map((value) => value.json),
      )
    )
      return symbolic(written(expression), combined(null, values).references);
    const [first, second] = values.map((value) => value.json);
    const result =
      expression.name === "loadYamlContent" || expression.name === "loadJsonContent"
        ? this.#loaded(instance, first, second)
        : bicepFunction(
            expression.name,
            values.map((value) => value.json),
            first,
            second,
          );
    return result === undefined ? symbolic(written(expression), combined(null, values).references) : combined(result, values);
  }

  /** `loadJsonContent('./models.json', 'deployments[0].name')`: the second argument is a path into the file. */
  #loaded(instance: BicepInstance, path: Json | undefined, inside: Json | undefined): Json | undefined {
    if (typeof path !== "string") return undefined;
    let json = this.#load(instance.file, path);
    for (const step of typeof inside === "string" ? inside.replace(/^\$\.?/, "").split(/\.|\[|\]/) : []) {
      if (step === "") continue;
      if (isList(json)) json = json[Number(step)];
      else if (isRecord(json) && Object.hasOwn(json, step)) json = json[step];
      else return undefined;
    }
    return json;
  }

  #loop(expression: HclExpression & { readonly kind: "for" }, instance: BicepInstance, names: Names): Value {
    const source = this.value(expression.source, instance, names);
    if (!isList(source.json)) return symbolic(written(expression), source.references);
    const items = source.json
      .slice(0, 100)
      .map((item, index) =>
        this.value(
          expression.result,
          instance,
          new Map([
            ...names,
            [expression.value, { ...source, json: item }],
            ...(expression.key === undefined ? [] : [[expression.key, known(index)] as const]),
          ]),
        ),
      );
    return combined(
      items.map((item) => item.json),
      [source, ...items],
    );
  }

  #reference({ path, line }: HclExpression & { readonly kind: "reference" }, instance: BicepInstance, names: Names): Value {
    const [head, ...rest] = path;
    const text = written({ kind: "reference", path, line });
    if (head === undefined) return symbolic(text);
    if (typeof head !== "string") return this.#descend(this.value(head, instance, names), rest, instance, names, text);
    const name = names.get(head);
    if (name !== undefined) return this.#descend(name, rest, instance, names, text);
    const declaration = instance.declarations.get(head);
    if (declaration?.kind === "param" || declaration?.kind === "var")
      return this.#descend(this.named(head, instance), rest, instance, names, text);
    const child = instance.children.get(head);
    if (child !== undefined && rest[0] === "outputs" && typeof rest[1] === "string") {
      const output = child.declarations.get(`output ${rest[1]}`)?.value;
      return output === undefined ? symbolic(text) : this.#descend(this.value(output, child), rest.slice(2), instance, names, text);
    }
    const address = instance.addresses.get(head);
    if (address === undefined) return symbolic(text);
    const value = declaration?.value === undefined ? symbolic(text) : this.#attribute(declaration.value, rest, instance);
    return { ...(value ?? symbolic(text)), references: [address] };
  }

  /** `account.name` is the name that the resource gives itself. */
  #attribute(body: HclExpression, rest: readonly (string | HclExpression)[], instance: BicepInstance): Value | undefined {
    if (rest.length !== 1 || body.kind !== "object") return undefined;
    const found = body.entries.find(({ key }) => key.kind === "literal" && key.value === rest[0])?.value;
    return found === undefined ? undefined : this.value(found, instance);
  }

  named(name: string, instance: BicepInstance): Value {
    const cache = this.#done.get(instance) ?? new Map<string, Value>();
    this.#done.set(instance, cache);
    const done = cache.get(name);
    const key = `${instance.file}|${name}`;
    if (done !== undefined) return done;
    if (this.#running.has(key)) return symbolic(name);
    this.#running.add(key);
    const declaration = instance.declarations.get(name);
    const given = instance.given.get(name)?.();
    const own = declaration?.value === undefined ? symbolic(name) : this.value(declaration.value, instance);
    const value =
      given !== undefined && (!isOpen(given.json) || isBlank(own.json))
        ? given
        : given !== undefined && declaration?.value === undefined
          ? given
          : declaration?.kind === "param"
            ? { ...own, sample: true, references: [...own.references, ...(given?.references ?? [])] }
            : own;
    this.#running.delete(key);
    cache.set(name, value);
    return value;
  }

  #descend(from: Value, path: readonly (string | HclExpression)[], instance: BicepInstance, names: Names, text: string): Value {
    let json: Json | undefined = from.json;
    for (const step of path) {
      const index = typeof step === "string" ? step : this.value(step, instance, names).json;
      if (isList(json) && typeof index === "number") json = json[index];
      else if (isRecord(json) && typeof index === "string" && Object.hasOwn(json, index)) json = json[index];
      else return symbolic(text, from.references);
      if (json === undefined) return symbolic(text, from.references);
    }
    return { ...from, json };
  }
}

/** A default that says only that nothing is given. */
function isBlank(json: Json): boolean {
  return json === "" || json === null || (isList(json) && json.length === 0) || (isRecord(json) && Object.keys(json).length === 0);
}

function withSample(value: Value, test: Value): Value {
  return { ...value, sample: value.sample || test.sample };
}

function bicepFunction(name: string, values: readonly Json[], first: Json | undefined, second: Json | undefined): Json | undefined {
  switch (name) {
    case "toLower":
      return typeof first === "string" ? first.toLowerCase() : undefined;
    case "toUpper":
      return typeof first === "string" ? first.toUpperCase() : undefined;
    case "empty":
      return first === null || first === ""
        ? true
        : isOpen(first ?? null)
          ? // A text with a part that is known is not empty, whatever the others come to.
            typeof first === "string" && first.replace(/\$\{[^}]*\}/g, "") !== ""
            ? false
            : undefined
          : isList(first)
            ? first.length === 0
            : isRecord(first)
              ? Object.keys(first).length === 0
              : typeof first === "string"
                ? false
                : undefined;
    case "concat":
      return values.every((value) => isList(value)) ? values.flat() : values.map((value) => textOf(value)).join("");
    case "union":
      return values.every(isRecord) ? Object.assign({}, ...values) : values.every((value) => isList(value)) ? values.flat() : undefined;
    case "contains":
      return isRecord(first) && typeof second === "string"
        ? Object.hasOwn(first, second)
        : isList(first) && second !== undefined
          ? first.includes(second)
          : undefined;
    case "format":
      return typeof first === "string"
        ? first.replace(/\{(\d+)\}/g, (_whole, index: string) => textOf(values[Number(index) + 1] ?? ""))
        : undefined;
    case "take":
      return typeof first === "string" && typeof second === "number" && !isOpen(first) ? first.slice(0, second) : undefined;
    case "resourceId":
    case "subscriptionResourceId":
    case "tenantResourceId":
      return values.every((value) => typeof value === "string" && !isOpen(value)) ? values.join("/") : undefined;
    case "items":
      return isRecord(first)
        ? Object.entries(first)
            .sort(([a], [b]) => compareText(a, b))
            .map(([key, value]) => ({ key, value }))
        : undefined;
    case "range":
      return typeof first === "number" && typeof second === "number" && second >= 0 && second <= 1000
        ? Array.from({ length: second }, (_, index) => first + index)
        : undefined;
    case "array":
      return first === undefined ? undefined : isList(first) ? first : [first];
    // A parameter file reads the environment of whoever deploys; its second argument is the default.
    case "readEnvironmentVariable":
      return second;
    case "string":
    case "int":
    case "bool":
      return first;
    case "replace":
    case "length":
    case "split":
    case "join":
    case "coalesce":
      return FUNCTIONS[name]?.(values);
    default:
      return undefined;
  }
}

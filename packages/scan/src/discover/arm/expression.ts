import { type ConfigNode, entry, text } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import { textOf } from "../terraform/value.ts";

/** What a template expression gives: `${…}` as written where only a deployment knows. */
export interface ArmValue {
  readonly json: Json;
  /** `type/name` of resources that resourceId() names. */
  readonly references: readonly string[];
  readonly line: number;
}

const DEPTH = 30;
const STEPS = 100_000;
const LENGTH = 50_000;
/** Steps taken in each template: variables that name each other twice would double with every one. */
const TAKEN = new WeakMap<ConfigNode, number>();

/**
 * Template expressions, in a round of a copy loop where one is given (learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions).
 */
export function armValue(node: ConfigNode, template: ConfigNode, depth = 0, round?: number): ArmValue {
  const { line } = node;
  const taken = (TAKEN.get(template) ?? 0) + 1;
  TAKEN.set(template, taken);
  if (depth > DEPTH || taken > STEPS) return { json: "${…}", references: [], line };
  if (node.kind === "list") {
    const parts = node.items.map((item) => armValue(item, template, depth + 1, round));
    return { json: parts.map((part) => part.json), references: parts.flatMap((part) => part.references), line };
  }
  if (node.kind === "map") {
    const parts = node.entries.map(({ key, value }) => [key, armValue(value, template, depth + 1, round)] as const);
    return {
      json: Object.fromEntries(parts.map(([key, part]) => [key, part.json])),
      references: parts.flatMap(([, part]) => part.references),
      line,
    };
  }
  const written = node.value;
  if (typeof written !== "string" || !/^\[(?!\[).*\]$/s.test(written)) return { json: written, references: [], line };
  const reader = new ExpressionReader(written.slice(1, -1), template, depth, line, round);
  return reader.read() ?? { json: `\${${written.slice(1, -1)}}`, references: reader.references, line };
}

class ExpressionReader {
  readonly references: string[] = [];
  readonly #text: string;
  readonly #template: ConfigNode;
  readonly #depth: number;
  /** Round of the copy loop that the expression stands in. */
  readonly #round: number | undefined;
  #line: number;
  #at = 0;

  constructor(text: string, template: ConfigNode, depth: number, line: number, round: number | undefined) {
    this.#round = round;
    this.#text = text;
    this.#template = template;
    this.#depth = depth;
    this.#line = line;
  }

  /** Undefined where a part is not known. */
  read(): ArmValue | undefined {
    const json = this.#expression(0);
    return json === undefined || this.#at < this.#text.trimEnd().length
      ? undefined
      : { json, references: this.references, line: this.#line };
  }

  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? "")) this.#at += 1;
  }

  #expression(depth: number): Json | undefined {
    if (depth > DEPTH) return undefined;
    this.#space();
    const literal = /^(?:'((?:[^']|'')*)'|(-?\d+))/.exec(this.#text.slice(this.#at));
    if (literal !== null) {
      this.#at += literal[0].length;
      return literal[2] === undefined ? (literal[1] ?? "").replaceAll("''", "'") : Number(literal[2]);
    }
    const name = /^[A-Za-z_][\w.]*(?=\s*\()/.exec(this.#text.slice(this.#at))?.[0];
    if (name === undefined) return undefined;
    this.#at += name.length;
    this.#space();
    this.#at += 1;
    const values: (Json | undefined)[] = [];
    for (this.#space(); this.#at < this.#text.length && this.#text[this.#at] !== ")"; this.#space()) {
      const before = this.#at;
      if (this.#text[this.#at] === ",") this.#at += 1;
      else values.push(this.#expression(depth + 1));
      if (this.#at === before) return undefined;
    }
    this.#at += 1;
    return this.#properties(this.#call(name, values));
  }

  #properties(from: Json | undefined): Json | undefined {
    let json = from;
    for (;;) {
      const step = /^\.([A-Za-z_]\w*)/.exec(this.#text.slice(this.#at));
      let key: Json | undefined;
      if (step !== null) {
        this.#at += step[0].length;
        key = step[1];
      } else if (this.#text[this.#at] === "[") {
        this.#at += 1;
        key = this.#expression(1);
        this.#space();
        if (this.#text[this.#at] !== "]") return undefined;
        this.#at += 1;
      } else return json;
      const name = typeof key === "number" || typeof key === "string" ? String(key) : undefined;
      json =
        name !== undefined && typeof json === "object" && json !== null && Object.hasOwn(json, name)
          ? Object.entries(json).find(([own]) => own === name)?.[1]
          : undefined;
    }
  }

  #call(name: string, values: readonly (Json | undefined)[]): Json | undefined {
    const [first, second] = values;
    const complete = values.every((value) => value !== undefined);
    switch (name.toLowerCase()) {
      case "parameters":
        return this.#lookup(entry(entry(entry(this.#template, "parameters")?.value, textOf(first ?? ""))?.value, "defaultValue")?.value);
      case "variables":
        return this.#lookup(entry(entry(this.#template, "variables")?.value, textOf(first ?? ""))?.value);
      case "concat":
        return values.reduce<number>((sum, value) => sum + (typeof value === "string" ? value.length : 1), 0) > LENGTH
          ? undefined
          : complete
            ? Array.isArray(first)
              ? values.flat().filter((value) => value !== undefined)
              : values.map((value) => textOf(value ?? "")).join("")
            : undefined;
      case "format":
        // A part that only a deployment knows leaves a gap: the other parts still say something.
        return typeof first === "string"
          ? first.replace(/\{(\d+)\}/g, (_whole, index: string) => {
              const value = values[Number(index) + 1];
              return value === undefined ? "${…}" : textOf(value);
            })
          : undefined;
      case "tolower":
        return typeof first === "string" ? first.toLowerCase() : undefined;
      case "toupper":
        return typeof first === "string" ? first.toUpperCase() : undefined;
      case "if":
        return first === true ? second : first === false ? values[2] : undefined;
      case "resourceid": {
        const names = values.filter((value) => typeof value === "string");
        const type = names.findIndex((value) => String(value).includes("/"));
        if (type !== -1) this.references.push([names[type], ...names.slice(type + 1)].join("/"));
        return undefined;
      }
      case "copyindex": {
        const offset = values.find((value) => typeof value === "number");
        return this.#round === undefined ? undefined : this.#round + (typeof offset === "number" ? offset : 0);
      }
      case "length":
        return Array.isArray(first) || typeof first === "string"
          ? first.length
          : typeof first === "object" && first !== null
            ? Object.keys(first).length
            : undefined;
      case "createarray":
        return complete ? values.filter((value) => value !== undefined) : undefined;
      case "true":
        return true;
      case "false":
        return false;
      default:
        return undefined;
    }
  }

  #lookup(node: ConfigNode | undefined): Json | undefined {
    if (node === undefined) return undefined;
    const value = armValue(node, this.#template, this.#depth + 1);
    this.references.push(...value.references);
    const open = typeof value.json === "string" && value.json.includes("${");
    if (!open && text(node) !== undefined) this.#line = value.line;
    return open ? undefined : value.json;
  }
}

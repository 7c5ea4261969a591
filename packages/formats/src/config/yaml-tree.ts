import { isAlias, isMap, isScalar, isSeq, type LineCounter, type Pair, type Range, type Scalar } from "yaml";
import type { Budget } from "../budget.ts";
import { FormatError } from "../errors.ts";
import type { ConfigEntry, ConfigNode } from "./node.ts";
import type { NodeCount } from "./reading.ts";

/** Turns the nodes of the yaml library into ours. */
export class YamlTree {
  /** A key that is a map or list: most likely an unmasked template action. */
  oddKeys = false;
  readonly #anchors = new Map<string, { readonly node: ConfigNode; readonly size: number }>();
  readonly #text: string;
  readonly #counter: LineCounter;
  readonly #offset: number;
  readonly #budget: Budget;
  readonly #count: NodeCount;
  readonly #restore: (value: string) => string;

  constructor(text: string, counter: LineCounter, offset: number, budget: Budget, count: NodeCount, restore: (value: string) => string) {
    this.#text = text;
    this.#counter = counter;
    this.#offset = offset;
    this.#budget = budget;
    this.#count = count;
    this.#restore = restore;
  }

  #line(at: number): number {
    return this.#offset + this.#counter.linePos(at).line;
  }

  #place(range: Range | null | undefined): { readonly line: number; readonly endLine: number } {
    const [start, end] = range ?? [0, 0];
    let last = end - 1;
    while (last > start && /\s/.test(this.#text[last] ?? "")) last -= 1;
    const line = this.#line(start);
    return { line, endLine: Math.max(line, this.#line(Math.max(start, last))) };
  }

  node(source: unknown, depth: number): ConfigNode {
    if (depth > this.#budget.depth) throw new FormatError("BUDGET_DEPTH", `YAML is nested deeper than ${this.#budget.depth}`);
    if (isAlias(source)) {
      const target = this.#anchors.get(source.source);
      const place = this.#place(source.range);
      this.#count.take(target?.size ?? 1, place.line);
      // An alias inside its own anchor has no value here: a tree cannot hold itself.
      return target?.node ?? { kind: "scalar", value: null, ...place };
    }
    const before = this.#count.used;
    const node = this.#plain(source, depth);
    const anchor = isMap(source) || isSeq(source) || isScalar(source) ? source.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, { node, size: this.#count.used - before });
    return node;
  }

  #plain(source: unknown, depth: number): ConfigNode {
    if (isMap(source)) {
      const place = this.#place(source.range);
      this.#count.take(1, place.line);
      const entries = source.items.flatMap((pair) => this.#pair(pair, depth, place.line));
      const last = entries.at(-1);
      const endLine = source.flow === true ? place.endLine : endOf(place, last?.line, last?.value);
      return { kind: "map", entries: merged(entries), line: place.line, endLine, ...tagOf(source.tag) };
    }
    if (isSeq(source)) {
      const place = this.#place(source.range);
      this.#count.take(1, place.line);
      // `- a: b` inside a flow list is a pair.
      const list = source.items.map((item) => this.node(item, depth + 1));
      const endLine = source.flow === true ? place.endLine : endOf(place, undefined, list.at(-1));
      return { kind: "list", items: list, line: place.line, endLine, ...tagOf(source.tag) };
    }
    const place = this.#place(isScalar(source) ? source.range : undefined);
    this.#count.take(1, place.line);
    return {
      kind: "scalar",
      value: isScalar(source) ? this.#value(source) : null,
      ...place,
      ...(isScalar(source) ? tagOf(source.tag) : {}),
    };
  }

  #pair(pair: Pair, depth: number, line: number): ConfigEntry[] {
    const key = pair.key;
    if (isMap(key) || isSeq(key)) this.oddKeys = true;
    const name = this.#name(key);
    const keyLine = isScalar(key) ? this.#place(key.range).line : line;
    if (isScalar(key) && key.anchor !== undefined)
      this.#anchors.set(key.anchor, { node: { kind: "scalar", value: name, line: keyLine, endLine: keyLine }, size: 1 });
    return [
      {
        key: name,
        line: keyLine,
        value: pair.value === null ? { kind: "scalar", value: null, line: keyLine, endLine: keyLine } : this.node(pair.value, depth + 1),
      },
    ];
  }

  /** A key as text; an alias stands for the scalar that its anchor names, in keys as in values. */
  #name(key: unknown): string {
    if (isScalar(key)) return this.#restore(String(isString(key) ? key.value : (key.source ?? key.value)));
    const target = isAlias(key) ? this.#anchors.get(key.source)?.node : undefined;
    return target?.kind === "scalar" && target.value !== null ? String(target.value) : "";
  }

  #value(scalar: Scalar): string | number | boolean | null {
    const { value, source } = scalar;
    if (typeof value === "string") return this.#restore(value);
    if (typeof value === "boolean" || value === null || value === undefined) return value ?? null;
    // 012345678901 is an account, 12345678901234567890 does not fit, .nan is no JSON.
    if (
      typeof value === "number" &&
      Number.isFinite(value) &&
      !(source !== undefined && /^[-+]?\d+$/.test(source) && String(value) !== source)
    )
      return value;
    return source ?? String(value);
  }
}

/** A block collection ends where its last value ends: comments behind it are nobody's. An alias stands at its key. */
function endOf(place: { readonly line: number; readonly endLine: number }, key: number | undefined, value: ConfigNode | undefined): number {
  return Math.min(place.endLine, Math.max(place.line, key ?? 0, value?.endLine ?? place.endLine));
}

function isString(scalar: Scalar): boolean {
  return typeof scalar.value === "string";
}

/** Tags of YAML's own types. What else is written under its name (`!!python/object/apply:os.system`) is none of them. */
const OWN_TAG = /^tag:yaml\.org,2002:(?:null|bool|int|float|str|map|seq|set|omap|pairs|binary|timestamp|merge|value|yaml)$/;

function tagOf(tag: string | undefined): { readonly tag?: string } {
  return tag === undefined || OWN_TAG.test(tag) ? {} : { tag };
}

/** Merge keys (`<<`): own keys win, then earlier sources (yaml.org/type/merge). */
function merged(entries: readonly ConfigEntry[]): readonly ConfigEntry[] {
  if (!entries.some((entry) => entry.key === "<<")) return entries;
  const own = entries.filter((entry) => entry.key !== "<<");
  const known = new Set(own.map((entry) => entry.key));
  const result = [...own];
  for (const merge of entries.filter((entry) => entry.key === "<<")) {
    const sources = merge.value.kind === "list" ? merge.value.items : [merge.value];
    for (const inherited of sources.flatMap((source) => (source.kind === "map" ? source.entries : []))) {
      if (known.has(inherited.key)) continue;
      known.add(inherited.key);
      result.push(inherited);
    }
  }
  return result;
}

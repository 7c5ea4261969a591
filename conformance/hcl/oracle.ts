import * as hcl2json from "@cdktf/hcl2json";
import { z } from "zod";
import { literal, loop, object, step, template, text, traversal, unary } from "./canonical.ts";

/* The other reader: HashiCorp's own parser, by way of @cdktf/hcl2json (MPL-2.0), which is only run, and only in this suite. */

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

interface Node {
  readonly type: string;
  readonly meta: { readonly [key: string]: unknown };
  readonly children: readonly Node[];
  /** Places in the UTF-8 text. */
  readonly range: { readonly start: { readonly byte: number }; readonly end: { readonly byte: number } };
}

const jsonValue: z.ZodType<JsonValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(jsonValue), z.record(z.string(), jsonValue)]),
);
const place = z.object({ byte: z.number() });
const node: z.ZodType<Node> = z.lazy(() =>
  z.object({
    type: z.string(),
    meta: z
      .record(z.string(), z.unknown())
      .nullish()
      .transform((meta) => meta ?? {}),
    children: z
      .array(node)
      .nullish()
      .transform((children) => children ?? []),
    range: z.object({ start: place, end: place }),
  }),
);
type Method = (name: string, source: string) => Promise<unknown>;
const library = z.object({
  parse: z.custom<Method>((value) => typeof value === "function"),
  getExpressionAst: z.custom<Method>((value) => typeof value === "function"),
});
const traversalPart = z.array(z.object({ range: z.object({ start: place, end: place }) }));

const OPERATORS: { readonly [name: string]: string } = {
  logicalOr: "||",
  logicalAnd: "&&",
  equal: "==",
  notEqual: "!=",
  greaterThan: ">",
  greaterThanOrEqual: ">=",
  lessThan: "<",
  lessThanOrEqual: "<=",
  add: "+",
  subtract: "-",
  multiply: "*",
  divide: "/",
  modulo: "%",
};

export interface Oracle {
  /** The file as JSON, or undefined where it is no HCL, or is a constant that cannot be worked out. */
  readonly file: (source: string) => Promise<{ readonly [key: string]: JsonValue } | undefined>;
  /** An attribute's value in the spelling of canonical.ts. */
  readonly value: (value: JsonValue) => Promise<string>;
}

/** HashiCorp's parser. */
export function oracleOf(): Oracle {
  const { parse, getExpressionAst } = library.parse(hcl2json);
  const read = async (source: string): Promise<{ readonly [key: string]: JsonValue } | undefined> => {
    try {
      return z.record(z.string(), jsonValue).parse(await parse("file.tf", source));
    } catch (error) {
      if (error instanceof Error && /parse config|convert to HCL/.test(error.message)) return undefined;
      throw error;
    }
  };
  const value = async (given: JsonValue): Promise<string> => {
    if (Array.isArray(given)) return `[${(await Promise.all(given.map(value))).join(" ")}]`;
    if (typeof given === "object" && given !== null)
      return object(await Promise.all(Object.entries(given).map(async ([key, item]) => [await value(key), await value(item)] as const)));
    if (typeof given !== "string") return literal(given);
    if (!/[$%]\{/.test(given)) return text(given);
    // What it gives back is a template without quotes: a heredoc takes it as it is, and ends in a line end of its own.
    const source = `<<END_OF_VALUE_7\n${given}\nEND_OF_VALUE_7\n`;
    const tree = node.parse(await getExpressionAst("value.tf", source));
    const speller = new Speller(Buffer.from(source), async (nested) => {
      const again = await read(`x = ${nested}\n`);
      return again === undefined ? `unread ${nested}` : await value(again["x"] ?? null);
    });
    const parts = await Promise.all(tree.children.map((part) => speller.spelled(part)));
    const last = parts.at(-1) ?? "";
    return template([...parts.slice(0, -1), last.replace(/\\n"$/, '"')].filter((part) => part !== '""'));
  };
  return { file: read, value };
}

/** Spells a tree of the library; nested templates are given to it again, as its trees hold their source only. */
class Speller {
  readonly #source: Buffer;
  readonly #again: (template: string) => Promise<string>;

  constructor(source: Buffer, again: (template: string) => Promise<string>) {
    this.#source = source;
    this.#again = again;
  }

  async spelled(tree: Node, directive = false): Promise<string> {
    const { type, meta, children } = tree;
    const child = async (index: number, within = false): Promise<string> => {
      const found = children[index];
      return found === undefined ? "" : await this.spelled(found, within);
    };
    const all = async (): Promise<readonly string[]> => await Promise.all(children.map((part) => this.spelled(part)));
    const source = String(meta["value"]);
    switch (type) {
      case "":
        return await child(0);
      case "literalValue":
        return literalOf(String(meta["type"]), source);
      case "templateWrap":
        return template(await all());
      case "template":
        return !directive && /^(?:"|<<)/.test(source) ? await this.#again(source) : template(await all());
      case "templateJoin":
        return `join("" ${await child(0, true)})`;
      case "tuple":
        return `[${(await all()).join(" ")}]`;
      case "object": {
        const values = await all();
        const keys = await Promise.all(children.map((key, index) => (index % 2 === 0 ? this.#keyOf(key) : "")));
        return object(keys.flatMap((key, index) => (index % 2 === 0 ? [[key, values[index + 1] ?? ""] as const] : [])));
      }
      case "conditional": {
        const inText = source.startsWith("%{");
        return `(${await child(0)} ? ${await child(1, inText)} : ${await child(2, inText)})`;
      }
      case "binaryOp":
        return `(${await child(0)} ${OPERATORS[String(meta["operator"])] ?? String(meta["operator"])} ${await child(1)})`;
      case "unaryOp":
        return unary(meta["operator"] === "negate" ? "-" : "!", await child(0));
      case "function":
        return `${String(meta["name"])}(${(await all()).join(" ")}${meta["expandedFinalArgument"] === true ? "..." : ""})`;
      case "for": {
        const keyed = filled(meta["keyExpression"]);
        const tested = filled(meta["conditionalExpression"]);
        return loop({
          key: filled(meta["keyVar"]) ? String(meta["keyVar"]) : undefined,
          value: String(meta["valVar"]),
          source: await child(0),
          resultKey: keyed ? await child(1) : undefined,
          result: await child(keyed ? 2 : 1, directive),
          groups: meta["groupedValue"] === true,
          condition: tested ? await child(keyed ? 3 : 2) : undefined,
        });
      }
      default: {
        const { head, steps } = await this.#route(tree);
        return traversal(head, steps);
      }
    }
  }

  /** A bare name as an object's key has no node below it. */
  async #keyOf(key: Node): Promise<string> {
    return key.children.length === 0 ? text(this.#slice(key)) : await this.spelled(key);
  }

  #slice({ range: { start, end } }: Pick<Node, "range">): string {
    return this.#source.subarray(start.byte, end.byte).toString();
  }

  async #route(tree: Node): Promise<Route> {
    const [source, other] = tree.children;
    const parts = (): readonly string[] => traversalPart.parse(tree.meta["traversal"]).map((part) => segmentStep(this.#slice(part)));
    if (tree.type === "scopeTraversal") {
      const [first, ...rest] = parts();
      return { head: `<${first?.replace(/^\."|"$/g, "") ?? ""}>`, steps: rest };
    }
    if (tree.type === "relativeTraversal" && source !== undefined) return await this.#further(source, parts());
    if (tree.type === "index" && source !== undefined && other !== undefined)
      return await this.#further(source, [step(await this.spelled(other))]);
    if (tree.type === "splat" && source !== undefined && other !== undefined) {
      const { head, steps } = await this.#further(source, ["*"]);
      // What each item is asked for hangs on a node without a name.
      const each = await this.#route(other);
      return { head, steps: [...steps, ...(each.head === "" ? [] : [each.head]), ...each.steps] };
    }
    return { head: await this.spelled(tree), steps: [] };
  }

  async #further(source: Node, steps: readonly string[]): Promise<Route> {
    if (source.type === "") return source.children[0] === undefined ? { head: "", steps } : await this.#further(source.children[0], steps);
    if (!/^(?:scopeTraversal|relativeTraversal|index|splat)$/.test(source.type)) return { head: await this.spelled(source), steps };
    const before = await this.#route(source);
    return before.steps.includes("*")
      ? { head: traversal(before.head, before.steps), steps }
      : { head: before.head, steps: [...before.steps, ...steps] };
  }
}

interface Route {
  readonly head: string;
  readonly steps: readonly string[];
}

function filled(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function literalOf(type: string, value: string): string {
  // It escapes again what starts no template.
  if (type === "string") return text(value.replace(/\$\$\{|%%\{/g, (found) => found.slice(1)));
  if (type === "number") return literal(Number(value));
  return value;
}

/** `.name`, `.0`, `[0]` or `["name"]` as it stands. */
function segmentStep(source: string): string {
  const inner = source.replace(/^\s*[.[]?\s*|\s*\]?\s*$/g, "");
  if (inner.startsWith('"')) {
    const plain = inner.slice(1, -1).replace(/\$\$\{|%%\{/g, (found) => found.slice(1));
    const points = plain.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g, (_, short?: string, long?: string) =>
      String.fromCodePoint(Number.parseInt(short ?? long ?? "0", 16)),
    );
    return step(text(points.replace(/\\(.)/g, (_, letter: string) => ({ n: "\n", r: "\r", t: "\t" })[letter] ?? letter)));
  }
  if (/^\d/.test(inner)) return step(literal(Number(inner)));
  return source.includes("[") ? step(inner) : step(text(inner));
}

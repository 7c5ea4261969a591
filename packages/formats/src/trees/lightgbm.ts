import { type ByteSource, textOf } from "../byte-source.ts";
import { FormatError } from "../errors.ts";
import { type TextLine, textLines } from "../text-lines.ts";
import { checkTree, type TreeModelFacts, TreeProblems } from "./tree-problem.ts";

const LONGEST_LINE = 256 * 1024 * 1024;
const TEXTS_KEPT = 20_000;
const LONGEST_TEXT = 20_000;
/** A tree's tables are held at once. */
const MOST_LEAVES = 4_000_000;

/** Whether the bytes begin like LightGBM's text form. */
export function looksLikeLightgbm(head: Uint8Array): boolean {
  return /^(?:\uFEFF)?tree\r?\n(?:version=|num_class=)/.test(textOf(head.subarray(0, 64)));
}

interface Section {
  /** Offset of its `Tree=` line. */
  readonly start: number;
  readonly number: number;
  readonly fields: Map<string, TextLine>;
}

/**
 * LightGBM's text form: a header, one section for each tree, importances, parameters and the categories of pandas.
 *
 * @throws FormatError BUDGET_BYTES, BUDGET_NODES
 * @see https://github.com/microsoft/LightGBM/blob/master/src/boosting/gbdt_model_text.cpp and src/io/tree.cpp
 */
export function readLightgbm(source: ByteSource): TreeModelFacts {
  return new LightgbmReader(source).read();
}

class LightgbmReader {
  readonly #source: ByteSource;
  readonly #problems = new TreeProblems();
  readonly #header = new Map<string, string>();
  readonly #texts: { readonly where: string; readonly text: string }[] = [];
  readonly #starts: number[] = [];
  #part: "header" | "tree" | "importances" | "parameters" | "end" = "header";
  #section: Section | undefined;
  #nodes = 0;
  #end = 0;
  /** The lines `end of trees` and `end of parameters`, which the writer sets. */
  #closed = 0;
  #treesEnd: number | undefined;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  read(): TreeModelFacts {
    for (const line of textLines(this.#source, LONGEST_LINE)) {
      this.#line(line);
      if (line.text.trim() !== "") this.#end = line.end;
    }
    const header = this.#header;
    // The tables of a tree that the file cuts off say nothing about it.
    if (this.#closed === 0) {
      this.#section = undefined;
      this.#problems.add("unknown", "the file does not come to `end of trees`");
    }
    this.#finish();
    this.#checkSizes();
    const features = whole(header.get("max_feature_idx"));
    const classes = whole(header.get("num_class"));
    return {
      ...(header.has("version") ? { version: (header.get("version") ?? "").slice(0, 40) } : {}),
      ...(header.has("objective") ? { objective: (header.get("objective") ?? "").slice(0, 200) } : {}),
      booster: "lightgbm",
      trees: this.#starts.length,
      nodes: this.#nodes,
      ...(features === undefined ? {} : { features: features + 1 }),
      ...(classes === undefined ? {} : { classes }),
      texts: this.#texts,
      problems: this.#problems.list,
      // Blank lines at the end belong to the text.
      end: isBlank(this.#source, this.#end, this.#source.size - this.#end) ? this.#source.size : this.#end,
    };
  }

  #line(line: TextLine): void {
    const { text, offset } = line;
    if (text.startsWith("Tree=") && (this.#part === "header" || this.#part === "tree")) {
      this.#finish();
      this.#part = "tree";
      const number = whole(text.slice(5));
      if (number !== this.#starts.length)
        this.#problems.add("count", `tree ${this.#starts.length} is numbered ${text.slice(5, 40)}`, offset);
      this.#starts.push(offset);
      this.#section = { start: offset, number: this.#starts.length - 1, fields: new Map() };
    } else if (text === "end of trees" && this.#part !== "parameters") {
      this.#finish();
      this.#treesEnd = offset;
      this.#part = "importances";
      this.#closed++;
    } else if (text === "parameters:") this.#part = "parameters";
    else if (text === "end of parameters") this.#part = "end";
    else if (text.trim() !== "") this.#field(line);
  }

  #field(line: TextLine): void {
    const { text, offset } = line;
    const equals = text.indexOf("=");
    const key = equals < 0 ? text : text.slice(0, equals);
    if (this.#section !== undefined && this.#part === "tree") {
      if (equals < 0) this.#unknown(line);
      else if (this.#section.fields.has(key))
        this.#problems.add("unknown", `tree ${this.#section.number} has ${key.slice(0, 40)} twice`, offset);
      else this.#section.fields.set(key, line);
      return;
    }
    if (this.#part === "header") {
      if (this.#header.has(key)) this.#problems.add("unknown", `the header has ${key.slice(0, 40)} twice`, offset);
      this.#header.set(key, equals < 0 ? "" : text.slice(equals + 1));
    }
    const known =
      this.#part === "parameters"
        ? text.startsWith("[")
        : this.#part === "end"
          ? /^pandas_categorical:/.test(text)
          : this.#part === "importances"
            ? equals > 0 || /^feature[_ ]importances:$/.test(text)
            : equals > 0 || /^(?:tree|average_output|linear_tree)$/.test(text);
    if (!known) this.#unknown(line);
    else if (!/^(?:tree_sizes|feature_infos)$/.test(key)) this.#keep(this.#part, text);
  }

  #unknown({ text, offset }: TextLine): void {
    this.#problems.add("unknown", `a line that LightGBM does not write: ${JSON.stringify(text.slice(0, 60))}`, offset);
    this.#keep("unknown line", text);
  }

  #keep(where: string, text: string): void {
    if (this.#texts.length < TEXTS_KEPT) this.#texts.push({ where, text: text.slice(0, LONGEST_TEXT) });
  }

  /** Checks the section that is open. */
  #finish(): void {
    const section = this.#section;
    this.#section = undefined;
    if (section === undefined) return;
    const name = `tree ${section.number}`;
    const leaves = whole(valueOf(section.fields.get("num_leaves"))) ?? 0;
    if (leaves > this.#source.size) {
      this.#problems.add("impossible", `${name} has ${leaves} leaves in a file of ${this.#source.size} bytes`, section.start);
      return;
    }
    if (leaves < 1) {
      this.#problems.add("count", `${name} has ${leaves} leaves`, section.start);
      return;
    }
    if (leaves > MOST_LEAVES) throw new FormatError("BUDGET_NODES", `${name} has more than ${MOST_LEAVES} leaves`);
    this.#nodes += 2 * leaves - 1;
    const table = (key: string, size: number): readonly number[] => {
      const values = numbers(valueOf(section.fields.get(key)), size + 1);
      if (section.fields.has(key) && values.length !== size)
        this.#problems.add("length", `${name}: ${key} has ${values.length} entries for ${leaves} leaves`, section.start);
      return values;
    };
    table("leaf_value", leaves);
    if (leaves > 1) {
      for (const key of ["split_gain", "decision_type"]) table(key, leaves - 1);
      this.#checkChildren(name, section, leaves, table);
    }
  }

  #checkChildren(name: string, section: Section, leaves: number, table: (key: string, size: number) => readonly number[]): void {
    const left = table("left_child", leaves - 1);
    const right = table("right_child", leaves - 1);
    if (left.length === 0 || right.length === 0) this.#problems.add("length", `${name} has no children tables`, section.start);
    const most = whole(this.#header.get("max_feature_idx"));
    for (const feature of table("split_feature", leaves - 1))
      if (!(feature >= 0 && (most === undefined || feature <= most)))
        this.#problems.add("out-of-range", `${name} splits on feature ${feature} of ${(most ?? 0) + 1}`, section.start);
    // Inner nodes are counted from 0, leaves are written as their complement.
    const index = (child: number | undefined): number =>
      child === undefined || !Number.isInteger(child)
        ? Number.NaN
        : child >= 0
          ? child < leaves - 1
            ? child
            : Number.NaN
          : leaves - 2 - child;
    checkTree(
      {
        size: 2 * leaves - 1,
        children: (node) => (node >= leaves - 1 ? undefined : [index(left[node]), index(right[node])]),
      },
      name,
      this.#problems,
    );
    this.#checkCategories(name, section, table);
  }

  #checkCategories(name: string, section: Section, table: (key: string, size: number) => readonly number[]): void {
    const categories = whole(valueOf(section.fields.get("num_cat"))) ?? 0;
    if (categories <= 0) return;
    if (categories > MOST_LEAVES) {
      this.#problems.add("count", `${name} has ${categories} splits on categories`, section.start);
      return;
    }
    const bounds = table("cat_boundaries", categories + 1);
    const last = bounds.at(-1) ?? 0;
    for (let index = 0; index < bounds.length; index++)
      if (!((bounds[index] ?? -1) >= (index === 0 ? 0 : (bounds[index - 1] ?? 0)) && (bounds[index] ?? 0) <= 2 ** 31)) {
        this.#problems.add("out-of-range", `${name}: the bounds of categories do not rise`, section.start);
        return;
      }
    const entries = numbers(valueOf(section.fields.get("cat_threshold")), MOST_LEAVES * 8).length;
    if (entries < last)
      this.#problems.add("out-of-range", `${name}: ${last} words of categories are announced, ${entries} stand there`, section.start);
  }

  /** The loader jumps to each tree by these sizes, so that wrong ones make it read elsewhere. */
  #checkSizes(): void {
    const declared = this.#header.get("tree_sizes");
    if (declared === undefined) return;
    const sizes = numbers(declared, 10_000_000);
    if (sizes.length !== this.#starts.length)
      this.#problems.add("count", `${sizes.length} sizes of trees are declared for ${this.#starts.length} trees`);
    let at = this.#starts[0] ?? 0;
    for (let index = 0; index < sizes.length; index++) {
      const size = sizes[index] ?? Number.NaN;
      at += size;
      const next = this.#starts[index + 1] ?? this.#treesEnd;
      if (!(size >= 0) || at > this.#source.size) {
        this.#problems.add("count", `the declared size of tree ${index} leads outside of the file`, this.#starts[index]);
        return;
      }
      if (next !== undefined && at !== next && isBlank(this.#source, Math.min(at, next), Math.abs(next - at))) at = next;
      if (next !== undefined && at !== next) {
        this.#problems.add(
          "count",
          `tree ${index} declares ${size} bytes and has ${next - (this.#starts[index] ?? 0)}`,
          this.#starts[index],
        );
        return;
      }
    }
  }
}

function valueOf(line: TextLine | undefined): string | undefined {
  return line?.text.slice(line.text.indexOf("=") + 1);
}

function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;
}

/** Numbers with blanks between them, at most `most`. */
function numbers(text: string | undefined, most: number): readonly number[] {
  const values: number[] = [];
  if (text === undefined) return values;
  for (let at = 0; at < text.length && values.length < most; ) {
    let end = text.indexOf(" ", at);
    if (end < 0) end = text.length;
    if (end > at) values.push(Number(text.slice(at, end)));
    at = end + 1;
  }
  return values;
}

function isBlank(source: ByteSource, start: number, length: number): boolean {
  return length < 64 && textOf(source.read(start, length)).trim() === "";
}

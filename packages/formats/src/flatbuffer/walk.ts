import type { ByteSource } from "../byte-source.ts";
import { ByteWindow } from "../byte-window.ts";
import type { ByteRange } from "../protobuf/walk.ts";
import type { FlatFieldType, FlatSchema, FlatTableType } from "./schema.ts";

const MAX_TABLES = 5_000_000;
const MAX_DEPTH = 200;
const MAX_PROBLEMS = 50;
const MAX_TEXT = 64 * 1024;

export interface FlatProblem {
  /** `bounds`: an offset or a length leads out of the buffer. `overflow`: it wraps around 32 bits on its way. */
  readonly kind: "bounds" | "overflow" | "unknown-field" | "two-types" | "depth" | "tables" | "union";
  readonly table: string;
  readonly offset: number;
  readonly detail: string;
}

/** One table whose own bytes were checked; what it refers to is checked by the walk. */
export interface FlatAccess {
  readonly name: string;
  readonly offset: number;
  number(field: string): number | undefined;
  /** At most 64 kB; undefined where there is none or it leads out of the buffer. */
  text(field: string): string | undefined;
  /** Elements of a vector as a range; undefined where there is none or it leads out of the buffer. */
  vector(field: string): (ByteRange & { readonly count: number }) | undefined;
  /** The numbers of a vector of scalars, the first `most`. */
  numbers(field: string, most: number): readonly number[];
}

export interface FlatEvents {
  /** Each table once, before what it refers to. `within` is the table and field that led there. */
  table(access: FlatAccess, within: string): void;
  claim(start: number, end: number, what: string): void;
  problem(problem: FlatProblem): void;
  spend?(steps: number): void;
}

interface Open {
  readonly at: number;
  readonly type: FlatTableType;
  readonly within: string;
  readonly depth: number;
}

/** Bytes of a field in its table: what is not a scalar or a structure is an offset. */
function inlineWidth({ kind, width }: FlatFieldType): number {
  return kind === "scalar" || kind === "structure" ? width : 4;
}

class FlatWalk {
  readonly #window: ByteWindow;
  readonly #end: number;
  readonly #schema: FlatSchema;
  readonly #events: FlatEvents;
  /** Types of tables by their place. */
  readonly #tables = new Map<number, string>();
  /** Places of vtables, vectors and texts that were claimed. */
  readonly #claimed = new Set<number>();
  readonly #open: Open[] = [];
  readonly #decoder = new TextDecoder();
  #problems = 0;
  /** The furthest byte claimed. */
  reach = 0;

  constructor(window: ByteWindow, end: number, schema: FlatSchema, events: FlatEvents) {
    this.#window = window;
    this.#end = end;
    this.#schema = schema;
    this.#events = events;
  }

  #has(at: number, length: number): boolean {
    return at >= 0 && length >= 0 && at + length <= this.#end;
  }

  #claim(start: number, end: number, what: string): void {
    this.reach = Math.max(this.reach, end);
    this.#events.claim(start, end, what);
  }

  #problem(kind: FlatProblem["kind"], table: string, offset: number, detail: string): void {
    if (this.#problems++ < MAX_PROBLEMS) this.#events.problem({ kind, table, offset, detail });
  }

  run(root: FlatTableType): void {
    this.#claim(0, Math.min(8, this.#end), "header");
    const at = this.#window.u32(0);
    this.#push({ at, type: root, within: "", depth: 0 }, 0);
    let steps = 0;
    for (let open = this.#open.pop(); open !== undefined; open = this.#open.pop()) {
      if (++steps % 256 === 0) this.#events.spend?.(256);
      this.#table(open);
    }
  }

  #push(open: Open, from: number): void {
    const known = this.#tables.get(open.at);
    if (known === open.type.name) return;
    if (known !== undefined) {
      this.#problem("two-types", open.type.name, open.at, `is a ${known} too`);
      return;
    }
    if (!this.#has(open.at, 4) || open.at <= from) {
      this.#problem(open.at >= 2 ** 32 ? "overflow" : "bounds", open.type.name, from, `leads to byte ${open.at}`);
      return;
    }
    if (open.depth > MAX_DEPTH) this.#problem("depth", open.type.name, open.at, "lies deeper than readers go");
    else if (this.#tables.size >= MAX_TABLES) this.#problem("tables", open.type.name, open.at, "is one of too many tables");
    else {
      this.#tables.set(open.at, open.type.name);
      this.#open.push(open);
    }
  }

  #table({ at, type, within, depth }: Open): void {
    const window = this.#window;
    const vtable = at - window.i32(at);
    if (!this.#has(vtable, 4)) {
      this.#problem("bounds", type.name, at, "has its list of fields outside of the buffer");
      return;
    }
    const size = window.u16(vtable);
    const inline = window.u16(vtable + 2);
    if (size < 4 || size % 2 !== 0 || inline < 4 || !this.#has(vtable, size) || !this.#has(at, inline)) {
      this.#problem("bounds", type.name, at, "has a broken list of fields");
      return;
    }
    if (!this.#claimed.has(vtable)) {
      this.#claimed.add(vtable);
      this.#claim(vtable, vtable + size, "fields");
    }
    this.#claim(at, at + inline, "table");
    const places = new Map<string, { readonly at: number; readonly field: FlatFieldType }>();
    for (let number = 0; number < (size - 4) / 2; number++) {
      const offset = window.u16(vtable + 4 + number * 2);
      if (offset === 0) continue;
      const field = type.fields.get(number);
      if (field === undefined) this.#problem("unknown-field", type.name, at, `has the field ${number}`);
      else if (offset < 4 || offset + inlineWidth(field) > inline)
        this.#problem("bounds", type.name, at, `has ${field.name} outside of itself`);
      else places.set(field.name, { at: at + offset, field });
    }
    this.#events.table(this.#access(type.name, at, places), within);
    for (const { at: place, field } of places.values()) this.#follow(type, place, field, depth, places);
  }

  #follow(
    type: FlatTableType,
    place: number,
    field: FlatFieldType,
    depth: number,
    places: ReadonlyMap<string, { readonly at: number; readonly field: FlatFieldType }>,
  ): void {
    const within = `${type.name}.${field.name}`;
    const below = depth + 1;
    switch (field.kind) {
      case "scalar":
      case "structure":
        return;
      case "text":
        this.#vector(type.name, place, 1, true);
        return;
      case "table":
        this.#pushTable(field.target, place, within, below);
        return;
      case "union": {
        const kind = places.get(`${field.name}_type`);
        const number = kind === undefined ? 0 : this.#window.u8(kind.at);
        const target = this.#schema.unions.get(field.target)?.get(number);
        if (target === undefined) this.#problem("union", type.name, place, `has ${field.name} of the unknown kind ${number}`);
        else if (target !== "string") this.#pushTable(target, place, within, below);
        return;
      }
      case "scalars":
      case "structures":
        this.#vector(type.name, place, field.width, false);
        return;
      default: {
        const vector = this.#vector(type.name, place, 4, false);
        if (vector === undefined) return;
        // Offsets are followed from the last to the first, since the stack turns them round.
        for (let index = vector.count - 1; index >= 0; index--) {
          const at = vector.start + index * 4;
          if (index % 1024 === 0) this.#events.spend?.(256);
          if (field.kind === "texts") this.#vector(type.name, at, 1, true);
          else if (field.kind === "tables") this.#pushTable(field.target, at, within, below);
        }
      }
    }
  }

  #pushTable(name: string, place: number, within: string, depth: number): void {
    const type = this.#schema.tables.get(name) ?? { name, fields: new Map() };
    this.#push({ at: place + this.#window.u32(place), type, within, depth }, place);
  }

  /** The vector that an offset leads to; claimed once. */
  #vector(table: string, place: number, width: number, text: boolean): (ByteRange & { readonly count: number }) | undefined {
    const at = place + this.#window.u32(place);
    if (!this.#has(at, 4)) {
      this.#problem(at >= 2 ** 32 ? "overflow" : "bounds", table, place, `leads to byte ${at}`);
      return undefined;
    }
    const count = this.#window.u32(at);
    const length = count * width + (text ? 1 : 0);
    if (!this.#has(at + 4, length)) {
      this.#problem(at + 4 + length >= 2 ** 32 ? "overflow" : "bounds", table, at, `has a vector of ${count} elements`);
      return undefined;
    }
    if (!this.#claimed.has(at)) {
      this.#claimed.add(at);
      this.#claim(at, at + 4 + length, text ? "text" : "vector");
    }
    return { start: at + 4, end: at + 4 + count * width, count };
  }

  #access(name: string, offset: number, places: ReadonlyMap<string, { readonly at: number; readonly field: FlatFieldType }>): FlatAccess {
    const range = (field: string): (ByteRange & { readonly count: number }) | undefined => {
      const place = places.get(field);
      if (place === undefined) return undefined;
      const at = place.at + this.#window.u32(place.at);
      if (!this.#has(at, 4)) return undefined;
      const count = this.#window.u32(at);
      const width = place.field.kind === "text" ? 1 : place.field.width;
      return this.#has(at + 4, count * width) ? { start: at + 4, end: at + 4 + count * width, count } : undefined;
    };
    return {
      name,
      offset,
      number: (field) => {
        const place = places.get(field);
        return place === undefined || place.field.kind !== "scalar" ? undefined : this.#scalar(place.at, place.field.scalar);
      },
      text: (field) => {
        const found = range(field);
        return found === undefined ? undefined : this.#decoder.decode(this.#window.slice(found.start, Math.min(found.count, MAX_TEXT)));
      },
      vector: range,
      numbers: (field, most) => {
        const found = range(field);
        const type = places.get(field)?.field;
        if (found === undefined || type?.kind !== "scalars") return [];
        return Array.from({ length: Math.min(found.count, most) }, (_, index) =>
          this.#scalar(found.start + index * type.width, type.scalar),
        );
      },
    };
  }

  #scalar(at: number, type: string): number {
    const window = this.#window;
    switch (type) {
      case "bool":
      case "u8":
        return window.u8(at);
      case "i8":
        return (window.u8(at) << 24) >> 24;
      case "u16":
        return window.u16(at);
      case "i16":
        return (window.u16(at) << 16) >> 16;
      case "u32":
        return window.u32(at);
      case "i32":
        return window.i32(at);
      case "i64":
        return window.u32(at) + window.i32(at + 4) * 2 ** 32;
      case "u64":
        return window.u64(at);
      default:
        return 0;
    }
  }
}

/**
 * Walks every table of a flatbuffer with its schema, in constant memory but for the places that were seen. All offsets
 * are checked before they are followed. Answers where the last byte of a table, text or vector lies.
 * @see https://flatbuffers.dev/internals/
 */
export function walkFlatbuffer(
  source: ByteSource,
  schema: FlatSchema,
  root: string,
  events: FlatEvents,
  end: number = source.size,
): number {
  const walk = new FlatWalk(new ByteWindow(source), Math.min(end, source.size), schema, events);
  const type = schema.tables.get(root);
  if (type !== undefined) walk.run(type);
  return walk.reach;
}

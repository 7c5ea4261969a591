import { readFileSync } from "node:fs";

/*
 * A file of named JSON values: a line with where each of them lies, and then the values. Whoever needs one of them does
 * not pay for the others.
 */

/** The file with these values. */
export function writeParts(parts: ReadonlyMap<string, unknown>): string {
  const places: Record<string, readonly [number, number]> = {};
  const values: string[] = [];
  let at = 0;
  for (const [name, value] of parts) {
    const text = JSON.stringify(value);
    const length = Buffer.byteLength(text);
    places[name] = [at, at + length];
    values.push(text);
    at += length;
  }
  return `${JSON.stringify(places)}\n${values.join("")}`;
}

export interface Parts {
  readonly names: readonly string[];
  /** The value of a part; undefined where there is none of this name. */
  read(name: string): unknown;
}

/** Opens what `writeParts` wrote. */
export function readParts(file: URL): Parts {
  const bytes = readFileSync(file);
  const end = bytes.indexOf("\n");
  const places: Record<string, readonly [number, number]> = JSON.parse(bytes.toString("utf8", 0, end));
  return {
    names: Object.keys(places),
    read: (name) => {
      const place = Object.hasOwn(places, name) ? places[name] : undefined;
      return place === undefined ? undefined : JSON.parse(bytes.toString("utf8", end + 1 + place[0], end + 1 + place[1]));
    },
  };
}

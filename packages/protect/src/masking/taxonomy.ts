import { ProtectError } from "../errors.ts";

/** What values are called at a level of generality; undefined for a value that it does not know. */
export type Taxonomy = (value: string, level: number) => string | undefined;

const LARGEST = 64 * 1024 * 1024;

/**
 * Reads a hierarchy as ARX writes it: a line for each value, `value;level 1;level 2`, from the special to the general.
 * @throws ProtectError FORMAT_INVALID naming file and line
 */
export function readTaxonomy(text: string, file: string): Taxonomy {
  if (text.length > LARGEST) throw new ProtectError("LIMIT_EXCEEDED", `${file} is larger than a taxonomy may be (${LARGEST} characters).`);
  const names = new Map<string, readonly string[]>();
  let width: number | undefined;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    if (line.trim() === "") continue;
    const levels = line.split(";").map((cell) => cell.trim());
    const fail = (why: string): ProtectError => new ProtectError("FORMAT_INVALID", `${file}, line ${index + 1}: ${why}.`);
    width ??= levels.length;
    if (levels.length < 2) throw fail("a value needs at least one more general name, behind a semicolon");
    if (levels.length !== width) throw fail(`${levels.length} names where the first line has ${width}`);
    const value = levels[0] ?? "";
    if (names.has(value)) throw fail("its value stands above already");
    names.set(value, levels);
  }
  if (width === undefined) throw new ProtectError("FORMAT_INVALID", `${file} holds no taxonomy: value;general name;more general name.`);
  return (value, level) => names.get(value.trim())?.[level];
}

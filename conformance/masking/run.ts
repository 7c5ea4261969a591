/**
 * FF1 against NIST's samples, and its being a permutation on the smallest domain it takes, exhaustively; k, l and t of
 * Adult (UCI) and of what Mondrian makes of it, against recounting in the plainest way:
 *   node conformance/masking/run.ts [--vectors DIR] [--exhaustive]
 * Exit code: 0 none failed · 1 some failed · 77 the vectors (DIR/fpe, default ../shared/data) are not there.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { measure } from "../../packages/protect/src/anonymity/measure.ts";
import { commonValue, mondrian } from "../../packages/protect/src/anonymity/mondrian.ts";
import { type Attribute, classesOf, type People } from "../../packages/protect/src/anonymity/people.ts";
import { Ff1 } from "../../packages/protect/src/masking/ff1.ts";

const { values } = parseArgs({
  options: {
    vectors: { type: "string", default: join(import.meta.dirname, "../../../shared/data") },
    exhaustive: { type: "boolean", default: false },
  },
});
const file = join(values.vectors, "fpe/ff1-nist-samples.json");
if (!existsSync(file)) {
  process.stderr.write(`masking: skipped, ${file} is not there\n`);
  process.exit(77);
}
const hex = z.string().regex(/^(?:[0-9A-Fa-f]{2})*$/);
const Samples = z.array(z.object({ radix: z.int(), key: hex, tweak: hex, plaintext: z.string(), ciphertext: z.string() }));
const samples = Samples.parse(JSON.parse(readFileSync(file, "utf8")));
const digitsOf = (text: string): number[] => [...text].map((letter) => Number.parseInt(letter, 36));
const textOf = (digits: readonly number[]): string => digits.map((digit) => digit.toString(36)).join("");

let failed = 0;
for (const { radix, key, tweak, plaintext, ciphertext } of samples) {
  const cipher = new Ff1(Buffer.from(key, "hex"), radix);
  const bytes = Buffer.from(tweak, "hex");
  const [there, back] = [textOf(cipher.encrypt(digitsOf(plaintext), bytes)), textOf(cipher.decrypt(digitsOf(ciphertext), bytes))];
  if (there === ciphertext && back === plaintext) continue;
  failed++;
  process.stdout.write(`FAILED ${plaintext} under ${key}: ${there} and back ${back}\n`);
}
process.stdout.write(`FF1: ${samples.length - failed} of ${samples.length} samples, both ways\n`);

/** Cells of a simple CSV: Adult has no quotes. */
function adult(path: string): { readonly names: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const [head = "", ...lines] = readFileSync(path, "utf8").trim().split("\n");
  return { names: head.split(","), rows: lines.map((line) => line.split(",")) };
}

function attributeOf(name: string, cells: readonly string[]): Attribute {
  if (cells.every((cell) => /^\d+$/.test(cell))) return { kind: "number", name, values: Float64Array.from(cells, Number) };
  const names = [...new Set(cells)];
  const places = new Map(names.map((text, place) => [text, place]));
  return { kind: "category", name, codes: Int32Array.from(cells, (cell) => places.get(cell) ?? -1), names };
}

/** The definitions again, over texts. */
function recounted(keys: readonly string[], secrets: readonly string[]): { readonly k: number; readonly l: number; readonly t: number } {
  const groups = new Map<string, string[]>();
  for (const [row, key] of keys.entries()) groups.set(key, [...(groups.get(key) ?? []), secrets[row] ?? ""]);
  const all = [...new Set(secrets)];
  const share = (list: readonly string[], value: string): number => list.filter((one) => one === value).length / list.length;
  const overall = new Map(all.map((value) => [value, share(secrets, value)]));
  let [k, l, t] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
  for (const members of groups.values()) {
    k = Math.min(k, members.length);
    l = Math.min(l, new Set(members).size);
    t = Math.max(t, all.reduce((sum, value) => sum + Math.abs(share(members, value) - (overall.get(value) ?? 0)), 0) / 2);
  }
  return { k, l, t };
}

function anonymity(): void {
  const path = join(values.vectors, "datasets/adult-train.csv");
  if (!existsSync(path)) {
    process.stdout.write(`anonymity: skipped, ${path} is not there\n`);
    return;
  }
  const { names, rows } = adult(path);
  const column = (name: string): readonly string[] => rows.map((row) => row[names.indexOf(name)] ?? "");
  const secrets = column("income");
  const people: People = {
    rows: rows.length,
    quasi: ["age", "sex", "race", "education", "native_country"].map((name) => attributeOf(name, column(name))),
    sensitive: [attributeOf("income", secrets)],
  };
  const compare = (what: string, keys: readonly string[], classes: ReturnType<typeof classesOf>): void => {
    const ours = measure(people, classes, 5);
    const plain = recounted(keys, secrets);
    const [income] = ours.sensitive;
    const same = ours.k === plain.k && income?.distinct === plain.l && Math.abs((income?.closeness ?? 2) - plain.t) < 1e-9;
    if (!same) failed++;
    process.stdout.write(
      `${same ? "ok    " : "FAILED"} Adult ${what}: k ${plain.k}, l ${plain.l}, t ${plain.t.toFixed(4)}; ${ours.classes} classes\n`,
    );
  };
  compare(
    "as it stands",
    rows.map((_, row) => people.quasi.map(({ name }) => rows[row]?.[names.indexOf(name)]).join("|")),
    classesOf(people),
  );
  for (const wanted of [{ k: 5 }, { k: 10, l: 2 }, { k: 5, l: 2, t: 0.2 }]) {
    const classes = mondrian(people, wanted);
    const keys = new Array<string>(rows.length).fill("");
    // By what is shown, as whoever reads the released table sees it.
    for (const members of classes) {
      const shown = people.quasi.map((attribute) => commonValue(attribute, members)).join("|");
      for (const row of members) keys[row] = shown;
    }
    const plain = recounted(keys, secrets);
    if (plain.k < wanted.k || plain.l < (wanted.l ?? 0) || plain.t > (wanted.t ?? 1) + 1e-9) failed++;
    process.stdout.write(
      `${JSON.stringify(wanted)}: as shown, k ${plain.k}, l ${plain.l}, t ${plain.t.toFixed(4)}; ${classes.length} classes, ${new Set(keys).size} different to see\n`,
    );
  }
}
anonymity();

if (values.exhaustive) {
  const cipher = new Ff1(Buffer.alloc(32, 9), 10);
  const seen = new Uint8Array(1_000_000);
  for (let value = 0; value < seen.length; value++)
    seen[Number(cipher.encrypt([...String(value).padStart(6, "0")].map(Number), Buffer.from("all")).join(""))] = 1;
  const reached = seen.reduce((sum, one) => sum + one, 0);
  if (reached !== seen.length) failed++;
  process.stdout.write(`FF1 on all six-digit numbers: ${reached} of ${seen.length} reached\n`);
}
process.exitCode = failed === 0 ? 0 : 1;

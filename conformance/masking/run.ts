/**
 * FF1 against NIST's samples, and its being a permutation on the smallest domain it takes, exhaustively:
 *   node conformance/masking/run.ts [--vectors DIR] [--exhaustive]
 * Exit code: 0 none failed · 1 some failed · 77 the vectors (DIR/fpe, default ../shared/data) are not there.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
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

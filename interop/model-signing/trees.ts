import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A seeded stream of numbers in [0, 1) (Steele and others, 2014: splitmix32). */
export function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** Names that sort, escape or split differently from tool to tool. */
const NAMES = [
  "a",
  "a.b",
  "a-b",
  "a+b",
  "model.safetensors",
  "with space",
  " leading",
  "trailing ",
  "-dash",
  "--signature",
  "ünïcödé",
  "e\u0301-decomposed",
  "𝒳-astral",
  "\ufb01-ligature",
  "😀",
  "日本語",
  "colon:1:2",
  'quote"s',
  "apostrophe's",
  "back\\slash",
  "new\nline",
  "tab\there",
  "%41",
  "...",
  "..a",
  ".hidden",
  ".gitignore",
  "CON",
  "x".repeat(200),
];

export interface Tree {
  readonly root: string;
  /** Regular files below the root that a signature holds. */
  readonly files: readonly string[];
  readonly ignored: readonly string[];
  readonly links: boolean;
}

const pick = <T>(random: () => number, list: readonly T[]): T => {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
};

/** Writes a model tree that depends on the seed alone. Shards take no names with colons: model_signing cannot read its own. */
export function growTree(root: string, seed: number, colons = true): Tree {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const random = randomOf(seed);
  const names = colons ? NAMES : NAMES.filter((name) => !name.includes(":"));
  const files = new Set<string>();
  const folders = [""];
  const write = (name: string): void => {
    const bytes = random() < 0.2 ? 0 : Math.floor(random() * (random() < 0.2 ? 40_000 : 600));
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), Buffer.from(Array.from({ length: bytes }, () => Math.floor(random() * 256))));
  };
  const taken = new Set<string>();
  for (let count = 4 + Math.floor(random() * 12); count > 0; count--) {
    const folder = pick(random, folders);
    const name = folder + pick(random, names);
    if (taken.has(name)) continue;
    taken.add(name);
    if (random() < 0.25 && name.length < 100) folders.push(`${name}/`);
    else {
      write(name);
      if (name !== ".gitignore") files.add(name);
    }
  }
  if (files.size === 0) {
    write("only");
    files.add("only");
  }
  for (const name of [".git/HEAD", ".github/ci.yml"]) if (random() < 0.5) write(name);
  const ignored: string[] = [];
  if (random() < 0.5) {
    write("left out/some");
    ignored.push("left out");
  }
  const links = random() < 0.3;
  if (links) {
    writeFileSync(`${root}.outside`, "content behind a link");
    symlinkSync(`${root}.outside`, join(root, "link"));
    files.add("link");
  }
  return { root, files: [...files].sort(), ignored, links };
}

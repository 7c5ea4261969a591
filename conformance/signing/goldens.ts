import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type DigestPlan, manifestOf } from "../../packages/protect/src/entry/signing.ts";

/** Contents of the models that the digests are of, by what the names of the goldens and model-transparency's tests say. */
const FILES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sample_model_folder: {
    ...Object.fromEntries([0, 1].flatMap((i) => [0, 1, 2].map((j) => [`d${i}/f${i}${j}`, `This is file f${i}${j} in d${i}.`]))),
    ...Object.fromEntries([0, 1, 2, 3].map((i) => [`f${i}`, `This is file f${i} in root.`])),
  },
  deep_model_folder: Object.fromEntries([0, 1, 2, 3].map((i) => [`d0/d1/d2/d3/d4/f${i}`, `This is file f${i}.`])),
  empty_model_folder: {},
  model_folder_with_empty_file: { empty_file: "" },
};
const TEXT = "This is a simple model";

/** Builds a model below a folder; undefined for names that nobody here knows. */
function built(name: string, scratch: string): string | undefined {
  const folder = mkdtempSync(join(scratch, "golden-"));
  if (name === "sample_model_file" || name === "empty_model_file") {
    writeFileSync(join(folder, "file"), name === "sample_model_file" ? TEXT : "");
    return join(folder, "file");
  }
  const root = join(folder, "root");
  mkdirSync(root);
  if (name === "symlink_model_folder") {
    writeFileSync(join(folder, "external"), TEXT);
    symlinkSync(join(folder, "external"), join(root, "symlink_file"));
    return root;
  }
  const files = FILES[name];
  if (files === undefined) return undefined;
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

export interface GoldenCase {
  readonly name: string;
  readonly held: boolean;
  readonly why: string;
}

/** Compares the digests of models with those of the Python serialisers (shards of 8 bytes). */
export async function goldenCases(folder: string, scratch: string): Promise<readonly GoldenCase[]> {
  const cases: GoldenCase[] = [];
  for (const kind of ["file", "file_shard"]) {
    if (!existsSync(join(folder, kind))) continue;
    for (const golden of readdirSync(join(folder, kind)).sort()) {
      const model = built(golden.replace(/_small_shards$/, ""), scratch);
      if (model === undefined) {
        cases.push({ name: `${kind}/${golden}`, held: false, why: "how that model is made is not known" });
        continue;
      }
      const plan: DigestPlan = {
        method: kind === "file" ? "files" : "shards",
        hash: "sha256",
        ...(kind === "file" ? {} : { shardBytes: 8 }),
        links: true,
      };
      const { resources } = await manifestOf(model, { plan, signatures: [], ignored: [], ignoreGit: true });
      const lines = resources.map(({ file, range, digest }) => [file, ...(range ?? []), digest].join(":"));
      const wanted = readFileSync(join(folder, kind, golden), "utf8")
        .split("\n")
        .filter((line) => line !== "");
      const held = wanted.length === lines.length && wanted.every((line) => lines.includes(line));
      cases.push({
        name: `${kind}/${golden}`,
        held,
        why: held ? `${lines.length} digests` : `has ${lines[0] ?? "nothing"}, wants ${wanted[0] ?? "nothing"}`,
      });
    }
  }
  return cases;
}

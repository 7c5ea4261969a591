/**
 * Builds apps/cli/dist: one bundle of our own code with lazy parts (third-party code stays outside), the knowledge as
 * JSON, a build id for the caches; with --types also the declarations of the library.
 *   node tools/build.ts [--types] [--out DIR]
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { rolldown } from "rolldown";
import { z } from "zod";
import { checkedCatalogue, partsOf } from "../packages/scan/src/inspect/pickle/catalogue/load.ts";
import { writeParts } from "../packages/scan/src/inspect/pickle/catalogue/parts.ts";
import { loadKnowledge } from "../packages/scan/src/knowledge/load.ts";

const ROOT = join(import.meta.dirname, "..");
const CLI = join(ROOT, "apps/cli");
const ENTRIES = {
  main: "apps/cli/src/main.ts",
  index: "apps/cli/src/index.ts",
  worker: "packages/scan/src/engine/read/worker.ts",
  "inspect-worker": "packages/scan/src/inspect/files/worker.ts",
  "profile-worker": "packages/data/src/profile/scan/worker.ts",
  "check-worker": "packages/data/src/threads/worker.ts",
  "intake-worker": "packages/data/src/intake/worker.ts",
  "encryption-worker": "packages/protect/src/encryption/worker.ts",
  "hashing-worker": "packages/protect/src/hashing/worker.ts",
};

const { values } = parseArgs({ options: { types: { type: "boolean", default: false }, out: { type: "string" } } });
const out = values.out ?? join(CLI, "dist");
const dependencies = Object.keys(
  z.object({ dependencies: z.record(z.string(), z.string()) }).parse(JSON.parse(readFileSync(join(CLI, "package.json"), "utf8")))
    .dependencies,
);
/**
 * Part of our bundle, because every command loads them and one file loads several times faster than a hundred; their
 * licences go along.
 */
const BUNDLED = ["commander", "jsonc-parser", "yaml", "zod"];
/** Not installed with the command: what needs one says so. */
const OPTIONAL = ["@duckdb/node-api"];
/** The clients of AWS, which are many. */
const OPTIONAL_SCOPE = "@aws-sdk/";

function packageOf(id: string): string {
  return id
    .split("/")
    .slice(0, id.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Name, version and licence of a bundled package, as it states them. */
function licenceOf(name: string): string {
  const folder = join(ROOT, "node_modules", name);
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence file that could go along`);
  return `== ${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}

async function bundle(): Promise<readonly string[]> {
  const missing = new Set<string>();
  const build = await rolldown({
    input: Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, join(ROOT, path)])),
    platform: "node",
    resolve: { mainFields: ["module", "main"] },
    external: (id) => {
      if (id.startsWith(".") || id.startsWith("/") || id.startsWith("@castellan/")) return false;
      if (BUNDLED.includes(packageOf(id))) return false;
      if (isBuiltin(id)) return true;
      if (![...dependencies, ...OPTIONAL].includes(packageOf(id)) && !id.startsWith(OPTIONAL_SCOPE)) missing.add(packageOf(id));
      return true;
    },
  });
  rmSync(out, { recursive: true, force: true });
  const { output } = await build.write({ dir: out, format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" });
  await build.close();
  if (missing.size > 0)
    throw new Error(`apps/cli/package.json lacks dependencies that the bundle needs: ${[...missing].sort().join(", ")}`);
  return output.map(({ fileName }) => fileName).sort();
}

/** Declarations: our packages' as they are, beside the CLI's own under dist/types, their names for each other made relative. */
function declarations(): void {
  const tsc = spawnSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-b"], { cwd: ROOT, stdio: "inherit" });
  if (tsc.status !== 0) throw new Error("tsc -b failed");
  const types = join(out, "types");
  const rooms = ["graph", "formats", "text", "scan"];
  for (const room of rooms)
    cpSync(join(ROOT, "packages", room, "dist"), join(types, room), {
      recursive: true,
      filter: (path) => !/\.(?:tsbuildinfo|map)$/.test(path),
    });
  const places: Readonly<Record<string, string>> = { graph: "graph", formats: "formats", text: "text", scan: "scan/src" };
  for (const name of readdirSync(types, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".d.ts")) continue;
    const path = join(types, name);
    const text = readFileSync(path, "utf8").replace(
      /(["'])@castellan\/(\w+)(?:\/([\w-]+))?\1/g,
      (_, quote: string, room: string, entry?: string) => {
        const to = join(types, places[room] ?? room, entry === undefined ? "index.js" : `entry/${entry}.js`);
        const from = relative(join(path, ".."), to);
        return `${quote}${from.startsWith(".") ? from : `./${from}`}${quote}`;
      },
    );
    writeFileSync(path, text.replace(/^\/\/# sourceMappingURL=.*$/m, ""));
  }
}

const files = await bundle();
mkdirSync(out, { recursive: true });
writeFileSync(join(out, "third-party-licences.txt"), BUNDLED.map(licenceOf).join("\n"));
writeFileSync(join(out, "knowledge.json"), JSON.stringify(loadKnowledge()));
writeFileSync(join(out, "pickle-knowledge.json"), writeParts(partsOf(checkedCatalogue())));
if (values.types) declarations();
const hash = createHash("sha256");
for (const file of [...files, "knowledge.json", "pickle-knowledge.json"]) hash.update(file).update(readFileSync(join(out, file)));
writeFileSync(join(out, "build-id"), `${hash.digest("hex").slice(0, 32)}\n`);

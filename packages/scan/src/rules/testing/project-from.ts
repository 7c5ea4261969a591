import { bytesSource } from "@castellan/formats";
import type { RuleExample } from "@castellan/graph";
import { AdvisoryIndex } from "../../advisories/advisory-index.ts";
import { OsvAdvisory } from "../../advisories/osv.ts";
import { connectors } from "../../connect/registry.ts";
import { discoverers } from "../../discover/registry.ts";
import { discoverAll } from "../../engine/collector.ts";
import { createInventory } from "../../engine/inventory.ts";
import { LibraryIndex } from "../../knowledge/index-libraries.ts";
import { loadKnowledge } from "../../knowledge/load.ts";
import type { ProjectFile } from "../../project/facts.ts";
import { createProject } from "../../project/project.ts";
import { readFacts } from "../../project/read-file.ts";
import { scopeOf } from "../../project/scope.ts";
import { type Judgement, judge } from "../judge.ts";
import type { Inventory, Rule } from "../rule.ts";

let index: LibraryIndex | undefined;

/** Test support: files through the real readers and discoverers. */
export async function inventoryOf(
  files: RuleExample["files"],
  target = "test",
  facts: RuleExample["facts"] = {},
  advisories?: RuleExample["advisories"],
): Promise<Inventory> {
  index ??= new LibraryIndex(loadKnowledge());
  const read = await Promise.all(
    Object.entries(files).map(async ([path, text]): Promise<ProjectFile> => {
      // Binary content is written as base64, as HTTP does it.
      const bytes = text.startsWith("data:;base64,") ? Buffer.from(text.slice(13), "base64") : Buffer.from(text);
      const facts = await readFacts(path, bytesSource(bytes));
      return { target: 0, path, bytes: bytes.length, scope: scopeOf(path), lifecycle: "committed", facts: structuredClone(facts) };
    }),
  );
  const project = createProject([{ index: 0, name: target, key: target }], read);
  const found = discoverAll(project, discoverers(index), [], connectors);
  if (found.failures.length > 0) throw new Error(found.failures.map(({ discoverer, reason }) => `${discoverer}: ${reason}`).join("\n"));
  const assets = found.assets.map((asset) => {
    const said = asset.occurrences.map(({ file }) => (file === undefined ? undefined : facts[file])).find((each) => each !== undefined);
    return said === undefined ? asset : { ...asset, attributes: { ...said, ...asset.attributes } };
  });
  const records = advisories === undefined ? undefined : new AdvisoryIndex();
  for (const record of advisories ?? []) records?.add(OsvAdvisory.parse(record));
  return createInventory(project, { ...found, assets }, assets, records);
}

/** What some rules say of an example. */
export async function judged(example: Pick<RuleExample, "files" | "facts" | "advisories">, rules?: readonly Rule[]): Promise<Judgement> {
  const inventory = await inventoryOf(example.files, "test", example.facts, example.advisories);
  return judge(inventory, { ...(rules === undefined ? {} : { rules }), readText: (_target, file) => example.files[file] });
}

/** Loads grammars and knowledge, which alone may take the time of a test: `beforeAll(warmUp, WARM_UP_TIME)`. */
export async function warmUp(): Promise<void> {
  await inventoryOf({ "a.py": "import openai\n", "a.ts": 'import OpenAI from "openai";\n' });
}

export const WARM_UP_TIME = 60_000;

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ASSET_KINDS, RELATION_KINDS } from "@castellan/graph";
import { describe, expect, test } from "vitest";
import { type FoundCase, testFound } from "../discover/code/testing/found.ts";
import { scan } from "../engine/scan.ts";
import { parseSettings } from "../project/load-settings.ts";
import { allKnowledge } from "./load.ts";

const PAGE = readFileSync(new URL("../../../../docs/knowledge.md", import.meta.url), "utf8");
const FILES: Readonly<Record<string, string>> = { python: "main.py", typescript: "main.ts" };

interface Block {
  readonly language: string;
  readonly label: string;
  readonly text: string;
}

function blocks(section: string): readonly Block[] {
  return [...section.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, language = "", label = "", text = ""]) => ({
    language,
    label,
    text,
  }));
}

const sections = PAGE.split(/^## /m)
  .slice(1)
  .map((section) => ({ title: section.split("\n")[0] ?? "", blocks: blocks(section) }));
const examples = sections.filter((section) => section.blocks.length > 0);

describe("docs/knowledge.md", () => {
  test("every section with blocks is an example: knowledge, code, what is found", () => {
    expect(examples.length).toBeGreaterThan(4);
    for (const {
      title,
      blocks: [knowledge, code, found, ...others],
    } of examples) {
      expect([
        title,
        knowledge?.language,
        FILES[code?.language ?? ""] === undefined ? code?.language : "code",
        found?.language,
        others.length,
      ]).toEqual([title, "yaml", "code", "text", 0]);
    }
  });

  for (const {
    title,
    blocks: [knowledge, code, found],
  } of examples) {
    const expected = (found?.text ?? "").trim().split("\n");
    const cases: readonly FoundCase[] = [[title, { [FILES[code?.language ?? ""] ?? "main.py"]: code?.text ?? "" }, expected]];
    testFound(cases, allKnowledge([{ name: title, text: knowledge?.text ?? "" }]));
  }

  test("the settings that it shows are settings", () => {
    const [settings] = blocks(PAGE).filter(({ label }) => label === "castellan.yaml");
    expect(parseSettings("castellan.yaml", settings?.text ?? "").knowledge).toEqual(["acme.yaml"]);
  });

  test("what it shows is in its keys: every kind and relation of the examples is a word of the vocabulary", () => {
    const lines = examples.flatMap(({ blocks: [, , found] }) => (found?.text ?? "").trim().split("\n"));
    const kinds: readonly string[] = ASSET_KINDS;
    const relations: readonly string[] = RELATION_KINDS;
    for (const line of lines) {
      expect(kinds).toContain(line.split(" ")[0]);
      const relation = /-(\w+)->/.exec(line)?.[1];
      if (relation !== undefined) expect(relations).toContain(relation);
    }
  });
});

describe("a file that castellan.yaml names", () => {
  async function scanned(knowledge: string, targetConfiguration = true): Promise<readonly string[]> {
    const folder = mkdtempSync(join(tmpdir(), "castellan-knowledge-"));
    try {
      const [ten] = examples;
      writeFileSync(join(folder, "castellan.yaml"), "knowledge: [acme.yaml]\n");
      writeFileSync(join(folder, "acme.yaml"), knowledge);
      writeFileSync(join(folder, "main.py"), ten?.blocks[1]?.text ?? "");
      const result = await scan({ targets: [folder], jobs: 1, targetConfiguration });
      return result.inventory.assets.map(({ kind, name }) => `${kind} ${name}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const ten = examples[0]?.blocks[0]?.text ?? "";

  test("teaches a scan", async () => expect(await scanned(ten)).toContain("model risk-7b"), 60_000);
  test("is left out with --no-target-config", async () => expect(await scanned(ten, false)).not.toContain("model risk-7b"), 60_000);
  test("that is wrong ends the scan with its name and the key", async () => {
    await expect(scanned(ten.replace("kind: model", "kind: robot"))).rejects.toThrow(
      /^acme\.yaml: libraries\.0\.calls\.0\.emit\.0\.kind: /,
    );
  }, 60_000);
});

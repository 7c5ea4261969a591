import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { bytesSource } from "@castellan/formats";
import { beforeAll, describe, expect, it } from "vitest";
import { discoverers } from "../discover/registry.ts";
import { discoverAll } from "../engine/collector.ts";
import { createInventory } from "../engine/inventory.ts";
import { LibraryIndex } from "../knowledge/index-libraries.ts";
import { loadKnowledge } from "../knowledge/load.ts";
import type { ProjectFile } from "../project/facts.ts";
import { createProject } from "../project/project.ts";
import { readFacts } from "../project/read-file.ts";
import { scopeOf } from "../project/scope.ts";
import { type Judgement, judge } from "./judge.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../../../../examples/fraud-detection");
let result: Judgement;

/** The shipped example against its own page of planted risks (RISKS.md). */
describe("examples/fraud-detection", () => {
  beforeAll(async () => {
    const paths = readdirSync(ROOT, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
      .filter((path) => !/^\.git\//.test(path));
    const files = await Promise.all(
      paths.map(async (path): Promise<ProjectFile> => {
        const bytes = readFileSync(join(ROOT, path));
        return {
          target: 0,
          path,
          bytes: bytes.length,
          scope: scopeOf(path),
          lifecycle: "committed",
          facts: await readFacts(path, bytesSource(bytes)),
        };
      }),
    );
    const project = createProject([{ index: 0, name: "fraud-detection", key: "fraud-detection" }], files);
    result = judge(createInventory(project, discoverAll(project, discoverers(new LibraryIndex(loadKnowledge())))), {
      readText: (_target, file) => readFileSync(join(ROOT, file), "utf8"),
    });
  }, 120_000);

  it("has its documented five on top, in their order", () => {
    const rules = new Map(result.findings.map(({ id, rule }) => [id, rule]));
    expect(result.actions.slice(0, 6).map(({ severity, findings }) => `${severity} ${rules.get(findings[0] ?? "") ?? ""}`)).toEqual([
      "critical attack-path",
      "critical agent-code-execution",
      "high secret-committed",
      "high torch-load-unsafe",
      "high remote-code",
      "high mcp-server-unpinned",
    ]);
  });

  it("has nothing else above medium, and says them in an attacker's words", () => {
    expect(result.actions.filter(({ severity }) => severity === "critical" || severity === "high")).toHaveLength(6);
    expect(result.actions.slice(0, 2).map(({ title }) => title)).toEqual([
      "A partner can rewrite the training data of the live fraud-model",
      "Text in a case note can make the fraud-analyst agent run shell commands",
    ]);
  });

  it("gives the other planted risks the documented severity", () => {
    const found = (rule: string, file: string): string | undefined =>
      result.findings.find((finding) => finding.rule === rule && finding.location.file === file)?.severity;
    expect({
      7: found("endpoint-open", "src/serving/app.py"),
      8: found("personal-data-committed", "data/case_notes.jsonl"),
      9: found("personal-data-to-provider", "agent/analyst.py"),
      10: found("pickle-load-unverified", "src/serving/scoring.py"),
      11: found("ci-permissions-broad", ".github/workflows/train.yml"),
      13: found("ai-server-open", "docker-compose.yml"),
      14: found("mcp-server-http", ".mcp.json"),
      16: found("model-unpinned", "src/fraud/merchant_text.py"),
      17: found("card-contradicts-code", "MODEL_CARD.md"),
      19: found("ai-library-unpinned", "requirements.txt"),
      20: found("image-tag-floating", "k8s/analyst.yaml"),
    }).toEqual({
      7: "medium",
      8: "medium",
      9: "medium",
      10: "medium",
      11: "medium",
      13: "medium",
      14: "medium",
      16: "low",
      17: "low",
      19: "low",
      20: "low",
    });
  });

  it("leaves alone what is fine", () => {
    const places = result.findings.map(({ rule, location }) => `${rule} ${location.file ?? ""}:${location.line ?? 0}`);
    for (const fine of [
      "agent/retrieval.py",
      "models/fraud_model.joblib",
      "src/fraud/evaluate.py",
      ".github/workflows/ci.yml",
      "console/src/server.ts",
      "tests/test_agent.py",
      ".env.example",
      "data/transactions.csv",
    ])
      expect(places.filter((place) => place.includes(` ${fine}:`))).toEqual([]);
  });

  it("prints no secret", () => {
    expect(JSON.stringify(result)).not.toMatch(/AKIA[A-Z0-9]{12}|YUnG8ylj/);
  });
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { ruleFilesOf } from "../../project/rule-files.ts";
import { WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { ownRules } from "./own-rules.ts";
import { tryExamples } from "./try-examples.ts";

const RULE = `rules:
  - id: notebook-without-owner
    title: A notebook instance has no owner
    why: Nobody is asked when it is left open for months.
    fix: Set the tag owner to a team.
    base: [0, 1, 1, 1]
    says: bears no owner
    cases:
      - types: [aws_sagemaker_notebook_instance]
        fails: { setting: tags.owner, absent: true }
    bad:
      - title: no tags
        files: { main.tf: 'resource "aws_sagemaker_notebook_instance" "n" { name = "n" }' }
    good:
      - title: an owner
        files: { main.tf: 'resource "aws_sagemaker_notebook_instance" "n" { tags = { owner = "ml" } }' }
`;

const file = (text: string): { name: string; path: string; text: string } => ({ name: "own.yaml", path: "/own.yaml", text });

describe("rules of one's own", () => {
  beforeAll(warmUp, WARM_UP_TIME);

  it("run like those that are shipped: the bad example is found, the good one is not", async () => {
    const tried = await tryExamples(ownRules([file(RULE)], new Set()));
    expect(tried.map(({ kind, passed }) => `${kind} ${passed}`)).toEqual(["bad true", "good true"]);
    const turned = RULE.replace("absent: true", "absent: false");
    expect((await tryExamples(ownRules([file(turned)], new Set()))).map(({ passed }) => passed)).toEqual([false, false]);
  });

  it.each([
    ["a key that is not known", RULE.replace("says:", "run: rm\n    says:"), /^own\.yaml:2: rules\.0/],
    ["a wrong value", RULE.replace("absent: true", "absent: maybe"), /^own\.yaml:10: /],
    ["broken YAML", "rules:\n  - id: [x\n", /^own\.yaml:\d+: /],
    ["a pattern that is not linear", RULE.replace("absent: true", 'matches: "(?=x)"'), /no RE2 pattern/],
    [
      "aliases that grow",
      `a: &a [x, x]\n${[..."bcdefgh"].map((name, at) => `${name}: &${name} [${"*".concat("abcdefg"[at] ?? "a")}, ${"*".concat("abcdefg"[at] ?? "a")}]`).join("\n")}\n`,
      /own\.yaml:1: /,
    ],
    ["no rules", "", /own\.yaml:1: /],
  ])("%s is refused with file and line", (_name, text, message) => {
    expect(() => ownRules([file(text)], new Set())).toThrow(message);
  });

  it("an id is used once", () => {
    expect(() => ownRules([file(RULE)], new Set(["notebook-without-owner"]))).toThrow(
      /own\.yaml:2: there is a rule notebook-without-owner/,
    );
    expect(() => ownRules([file(RULE), file(RULE)], new Set())).toThrow(/there is a rule/);
  });

  it("are never read through a link that leads out", () => {
    const root = mkdtempSync(join(tmpdir(), "own-rules-"));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    mkdirSync(join(root, "in/.castellan/rules"), { recursive: true });
    writeFileSync(join(root, "outside.yaml"), RULE);
    writeFileSync(join(root, "in/.castellan/rules/a.yaml"), RULE);
    symlinkSync(join(root, "outside.yaml"), join(root, "in/.castellan/rules/b.yaml"));
    expect(ruleFilesOf(join(root, "in")).map(({ name }) => name)).toEqual([".castellan/rules/a.yaml"]);
  });
});

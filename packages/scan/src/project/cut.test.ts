import { bytesSource } from "@castellan/formats";
import { describe, expect, it } from "vitest";
import { readFacts } from "./read-file.ts";

async function told(path: string, text: string): Promise<readonly string[]> {
  const { problems } = await readFacts(path, bytesSource(new TextEncoder().encode(text)));
  return problems.map(({ reader, code, reason }) => `${reader} ${code} ${reason}`);
}

const cut = (reader: string, line: number): string =>
  `${reader} TRUNCATED it breaks off at line ${line}: what stands before was read, the rest is missing`;

describe("files that break off", () => {
  it.each([
    ["plan.json", '{"planned_values": {\n "root_module": {"resources": [{"type": "aws_s3', [cut("json", 2)]],
    ["state.tfstate", '{"version": 4, "resources": [', [cut("json", 1)]],
    ["pod.yaml", 'kind: Pod\nmetadata: {name: "a', [cut("yaml", 2)]],
    ["pod.yaml", "kind: Pod\nmetadata:\n  name: a\nspe", [cut("yaml", 4)]],
    ["main.tf", 'resource "aws_s3_bucket" "b" {\n  bucket = "b\n', [cut("hcl", 2)]],
    ["main.tf", 'resource "aws_s3_bucket" "b', [cut("hcl", 1)]],
  ])("%s: %s", async (path, text, expected) => {
    expect(await told(path, text)).toEqual(expected);
  });

  it.each([
    ["plan.json", '{"a": [1, 2,]}\n'],
    ["plan.json", '{"a": 1 "b": 2}\n'],
    ["pod.yaml", "kind: Pod\nmetadata:\n  name: a\n"],
    ["templates/pod.yaml", "kind: {{ .Values.kind\n"],
    ["main.tf", 'resource "aws_s3_bucket" "b" {\n  bucket = = "b"\n}\n'],
    ["pod.yaml", ""],
  ])("%s: %s is whole", async (path, text) => {
    expect((await told(path, text)).filter((line) => line.includes("TRUNCATED"))).toEqual([]);
  });

  it("keeps what stands before", async () => {
    const { facts } = {
      facts: await readFacts("a.tf", bytesSource(new TextEncoder().encode('variable "a" {\n}\nresource "b" "c" {\n  x = 1'))),
    };
    expect(facts.hcl?.blocks.map(({ type }) => type)).toEqual(["variable", "resource"]);
  });
});

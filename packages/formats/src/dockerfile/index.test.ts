import { describe, expect, it } from "vitest";
import { readDockerfile } from "./index.ts";

describe("readDockerfile", () => {
  it("reads stages, with ARG of the head in FROM", () => {
    const facts = readDockerfile("ARG TAG=3.12\nFROM --platform=linux/amd64 python:${TAG} AS build\nFROM build\nCOPY --from=build /a /b\n");
    expect(facts.stages).toEqual([
      { image: "python:3.12", name: "build", line: 2, platform: "linux/amd64" },
      { image: "build", line: 3 },
    ]);
  });

  it("puts ARG and ENV into later instructions, from stage to stage", () => {
    const facts = readDockerfile(
      'FROM a AS one\nARG M=meta-llama/Llama\nENV MODEL=$M OTHER="two words"\nENV OLD form of it\nFROM one\nCMD ["vllm", "serve", "${MODEL}"]\n',
    );
    expect(facts.environment.map(({ name, value, sample }) => [name, value, sample])).toEqual([
      ["M", "meta-llama/Llama", true],
      ["MODEL", "meta-llama/Llama", false],
      ["OTHER", "two words", false],
      ["OLD", "form of it", false],
    ]);
    expect(facts.instructions.at(-1)).toMatchObject({ keyword: "CMD", value: '["vllm", "serve", "meta-llama/Llama"]', stage: 1, line: 6 });
  });

  it("joins continued lines and keeps heredocs", () => {
    const facts = readDockerfile("FROM a\nRUN pip install \\\n  # why\n  torch \\\n  numpy\nRUN <<EOF\necho hi\nEOF\nUSER app\n");
    expect(facts.instructions[1]).toMatchObject({ value: "pip install torch numpy", line: 2, endLine: 5 });
    expect(facts.instructions[2]?.value).toContain("echo hi");
    expect(facts.instructions[3]).toMatchObject({ keyword: "USER", value: "app" });
  });

  it("refuses what is no Dockerfile, and size", () => {
    expect(() => readDockerfile("hello there")).toThrow(expect.objectContaining({ code: "NOT_THIS_FORMAT" }));
    expect(() => readDockerfile("a".repeat(3_000_000))).toThrow(expect.objectContaining({ code: "BUDGET_BYTES" }));
  });

  it("does not grow without bound", () => {
    expect(readDockerfile(`FROM a\nENV A=x\n${"ENV A=$A$A\n".repeat(60)}`).environment).toHaveLength(61);
  });
});

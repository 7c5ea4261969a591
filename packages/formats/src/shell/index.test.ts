import { describe, expect, it } from "vitest";
import { readMakefile, readProcfile, readShell, shellCommands } from "../index.ts";

const words = (text: string) => shellCommands(text).map((command) => command.words);

describe("shellCommands", () => {
  it("splits commands and words", () => {
    expect(words("set -e; cd 'a b' && python -m x --m=\"y z\" | tee log &\nif true; then ollama pull llama3; fi")).toEqual([
      ["set", "-e"],
      ["cd", "a b"],
      ["python", "-m", "x", "--m=y z"],
      ["tee", "log"],
      ["true"],
      ["ollama", "pull", "llama3"],
      ["fi"],
    ]);
  });

  it("joins continued lines and knows where a command starts", () => {
    expect(shellCommands("\nvllm serve \\\n  m \\\n  --port 1\n", 10)).toEqual([
      { words: ["vllm", "serve", "m", "--port", "1"], line: 11, endLine: 13 },
    ]);
  });

  it("skips comments and heredocs, keeps substitutions in their word", () => {
    expect(words("cat <<EOF > f # c\nollama run x\nEOF\nA=$(azd env get X) ${B:-c} done")).toEqual([
      ["cat", ">", "f"],
      ["A=$(azd env get X)", "${B:-c}", "done"],
    ]);
  });
});

describe("readers of command files", () => {
  it("puts in variables of a script", () => {
    const facts = readShell('#!/bin/sh\nexport MODEL=${MODEL:-gpt-4o}\nPORT=80 vllm serve $MODEL --port "$PORT"\n');
    expect(facts.environment).toEqual([
      { name: "MODEL", value: "gpt-4o", line: 2, sample: true },
      { name: "PORT", value: "80", line: 3, sample: false },
    ]);
    expect(facts.commands[0]?.words).toEqual(["vllm", "serve", "gpt-4o", "--port", "80"]);
  });

  it("sets what a program prints to an unknown value", () => {
    const facts = readShell('K=old\nexport K=$(vault read k)\nT=`date +%s`\nread -r X\nserve --key "$K" --at $T\nK=new serve $K\n');
    expect(facts.environment).toEqual([
      { name: "K", value: "old", line: 1, sample: false },
      { name: "K", line: 2, sample: false },
      { name: "T", line: 3, sample: false },
      { name: "K", value: "new", line: 6, sample: false },
    ]);
    expect(facts.commands.map(({ words }) => words).slice(1)).toEqual([
      ["serve", "--key", "$K", "--at", "$T"],
      ["serve", "new"],
    ]);
  });

  it("reads Makefiles and Procfiles", () => {
    const facts = readMakefile("MODEL ?= llama3\nexport X := 1\nrun: deps\n\t@ollama run $(MODEL) && echo $$HOME\n");
    expect(facts.commands.map((command) => command.words)).toEqual([
      ["ollama", "run", "llama3"],
      ["echo", "$HOME"],
    ]);
    expect(facts.commands[0]?.line).toBe(4);
    expect(facts.rules).toEqual([{ names: ["run"], needs: ["deps"], line: 3 }]);
    expect(readProcfile("web: mlflow server --host 0.0.0.0\n").commands[0]?.words[0]).toBe("mlflow");
  });

  it("survives what doubles and what never closes", () => {
    expect(readShell(`A=x\n${"A=$A$A\n".repeat(60)}`).environment).toHaveLength(61);
    expect(readMakefile(`A = x\n${"A = $(A)$(A)\n".repeat(60)}`).environment).toHaveLength(61);
    expect(readShell(`${"$(".repeat(10_000)}'`).commands.length).toBeLessThan(3);
  });
});

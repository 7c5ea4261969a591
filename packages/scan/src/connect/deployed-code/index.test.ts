import { expect, it } from "vitest";
import { type Draft, joined } from "../testing/joined.ts";
import { deployedCode } from "./index.ts";

const hook: Draft = { kind: "compute", name: "hook", file: "main.tf", attributes: { code: "fn" }, technique: "configuration" };

it("gives a function what the code of its folder uses, and the service only where no model of it is known", () => {
  expect(
    joined(
      {},
      [
        hook,
        { kind: "model", name: "gpt-4o", file: "fn/main.py" },
        { kind: "ai-service", name: "openai", file: "fn/main.py" },
        { kind: "ai-service", name: "google-document-ai", file: "fn/ocr.py" },
        { kind: "model", name: "other", file: "fn2/main.py" },
      ],
      [["model gpt-4o", "served_by", "ai-service openai"]],
      deployedCode,
    ).filter((line) => line.startsWith("compute hook -")),
  ).toEqual(["compute hook -calls-> ai-service google-document-ai", "compute hook -uses_model-> model gpt-4o"]);
});

it("gives nothing to a function whose code is not known", () => {
  expect(
    joined(
      {},
      [
        { ...hook, attributes: {} },
        { kind: "model", name: "gpt-4o", file: "fn/main.py" },
      ],
      [],
      deployedCode,
    ).filter((line) => line.includes("->")),
  ).toEqual([]);
});

it("tells functions of one folder apart by the file of their handler, and gives a route what its function uses", () => {
  expect(
    joined(
      { "fn/ask.py": "", "fn/draw.py": "" },
      [
        { ...hook, name: "ask", attributes: { code: "fn", handler: "ask.handler" } },
        { ...hook, name: "draw", attributes: { code: "fn", handler: "draw.handler" } },
        { kind: "endpoint", name: "POST /ask", file: "main.tf", technique: "configuration" },
        { kind: "model", name: "gpt-4o", file: "fn/ask.py" },
        { kind: "model", name: "dall-e-3", file: "fn/draw.py" },
      ],
      [["endpoint POST /ask", "calls", "compute ask"]],
      deployedCode,
    ).filter((line) => line.includes("-uses_model->")),
  ).toEqual([
    "compute ask -uses_model-> model gpt-4o",
    "compute draw -uses_model-> model dall-e-3",
    "endpoint POST /ask -uses_model-> model gpt-4o",
  ]);
});

it("takes the knowledge base that a stack puts into a variable for what the code reads from it", () => {
  const lines = joined(
    {},
    [
      hook,
      { kind: "knowledge-base", name: "manuals", file: "stack.ts" },
      { kind: "knowledge-base", name: "KB_ID", file: "fn/main.py", attributes: { dynamic: true, variable: "KB_ID" } },
    ],
    [["compute hook", "reads", "knowledge-base manuals", "KB_ID"]],
    deployedCode,
  );
  expect(lines.filter((line) => line.includes("KB_ID"))).toEqual([]);
});

it("leaves a variable alone that two knowledge bases are put into", () => {
  const lines = joined(
    {},
    [
      hook,
      { kind: "knowledge-base", name: "manuals", file: "stack.ts" },
      { kind: "knowledge-base", name: "recipes", file: "stack.ts" },
      { kind: "knowledge-base", name: "KB_ID", file: "fn/main.py", attributes: { dynamic: true, variable: "KB_ID" } },
    ],
    [
      ["compute hook", "reads", "knowledge-base manuals", "KB_ID"],
      ["compute hook", "reads", "knowledge-base recipes", "KB_ID"],
    ],
    deployedCode,
  );
  expect(lines).toContain("knowledge-base KB_ID");
});

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

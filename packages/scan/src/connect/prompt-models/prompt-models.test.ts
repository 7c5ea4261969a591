import { expect, it } from "vitest";
import { joined } from "../testing/joined.ts";
import { promptModels } from "./index.ts";

it("gives what runs a prompt file the model that the file states", () => {
  const seen = joined(
    {},
    [
      { kind: "evaluation-run", name: "evaluate" },
      { kind: "notebook", name: "n" },
      { kind: "prompt", name: "judge.prompty", key: "file:test:judge.prompty" },
      { kind: "prompt", name: "inline" },
      { kind: "model", name: "stated" },
      { kind: "model", name: "other" },
    ],
    [
      ["model stated", "has_prompt", "prompt judge.prompty"],
      ["model other", "has_prompt", "prompt inline"],
      ["evaluation-run evaluate", "has_prompt", "prompt judge.prompty"],
      ["evaluation-run evaluate", "has_prompt", "prompt inline"],
      ["notebook n", "has_prompt", "prompt judge.prompty"],
    ],
    promptModels,
  );
  expect(seen.filter((line) => line.includes("-uses_model->"))).toEqual(["evaluation-run evaluate -uses_model-> model stated"]);
});

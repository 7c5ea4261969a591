import { expect, it } from "vitest";
import { isPlaceholder } from "./placeholder.ts";

it.each(["<your-deployment>", "<>", "[MODEL_NAME]", "your-model-name", "YOUR_MODEL", "xxxx", "TODO", "changeme", "null"])(
  "a model called %s is a blank",
  (name) => {
    expect(isPlaceholder({ kind: "model", name })).toBe(true);
    expect(isPlaceholder({ kind: "prompt", name })).toBe(false);
  },
);

it.each(["gpt-4o", "yourbench/model", "my-model", "<", "o1", "nullptr-7b", "[7b]"])("a model called %s has a name", (name) => {
  expect(isPlaceholder({ kind: "model", name })).toBe(false);
});

import { readJson } from "@castellan/formats";
import { describe, expect, it } from "vitest";
import { isDefinition, statesOf } from "./states.ts";

function read(definition: unknown) {
  const [node] = readJson(JSON.stringify(definition)).documents;
  if (node === undefined) throw new Error("no document");
  return node;
}
const order = (definition: unknown) => statesOf(read(definition)).map(({ name, after }) => `${name} < ${[...after].sort().join(",")}`);
const task = (next?: string) => ({ Type: "Task", Resource: "r", ...(next === undefined ? { End: true } : { Next: next }) });

describe("statesOf", () => {
  it("orders tasks through choices, and ends where a loop leads back", () => {
    expect(
      order({
        StartAt: "A",
        States: {
          A: task("Wait"),
          Wait: { Type: "Wait", Seconds: 1, Next: "Get" },
          Get: task("Done?"),
          "Done?": { Type: "Choice", Choices: [{ Next: "B" }], Default: "Wait" },
          B: task(),
        },
      }),
    ).toEqual(["A < ", "Get < A", "B < Get"]);
  });

  it("goes into Map and Parallel states", () => {
    expect(
      order({
        StartAt: "First",
        States: {
          First: task("Each"),
          Each: { Type: "Map", ItemProcessor: { StartAt: "One", States: { One: task() } }, Next: "Both" },
          Both: {
            Type: "Parallel",
            Branches: [
              { StartAt: "L", States: { L: task() } },
              { StartAt: "R", States: { R: task() } },
            ],
            Next: "Last",
          },
          Last: task(),
        },
      }),
    ).toEqual(["First < ", "Each/One < First", "Both/L < Each/One", "Both/R < Each/One", "Last < Both/L,Both/R"]);
  });

  it("takes a name without a state, and states without an end, as they are", () => {
    expect(order({ StartAt: "Nowhere", States: { A: { Type: "Task" }, B: 3 } })).toEqual(["A < "]);
    expect(isDefinition(read({ StartAt: "A", States: { A: 1 } }))).toBe(false);
    expect(isDefinition(read([1]))).toBe(false);
    expect(isDefinition(read({ StartAt: "A", States: { A: { Type: "Pass" } } }))).toBe(true);
  });
});

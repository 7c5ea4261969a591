import { expect, it } from "vitest";
import { outputsOf } from "./outputs.ts";

it.each([
  [[], [{ format: "terminal" }]],
  [["out.txt"], [{ format: "terminal", file: "out.txt" }]],
  [
    ["json=a.json", "html=b.html"],
    [{ format: "terminal" }, { format: "json", file: "a.json" }, { format: "html", file: "b.html" }],
  ],
  [
    ["cyclonedx-1.6=a.json", "x.txt"],
    [
      { format: "terminal", file: "x.txt" },
      { format: "cyclonedx-1.6", file: "a.json" },
    ],
  ],
  [["./a=b/c.txt"], [{ format: "terminal", file: "./a=b/c.txt" }]],
  [["-"], [{ format: "terminal" }]],
])("%j", (given, expected) => expect(outputsOf("terminal", given)).toEqual(expected));

it.each([[["fax=a"]], [["a.txt", "b.txt"]]])("refuses %j", (given) => expect(() => outputsOf("json", given)).toThrow(/--output/));

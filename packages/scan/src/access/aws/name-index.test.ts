import fc from "fast-check";
import { expect, it } from "vitest";
import { NameIndex } from "./name-index.ts";
import { fits } from "./pattern.ts";

it("finds what a pattern fits, as trying each name does", () => {
  const name = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 5 });
  const pattern = fc.string({ unit: fc.constantFrom("a", "b", "/", "*", "?"), maxLength: 5 });
  fc.assert(
    fc.property(fc.array(name, { maxLength: 12 }), pattern, (names, wanted) => {
      const index = new NameIndex(names, (each) => [each]);
      expect([...index.reachedBy(wanted)].sort()).toEqual(names.filter((each) => fits(wanted, each)).sort());
    }),
  );
});

it("takes any account for the own one, and a policy variable for any text", () => {
  const index = new NameIndex(["x"], (name) => [`arn:aws:iam::000000000000:role/${name}`, `\${aws_iam_role.${name}.arn}`]);
  expect(index.reachedBy("arn:aws:iam::*:role/x")).toEqual(["x"]);
  expect(index.reachedBy("arn:aws:iam::*:role/${aws:username}")).toEqual(["x"]);
  expect(index.reachedBy("${aws_iam_role.x.arn}")).toEqual(["x"]);
  expect(index.reachedBy("${aws_iam_role.y.arn}")).toEqual([]);
});

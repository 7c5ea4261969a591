import { expect, test } from "vitest";
import { canonical, template } from "./canonical.ts";
import { compared } from "./compare.ts";
import { generated } from "./generate.ts";
import { oracleOf } from "./oracle.ts";

test("200 generated files read as HashiCorp's parser reads them", async () => {
  const oracle = oracleOf();
  const counts: { [outcome: string]: number } = {};
  for (let seed = 1; seed <= 200; seed++) {
    const { outcome, differences } = await compared(generated(seed), oracle);
    expect(outcome === "differs" || outcome === "only-we-reject" ? differences : []).toEqual([]);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  expect(counts["agrees"]).toBeGreaterThan(120);
}, 120_000);

test("a difference in a value, a missing attribute and a missing block are told", async () => {
  const other = { file: async () => ({ a: 1, only: 2, b: [{}, {}] }), value: async (value: unknown) => JSON.stringify(value) };
  const found = await compared("a = 2\nb {\n}\n", other);
  expect(found.outcome).toBe("differs");
  expect(found.differences).toEqual([".a:\n    ours   2\n    theirs 1", "/b: 1 blocks, theirs 2", ".only: only they have it"]);
  expect(await compared("a = = 1\n", other)).toMatchObject({ outcome: "only-we-reject" });
  expect(await compared("a = 1\n", { ...other, file: async () => undefined })).toMatchObject({ outcome: "only-we-accept" });
});

test("a key that Terraform calls ambiguous is the library's text; another value there differs", async () => {
  const oracle = oracleOf();
  expect((await compared("x = {\n  var.a = 1\n  b = { a.b.c : 2 }\n}\ny = { (var.a) = 1 }\n", oracle)).outcome).toBe("agrees");
  const other = { ...oracle, value: async () => '{"var.b"=1}' };
  expect((await compared("x = { var.a = 1 }\n", other)).outcome).toBe("differs");
});

test("the spelling leaves out what means nothing and nothing else", () => {
  expect(canonical({ kind: "template", parts: [{ kind: "reference", path: ["a", "b"], line: 1 }], line: 1 })).toBe('<a."b">');
  expect(template(['"a"', '"b"', "<c>"])).toBe('T("ab" <c>)');
  expect(generated(7)).toBe(generated(7));
  expect(generated(7)).not.toBe(generated(8));
});

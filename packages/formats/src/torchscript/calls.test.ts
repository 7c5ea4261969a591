import { describe, expect, it } from "vitest";
import { readTorchScript } from "./calls.ts";

function paths(text: string): readonly string[] {
  return readTorchScript(text).calls.map(({ path }) => path.join("."));
}

const MODULE = `class Net(Module):
  __parameters__ = ["weight", ]
  training : bool
  def forward(self: __torch__.Net,
    x: Tensor) -> Tensor:
    _0 = __torch__.torch.nn.functional.relu(torch.add(x, self.weight, alpha=1), False, )
    _1 = (self.inner).forward(_0, )
    return ops.quantized.linear(_1, CONSTANTS.c0)
`;

describe("readTorchScript", () => {
  it("finds the calls of a module", () => {
    expect(paths(MODULE)).toEqual(["__torch__.torch.nn.functional.relu", "torch.add", ".forward", "ops.quantized.linear"]);
    expect(readTorchScript(MODULE)).toMatchObject({ foreign: [], endless: [], classes: [] });
  });

  it("is not misled by strings and comments, blanks and lines", () => {
    expect(paths("x = \"torch.save(1)\"  # torch.save(2)\ny = '''\ntorch.save(3)\n'''\n")).toEqual([]);
    expect(paths("torch . save (x)\ntorch.\\\n  save(y)\n")).toEqual(["torch.save", "torch.save"]);
    expect(paths("'torch\\'.save('")).toEqual([]);
  });

  it("knows whether a text is among the arguments", () => {
    const [outer, inner] = readTorchScript('x.save(f("path"), 1)\n').calls;
    expect([outer?.textArgument, inner?.textArgument]).toEqual([true, true]);
    expect(readTorchScript("x.save(y)\n").calls[0]?.textArgument).toBe(false);
  });

  it("tells statements of Python, custom classes and loops without a way out", () => {
    const read = readTorchScript(
      "import os\nx : __torch__.torch.classes.quantized.Base\ny : torch.classes.evil.Thing\nwhile True:\n  pass\nx = lambda: 1\n",
    );
    expect(read.foreign.map(({ word, line }) => [word, line])).toEqual([
      ["import", 1],
      ["lambda", 6],
    ]);
    expect(read.classes).toEqual(["evil.Thing"]);
    expect(read.endless).toEqual([4]);
    expect(readTorchScript("while True:\n  if x:\n    break\n").endless).toEqual([]);
    expect(readTorchScript("self.import_(x)\nx.import\n").foreign).toEqual([]);
  });

  it("counts lines", () => {
    expect(readTorchScript("\n\n'''\n\n'''\ntorch.save(x)\n").calls[0]?.line).toBe(6);
  });

  it("takes anything in linear time", () => {
    const started = performance.now();
    for (const junk of [
      "'".repeat(300_000),
      "(".repeat(300_000),
      "a.".repeat(300_000),
      "while True:\n ".repeat(1000),
      "\\\n".repeat(100_000),
      "\0\u{1f600}\ud800",
    ])
      readTorchScript(junk);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

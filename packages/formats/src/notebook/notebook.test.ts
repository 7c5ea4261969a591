import { describe, expect, it } from "vitest";
import { DEFAULT_BUDGET } from "../budget.ts";
import { FormatError } from "../errors.ts";
import { outline } from "../syntax/testing/outline.ts";
import { readNotebook } from "./index.ts";

type Cell = { readonly [key: string]: unknown };

function code(source: string | readonly string[], more: Cell = {}): Cell {
  return { cell_type: "code", source, outputs: [], metadata: {}, ...more };
}

function notebook(cells: readonly unknown[], language = "python"): string {
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec: { language, name: language } }, cells });
}

async function failure(text: string, budget = DEFAULT_BUDGET): Promise<string> {
  try {
    await readNotebook(text, budget);
    return "none";
  } catch (error) {
    return error instanceof FormatError ? `${error.code}: ${error.message}` : String(error);
  }
}

describe("a notebook", () => {
  it("is one module whose names flow from cell to cell, with cell and line", async () => {
    const { module, kernel, format, cells } = await readNotebook(
      notebook([
        { cell_type: "markdown", source: ["# Title\n", "text"] },
        code(["import os\n", "x = os.a"]),
        { cell_type: "raw", source: "y" },
        code("f(x)\n\ng(x)"),
      ]),
    );
    expect({ kernel, format, cells }).toEqual({
      kernel: "python",
      format: 4,
      cells: [
        { cell: 1, type: "markdown", lines: 2 },
        { cell: 2, type: "code", lines: 2 },
        { cell: 3, type: "raw", lines: 1 },
        { cell: 4, type: "code", lines: 3 },
      ],
    });
    expect(module && outline(module)).toBe('import as os from "os"\nx = os.a\nf(x)\ng(x)');
    expect(module?.body.map(({ cell, line }) => [cell, line])).toEqual([
      [2, 2],
      [4, 1],
      [4, 3],
    ]);
    expect(module?.imports[0]).toMatchObject({ cell: 2, line: 1 });
  });

  it("hands out texts and outputs for searching, without images and colours", async () => {
    const outputs = [
      { output_type: "stream", name: "stdout", text: ["a\n", "b"] },
      { output_type: "display_data", data: { "text/plain": "c", "image/png": "AAAA", "application/json": { d: 1 } } },
      { output_type: "error", ename: "E", evalue: "v", traceback: ["\u001b[31mT\u001b[0m"] },
      7,
    ];
    const { texts } = await readNotebook(
      notebook([
        { cell_type: "markdown", source: "m" },
        code("x", { outputs }),
        code("y", { outputs: [{ output_type: "stream", text: "z".repeat(600_000) }] }),
      ]),
    );
    expect(texts.slice(0, 3)).toEqual([
      { cell: 1, text: "m", output: false, type: "markdown" },
      { cell: 2, text: "x", output: false, type: "code" },
      { cell: 2, text: 'a\nb\nc\n{"d":1}\nT', output: true, type: "code" },
    ]);
    expect(texts.at(-1)?.text.length).toBeLessThan(300_000);
  });

  it("reads nbformat 3", async () => {
    const text = JSON.stringify({
      nbformat: 3,
      metadata: { name: "old" },
      worksheets: [
        {
          cells: [
            { cell_type: "heading", level: 1, source: "H" },
            { cell_type: "code", language: "python", input: ["x = 1"], outputs: [{ output_type: "pyout", text: "1", html: "<b>1</b>" }] },
          ],
        },
      ],
    });
    const { format, cells, module, texts } = await readNotebook(`\uFEFF${text}`);
    expect(format).toBe(3);
    expect(cells.map(({ type }) => type)).toEqual(["markdown", "code"]);
    expect(module && outline(module)).toBe("x = 1");
    expect(texts.at(-1)).toMatchObject({ output: true, text: "1\n<b>1</b>" });
  });

  it("goes on behind a broken cell", async () => {
    const { module } = await readNotebook(notebook([code("def f(:\n  g("), null, "x", code("h(1)")]));
    expect(module?.errors[0]).toMatchObject({ cell: 1 });
    expect(module && outline(module)).toContain("h(1)");
  });

  it("has code in the kernel's language, and only text in others", async () => {
    const typescript = await readNotebook(notebook([code("const x: T = f();")], "typescript"));
    expect(typescript.module && outline(typescript.module)).toBe("constant x: T = f()");
    const unknown = await readNotebook(notebook([code("x <- f(1)")], "R"));
    expect(unknown.module).toBeUndefined();
    expect(unknown).toMatchObject({ kernel: "r", texts: [{ text: "x <- f(1)" }] });
  });

  it.each([
    ["", "NOT_THIS_FORMAT: The notebook is not JSON: it is empty. Save it again in Jupyter, or leave it out."],
    ['{"cells": [{"source": "AKIA"', "NOT_THIS_FORMAT: The notebook is not JSON: "],
    ["[]", "MALFORMED: This is JSON but no notebook: it has no list of cells."],
    ['{"cells": 1}', "MALFORMED: This is JSON but no notebook: it has no list of cells."],
  ])("says what is wrong with %j, without quoting it", async (text, message) => {
    const said = await failure(text);
    expect(said).toContain(message);
    expect(said).not.toContain("AKIA");
  });

  it("keeps its budgets", async () => {
    expect(await failure(notebook([code("x")]), { ...DEFAULT_BUDGET, bytes: 10 })).toContain("BUDGET_BYTES");
    expect(await failure(notebook([code("x"), code("y")]), { ...DEFAULT_BUDGET, nodes: 1 })).toContain("BUDGET_NODES");
    expect(await failure(`${"[".repeat(100_000)}`)).toContain("NOT_THIS_FORMAT");
  });
});

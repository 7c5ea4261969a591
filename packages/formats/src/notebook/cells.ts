import { type Budget, DEFAULT_BUDGET } from "../budget.ts";
import { FormatError } from "../errors.ts";
import { outputText } from "./outputs.ts";
import { isRecord, joined } from "./text-fields.ts";

/** One cell as it stands in the file. */
export interface NotebookCell {
  /** From 1, over all cells. */
  readonly cell: number;
  readonly type: "code" | "markdown" | "raw";
  readonly source: string;
  /** What its outputs say, bounded. */
  readonly output: string;
  /** nbformat 3 has one for each cell. */
  readonly language?: string;
}

export interface NotebookCells {
  /** Major version of nbformat. */
  readonly format: number;
  readonly kernel?: string;
  readonly cells: readonly NotebookCell[];
}

/**
 * Reads nbformat 3 and 4: https://nbformat.readthedocs.io/en/latest/format_description.html
 * @throws FormatError NOT_THIS_FORMAT when it is not JSON, MALFORMED when it is no notebook, BUDGET_BYTES, BUDGET_NODES.
 */
export function readCells(text: string, budget: Budget = DEFAULT_BUDGET): NotebookCells {
  if (text.length > budget.bytes) {
    throw new FormatError(
      "BUDGET_BYTES",
      `The notebook has ${text.length} characters, the budget is ${budget.bytes}; raise it to read this file.`,
    );
  }
  const root = parsed(text);
  const found = isRecord(root) ? cellsOf(root) : undefined;
  if (!isRecord(root) || found === undefined) throw new FormatError("MALFORMED", "This is JSON but no notebook: it has no list of cells.");
  if (found.length > budget.nodes)
    throw new FormatError("BUDGET_NODES", `The notebook has more than ${budget.nodes} cells; raise the node budget to read it.`);
  const kernel = kernelLanguage(root["metadata"]);
  return {
    format: typeof root["nbformat"] === "number" ? root["nbformat"] : 4,
    ...(kernel !== undefined && { kernel }),
    cells: found.map((value, index) => readCell(value, index + 1)),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
  } catch (cause) {
    // The engine's message quotes the text, which may hold a secret: only the place is taken from it.
    const place = cause instanceof Error ? /line \d+ column \d+/.exec(cause.message)?.[0] : undefined;
    const why = text.trim() === "" ? "it is empty" : place === undefined ? "it ends too early" : `it breaks off at ${place}`;
    throw new FormatError("NOT_THIS_FORMAT", `The notebook is not JSON: ${why}. Save it again in Jupyter, or leave it out.`);
  }
}

/** Version 4 has cells, version 3 and older worksheets with cells. */
function cellsOf(root: { readonly [key: string]: unknown }): readonly unknown[] | undefined {
  if (Array.isArray(root["cells"])) return root["cells"];
  if (!Array.isArray(root["worksheets"])) return undefined;
  return root["worksheets"].flatMap((sheet: unknown) => (isRecord(sheet) && Array.isArray(sheet["cells"]) ? sheet["cells"] : []));
}

function kernelLanguage(metadata: unknown): string | undefined {
  if (!isRecord(metadata)) return undefined;
  const info = metadata["language_info"];
  const spec = metadata["kernelspec"];
  const language = (isRecord(info) && info["name"]) || (isRecord(spec) && spec["language"]);
  if (typeof language === "string" && language !== "") return language.toLowerCase();
  const name = isRecord(spec) && spec["name"];
  if (typeof name !== "string") return undefined;
  return /^(?:python|conda|ir\b|julia)/.exec(name)?.[0].replace("conda", "python").replace("ir", "r");
}

function readCell(value: unknown, cell: number): NotebookCell {
  if (!isRecord(value)) return { cell, type: "raw", source: "", output: "" };
  const kind = value["cell_type"];
  // Version 3 has headings, and code in `input`.
  const type = kind === "code" || kind === "raw" ? kind : "markdown";
  const language = value["language"];
  return {
    cell,
    type,
    source: joined(value["source"] ?? value["input"]).replace(/\r\n?/g, "\n"),
    output: type === "code" ? outputText(value["outputs"]) : "",
    ...(type === "code" && typeof language === "string" && { language: language.toLowerCase() }),
  };
}

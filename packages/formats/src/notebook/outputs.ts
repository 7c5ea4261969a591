import { stripVTControlCharacters } from "node:util";
import { isRecord, joined } from "./text-fields.ts";

/** Longest output text kept for one cell: secrets stand in what was printed, not in the tenth megabyte of it. */
const KEPT = 256 * 1024;

/** What the outputs of a cell say: streams, text and JSON representations, errors with their traceback. No images. */
export function outputText(outputs: unknown): string {
  if (!Array.isArray(outputs)) return "";
  const texts: string[] = [];
  let left = KEPT;
  for (const output of outputs) {
    if (!isRecord(output)) continue;
    for (const text of textsOf(output)) {
      if (text === "" || left <= 0) continue;
      texts.push(text.slice(0, left));
      left -= text.length;
    }
  }
  return stripVTControlCharacters(texts.join("\n"));
}

function textsOf(output: { readonly [key: string]: unknown }): string[] {
  const texts = [joined(output["text"])];
  if (output["output_type"] === "error" || output["output_type"] === "pyerr") {
    const traceback = output["traceback"];
    const lines = Array.isArray(traceback) ? traceback.filter((line) => typeof line === "string") : [];
    texts.push(lines.length > 0 ? lines.join("\n") : `${joined(output["ename"])}: ${joined(output["evalue"])}`);
  }
  // Version 3 has its representations beside the other fields.
  const data = isRecord(output["data"]) ? output["data"] : { "text/html": output["html"], "application/json": output["json"] };
  for (const [type, value] of Object.entries(data)) {
    if (type.startsWith("text/")) texts.push(joined(value));
    else if (type === "application/json" || type.endsWith("+json"))
      texts.push(typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
  }
  return texts;
}

import type { Visit } from "../interpreter.ts";
import { CAPABILITIES } from "./capabilities.ts";

/** The node that a TensorFlowOpLayer of Keras carries, as the text of a protocol buffer or as JSON: which operators it names. */
export function judgeTensorflowText(text: string, visit: Visit, place: { readonly offset?: number; readonly loader?: string }): void {
  for (const word of new Set(text.slice(0, 200_000).match(/[A-Za-z]\w{2,60}/g) ?? [])) {
    const capability = CAPABILITIES.get(word);
    if (capability === "python")
      visit.finding({ rule: "tensorflow-python-operator", message: `A layer runs the operator ${word}.`, ...place });
    else if (capability === "file-read" || capability === "file-write")
      visit.finding({ rule: "tensorflow-file-operator", message: `A layer runs the operator ${word}.`, ...place });
  }
}

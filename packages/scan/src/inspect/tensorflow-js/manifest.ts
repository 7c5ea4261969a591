import { elementsOf } from "@castellan/formats";
import type { Visit } from "../interpreter.ts";
import { at, isObject, type Json, textAt } from "../keras/python-json.ts";

const BYTES: Readonly<Record<string, number>> = { float32: 4, int32: 4, uint8: 1, uint16: 2, bool: 1, float16: 2, complex64: 8 };

/** Bytes of one weight; undefined where its length is not fixed. */
function bytesOfWeight(weight: Json, visit: Visit): number | undefined {
  if (!isObject(weight)) return undefined;
  const shape = at(weight, "shape");
  const quantization = at(weight, "quantization");
  const type = (isObject(quantization) ? textAt(quantization, "dtype") : undefined) ?? textAt(weight, "dtype") ?? "";
  const dimensions = Array.isArray(shape) ? shape.map((dimension) => (typeof dimension === "number" ? dimension : Number.NaN)) : [];
  const elements = elementsOf(dimensions);
  if (elements === undefined)
    visit.finding({
      rule: "tensor-overflow",
      message: `The weight ${JSON.stringify((textAt(weight, "name") ?? "").slice(0, 100))} has the shape [${dimensions.slice(0, 20).join(", ")}].`,
    });
  const width = BYTES[type];
  return elements === undefined || width === undefined ? undefined : elements * width;
}

/** The shards beside the model: their paths stay in its folder and their sizes fit the weights. */
export function judgeManifest(groups: readonly Json[], visit: Visit, escapeOf: (path: string) => string | undefined): void {
  for (const group of groups.slice(0, 100_000)) {
    if (!isObject(group)) continue;
    const paths = at(group, "paths");
    const weights = at(group, "weights");
    let stored: number | undefined = 0;
    for (const path of Array.isArray(paths) ? paths : []) {
      if (typeof path !== "string") continue;
      const escape = escapeOf(path);
      if (escape !== undefined) {
        visit.finding({
          rule: "external-data-path",
          message: `Weights are read from ${escape}: ${JSON.stringify(path.slice(0, 200))}.`,
          loader: "tf.loadLayersModel",
        });
        stored = undefined;
        continue;
      }
      const size: number | undefined = visit.sibling(path)?.size;
      if (size === undefined)
        visit.incomplete(`The weights in ${JSON.stringify(path.slice(0, 200))} were not examined: there is no such file beside the model.`);
      stored = size === undefined || stored === undefined ? undefined : stored + size;
    }
    const declared = (Array.isArray(weights) ? weights : []).map((weight) => bytesOfWeight(weight, visit));
    const total = declared.reduce<number | undefined>(
      (sum, bytes) => (sum === undefined || bytes === undefined ? undefined : sum + bytes),
      0,
    );
    if (stored !== undefined && total !== undefined && stored !== total)
      visit.finding({ rule: "tensor-size", message: `Weights of ${total} bytes have ${stored}.` });
  }
}

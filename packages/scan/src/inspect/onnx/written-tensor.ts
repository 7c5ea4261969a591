import type { OnnxTensor } from "@castellan/formats";
import type { Visit } from "../interpreter.ts";
import type { ExternalData } from "./external-data.ts";
import { judgeTensor } from "./judge-tensor.ts";

/** A tensor as JSON and text forms of a model write it. */
export interface WrittenTensor {
  readonly name: string | undefined;
  readonly dimensions: OnnxTensor["dimensions"];
  readonly external: OnnxTensor["external"];
  /** Name or number of where its data lie. */
  readonly location: string | undefined;
  readonly offset: number;
}

/** Judges its size and the file that it names; types are written by name or number, so that sizes go by the dimensions alone. */
export function judgeWrittenTensor(
  { name, dimensions, external, location, offset }: WrittenTensor,
  files: ExternalData,
  visit: Visit,
): void {
  const tensor: OnnxTensor = {
    name: name ?? "",
    dimensions,
    dataType: 2,
    offset,
    raw: undefined,
    integers: [],
    fixedValues: undefined,
    external,
    externalLocation: location === "EXTERNAL" || location === "1",
  };
  judgeTensor(tensor, visit);
  if (external.length > 0 || tensor.externalLocation) files.judge({ ...tensor, dataType: 0 });
}

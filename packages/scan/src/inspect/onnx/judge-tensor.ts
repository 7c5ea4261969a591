import { bytesOf, elementsOf, type OnnxTensor, onnxDataType } from "@castellan/formats";
import type { Visit } from "../interpreter.ts";

/** Dimensions beyond what any runtime takes. */
const MAX_RANK = 64;

/** Whether the shape of a tensor can be, and fits the bytes that it has. */
export function judgeTensor(tensor: OnnxTensor, visit: Visit): void {
  const { dimensions, dataType, offset, raw, fixedValues } = tensor;
  const name = JSON.stringify(tensor.name.slice(0, 200));
  const type = onnxDataType(dataType);
  const elements = elementsOf(dimensions);
  if (elements === undefined || elements * Math.max(1, (type?.bits ?? 8) / 8) >= 2 ** 63) {
    visit.finding({
      rule: "tensor-overflow",
      offset,
      message: `The tensor ${name} has the shape [${dimensions.slice(0, 20).join(", ")}].`,
    });
    return;
  }
  if (dimensions.length > MAX_RANK)
    visit.finding({ rule: "tensor-size", offset, message: `The tensor ${name} has more than ${MAX_RANK} dimensions.` });
  if (type === undefined) {
    if (dataType !== 0 || dimensions.length > 0)
      visit.finding({ rule: "tensor-size", offset, message: `The tensor ${name} has the unknown data type ${dataType}.` });
    return;
  }
  if (raw !== undefined && type.bits > 0 && raw.end - raw.start !== bytesOf(elements, type.bits))
    visit.finding({
      rule: "tensor-size",
      offset,
      message: `The tensor ${name} of ${bytesOf(elements, type.bits)} bytes has ${raw.end - raw.start}.`,
    });
  const values = type.name.startsWith("complex") ? elements * 2 : elements;
  if (fixedValues !== undefined && fixedValues !== values)
    visit.finding({ rule: "tensor-size", offset, message: `The tensor ${name} of ${values} values has ${fixedValues}.` });
}

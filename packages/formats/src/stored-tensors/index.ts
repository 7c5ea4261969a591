export { ELEMENT_TYPES, type ElementType, orderedWidthOf, widthOf } from "./element-type.ts";
export { type FloatTensor, readFloatTensors, writeFloatTensors } from "./float-tensors.ts";
export { readStoredTensors } from "./read-stored-tensors.ts";
export type * from "./stored-tensor.ts";

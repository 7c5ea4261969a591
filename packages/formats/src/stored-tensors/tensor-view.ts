import { type ElementType, widthOf } from "./element-type.ts";

/** Dimensions that PyTorch (64) and numpy (64) allow at most. */
const DIMENSIONS = 64;

/** Elements of a shape; undefined where it is none or the number is not exact. */
export function elementsOf(shape: readonly number[]): number | undefined {
  if (shape.length > DIMENSIONS) return undefined;
  let elements = 1;
  for (const size of shape) {
    if (!Number.isSafeInteger(size) || size < 0) return undefined;
    elements *= size;
  }
  // A size of 0 behind sizes whose product overflows is no shape that anybody writes.
  return Number.isSafeInteger(elements) ? elements : undefined;
}

/** Strides of an array whose elements lie next to each other, the last index running fastest; or the first (Fortran). */
export function denseStrides(shape: readonly number[], fortran = false): readonly number[] {
  const strides = new Array<number>(shape.length).fill(1);
  let stride = 1;
  for (let index = 0; index < shape.length; index++) {
    const dimension = fortran ? index : shape.length - 1 - index;
    strides[dimension] = stride;
    stride *= Math.max(1, shape[dimension] ?? 1);
  }
  return strides;
}

export interface StatedView {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** Why a view does not lie within a storage of so many bytes; undefined where it does. */
export function viewFault({ type, shape, strides, offset }: StatedView, bytes: number): string | undefined {
  const elements = elementsOf(shape);
  if (elements === undefined || !Number.isSafeInteger(elements * widthOf(type)))
    return `has the shape ${shape.slice(0, 8).join(" x ")}, which no tensor can have`;
  if (strides.length !== shape.length) return `has ${shape.length} dimensions and ${strides.length} strides`;
  if (strides.some((stride) => !Number.isSafeInteger(stride) || stride < 0)) return "has a negative stride, or one that no tensor has";
  if (!Number.isSafeInteger(offset) || offset < 0) return "begins before its data";
  if (elements === 0) return undefined;
  let last = offset;
  for (const [dimension, size] of shape.entries()) last += (size - 1) * (strides[dimension] ?? 0);
  const end = (last + 1) * widthOf(type);
  if (Number.isSafeInteger(end) && end <= bytes) return undefined;
  return `reaches to byte ${end} of its data, of which there are ${bytes}`;
}

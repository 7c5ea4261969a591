import type { PickleValue } from "../pickle/value.ts";
import type { TensorView } from "./stored-tensor.ts";

/** What a value of a pickle turns out to be. */
export type Found =
  | { readonly kind: "tensor"; readonly view: TensorView }
  | { readonly kind: "refused"; readonly reason: string }
  /** It stands for another value: a parameter for its tensor. */
  | { readonly kind: "same"; readonly value: PickleValue }
  /** Plain values, whatever it is made of. */
  | { readonly kind: "value" };

export function refused(reason: string): Found {
  return { kind: "refused", reason };
}

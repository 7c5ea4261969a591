import type { PickleGlobal } from "./value.ts";

const LONGEST_NAME = 200;
const PLAUSIBLE = /^[^\s\p{C}\ufffd]+$/u;

/** A name that an import of honest or hostile code could have: no spaces, no control characters, nothing undecodable. */
export function isPlausibleImport({ module, name, computed }: PickleGlobal): boolean {
  if (computed !== "no") return computed === "folded";
  if (module.length > LONGEST_NAME || name.length > LONGEST_NAME) return false;
  return PLAUSIBLE.test(module) && PLAUSIBLE.test(name);
}

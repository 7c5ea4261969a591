import { bytesSource } from "@castellan/formats";
import { type InspectionOptions, inspectSource } from "../engine.ts";
import type { Inspection } from "../result.ts";

/** Inspects bytes as if they were a file of this name. */
export function inspectBytes(bytes: Uint8Array, name = "file", options: InspectionOptions = {}): Promise<Omit<Inspection, "sha256">> {
  return inspectSource(bytesSource(bytes), name, options);
}

/** Bytes of a string of characters up to 0xff. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

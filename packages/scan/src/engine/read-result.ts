import { scanSchema } from "../report/json/schema.ts";
import type { ScanResult } from "../result.ts";
import { ScanError } from "./errors.ts";

/** What JSON holds has no `undefined`: a document that fits the schema is a result. */
function isResult(value: unknown): value is ScanResult {
  return scanSchema.safeParse(value).success;
}

/** A scan that was written earlier. @throws ScanError NOT_A_SCAN with the first thing that is wrong. */
export function readScanResult(name: string, text: string): ScanResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ScanError("NOT_A_SCAN", `${name} is not JSON; give a file that castellan scan --format json wrote.`, { cause });
  }
  if (isResult(value)) return value;
  const issue = scanSchema.safeParse(value).error?.issues[0];
  throw new ScanError(
    "NOT_A_SCAN",
    `${name} is no castellan/scan/1 document (${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}); scan again with this version.`,
  );
}

import { type ColumnMask, ProtectError } from "@castellan/protect/masking";
import { DataError } from "../errors.ts";

const DEEPEST = 100;

/** The mask of a key path; undefined where the policy does not name the path and what lies below it is to be asked. */
export interface PathMasks {
  /** Whether the policy names this very path. */
  names(path: string): boolean;
  maskOf(path: string): ColumnMask;
}

/**
 * A JSON value with every leaf masked by the path of its keys (`address.city`; entries of a list have the path of the
 * list). A path that the policy names is masked as a whole: an object becomes its JSON text first.
 * @returns undefined where it is dropped. @throws ProtectError, DataError naming the path
 */
export function maskedValue(value: unknown, path: string, masks: PathMasks, depth = 0): unknown {
  if (depth > DEEPEST) throw new DataError("FILE_UNREADABLE", `values are nested more than ${DEEPEST} deep`);
  if (value === null) return path !== "" && masks.maskOf(path).kind === "drop" ? undefined : null;
  const nested = typeof value === "object";
  if (Array.isArray(value) && !(masks.names(path) && masks.maskOf(path).kind === "drop"))
    return value.map((item) => maskedValue(item, path, masks, depth + 1)).filter((item) => item !== undefined);
  if (nested && !Array.isArray(value) && !(path !== "" && masks.names(path)))
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
        const masked = maskedValue(item, path === "" ? key : `${path}.${key}`, masks, depth + 1);
        return masked === undefined ? [] : [[key, masked]];
      }),
    );
  const mask = masks.maskOf(path);
  if (mask.kind === "drop") return undefined;
  if (mask.kind === "keep") {
    if (typeof value === "number" && !Number.isSafeInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER)
      throw new DataError("FILE_UNREADABLE", `${path}: a number too large to be kept to the last digit; write it as a string`);
    return value;
  }
  try {
    return mask.change(typeof value === "string" ? value : nested ? JSON.stringify(value) : String(value));
  } catch (cause) {
    if (cause instanceof ProtectError && cause.code === "FORMAT_INVALID")
      throw new ProtectError("FORMAT_INVALID", `${path}: ${cause.message}`, { cause });
    throw cause;
  }
}

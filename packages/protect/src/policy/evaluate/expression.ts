import { ProtectError } from "../../errors.ts";

/** An object of Cedar's JSON form of policies (the "EST"), read without trust in its shape. */
export type Json = Readonly<Record<string, unknown>>;

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws ProtectError POLICY_INVALID */
export function unknownForm(what: string): ProtectError {
  return new ProtectError(
    "POLICY_INVALID",
    `Cedar's JSON holds ${what}, which this version does not know; report it, and leave the policy out meanwhile.`,
  );
}

/** The one key of a node and what stands under it. @throws ProtectError POLICY_INVALID */
export function operatorOf(node: unknown): readonly [string, unknown] {
  if (isJson(node)) {
    const [entry, ...more] = Object.entries(node);
    if (entry !== undefined && more.length === 0) return entry;
  }
  throw unknownForm("a node without one operator");
}

/** @throws ProtectError POLICY_INVALID */
export function objectOf(value: unknown): Json {
  if (isJson(value)) return value;
  throw unknownForm("something else where an object stands");
}

/** @throws ProtectError POLICY_INVALID */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  throw unknownForm("something else where a text stands");
}

/** @throws ProtectError POLICY_INVALID */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw unknownForm("something else where a list stands");
}

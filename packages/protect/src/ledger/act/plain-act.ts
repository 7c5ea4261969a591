import type { z } from "zod";
import type { ActInput } from "./act.ts";

const ACT = /^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+$/;
const NAME = /^[a-z][A-Za-z0-9.-]{0,99}$/;
const DIGEST = /^[0-9a-f]{32,128}$/;
const KINDS: readonly unknown[] = ["person", "service", "agent", "job"];
const OUTCOMES: readonly unknown[] = [undefined, "done", "denied", "failed"];
const MEMBERS: ReadonlySet<unknown> = new Set(["act", "actor", "subjects", "outcome", "details"]);

/** An object as JSON makes them: what another would answer is not known. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

const isText = (value: unknown): boolean => value === undefined || (typeof value === "string" && value !== "" && value.length <= 1000);

function isScalar(value: unknown): boolean {
  if (typeof value === "string") return value.length <= 4000;
  return typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
}

const isDigest = (value: unknown): boolean => typeof value === "string" && DIGEST.test(value);

function isRecord(value: unknown, of: (member: unknown) => boolean): boolean {
  if (value === undefined) return true;
  if (!isPlain(value)) return false;
  for (const name of Reflect.ownKeys(value)) if (typeof name !== "string" || !NAME.test(name) || !of(value[name])) return false;
  return true;
}

function isSubject(value: unknown): boolean {
  if (!isPlain(value)) return false;
  for (const member of Reflect.ownKeys(value)) if (member !== "name" && member !== "digests") return false;
  return isText(value["name"]) && isRecord(value["digests"], isDigest);
}

/**
 * Whether an act is certainly of the form of `ActInput`, which takes many times longer to say so. Nothing is said of an
 * act that this does not answer true for: the schema decides (and of one with something personal always).
 */
export function isPlainAct(value: unknown): value is z.output<typeof ActInput> {
  if (!isPlain(value)) return false;
  for (const member of Reflect.ownKeys(value)) if (!MEMBERS.has(member)) return false;
  const { act, actor, subjects, outcome, details } = value;
  if (typeof act !== "string" || !ACT.test(act) || !isPlain(actor) || !KINDS.includes(actor["kind"]) || !isText(actor["name"]))
    return false;
  for (const member of Reflect.ownKeys(actor)) if (member !== "kind" && member !== "name") return false;
  if (!OUTCOMES.includes(outcome) || !isRecord(details, isScalar)) return false;
  if (subjects === undefined) return true;
  if (!Array.isArray(subjects) || subjects.length > 10_000) return false;
  // Holes are gone through too, which `every` passes over.
  for (const subject of subjects) if (!isSubject(subject)) return false;
  return true;
}

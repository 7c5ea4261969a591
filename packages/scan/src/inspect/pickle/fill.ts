import type { PickleValue } from "@castellan/formats";
import { classOf, nameOfCallable } from "./class-of.ts";
import type { Objection } from "./effects.ts";
import { judgeName } from "./name.ts";
import { isContainer } from "./shape.ts";

const KIND: Readonly<Record<string, string>> = {
  APPEND: "list",
  APPENDS: "list",
  SETITEM: "dict",
  SETITEMS: "dict",
  ADDITEMS: "set",
};

/** Items that go into something other than a list, dict or set of the stream itself. */
export function judgeFill(target: PickleValue, opcode: string): Objection | undefined {
  const misdirected = (reason: string): Objection => ({ rule: "pickle-misdirected-items", verdict: "malicious", reason });
  const odd = (reason: string): Objection => ({ rule: "pickle-unexpected-arguments", verdict: "suspicious", reason });
  if (target.kind === "object") {
    const owner = classOf(target);
    if (owner?.entry.fill.includes(KIND[opcode] ?? "") === true) return undefined;
    if (owner?.entry.is.some((tag) => NUMBERS.has(tag)) === true) return misdirected("is no container, and is filled with items");
    if (owner !== undefined) return odd("is not filled by its library in this way");
    // An unlisted class is told already; what a listed function gives back is known to be no container.
    const called = nameOfCallable(target.callable);
    const name = called === undefined ? undefined : judgeName(called);
    return name?.allowed === undefined
      ? name === undefined
        ? odd("is filled with items, and nothing is known of it")
        : undefined
      : odd("is no container, and is filled with items");
  }
  if (isContainer(target)) return odd(`is a ${target.kind}, and ${opcode} does not fit it`);
  if (target.kind === "unknown" || target.kind === "global") return odd("is filled with items, and nothing is known of it");
  return misdirected("is no container, and is filled with items");
}

/** Things with memory of their own: writing items into them is what CVE-2026-24747 is about. */
const NUMBERS: ReadonlySet<string> = new Set(["tensor", "ndarray", "storage", "number"]);

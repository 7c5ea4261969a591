import { inventoryOf } from "../../rules/testing/project-from.ts";
import { type Access, accessOf } from "../who-can.ts";

/** Test support: what is told of an asset or resource of some files. */
export async function asked(what: string, files: Readonly<Record<string, string>>): Promise<Access> {
  const [first] = accessOf(what, { inventory: await inventoryOf(files) });
  if (first === undefined) throw new Error(`nothing is called ${what}`);
  return first;
}

/** Grants in one line each: `read allowed direct user kim [only until …]`. */
export function lines({ grants }: Access): readonly string[] {
  return grants.map(
    ({ power, effect, how, principal, steps, conditions }) =>
      `${power} ${effect} ${how} ${principal.kind} ${principal.name}${steps.map(({ via, to }) => ` ${via} ${to.name}`).join("")}${conditions.length === 0 ? "" : ` [${conditions.join("; ")}]`}`,
  );
}

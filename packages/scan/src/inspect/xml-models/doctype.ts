import { readDoctype } from "@castellan/formats";
import type { InspectionFinding } from "../interpreter.ts";

/** What entities may expand to before it is a bomb. */
const EXPANSION = 1024 * 1024;
/** Where definitions of PMML before 3.1 are published. */
const PUBLISHED = /^(?:https?:\/\/(?:www\.)?dmg\.org\/[\w./-]*\.dtd|[\w-]+\.dtd)$/i;

/** What a DOCTYPE means: in a model any entity is hostile, elsewhere those that fetch or explode. */
export function judgeDoctype(text: string, model: boolean): InspectionFinding | undefined {
  const { entities, expansion, system } = readDoctype(text);
  const fetched = entities.find((entity) => entity.system !== undefined);
  const excerpt = text.slice(0, 300);
  if (fetched !== undefined)
    return {
      rule: "xml-entity",
      message: `The entity ${JSON.stringify(fetched.name.slice(0, 60))} is fetched from ${JSON.stringify((fetched.system ?? "").slice(0, 200))}.`,
      excerpt,
    };
  if (expansion > EXPANSION)
    return {
      rule: "xml-entity",
      message: `The entities expand to ${expansion === Infinity ? "no end" : `${expansion} characters`}.`,
      excerpt,
    };
  if (!model) return undefined;
  const [first] = entities;
  if (first !== undefined)
    return { rule: "xml-entity", message: `The DOCTYPE declares the entity ${JSON.stringify(first.name.slice(0, 60))}.`, excerpt };
  if (text.includes("<!ENTITY")) return { rule: "xml-entity", message: "The DOCTYPE declares entities.", excerpt };
  if (system === undefined || PUBLISHED.test(system)) return { rule: "xml-doctype", message: "The model has a DOCTYPE.", excerpt };
  return { rule: "xml-entity", message: `The definition is fetched from ${JSON.stringify(system.slice(0, 200))}.`, excerpt };
}

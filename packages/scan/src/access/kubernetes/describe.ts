import type { AccessStatement } from "../grant.ts";
import type { Held } from "./cluster.ts";

const SHOWN = 6;

/** What grants: the binding, and the rule of the role that it binds. */
export function statementsOf(held: readonly Held[]): readonly AccessStatement[] {
  const found = new Map<string, AccessStatement>();
  for (const { rule, binding, role } of held) {
    const { verbs, groups, resources, names } = rule;
    const only = names.length === 0 ? "" : ` named ${listed(names)}`;
    const of =
      groups.includes("*") && resources.includes("*")
        ? "anything"
        : `${listed(resources)}${listed(groups.filter((group) => group !== "")) === "" ? "" : ` of ${listed(groups.map((group) => (group === "" ? "the core" : group)))}`}`;
    const says = `${role.kind} ${role.name} allows ${listed(verbs)} on ${of}${only}`;
    if (binding.resource !== undefined) {
      const bound = `${binding.kind} ${binding.name} gives ${binding.role.kind} ${binding.role.name}${binding.namespace === undefined ? "" : ` in ${binding.namespace}`} to ${binding.subjects
        .slice(0, SHOWN)
        .map(({ kind, name }) => `${kind} ${name}`)
        .join(", ")}`;
      found.set(bound, placed(binding.resource, bound, binding.name));
    }
    found.set(says, placed(role.resource, says, role.name));
  }
  return [...found.values()];
}

function listed(texts: readonly string[]): string {
  return `${texts.slice(0, SHOWN).join(", ")}${texts.length > SHOWN ? " …" : ""}`;
}

function placed(resource: Held["role"]["resource"], says: string, name: string): AccessStatement {
  if (resource === undefined) return { says, name };
  return {
    resource: resource.address,
    ...(resource.target === undefined ? {} : { target: resource.target }),
    file: resource.file,
    line: resource.line,
    name,
    says,
  };
}

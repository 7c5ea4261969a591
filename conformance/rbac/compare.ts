import { allowedBy, heldRules, isOpenText, rolesMeant, rulesOf } from "../../packages/scan/src/access/kubernetes/rbac.ts";
import type { World } from "./worlds.ts";

/** What Castellan's evaluator says of a world. */
export function decided({ roles, bindings, user, request }: World): "allow" | "deny" | "unknown" {
  const held = heldRules(user, bindings, (binding) =>
    rolesMeant(binding, roles).map(({ role, is }) => ({ role, is, rules: rulesOf(role, roles) })),
  );
  const { is } = allowedBy(held, request);
  return is === "yes" ? "allow" : is === "no" ? "deny" : "unknown";
}

/**
 * Whether an answer agrees. Where the request can get one answer only, that one; "unknown" is right where it can get both.
 * In a world with open texts it is never wrong, but counted: two of them may cancel each other out.
 */
export function verdict(world: World, said: "allow" | "deny" | "unknown"): "agrees" | "careful" | "disagrees" {
  const [answer, other] = world.answers;
  if (other !== undefined) return said === "unknown" ? "agrees" : "disagrees";
  if (said === answer) return "agrees";
  return said === "unknown" && isOpenText(JSON.stringify(world)) ? "careful" : "disagrees";
}

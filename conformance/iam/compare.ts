import { decide } from "../../packages/scan/src/access/aws/decide.ts";
import { readPolicy, type Statement } from "../../packages/scan/src/access/aws/policy.ts";
import type { ContextValue } from "../../packages/scan/src/access/aws/request-context.ts";
import type { World } from "./worlds.ts";

/** What Castellan's evaluator says of a world. */
export function decided(world: World): "allow" | "deny" | "unknown" {
  const { caller, context } = world;
  const statements = (list: World["identity"]): readonly Statement[] => {
    const policy = readPolicy({ Version: "2012-10-17", Statement: list });
    if (policy.open) throw new Error("a statement of the reference was not read");
    return policy.statements;
  };
  const named = (name: "boundary" | "session" | "endpoint"): object => (world[name] === null ? {} : { [name]: statements(world[name]) });
  return decide(
    {
      action: world.action.toLowerCase(),
      resource: [world.resource],
      context: Object.fromEntries(Object.entries(context).map(([key, value]) => [key, valueOf(value)])),
      caller: {
        kind: caller.kind,
        names: caller.arn === undefined ? [] : [caller.arn],
        ...(caller.session === undefined ? {} : { session: caller.session }),
        ...(caller.account === undefined ? {} : { account: caller.account }),
      },
    },
    {
      identity: statements(world.identity),
      ...named("boundary"),
      // Only who took on a role, or federated, has a session to limit.
      ...(caller.kind === "user" ? {} : named("session")),
      ...named("endpoint"),
      ...(world.resourcePolicy === null ? {} : { resource: statements(world.resourcePolicy) }),
      control: world.scp.map(statements),
      resourceControl: world.rcp.map(statements),
      resourceMustAllow: world.resourceMustAllow,
      crossAccount: caller.account !== undefined && caller.account !== world.resourceAccount,
    },
  ).effect;
}

function valueOf(value: World["context"][string]): ContextValue {
  return value === null ? "absent" : typeof value === "string" ? value : { values: value };
}

/**
 * Whether an answer agrees. Where the request can get one answer only, that one; "unknown" is right where it can get
 * both, and, where something is unknown, it is never wrong but counted: two unknowns may cancel each other out.
 */
export function verdict(world: World, said: "allow" | "deny" | "unknown"): "agrees" | "careful" | "disagrees" {
  const [answer, other] = world.answers;
  if (other !== undefined) return said === "unknown" ? "agrees" : "disagrees";
  if (said === answer) return "agrees";
  return said === "unknown" && isOpen(world) ? "careful" : "disagrees";
}

/** Something is not known: a key, or whether a denial that lists the caller without its account holds. */
function isOpen({ context, resourcePolicy }: World): boolean {
  return Object.values(context).includes("unknown") || (resourcePolicy ?? []).some((statement) => "NotPrincipal" in statement);
}

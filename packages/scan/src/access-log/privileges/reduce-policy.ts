import { DATA_ACTIONS } from "../../../knowledge/access-log/iam-actions.ts";
import { type Decision, decide } from "../../access/aws/decide.ts";
import { fits, overlap } from "../../access/aws/pattern.ts";
import type { Statement } from "../../access/aws/policy.ts";
import type { UsedRight } from "./used-rights.ts";

/** What of a policy stays, and what goes. */
export interface Reduction {
  /** The statements that stay, narrowed. */
  readonly statements: readonly Statement[];
  /** Patterns of actions that nobody used, with the resources they were granted on. */
  readonly cut: readonly { readonly action: string; readonly resources: readonly string[]; readonly became: readonly string[] }[];
  /** Kept because the logs would not show their use. */
  readonly unknown: readonly string[];
  /** Used rights that the new policy allows as the old one did. */
  readonly proved: number;
  /** Used rights that the read policies do not explain: a policy of the resource, or one that is not here. */
  readonly unexplained: readonly UsedRight[];
}

export interface Observed {
  readonly rights: readonly UsedRight[];
  /** Names by which a resource may stand in a policy besides its ARN. */
  readonly names: (resource: string) => readonly string[];
  readonly shows: (action: string, resources: readonly string[]) => boolean;
}

/** Different resources of one action that are named one by one. */
const NAMED = 5;

/**
 * The policy with only what was used. Denials and conditions stay as they are; an action without a readable resource
 * keeps the resources it had. Every used right that the old policy allows is put to the evaluator with the new one; a
 * statement without which one of them fails is given back whole, so that the result always holds.
 */
export function reducePolicy(granted: readonly Statement[], observed: Observed): Reduction {
  const ask = (statements: readonly Statement[], { action, resource }: UsedRight): Decision["effect"] =>
    decide({ action, resource: observed.names(resource), context: {} }, { identity: statements }).effect;
  const explained = observed.rights.filter((right) => ask(granted, right) !== "deny");
  const kept: { original: Statement; now: readonly Statement[] }[] = [];
  const cut: Reduction["cut"][number][] = [];
  const unknown = new Set<string>();
  for (const statement of granted) {
    if (statement.effect === "Deny" || statement.actions === undefined || statement.resources === undefined) {
      // What is allowed by exception is left alone: nobody can say what it was meant for.
      kept.push({ original: statement, now: [statement] });
      continue;
    }
    const now = narrowed(statement, explained, observed, unknown);
    kept.push({ original: statement, now });
    const stays = new Set(now.flatMap(({ actions = [] }) => actions));
    const wide = now.some(({ resources = [] }) => resources.some((resource) => statement.resources?.includes(resource) === true));
    for (const action of statement.actions)
      if (!stays.has(action) || !wide)
        cut.push({ action, resources: statement.resources, became: [...stays].filter((each) => fits(action, each)).sort() });
  }
  // The proof: whoever it fails for gets the old statement back.
  for (;;) {
    const statements = kept.flatMap(({ now }) => now);
    const failing = explained.find((right) => ask(statements, right) !== ask(granted, right));
    if (failing === undefined) {
      return {
        statements,
        cut,
        unknown: [...unknown].sort(),
        proved: explained.length,
        unexplained: observed.rights.filter((right) => !explained.includes(right)),
      };
    }
    const back = kept.find(({ original, now }) => !now.includes(original) && ask([original], failing) !== "deny");
    if (back === undefined)
      return { statements: granted, cut: [], unknown: [...unknown].sort(), proved: explained.length, unexplained: [] };
    back.now = [back.original];
  }
}

function narrowed(
  statement: Statement,
  rights: readonly UsedRight[],
  { names, shows }: Observed,
  unknown: Set<string>,
): readonly Statement[] {
  const { actions = [], resources = [] } = statement;
  const byAction = new Map<string, UsedRight[]>();
  for (const right of rights)
    if (
      actions.some((pattern) => fits(pattern, right.action)) &&
      resources.some((pattern) => names(right.resource).some((name) => overlap(pattern, name)))
    ) {
      const list = byAction.get(right.action);
      if (list === undefined) byAction.set(right.action, [right]);
      else list.push(right);
    }
  const byResources = new Map<string, { actions: string[]; resources: readonly string[] }>();
  const allow = (action: string, on: readonly string[]): void => {
    const sorted = [...new Set(on)].sort();
    const entry = byResources.get(sorted.join("\n"));
    if (entry === undefined) byResources.set(sorted.join("\n"), { actions: [action], resources: sorted });
    else if (!entry.actions.includes(action)) entry.actions.push(action);
  };
  for (const [action, used] of byAction) allow(action, prefixesOf(used, resources, names));
  // Not in the log is not unused, where the log would not show it.
  for (const pattern of actions)
    for (const data of DATA_ACTIONS) {
      if (!overlap(pattern, data) || byAction.has(data)) continue;
      const hidden = resources.filter((resource) => !shows(data, [resource]));
      if (hidden.length === 0) continue;
      const action = fits(pattern, data) ? data : pattern;
      unknown.add(action);
      allow(action, hidden);
    }
  return [...byResources.values()].map((entry) => ({ ...statement, actions: entry.actions.sort(), resources: entry.resources }));
}

/** Resources by name where there are few, else their folders; never more than what was granted. */
function prefixesOf(used: readonly UsedRight[], granted: readonly string[], names: Observed["names"]): readonly string[] {
  if (used.some(({ resource }) => resource === "*")) return granted;
  const folders = new Set<string>();
  const distinct = new Set(used.map(({ resource }) => resource));
  for (const resource of distinct) {
    const written = granted.filter((pattern) => names(resource).some((name) => fits(pattern, name)));
    const folder = distinct.size <= NAMED ? resource : folderOf(resource);
    const within = granted.some((pattern) => fits(pattern, folder));
    // A grant by reference (`${…}`) or one that is narrower than the folder stays as it is written.
    if (within) {
      folders.add(folder);
      // The log names the table where an index was asked.
      if (/^arn:aws:dynamodb:.*:table\/[^/]+$/.test(folder)) folders.add(`${folder}/index/*`);
    } else for (const pattern of written) folders.add(pattern);
  }
  return [...folders];
}

function folderOf(resource: string): string {
  const object = /^(arn:[\w-]+:s3:::[^/]+\/(?:[^/]+\/)?)/.exec(resource)?.[1];
  if (object !== undefined) return `${object}*`;
  const end = Math.max(resource.lastIndexOf("/"), resource.lastIndexOf(":"));
  return `${resource.slice(0, end + 1)}*`;
}

import type { Occurrence, Scope } from "@castellan/graph";
import { TRACKER_VARIABLES, type TrackerVariable } from "../../../knowledge/infrastructure/tracker-variables.ts";
import type { Target } from "../../project/facts.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { secretReference } from "../identity/index.ts";

const OFF = /^(?:false|0|no|off|none)?$/i;

/** What a variable says of a tracker: nothing where it is switched off. */
export function trackerOf(name: string, value: string | undefined): TrackerVariable | undefined {
  const found = TRACKER_VARIABLES.find(({ pattern }) => pattern.test(name));
  return found === undefined || (found.secret !== true && value !== undefined && OFF.test(value.trim())) ? undefined : found;
}

/** The tracker that a variable names, or the secret that opens one. */
export function trackerAsset(
  target: Target,
  variable: { readonly name: string; readonly of: TrackerVariable },
  scope: Scope,
  place: Occurrence,
  sink: DiscoverySink,
): string {
  const { name, of } = variable;
  if (of.secret === true)
    return sink.asset({ kind: "secret-ref", name, identity: secretReference(target, name), scope, occurrences: [place] });
  return sink.asset({
    kind: "experiment-tracker",
    name: of.tracker,
    // As code names it: one for the whole repository.
    identity: { key: `store:${target.key}::${of.tracker}:${of.tracker}` },
    scope,
    lifecycle: "declared",
    attributes: { technology: of.tracker },
    occurrences: [place],
  });
}

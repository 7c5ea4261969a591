import type { Evidence, Occurrence, Scope } from "@castellan/graph";
import { ENVIRONMENT_SIGNALS } from "../../../knowledge/infrastructure/environment-signals.ts";
import type { Target } from "../../project/facts.ts";
import type { DiscoverySink } from "../discoverer.ts";
import { aiService, secretReference } from "../identity/index.ts";
import { modelFrom } from "./model-names.ts";
import { trackerAsset, trackerOf } from "./trackers.ts";

export interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly file: string;
  readonly line: number;
}

export interface UserOfEnvironment {
  readonly target: Target;
  readonly scope: Scope;
  readonly resource?: string;
  /** A job hands the environment on to what it runs: it calls no service itself. */
  readonly handsOn?: boolean;
}

/** AI services, secrets and models that the environment of a process tells of. True if there were any. */
export function relateEnvironment(
  user: UserOfEnvironment,
  makeUser: () => string,
  variables: readonly Variable[],
  sink: DiscoverySink,
): boolean {
  let used = relateTrackers(user, makeUser, variables, sink);
  for (const variable of variables) {
    const signal = ENVIRONMENT_SIGNALS.find((candidate) => candidate.pattern.test(variable.name));
    // A name set to nothing is switched off.
    if (signal === undefined || variable.value === "") continue;
    if (user.handsOn === true && signal.secret !== true && signal.model !== true) continue;
    used = true;
    const place = {
      file: variable.file,
      line: variable.line,
      ...(user.resource === undefined ? {} : { resource: user.resource }),
      technique: "configuration",
      confidence: "likely",
    } as const;
    const evidence: Evidence[] = [{ ...place, symbol: variable.name }];
    const from = makeUser();
    const service = sink.asset({
      kind: "ai-service",
      name: signal.provider,
      identity: aiService(signal.provider),
      scope: user.scope,
      occurrences: [place],
    });
    if (user.handsOn !== true) sink.relate(from, "calls", service, "inferred", evidence);
    if (signal.secret === true) {
      const secret = sink.asset({
        kind: "secret-ref",
        name: variable.name,
        identity: secretReference(user.target, variable.name),
        scope: user.scope,
        occurrences: [{ ...place, confidence: "certain" }],
      });
      sink.relate(from, "authenticated_by", secret, "stated", evidence);
    }
    const model = signal.model === true && variable.value !== undefined ? modelFrom(variable.value, signal.provider) : undefined;
    if (model !== undefined) {
      const id = sink.asset({
        kind: "model",
        name: model.name,
        identity: model.identity,
        scope: user.scope,
        attributes: { provider: signal.provider },
        occurrences: [place],
      });
      sink.relate(from, "uses_model", id, "resolved", evidence);
      sink.relate(id, "served_by", service, "resolved", evidence);
    }
  }
  return used;
}

/** Trackers that the environment turns on, and their keys. */
function relateTrackers(user: UserOfEnvironment, makeUser: () => string, variables: readonly Variable[], sink: DiscoverySink): boolean {
  const found = variables.flatMap((variable) => {
    const of = trackerOf(variable.name, variable.value);
    if (of === undefined) return [];
    const place: Occurrence = {
      file: variable.file,
      line: variable.line,
      ...(user.resource === undefined ? {} : { resource: user.resource }),
      technique: "configuration",
      confidence: of.secret === true ? "certain" : "likely",
    };
    return [{ of, place, symbol: variable.name, id: trackerAsset(user.target, { name: variable.name, of }, user.scope, place, sink) }];
  });
  for (const secret of found.filter(({ of }) => of.secret === true)) {
    const evidence: Evidence[] = [{ ...secret.place, symbol: secret.symbol }];
    sink.relate(makeUser(), "authenticated_by", secret.id, "stated", evidence);
    for (const tracker of found)
      if (tracker.of.secret !== true && tracker.of.tracker === secret.of.tracker)
        sink.relate(tracker.id, "authenticated_by", secret.id, "resolved", evidence);
  }
  // A tracker that is turned on makes the job one of AI.
  if (found.some(({ of }) => of.secret !== true)) makeUser();
  return found.length > 0;
}

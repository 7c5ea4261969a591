import type { AccessEvent } from "../../packages/formats/src/index.ts";
import { isPerson, MAIN, type Person, REGIONS } from "./organisation.ts";
import type { Random } from "./random.ts";

export const DAY = 86_400_000;
/** A Monday. */
export const BEGIN = Date.UTC(2026, 0, 5);

let record = 0;

/** One event as the reader of CloudTrail gives it. */
export function accessOf(
  person: Person,
  action: string,
  resources: readonly string[],
  random: Random,
  time: number,
  more: Partial<AccessEvent> = {},
): AccessEvent {
  return {
    format: "cloudtrail",
    time,
    principal: person.arn,
    principalKind: isPerson(person.kind) ? "user" : "role",
    action,
    resources,
    source: `${random.pickSkewed(person.networks)}.${1 + random.below(250)}`,
    outcome: "success",
    account: MAIN,
    region: REGIONS[0],
    record: ++record,
    ...more,
  };
}

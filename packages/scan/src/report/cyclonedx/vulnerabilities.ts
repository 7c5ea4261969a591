import type { Finding } from "@castellan/graph";
import { controlReferences } from "../frameworks.ts";
import { distinctPlaces, placeText } from "../text/place.ts";
import { nonEmpty, property } from "./properties.ts";
import { referenceOf, SYSTEM_REF, type Writing } from "./references.ts";
import { PROPERTY_NAMES } from "./taxonomy.ts";
import type { Vulnerability } from "./types.ts";

const SOURCE = { name: "castellan" };

function cwesOf(finding: Finding): number[] {
  const numbers = controlReferences(finding.controls)
    .map(({ id }) => /^CWE-(\d{1,6})$/i.exec(id)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number);
  return [...new Set(numbers.filter((number) => number > 0))];
}

/**
 * A suppression says that somebody accepted it, not that it is wrong: so the state is `in_triage`, with the
 * reason, and never `false_positive` or `not_affected`.
 */
function analysisOf(finding: Finding): Vulnerability["analysis"] {
  const { suppressed } = finding;
  if (suppressed === undefined) return undefined;
  return {
    state: "in_triage",
    response: suppressed.by === "baseline" ? undefined : ["will_not_fix"],
    detail:
      `suppressed by ${suppressed.by}: ${suppressed.reason}${suppressed.until === undefined ? "" : ` (until ${suppressed.until})`}`.toWellFormed(),
  };
}

export function vulnerabilityOf(writing: Writing, finding: Finding): Vulnerability {
  const asset = finding.asset === undefined ? undefined : writing.index.asset(finding.asset);
  const { name: location } = PROPERTY_NAMES.location;
  return {
    "bom-ref": `finding:${finding.id}`,
    id: finding.rule.toWellFormed(),
    source: SOURCE,
    ratings: [
      {
        source: SOURCE,
        severity: finding.severity,
        method: "other",
        justification: finding.reasons.length === 0 ? undefined : finding.reasons.join(" · ").toWellFormed(),
      },
    ],
    cwes: nonEmpty(cwesOf(finding)),
    description: finding.title.toWellFormed(),
    detail: finding.message.toWellFormed(),
    recommendation: finding.remediation.toWellFormed(),
    analysis: analysisOf(finding),
    affects: [
      { ref: asset === undefined || !["component", "service"].includes(writing.placeOf(asset).as) ? SYSTEM_REF : referenceOf(asset) },
    ],
    properties: [
      property(PROPERTY_NAMES.rule.name, finding.rule),
      property(PROPERTY_NAMES.confidence.name, finding.confidence),
      property(PROPERTY_NAMES.scope.name, finding.scope),
      property(PROPERTY_NAMES.fingerprint.name, finding.fingerprint),
      ...(finding.owner === undefined ? [] : [property(PROPERTY_NAMES.owner.name, finding.owner)]),
      ...distinctPlaces([finding.location, ...finding.evidence]).map((place) => property(location, placeText(place))),
      ...controlReferences(finding.controls).map(({ id, title }) =>
        property(PROPERTY_NAMES.control.name, title === "" ? id : `${id} ${title}`),
      ),
    ],
  };
}

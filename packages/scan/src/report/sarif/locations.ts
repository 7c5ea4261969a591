import type { Evidence, Location as Place } from "@castellan/graph";
import { fileUri } from "../text/place.ts";
import type { ArtifactLocation, Location, Region } from "./types.ts";

/** `%SRCROOT%` is what GitHub and GitLab resolve to the repository; further targets have ids of their own. */
export function baseIdOf(target: number | undefined): string {
  return target === undefined || target === 0 ? "%SRCROOT%" : `TARGET_${target}`;
}

export function artifactLocation(place: { readonly file: string; readonly target?: number }): ArtifactLocation {
  return { uri: fileUri(place.file), uriBaseId: baseIdOf(place.target) };
}

/** A cell's line is not a line of the notebook file; then the region is left out and the cell is a logical location. */
function regionOf(place: Place): Region | undefined {
  if (place.line === undefined || place.cell !== undefined) return undefined;
  return { startLine: place.line, endLine: place.endLine !== undefined && place.endLine >= place.line ? place.endLine : undefined };
}

export function locationOf(place: Place & { readonly symbol?: string; readonly excerpt?: string }, message?: string): Location {
  const region = regionOf(place);
  const logical = [
    ...(place.cell === undefined
      ? []
      : [
          {
            name: `cell ${place.cell}`,
            fullyQualifiedName: `cell ${place.cell}${place.line === undefined ? "" : ` line ${place.line}`}`,
            kind: "member",
          },
        ]),
    ...(place.resource === undefined ? [] : [{ fullyQualifiedName: place.resource.toWellFormed(), kind: "resource" }]),
    ...(place.symbol === undefined || place.symbol === "" ? [] : [{ fullyQualifiedName: place.symbol.toWellFormed(), kind: "function" }]),
  ];
  return {
    physicalLocation:
      place.file === undefined
        ? undefined
        : {
            artifactLocation: artifactLocation({ ...place, file: place.file }),
            region:
              region === undefined || place.excerpt === undefined ? region : { ...region, snippet: { text: place.excerpt.toWellFormed() } },
          },
    logicalLocations: logical.length === 0 ? undefined : logical,
    message: message === undefined ? undefined : { text: message.toWellFormed() },
  };
}

/** What a piece of evidence says, in a few words. */
export function evidenceMessage(evidence: Evidence): string {
  return evidence.excerpt ?? evidence.symbol ?? evidence.resource ?? `${evidence.technique}, ${evidence.confidence}`;
}

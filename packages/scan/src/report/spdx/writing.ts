import { type Asset, canonicalJson } from "@castellan/graph";
import type { ScanResult } from "../../result.ts";
import { nameUuid, utcSeconds } from "../identifiers/identifiers.ts";
import { indexResult, type ResultIndex } from "../result-index.ts";
import type { LicenseExpression, Party, SimpleLicensingText } from "./types.ts";

/** Individuals that the standard itself defines; nobody writes them out. */
export const NO_ASSERTION_LICENSE = "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense";
export const CREATION = "_:creation";
const NAMESPACE = nameUuid("6ba7b811-9dad-11d1-80b4-00c04fd430c8", "castellan/spdx");

/** What every part of the writer needs; `party` and `licence` collect the elements they make. */
export interface Writing {
  readonly result: ScanResult;
  readonly index: ResultIndex;
  readonly time: string;
  readonly base: string;
  readonly parties: Map<string, Party>;
  readonly licences: Map<string, LicenseExpression | SimpleLicensingText>;
}

export function startWriting(result: ScanResult, time: string): Writing {
  const { run: _run, ...content } = result;
  return {
    result,
    index: indexResult(result),
    time: utcSeconds(time),
    parties: new Map(),
    licences: new Map(),
    base: `https://castellan.dev/spdx/${nameUuid(NAMESPACE, canonicalJson(content))}#`,
  };
}

export function spdxIdOf(writing: Writing, asset: Asset): string {
  return `${writing.base}asset-${asset.id}`;
}

/** An organisation by name, made once. */
export function organization(writing: Writing, name: string): string {
  const formed = name.toWellFormed();
  const spdxId = `${writing.base}organization-${nameUuid(NAMESPACE, formed)}`;
  if (!writing.parties.has(spdxId)) writing.parties.set(spdxId, { spdxId, creationInfo: CREATION, type: "Organization", name: formed });
  return spdxId;
}

/** An agent must stand where a profile demands one; where nobody is known, it is the one called NOASSERTION. */
export function unknownParty(writing: Writing): string {
  return organization(writing, "NOASSERTION");
}

export function localId(kind: string, ...parts: readonly string[]): string {
  return `${kind}-${nameUuid(NAMESPACE, JSON.stringify(parts))}`;
}

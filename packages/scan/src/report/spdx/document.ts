import type { ScanResult } from "../../result.ts";
import type { ReportContext } from "../reporter.ts";
import { systemName } from "../system-name.ts";
import { artifactOf } from "./artifact.ts";
import { containment, relationshipsOf } from "./relationships.ts";
import type { Collection, CreationInfo, Element, Party, SoftwarePackage, SpdxLog } from "./types.ts";
import { CREATION, startWriting } from "./writing.ts";

const PROFILES = ["core", "software", "simpleLicensing", "ai", "dataset"];

/** One SPDX document that holds one SBOM of the scanned system. */
export function spdxDocument(result: ScanResult, context: Pick<ReportContext, "time">): SpdxLog {
  const writing = startWriting(result, context.time);
  const { base } = writing;
  const name = systemName(result);
  const system: SoftwarePackage = {
    spdxId: `${base}system`,
    creationInfo: CREATION,
    type: "software_Package",
    name,
    software_primaryPurpose: "application",
  };
  const agent: Party = { spdxId: `${base}agent`, creationInfo: CREATION, type: "SoftwareAgent", name: `castellan ${result.tool.version}` };
  const tool: Party = { spdxId: `${base}tool`, creationInfo: CREATION, type: "Tool", name: `castellan ${result.tool.version}` };
  const artifacts = result.inventory.assets.map((asset) => artifactOf(writing, asset));
  const relationships = [...containment(writing, system.spdxId), ...relationshipsOf(writing)];
  const bySpdxId = (a: Element, b: Element): number => (a.spdxId < b.spdxId ? -1 : 1);
  const parts: Element[] = [
    system,
    agent,
    tool,
    ...[...writing.parties.values()].sort(bySpdxId),
    ...artifacts,
    ...[...writing.licences.values()].sort(bySpdxId),
    ...relationships,
  ];
  const element = parts.map((part) => part.spdxId);
  const sbom: Collection = {
    spdxId: `${base}sbom`,
    creationInfo: CREATION,
    type: "software_Sbom",
    name: `AI bill of materials of ${name}`.toWellFormed(),
    software_sbomType: [result.inventory.assets.some((asset) => asset.lifecycle === "observed") ? "deployed" : "source"],
    profileConformance: PROFILES,
    rootElement: [system.spdxId],
    element,
  };
  const document: Collection = {
    spdxId: `${base}document`,
    creationInfo: CREATION,
    type: "SpdxDocument",
    name: sbom.name,
    profileConformance: PROFILES,
    rootElement: [sbom.spdxId],
    element: [sbom.spdxId, ...element],
  };
  const creation: CreationInfo = {
    "@id": CREATION,
    type: "CreationInfo",
    specVersion: "3.0.1",
    created: writing.time,
    createdBy: [agent.spdxId],
    createdUsing: [tool.spdxId],
  };
  return { "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [creation, document, sbom, ...parts] };
}

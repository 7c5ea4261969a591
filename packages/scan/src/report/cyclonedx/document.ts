import { canonicalJson } from "@castellan/graph";
import type { ScanResult } from "../../result.ts";
import { completenessOf } from "../completeness/index.ts";
import { canonicalPurl, nameUuid, utcSeconds } from "../identifiers/identifiers.ts";
import type { ReportContext } from "../reporter.ts";
import { systemName } from "../system-name.ts";
import { placeText } from "../text/place.ts";
import { unreadEntries } from "../unread.ts";
import { citationsOf } from "./citations.ts";
import { componentOf, isHosted, packageComponent } from "./component.ts";
import { dependenciesOf } from "./dependencies.ts";
import { workflowsOf } from "./formulation.ts";
import { nonEmpty, property } from "./properties.ts";
import { referenceOf, SYSTEM_REF, startWriting, TOOL_REF, type Writing } from "./references.ts";
import { serviceOf } from "./service.ts";
import { PROPERTY_NAMES } from "./taxonomy.ts";
import type { Annotation, Bom, Component, Composition, Property, SpecVersion } from "./types.ts";
import { vulnerabilityOf } from "./vulnerabilities.ts";

/** Name space of serial numbers: UUIDv5 of "castellan/cyclonedx" in the URL name space. */
const NAMESPACE = nameUuid("6ba7b811-9dad-11d1-80b4-00c04fd430c8", "castellan/cyclonedx");

function tool(result: ScanResult, reference?: string): Component {
  return { "bom-ref": reference, type: "application", name: "castellan", version: result.tool.version };
}

function packagesOf(writing: Writing): Component[] {
  const { assets, packages } = writing.result.inventory;
  const withoutVersion = (purl: string | undefined): string | undefined => canonicalPurl(purl)?.replace(/@[^/?#]*(?=[?#]|$)/, "");
  const libraries = new Set(assets.filter((asset) => asset.kind === "library").map((asset) => withoutVersion(asset.identity.purl)));
  const seen = new Map<string, Component>();
  for (const entry of packages) {
    if (libraries.has(withoutVersion(entry.purl) ?? "")) continue;
    const reference = `package:${canonicalPurl(entry.purl) ?? nameUuid(NAMESPACE, canonicalJson({ ...entry }))}`;
    if (!seen.has(reference)) seen.set(reference, packageComponent(entry, reference));
  }
  return [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, component]) => component);
}

/**
 * What the document claims to be complete about. A static reading never knows that it saw all: at best all
 * first-party parts that the targets hold; and nothing is known about the inside of what others host.
 */
function compositionsOf(writing: Writing): Composition[] {
  const { result } = writing;
  const whole = result.summary.complete && unreadEntries(result).length === 0 && result.coverage.unresolved.length === 0;
  const hosted = result.inventory.assets.filter((asset) => asset.kind === "ai-service" || isHosted(writing, asset)).map(referenceOf);
  return [
    { aggregate: whole ? "incomplete_first_party_only" : "incomplete", assemblies: [SYSTEM_REF], dependencies: [SYSTEM_REF] },
    ...(hosted.length === 0 ? [] : [{ aggregate: "unknown", assemblies: hosted }]),
  ];
}

function metadataProperties(writing: Writing): Property[] {
  const { result, index } = writing;
  return [
    property(PROPERTY_NAMES.catalog.name, result.tool.catalog),
    ...result.targets.map((target) => property(PROPERTY_NAMES.target.name, target)),
    property(PROPERTY_NAMES.files.name, String(result.coverage.files)),
    ...unreadEntries(result).map((entry) => property(PROPERTY_NAMES.unread.name, `${placeText(entry)}: ${entry.reason}`)),
    ...result.coverage.unresolved.map((entry) => property(PROPERTY_NAMES.unresolved.name, `${placeText(entry)}: ${entry.what}`)),
    ...result.paths.map((path) =>
      property(
        PROPERTY_NAMES.path.name,
        `${path.severity}: ${path.title}: ${path.steps
          .map((step) => index.asset(step.asset))
          .filter((asset) => asset !== undefined)
          .map(referenceOf)
          .join(" > ")}`,
      ),
    ),
    ...completenessOf(result).elements.map((element) =>
      property(
        PROPERTY_NAMES.completeness.name.replace("*", `${element.cluster}.${element.id}`),
        `${element.state}; ${element.have}/${element.of}; ${element.source}`,
      ),
    ),
  ];
}

function annotationsOf(writing: Writing): Annotation[] {
  const { result } = writing;
  const annotate = (name: string, text: string): Annotation => ({
    "bom-ref": `annotation:${name}`,
    subjects: [SYSTEM_REF],
    annotator: { component: tool(result) },
    timestamp: writing.time,
    text: text.toWellFormed(),
  });
  const { counts } = completenessOf(result);
  const unread = unreadEntries(result).length;
  return [
    annotate(
      "completeness",
      `G7 minimum elements of an SBOM for AI: ${counts.present} present, ${counts.inferred} inferred, ${counts.absent} absent of ${counts.present + counts.inferred + counts.absent}. Each element with its source stands in the metadata properties castellan:g7:*.`,
    ),
    ...(unread + result.coverage.unresolved.length === 0
      ? []
      : [
          annotate(
            "coverage",
            `Not seen: ${unread} files that could not be read, ${result.coverage.unresolved.length} names or values that could not be resolved; castellan:coverage:* in the metadata lists them.`,
          ),
        ]),
  ];
}

export function cyclonedxDocument(result: ScanResult, version: SpecVersion, context: Pick<ReportContext, "time">): Bom {
  const writing = startWriting(result, version, utcSeconds(context.time));
  const { assets } = result.inventory;
  const packages = packagesOf(writing);
  const components = assets.flatMap((asset) => {
    const place = writing.placeOf(asset);
    return place.as === "component" ? [componentOf(writing, asset, place)] : [];
  });
  const services = assets
    .filter((asset) => writing.placeOf(asset).as === "service" && writing.hostOf(asset) === undefined)
    .map((asset) =>
      serviceOf(
        writing,
        asset,
        assets.filter((each) => writing.hostOf(each)?.id === asset.id),
      ),
    );
  const workflows = workflowsOf(writing);
  const all = [...components, ...packages];
  const body: Bom = {
    $schema: `http://cyclonedx.org/schema/bom-${version}.schema.json`,
    bomFormat: "CycloneDX",
    specVersion: version,
    version: 1,
    metadata: {
      lifecycles: [{ phase: assets.some((asset) => asset.lifecycle === "observed") ? "operations" : "pre-build" }],
      tools: { components: [tool(result, TOOL_REF)] },
      component: { "bom-ref": SYSTEM_REF, type: "application", name: systemName(result) },
      properties: metadataProperties(writing),
    },
    components: all,
    services: nonEmpty(services),
    dependencies: dependenciesOf(
      writing,
      packages.map((component) => component["bom-ref"] ?? ""),
    ),
    compositions: compositionsOf(writing),
    vulnerabilities: nonEmpty(result.findings.map((finding) => vulnerabilityOf(writing, finding))),
    formulation: workflows.length === 0 ? undefined : [{ "bom-ref": "formulation", workflows }],
  };
  const { metadata, ...rest } = body;
  const head = {
    $schema: rest.$schema,
    bomFormat: rest.bomFormat,
    specVersion: rest.specVersion,
    serialNumber: `urn:uuid:${nameUuid(NAMESPACE, canonicalJson(body))}`,
  };
  return {
    ...head,
    ...rest,
    metadata: { timestamp: writing.time, ...metadata },
    annotations: annotationsOf(writing),
    citations: version === "1.7" ? nonEmpty(citationsOf(writing, all, services)) : undefined,
  };
}

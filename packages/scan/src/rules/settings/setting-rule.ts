import type { ResourceEntry } from "@castellan/graph";
import type { SettingRow } from "../../../knowledge/posture/schema.ts";
import { machineServers } from "../../paths/machine-servers.ts";
import { managedServers } from "../../paths/managed-containers.ts";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Inventory, Rule } from "../rule.ts";
import { serversOf } from "../servers/index.ts";
import { holds, lineOf, settingsOf } from "./condition.ts";
import { resourceIndexOf } from "./resource-index.ts";
import { witnessLine } from "./witness.ts";

/** Types of Kubernetes objects: `apps/v1/Deployment`, `v1/Pod`. */
export const MANIFEST = /^(?:[\w.-]+\/)?v\d\w*\/[A-Z]/;

/** A rule out of a row of knowledge: it judges every resource of the types that the row names. */
export function settingRule(row: SettingRow): Rule {
  const { id, cases, says, judged } = row;
  return {
    card: {
      id,
      title: row.title,
      appliesTo: ["resource"],
      why: row.why,
      fix: row.fix,
      base: factors(...row.base),
      controls: row.controls,
      bad: row.bad,
      good: row.good,
      ...(row.supersedes === undefined ? {} : { supersedes: row.supersedes }),
      ...(row.references === undefined ? {} : { references: row.references }),
    },
    ...(row.because === undefined ? {} : { because: phrases(row.because) }),
    ...(row.hygiene === true ? { hygiene: true } : {}),
    check: (inventory) => {
      const index = resourceIndexOf(inventory.resources);
      const places = cases.flatMap((each) => index.ofTypes(each.types).map((resource) => ({ resource, ...each })));
      const assets = judged === "near-ai" || places.length > 0 ? assetsByResource(inventory) : new Map<string, string>();
      const withAi = judged === "near-ai" ? targetsWithAi(inventory) : undefined;
      return judgeEach(
        places,
        ({ resource, when, fails }) => {
          if (withAi?.has(resource.target ?? 0) === false || resource.external === true) return "not-applicable";
          const subject = { attributes: resource.attributes, resource, index };
          if (when !== undefined) {
            const applies = holds(when, subject);
            if (applies !== true) return applies === false ? "not-applicable" : "unknown";
          }
          const failed = holds(fails, subject);
          if (failed === "unknown") return "unknown";
          if (!failed) return "passed";
          const name = plain(resource.address, 60);
          // A manifest is one long document: its findings stand on the setting. A block of code stands for itself.
          const manifest = MANIFEST.test(resource.type);
          const setting = manifest ? witnessLine(fails, resource, subject) : lineOf(resource.lines, settingsOf(fails));
          const line = manifest ? (setting ?? resource.line) : resource.line;
          const second = manifest ? resource.line : setting;
          const asset = assets.get(keyOf(resource));
          return fromFile(
            id,
            { target: resource.target ?? 0, path: resource.file, scope: scopeOf(resource.file) },
            { line, resource: resource.address },
            {
              message: `${name} ${says}.`,
              headline: `${name} ${says}`,
              confidence: "certain",
              excerpt: `${resource.address} ${says}`,
              ...(asset === undefined ? {} : { asset }),
              more:
                second === undefined || second === line
                  ? []
                  : [
                      {
                        target: resource.target ?? 0,
                        file: resource.file,
                        line: second,
                        resource: resource.address,
                        technique: "configuration",
                        confidence: "certain",
                      },
                    ],
            },
          );
        },
        "a value that only a deployment knows",
      );
    },
  };
}

function phrases(because: NonNullable<SettingRow["because"]>): NonNullable<Rule["because"]> {
  const { exposure, exploitability, data, blast } = because;
  return {
    ...(exposure === undefined ? {} : { exposure }),
    ...(exploitability === undefined ? {} : { exploitability }),
    ...(data === undefined ? {} : { data }),
    ...(blast === undefined ? {} : { blast }),
  };
}

function keyOf({ target = 0, file, address }: ResourceEntry): string {
  return `${target}|${file}|${address}`;
}

const byResource = new WeakMap<Inventory, ReadonlyMap<string, string>>();

/** The asset that a declared resource is. */
function assetsByResource(inventory: Inventory): ReadonlyMap<string, string> {
  const known = byResource.get(inventory);
  if (known !== undefined) return known;
  const found = new Map<string, string>();
  for (const { id, kind, occurrences } of inventory.assets)
    for (const { target = 0, file, resource } of occurrences)
      if (resource !== undefined && file !== undefined && kind !== "container-image" && kind !== "library" && kind !== "secret-ref")
        found.set(`${target}|${file}|${resource}`, id);
  byResource.set(inventory, found);
  return found;
}

const AI_KINDS: ReadonlySet<string> = new Set([
  "model",
  "deployed-model",
  "model-file",
  "adapter",
  "dataset",
  "feature-store",
  "vector-store",
  "knowledge-base",
  "training-run",
  "evaluation-run",
  "agent",
  "prompt",
  "guardrail",
  "retriever",
  "mcp-server",
  "experiment-tracker",
  "model-registry",
  "ai-service",
]);

const withAi = new WeakMap<Inventory, ReadonlySet<number>>();

/** Targets that hold AI, or start servers of it, whose other resources are judged as well; found once for an inventory. */
export function targetsWithAi(inventory: Inventory): ReadonlySet<number> {
  let found = withAi.get(inventory);
  if (found === undefined) {
    found = new Set([
      ...inventory.assets
        .filter(({ kind }) => AI_KINDS.has(kind))
        .flatMap(({ occurrences }) => occurrences.map(({ target }) => target ?? 0)),
      ...inventory.resources.filter(({ type }) => AI_SERVICES.test(type)).map(({ target }) => target ?? 0),
      ...[...serversOf(inventory), ...managedServers(inventory), ...machineServers(inventory)].flatMap(({ product, file }) =>
        product !== undefined && product.general !== true ? [file.target] : [],
      ),
    ]);
    withAi.set(inventory, found);
  }
  return found;
}

/** Types of resources that belong to services of AI, notebooks and studios among them, which are no assets of AI by themselves. */
const AI_SERVICES =
  /sagemaker|bedrock|kendra|comprehend|qbusiness|rekognition|machine_?learning|cognitive|openai|databricks|vertex_?ai|google_(?:notebooks|workbench|discovery_engine|dialogflow)/i;

import type { ResourceEntry } from "@castellan/graph";
import { RUNS_MODEL_CODE, WORKLOADS } from "../../knowledge/posture/kubernetes.ts";
import { principalsOf } from "../access/aws/principals.ts";
import type { Inventory } from "../rules/rule.ts";
import { holds } from "../rules/settings/condition.ts";
import { type ResourceIndex, resourceIndexOf } from "../rules/settings/resource-index.ts";
import { settingAt } from "../rules/settings/setting.ts";
import { keepsFromMetadata } from "../rules/workload-reaches-metadata/egress.ts";
import { where } from "./entry-hops.ts";
import { ATTACKERS, evidenceOf, type Hop, nodeOf } from "./hop.ts";
import { near } from "./near.ts";
import { nodeIdentityHops } from "./node-role-hops.ts";
import { unitsOf } from "./unit.ts";
import { placeWithin } from "./written.ts";

/** Code that comes with a model takes a workload, and from there the role of its machine where both doors stand open. */
export function workloadTakeoverHops(inventory: Inventory): readonly Hop[] {
  const index = resourceIndexOf(inventory.resources);
  const principals = principalsOf(inventory.resources);
  const hops: Hop[] = [...managedTakeovers(inventory)];
  for (const workload of index.ofTypes(WORKLOADS)) {
    if (holds(RUNS_MODEL_CODE, { attributes: workload.attributes, resource: workload, index }) !== true) continue;
    if (settingAt(workload.attributes, "**.runtimeClassName").some((name) => /gvisor|runsc|kata|sandbox/i.test(String(name)))) continue;
    const node = nodeOf(inventory, workload);
    hops.push({
      from: ATTACKERS.modelPublisher,
      to: node,
      via: "code of the model runs in",
      evidence: [placeWithin(inventory, workload, /trust[-_]remote[-_]code|weights_only\s*=\s*False|--load-format/i)],
      confidence: "likely",
      fix: `load safetensors without remote code, or set a sandbox runtimeClassName (${workload.file}:${workload.line})`,
    });
    if (keepsFromMetadata(index, workload)) continue;
    hops.push(...nodeIdentityHops(inventory, workload));
    for (const template of machines(index, workload)) {
      for (const principal of principals) {
        if (principal.kind !== "role" || !near(principal.resource, workload)) continue;
        const runs = principal.trust.statements.some(({ principals: who = [] }) =>
          who.some(({ type, value }) => type === "Service" && value.startsWith("ec2.")),
        );
        if (!runs) continue;
        hops.push({
          from: node,
          to: nodeOf(inventory, principal.resource),
          via: "asks the metadata service for",
          evidence: [
            evidenceOf(
              template,
              "metadata_options.http_put_response_hop_limit",
              "metadata_options.http_tokens",
              "LaunchTemplateData.MetadataOptions",
            ),
            evidenceOf(principal.resource),
          ],
          confidence: "likely",
          fix: `require metadata version 2 with one hop (${template.file}:${template.line}), or leave 169.254.169.254 out of egress`,
        });
      }
    }
  }
  return hops;
}

const MODEL_CODE =
  /(?:^|\s)--?trust[-_]remote[-_]code(?:[= ](?:true|1))?(?=\s|$)|weights_only\s*=\s*False|--load-format[ =](?:pt|pickle)\b/i;

/** Containers that services of a cloud run: what stands around them is declared with them. */
function managedTakeovers(inventory: Inventory): readonly Hop[] {
  return unitsOf(inventory)
    .filter(({ server }) => server?.form === "managed" && MODEL_CODE.test(server.words.join(" ")))
    .map(
      ({ node, place }): Hop => ({
        from: ATTACKERS.modelPublisher,
        to: node,
        via: "code of the model runs in",
        evidence: [place],
        confidence: "likely",
        fix: `load safetensors without remote code (${where(place)})`,
      }),
    );
}

/** Machines whose metadata service answers containers. */
function machines(index: ResourceIndex, workload: ResourceEntry): readonly ResourceEntry[] {
  return index.ofTypes(["aws_launch_template", "aws_launch_configuration", "AWS::EC2::LaunchTemplate"]).filter(
    (template) =>
      near(template, workload) &&
      (holds(
        { setting: ["metadata_options.http_tokens", "LaunchTemplateData.MetadataOptions.HttpTokens"], isNot: "required" },
        { attributes: template.attributes, resource: template, index },
      ) === true ||
        holds(
          {
            setting: ["metadata_options.http_put_response_hop_limit", "LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit"],
            above: 1,
          },
          { attributes: template.attributes, resource: template, index },
        ) === true),
  );
}

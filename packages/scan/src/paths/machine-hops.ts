import type { ResourceEntry } from "@castellan/graph";
import { type Principal, principalsOf } from "../access/aws/principals.ts";
import type { Inventory } from "../rules/rule.ts";
import { ResourceIndex } from "../rules/settings/resource-index.ts";
import { settingAt } from "../rules/settings/setting.ts";
import { evidenceOf, type Hop, nodeOf } from "./hop.ts";
import { MACHINES, scriptFilesOf, startScriptOf } from "./machine-servers.ts";
import { near } from "./near.ts";
import { unitsOf } from "./unit.ts";

const PROFILES = ["aws_iam_instance_profile", "AWS::IAM::InstanceProfile"];
const PROFILE_SETTINGS = [
  "iam_instance_profile",
  "iam_instance_profile.name",
  "iam_instance_profile.arn",
  "IamInstanceProfile",
  "LaunchTemplateData.IamInstanceProfile.Arn",
  "LaunchTemplateData.IamInstanceProfile.Name",
];

/** From a server to the machine whose script starts it, and from machines to their role. */
export function machineHops(inventory: Inventory): readonly Hop[] {
  const machines = inventory.resources.filter(({ type }) => MACHINES.test(type));
  if (machines.length === 0) return [];
  const index = new ResourceIndex(inventory.resources);
  const roles = principalsOf(inventory.resources).filter(({ kind }) => kind === "role");
  return machines.flatMap((machine): readonly Hop[] => {
    const node = nodeOf(inventory, machine);
    const files = new Set(scriptFilesOf(inventory, machine));
    const script = startScriptOf(machine)?.text ?? "";
    const started = unitsOf(inventory).filter(
      ({ server, node: own }) =>
        server !== undefined &&
        own !== node &&
        (files.has(server.file) ||
          // A unit of systemd belongs to the one machine of its environment.
          (server.form === "unit" &&
            machines.every((other) => other === machine || !near(other, { target: server.file.target, file: server.file.path })) &&
            near(machine, { target: server.file.target, file: server.file.path })) ||
          (server.form === "compose" &&
            /\bdocker(?:-|\s+)compose\b/.test(script) &&
            near(machine, { target: server.file.target, file: server.file.path }))),
    );
    return [
      ...started.map(
        ({ node: from }): Hop => ({ from, to: node, via: "runs on", evidence: [evidenceOf(machine, "user_data")], confidence: "likely" }),
      ),
      ...rolesOf(index, machine, roles).map(
        ({ resource }): Hop => ({
          from: node,
          to: nodeOf(inventory, resource),
          via: "is given the credentials of",
          evidence: [evidenceOf(machine, ...PROFILE_SETTINGS), evidenceOf(resource)],
          confidence: "likely",
        }),
      ),
    ];
  });
}

function rolesOf(index: ResourceIndex, machine: ResourceEntry, roles: readonly Principal[]): readonly Principal[] {
  const profiles = index.refersTo(machine, PROFILES, PROFILE_SETTINGS);
  return roles.filter(({ resource, name }) =>
    profiles.some(
      (profile) =>
        index.refersTo(profile, [resource.type], ["role", "roles", "Roles"]).includes(resource) ||
        settingAt(profile.attributes, ["role", "roles", "Roles"]).some((value) => String(value) === name && near(profile, resource)),
    ),
  );
}

import type { Json, ResourceEntry } from "@castellan/graph";
import { mapOf, settingAt } from "../../rules/settings/setting.ts";
import type { AccessPrincipal } from "../grant.ts";
import type { Principal } from "./principals.ts";
import { rootOf } from "./resource-names.ts";

/* Which workloads and CI jobs carry a role, and what the role is for. */

export interface Carrier {
  readonly principal: AccessPrincipal;
  readonly via: string;
  readonly resource: ResourceEntry;
}

/** What runs with the role of a setting, by the type of its resource. */
const PURPOSES: readonly (readonly [type: RegExp, purpose: string])[] = [
  [/sagemaker_(?:model|endpoint)|SageMaker::(?:Model|Endpoint|InferenceComponent)/, "inference"],
  [/sagemaker_notebook|SageMaker::Notebook|sagemaker_(?:domain|user_profile|space)|SageMaker::(?:Domain|UserProfile|Space)/, "notebook"],
  [/sagemaker_pipeline|SageMaker::Pipeline|mwaa|MWAA/, "pipeline"],
  [/training|sagemaker_hyper|bedrock_custom_model|SageMaker::(?:Training|ModelPackage)|sagemaker_cluster|SageMaker::Cluster/i, "training"],
  [/processing|glue_job|Glue::Job|emr|EMR|data_quality|feature_group|FeatureGroup/i, "data preparation"],
  [/bedrockagent_agent|Bedrock::Agent|agentcore/i, "agent"],
  [/knowledge_base|KnowledgeBase|kendra|Kendra/, "retrieval"],
  [/sfn_state_machine|StateMachine/, "pipeline"],
];

/** The role by which containers are started, not that of what runs in them. */
const STARTS = /(?:^|\.)(?:execution_?role_?arn|executionrolearn)$/i;
const ECS_TASK = /ecs_task_definition$|ECS::TaskDefinition$/;
const ROLE_SETTING = /role|instance_profile|instanceprofile/i;
const INSTANCE_PROFILES = ["aws_iam_instance_profile", "AWS::IAM::InstanceProfile"];
const IAM = /(?:^|_)iam_|::IAM::/;

export class Carriers {
  readonly #byRole = new Map<ResourceEntry, Carrier[]>();

  constructor(resources: readonly ResourceEntry[], principals: readonly Principal[]) {
    const roles = principals.filter(({ kind }) => kind === "role");
    const byAddress = new Map<string, Principal>();
    const byName = new Map<string, Principal[]>();
    for (const role of roles) {
      byAddress.set(`${rootOf(role.resource)}|${role.resource.address}`, role);
      const list = byName.get(role.name);
      if (list === undefined) byName.set(role.name, [role]);
      else list.push(role);
    }
    // Instance profiles stand between a machine and its role.
    for (const profile of resources.filter(({ type }) => INSTANCE_PROFILES.includes(type)))
      for (const address of Object.values(profile.references ?? {}).flat()) {
        const role = byAddress.get(`${rootOf(profile)}|${address}`);
        if (role !== undefined) byAddress.set(`${rootOf(profile)}|${profile.address}`, role);
      }
    for (const resource of resources) {
      if (resource.external === true || IAM.test(resource.type)) continue;
      for (const role of this.#rolesOf(resource, byAddress, byName)) this.#add(role, resource);
    }
  }

  of(role: ResourceEntry): readonly Carrier[] {
    return this.#byRole.get(role) ?? [];
  }

  purposesOf(role: ResourceEntry): readonly string[] {
    return [...new Set(this.of(role).flatMap(({ principal }) => principal.purposes ?? []))].sort();
  }

  #rolesOf(
    resource: ResourceEntry,
    byAddress: ReadonlyMap<string, Principal>,
    byName: ReadonlyMap<string, readonly Principal[]>,
  ): ReadonlySet<Principal> {
    const found = new Set<Principal>();
    for (const [path, addresses] of Object.entries(resource.references ?? {})) {
      if (!ROLE_SETTING.test(path) || (STARTS.test(path) && ECS_TASK.test(resource.type))) continue;
      for (const address of addresses) {
        const role = byAddress.get(`${rootOf(resource)}|${address}`);
        if (role !== undefined) found.add(role);
      }
    }
    // A function for which SAM makes the role.
    const own = byAddress.get(`${rootOf(resource)}|${resource.address}`);
    if (own?.resource === resource) found.add(own);
    for (const name of namedRoles(resource)) for (const role of byName.get(name) ?? []) found.add(role);
    return found;
  }

  #add(role: Principal, resource: ResourceEntry): void {
    const { address, type, target, file, line } = resource;
    const ci = type === "github.step" || type === "github.job";
    const service = /service-?account/i.test(type) || /ServiceAccount$/.test(type);
    const purpose = PURPOSES.find(([pattern]) => pattern.test(type))?.[1];
    const carrier: Carrier = {
      principal: {
        kind: ci ? "ci-job" : service ? "service-account" : "workload",
        name: ci ? `${address.replace(/\.steps\.\d+$/, "")} of ${file}` : address,
        resource: address,
        ...(target === undefined ? {} : { target }),
        file,
        line,
        ...(purpose === undefined ? {} : { purposes: [purpose] }),
      },
      via: ci ? "assumes by OIDC" : "runs as",
      resource,
    };
    const list = this.#byRole.get(role.resource);
    if (list === undefined) this.#byRole.set(role.resource, [carrier]);
    else list.push(carrier);
  }
}

/** Role names of ARNs that stand where another system names a role: a workflow, an annotation. */
function namedRoles({ type, attributes }: ResourceEntry): readonly string[] {
  const values: readonly Json[] =
    type === "github.step"
      ? settingAt(attributes, ["with.role-to-assume"])
      : type.startsWith("kubernetes") || /ServiceAccount$|service_account/.test(type)
        ? [...annotations(attributes["metadata"]), ...annotations(settingAt(attributes, ["metadata"])[0])]
        : [];
  return values.flatMap(
    (value) => /^arn:[\w-]+:iam::[^:]{0,100}:role\/(?:[^/]{1,200}\/){0,20}([\w+=,.@-]{1,64})$/.exec(String(value))?.[1] ?? [],
  );
}

function annotations(metadata: Json | undefined): readonly Json[] {
  const value = mapOf(mapOf(metadata)?.["annotations"])?.["eks.amazonaws.com/role-arn"];
  return value === undefined ? [] : [value];
}

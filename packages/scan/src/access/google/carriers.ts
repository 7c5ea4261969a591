import type { ResourceEntry } from "@castellan/graph";
import { settingAt } from "../../rules/settings/setting.ts";
import type { Identity } from "../becoming.ts";
import { podAccount } from "../pods.ts";
import { rootOf } from "../roots.ts";
import { DEFAULT_COMPUTE, type Members } from "./members.ts";

/* Which workloads run as a service account, and what that is for. */

export interface Carrier {
  readonly who: Identity;
  readonly resource: ResourceEntry;
}

/** Settings that name the account that something runs as, by its type. */
const RUNS: readonly (readonly [type: RegExp, paths: readonly string[], byDefault: boolean])[] = [
  [/^google_compute_instance(?:_template|_from_template)?$/, ["service_account.email"], false],
  [
    /^google_(?:notebooks_instance|workbench_instance|notebooks_runtime)$/,
    ["service_account", "gce_setup.service_accounts.email", "access_config.runtime_owner"],
    true,
  ],
  [/^google_colab_runtime(?:_template)?$/, ["service_account"], false],
  [/^google_cloud_run_v2_(?:service|job|worker_pool)$/, ["template.service_account", "template.template.service_account"], true],
  [/^google_cloud_run_service$/, ["template.spec.service_account_name"], true],
  [/^google_cloudfunctions2_function$/, ["service_config.service_account_email"], true],
  [/^google_cloudfunctions_function$/, ["service_account_email"], false],
  [
    /^google_container_(?:cluster|node_pool)$/,
    ["node_config.service_account", "cluster_autoscaling.auto_provisioning_defaults.service_account"],
    false,
  ],
  [
    /^google_vertex_ai_(?:reasoning_engine|endpoint_with_model_garden_deployment|pipeline_job)$/,
    ["spec.service_account", "deploy_config.service_account", "runtime_config.service_account"],
    false,
  ],
  [/^google_(?:composer_environment)$/, ["config.node_config.service_account"], false],
  [/^google_(?:dataflow_job|dataflow_flex_template_job)$/, ["service_account_email"], false],
  [
    /^google_dataproc_(?:cluster|batch)$/,
    ["cluster_config.gce_cluster_config.service_account", "environment_config.execution_config.service_account"],
    false,
  ],
  [/^google_workflows_workflow$/, ["service_account"], false],
  [/^google_cloudbuild_trigger$/, ["service_account"], false],
  [
    /^google_cloud_scheduler_job$/,
    ["http_target.oauth_token.service_account_email", "http_target.oidc_token.service_account_email"],
    false,
  ],
  [/^google_(?:eventarc_trigger)$/, ["service_account"], false],
];

const PURPOSES: readonly (readonly [RegExp, string])[] = [
  [/vertex_ai_endpoint|cloud_run(?:_v2)?_service|ml_engine/, "inference"],
  [/notebooks|workbench|colab/, "notebook"],
  [/pipeline|composer|workflows|scheduler|cloudbuild/, "pipeline"],
  [/custom_job|training|cloud_run_v2_job/, "training"],
  [/dataflow|dataproc/, "data preparation"],
  [/reasoning_engine/, "agent"],
];

export class Carriers {
  readonly #byAccount = new Map<string, Carrier[]>();
  readonly #kubernetes = new Map<string, Carrier[]>();

  constructor(resources: readonly ResourceEntry[], members: Members) {
    for (const resource of resources) {
      if (resource.external === true) continue;
      const root = rootOf(resource);
      const row = RUNS.find(([type]) => type.test(resource.type));
      if (row !== undefined) {
        const named = settingAt(resource.attributes, row[1]).map(String);
        for (const text of named) {
          const account = members.account(text, root);
          if (account !== undefined) this.#add(this.#byAccount, account.key, resource);
        }
        if (named.length === 0 && (row[2] || takesDefault(resource))) this.#add(this.#byAccount, `${DEFAULT_COMPUTE}|${root}`, resource);
      }
      const pod = podAccount(resource);
      if (pod !== undefined) this.#add(this.#kubernetes, pod, resource);
      if (/^github\.step$/.test(resource.type))
        for (const text of settingAt(resource.attributes, ["with.service_account"]).map(String)) {
          const account = text.includes("${") ? undefined : members.account(text, root);
          if (account !== undefined) this.#add(this.#byAccount, account.key, resource);
        }
    }
  }

  of(account: Identity): readonly Carrier[] {
    const kubernetes = / of Kubernetes$/.test(account.principal.name)
      ? account.principal.name.slice(0, -" of Kubernetes".length)
      : undefined;
    return [...(this.#byAccount.get(account.key) ?? []), ...(kubernetes === undefined ? [] : (this.#kubernetes.get(kubernetes) ?? []))];
  }

  purposesOf(account: Identity): readonly string[] {
    return [...new Set(this.of(account).flatMap(({ who }) => who.principal.purposes ?? []))].sort();
  }

  #add(map: Map<string, Carrier[]>, key: string, resource: ResourceEntry): void {
    const { address, type, target, file, line } = resource;
    const ci = type === "github.step";
    const purpose = PURPOSES.find(([pattern]) => pattern.test(type))?.[1];
    const carrier: Carrier = {
      resource,
      who: {
        key: `workload|${rootOf(resource)}|${address}`,
        principal: {
          kind: ci ? "ci-job" : "workload",
          name: ci ? `${address.replace(/\.steps\.\d+$/, "")} of ${file}` : address,
          resource: address,
          ...(target === undefined ? {} : { target }),
          file,
          line,
          ...(purpose === undefined ? {} : { purposes: [purpose] }),
        },
      },
    };
    const list = map.get(key);
    if (list === undefined) map.set(key, [carrier]);
    else if (!list.some(({ resource: other }) => other === resource)) list.push(carrier);
  }
}

/** A machine with a block for its account that names none runs as the default one; one without the block has no account. */
function takesDefault({ type, attributes }: ResourceEntry): boolean {
  return /^google_compute_instance/.test(type) && settingAt(attributes, "service_account").length > 0;
}

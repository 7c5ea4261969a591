import { Carriers } from "../access/aws/carriers.ts";
import { principalsOf } from "../access/aws/principals.ts";
import { scopeOf } from "../project/scope.ts";
import type { Inventory } from "../rules/rule.ts";
import { evidenceOf, type Hop, nodeOf } from "./hop.ts";

/** Settings by which a resource names the role that runs in it. */
const ROLE_SETTINGS = [
  "task_role_arn",
  "TaskRoleArn",
  "instance_configuration.instance_role_arn",
  "InstanceConfiguration.InstanceRoleArn",
  "execution_role_arn",
  "ExecutionRoleArn",
  "default_user_settings.execution_role",
  "role_arn",
  "RoleArn",
  "role",
  "Role",
];

/** From what runs in a service of Amazon to the role that its code is given: tasks, functions, notebooks, endpoints, services. */
export function carrierHops(inventory: Inventory): readonly Hop[] {
  const roles = principalsOf(inventory.resources).filter(({ kind }) => kind === "role");
  if (roles.length === 0) return [];
  const carriers = new Carriers(inventory.resources, roles);
  return roles.flatMap(({ resource: role }) =>
    carriers
      .of(role)
      .filter(({ resource: { type, file } }) => RUNS.test(type) && scopeOf(file) === "production")
      .map(
        ({ resource }): Hop => ({
          from: nodeOf(inventory, resource),
          to: nodeOf(inventory, role),
          via: "is given the credentials of",
          evidence: [evidenceOf(resource, ...ROLE_SETTINGS), evidenceOf(role)],
          confidence: "likely",
        }),
      ),
  );
}

/** What code of one's own, or of a model, runs in. */
const RUNS =
  /ecs_task_definition$|ECS::TaskDefinition$|apprunner_service$|AppRunner::Service$|lambda_function$|Lambda::Function$|Serverless::Function$|sagemaker_(?:notebook_instance|model|domain|user_profile|space)$|SageMaker::(?:NotebookInstance|Model|Domain|UserProfile|Space)$|batch_job_definition$|Batch::JobDefinition$|glue_job$|Glue::Job$/;

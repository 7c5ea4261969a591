/*
 * Ways by which rights in an AWS account lead to more rights. Sources: Rhino Security Labs, "AWS IAM Privilege
 * Escalation – Methods and Mitigation" (2018); Bishop Fox, iam-vulnerable (2021); the service authorization reference
 * (docs.aws.amazon.com/service-authorization/latest/reference) for actions and resources.
 */

/** What an action has to be allowed on. */
export type EscalationTarget =
  /** A policy of one's own that is attached to the principal. */
  | "attached-policy"
  | "another-user"
  | "itself"
  /** A group of the principal. */
  | "own-group"
  /** A group that may do more. */
  | "any-group"
  /** A role that the principal may become, or any. */
  | "any-role"
  /** A role that the service of the method may take. */
  | "service-role"
  | "any";

export interface EscalationNeed {
  /** One of these. */
  readonly actions: readonly string[];
  readonly on: EscalationTarget;
}

export interface Escalation {
  readonly id: string;
  /** What the attacker does: "writes a new version of a policy that is attached to it". */
  readonly how: string;
  readonly needs: readonly EscalationNeed[];
  /** Service that runs with the passed role. */
  readonly service?: string;
  /** Only for principals of these kinds. */
  readonly kinds?: readonly ("user" | "role")[];
}

const pass = { actions: ["iam:PassRole"], on: "service-role" } as const;
const any = (...actions: readonly string[]): EscalationNeed => ({ actions, on: "any" });
const run = (id: string, service: string, how: string, ...needs: readonly EscalationNeed[]): Escalation => ({
  id,
  service,
  how: `${how} with a role that may do more`,
  needs: [pass, ...needs],
});

export const AWS_ESCALATIONS: readonly Escalation[] = [
  {
    id: "create-policy-version",
    how: "writes a new version of a policy",
    needs: [{ actions: ["iam:CreatePolicyVersion"], on: "attached-policy" }],
  },
  {
    id: "set-default-policy-version",
    how: "switches a policy to another of its versions",
    needs: [{ actions: ["iam:SetDefaultPolicyVersion"], on: "attached-policy" }],
  },
  {
    id: "create-access-key",
    how: "makes an access key for another user",
    needs: [{ actions: ["iam:CreateAccessKey"], on: "another-user" }],
  },
  {
    id: "create-login-profile",
    how: "gives another user a console password",
    needs: [{ actions: ["iam:CreateLoginProfile"], on: "another-user" }],
  },
  {
    id: "update-login-profile",
    how: "changes the console password of another user",
    needs: [{ actions: ["iam:UpdateLoginProfile"], on: "another-user" }],
  },
  { id: "attach-user-policy", how: "attaches a policy to a user", needs: [{ actions: ["iam:AttachUserPolicy"], on: "another-user" }] },
  {
    id: "attach-own-user-policy",
    how: "attaches a policy to itself",
    kinds: ["user"],
    needs: [{ actions: ["iam:AttachUserPolicy"], on: "itself" }],
  },
  { id: "attach-group-policy", how: "attaches a policy to a group", needs: [{ actions: ["iam:AttachGroupPolicy"], on: "any-group" }] },
  { id: "attach-role-policy", how: "attaches a policy to a role", needs: [{ actions: ["iam:AttachRolePolicy"], on: "any-role" }] },
  { id: "put-user-policy", how: "writes a policy into a user", needs: [{ actions: ["iam:PutUserPolicy"], on: "another-user" }] },
  {
    id: "put-own-user-policy",
    how: "writes a policy into itself",
    kinds: ["user"],
    needs: [{ actions: ["iam:PutUserPolicy"], on: "itself" }],
  },
  { id: "put-group-policy", how: "writes a policy into a group", needs: [{ actions: ["iam:PutGroupPolicy"], on: "any-group" }] },
  { id: "put-role-policy", how: "writes a policy into a role", needs: [{ actions: ["iam:PutRolePolicy"], on: "any-role" }] },
  {
    id: "add-user-to-group",
    how: "puts a user into a group that may do more",
    needs: [{ actions: ["iam:AddUserToGroup"], on: "any-group" }],
  },
  {
    id: "update-trust",
    how: "lets itself into a role by changing its trust",
    needs: [{ actions: ["iam:UpdateAssumeRolePolicy"], on: "any-role" }],
  },
  {
    id: "remove-boundary",
    how: "takes away the boundary that limits it",
    needs: [{ actions: ["iam:DeleteUserPermissionsBoundary", "iam:DeleteRolePermissionsBoundary"], on: "itself" }],
  },
  run("pass-role-ec2", "ec2.amazonaws.com", "starts a machine", any("ec2:RunInstances")),
  run(
    "pass-role-ec2-profile",
    "ec2.amazonaws.com",
    "gives a machine an instance profile",
    any("ec2:AssociateIamInstanceProfile", "ec2:ReplaceIamInstanceProfileAssociation"),
  ),
  run(
    "pass-role-lambda-invoke",
    "lambda.amazonaws.com",
    "creates and calls a function",
    any("lambda:CreateFunction"),
    any("lambda:InvokeFunction", "lambda:AddPermission", "lambda:CreateFunctionUrlConfig"),
  ),
  run(
    "pass-role-lambda-trigger",
    "lambda.amazonaws.com",
    "creates a function and triggers it by a stream",
    any("lambda:CreateFunction"),
    any("lambda:CreateEventSourceMapping"),
  ),
  { id: "update-lambda-code", how: "changes the code of a function that may do more", needs: [any("lambda:UpdateFunctionCode")] },
  {
    id: "update-lambda-layers",
    how: "puts a layer of its own into a function that may do more",
    needs: [any("lambda:UpdateFunctionConfiguration")],
  },
  run("pass-role-glue-endpoint", "glue.amazonaws.com", "makes a Glue development endpoint", any("glue:CreateDevEndpoint")),
  {
    id: "update-glue-endpoint",
    how: "puts its key on a Glue development endpoint that may do more",
    needs: [any("glue:UpdateDevEndpoint")],
  },
  run(
    "pass-role-glue-job",
    "glue.amazonaws.com",
    "makes and runs a Glue job",
    any("glue:CreateJob", "glue:UpdateJob"),
    any("glue:StartJobRun", "glue:CreateTrigger"),
  ),
  run(
    "pass-role-cloudformation",
    "cloudformation.amazonaws.com",
    "makes a stack",
    any("cloudformation:CreateStack", "cloudformation:UpdateStack", "cloudformation:CreateChangeSet"),
  ),
  { id: "update-stack", how: "changes a stack that may do more", needs: [any("cloudformation:UpdateStack")] },
  run(
    "pass-role-data-pipeline",
    "datapipeline.amazonaws.com",
    "makes a data pipeline",
    any("datapipeline:CreatePipeline"),
    any("datapipeline:PutPipelineDefinition"),
  ),
  run(
    "pass-role-codebuild",
    "codebuild.amazonaws.com",
    "makes and starts a build",
    any("codebuild:CreateProject", "codebuild:UpdateProject"),
    any("codebuild:StartBuild", "codebuild:StartBuildBatch"),
  ),
  run("pass-role-codestar", "codestar.amazonaws.com", "makes a CodeStar project", any("codestar:CreateProject")),
  run(
    "pass-role-ecs",
    "ecs-tasks.amazonaws.com",
    "runs a task",
    any("ecs:RegisterTaskDefinition"),
    any("ecs:RunTask", "ecs:StartTask", "ecs:CreateService", "ecs:UpdateService"),
  ),
  run(
    "pass-role-states",
    "states.amazonaws.com",
    "makes and starts a state machine",
    any("states:CreateStateMachine", "states:UpdateStateMachine"),
    any("states:StartExecution"),
  ),
  run("pass-role-apprunner", "tasks.apprunner.amazonaws.com", "makes an App Runner service", any("apprunner:CreateService")),
  run(
    "pass-role-autoscaling",
    "ec2.amazonaws.com",
    "makes a launch configuration",
    any("autoscaling:CreateLaunchConfiguration"),
    any("autoscaling:CreateAutoScalingGroup", "autoscaling:UpdateAutoScalingGroup"),
  ),
  run("pass-role-scheduler", "scheduler.amazonaws.com", "makes a schedule", any("scheduler:CreateSchedule")),
  { id: "ssm-send-command", how: "runs commands on a machine that may do more", needs: [any("ssm:SendCommand")] },
  { id: "ssm-start-session", how: "opens a session on a machine that may do more", needs: [any("ssm:StartSession", "ssm:ResumeSession")] },
  {
    id: "instance-connect",
    how: "puts its key on a machine that may do more",
    needs: [any("ec2-instance-connect:SendSSHPublicKey", "ec2-instance-connect:SendSerialConsoleSSHPublicKey")],
  },
  run(
    "pass-role-sagemaker-notebook",
    "sagemaker.amazonaws.com",
    "opens a notebook",
    any("sagemaker:CreateNotebookInstance"),
    any("sagemaker:CreatePresignedNotebookInstanceUrl"),
  ),
  run("pass-role-sagemaker-training", "sagemaker.amazonaws.com", "runs a training job", any("sagemaker:CreateTrainingJob")),
  run("pass-role-sagemaker-processing", "sagemaker.amazonaws.com", "runs a processing job", any("sagemaker:CreateProcessingJob")),
  run("pass-role-sagemaker-tuning", "sagemaker.amazonaws.com", "runs a tuning job", any("sagemaker:CreateHyperParameterTuningJob")),
  run(
    "pass-role-sagemaker-domain",
    "sagemaker.amazonaws.com",
    "opens a studio app",
    any("sagemaker:CreateUserProfile", "sagemaker:UpdateUserProfile", "sagemaker:UpdateDomain"),
    any("sagemaker:CreatePresignedDomainUrl"),
  ),
  {
    id: "sagemaker-presigned-notebook",
    how: "opens the notebook of another, with its role",
    needs: [any("sagemaker:CreatePresignedNotebookInstanceUrl")],
  },
  {
    id: "sagemaker-presigned-domain",
    how: "opens the studio of another, with its role",
    needs: [any("sagemaker:CreatePresignedDomainUrl")],
  },
  {
    id: "sagemaker-lifecycle",
    how: "changes the start-up script of notebooks that may do more",
    needs: [any("sagemaker:UpdateNotebookInstanceLifecycleConfig")],
  },
  run(
    "pass-role-bedrock-agentcore",
    "bedrock-agentcore.amazonaws.com",
    "runs code in an interpreter",
    any("bedrock-agentcore:CreateCodeInterpreter"),
    any("bedrock-agentcore:InvokeCodeInterpreter", "bedrock-agentcore:StartCodeInterpreterSession"),
  ),
  {
    id: "agentcore-interpreter",
    how: "runs code in the interpreter of another, with its role",
    needs: [any("bedrock-agentcore:StartCodeInterpreterSession"), any("bedrock-agentcore:InvokeCodeInterpreter")],
  },
  run(
    "pass-role-bedrock-agent",
    "bedrock.amazonaws.com",
    "makes an agent",
    any("bedrock:CreateAgent", "bedrock:UpdateAgent"),
    any("bedrock:InvokeAgent", "bedrock:PrepareAgent"),
  ),
  {
    id: "eks-access-entry",
    how: "gives itself access to a cluster",
    needs: [any("eks:CreateAccessEntry"), any("eks:AssociateAccessPolicy")],
  },
];

import { inTemplate, inTerraform, nearAi, template, terraform, types } from "./aws-row.ts";
import { is, isNot, unset } from "./conditions.ts";
import type { SettingRow } from "./schema.ts";

/* Machines, clusters and functions in AWS that AI runs on. Judged where the same target holds AI. */

const CLUSTER = types("AWS::EKS::Cluster", "aws_eks_cluster");
const FUNCTION_URL = [...types("AWS::Lambda::Url", "aws_lambda_function_url")];
const PERMISSION = types("AWS::Lambda::Permission", "aws_lambda_permission");

const cluster = (...settings: readonly string[]): string => terraform("aws_eks_cluster", 'name = "gpu"', ...settings);
const permission = (...settings: readonly string[]): string =>
  terraform("aws_lambda_permission", 'action = "lambda:InvokeFunction"', 'function_name = "tool"', ...settings);

export const AI_COMPUTE: readonly SettingRow[] = [
  {
    id: "machine-imdsv1",
    title: "A machine near AI answers metadata requests of version 1 (IMDSv1)",
    why: "One forged request of a model server, a notebook or a fetching tool reads the credentials of the machine's role.",
    fix: 'Set metadata_options { http_tokens = "required" }.',
    base: [2, 2, 2, 1],
    judged: "near-ai",
    controls: ["ADS-INFR-02"],
    says: "allows the instance metadata service of version 1",
    cases: [
      {
        types: ["aws_instance"],
        fails: { all: [isNot("metadata_options.http_tokens", "required"), isNot("metadata_options.http_endpoint", "disabled")] },
      },
    ],
    references: ["CKV_AWS_79 IMDSv1Disabled"],
    bad: [nearAi(inTerraform("not set", terraform("aws_instance", 'instance_type = "g5.xlarge"')))],
    good: [nearAi(inTerraform("version 2", terraform("aws_instance", "metadata_options {", '  http_tokens = "required"', "}")))],
  },
  {
    id: "eks-public-endpoint",
    title: "The API of an EKS cluster near AI is open to every address (public endpoint, 0.0.0.0/0)",
    why: "One leaked token of a pipeline or a notebook rules the cluster from anywhere.",
    fix: "Set endpoint_public_access = false, or public_access_cidrs to one's own addresses.",
    base: [3, 1, 3, 2],
    because: { exposure: "anybody on the internet who comes by a token" },
    judged: "near-ai",
    controls: ["ADS-INFR-03"],
    says: "opens its API to every address",
    cases: [
      {
        types: ["aws_eks_cluster"],
        when: { not: unset("vpc_config") },
        fails: {
          all: [
            isNot("vpc_config.endpoint_public_access", false),
            { any: [unset("vpc_config.public_access_cidrs"), is("vpc_config.public_access_cidrs", "0.0.0.0/0", "::/0")] },
          ],
        },
      },
      {
        types: ["awscc_eks_cluster", "AWS::EKS::Cluster"],
        fails: {
          all: [
            isNot(["ResourcesVpcConfig.EndpointPublicAccess", "resources_vpc_config.endpoint_public_access"], false),
            {
              any: [
                unset("ResourcesVpcConfig.PublicAccessCidrs", "resources_vpc_config.public_access_cidrs"),
                is(["ResourcesVpcConfig.PublicAccessCidrs", "resources_vpc_config.public_access_cidrs"], "0.0.0.0/0"),
              ],
            },
          ],
        },
      },
    ],
    references: ["CKV_AWS_38 EKSPublicAccessCIDR"],
    bad: [nearAi(inTerraform("as it is by default", cluster("vpc_config {", '  subnet_ids = ["subnet-1"]', "}")))],
    good: [
      nearAi(inTerraform("one's own addresses", cluster("vpc_config {", '  public_access_cidrs = ["198.51.100.0/24"]', "}"))),
      nearAi(inTerraform("private", cluster("vpc_config {", "  endpoint_public_access = false", "}"))),
    ],
  },
  {
    id: "eks-secrets-unencrypted",
    title: "Secrets of an EKS cluster near AI are not encrypted with a key of one's own",
    why: "Tokens of model hubs, data bases and registries lie in the cluster's store under a key of the provider.",
    fix: 'Set encryption_config with resources = ["secrets"] and a key.',
    base: [1, 1, 2, 1],
    hygiene: true,
    judged: "near-ai",
    controls: ["ADS-INFR-01"],
    says: "does not encrypt its secrets with a customer-managed key",
    cases: [
      {
        types: CLUSTER,
        fails: isNot(["encryption_config.resources", "EncryptionConfig.Resources"], "secrets"),
      },
    ],
    references: ["CKV_AWS_58 EKSSecretsEncryption"],
    bad: [nearAi(inTerraform("not set", cluster()))],
    good: [nearAi(inTerraform("a key", cluster("encryption_config {", '  resources = ["secrets"]', "}")))],
  },
  {
    id: "eks-no-audit-log",
    title: "Control plane logging of an EKS cluster near AI is not complete",
    why: "Who read a secret or changed a workload cannot be told afterwards.",
    fix: 'Set enabled_cluster_log_types = ["api", "audit", "authenticator", "controllerManager", "scheduler"].',
    base: [1, 0, 1, 1],
    hygiene: true,
    judged: "near-ai",
    controls: ["ADS-INFR-04"],
    says: "does not log all of its control plane",
    cases: [
      {
        types: CLUSTER,
        fails: {
          any: ["api", "audit", "authenticator", "controllerManager", "scheduler"].map((kind) =>
            isNot(["enabled_cluster_log_types", "Logging.ClusterLogging.EnabledTypes.Type"], kind),
          ),
        },
      },
    ],
    references: ["CKV_AWS_37 EKSControlPlaneLogging"],
    bad: [nearAi(inTerraform("none", cluster()))],
    good: [
      nearAi(
        inTerraform("all", cluster('enabled_cluster_log_types = ["api", "audit", "authenticator", "controllerManager", "scheduler"]')),
      ),
    ],
  },
  {
    id: "eks-node-shell-open",
    title: "Machines of an EKS cluster near AI take SSH from any address",
    why: "With a key in remote_access and no source group, the port is open to the internet.",
    fix: "Name source_security_group_ids, or take remote_access away.",
    base: [3, 1, 3, 2],
    judged: "near-ai",
    controls: ["ADS-SERV-03"],
    says: "lets anybody try its machines' SSH",
    cases: [
      {
        types: types("AWS::EKS::Nodegroup", "aws_eks_node_group"),
        when: { not: unset("remote_access.ec2_ssh_key", "RemoteAccess.Ec2SshKey") },
        fails: unset("remote_access.source_security_group_ids", "RemoteAccess.SourceSecurityGroups"),
      },
    ],
    references: ["CKV_AWS_100 EKSNodeGroupRemoteAccess"],
    bad: [nearAi(inTerraform("no group", terraform("aws_eks_node_group", "remote_access {", '  ec2_ssh_key = "ops"', "}")))],
    good: [
      nearAi(
        inTerraform(
          "a group",
          terraform("aws_eks_node_group", "remote_access {", '  ec2_ssh_key = "ops"', '  source_security_group_ids = ["sg-1"]', "}"),
        ),
      ),
    ],
  },
  {
    id: "function-url-open",
    title: "A Lambda function URL near AI asks nobody who they are (AuthType NONE)",
    why: "Anybody on the internet runs the function with its role.",
    fix: 'Set authorization_type = "AWS_IAM".',
    base: [3, 2, 2, 1],
    because: { exposure: "anybody on the internet" },
    judged: "near-ai",
    controls: ["ADS-SERV-01"],
    says: "asks nobody who they are",
    cases: [{ types: FUNCTION_URL, fails: is(["authorization_type", "auth_type", "AuthType"], "NONE") }],
    references: ["CKV_AWS_258 LambdaFunctionURLAuth"],
    bad: [
      nearAi(inTerraform("none", terraform("aws_lambda_function_url", 'authorization_type = "NONE"'))),
      nearAi(inTemplate("none in CloudFormation", template("AWS::Lambda::Url", "AuthType: NONE"))),
    ],
    good: [nearAi(inTerraform("signed", terraform("aws_lambda_function_url", 'authorization_type = "AWS_IAM"')))],
  },
  {
    id: "function-permission-anyone",
    title: "A Lambda function near AI may be invoked by anybody (permission for *)",
    why: "Every AWS account runs the function, a tool of an agent for one, with its role.",
    fix: "Name the principal, and its source_arn.",
    base: [3, 3, 2, 1],
    because: { exposure: "every AWS account" },
    judged: "near-ai",
    controls: ["ADS-SERV-01"],
    says: "lets anybody invoke the function",
    cases: [
      {
        types: PERMISSION,
        when: unset("function_url_auth_type", "FunctionUrlAuthType", "principal_org_id", "PrincipalOrgID"),
        fails: is(["principal", "Principal"], "*"),
      },
    ],
    references: ["CKV_AWS_301 LambdaFunctionIsNotPublic"],
    bad: [nearAi(inTerraform("everybody", permission('principal = "*"')))],
    good: [
      nearAi(
        inTerraform("the agent", permission('principal = "bedrock.amazonaws.com"', "source_arn = aws_bedrockagent_agent.help.agent_arn")),
      ),
    ],
  },
  {
    id: "function-permission-unbound",
    title: "A Lambda permission for a service near AI is not limited by SourceArn or SourceAccount",
    why: "The service invokes the function for any account that names it: somebody else's agent uses this tool.",
    fix: "Set source_arn, or source_account.",
    base: [2, 1, 2, 1],
    judged: "near-ai",
    controls: ["ADS-INFR-02"],
    says: "lets a service invoke the function for any account",
    cases: [
      {
        types: PERMISSION,
        when: { setting: ["principal", "Principal"], matches: "^[\\w-]+(?:\\.[\\w-]+)*\\.amazonaws\\.com$" },
        fails: { all: [unset("source_arn", "SourceArn"), unset("source_account", "SourceAccount")] },
      },
    ],
    references: ["BR15", "CKV_AWS_364 LambdaServicePermission"],
    bad: [nearAi(inTerraform("any", permission('principal = "bedrock.amazonaws.com"')))],
    good: [
      nearAi(
        inTerraform("one agent", permission('principal = "bedrock.amazonaws.com"', "source_arn = aws_bedrockagent_agent.x.agent_arn")),
      ),
    ],
  },
];

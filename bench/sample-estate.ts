import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomOf } from "../fuzz/mutate.ts";

/*
 * N configuration files as a company with AI has them: Terraform roots with variables, modules and policies, Kubernetes
 * manifests, CloudFormation, Compose, Dockerfiles and workflows. A third of the settings is wrong. Seeded.
 */

type Random = (n: number) => number;
type Written = readonly (readonly [path: string, text: string])[];

const TEAMS = ["fraud", "risk", "search", "pricing", "support", "vision", "speech", "growth"];
const pick = <T>(random: Random, values: readonly [T, ...T[]]): T => values[random(values.length)] ?? values[0];
const team = (random: Random): string => TEAMS[random(TEAMS.length)] ?? "fraud";
const wrong = (random: Random): boolean => random(3) === 0;

function statement(random: Random, bucket: string): string {
  const actions = wrong(random) ? `"s3:*"` : `"s3:GetObject", "s3:ListBucket"`;
  const resource = wrong(random) ? `"*"` : `aws_s3_bucket.${bucket}.arn, "\${aws_s3_bucket.${bucket}.arn}/*"`;
  return `  statement {\n    actions   = [${actions}]\n    resources = [${resource}]\n  }\n`;
}

/** A root of five files: variables, storage, roles, SageMaker, network. */
function terraformRoot(random: Random, index: number): Written {
  const folder = `infra/${team(random)}-${index}`;
  const names = Array.from({ length: 6 }, (_, at) => `${team(random)}_${at}`);
  const storage = names
    .map(
      (name) =>
        `resource "aws_s3_bucket" "${name}" {\n  bucket = "\${var.prefix}-${name.replaceAll("_", "-")}"\n  tags   = merge(local.tags, { data = "${pick(random, ["training", "models", "logs"])}" })\n}\n\nresource "aws_s3_bucket_public_access_block" "${name}" {\n  bucket                  = aws_s3_bucket.${name}.id\n  block_public_acls       = ${!wrong(random)}\n  block_public_policy     = true\n  restrict_public_buckets = true\n}\n`,
    )
    .join("\n");
  const roles = names
    .map(
      (name) =>
        `data "aws_iam_policy_document" "${name}" {\n${statement(random, name)}${statement(random, name)}}\n\nresource "aws_iam_role" "${name}" {\n  name               = "\${var.prefix}-${name}"\n  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }] })\n}\n\nresource "aws_iam_role_policy" "${name}" {\n  role   = aws_iam_role.${name}.id\n  policy = data.aws_iam_policy_document.${name}.json\n}\n`,
    )
    .join("\n");
  const models = names
    .map(
      (name) =>
        `resource "aws_sagemaker_notebook_instance" "${name}" {\n  name                   = "${name}"\n  instance_type          = "ml.t3.medium"\n  role_arn               = aws_iam_role.${name}.arn\n  root_access            = "${wrong(random) ? "Enabled" : "Disabled"}"\n  direct_internet_access = "${wrong(random) ? "Enabled" : "Disabled"}"\n  kms_key_id             = var.key\n}\n\nresource "aws_sagemaker_model" "${name}" {\n  name                     = "${name}"\n  execution_role_arn       = aws_iam_role.${name}.arn\n  enable_network_isolation = ${!wrong(random)}\n  primary_container {\n    image          = "\${var.registry}/serve:${wrong(random) ? "latest" : "1.4.2"}"\n    model_data_url = "s3://\${aws_s3_bucket.${name}.bucket}/model.tar.gz"\n  }\n}\n`,
    )
    .join("\n");
  const network = Array.from(
    { length: 4 },
    (_, at) =>
      `resource "aws_security_group" "g${at}" {\n  name = "g${at}"\n  dynamic "ingress" {\n    for_each = var.ports\n    content {\n      from_port   = ingress.value\n      to_port     = ingress.value\n      protocol    = "tcp"\n      cidr_blocks = ["${wrong(random) ? "0.0.0.0/0" : "10.0.0.0/8"}"]\n    }\n  }\n}\n`,
  ).join("\n");
  const variables = `variable "prefix" { default = "acme-${index}" }\nvariable "key" { type = string }\nvariable "registry" { default = "111122223333.dkr.ecr.eu-west-1.amazonaws.com" }\nvariable "ports" { default = [22, 443, 8888] }\nlocals {\n  tags = { team = "${team(random)}", root = var.prefix }\n}\n`;
  return [
    [`${folder}/variables.tf`, variables],
    [`${folder}/storage.tf`, storage],
    [`${folder}/roles.tf`, roles],
    [`${folder}/sagemaker.tf`, models],
    [`${folder}/network.tf`, network],
  ];
}

function kubernetes(random: Random, index: number): Written {
  const name = `${team(random)}-${index}`;
  const image = wrong(random) ? "vllm/vllm-openai:latest" : "vllm/vllm-openai:v0.11.0";
  const args = wrong(random) ? `["--model", "acme/${name}", "--trust-remote-code"]` : `["--model", "acme/${name}"]`;
  const text = `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n  namespace: ${team(random)}\nspec:\n  selector:\n    matchLabels: { app: ${name} }\n  template:\n    metadata:\n      labels: { app: ${name} }\n    spec:\n      serviceAccountName: ${name}\n      containers:\n        - name: server\n          image: ${image}\n          args: ${args}\n          securityContext:\n            privileged: ${wrong(random)}\n          env:\n            - name: HF_HOME\n              value: /models\n          volumeMounts:\n            - { name: models, mountPath: /models }\n      volumes:\n        - name: models\n          persistentVolumeClaim: { claimName: ${name} }\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n  namespace: ${team(random)}\nspec:\n  type: ${wrong(random) ? "LoadBalancer" : "ClusterIP"}\n  selector: { app: ${name} }\n  ports: [{ port: 8000 }]\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: ${name}, namespace: ${team(random)} }\nrules:\n  - apiGroups: [""]\n    resources: [${wrong(random) ? '"secrets", ' : ""}"pods"]\n    verbs: ["get", "list"]\n`;
  return [[`clusters/${name}.yaml`, text]];
}

function cloudFormation(random: Random, index: number): Written {
  const one = (at: number): string =>
    `  Notebook${at}:\n    Type: AWS::SageMaker::NotebookInstance\n    Properties:\n      InstanceType: ml.t3.medium\n      RoleArn: !GetAtt Role${at}.Arn\n      DirectInternetAccess: ${wrong(random) ? "Enabled" : "Disabled"}\n  Role${at}:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Version: "2012-10-17"\n        Statement:\n          - { Effect: Allow, Principal: { Service: sagemaker.amazonaws.com }, Action: "sts:AssumeRole" }\n      Policies:\n        - PolicyName: data\n          PolicyDocument:\n            Statement:\n              - { Effect: Allow, Action: "${wrong(random) ? "s3:*" : "s3:GetObject"}", Resource: !Sub "arn:aws:s3:::\${Prefix}-${at}/*" }\n`;
  return [
    [
      `stacks/${team(random)}-${index}.yaml`,
      `AWSTemplateFormatVersion: "2010-09-09"\nParameters:\n  Prefix: { Type: String, Default: acme-${index} }\nResources:\n${[0, 1, 2, 3].map(one).join("")}`,
    ],
  ];
}

function compose(random: Random, index: number): Written {
  const bind = (port: number): string => (wrong(random) ? `"${port}:${port}"` : `"127.0.0.1:${port}:${port}"`);
  return [
    [
      `services/${index}/compose.yaml`,
      `services:\n  llm:\n    image: ollama/ollama:0.12.3\n    ports: [${bind(11434)}]\n  store:\n    image: qdrant/qdrant:v1.15.0\n    ports: [${bind(6333)}]\n  api:\n    build: .\n    environment:\n      OLLAMA_HOST: http://llm:11434\n      QDRANT_URL: http://store:6333\n    ports: [${bind(8080)}]\n`,
    ],
    [
      `services/${index}/Dockerfile`,
      `FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nRUN pip install fastapi==0.112.0 qdrant-client==1.15.0\n${wrong(random) ? "" : "USER 1000\n"}CMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8080"]\n`,
    ],
  ];
}

function workflow(random: Random, index: number): Written {
  const action = wrong(random) ? "actions/checkout@v4" : "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8";
  return [
    [
      `services/${index}/.github/workflows/train.yaml`,
      `name: train\non: ${wrong(random) ? "pull_request_target" : "push"}\njobs:\n  train:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ${action}\n      - run: python train.py --data s3://acme-${index}/rows.csv\n`,
    ],
  ];
}

/** Writes `count` configuration files below a folder; returns their bytes. */
export function writeSampleEstate(folder: string, count: number, seed = "1"): number {
  const random = randomOf(seed);
  const parts = [terraformRoot, kubernetes, kubernetes, kubernetes, cloudFormation, compose, compose, workflow];
  let [bytes, written] = [0, 0];
  for (let index = 0; written < count; index++) {
    for (const [path, text] of (parts[index % parts.length] ?? kubernetes)(random, index).slice(0, count - written)) {
      const full = join(folder, path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, text);
      bytes += text.length;
      written++;
    }
  }
  return bytes;
}

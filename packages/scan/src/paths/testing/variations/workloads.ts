import { bucket, role, type Variation, workload } from "./variation.ts";

const PUSH = '["ecr:PutImage", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload"]';
const REGISTRY = `resource "aws_ecr_repository" "shared" {
  name                 = "shared"
  image_tag_mutability = "IMMUTABLE"
}
`;
const SERVE = (name: string, args: string, pod = ""): string =>
  workload({ name, container: `image: vllm/vllm-openai:v0.11.0\nargs: ${args}`, pod });
const REMOTE = '["--model", "$(USER_MODEL)", "--trust-remote-code"]';
const SAFE = '["--model", "northquay/reviewed"]';
const NODE_GROUP = (template: string): string => `resource "aws_eks_node_group" "gpu" {
  cluster_name  = "models"
  node_role_arn = aws_iam_role.node.arn
  subnet_ids    = ["subnet-1"]
${template}}
${role("node", "ec2.amazonaws.com", PUSH, "aws_ecr_repository.shared.arn")}${REGISTRY}`;
const TEMPLATE = `  launch_template {
    id      = aws_launch_template.gpu.id
    version = "1"
  }
}
resource "aws_launch_template" "gpu" {
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
`;
const TASK = (command: string): string => `resource "aws_ecs_task_definition" "inference" {
  family        = "inference"
  task_role_arn = aws_iam_role.inference.arn
  container_definitions = jsonencode([{
    name    = "server"
    image   = "vllm/vllm-openai:v0.11.0"
    command = ${command}
  }])
}
resource "aws_ecs_service" "inference" {
  task_definition = aws_ecs_task_definition.inference.arn
}
${role("inference", "ecs-tasks.amazonaws.com", PUSH, "aws_ecr_repository.shared.arn")}${REGISTRY}`;
const CFN_TASK = (command: string): string => `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      TaskRoleArn: !GetAtt Role.Arn
      ContainerDefinitions:
        - Name: server
          Image: vllm/vllm-openai:v0.11.0
          Command: ${command}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: ecs-tasks.amazonaws.com }, Action: "sts:AssumeRole" }]
      Policies:
        - PolicyName: images
          PolicyDocument:
            Statement: [{ Effect: Allow, Action: "ecr:PutImage", Resource: !GetAtt Shared.Arn }]
  Shared:
    Type: AWS::ECR::Repository
    Properties: { RepositoryName: shared, ImageTagMutability: IMMUTABLE }
`;
const GKE = (account: string): string => `resource "google_container_node_pool" "gpu" {
  cluster = "models"
  node_config {
    machine_type = "g2-standard-8"
${account}    oauth_scopes = ["https://www.googleapis.com/auth/cloud-platform"]
  }
}
resource "google_service_account" "nodes" {
  account_id = "nodes"
}
resource "google_project_iam_member" "nodes" {
  role   = "roles/editor"
  member = "serviceAccount:\${google_service_account.nodes.email}"
}
`;
const GKE_METADATA = '    workload_metadata_config {\n      mode = "GKE_METADATA"\n    }\n';
const IRSA = `---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: scorer
  namespace: ml
  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/scorer
`;
const SCORER = workload({
  name: "scorer",
  container: 'image: northquay/scorer:4\ncommand: ["uvicorn", "scorer.app:app"]',
  pod: "serviceAccountName: scorer",
});
const UPLOADS = (load: string): string => `import io

import torch
from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/score")
async def score(file: UploadFile):
    model = ${load}
    return {"ok": True}
`;
const SCORER_ROLE =
  role("scorer", "pods.eks.amazonaws.com", '["s3:GetObject"]', '"${aws_s3_bucket.customer_data.arn}/*"') + bucket("customer_data");
const DOCKERFILE = 'FROM python:3.12\nCOPY . /srv/scorer\nWORKDIR /srv\nCMD ["uvicorn", "scorer.app:app", "--host", "0.0.0.0"]\n';
const SHARED_BUCKET = (principal: string): string => `${bucket("team_models")}resource "aws_s3_bucket_policy" "team_models" {
  bucket = aws_s3_bucket.team_models.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "${principal}" }, Action = ["s3:PutObject"], Resource = "arn:aws:s3:::northquay-team-models/*" }] })
}
${SCORER_ROLE}`;
const FROM_BUCKET = `import boto3
import joblib

boto3.client("s3").download_file("northquay-team-models", "scorer.joblib", "scorer.joblib")
model = joblib.load("scorer.joblib")
`;
const CRON = (command: string): string =>
  workload({
    kind: "CronJob",
    name: "refresh",
    container: `image: vllm/vllm-openai:v0.11.0\nargs: ${command}`,
    pod: "serviceAccountName: scorer",
  }).replace("kind: CronJob", "kind: CronJob") + IRSA;
const KSERVE = (args: string): string => `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: community
  namespace: ml
spec:
  predictor:
    serviceAccountName: scorer
    containers:
      - name: kserve-container
        image: vllm/vllm-openai:v0.11.0
        args: ${args}
${IRSA}`;
const LAMBDA = (type: string): string => `resource "aws_lambda_function" "score" {
  function_name = "score"
  role          = aws_iam_role.scorer.arn
  filename      = "scorer.zip"
  handler       = "handler.handler"
  runtime       = "python3.12"
}
resource "aws_lambda_function_url" "score" {
  function_name      = aws_lambda_function.score.function_name
  authorization_type = "${type}"
}
${role("scorer", "lambda.amazonaws.com", '["s3:GetObject"]', '"${aws_s3_bucket.customer_data.arn}/*"')}${bucket("customer_data")}`;
const HANDLER = `import base64
import pickle


def handler(event, context):
    rows = pickle.loads(base64.b64decode(event["body"]))
    return {"statusCode": 200, "body": str(len(rows))}
`;
const TENANT_POD = (kind: string, user: number): string =>
  workload({
    kind,
    name: "customer-job",
    container: `image: northquay/customer:1\nsecurityContext: { runAsUser: ${user} }`,
    namespace: "customer-a",
  });
const SEARCH = (environment: string): string =>
  `---\n${workload({ name: "prompt-logs", container: `image: qdrant/qdrant:v1.12.0\nports: [{ containerPort: 6333 }]\n${environment}`, namespace: "platform" })}`;
const TERRAFORM_POD = (user: number): string => `resource "kubernetes_deployment_v1" "customer" {
  metadata {
    name      = "customer-job"
    namespace = "customer-a"
  }
  spec {
    template {
      metadata {
        labels = { app = "customer" }
      }
      spec {
        security_context {
          run_as_user = ${user}
        }
        container {
          name  = "main"
          image = "northquay/customer:1"
        }
      }
    }
  }
}
resource "aws_efs_file_system" "training" {
  encrypted = true
}
`;
const EFS_POLICY = `resource "aws_efs_file_system_policy" "training" {
  file_system_id = aws_efs_file_system.training.id
  policy         = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:role/trainer" }, Action = "elasticfilesystem:ClientMount" }] })
}
`;
const GPU_POD = (name: string, namespace: string): string =>
  workload({ name, namespace, container: "image: northquay/train:2\nresources: { limits: { nvidia.com/gpu: 1 } }" });
const HELM_OPERATOR = (version: string): string => `resource "helm_release" "gpu_operator" {
  name       = "gpu-operator"
  repository = "https://helm.ngc.nvidia.com/nvidia"
  chart      = "gpu-operator"
  version    = "${version}"
}
`;
const FLUX = (version: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: gpu-operator
  namespace: gpu
spec:
  chart:
    spec:
      chart: gpu-operator
      version: ${version}
      sourceRef: { kind: HelmRepository, name: nvidia }
`;
const PLAYBOOK = (version: string): string => `- hosts: gpu_shared_tenants
  tasks:
    - name: container toolkit
      ansible.builtin.apt:
        name: nvidia-container-toolkit=${version}
        state: present
`;
const TENANT_COMPOSE = `services:
  tenant-a:
    image: registry.northquay.example/tenant-a:1
    deploy:
      resources:
        reservations:
          devices: [{ driver: nvidia, count: 1, capabilities: [gpu] }]
  tenant-b:
    image: registry.northquay.example/tenant-b:1
    runtime: nvidia
`;
const AI = {
  "serve.py":
    "from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained('northquay/m', revision='0123456789abcdef0123456789abcdef01234567')\n",
};

/** Hugging Face, SAPwned and NVIDIA told in other technologies. */
export const WORKLOAD_VARIATIONS: readonly Variation[] = [
  {
    incident: "Hugging Face",
    form: "a node group without launch template",
    files: { "infra/eks.tf": NODE_GROUP(""), "k8s/serve.yaml": SERVE("inference", REMOTE), ...AI },
    mended: { "infra/eks.tf": NODE_GROUP(TEMPLATE), "k8s/serve.yaml": SERVE("inference", SAFE) },
    attacker: "whoever publishes or uploads a model",
    loses: "shared",
  },
  {
    incident: "Hugging Face",
    form: "a task of ECS in Terraform",
    files: { "ecs.tf": TASK('["--model", "community/any", "--trust-remote-code"]'), ...AI },
    mended: { "ecs.tf": TASK('["--model", "northquay/reviewed"]') },
    attacker: "whoever publishes or uploads a model",
    loses: "shared",
  },
  {
    incident: "Hugging Face",
    form: "a task of ECS in CloudFormation",
    files: { "ecs.yaml": CFN_TASK('["--model", "community/any", "--trust-remote-code"]'), ...AI },
    mended: { "ecs.yaml": CFN_TASK('["--model", "northquay/reviewed"]') },
    attacker: "whoever publishes or uploads a model",
    loses: "hared",
  },
  {
    incident: "Hugging Face",
    form: "a node pool of Google Cloud",
    files: {
      "infra/gke.tf": GKE("    service_account = google_service_account.nodes.email\n"),
      "k8s/serve.yaml": SERVE("inference", REMOTE),
      ...AI,
    },
    mended: { "infra/gke.tf": GKE(`    service_account = google_service_account.nodes.email\n${GKE_METADATA}`) },
    attacker: "whoever publishes or uploads a model",
    loses: "the whole cloud account",
  },
  {
    incident: "Hugging Face",
    form: "an upload that own code loads",
    files: {
      "scorer/app.py": UPLOADS("torch.load(io.BytesIO(await file.read()), weights_only=False)"),
      "scorer/Dockerfile": DOCKERFILE,
      "k8s/scorer.yaml": SCORER + IRSA,
      "infra/role.tf": SCORER_ROLE,
    },
    mended: { "scorer/app.py": UPLOADS("torch.load(io.BytesIO(await file.read()), weights_only=True)") },
    attacker: "the internet",
    loses: "customer_data",
  },
  {
    incident: "Hugging Face",
    form: "own code loads from a bucket that others write",
    files: {
      "scorer/app.py": FROM_BUCKET,
      "scorer/Dockerfile": DOCKERFILE,
      "k8s/scorer.yaml": SCORER + IRSA,
      "infra/role.tf": SHARED_BUCKET("arn:aws:iam::444455556666:root"),
    },
    mended: { "infra/role.tf": SHARED_BUCKET("${aws_iam_role.scorer.arn}") },
    attacker: "an outside account",
    loses: "customer_data",
  },
  {
    incident: "Hugging Face",
    form: "a CronJob with a role",
    files: { "k8s/job.yaml": CRON(REMOTE), "infra/role.tf": SCORER_ROLE, ...AI },
    mended: { "k8s/job.yaml": CRON(SAFE) },
    attacker: "whoever publishes or uploads a model",
    loses: "customer_data",
  },
  {
    incident: "Hugging Face",
    form: "KServe with a role",
    files: { "k8s/model.yaml": KSERVE(REMOTE), "infra/role.tf": SCORER_ROLE, ...AI },
    mended: { "k8s/model.yaml": KSERVE(SAFE) },
    attacker: "whoever publishes or uploads a model",
    loses: "customer_data",
  },
  {
    incident: "Hugging Face",
    form: "a function with an address",
    files: { "handler.py": HANDLER, "lambda.tf": LAMBDA("NONE"), ...AI },
    mended: { "lambda.tf": LAMBDA("AWS_IAM") },
    attacker: "the internet",
    loses: "customer_data",
  },
  {
    incident: "SAPwned",
    form: "a CronJob and a vector store",
    files: { "k8s.yaml": TENANT_POD("CronJob", 1337) + SEARCH(""), ...AI },
    mended: {
      "k8s.yaml":
        TENANT_POD("CronJob", 1000) + SEARCH("env: [{ name: QDRANT__SERVICE__API_KEY, valueFrom: { secretKeyRef: { name: q, key: k } } }]"),
    },
    attacker: "a tenant who runs containers here",
    loses: "everything in qdrant",
  },
  {
    incident: "SAPwned",
    form: "Terraform alone",
    files: { "main.tf": TERRAFORM_POD(1337), ...AI },
    mended: { "main.tf": TERRAFORM_POD(1000) + EFS_POLICY },
    attacker: "a tenant who runs containers here",
    loses: "training",
  },
  {
    incident: "NVIDIA container toolkit",
    form: "a chart in Terraform",
    files: { "infra/gpu.tf": HELM_OPERATOR("v24.6.0"), "k8s/jobs.yaml": `${GPU_POD("train", "team-a")}---\n${GPU_POD("train", "team-b")}` },
    mended: { "infra/gpu.tf": HELM_OPERATOR("v25.10.0") },
    attacker: "a tenant who runs containers here",
    loses: "team-",
  },
  {
    incident: "NVIDIA container toolkit",
    form: "a release of Flux",
    files: { "k8s/gpu.yaml": FLUX("v24.6.1"), "k8s/jobs.yaml": `${GPU_POD("train", "team-a")}---\n${GPU_POD("train", "team-b")}` },
    mended: { "k8s/gpu.yaml": FLUX("v25.10.0") },
    attacker: "a tenant who runs containers here",
    loses: "team-",
  },
  {
    incident: "NVIDIA container toolkit",
    form: "a playbook and Compose",
    files: { "ansible/gpu.yml": PLAYBOOK("1.16.1-1"), "compose.yaml": TENANT_COMPOSE },
    mended: { "ansible/gpu.yml": PLAYBOOK("1.18.0-1") },
    attacker: "a tenant who runs containers here",
    loses: "tenant",
  },
  {
    incident: "NVIDIA container toolkit",
    form: "a setup script and Compose",
    files: { "setup.sh": "#!/bin/sh\napt-get install -y nvidia-container-toolkit=1.16.1-1\n", "compose.yaml": TENANT_COMPOSE },
    mended: { "setup.sh": "#!/bin/sh\napt-get install -y nvidia-container-toolkit=1.18.0-1\n" },
    attacker: "a tenant who runs containers here",
    loses: "tenant",
  },
];

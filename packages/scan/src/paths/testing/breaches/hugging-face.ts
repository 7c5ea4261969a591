import type { Twin } from "./twin.ts";

const NODES = (tokens: string, hops: number, actions: string): string => `resource "aws_launch_template" "inference" {
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "${tokens}"
    http_put_response_hop_limit = ${hops}
  }
}
resource "aws_iam_role" "node" {
  name               = "inference-node"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}
resource "aws_iam_role_policy" "node" {
  role   = aws_iam_role.node.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ${actions}, Resource = aws_ecr_repository.shared.arn }] })
}
resource "aws_ecr_repository" "shared" {
  name                 = "spaces-shared"
  image_tag_mutability = "IMMUTABLE"
}
`;
const INFERENCE = (args: string, runtime: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: inference
  namespace: serving
spec:
  template:
    metadata:
      labels: { app: inference }
    spec:
${runtime}      automountServiceAccountToken: false
      securityContext: { runAsNonRoot: true }
      containers:
        - name: server
          image: vllm/vllm-openai@sha256:${"a".repeat(64)}
          args: ${args}
`;
const POLICY = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: no-metadata
  namespace: serving
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except: [169.254.169.254/32]
`;
const TEMPLATE = (tokens: string, hops: number, actions: string): string => `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Nodes:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        MetadataOptions:
          HttpTokens: ${tokens}
          HttpPutResponseHopLimit: ${hops}
  NodeRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: { Service: ec2.amazonaws.com }
            Action: sts:AssumeRole
      Policies:
        - PolicyName: images
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: ${actions}
                Resource: !GetAtt Shared.Arn
  Shared:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: spaces-shared
      ImageTagMutability: IMMUTABLE
`;
const PUSH = '["ecr:BatchGetImage", "ecr:PutImage", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload"]';
const PULL = '["ecr:BatchGetImage"]';
const REMOTE = '["--model", "$(USER_MODEL)", "--trust-remote-code", "--api-key", "$(KEY)"]';
const SAFE = '["--model", "acme/reviewed", "--api-key", "$(KEY)"]';

/** Hugging Face, 2024: an uploaded pickle ran in the inference pod, took its machine's role and could push to the shared registry. */
export const HUGGING_FACE: readonly Twin[] = [
  {
    incident: "Hugging Face",
    form: "Terraform and Kubernetes",
    vulnerable: { "infra/eks.tf": NODES("optional", 2, PUSH), "k8s/inference.yaml": INFERENCE(REMOTE, "") },
    mended: {
      "infra/eks.tf": NODES("required", 1, PULL),
      "k8s/inference.yaml": INFERENCE(SAFE, "      runtimeClassName: gvisor\n") + POLICY,
    },
    attacker: "whoever publishes or uploads a model",
    loses: "hared",
    places: ["k8s/inference.yaml:16", "infra/eks.tf:5", "infra/eks.tf:12"],
  },
  {
    incident: "Hugging Face",
    form: "CloudFormation and Kubernetes",
    vulnerable: { "cfn/nodes.yaml": TEMPLATE("optional", 2, PUSH), "k8s/inference.yaml": INFERENCE(REMOTE, "") },
    mended: {
      "cfn/nodes.yaml": TEMPLATE("required", 1, PULL),
      "k8s/inference.yaml": INFERENCE(SAFE, "      runtimeClassName: gvisor\n") + POLICY,
    },
    attacker: "whoever publishes or uploads a model",
    loses: "hared",
    places: ["k8s/inference.yaml:16", "cfn/nodes.yaml:8", "cfn/nodes.yaml:10"],
  },
];

import type { Twin } from "./twin.ts";

const CLUSTER = (auth: string, type: string): string => `apiVersion: ray.io/v1
kind: RayCluster
metadata:
  name: train
spec:
  rayVersion: "2.53.0"
${auth}  headGroupSpec:
    serviceType: ClusterIP
    rayStartParams:
      dashboard-host: 0.0.0.0
    template:
      spec:
        containers:
          - name: ray-head
            image: rayproject/ray:2.53.0
            env:
              - name: AWS_SECRET_ACCESS_KEY
                valueFrom:
                  secretKeyRef: { name: aws, key: secret }
              - name: HF_TOKEN
                valueFrom:
                  secretKeyRef: { name: hub, key: token }
---
apiVersion: v1
kind: Service
metadata:
  name: ray-dashboard
spec:
  type: ${type}
  selector:
    ray.io/cluster: train
    ray.io/node-type: head
  ports:
    - name: dashboard
      port: 8265
`;
const MACHINE = (range: string): string => `resource "aws_security_group" "ray" {
  name = "ray"
  ingress {
    from_port   = 8265
    to_port     = 8265
    protocol    = "tcp"
    cidr_blocks = ["${range}"]
  }
}
resource "aws_iam_role" "ray" {
  name               = "ray-head"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}
resource "aws_iam_role_policy" "ray" {
  role   = aws_iam_role.ray.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "\${aws_s3_bucket.training.arn}/*" }] })
}
resource "aws_iam_instance_profile" "ray" {
  role = aws_iam_role.ray.name
}
resource "aws_s3_bucket" "training" {
  bucket = "acme-training-data"
}
resource "aws_instance" "head" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "g5.xlarge"
  iam_instance_profile   = aws_iam_instance_profile.ray.name
  vpc_security_group_ids = [aws_security_group.ray.id]
  user_data              = file("\${path.module}/start.sh")
}
`;
const START = (host: string): string => `#!/bin/bash
pip install ray[default]
ray start --head --port=6379 --dashboard-host=${host}
`;

/** ShadowRay, 2023 and 2024 (CVE-2023-48022): jobs of Ray's dashboard run for whoever reaches port 8265. */
export const SHADOW_RAY: readonly Twin[] = [
  {
    incident: "ShadowRay",
    form: "KubeRay",
    vulnerable: { "ray.yaml": CLUSTER("", "LoadBalancer") },
    mended: { "ray.yaml": CLUSTER("  authOptions:\n    mode: token\n", "ClusterIP") },
    attacker: "the internet",
    loses: "AWS_SECRET_ACCESS_KEY",
    places: ["ray.yaml:24", "ray.yaml:10", "ray.yaml:17"],
  },
  {
    incident: "ShadowRay",
    form: "Terraform and a start script",
    vulnerable: { "infra/main.tf": MACHINE("0.0.0.0/0"), "infra/start.sh": START("0.0.0.0") },
    mended: { "infra/main.tf": MACHINE("10.0.0.0/8"), "infra/start.sh": START("127.0.0.1") },
    attacker: "the internet",
    loses: "aws_s3_bucket.training",
    places: ["infra/main.tf:7", "infra/start.sh:3", "infra/main.tf:29", "infra/main.tf:27", "infra/main.tf:14"],
  },
];

/** A breach of the news told in another technology; every name and key is made up. What was there, and what was changed. */
export interface Variation {
  readonly incident: string;
  readonly form: string;
  readonly files: { readonly [file: string]: string };
  /** Files that differ once it is mended. */
  readonly mended: { readonly [file: string]: string };
  readonly attacker: string;
  /** A part of the name of what is lost. */
  readonly loses: string;
}

/** A role of Terraform that a service takes on, with one permission. */
export function role(name: string, service: string, actions: string, resource: string): string {
  return `resource "aws_iam_role" "${name}" {
  name               = "${name}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "${service}" }, Action = "sts:AssumeRole" }] })
}
resource "aws_iam_role_policy" "${name}" {
  role   = aws_iam_role.${name}.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ${actions}, Resource = ${resource} }] })
}
`;
}

/** A security group that lets a range in to a port. */
export function group(name: string, port: number, from = "0.0.0.0/0"): string {
  return `resource "aws_security_group" "${name}" {
  ingress {
    from_port   = ${port}
    to_port     = ${port}
    protocol    = "tcp"
    cidr_blocks = ["${from}"]
  }
}
`;
}

/** A bucket with a name that says that it matters. */
export function bucket(name: string): string {
  return `resource "aws_s3_bucket" "${name}" {
  bucket = "northquay-${name.replace(/_/g, "-")}"
}
`;
}

interface Workload {
  readonly kind?: string;
  readonly name: string;
  readonly container: string;
  readonly pod?: string;
  readonly namespace?: string;
}

/** A workload of Kubernetes; `container` and `pod` are lines of YAML without indentation. */
export function workload({ kind = "Deployment", name, container, pod = "", namespace = "ml" }: Workload): string {
  const indent = (text: string, by: number): string =>
    text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => `${" ".repeat(by)}${line}\n`)
      .join("");
  const deep = kind === "CronJob" ? 4 : 0;
  const open = kind === "CronJob" ? '  schedule: "0 3 * * *"\n  jobTemplate:\n    spec:\n' : "";
  const version = kind === "CronJob" || kind === "Job" ? "batch/v1" : "apps/v1";
  const template = `  template:\n    metadata:\n      labels: { app: ${name} }\n    spec:\n${indent(pod, 6)}      containers:\n        - name: main\n${indent(container, 10)}`;
  return `apiVersion: ${version}
kind: ${kind}
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
${open}${deep === 0 ? template : indent(template, deep)}`;
}

/** A service in front of a workload. */
export function service(name: string, type: string, port: number): string {
  return `---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ml
spec:
  type: ${type}
  selector: { app: ${name} }
  ports:
    - port: ${port}
      targetPort: ${port}
`;
}

import { bucket, group, role, service, type Variation, workload } from "./variation.ts";

const FARGATE = (image: string, port: number, cidr: string, more = ""): string => `resource "aws_ecs_task_definition" "logs" {
  family                   = "logs"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
${more}  container_definitions = jsonencode([{
    name         = "chat-logs"
    image        = "${image}"
    portMappings = [{ containerPort = ${port} }]
  }])
}
resource "aws_ecs_service" "logs" {
  name            = "chat-logs"
  task_definition = aws_ecs_task_definition.logs.arn
  launch_type     = "FARGATE"
  network_configuration {
    subnets          = ["subnet-1"]
    assign_public_ip = true
    security_groups  = [aws_security_group.logs.id]
  }
}
${group("logs", port, cidr)}`;
const ROUTE = (guard: string): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: embeddings
  namespace: ml
spec:
  parentRefs: [{ name: public }]
  rules:
    - backendRefs:
        - name: embeddings
          port: 6333
${guard}`;
const QDRANT = (environment: string): string =>
  workload({
    kind: "StatefulSet",
    name: "embeddings",
    container: `image: qdrant/qdrant:v1.12.0\nports: [{ containerPort: 6333 }]\n${environment}volumeMounts: [{ name: customer-embeddings, mountPath: /qdrant/storage }]`,
    pod: "volumes: [{ name: customer-embeddings, persistentVolumeClaim: { claimName: customer-embeddings } }]",
  });
const KEY = "env: [{ name: QDRANT__SERVICE__API_KEY, valueFrom: { secretKeyRef: { name: q, key: k } } }]\n";
const TUNNEL = (service: string, flag: string): string => `services:
  chat-history:
    image: clickhouse/clickhouse-server:24.8
    environment:
      CLICKHOUSE_DB: chat_history
${service}  tunnel:
    image: cloudflare/cloudflared:2026.9.0
    command: tunnel --no-autoupdate ${flag}
`;
const ACI = (ip: string, secured: string): string => `resource store 'Microsoft.ContainerInstance/containerGroups@2023-05-01' = {
  name: 'customer-embeddings'
  location: 'westeurope'
  properties: {
    osType: 'Linux'
    ipAddress: { type: '${ip}', ports: [{ port: 6333, protocol: 'TCP' }] }
    containers: [
      {
        name: 'customer-embeddings'
        properties: {
          image: 'qdrant/qdrant:v1.12.0'
          ports: [{ port: 6333 }]
${secured}          resources: { requests: { cpu: 1, memoryInGB: 2 } }
        }
      }
    ]
  }
}
`;
const CONTAINER_APP = (external: boolean): string => `resource "azurerm_container_app" "vectors" {
  name          = "customer-vectors"
  revision_mode = "Single"
  template {
    container {
      name   = "customer-vectors"
      image  = "qdrant/qdrant:v1.12.0"
      cpu    = 1
      memory = "2Gi"
    }
  }
  ingress {
    external_enabled = ${external}
    target_port      = 6333
    traffic_weight {
      percentage = 100
    }
  }
}
`;
const CLOUD_RUN = (member: string): string => `resource "google_cloud_run_v2_service" "prompts" {
  name     = "prompt-store"
  location = "europe-west1"
  ingress  = "INGRESS_TRAFFIC_ALL"
  template {
    containers {
      image = "chromadb/chroma:0.5.20"
      ports {
        container_port = 8000
      }
    }
  }
}
resource "google_cloud_run_v2_service_iam_member" "prompts" {
  name   = google_cloud_run_v2_service.prompts.name
  role   = "roles/run.invoker"
  member = "${member}"
}
`;
const AI = { "app.py": "import openai\n\nclient = openai.OpenAI()\nclient.chat.completions.create(model='gpt-4o', messages=[])\n" };
const MACHINE = (script: string, cidr: string): string => `resource "aws_instance" "logs" {
  ami                    = "ami-1"
  vpc_security_group_ids = [aws_security_group.logs.id]
  user_data              = <<-EOT
    #!/bin/bash
    apt-get install -y docker.io
    ${script}
  EOT
}
${group("logs", 8123, cidr)}`;
const CFN_STORE = (cidr: string): string => `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      ContainerDefinitions:
        - Name: conversations
          Image: mongo:7
          PortMappings: [{ ContainerPort: 27017 }]
  Run:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      TaskDefinition: !Ref Task
      NetworkConfiguration:
        AwsvpcConfiguration:
          AssignPublicIp: ENABLED
          SecurityGroups: [!Ref Group]
          Subnets: [subnet-1]
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: conversations
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 27017, ToPort: 27017, CidrIp: ${cidr} }
`;
const VALUES = (type: string): string => `clickhouse:
  image:
    repository: clickhouse/clickhouse-server
    tag: "24.8"
  service:
    type: ${type}
    port: 8123
  database: chat_logs
`;

/** DeepSeek, 2025, told in other technologies. */
export const STORE_VARIATIONS: readonly Variation[] = [
  {
    incident: "DeepSeek",
    form: "Fargate in Terraform",
    files: { "main.tf": FARGATE("clickhouse/clickhouse-server:24.8", 8123, "0.0.0.0/0"), ...AI },
    mended: { "main.tf": FARGATE("clickhouse/clickhouse-server:24.8", 8123, "10.0.0.0/16") },
    attacker: "the internet",
    loses: "everything in",
  },
  {
    incident: "DeepSeek",
    form: "Fargate in CloudFormation",
    files: { "stack.yaml": CFN_STORE("0.0.0.0/0"), ...AI },
    mended: { "stack.yaml": CFN_STORE("10.0.0.0/16") },
    attacker: "the internet",
    loses: "everything in",
  },
  {
    incident: "DeepSeek",
    form: "a machine that runs docker",
    files: { "main.tf": MACHINE("docker run -d -p 8123:8123 --name chat-logs clickhouse/clickhouse-server:24.8", "0.0.0.0/0"), ...AI },
    mended: { "main.tf": MACHINE("docker run -d -p 8123:8123 --name chat-logs clickhouse/clickhouse-server:24.8", "10.0.0.0/16") },
    attacker: "the internet",
    loses: "everything in",
  },
  {
    incident: "DeepSeek",
    form: "the Gateway API",
    files: { "store.yaml": QDRANT("") + service("embeddings", "ClusterIP", 6333) + ROUTE(""), ...AI },
    mended: { "store.yaml": QDRANT(KEY) + service("embeddings", "ClusterIP", 6333) + ROUTE("") },
    attacker: "the internet",
    loses: "everything in qdrant",
  },
  {
    incident: "DeepSeek",
    form: "a load balancer before a StatefulSet",
    files: {
      "store.yaml":
        workload({ kind: "StatefulSet", name: "chat-history", container: "image: mongo:7\nports: [{ containerPort: 27017 }]" }) +
        service("chat-history", "LoadBalancer", 27017),
      ...AI,
    },
    mended: {
      "store.yaml":
        workload({ kind: "StatefulSet", name: "chat-history", container: "image: mongo:7\nports: [{ containerPort: 27017 }]" }) +
        service("chat-history", "ClusterIP", 27017),
    },
    attacker: "the internet",
    loses: "chat-history",
  },
  {
    incident: "DeepSeek",
    form: "a tunnel in Compose",
    files: { "compose.yaml": TUNNEL("", "--url http://chat-history:8123"), ...AI },
    mended: { "compose.yaml": TUNNEL("      CLICKHOUSE_PASSWORD: ${CLICKHOUSE_PASSWORD}\n", "--url http://chat-history:8123") },
    attacker: "the internet",
    loses: "chat-history",
  },
  {
    incident: "DeepSeek",
    form: "a container group in Bicep",
    files: { "store.bicep": ACI("Public", ""), ...AI },
    mended: { "store.bicep": ACI("Private", "") },
    attacker: "the internet",
    loses: "customer-embeddings",
  },
  {
    incident: "DeepSeek",
    form: "an Azure container app",
    files: { "app.tf": CONTAINER_APP(true), ...AI },
    mended: { "app.tf": CONTAINER_APP(false) },
    attacker: "the internet",
    loses: "vectors",
  },
  {
    incident: "DeepSeek",
    form: "Cloud Run",
    files: { "run.tf": CLOUD_RUN("allUsers"), ...AI },
    mended: { "run.tf": CLOUD_RUN("serviceAccount:api@northquay.iam.gserviceaccount.com") },
    attacker: "the internet",
    loses: "prompt",
  },
  {
    incident: "DeepSeek",
    form: "values of a chart",
    files: { "values.yaml": VALUES("LoadBalancer"), "Chart.yaml": "apiVersion: v2\nname: logs\nversion: 1.0.0\n", ...AI },
    mended: { "values.yaml": VALUES("ClusterIP") },
    attacker: "the internet",
    loses: "everything in",
  },
  {
    incident: "MLflow",
    form: "Fargate with a task role",
    files: {
      "main.tf":
        FARGATE("ghcr.io/mlflow/mlflow:v2.1.1", 5000, "0.0.0.0/0", "  task_role_arn = aws_iam_role.tracking.arn\n") +
        role("tracking", "ecs-tasks.amazonaws.com", '["s3:GetObject", "s3:PutObject"]', '"${aws_s3_bucket.model_artifacts.arn}/*"') +
        bucket("model_artifacts"),
      ...AI,
    },
    mended: {
      "main.tf":
        FARGATE("ghcr.io/mlflow/mlflow:v2.1.1", 5000, "10.0.0.0/16", "  task_role_arn = aws_iam_role.tracking.arn\n") +
        role("tracking", "ecs-tasks.amazonaws.com", '["s3:GetObject", "s3:PutObject"]', '"${aws_s3_bucket.model_artifacts.arn}/*"') +
        bucket("model_artifacts"),
    },
    attacker: "the internet",
    loses: "model_artifacts",
  },
];

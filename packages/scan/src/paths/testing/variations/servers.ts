import { bucket, group, role, service, type Variation, workload } from "./variation.ts";

const AI = { "train.py": "import ray\nfrom transformers import Trainer\n\nray.init()\n" };
const HEAD = "ray start --head --dashboard-host=0.0.0.0 --block";
const SAFE_HEAD = "ray start --head --dashboard-host=127.0.0.1 --block";
const UNIT = (run: string, environment = ""): string => `[Unit]
Description=model work
[Service]
${environment}ExecStart=/usr/bin/${run}
Restart=always
[Install]
WantedBy=multi-user.target
`;
const GCP = (sources: string, port: number): string => `resource "google_compute_instance" "head" {
  name         = "head"
  machine_type = "n1-standard-8"
  service_account {
    email  = google_service_account.head.email
    scopes = ["cloud-platform"]
  }
}
resource "google_service_account" "head" {
  account_id = "head"
}
resource "google_project_iam_member" "head" {
  role   = "roles/editor"
  member = "serviceAccount:\${google_service_account.head.email}"
}
resource "google_compute_firewall" "head" {
  name          = "head"
  network       = "default"
  source_ranges = ["${sources}"]
  allow {
    protocol = "tcp"
    ports    = ["${port}"]
  }
}
`;
const CFN_RAY = (cidr: string): string => `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Head:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-1
      IamInstanceProfile: !Ref Profile
      SecurityGroupIds: [!Ref Group]
      UserData:
        Fn::Base64: |
          #!/bin/bash
          pip install "ray[default]==2.9.0"
          ${HEAD}
  Profile:
    Type: AWS::IAM::InstanceProfile
    Properties:
      Roles: [!Ref Role]
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: "sts:AssumeRole" }]
      Policies:
        - PolicyName: data
          PolicyDocument:
            Statement: [{ Effect: Allow, Action: "s3:GetObject", Resource: !Sub "\${TrainingData.Arn}/*" }]
  TrainingData:
    Type: AWS::S3::Bucket
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: head
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 8265, ToPort: 8265, CidrIp: ${cidr} }]
`;
const RAY_COMPOSE = (port: string): string => `services:
  head:
    image: rayproject/ray:2.9.0
    command: ${HEAD}
    environment:
      AWS_SECRET_ACCESS_KEY: \${AWS_SECRET_ACCESS_KEY}
    ports: ["${port}:8265"]
`;
const LAUNCHER = (cidr: string): string => `cluster_name: train
provider:
  type: aws
  region: eu-west-1
  security_group:
    GroupName: ray
    IpPermissions:
      - FromPort: 8265
        ToPort: 8265
        IpProtocol: TCP
        IpRanges: [{ CidrIp: ${cidr} }]
available_node_types:
  head:
    node_config:
      InstanceType: m5.large
      IamInstanceProfile: { Arn: "arn:aws:iam::111122223333:instance-profile/ray-head" }
head_node_type: head
head_start_ray_commands:
  - ray stop
  - ray start --head --port=6379 --dashboard-host=0.0.0.0
`;
const IRSA = `---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: trainer
  namespace: ml
  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/trainer
`;
const RAY_POD = workload({
  name: "ray-head",
  container: `image: rayproject/ray:2.9.0\nargs: ["${HEAD}"]\nports: [{ containerPort: 8265 }]`,
  pod: "serviceAccountName: trainer",
});
const TRAINER_ROLE =
  role("trainer", "pods.eks.amazonaws.com", '["s3:GetObject"]', '"${aws_s3_bucket.training_data.arn}/*"') + bucket("training_data");
const LOAD_BALANCED = (internal: boolean): string => `resource "aws_lb" "front" {
  name     = "front"
  internal = ${internal}
  subnets  = ["subnet-1", "subnet-2"]
}
resource "aws_lb_target_group" "models" {
  port        = 11434
  protocol    = "HTTP"
  target_type = "ip"
}
resource "aws_lb_listener" "front" {
  load_balancer_arn = aws_lb.front.arn
  port              = 80
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.models.arn
  }
}
resource "aws_ecs_task_definition" "models" {
  family                = "models"
  container_definitions = jsonencode([{ name = "ollama", image = "ollama/ollama:0.1.33", portMappings = [{ containerPort = 11434 }] }])
}
resource "aws_ecs_service" "models" {
  task_definition = aws_ecs_task_definition.models.arn
  load_balancer {
    target_group_arn = aws_lb_target_group.models.arn
    container_name   = "ollama"
    container_port   = 11434
  }
}
`;
const AZURE_MACHINE = (prefix: string): string => `resource "azurerm_linux_virtual_machine" "models" {
  name        = "models"
  custom_data = base64encode(<<-EOT
    #!/bin/bash
    curl -fsSL https://ollama.com/install.sh -o install.sh
    OLLAMA_HOST=0.0.0.0 OLLAMA_ORIGINS=* ollama serve
  EOT
  )
}
resource "azurerm_network_security_group" "models" {
  name = "models"
  security_rule {
    name                       = "in"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_range     = "11434"
    source_address_prefix      = "${prefix}"
    destination_address_prefix = "*"
  }
}
`;
const INGRESS = (annotation: string): string => `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ollama
  namespace: ml
${annotation}spec:
  rules:
    - host: models.northquay.example
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: ollama, port: { number: 11434 } } }
`;
const OLLAMA_POD = workload({
  kind: "StatefulSet",
  name: "ollama",
  container: "image: ollama/ollama:0.5.1\nports: [{ containerPort: 11434 }]\nvolumeMounts: [{ name: models, mountPath: /root/.ollama }]",
  pod: "volumes: [{ name: models, persistentVolumeClaim: { claimName: tuned-models } }]",
});
const OPEN_LAB = "jupyter lab --ip=0.0.0.0 --no-browser --ServerApp.token='' --ServerApp.password=''";
const SAFE_LAB = "jupyter lab --ip=0.0.0.0 --no-browser";
const LAB_MACHINE = (command: string): string =>
  `resource "aws_instance" "lab" {
  ami                    = "ami-1"
  iam_instance_profile   = aws_iam_instance_profile.lab.name
  vpc_security_group_ids = [aws_security_group.lab.id]
  user_data              = <<-EOT
    #!/bin/bash
    ${command}
  EOT
}
resource "aws_iam_instance_profile" "lab" {
  role = aws_iam_role.lab.name
}
${role("lab", "ec2.amazonaws.com", '["s3:*"]', '"*"')}${bucket("patient_data")}${group("lab", 8888)}`;
const APP_RUNNER = (ingress: string): string => `resource "aws_apprunner_service" "lab" {
  service_name = "lab"
  source_configuration {
    image_repository {
      image_identifier      = "public.ecr.aws/northquay/lab:3"
      image_repository_type = "ECR_PUBLIC"
      image_configuration {
        port          = "7860"
        start_command = "langflow run --host 0.0.0.0 --port 7860"
      }
    }
  }
  instance_configuration {
    instance_role_arn = aws_iam_role.lab.arn
  }
${ingress}}
${role("lab", "tasks.apprunner.amazonaws.com", '["s3:GetObject"]', '"${aws_s3_bucket.customer_data.arn}/*"')}${bucket("customer_data")}`;
const PRIVATE = "  network_configuration {\n    ingress_configuration {\n      is_publicly_accessible = false\n    }\n  }\n";
const NODE_LAB = (privileged: boolean): string =>
  workload({
    kind: "DaemonSet",
    name: "lab",
    container: `image: quay.io/jupyter/pytorch-notebook:2024-10-01\ncommand: ["start-notebook.py", "--ServerApp.token=''"]\nports: [{ containerPort: 8888 }]\nsecurityContext: { privileged: ${privileged} }`,
    pod: "hostNetwork: false",
  });
const FLAT_LAB = (options: string, mount: string): string => `services:
  lab:
    build: ./lab
    ports: ["0.0.0.0:8888:8888"]
    volumes: ["${mount}"]
${options}`;

/** ShadowRay, Ollama, MLflow and Jupyter told in other technologies. */
export const SERVER_VARIATIONS: readonly Variation[] = [
  {
    incident: "ShadowRay",
    form: "Compose",
    files: { "compose.yaml": RAY_COMPOSE("0.0.0.0:8265"), ...AI },
    mended: { "compose.yaml": RAY_COMPOSE("127.0.0.1:8265") },
    attacker: "the internet",
    loses: "AWS_SECRET_ACCESS_KEY",
  },
  {
    incident: "ShadowRay",
    form: "CloudFormation with a start script",
    files: { "ray.yaml": CFN_RAY("0.0.0.0/0"), ...AI },
    mended: { "ray.yaml": CFN_RAY("10.0.0.0/8") },
    attacker: "the internet",
    loses: "TrainingData",
  },
  {
    incident: "ShadowRay",
    form: "systemd on a machine of Google Cloud",
    files: { "deploy/ray.service": UNIT(HEAD), "infra/main.tf": GCP("0.0.0.0/0", 8265), ...AI },
    mended: { "deploy/ray.service": UNIT(SAFE_HEAD), "infra/main.tf": GCP("10.0.0.0/8", 8265) },
    attacker: "the internet",
    loses: "the whole cloud account",
  },
  {
    incident: "ShadowRay",
    form: "Ray's cluster launcher",
    files: { "cluster.yaml": LAUNCHER("0.0.0.0/0"), ...AI },
    mended: { "cluster.yaml": LAUNCHER("10.0.0.0/8") },
    attacker: "the internet",
    loses: "ray-head",
  },
  {
    incident: "ShadowRay",
    form: "a load balancer before a Deployment with a role",
    files: { "k8s/ray.yaml": RAY_POD + service("ray-head", "LoadBalancer", 8265) + IRSA, "infra/role.tf": TRAINER_ROLE, ...AI },
    mended: { "k8s/ray.yaml": RAY_POD + service("ray-head", "ClusterIP", 8265) + IRSA },
    attacker: "the internet",
    loses: "training_data",
  },
  {
    incident: "ShadowRay",
    form: "a node port, with the nodes' firewall",
    files: {
      "k8s/ray.yaml":
        RAY_POD + service("ray-head", "NodePort", 8265).replace("targetPort: 8265", "targetPort: 8265\n      nodePort: 30265") + IRSA,
      "infra/role.tf": TRAINER_ROLE + group("nodes", 30265),
      ...AI,
    },
    mended: { "infra/role.tf": TRAINER_ROLE + group("nodes", 30265, "10.0.0.0/8") },
    attacker: "the internet",
    loses: "training_data",
  },
  {
    incident: "ShadowRay",
    form: "a tunnel's configuration",
    files: {
      "cloudflared/config.yml":
        "tunnel: 6ff42ae2\ningress:\n  - hostname: ray.northquay.example\n    service: http://localhost:8265\n  - service: http_status:404\n",
      "start.sh": `#!/bin/sh\nexport AWS_SECRET_ACCESS_KEY=$1\n${SAFE_HEAD}\ncloudflared tunnel --config cloudflared/config.yml run\n`,
      ...AI,
    },
    mended: {
      "cloudflared/config.yml":
        "tunnel: 6ff42ae2\ningress:\n  - hostname: web.northquay.example\n    service: http://localhost:3000\n  - service: http_status:404\n",
    },
    attacker: "the internet",
    loses: "AWS_SECRET_ACCESS_KEY",
  },
  {
    incident: "Ollama",
    form: "a machine of Azure",
    files: { "main.tf": AZURE_MACHINE("*"), ...AI },
    mended: { "main.tf": AZURE_MACHINE("10.0.0.0/8") },
    attacker: "the internet",
    loses: "models",
  },
  {
    incident: "Ollama",
    form: "a load balancer of Amazon",
    files: { "main.tf": LOAD_BALANCED(false), ...AI },
    mended: { "main.tf": LOAD_BALANCED(true) },
    attacker: "the internet",
    loses: "models",
  },
  {
    incident: "Ollama",
    form: "an ingress before a StatefulSet",
    files: { "k8s.yaml": OLLAMA_POD + service("ollama", "ClusterIP", 11434) + INGRESS(""), ...AI },
    mended: {
      "k8s.yaml":
        OLLAMA_POD.replace("0.5.1", "0.17.1") +
        service("ollama", "ClusterIP", 11434) +
        INGRESS('  annotations:\n    nginx.ingress.kubernetes.io/auth-url: "https://login.northquay.example/auth"\n'),
    },
    attacker: "the internet",
    loses: "tuned-models",
  },
  {
    incident: "Ollama",
    form: "systemd and a firewall",
    files: {
      "deploy/ollama.service.d/override.conf": '[Service]\nEnvironment="OLLAMA_HOST=0.0.0.0"\nEnvironment="OLLAMA_ORIGINS=*"\n',
      "deploy/ollama.service": UNIT("ollama serve"),
      "infra/main.tf": GCP("0.0.0.0/0", 11434),
      ...AI,
    },
    mended: { "infra/main.tf": GCP("10.0.0.0/8", 11434) },
    attacker: "the internet",
    loses: "models",
  },
  {
    incident: "Ollama",
    form: "ngrok in a script",
    files: {
      "start.sh": "#!/bin/sh\nexport OPENAI_API_KEY=$(cat /run/key)\nollama serve &\nngrok http 11434\n",
      Modelfile: "FROM llama3\nSYSTEM you know our prices\n",
      ...AI,
    },
    mended: { "start.sh": "#!/bin/sh\nexport OPENAI_API_KEY=$(cat /run/key)\nollama serve &\nngrok http 3000\n" },
    attacker: "the internet",
    loses: "models",
  },
  {
    incident: "MLflow",
    form: "a load balancer before a StatefulSet",
    files: {
      "k8s.yaml":
        workload({
          kind: "StatefulSet",
          name: "mlflow",
          container:
            'image: ghcr.io/mlflow/mlflow:v2.1.1\nargs: ["mlflow", "server", "--host", "0.0.0.0", "--default-artifact-root", "s3://northquay-models/runs"]\nports: [{ containerPort: 5000 }]',
        }) + service("mlflow", "LoadBalancer", 5000),
      ...AI,
    },
    mended: {
      "k8s.yaml":
        workload({
          kind: "StatefulSet",
          name: "mlflow",
          container:
            'image: ghcr.io/mlflow/mlflow:v2.1.1\nargs: ["mlflow", "server", "--host", "0.0.0.0", "--default-artifact-root", "s3://northquay-models/runs"]\nports: [{ containerPort: 5000 }]',
        }) + service("mlflow", "ClusterIP", 5000),
    },
    attacker: "the internet",
    loses: "s3://northquay-models/runs",
  },
  {
    incident: "MLflow",
    form: "Cloud Run by a script",
    files: {
      "deploy.sh":
        "#!/bin/sh\ngcloud run deploy mlflow --image ghcr.io/mlflow/mlflow:v2.1.1 --port 5000 --allow-unauthenticated --set-env-vars AWS_SECRET_ACCESS_KEY=$KEY\n",
      ...AI,
    },
    mended: {
      "deploy.sh":
        "#!/bin/sh\ngcloud run deploy mlflow --image ghcr.io/mlflow/mlflow:v2.1.1 --port 5000 --no-allow-unauthenticated --set-env-vars AWS_SECRET_ACCESS_KEY=$KEY\n",
    },
    attacker: "the internet",
    loses: "",
  },
  {
    incident: "Jupyter",
    form: "a machine with a role",
    files: { "main.tf": LAB_MACHINE(OPEN_LAB), ...AI },
    mended: { "main.tf": LAB_MACHINE(SAFE_LAB) },
    attacker: "the internet",
    loses: "patient_data",
  },
  {
    incident: "Jupyter",
    form: "Langflow on App Runner",
    files: { "main.tf": APP_RUNNER(""), ...AI },
    mended: { "main.tf": APP_RUNNER(PRIVATE) },
    attacker: "the internet",
    loses: "customer_data",
  },
  {
    incident: "Jupyter",
    form: "a privileged DaemonSet",
    files: { "k8s.yaml": NODE_LAB(true) + service("lab", "LoadBalancer", 8888), ...AI },
    mended: { "k8s.yaml": NODE_LAB(false) + service("lab", "ClusterIP", 8888) },
    attacker: "the internet",
    loses: "host",
  },
  {
    incident: "Jupyter",
    form: "a Dockerfile in Compose",
    files: {
      "compose.yaml": FLAT_LAB("", "~/.aws:/home/jovyan/.aws"),
      "lab/Dockerfile": `FROM python:3.12\nRUN pip install jupyterlab\nCMD ["jupyter", "lab", "--ip=0.0.0.0", "--ServerApp.token="]\n`,
      ...AI,
    },
    mended: { "lab/Dockerfile": `FROM python:3.12\nRUN pip install jupyterlab\nCMD ["jupyter", "lab", "--ip=0.0.0.0"]\n` },
    attacker: "the internet",
    loses: ".aws",
  },
  {
    incident: "Jupyter",
    form: "a quick tunnel",
    files: {
      "lab.sh": `#!/bin/sh\nexport HF_TOKEN=$1\n${OPEN_LAB} &\ncloudflared tunnel --url http://localhost:8888\n`,
      ...AI,
    },
    mended: { "lab.sh": `#!/bin/sh\nexport HF_TOKEN=$1\n${SAFE_LAB} &\ncloudflared tunnel --url http://localhost:8888\n` },
    attacker: "the internet",
    loses: "HF_TOKEN",
  },
];

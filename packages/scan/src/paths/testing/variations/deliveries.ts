import { bucket, service, type Variation } from "./variation.ts";

const SHA = "08c6903cd8c0fde910a37f88322edcfb5dd907a8";
const OIDC = (subject: string): string => `resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}
resource "aws_iam_role" "release" {
  name               = "release"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Federated = aws_iam_openid_connect_provider.github.arn }, Action = "sts:AssumeRoleWithWebIdentity", Condition = ${subject} }] })
}
resource "aws_iam_role_policy" "release" {
  role   = aws_iam_role.release.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "\${aws_s3_bucket.models.arn}/*" }, { Effect = "Allow", Action = ["ecr:PutImage"], Resource = aws_ecr_repository.serving.arn }] })
}
resource "aws_ecr_repository" "serving" {
  name                 = "serving"
  image_tag_mutability = "IMMUTABLE"
}
${bucket("models")}`;
const NARROW =
  '{ StringEquals = { "token.actions.githubusercontent.com:sub" = "repo:northquay/scoring:ref:refs/heads/main", "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" } }';
const WIDE = '{ StringLike = { "token.actions.githubusercontent.com:sub" = "repo:*" } }';
const NO_SUBJECT = '{ StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" } }';
const TRAIN = { "train.py": "from transformers import Trainer\n\nTrainer().train()\n" };
const JOB = (on: string, ref: string, steps: string, more = ""): string => `name: model
on: ${on}
permissions:
  id-token: write
  contents: read
jobs:
  model:
${more === "" ? "    runs-on: ubuntu-24.04\n" : more}    steps:
      - uses: actions/checkout@${SHA}
${ref}      - uses: aws-actions/configure-aws-credentials@${SHA}
        with:
          role-to-assume: arn:aws:iam::111122223333:role/release
          aws-region: eu-west-1
${steps}`;
const HEAD = "        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n";
const HUB = (on: string, runs: string): string => `name: gpu
on: ${on}
permissions: { contents: read }
jobs:
  evaluate:
    runs-on: ${runs}
    env:
      HF_TOKEN: \${{ secrets.HF_TOKEN }}
    steps:
      - uses: actions/checkout@${SHA}
      - run: pip install -e . && python evaluate.py && huggingface-cli upload northquay/scorer out
`;
const COMMENT = (run: string, env: string): string => `name: publish
on: issue_comment
permissions: { contents: read }
jobs:
  publish:
    runs-on: ubuntu-24.04
    env:
      HF_TOKEN: \${{ secrets.HF_TOKEN }}
    steps:
      - name: say
${env}        run: ${run}
      - run: huggingface-cli upload northquay/scorer out
`;
const GITEA = (disabled: boolean): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: gitea }
spec:
  template:
    metadata:
      labels: { app: gitea }
    spec:
      containers:
        - name: gitea
          image: gitea/gitea:1.22.3
          env:
            - { name: GITEA__service__DISABLE_REGISTRATION, value: "${disabled}" }
${service("gitea", "LoadBalancer", 3000)}`;
const KEYS = (key: string): string => `import boto3

client = boto3.client("s3", aws_access_key_id="AKIAQ3EGTRX5NORTHQ7Y", aws_secret_access_key=${key})
client.upload_file("faces.bin", "northquay-faces", "faces.bin")
`;
const SECRET = '"n7Vq0pX2sKc9LwZ4tRb6YhJ8mDfG1aUe3iOoP5Qx"';
const SAFE_KEY = 'os.environ["AWS_SECRET_ACCESS_KEY"]';
const FACES = { "faces.tf": bucket("faces") };
const SAS =
  "https://northquaymodels.blob.core.windows.net/models/m.bin?sv=2021-06-08&ss=b&srt=sco&sp=rwdlacup&se=2051-10-06T00:00:00Z&st=2021-10-06T00:00:00Z&spr=https&sig=Q2hhcmxpZVNpZ25hdHVyZUZvclRlc3RzT25seTEyMzQ%3D";
const ARM = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    { "type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-01-01", "name": "northquaymodels", "location": "westeurope", "kind": "StorageV2", "sku": { "name": "Standard_LRS" }, "properties": { "allowSharedKeyAccess": true, "allowBlobPublicAccess": false } },
    { "type": "Microsoft.Storage/storageAccounts/blobServices/containers", "apiVersion": "2023-01-01", "name": "northquaymodels/default/backups", "properties": { "publicAccess": "None" }, "dependsOn": ["northquaymodels"] }
  ]
}
`;
const LOADS = { "load.py": "import torch\n\nmodel = torch.load('m.bin', weights_only=True)\n" };

/** CI systems, source servers and signatures. */
export const DELIVERY_VARIATIONS: readonly Variation[] = [
  {
    incident: "CI",
    form: "pull_request_target with a role",
    files: {
      ".github/workflows/model.yml": JOB("pull_request_target", HEAD, "      - run: pip install -e . && pytest\n"),
      "infra/ci.tf": OIDC(NARROW),
      ...TRAIN,
    },
    mended: { ".github/workflows/model.yml": JOB("push", "", "      - run: pip install -e . && pytest\n") },
    attacker: "whoever opens a pull request",
    loses: "models",
  },
  {
    incident: "CI",
    form: "a runner of one's own with a token of the hub",
    files: {
      ".github/workflows/gpu.yml": HUB("pull_request_target", "[self-hosted, gpu]").replace(
        "      - run",
        `        with:\n          ref: \${{ github.event.pull_request.head.sha }}\n      - run`,
      ),
      ...TRAIN,
    },
    mended: { ".github/workflows/gpu.yml": HUB("push", "[self-hosted, gpu]") },
    attacker: "whoever opens a pull request",
    loses: "HF_TOKEN",
  },
  {
    incident: "CI",
    form: "a role for every repository",
    files: { "infra/ci.tf": OIDC(WIDE), ...TRAIN },
    mended: { "infra/ci.tf": OIDC(NARROW) },
    attacker: "any repository on GitHub",
    loses: "models",
  },
  {
    incident: "CI",
    form: "a role that asks for no subject",
    files: { "infra/ci.tf": OIDC(NO_SUBJECT), ...TRAIN },
    mended: { "infra/ci.tf": OIDC(NARROW) },
    attacker: "any repository on GitHub",
    loses: "serving",
  },
  {
    incident: "CI",
    form: "a comment in a shell",
    files: { ".github/workflows/publish.yml": COMMENT('echo "${{ github.event.comment.body }}"', ""), ...TRAIN },
    mended: {
      ".github/workflows/publish.yml": COMMENT('echo "$BODY"', "        env:\n          BODY: ${{ github.event.comment.body }}\n"),
    },
    attacker: "whoever writes an issue or a comment",
    loses: "HF_TOKEN",
  },
  {
    incident: "CI",
    form: "an action of a stranger's branch beside a role",
    files: {
      ".github/workflows/model.yml": JOB("push", "", "      - uses: somebody/upload-model@main\n"),
      "infra/ci.tf": OIDC(NARROW),
      ...TRAIN,
    },
    mended: { ".github/workflows/model.yml": JOB("push", "", `      - uses: somebody/upload-model@${SHA}\n`) },
    attacker: "whoever changes an action that is not pinned",
    loses: "models",
  },
  {
    incident: "Clearview",
    form: "Gitea on Kubernetes",
    files: { "git.yaml": GITEA(false), "store.py": KEYS(SECRET), ...FACES },
    mended: {
      "git.yaml": GITEA(true),
      "store.py": `import os\n\n${KEYS(SAFE_KEY).replace('"AKIAQ3EGTRX5NORTHQ7Y"', 'os.environ["AWS_ACCESS_KEY_ID"]')}`,
    },
    attacker: "anybody who signs up",
    loses: "faces",
  },
  {
    incident: "Clearview",
    form: "GitLab's own configuration",
    files: {
      "gitlab/gitlab.rb": "external_url 'https://git.northquay.example'\ngitlab_rails['gitlab_signup_enabled'] = true\n",
      "store.py": KEYS(SECRET),
      ...FACES,
    },
    mended: {
      "gitlab/gitlab.rb": "external_url 'https://git.northquay.example'\ngitlab_rails['gitlab_signup_enabled'] = false\n",
      "store.py": `import os\n\n${KEYS(SAFE_KEY).replace('"AKIAQ3EGTRX5NORTHQ7Y"', 'os.environ["AWS_ACCESS_KEY_ID"]')}`,
    },
    attacker: "anybody who signs up",
    loses: "faces",
  },
  {
    incident: "Clearview",
    form: "Forgejo in a script",
    files: {
      "start.sh": "#!/bin/sh\ndocker run -d -p 3000:3000 -e FORGEJO__service__DISABLE_REGISTRATION=false codeberg.org/forgejo/forgejo:9\n",
      "store.py": KEYS(SECRET),
      ...FACES,
    },
    mended: {
      "start.sh": "#!/bin/sh\ndocker run -d -p 3000:3000 -e FORGEJO__service__DISABLE_REGISTRATION=true codeberg.org/forgejo/forgejo:9\n",
      "store.py": `import os\n\n${KEYS(SAFE_KEY).replace('"AKIAQ3EGTRX5NORTHQ7Y"', 'os.environ["AWS_ACCESS_KEY_ID"]')}`,
    },
    attacker: "anybody who signs up",
    loses: "faces",
  },
  {
    incident: "Microsoft SAS token",
    form: "a page of text and ARM",
    files: { "README.md": `# Models\n\nDownload the weights from ${SAS} and run load.py.\n`, "storage.json": ARM, ...LOADS },
    mended: {
      "README.md": "# Models\n\nAsk for the weights.\n",
      "storage.json": ARM.replace('"allowSharedKeyAccess": true', '"allowSharedKeyAccess": false'),
    },
    attacker: "whoever reads the repository",
    loses: "backups",
  },
  {
    incident: "Microsoft SAS token",
    form: "a Dockerfile and ARM",
    files: { Dockerfile: `FROM python:3.12\nADD "${SAS}" /models/m.bin\n`, "storage.json": ARM, ...LOADS },
    mended: {
      Dockerfile: "FROM python:3.12\n",
      "storage.json": ARM.replace('"allowSharedKeyAccess": true', '"allowSharedKeyAccess": false'),
    },
    attacker: "whoever reads the repository",
    loses: "backups",
  },
  {
    incident: "Microsoft SAS token",
    form: "a workflow and ARM",
    files: {
      ".github/workflows/fetch.yml": `on: push\npermissions: { contents: read }\njobs:\n  fetch:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: azcopy copy "${SAS}" m.bin\n`,
      "storage.json": ARM,
      ...LOADS,
    },
    mended: {
      ".github/workflows/fetch.yml":
        "on: push\npermissions: { contents: read }\njobs:\n  fetch:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: azcopy login --identity\n",
      "storage.json": ARM.replace('"allowSharedKeyAccess": true', '"allowSharedKeyAccess": false'),
    },
    attacker: "whoever reads the repository",
    loses: "backups",
  },
];

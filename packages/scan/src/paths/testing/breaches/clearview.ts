import type { Twin } from "./twin.ts";

const KEY = ["AKIA", "Q3EGT5MZ7PJXW2NB"].join("");
const SECRET = ["wJ4lrXUtn9FEMI", "K7MDENGbPxRfi", "CYz8Qk2Vh0LsT"].join("");
const FORGE = (closed: string): string => `services:
  git:
    image: gitea/gitea:1.22.3
    environment:
      GITEA__service__DISABLE_REGISTRATION: "${closed}"
    ports:
      - "443:3000"
`;
const CODE = (keys: string): string => `import boto3

${keys}
def faces():
    return s3.list_objects_v2(Bucket="acme-faces", Prefix="index/")
`;
const INLINE = `s3 = boto3.client(
    "s3",
    aws_access_key_id="${KEY}",
    aws_secret_access_key="${SECRET}",
)
`;
const BUCKET = `resource "aws_s3_bucket" "faces" {
  bucket = "acme-faces"
}
`;
const GITLAB = (open: boolean): string => `resource "gitlab_application_settings" "this" {
  default_projects_limit = 10
  signup_enabled         = ${open}
}
`;

/** Clearview AI, 2020: a repository server that let anybody sign up, and in it keys to the storage of faces and applications. */
export const CLEARVIEW: readonly Twin[] = [
  {
    incident: "Clearview",
    form: "Compose and Python",
    vulnerable: { "compose.yaml": FORGE("false"), "index/store.py": CODE(INLINE), "infra/s3.tf": BUCKET },
    mended: { "compose.yaml": FORGE("true"), "index/store.py": CODE('s3 = boto3.client("s3")\n') },
    attacker: "anybody who signs up",
    loses: "faces",
    places: ["compose.yaml:5", "index/store.py:5", "infra/s3.tf:1"],
  },
  {
    incident: "Clearview",
    form: "Terraform and an environment file",
    vulnerable: { "gitlab.tf": GITLAB(true), "search/config.py": `AWS_ACCESS_KEY_ID = "${KEY}"\nAWS_SECRET_ACCESS_KEY = "${SECRET}"\n` },
    mended: { "gitlab.tf": GITLAB(false), "search/config.py": 'import os\n\nREGION = os.environ["AWS_REGION"]\n' },
    attacker: "anybody who signs up",
    loses: "the whole cloud account",
    places: ["gitlab.tf:3", "search/config.py:1", "search/config.py:1"],
  },
];

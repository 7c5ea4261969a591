import type { Twin } from "./twin.ts";

const COMPOSE = (tag: string, auth: string, port: string): string => `services:
  tracking:
    image: ghcr.io/mlflow/mlflow:${tag}
    command: mlflow server --host 0.0.0.0 --default-artifact-root s3://acme-models/mlflow${auth}
    environment:
      AWS_ACCESS_KEY_ID: \${AWS_ACCESS_KEY_ID}
      AWS_SECRET_ACCESS_KEY: \${AWS_SECRET_ACCESS_KEY}
    ports:
      - "${port}"
  scoring:
    image: acme/scoring:1.0.0
    environment:
      MLFLOW_TRACKING_URI: http://tracking:5000
`;
const SCRIPT = (host: string, version: string): { readonly [file: string]: string } => ({
  "requirements.txt": `mlflow==${version}\n`,
  "serve.sh": `#!/bin/sh\nmlflow server --host ${host} --port 5000 --default-artifact-root s3://acme-models/runs\n`,
});
const FIREWALL = (range: string): string => `resource "google_compute_firewall" "tracking" {
  name          = "tracking"
  network       = "default"
  source_ranges = ["${range}"]
  allow {
    protocol = "tcp"
    ports    = ["5000"]
  }
}
`;

/** MLflow, 2023 and 2024 (CVE-2023-1177 and later): no password, any file of the server, and every model replaced. */
export const MLFLOW: readonly Twin[] = [
  {
    incident: "MLflow",
    form: "Compose",
    vulnerable: { "compose.yaml": COMPOSE("v2.2.0", "", "5000:5000") },
    mended: { "compose.yaml": COMPOSE("v3.4.0", " --app-name basic-auth", "127.0.0.1:5000:5000") },
    attacker: "the internet",
    loses: "AWS_SECRET_ACCESS_KEY",
    places: ["compose.yaml:9", "compose.yaml:7"],
  },
  {
    incident: "MLflow",
    form: "a script and a firewall",
    vulnerable: { ...SCRIPT("0.0.0.0", "2.2.0"), "firewall.tf": FIREWALL("0.0.0.0/0") },
    mended: { ...SCRIPT("127.0.0.1", "3.4.0"), "firewall.tf": FIREWALL("10.0.0.0/8") },
    attacker: "the internet",
    loses: "s3://acme-models/runs",
    places: ["firewall.tf:4", "serve.sh:2", "serve.sh:2"],
  },
];

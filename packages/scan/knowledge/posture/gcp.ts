import { is, isNot, unset } from "./conditions.ts";
import type { SettingRow } from "./schema.ts";

/* Vertex AI and its notebooks. Defaults from cloud.google.com/vertex-ai/docs and the google provider. */

const INSTANCE = ["google_notebooks_instance"];
const RUNTIME = ["google_notebooks_runtime"];
const WORKBENCH = ["google_workbench_instance"];
const KEYED = [
  "google_vertex_ai_dataset",
  "google_vertex_ai_endpoint",
  "google_vertex_ai_featurestore",
  "google_vertex_ai_metadata_store",
  "google_vertex_ai_tensorboard",
  "google_vertex_ai_index",
  "google_vertex_ai_index_endpoint",
  "google_vertex_ai_feature_online_store",
];

const instance = (settings: string): string =>
  `resource "google_notebooks_instance" "research" {\n  name         = "research"\n  location     = "europe-west1-b"\n  machine_type = "n1-standard-4"\n${settings}}\n`;

export const GCP: readonly SettingRow[] = [
  {
    id: "vertex-unencrypted",
    title: "A Vertex AI resource is not encrypted with a key of one's own",
    why: "Features, metrics and artefacts lie under a key that cannot be taken away.",
    fix: "Set encryption_spec { kms_key_name = … }.",
    base: [1, 1, 2, 1],
    controls: ["ADS-INFR-01"],
    hygiene: true,
    says: "is not encrypted with a customer-managed key",
    cases: [{ types: KEYED, fails: unset("encryption_spec.kms_key_name") }],
    bad: [
      {
        title: "no key",
        files: {
          "main.tf": 'resource "google_vertex_ai_featurestore" "features" {\n  name   = "features"\n  region = "europe-west1"\n}\n',
        },
      },
    ],
    good: [
      {
        title: "a key",
        files: {
          "main.tf":
            'resource "google_vertex_ai_featurestore" "features" {\n  name = "features"\n  encryption_spec {\n    kms_key_name = google_kms_crypto_key.ai.id\n  }\n}\n',
        },
      },
    ],
  },
  {
    id: "vertex-notebook-unencrypted",
    title: "The disks of a Vertex AI notebook are not encrypted with a key of one's own",
    why: "Notebooks and copies of data lie on the disks.",
    fix: 'Set disk_encryption = "CMEK" with a kms_key on every disk.',
    base: [1, 1, 2, 1],
    controls: ["ADS-INFR-01"],
    hygiene: true,
    says: "does not encrypt its disks with a customer-managed key",
    cases: [
      { types: RUNTIME, fails: unset("virtual_machine.virtual_machine_config.encryption_config.kms_key") },
      {
        types: WORKBENCH,
        fails: {
          any: [
            isNot("gce_setup.boot_disk.disk_encryption", "CMEK"),
            { some: "gce_setup.data_disks", where: isNot("disk_encryption", "CMEK") },
          ],
        },
      },
      { types: INSTANCE, fails: { any: [isNot("disk_encryption", "CMEK"), unset("kms_key")] } },
    ],
    bad: [{ title: "no key", files: { "main.tf": instance("") } }],
    good: [{ title: "a key", files: { "main.tf": instance('  disk_encryption = "CMEK"\n  kms_key         = "projects/p/keys/k"\n') } }],
  },
  {
    id: "vertex-notebook-no-vtpm",
    title: "A Vertex AI notebook has no virtual trusted module (shielded VM)",
    why: "Without measured boot a changed boot chain of the machine that reads training data is not noticed.",
    fix: "Set shielded_instance_config { enable_vtpm = true }.",
    base: [1, 1, 2, 1],
    controls: ["ADS-INFR-02"],
    says: "is not a shielded machine: its virtual trusted platform module is off",
    cases: [
      { types: INSTANCE, fails: is("shielded_instance_config.enable_vtpm", false) },
      { types: WORKBENCH, fails: is("gce_setup.shielded_instance_config.enable_vtpm", false) },
      { types: RUNTIME, fails: is("virtual_machine.virtual_machine_config.shielded_instance_config.enable_vtpm", false) },
    ],
    bad: [{ title: "switched off", files: { "main.tf": instance("  shielded_instance_config {\n    enable_vtpm = false\n  }\n") } }],
    good: [{ title: "on", files: { "main.tf": instance("  shielded_instance_config {\n    enable_vtpm = true\n  }\n") } }],
  },
  {
    id: "vertex-notebook-no-integrity",
    title: "The integrity of a Vertex AI notebook is not monitored (shielded VM)",
    why: "Nobody hears when the machine that reads training data boots something else than before.",
    fix: "Set shielded_instance_config { enable_integrity_monitoring = true }.",
    base: [1, 1, 2, 1],
    controls: ["ADS-INFR-02"],
    says: "does not monitor its boot integrity",
    cases: [
      { types: INSTANCE, fails: is("shielded_instance_config.enable_integrity_monitoring", false) },
      { types: WORKBENCH, fails: is("gce_setup.shielded_instance_config.enable_integrity_monitoring", false) },
      { types: RUNTIME, fails: is("virtual_machine.virtual_machine_config.shielded_instance_config.enable_integrity_monitoring", false) },
    ],
    bad: [
      {
        title: "switched off",
        files: { "main.tf": instance("  shielded_instance_config {\n    enable_integrity_monitoring = false\n  }\n") },
      },
    ],
    good: [{ title: "on", files: { "main.tf": instance("  shielded_instance_config {\n    enable_integrity_monitoring = true\n  }\n") } }],
  },
  {
    id: "vertex-notebook-public",
    title: "A Vertex AI notebook has a public address",
    why: "The machine that reads training data can be knocked at from the whole internet.",
    fix: "Set no_public_ip = true (disable_public_ip in a Workbench instance).",
    base: [3, 1, 2, 1],
    controls: ["ADS-INFR-03"],
    says: "has a public address",
    cases: [
      { types: INSTANCE, fails: isNot("no_public_ip", true) },
      { types: WORKBENCH, fails: isNot("gce_setup.disable_public_ip", true) },
      { types: RUNTIME, fails: isNot("virtual_machine.virtual_machine_config.internal_ip_only", true) },
    ],
    bad: [{ title: "not said", files: { "main.tf": instance("") } }],
    good: [{ title: "none", files: { "main.tf": instance("  no_public_ip = true\n") } }],
  },
  {
    id: "vertex-endpoint-public",
    title: "A Vertex AI endpoint is not in a private network",
    why: "Whoever has a token reaches the model from anywhere; nothing in between filters or counts.",
    fix: "Set network (private service access) or private_service_connect_config.",
    base: [2, 1, 2, 2],
    controls: ["ADS-INFR-03"],
    says: "is not in a private network",
    cases: [
      {
        types: ["google_vertex_ai_endpoint"],
        fails: {
          all: [unset("network"), isNot("private_service_connect_config.enable_private_service_connect", true)],
        },
      },
      {
        types: ["google_vertex_ai_index_endpoint"],
        fails: {
          any: [
            is("public_endpoint_enabled", true),
            { all: [unset("network"), isNot("private_service_connect_config.enable_private_service_connect", true)] },
          ],
        },
      },
    ],
    bad: [
      {
        title: "no network",
        files: {
          "main.tf":
            'resource "google_vertex_ai_endpoint" "fraud" {\n  name         = "fraud"\n  display_name = "fraud"\n  location     = "europe-west1"\n}\n',
        },
      },
    ],
    good: [
      {
        title: "a network",
        files: {
          "main.tf":
            'resource "google_vertex_ai_endpoint" "fraud" {\n  name         = "fraud"\n  display_name = "fraud"\n  location     = "europe-west1"\n  network      = "projects/1/global/networks/ml"\n}\n',
        },
      },
    ],
  },
];

import { at, items, text } from "@castellan/formats";
import type { ProjectFile } from "../../project/facts.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "terraform-state-committed";
const STATE = /\.tfstate(?:\.backup)?$/;

const state = (attributes: object, sensitive: readonly object[] = []): string =>
  JSON.stringify({
    version: 4,
    terraform_version: "1.9.0",
    resources: [{ mode: "managed", type: "aws_db_instance", name: "db", instances: [{ attributes, sensitive_attributes: sensitive }] }],
  });

/** States hold every attribute in the clear, those that are sensitive too. */
export const terraformStateCommitted: Rule = {
  card: {
    id: ID,
    title: "A Terraform state is kept in the repository",
    appliesTo: ["file"],
    why: "A state holds what Terraform knows in the clear: passwords, keys, and a map of what runs where.",
    fix: "Keep it in a backend that encrypts and locks (S3, GCS, azurerm), ignore *.tfstate, and renew the secrets that are in it.",
    base: factors(2, 2, 2, 1),
    controls: ["ADS-SECR-01"],
    bad: [{ title: "a state", files: { "terraform.tfstate": state({ username: "kim", endpoint: "db.internal" }) } }],
    good: [
      { title: "a state that holds nothing", files: { "terraform.tfstate": '{"version": 4, "resources": []}' } },
      {
        title: "a backend",
        files: { "main.tf": 'terraform {\n  backend "s3" {\n    bucket  = "states"\n    key     = "a"\n    encrypt = true\n  }\n}\n' },
      },
    ],
  },
  because: {
    exposure: "whoever can read the repository; taken as company-wide",
    exploitability: "whoever reads it has what is in it",
    data: "what Terraform knows of the infrastructure",
  },
  check: (inventory) =>
    judgeEach(
      // What git ignores is a copy on one's own machine.
      inventory.project.files.filter((file) => STATE.test(file.path) && file.lifecycle === "committed" && holdsSomething(file)),
      (file) => {
        const secrets = sensitiveIn(file);
        return fromFile(
          ID,
          file,
          { line: 1 },
          {
            message: `A Terraform state is kept in the repository${secrets === 0 ? "" : `; ${secrets} of its attributes are sensitive`}.`,
            headline: "Whoever can read the repository reads a Terraform state",
            excerpt: "resources",
            confidence: "certain",
          },
        );
      },
    ),
};

function resourcesIn({ facts }: ProjectFile): ReturnType<typeof items> {
  const [document] = facts.config?.documents ?? [];
  // Until Terraform 0.11 (version 3) they stood in modules.
  return text(at(document, "version")) === undefined ? [] : [...items(at(document, "resources")), ...items(at(document, "modules"))];
}

function holdsSomething(file: ProjectFile): boolean {
  return resourcesIn(file).some((each) => items(at(each, "instances")).length > 0 || at(each, "resources")?.kind === "map");
}

function sensitiveIn(file: ProjectFile): number {
  return resourcesIn(file)
    .flatMap((each) => items(at(each, "instances")))
    .reduce((sum, instance) => sum + items(at(instance, "sensitive_attributes")).length, 0);
}

import { isNot } from "./conditions.ts";
import type { SettingRow } from "./schema.ts";

/* What AI workloads in AWS stand on: machines, registries, buckets. Judged where the same target holds AI. */

const CODE = { "train.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/model")\n' };

export const AWS_BASE: readonly SettingRow[] = [
  {
    id: "node-role-from-pods",
    title: "Containers can take the role of their machine",
    why: "What runs in a container, an untrusted model for one, asks the metadata service for the credentials of the machine, as in the break-ins into shared inference in 2024.",
    fix: 'Set metadata_options { http_tokens = "required", http_put_response_hop_limit = 1 } and give pods roles of their own.',
    base: [2, 3, 3, 2],
    controls: ["ADS-INFR-02"],
    because: { exposure: "whatever runs in a container", exploitability: "one request", data: "credentials of the machine" },
    judged: "near-ai",
    says: "lets containers ask for its credentials (metadata version 1, or more than one hop)",
    cases: [
      {
        types: ["aws_launch_template", "aws_launch_configuration"],
        fails: {
          all: [
            isNot("metadata_options.http_endpoint", "disabled"),
            {
              any: [
                isNot("metadata_options.http_tokens", "required"),
                { setting: "metadata_options.http_put_response_hop_limit", above: 1 },
              ],
            },
          ],
        },
      },
      {
        types: ["AWS::EC2::LaunchTemplate"],
        fails: {
          all: [
            isNot("LaunchTemplateData.MetadataOptions.HttpEndpoint", "disabled"),
            {
              any: [
                isNot("LaunchTemplateData.MetadataOptions.HttpTokens", "required"),
                { setting: "LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit", above: 1 },
              ],
            },
          ],
        },
      },
    ],
    references: [
      "S308",
      "CKV_AWS_79 IMDSv1Disabled",
      "CKV_AWS_341 LaunchTemplateMetadataHop",
      "https://www.wiz.io/blog/wiz-and-hugging-face-address-risks-to-ai-infrastructure",
    ],
    bad: [
      {
        title: "version 1 and two hops",
        files: {
          ...CODE,
          "main.tf":
            'resource "aws_launch_template" "gpu" {\n  metadata_options {\n    http_tokens                 = "optional"\n    http_put_response_hop_limit = 2\n  }\n}\n',
        },
      },
    ],
    good: [
      {
        title: "version 2 and one hop",
        files: {
          ...CODE,
          "main.tf":
            'resource "aws_launch_template" "gpu" {\n  metadata_options {\n    http_tokens                 = "required"\n    http_put_response_hop_limit = 1\n  }\n}\n',
        },
      },
    ],
  },
  {
    id: "registry-mutable-tags",
    title: "Tags of an image repository near AI can be moved",
    why: "Whoever may push puts another image behind a tag that workloads already use.",
    fix: 'Set image_tag_mutability = "IMMUTABLE" and deploy by digest.',
    base: [1, 2, 2, 2],
    controls: ["ADS-SUPP-03"],
    judged: "near-ai",
    says: "lets its tags be moved",
    cases: [
      {
        types: ["aws_ecr_repository", "awscc_ecr_repository", "AWS::ECR::Repository"],
        fails: isNot(["image_tag_mutability", "ImageTagMutability"], "IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"),
      },
    ],
    references: ["S307", "CKV_AWS_51 ECRImmutableTags"],
    bad: [
      { title: "as it is by default", files: { ...CODE, "main.tf": 'resource "aws_ecr_repository" "serve" {\n  name = "serve"\n}\n' } },
    ],
    good: [
      {
        title: "immutable",
        files: {
          ...CODE,
          "main.tf": 'resource "aws_ecr_repository" "serve" {\n  name                 = "serve"\n  image_tag_mutability = "IMMUTABLE"\n}\n',
        },
      },
    ],
  },
];

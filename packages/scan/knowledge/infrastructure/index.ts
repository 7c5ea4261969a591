import { ARM, ARM_LINKS } from "./arm.ts";
import { CLOUDFORMATION, CLOUDFORMATION_LINKS } from "./cloudformation.ts";
import { REGISTRY_MODULES } from "./registry-modules.ts";
import type { ResourceLink, ResourceMeaning } from "./schema.ts";
import { TERRAFORM_AWS, TERRAFORM_AWS_LINKS } from "./terraform-aws.ts";
import { TERRAFORM_CLOUD_LINKS, TERRAFORM_CLOUDS } from "./terraform-clouds.ts";

export const RESOURCE_MEANINGS: ReadonlyMap<string, ResourceMeaning> = new Map(
  Object.entries({ ...TERRAFORM_AWS, ...TERRAFORM_CLOUDS, ...CLOUDFORMATION, ...ARM, ...REGISTRY_MODULES }),
);
export const RESOURCE_LINKS: ReadonlyMap<string, ResourceLink> = new Map(
  Object.entries({ ...TERRAFORM_AWS_LINKS, ...TERRAFORM_CLOUD_LINKS, ...CLOUDFORMATION_LINKS, ...ARM_LINKS }),
);

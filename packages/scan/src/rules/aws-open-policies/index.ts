import type { ResourceEntry, RuleExample } from "@castellan/graph";
import { readPolicy } from "../../access/aws/policy.ts";
import { resourceIndex } from "../aws-agents/agent-functions.ts";
import { atResource, called } from "../aws-roles/role-users.ts";
import { openingsOf, ownAccounts, strangerMay, strangerOf } from "../aws-storage/bucket-access.ts";
import { BUCKETS, bucketUses } from "../aws-storage/bucket-uses.ts";
import { factors } from "../card.ts";
import { judgeEach, plain } from "../draft.ts";
import type { Inventory, Rule } from "../rule.ts";
import { mapOf, settingAt } from "../settings/setting.ts";
import { targetsWithAi } from "../settings/setting-rule.ts";
import { BUCKET_OPEN, BUCKET_WRITABLE, DOMAIN_OPEN, KEY_OPEN, REGISTRY_OPEN } from "./examples.ts";

interface PolicyRule {
  readonly card: Omit<Rule["card"], "appliesTo" | "bad" | "good">;
  readonly because: NonNullable<Rule["because"]>;
  readonly examples: { readonly bad: readonly RuleExample[]; readonly good: readonly RuleExample[] };
  readonly types: readonly string[];
  readonly at: readonly string[];
  readonly actions: readonly string[];
  readonly says: string;
  /** Judged in every target, not only beside AI. */
  readonly always?: boolean;
  /** Something else stands before it. */
  readonly guarded?: (resource: ResourceEntry, inventory: Inventory) => boolean;
}

const DOMAINS = ["aws_opensearch_domain", "aws_elasticsearch_domain", "AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain"];

const POLICIES: readonly PolicyRule[] = [
  {
    card: {
      id: "kms-key-open",
      title: "A KMS key policy near AI contains a wildcard (*) principal",
      why: "Anybody decrypts what lies under the key, as soon as they come by a copy: a snapshot, a backup, an object.",
      fix: "Name the roles, or the account's root to leave it to IAM.",
      base: factors(3, 2, 3, 2),
      controls: ["ADS-INFR-01"],
      references: ["S304", "CKV_AWS_33 KMSKeyWildcardPrincipal, KMSKeyWildCardPrincipal"],
    },
    because: { exposure: "every AWS account", data: "all that lies under the key" },
    examples: KEY_OPEN,
    types: ["aws_kms_key", "aws_kms_key_policy", "AWS::KMS::Key"],
    at: ["policy", "KeyPolicy"],
    actions: ["kms:decrypt", "kms:putkeypolicy"],
    says: "lets anybody use the key",
  },
  {
    card: {
      id: "registry-policy-open",
      title: "The policy of an image repository near AI (ECR) is public, or lets another account push",
      why: "Whoever may push puts another image behind a tag that workloads use; whoever may pull takes the model inside.",
      fix: "Name the accounts and roles, and let only the pipeline's role push.",
      base: factors(3, 3, 3, 2),
      controls: ["ADS-SUPP-03"],
      references: ["S307", "CKV_AWS_32 ECRPolicy"],
    },
    because: { exposure: "every AWS account", exploitability: "one push", data: "what workloads run" },
    examples: REGISTRY_OPEN,
    types: ["aws_ecr_repository_policy", "aws_ecr_registry_policy", "AWS::ECR::Repository"],
    at: ["policy", "RepositoryPolicyText"],
    actions: ["ecr:putimage", "ecr:batchgetimage"],
    says: "lets anybody push or pull images",
  },
  {
    card: {
      id: "opensearch-policy-open",
      title: "The access policy of an OpenSearch or Elasticsearch domain lets anybody in (public, principal *)",
      why: "Whoever reaches its address reads, changes and deletes documents and embeddings.",
      fix: "Name the roles in access_policies, put the domain into a VPC, and switch on fine-grained access control.",
      base: factors(3, 3, 3, 1),
      controls: ["ADS-SERV-02"],
      references: ["BR21", "prowler opensearch_service_domains_not_publicly_accessible"],
    },
    because: { exposure: "anybody on the internet", exploitability: "one request", data: "documents and embeddings" },
    examples: DOMAIN_OPEN,
    types: [...DOMAINS, "aws_opensearch_domain_policy", "aws_elasticsearch_domain_policy"],
    at: ["access_policies", "AccessPolicies"],
    actions: ["es:eshttpget", "es:eshttpput"],
    says: "lets anybody read and write the index",
    always: true,
    guarded: isGuardedDomain,
  },
];

/** In a network of one's own, or behind users of its own, the domain asks by itself. */
function isGuardedDomain(resource: ResourceEntry, inventory: Inventory): boolean {
  const domains = DOMAINS.includes(resource.type) ? [resource] : resourceIndex(inventory).refersTo(resource, DOMAINS, "domain_name");
  return domains.some(
    ({ attributes }) =>
      settingAt(attributes, ["vpc_options", "VPCOptions"]).length > 0 ||
      settingAt(attributes, ["advanced_security_options.enabled", "AdvancedSecurityOptions.Enabled"]).some(
        (value) => String(value) === "true",
      ),
  );
}

function policyRule({ card, because, examples, types, at, actions, says, always, guarded }: PolicyRule): Rule {
  return {
    card: { ...card, appliesTo: ["resource"], ...examples },
    because,
    check: (inventory) => {
      const near = targetsWithAi(inventory);
      const own = ownAccounts(inventory.resources);
      return judgeEach(
        resourceIndex(inventory)
          .ofTypes(types)
          .filter(({ target = 0, external }) => external !== true && (always === true || near.has(target))),
        (resource) => {
          const name = at.find((path) => mapOf(resource.attributes)?.[path] !== undefined);
          if (name === undefined) return "not-applicable";
          const { statements, open } = readPolicy(resource.attributes[name]);
          for (const statement of statements) {
            if (statement.effect !== "Allow") continue;
            for (const { type, value } of statement.principals ?? []) {
              if (strangerOf(type, value, own)?.reach !== "anyone") continue;
              const allowed = actions.find((action) => strangerMay(action, ["*"], value, statement, statements));
              if (allowed === undefined) continue;
              if (guarded?.(resource, inventory) === true) return "passed";
              return atResource(card.id, resource, {
                message: `The policy of ${called(resource)} ${says} (principal ${plain(value, 20)}, no condition).`,
                headline: `${called(resource)} ${says}`,
                excerpt: `${resource.address} ${value} ${allowed}`,
                confidence: "certain",
              });
            }
          }
          return open ? "unknown" : "passed";
        },
        "a policy that only a deployment knows",
      );
    },
  };
}

const BUCKET_RULES = [
  {
    act: "read",
    card: {
      id: "bucket-open",
      title: "An S3 bucket near AI is public to read (ACL public-read, policy with any principal)",
      why: "Anybody on the internet reads what lies there; data sets, exports and logs end up in such buckets.",
      fix: "Take the grant away and block public access; publish through a distribution of its own.",
      base: factors(3, 3, 2, 1),
      controls: ["ADS-INFR-03"],
      references: ["S301", "CKV_AWS_20 S3PublicACLRead", "CKV_AWS_70 S3AllowsAnyPrincipal"],
      ...BUCKET_OPEN,
    },
  },
  {
    act: "write",
    card: {
      id: "bucket-writable-by-anyone",
      title: "An S3 bucket near AI is public to write (ACL public-read-write, policy with any principal)",
      why: "Anybody on the internet puts files where pipelines and people take them from.",
      fix: "Take the grant away and block public access; let one role of one's own write.",
      base: factors(3, 3, 2, 2),
      controls: ["ADS-INFR-03"],
      references: ["S301", "CKV_AWS_57 S3PublicACLWrite", "CKV_AWS_70 S3AllowsAnyPrincipal"],
      ...BUCKET_WRITABLE,
    },
  },
] as const;

/** Any bucket of a target with AI that anybody on the internet reads or writes; what AI uses has rules of its own. */
function bucketRule({ act, card }: (typeof BUCKET_RULES)[number]): Rule {
  return {
    card: { ...card, appliesTo: ["resource", "storage"] },
    because: { exposure: "anybody on the internet", exploitability: "one request", data: "what lies in the bucket (not known)" },
    check: (inventory) => {
      const near = targetsWithAi(inventory);
      const used = new Set(bucketUses(inventory).map(({ bucket }) => bucket));
      return judgeEach(
        resourceIndex(inventory)
          .ofTypes(BUCKETS)
          .filter((bucket) => bucket.external !== true && near.has(bucket.target ?? 0) && !used.has(bucket)),
        (bucket) => {
          const first = openingsOf(inventory, bucket, act).find(({ reach }) => reach === "anyone");
          if (first === undefined) return "passed";
          return atResource(
            card.id,
            first.setting === "policy" ? first.source : bucket,
            {
              message: `${called(first.source)} lets anybody on the internet ${act} ${called(bucket)}.`,
              headline: `Anybody can ${act} ${called(bucket)}`,
              excerpt: `${bucket.address} ${first.source.address} ${act}`,
            },
            [bucket, first.source],
          );
        },
      );
    },
  };
}

/** Policies of resources that let anybody in. */
export const openPolicyRules: readonly Rule[] = [...BUCKET_RULES.map(bucketRule), ...POLICIES.map(policyRule)];

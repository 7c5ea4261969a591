import type { Factors } from "@castellan/graph";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Inventory, Rule, RuleDraft } from "../rule.ts";
import { type Act, type Opening, openingsOf, peopleWho } from "./bucket-access.ts";
import { type BucketUse, bucketUses, type UsedBucket } from "./bucket-uses.ts";
import { BUCKET_EXAMPLES } from "./examples.ts";
import { bucketUnversioned, captureBucketWeak, modelForeignBucket } from "./kept-buckets.ts";

interface BucketRule {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly uses: readonly BucketUse[];
  readonly act: Act;
  /** People with rights on every bucket count as well. */
  readonly people: boolean;
  readonly base: Factors;
  readonly data: string;
  readonly controls: readonly string[];
  readonly references: readonly string[];
}

const RULES: readonly BucketRule[] = [
  {
    id: "training-data-writable",
    title: "Others may write the bucket that a model learns from (training data)",
    why: "A few planted rows make the next model answer as the attacker wants, and no later look at the model shows it.",
    fix: "Let only the role that delivers the data write it: name it in the policy, and block public access.",
    uses: ["training data"],
    act: "write",
    people: true,
    base: factors(3, 3, 3, 2),
    data: "what the model learns",
    controls: ["ADS-DATA-03", "ADS-INFR-02"],
    references: ["SM11", "S303"],
  },
  {
    id: "model-bucket-writable",
    title: "Others may write the bucket from which a model is deployed (ModelDataUrl)",
    why: "Whoever replaces the file answers in the model's place, and with most formats runs code where it is loaded.",
    fix: "Let only the training role write the bucket, keep versions, and deploy approved packages of the registry.",
    uses: ["models"],
    act: "write",
    people: true,
    base: factors(3, 3, 3, 3),
    data: "what the model decides, and code where it is loaded",
    controls: ["ADS-MODL-06", "ADS-INFR-02"],
    references: ["SM10", "S303"],
  },
  {
    id: "knowledge-base-source-writable",
    title: "Others may write the documents of a knowledge base (RAG poisoning)",
    why: "A document with the right words is retrieved and told to users as fact, or instructs the agent that reads it.",
    fix: "Let only the role that publishes documents write the bucket, and block public access.",
    uses: ["documents"],
    act: "write",
    people: true,
    base: factors(3, 3, 3, 2),
    data: "what the assistant tells and does",
    controls: ["ADS-AGNT-11", "ADS-INFR-02"],
    references: ["BR12", "S303"],
  },
  {
    id: "cluster-scripts-writable",
    title: "Others may write the start-up scripts of a HyperPod cluster",
    why: "The scripts run as root on every machine that the cluster starts, beside the training data.",
    fix: "Let only the role that releases the scripts write the bucket, and keep versions.",
    uses: ["start-up scripts"],
    act: "write",
    people: true,
    base: factors(3, 3, 3, 2),
    data: "root on every machine of the cluster",
    controls: ["ADS-INFR-02"],
    references: ["SM23"],
  },
  {
    id: "ai-bucket-public",
    title: "A bucket with AI data, models or logs is public",
    why: "Anybody on the internet takes the data, the model or what people asked it.",
    fix: "Set aws_s3_bucket_public_access_block with all four settings, and take the grant to everybody away.",
    uses: ["training data", "models", "documents", "start-up scripts", "captured requests"],
    act: "read",
    people: false,
    base: factors(3, 3, 3, 1),
    data: "data and models",
    controls: ["ADS-INFR-03"],
    references: ["S301", "CKV_AWS_20 S3PublicACLRead", "CKV_AWS_70 S3AllowsAnyPrincipal"],
  },
  {
    id: "endpoint-output-public",
    title: "The output bucket of an asynchronous endpoint is public",
    why: "Anybody on the internet reads what the model answered, and with it what it was asked.",
    fix: "Set aws_s3_bucket_public_access_block with all four settings, and take the grant to everybody away.",
    uses: ["answers"],
    act: "read",
    people: false,
    base: factors(3, 3, 3, 1),
    data: "every answer of the model",
    controls: ["ADS-INFR-03"],
    references: ["SM22"],
  },
  {
    id: "bedrock-log-bucket-public",
    title: "The bucket of Bedrock invocation logs is public",
    why: "Anybody on the internet reads every prompt and answer.",
    fix: "Set aws_s3_bucket_public_access_block with all four settings, and take the grant to everybody away.",
    uses: ["invocation logs"],
    act: "read",
    people: false,
    base: factors(3, 3, 3, 1),
    data: "every prompt and answer",
    controls: ["ADS-INFR-03", "ADS-DATA-07"],
    references: ["BR04", "prowler bedrock_model_invocation_logs_encryption_enabled"],
  },
];

/** Buckets that AI uses and that others than its own workloads may write, or anybody may read. */
export const bucketRules: readonly Rule[] = [bucketUnversioned, captureBucketWeak, modelForeignBucket, ...RULES.map(bucketRule)];

function bucketRule(rule: BucketRule): Rule {
  const { id, title, why, fix, base, controls, references, data } = rule;
  const examples = BUCKET_EXAMPLES[id];
  return {
    card: {
      id,
      title,
      appliesTo: ["resource", "storage"],
      why,
      fix,
      base,
      controls,
      references,
      bad: examples?.bad ?? [],
      good: examples?.good ?? [],
    },
    because: { exposure: "whoever the bucket lets in", exploitability: "one request", data },
    check: (inventory) =>
      judgeEach(
        bucketUses(inventory).filter(({ use }) => rule.uses.includes(use)),
        (used) => {
          const [opening] = strangers(inventory, used, rule);
          return opening === undefined ? "passed" : draft(rule, used, opening);
        },
      ),
  };
}

function strangers(inventory: Inventory, { bucket, user }: UsedBucket, { act, people }: BucketRule): readonly Opening[] {
  const open = openingsOf(inventory, bucket, act).filter(({ reach }) => act === "write" || reach === "anyone");
  if (open.length > 0 || !people) return open;
  return user === undefined ? [] : peopleWho(inventory, bucket, act);
}

function draft({ id, act }: BucketRule, { bucket, use, by }: UsedBucket, opening: Opening): RuleDraft {
  const { who, reach, setting } = opening;
  // An access list belongs to its bucket; a policy stands by itself.
  const source = opening.setting === "policy" ? opening.source : bucket;
  const name = plain(bucket.address, 60);
  const may = act === "write" ? "write" : "read";
  return fromFile(
    id,
    { target: source.target ?? 0, path: source.file, scope: scopeOf(source.file) },
    { line: source.lines?.[setting] ?? source.line, resource: source.address },
    {
      message: `${plain(source.address, 60)} lets ${plain(who, 50)} ${may} ${name}, which holds the ${use} of ${plain(by, 60)}.`,
      headline: `${capital(plain(who, 50))} can ${act === "write" ? "replace" : "read"} the ${use} of ${plain(by, 40)}`,
      confidence: "likely",
      excerpt: `${source.address} ${may} ${bucket.address} ${use}`,
      ...(reach === "insiders"
        ? { adjust: [{ factor: "exposure" as const, value: 2 as const, reason: `${plain(who, 50)}, inside the account` }] }
        : {}),
      more: [
        {
          target: bucket.target ?? 0,
          file: bucket.file,
          line: bucket.line,
          resource: bucket.address,
          technique: "configuration",
          confidence: "certain",
        },
      ],
    },
  );
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

import type { AccessEvent } from "../../packages/formats/src/index.ts";
import { accessOf, BEGIN } from "./access.ts";
import { isPerson, type Kind, type Organisation, type Person, REGIONS, teamName } from "./organisation.ts";
import { Random } from "./random.ts";
import { rareWork } from "./rare-work.ts";

/** Days on which hardly anybody works. */
const HOLIDAYS = new Set([14, 32]);
/** The jobs of a quarter's end. */
const QUARTER = new Set([27, 28, 43]);

/** One action of a kind of work: name, how often, and what on. */
export interface Habit {
  readonly action: string;
  readonly weight: number;
  readonly on: (person: Person, organisation: Organisation, random: Random) => readonly string[];
  /** Median bytes that leave. */
  readonly bytes?: number;
  readonly changes?: true;
  /** Share of requests that are refused or fail. */
  readonly refused?: number;
}

const object =
  (bucket: (team: string) => string, path: (person: Person, random: Random) => string): Habit["on"] =>
  (person, _, random) => [`arn:aws:s3:::${bucket(teamName(person))}/${path(person, random)}`];
const shard =
  (folder: string): ((person: Person, random: Random) => string) =>
  (_, random) =>
    `${folder}/part-${String(random.below(4000)).padStart(5, "0")}.parquet`;
const project = (person: Person, random: Random): string => `${random.pickSkewed(person.projects)}/file-${random.below(300)}.parquet`;
const named =
  (service: string, key: string, names: (organisation: Organisation, person: Person) => readonly string[]): Habit["on"] =>
  (person, organisation, random) => [`${service}:${key}/${random.pickSkewed(names(organisation, person))}`];
const own = (all: readonly string[], person: Person): readonly string[] => {
  const mine = all.filter((name) => name.includes(teamName(person)));
  return mine.length === 0 ? all : mine;
};
const nothing: Habit["on"] = () => [];
const secret: Habit["on"] = (person, { secrets }, random) => [
  `secretsmanager:secretId/${random.pickSkewed(own(secrets, person).slice(0, 3))}`,
];

const READS: readonly Habit[] = [
  { action: "s3:GetObject", weight: 30, on: object((team) => `${team}-data`, project), bytes: 4e6, refused: 0.01 },
  { action: "s3:ListObjects", weight: 8, on: object((team) => `${team}-data`, project) },
  { action: "s3:GetObject", weight: 4, on: object(() => "shared-reference", shard("tables")), bytes: 2e6 },
  { action: "s3:ListBuckets", weight: 1.5, on: nothing },
  { action: "sts:GetCallerIdentity", weight: 2, on: nothing },
];
const LOOK: readonly Habit[] = [
  "ec2:DescribeInstances",
  "ec2:DescribeVolumes",
  "sagemaker:ListEndpoints",
  "sagemaker:ListTrainingJobs",
  "logs:DescribeLogGroups",
  "monitoring:GetMetricData",
  "monitoring:DescribeAlarms",
  "ecr:DescribeRepositories",
  "lambda:ListFunctions",
  "iam:ListRoles",
].map((action): Habit => ({ action, weight: 1, on: nothing, refused: 0.02 }));
const ADMIN_LOOK: readonly Habit[] = [
  "iam:ListUsers",
  "iam:GetRole",
  "iam:ListAttachedRolePolicies",
  "iam:GetPolicyVersion",
  "iam:ListAccessKeys",
  "iam:GetAccountSummary",
  "organizations:ListAccounts",
  "organizations:DescribeOrganization",
  "cloudtrail:DescribeTrails",
  "cloudtrail:LookupEvents",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSnapshots",
  "ec2:DescribeVpcs",
  "rds:DescribeDBInstances",
  "kms:ListKeys",
  "s3:GetBucketPolicy",
  "config:DescribeConfigRules",
  "guardduty:ListFindings",
  "secretsmanager:ListSecrets",
  "ssm:DescribeInstanceInformation",
].map((action): Habit => ({ action, weight: 0.6, on: nothing }));

/** What each kind does on an ordinary day. */
export const HABITS: Readonly<Record<Kind, readonly Habit[]>> = {
  scientist: [
    ...READS,
    ...LOOK,
    { action: "s3:PutObject", weight: 5, on: object((team) => `${team}-features`, project), changes: true },
    {
      action: "sagemaker:CreateTrainingJob",
      weight: 1,
      on: named("sagemaker", "trainingJobName", ({ models }, person) => own(models, person)),
      changes: true,
    },
    {
      action: "sagemaker:DescribeTrainingJob",
      weight: 6,
      on: named("sagemaker", "trainingJobName", ({ models }, person) => own(models, person)),
    },
    { action: "sagemaker:CreatePresignedDomainUrl", weight: 0.6, on: nothing, changes: true },
    { action: "athena:StartQueryExecution", weight: 3, on: nothing, changes: true },
    { action: "bedrock:InvokeModel", weight: 2, on: () => ["arn:aws:bedrock:us-east-1::foundation-model/text-1"] },
    { action: "glue:GetTable", weight: 3, on: nothing },
  ],
  engineer: [
    ...READS,
    ...LOOK,
    {
      action: "sagemaker:CreateEndpointConfig",
      weight: 0.5,
      on: named("sagemaker", "endpointConfigName", ({ endpoints }) => endpoints),
      changes: true,
    },
    {
      action: "sagemaker:UpdateEndpoint",
      weight: 0.4,
      on: named("sagemaker", "endpointName", ({ endpoints }) => endpoints),
      changes: true,
    },
    { action: "ecr:GetAuthorizationToken", weight: 2, on: nothing },
    {
      action: "lambda:UpdateFunctionConfiguration",
      weight: 0.2,
      on: named("lambda", "functionName", ({ functions }, person) => own(functions, person)),
      changes: true,
    },
    { action: "logs:FilterLogEvents", weight: 6, on: nothing },
    { action: "secretsmanager:GetSecretValue", weight: 0.6, on: secret },
    { action: "ssm:GetParameter", weight: 1, on: named("ssm", "name", ({ parameters }, person) => own(parameters, person)) },
  ],
  admin: [
    ...LOOK,
    ...ADMIN_LOOK,
    { action: "iam:AttachRolePolicy", weight: 0.12, on: named("iam", "roleName", ({ models }) => models), changes: true },
    { action: "iam:PutRolePolicy", weight: 0.12, on: named("iam", "roleName", ({ models }) => models), changes: true },
    { action: "ec2:CreateTags", weight: 0.6, on: nothing, changes: true },
    { action: "ec2:StartInstances", weight: 0.2, on: nothing, changes: true },
    { action: "ec2:StopInstances", weight: 0.2, on: nothing, changes: true },
    { action: "support:DescribeCases", weight: 0.5, on: nothing },
    { action: "signin:ConsoleLogin", weight: 0.5, on: nothing, changes: true },
  ],
  analyst: [
    { action: "athena:StartQueryExecution", weight: 8, on: nothing, changes: true },
    { action: "athena:GetQueryResults", weight: 14, on: nothing, bytes: 1e5 },
    { action: "s3:GetObject", weight: 10, on: object((team) => `${team}-features`, project), bytes: 1e6 },
    { action: "quicksight:GetDashboard", weight: 4, on: nothing },
    { action: "glue:GetTables", weight: 3, on: nothing },
  ],
  office: [
    { action: "signin:ConsoleLogin", weight: 2, on: nothing, changes: true },
    { action: "ce:GetCostAndUsage", weight: 8, on: nothing },
    { action: "support:DescribeCases", weight: 3, on: nothing },
  ],
  training: [
    { action: "s3:GetObject", weight: 80, on: object((team) => `${team}-data`, shard("train")), bytes: 6e7 },
    { action: "s3:ListObjects", weight: 4, on: object((team) => `${team}-data`, shard("train")) },
    {
      action: "s3:PutObject",
      weight: 6,
      on: object(
        (team) => `${team}-models`,
        (_, random) => `checkpoints/step-${random.below(900)}.pt`,
      ),
      changes: true,
    },
    {
      action: "s3:GetObject",
      weight: 2,
      on: object(
        (team) => `${team}-models`,
        (_, random) => `checkpoints/step-${random.below(900)}.pt`,
      ),
      bytes: 2e9,
    },
    { action: "logs:PutLogEvents", weight: 10, on: nothing, changes: true },
    { action: "ecr:BatchGetImage", weight: 1, on: nothing },
    { action: "kms:Decrypt", weight: 8, on: nothing },
  ],
  serving: [
    {
      action: "s3:GetObject",
      weight: 3,
      on: object(
        (team) => `${team}-models`,
        () => "live/model.safetensors",
      ),
      bytes: 2e9,
    },
    { action: "s3:GetObject", weight: 12, on: object((team) => `${team}-features`, shard("online")), bytes: 3e5 },
    { action: "bedrock:Retrieve", weight: 8, on: () => ["bedrock:knowledgeBaseId/KB1"] },
    { action: "bedrock:InvokeModel", weight: 10, on: () => ["arn:aws:bedrock:us-east-1::foundation-model/text-1"] },
    { action: "secretsmanager:GetSecretValue", weight: 2, on: secret },
    { action: "logs:PutLogEvents", weight: 10, on: nothing, changes: true },
    { action: "kms:Decrypt", weight: 8, on: nothing },
  ],
  pipeline: [
    { action: "s3:GetObject", weight: 30, on: object((team) => `${team}-data`, shard("raw")), bytes: 1e7 },
    { action: "s3:PutObject", weight: 20, on: object((team) => `${team}-features`, shard("online")), changes: true },
    { action: "glue:GetJobRun", weight: 4, on: nothing },
    { action: "sagemaker:CreateProcessingJob", weight: 0.5, on: nothing, changes: true },
    { action: "secretsmanager:GetSecretValue", weight: 1, on: secret },
    { action: "sqs:ReceiveMessage", weight: 20, on: nothing },
  ],
  delivery: [
    { action: "ecr:PutImage", weight: 3, on: nothing, changes: true },
    { action: "ecr:GetAuthorizationToken", weight: 4, on: nothing },
    {
      action: "lambda:UpdateFunctionCode",
      weight: 1,
      on: named("lambda", "functionName", ({ functions }, person) => own(functions, person)),
      changes: true,
    },
    { action: "lambda:GetFunction", weight: 4, on: named("lambda", "functionName", ({ functions }, person) => own(functions, person)) },
    { action: "cloudformation:DescribeStacks", weight: 8, on: nothing },
    { action: "cloudformation:CreateChangeSet", weight: 1, on: nothing, changes: true },
    { action: "iam:GetRole", weight: 3, on: nothing },
    { action: "iam:PutRolePolicy", weight: 0.15, on: named("iam", "roleName", ({ models }, person) => own(models, person)), changes: true },
    { action: "s3:PutObject", weight: 6, on: object(() => "company-artefacts", shard("builds")), changes: true },
    { action: "ssm:GetParameters", weight: 3, on: named("ssm", "names", ({ parameters }, person) => own(parameters, person)) },
    {
      action: "sagemaker:UpdateEndpoint",
      weight: 0.3,
      on: named("sagemaker", "endpointName", ({ endpoints }, person) => own(endpoints, person)),
      changes: true,
    },
  ],
  function: [
    { action: "dynamodb:GetItem", weight: 20, on: nothing, bytes: 2_000 },
    { action: "s3:GetObject", weight: 6, on: object((team) => `${team}-features`, shard("online")), bytes: 1e5 },
    { action: "secretsmanager:GetSecretValue", weight: 2, on: secret },
    {
      action: "sagemaker:InvokeEndpoint",
      weight: 10,
      on: named("sagemaker", "endpointName", ({ endpoints }, person) => own(endpoints, person)),
    },
  ],
  auditor: [
    ...LOOK,
    ...ADMIN_LOOK,
    { action: "s3:GetBucketEncryption", weight: 3, on: (_, { buckets }, random) => [`arn:aws:s3:::${random.pick(buckets)}`] },
  ],
  backup: [
    { action: "ec2:CreateSnapshot", weight: 4, on: nothing, changes: true },
    { action: "ec2:CopySnapshot", weight: 3, on: nothing, changes: true },
    { action: "ec2:DeleteSnapshot", weight: 3, on: nothing, changes: true },
    { action: "rds:CreateDBSnapshot", weight: 1, on: nothing, changes: true },
    { action: "ec2:DescribeSnapshots", weight: 8, on: nothing },
    { action: "backup:StartBackupJob", weight: 2, on: nothing, changes: true },
  ],
  "break-glass": [],
};

/** Everything that the company does on a day, in the order of time. */
export function ordinaryDay(organisation: Organisation, seed: number, day: number): readonly AccessEvent[] {
  const events: AccessEvent[] = [];
  const weekday = day % 7;
  const quiet = weekday >= 5 || HOLIDAYS.has(day);
  for (const person of organisation.people) {
    if (day < person.joins) continue;
    const random = new Random(`${seed} ${day} ${person.arn}`);
    const kind = person.moves !== undefined && day >= person.moves.day ? person.moves.to : person.kind;
    const habits = HABITS[kind];
    if (habits.length === 0) continue;
    const person_ = isPerson(person.kind);
    if (person_ && (quiet ? !random.chance(0.06) : random.chance(0.08))) continue;
    // A trip, a hotel, a phone: a network that nobody saw.
    const away =
      person_ && random.chance(0.015) ? `${random.pick([31, 86, 102, 187])}.${random.below(250)}.${random.below(250)}` : undefined;
    if (random.chance(0.02)) person.projects.push(`${teamName(person)}-p${random.below(99)}`);
    const busy =
      random.lognormal(1, person_ ? 0.7 : 0.3) *
      (quiet && !person_ ? 0.7 : 1) *
      (QUARTER.has(day) && (kind === "pipeline" || kind === "analyst") ? 5 : 1);
    const region = kind === "serving" && random.chance(0.2) ? REGIONS[1] : REGIONS[0];
    // A failing job retries all night.
    const failing = !person_ && random.chance(0.03);
    const [first, last] = person.hours;
    for (let hour = first; hour <= last; hour++) {
      if (person_ && random.chance(0.25)) continue;
      const burst = random.chance(0.02) ? random.lognormal(4, 0.6) : 1;
      const count = random.poisson(Math.min(3_000, person.rate * busy * burst * random.lognormal(1, 0.4)));
      for (let each = 0; each < count; each++) {
        const habit = random.weighted(habits.map((habit) => [habit, habit.weight] as const));
        events.push(eventOf(person, habit, organisation, random, (day * 24 + (hour % 24)) * 3_600_000, region, away, failing));
      }
    }
  }
  events.push(...rareWork(organisation, new Random(`${seed} ${day} rare`), day, quiet));
  return events.sort((a, b) => a.time - b.time);
}

function eventOf(
  person: Person,
  habit: Habit,
  organisation: Organisation,
  random: Random,
  start: number,
  region: string,
  away: string | undefined,
  failing: boolean,
): AccessEvent {
  const fails = random.next();
  const outcome = failing && fails < 0.5 ? "denied" : fails < (habit.refused ?? 0.002) ? "denied" : fails > 0.995 ? "failed" : "success";
  return accessOf(person, habit.action, habit.on(person, organisation, random), random, BEGIN + start + random.below(3_600_000), {
    region,
    outcome,
    readOnly: habit.changes !== true,
    ...(away === undefined ? {} : { source: `${away}.${1 + random.below(250)}` }),
    ...(habit.bytes === undefined || outcome !== "success" ? {} : { bytes: Math.round(random.lognormal(habit.bytes, 1.2)) }),
  });
}

import type { AccessEvent } from "../../packages/formats/src/index.ts";
import { accessOf, BEGIN, DAY } from "./access.ts";
import { BACKUP, DEVELOPMENT, type Kind, type Organisation, type Person } from "./organisation.ts";
import type { Random } from "./random.ts";

interface Rare {
  /** Mean times on a working day, in the whole company. */
  readonly daily: number;
  readonly who: readonly Kind[];
  readonly events: (
    person: Person,
    organisation: Organisation,
    random: Random,
  ) => readonly (readonly [action: string, resources: readonly string[], more?: Partial<AccessEvent>])[];
}

const change = { readOnly: false } as const;
const denied = { outcome: "denied", error: "AccessDenied" } as const;
const userOf = ({ people }: Organisation, random: Random): string => random.pick(people.filter(({ arn }) => arn.includes(":user/"))).name;
const roleOf = ({ people }: Organisation, random: Random): string => random.pick(people.filter(({ arn }) => arn.includes(":role/"))).name;
const trust = (account: string): Partial<AccessEvent> => ({
  ...change,
  parameters: {
    policyDocument: JSON.stringify({
      Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "sts:AssumeRole" }],
    }),
  },
});

/** What is rare and yet in order: the work that makes detectors of single actions cry every day. */
const RARE: readonly Rare[] = [
  {
    daily: 0.7,
    who: ["admin"],
    events: (_, organisation, random) => [
      [
        "iam:AttachRolePolicy",
        [`iam:roleName/${roleOf(organisation, random)}`],
        { ...change, parameters: { policyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess" } },
      ],
    ],
  },
  {
    daily: 0.06,
    who: ["admin"],
    events: (_, organisation, random) => [
      [
        "iam:AttachRolePolicy",
        [`iam:roleName/${roleOf(organisation, random)}`],
        { ...change, parameters: { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" } },
      ],
    ],
  },
  {
    daily: 0.3,
    who: ["admin", "delivery"],
    events: (_, organisation, random) => [
      ["iam:CreateRole", [`iam:roleName/${roleOf(organisation, random)}`], { ...change, parameters: { roleName: "new" } }],
    ],
  },
  {
    daily: 0.15,
    who: ["admin"],
    events: (_, organisation, random) => [
      ["iam:UpdateAssumeRolePolicy", [`iam:roleName/${roleOf(organisation, random)}`], trust(random.pick([BACKUP, DEVELOPMENT]))],
    ],
  },
  {
    daily: 0.12,
    who: ["admin"],
    events: (_, organisation, random) => {
      const name = userOf(organisation, random);
      return [
        ["iam:CreateUser", [`iam:userName/${name}`], { ...change, parameters: { userName: name } }],
        ["iam:CreateLoginProfile", [`iam:userName/${name}`], { ...change, parameters: { userName: name } }],
        ["iam:AddUserToGroup", [`iam:userName/${name}`], change],
      ];
    },
  },
  {
    daily: 0.12,
    who: ["admin"],
    events: (_, organisation, random) => {
      const name = userOf(organisation, random);
      return [["iam:CreateAccessKey", [`iam:userName/${name}`], { ...change, parameters: { userName: name } }]];
    },
  },
  {
    daily: 0.1,
    who: ["admin"],
    events: (_, organisation, random) => {
      const name = userOf(organisation, random);
      return [["iam:UpdateLoginProfile", [`iam:userName/${name}`], { ...change, parameters: { userName: name } }]];
    },
  },
  {
    daily: 0.8,
    who: ["scientist", "engineer", "admin", "analyst"],
    events: ({ name }) => [
      ["iam:CreateAccessKey", [`iam:userName/${name}`], { ...change, parameters: { userName: name } }],
      ["iam:ListAccessKeys", []],
      ["iam:DeleteAccessKey", [`iam:userName/${name}`], change],
    ],
  },
  {
    daily: 0.08,
    who: ["admin", "scientist"],
    events: ({ name }) => [
      ["iam:DeactivateMFADevice", [`iam:userName/${name}`], change],
      ["iam:EnableMFADevice", [`iam:userName/${name}`], change],
    ],
  },
  {
    daily: 0.4,
    who: ["admin", "delivery", "engineer"],
    events: (_, { buckets }, random) => [
      [
        "s3:PutBucketPolicy",
        [`arn:aws:s3:::${random.pick(buckets)}`],
        {
          ...change,
          parameters: {
            bucketPolicy: {
              Statement: [
                { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${BACKUP}:root` }, Action: "s3:GetObject" },
                { Effect: "Deny", Principal: "*", Action: "s3:*" },
              ],
            },
          },
        },
      ],
    ],
  },
  {
    daily: 0.5,
    who: ["admin", "engineer", "scientist"],
    events: (person, _, random) => [
      ["s3:CreateBucket", [`arn:aws:s3:::${person.name}-scratch-${random.below(99)}`], change],
      ["s3:PutBucketPublicAccessBlock", [`arn:aws:s3:::${person.name}-scratch`], change],
    ],
  },
  {
    daily: 0.15,
    who: ["admin", "backup"],
    events: () => [
      [
        "ec2:ModifySnapshotAttribute",
        ["ec2:snapshotId/snap-0a1b2c3d"],
        { ...change, parameters: { createVolumePermission: { add: { items: [{ userId: BACKUP }] } } } },
      ],
    ],
  },
  {
    daily: 0.06,
    who: ["admin", "backup"],
    events: () => [
      ["rds:ModifyDBSnapshotAttribute", ["rds:dBSnapshotIdentifier/nightly"], { ...change, parameters: { valuesToAdd: [BACKUP] } }],
    ],
  },
  {
    daily: 0.1,
    who: ["admin", "delivery"],
    events: () => [
      [
        "ec2:ModifyImageAttribute",
        ["ec2:imageId/ami-0a1b2c3d"],
        { ...change, parameters: { launchPermission: { add: { items: [{ userId: DEVELOPMENT }] } } } },
      ],
    ],
  },
  { daily: 0.25, who: ["admin", "engineer"], events: () => [["logs:PutRetentionPolicy", ["logs:logGroupName/app-log"], change]] },
  {
    daily: 0.2,
    who: ["admin", "engineer", "delivery"],
    events: (_, __, random) => [["logs:DeleteLogGroup", [`logs:logGroupName/dev-${random.below(20)}`], change]],
  },
  { daily: 0.02, who: ["admin"], events: () => [["cloudtrail:UpdateTrail", ["cloudtrail:name/main-trail"], change]] },
  { daily: 0.01, who: ["admin"], events: () => [["cloudtrail:PutEventSelectors", ["cloudtrail:trailName/main-trail"], change]] },
  { daily: 0.1, who: ["admin"], events: () => [["guardduty:CreateFilter", [], change]] },
  {
    daily: 0.3,
    who: ["admin", "engineer"],
    events: (_, __, random) => [["ssm:StartSession", [`ssm:target/i-0${random.below(9999)}`], change]],
  },
  {
    daily: 0.15,
    who: ["admin", "delivery"],
    events: (_, __, random) => [
      ["ssm:SendCommand", [`ssm:instanceIds/i-0${random.below(9999)}`], change],
      ["ssm:GetCommandInvocation", []],
      ["ssm:GetCommandInvocation", []],
    ],
  },
  { daily: 0.05, who: ["admin"], events: () => [["ec2:GetPasswordData", ["ec2:instanceId/i-0a1b"]]] },
  {
    daily: 0.05,
    who: ["engineer"],
    events: () => [["ec2-instance-connect:SendSSHPublicKey", ["ec2-instance-connect:instanceId/i-0a1b"], change]],
  },
  {
    daily: 0.3,
    who: ["admin", "engineer"],
    events: (_, __, random) => [
      [
        "ec2:AuthorizeSecurityGroupIngress",
        ["ec2:groupId/sg-0a1b"],
        { ...change, parameters: { cidrIp: random.chance(0.15) ? "0.0.0.0/0" : "10.0.0.0/8" } },
      ],
    ],
  },
  {
    daily: 0.8,
    who: ["scientist", "engineer"],
    events: (_, __, random) => [
      [
        "ec2:RunInstances",
        ["ec2:imageId/ami-0a1b"],
        {
          ...change,
          parameters: { instanceType: random.pick(["g5.xlarge", "p3.2xlarge", "m5.large"]) },
          ...(random.chance(0.2) ? denied : {}),
        },
      ],
    ],
  },
  {
    daily: 0.3,
    who: ["engineer"],
    events: (_, { functions }, random) => [["lambda:UpdateFunctionCode", [`lambda:functionName/${random.pick(functions)}`], change]],
  },
  {
    daily: 0.1,
    who: ["engineer", "delivery"],
    events: (_, { functions }, random) => [
      ["lambda:PublishLayerVersion", ["lambda:layerName/common"], change],
      ["lambda:UpdateFunctionConfiguration", [`lambda:functionName/${random.pick(functions)}`], change],
    ],
  },
  {
    daily: 0.4,
    who: ["break-glass"],
    events: (_, { secrets }, random) => [
      ["sts:GetCallerIdentity", []],
      ["ec2:DescribeInstances", []],
      ["logs:FilterLogEvents", []],
      ["secretsmanager:GetSecretValue", [`secretsmanager:secretId/${random.pick(secrets)}`]],
      ["ssm:StartSession", [`ssm:target/i-0${random.below(9999)}`], change],
    ],
  },
  {
    daily: 0.5,
    who: ["engineer", "admin"],
    events: (_, { secrets }, random) => [["secretsmanager:GetSecretValue", [`secretsmanager:secretId/${random.pick(secrets)}`]]],
  },
  {
    daily: 0.1,
    who: ["delivery", "pipeline"],
    events: (_, { secrets }, random) => [
      [
        "secretsmanager:BatchGetSecretValue",
        [random.pick(secrets), random.pick(secrets), random.pick(secrets)].map((name) => `secretsmanager:secretIdList/${name}`),
      ],
    ],
  },
  {
    daily: 0.03,
    who: ["admin"],
    events: (_, { secrets }) => secrets.map((name) => ["secretsmanager:GetSecretValue", [`secretsmanager:secretId/${name}`]] as const),
  },
  {
    daily: 1,
    who: ["scientist", "engineer", "analyst", "office"],
    events: (_, __, random) => [
      [
        "signin:ConsoleLogin",
        [],
        {
          ...change,
          source: `${random.pick([31, 86, 102, 187])}.${random.below(250)}.${random.below(250)}.9`,
          parameters: { mfaUsed: "Yes" },
        },
      ],
    ],
  },
  {
    daily: 0.3,
    who: ["office", "analyst", "scientist"],
    events: () => [["signin:ConsoleLogin", [], { ...change, parameters: { mfaUsed: "No" } }]],
  },
  {
    daily: 0.6,
    who: ["scientist", "analyst"],
    events: () => Array.from({ length: 6 }, () => ["s3:ListObjects", ["arn:aws:s3:::claims-data/secret/x"], denied] as const),
  },
  {
    daily: 0.8,
    who: ["scientist"],
    events: (_, __, random) =>
      Array.from(
        { length: 30 + random.below(300) },
        () => ["bedrock:InvokeModel", ["arn:aws:bedrock:us-east-1::foundation-model/text-1"]] as const,
      ),
  },
  {
    daily: 0.05,
    who: ["admin", "engineer"],
    events: () => [
      ["bedrock:CreateFoundationModelAgreement", [], change],
      ["bedrock:PutFoundationModelEntitlement", [], change],
    ],
  },
  {
    daily: 0.5,
    who: ["scientist", "analyst", "engineer"],
    events: (person, _, random) =>
      Array.from(
        { length: 40 + random.below(400) },
        (__, at) =>
          [
            "s3:GetObject",
            [`arn:aws:s3:::shared-reference/year-${2010 + random.below(15)}/part-${String(at).padStart(5, "0")}.parquet`],
            { bytes: Math.round(random.lognormal(3e6, 1)) },
          ] as const,
      ).slice(0, person.kind === "analyst" ? 60 : 440),
  },
  {
    daily: 0.2,
    who: ["scientist", "engineer"],
    events: ({ team }, { models, buckets }, random) => [
      ["s3:GetObject", [`arn:aws:s3:::${buckets[team * 3 + 1] ?? "fraud-models"}/archive/${random.pick(models)}.pt`], { bytes: 1.5e9 }],
    ],
  },
  {
    daily: 0.2,
    who: ["engineer", "delivery"],
    events: (_, { models }, random) => [
      ["sagemaker:CreateModelPackage", [`sagemaker:modelPackageGroupName/${random.pick(models)}`], change],
      ["sagemaker:UpdateModelPackage", [`sagemaker:modelPackageGroupName/${random.pick(models)}`], change],
    ],
  },
  {
    daily: 0.07,
    who: ["scientist", "engineer", "admin"],
    events: (_, __, random) => [
      ["ec2:DescribeInstances", [], { region: random.pick(["ap-south-1", "sa-east-1", "eu-north-1"]) }],
      ["ec2:DescribeVpcs", [], { region: "ap-south-1" }],
    ],
  },
  { daily: 0.08, who: ["admin"], events: () => [["kms:ScheduleKeyDeletion", ["kms:keyId/old"], change]] },
  {
    daily: 0.03,
    who: ["admin"],
    events: () => [["ram:CreateResourceShare", [], { ...change, parameters: { principals: [DEVELOPMENT] } }]],
  },
  { daily: 0.05, who: ["engineer", "admin"], events: () => [["sts:GetFederationToken", [], change]] },
  { daily: 0.02, who: ["admin"], events: () => [["iam:CreateOpenIDConnectProvider", [], change]] },
  // Anything of the catalogue, once: somebody tries a service.
  {
    daily: 1.5,
    who: ["scientist", "engineer", "admin", "analyst"],
    events: (_, __, random) => {
      const service = random.pick([
        "glue",
        "emr",
        "kendra",
        "comprehend",
        "textract",
        "rekognition",
        "kinesis",
        "firehose",
        "states",
        "batch",
        "appconfig",
        "sns",
        "sqs",
        "eks",
        "dynamodb",
        "redshift",
        "iot",
        "amplify",
        "forecast",
        "personalize",
      ]);
      const verb = random.pick(["List", "Describe", "Get", "Create", "Update", "Delete", "Start"]);
      const noun = random.pick(["Job", "Stream", "Dataset", "Project", "Application", "Cluster", "Table", "Queue", "Topic", "Domain"]);
      return [
        [`${service}:List${noun}s`, []],
        [`${service}:${verb}${noun}`, [`${service}:name/trial`], { readOnly: /List|Describe|Get/.test(verb) }],
      ];
    },
  },
];

/** The rare work of a day. */
export function rareWork(organisation: Organisation, random: Random, day: number, quiet: boolean): readonly AccessEvent[] {
  return RARE.flatMap(({ daily, who, events }) =>
    Array.from({ length: random.poisson(daily * (quiet ? 0.15 : 1)) }, () => {
      const able = organisation.people.filter(({ kind, joins }) => who.includes(kind) && joins <= day);
      const person = random.pick(able);
      let time = BEGIN + day * DAY + (8 + random.below(10)) * 3_600_000 + random.below(3_600_000);
      return events(person, organisation, random).map(([action, resources, more]) => {
        time += Math.round(random.lognormal(4_000, 1));
        return accessOf(person, action, resources, random, time, more);
      });
    }).flat(),
  );
}

import type { AccessEvent } from "../../packages/formats/src/index.ts";
import { accessOf, BEGIN, DAY } from "./access.ts";
import { type Kind, type Organisation, type Person, teamName } from "./organisation.ts";
import { Random } from "./random.ts";

/** Thefts that the archive does not hold, written after published accounts of them; all from the victim's own network. */
export interface Scenario {
  readonly name: string;
  readonly victims: readonly Kind[];
  readonly events: (victim: Person, organisation: Organisation, random: Random, time: number) => readonly AccessEvent[];
}

const REGIONS_TRIED = ["us-east-1", "us-west-2", "eu-west-3", "ap-south-1", "ap-northeast-1", "sa-east-1", "ca-central-1"];
const FOREIGN = "999988887777";

function many(count: number, seconds: number, time: number, make: (at: number, time: number) => AccessEvent): readonly AccessEvent[] {
  return Array.from({ length: count }, (_, at) => ({
    ...make(at, time + Math.round((at * seconds * 1000) / count)),
    id: `attack ${time} ${at}`,
  }));
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: "enumeration: 250 small records in the order of their numbers",
    victims: ["serving", "function", "analyst"],
    events: (victim, _, random, time) =>
      many(250, 2_400, time, (at, now) =>
        accessOf(
          victim,
          "s3:GetObject",
          [`arn:aws:s3:::${teamName(victim)}-features/online/part-${String(at + 7).padStart(5, "0")}.parquet`],
          random,
          now,
          { readOnly: true, bytes: 3_000 },
        ),
      ),
  },
  {
    name: "model export: weights read, packaged, copied to a foreign account",
    victims: ["scientist", "pipeline", "delivery"],
    events: (victim, _, random, time) => [
      ...many(3, 60, time, (at, now) =>
        accessOf(victim, "s3:GetObject", [`arn:aws:s3:::${teamName(victim)}-models/live/model-${at}.safetensors`], random, now, {
          readOnly: true,
          bytes: 2e9,
        }),
      ),
      ...many(1, 1, time + 120_000, (_, now) =>
        accessOf(victim, "bedrock:CreateModelCopyJob", [`arn:aws:bedrock:us-east-1:${FOREIGN}:custom-model/x`], random, now, {
          readOnly: false,
          parameters: { sourceModelArn: "x", targetAccount: FOREIGN },
        }),
      ),
    ],
  },
  {
    name: "vector store emptied: 1500 queries in an hour",
    victims: ["serving", "scientist"],
    events: (victim, _, random, time) =>
      many(1_500, 3_000, time, (_, now) =>
        accessOf(victim, "bedrock:Retrieve", ["bedrock:knowledgeBaseId/KB1"], random, now, { readOnly: true }),
      ),
  },
  {
    name: "LLM-jacking: models tried in seven regions, enabled, used",
    victims: ["delivery", "pipeline", "engineer"],
    events: (victim, _, random, time) => [
      ...many(14, 60, time, (at, now) =>
        accessOf(victim, "bedrock:InvokeModel", ["arn:aws:bedrock:::foundation-model/text-2"], random, now, {
          readOnly: true,
          region: REGIONS_TRIED[at % 7] ?? "us-east-1",
          outcome: "denied",
          error: "AccessDenied",
        }),
      ),
      ...many(1, 1, time + 90_000, (_, now) => accessOf(victim, "bedrock:PutUseCaseForModelAccess", [], random, now, { readOnly: false })),
      ...many(600, 1_500, time + 120_000, (_, now) =>
        accessOf(victim, "bedrock:InvokeModel", ["arn:aws:bedrock:::foundation-model/text-2"], random, now, { readOnly: true }),
      ),
    ],
  },
  {
    name: "LLM-jacking, quiet: 500 calls from a key that never called a model",
    victims: ["delivery", "pipeline", "analyst"],
    events: (victim, _, random, time) =>
      many(500, 3_000, time, (_, now) =>
        accessOf(victim, "bedrock:InvokeModel", ["arn:aws:bedrock:us-east-1::foundation-model/text-1"], random, now, { readOnly: true }),
      ),
  },
  {
    name: "bulk read: everything of a folder of its own, four times its busiest hour",
    victims: ["scientist", "analyst", "pipeline"],
    events: (victim, _, random, time) =>
      many(1_500, 3_000, time, (_, now) =>
        accessOf(
          victim,
          "s3:GetObject",
          [`arn:aws:s3:::${teamName(victim)}-data/${random.pick(victim.projects)}/file-${random.below(5_000)}.parquet`],
          random,
          now,
          { readOnly: true, bytes: 3e7 },
        ),
      ),
  },
];

/** A workload that reads a share more objects than it does, spread over every day; they are as large as its others. */
export function slowLeak(victim: Person, extra: number, seed: number): (day: number) => readonly AccessEvent[] {
  return (day) => {
    const random = new Random(`leak ${seed} ${day} ${victim.arn}`);
    return many(Math.round(extra), 80_000, BEGIN + day * DAY + 3_600_000, (_, now) =>
      accessOf(
        victim,
        "s3:GetObject",
        [`arn:aws:s3:::${teamName(victim)}-features/online/part-${String(random.below(4000)).padStart(5, "0")}.parquet`],
        random,
        now,
        { readOnly: true, bytes: Math.round(random.lognormal(3e5, 1.2)) },
      ),
    );
  };
}

import { Random } from "./random.ts";

/*
 * A company of a hundred principals that trains and serves models in one account, with a second one for backups and a
 * third for development. Names and numbers are invented.
 */

export const MAIN = "111122223333";
export const BACKUP = "222233334444";
export const DEVELOPMENT = "444455556666";
export const REGIONS = ["us-east-1", "eu-west-1"] as const;

export type Kind =
  | "scientist"
  | "engineer"
  | "admin"
  | "analyst"
  | "office"
  | "training"
  | "serving"
  | "pipeline"
  | "delivery"
  | "function"
  | "auditor"
  | "backup"
  | "break-glass";

export interface Person {
  readonly arn: string;
  readonly name: string;
  readonly kind: Kind;
  /** Day on which the account is first used. */
  readonly joins: number;
  /** Day on which the work changes to another kind. */
  readonly moves?: { readonly day: number; readonly to: Kind };
  /** First address parts where the principal works from. */
  readonly networks: readonly string[];
  /** Events in a busy hour. */
  readonly rate: number;
  /** First and last hour of work. */
  readonly hours: readonly [number, number];
  readonly team: number;
  /** Objects of its own, of its team, of everybody. */
  readonly projects: string[];
}

export interface Organisation {
  readonly people: readonly Person[];
  readonly buckets: readonly string[];
  readonly functions: readonly string[];
  readonly secrets: readonly string[];
  readonly parameters: readonly string[];
  readonly endpoints: readonly string[];
  readonly models: readonly string[];
}

const NUMBERS: readonly (readonly [Kind, number])[] = [
  ["scientist", 24],
  ["engineer", 9],
  ["admin", 5],
  ["analyst", 4],
  ["office", 3],
  ["training", 14],
  ["serving", 12],
  ["pipeline", 8],
  ["delivery", 8],
  ["function", 5],
  ["auditor", 4],
  ["backup", 2],
  ["break-glass", 2],
];
const PEOPLE: ReadonlySet<Kind> = new Set(["scientist", "engineer", "admin", "analyst", "office"]);
const TEAMS = ["fraud", "credit", "search", "claims", "pricing"];

export function isPerson(kind: Kind): boolean {
  return PEOPLE.has(kind);
}

/** The company of a seed. */
export function organisationOf(seed: number): Organisation {
  const random = new Random(`organisation ${seed}`);
  const office = ["203.0.113", "198.51.100", "192.0.2"];
  const people = NUMBERS.flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, at): Person => {
      const person = isPerson(kind);
      const team = random.below(TEAMS.length);
      const name = person
        ? `${random.pick(["ana", "ben", "cleo", "dan", "eva", "finn", "gus", "hana", "ivo", "june"])}.${kind[0]}${at}`
        : `${TEAMS[team]}-${kind}-${at}`;
      const home = Array.from(
        { length: 1 + random.below(3) },
        () => `${random.pick([24, 71, 84, 93, 151])}.${random.below(200)}.${random.below(250)}`,
      );
      const begin = person
        ? 7 + random.below(4)
        : kind === "training"
          ? random.below(24)
          : kind === "backup"
            ? 2
            : kind === "auditor"
              ? 5
              : 0;
      return {
        arn: `arn:aws:iam::${MAIN}:${person ? "user" : "role"}/${name}`,
        name,
        kind,
        // New staff: some every other week.
        joins: kind === "scientist" && at >= 19 ? 8 + (at - 19) * 9 : kind === "delivery" && at === 7 ? 20 : 0,
        ...(kind === "scientist" && (at === 3 || at === 4) ? { moves: { day: 24 + at * 4, to: "engineer" as const } } : {}),
        networks: person ? [random.pick(office), ...home] : [`10.${team}.${random.below(8)}`],
        rate: Math.max(
          2,
          random.lognormal(
            {
              scientist: 12,
              engineer: 14,
              admin: 16,
              analyst: 10,
              office: 3,
              training: 22,
              serving: 9,
              pipeline: 12,
              delivery: 6,
              function: 6,
              auditor: 160,
              backup: 20,
              "break-glass": 12,
            }[kind],
            0.5,
          ),
        ),
        hours: person
          ? [begin, begin + 8 + random.below(3)]
          : kind === "training"
            ? [begin, begin + 3 + random.below(8)]
            : kind === "backup"
              ? [2, 3]
              : kind === "auditor"
                ? [5, 6]
                : [0, 23],
        team,
        projects: Array.from({ length: 2 + random.below(4) }, (_, project) => `${TEAMS[team]}-p${project + random.below(9)}`),
      };
    }),
  );
  return {
    people,
    buckets: [
      ...TEAMS.flatMap((team) => [`${team}-data`, `${team}-models`, `${team}-features`]),
      "shared-reference",
      "company-logs",
      "company-artefacts",
    ],
    functions: TEAMS.flatMap((team) =>
      Array.from({ length: 4 }, (_, at) => `${team}-function-${["score", "ingest", "notify", "clean"][at]}`),
    ),
    secrets: TEAMS.flatMap((team) =>
      Array.from({ length: 8 }, (_, at) => `prod/${team}/${["db", "api", "queue", "partner", "mail", "cache", "hub", "vault"][at]}`),
    ),
    parameters: TEAMS.flatMap((team) => Array.from({ length: 10 }, (_, at) => `/prod/${team}/setting-${at}`)),
    endpoints: TEAMS.map((team) => `${team}-endpoint`),
    models: TEAMS.map((team) => `${team}-model`),
  };
}

export function teamName(person: Person): string {
  return TEAMS[person.team] ?? "fraud";
}

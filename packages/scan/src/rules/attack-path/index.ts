import { type FoundPath, findPaths, modelOf, placesOf } from "../../paths/find-paths.ts";
import { ATTACKERS, stepName } from "../../paths/hop.ts";
import { scopeOf } from "../../project/scope.ts";
import { surroundingsOf } from "../assess/surroundings.ts";
import { factors } from "../card.ts";
import { judgeEach, plain } from "../draft.ts";
import type { Inventory, Rule, RuleDraft } from "../rule.ts";

const ID = "attack-path";
const BUCKET = (principal: string): string =>
  `resource "aws_s3_bucket" "feeds" {\n  bucket = "acme-feeds"\n}\nresource "aws_s3_bucket_policy" "feeds" {\n  bucket = aws_s3_bucket.feeds.id\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "${principal}" }, Action = "s3:PutObject", Resource = "arn:aws:s3:::acme-feeds/*" }] })\n}\ndata "aws_caller_identity" "me" {}\n`;
const PIPELINE =
  "stages:\n  fetch:\n    cmd: python fetch.py\n    deps:\n      - s3://acme-feeds/rows.csv\n    outs:\n      - rows.csv\n  train:\n    cmd: python train.py\n    deps:\n      - rows.csv\n    outs:\n      - model.joblib\n";
const CODE = {
  "train.py":
    'import joblib\nimport pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n\nrows = pd.read_csv("rows.csv")\nmodel = LogisticRegression().fit(rows[["a"]], rows["label"])\njoblib.dump(model, "model.joblib")\n',
  "serve.py":
    'import joblib\nfrom fastapi import FastAPI\n\napp = FastAPI()\nmodel = joblib.load("model.joblib")\n\n\n@app.post("/score")\ndef score(a: float):\n    return {"p": float(model.predict_proba([[a]])[0, 1])}\n',
};

/** Ways from an attacker to a live model, a registry or the account, each hop with its place. */
export const attackPath: Rule = {
  card: {
    id: ID,
    title: "An attacker has a way to a model, a registry or the account",
    appliesTo: ["resource", "dataset", "endpoint"],
    why: "Every hop by itself looks harmless; together they lead from outside to what decides or rules.",
    fix: "Close the hop that is named: it cuts every way of this attacker to this target.",
    base: factors(3, 3, 3, 3),
    controls: ["ADS-INFR-02", "ADS-DATA-03"],
    supersedes: ["training-loop-ungated"],
    bad: [
      {
        title: "another account writes the bucket that a served model is trained on",
        files: { "infra/s3.tf": BUCKET("arn:aws:iam::444455556666:role/partner"), "dvc.yaml": PIPELINE, ...CODE },
      },
    ],
    good: [
      {
        title: "a role of the same configuration writes it",
        files: {
          "infra/s3.tf": BUCKET("${aws_iam_role.ingest.arn}").concat('resource "aws_iam_role" "ingest" {\n  name = "ingest"\n}\n'),
          "dvc.yaml": PIPELINE,
          ...CODE,
        },
      },
    ],
  },
  because: { exploitability: "every hop is open", data: "what the model decides, or code execution" },
  check: (inventory) =>
    judgeEach(findPaths(inventory), (path) => {
      const places = placesOf(path);
      const [first] = places;
      if (first?.file === undefined) return "not-applicable";
      const { technique: _technique, confidence: _confidence, excerpt: _excerpt, symbol: _symbol, ...location } = first;
      const headline = titleOf(inventory, path);
      return {
        rule: ID,
        location,
        scope: scopeOf(first.file),
        confidence: path.hops.some(({ confidence }) => confidence === "possible") ? "possible" : "likely",
        message: messageOf(inventory, path),
        headline,
        excerpt: `${path.attacker} ${path.harm} ${stepName(inventory, path.target)}`,
        actionKey: `${ID} ${path.attacker} ${path.target}`,
        pathsCut: path.alternatives,
        evidence: places,
        remediation: path.cuts.length === 0 ? "Put a check between the hops." : `${path.cuts.map(({ fix }) => fix).join("; and ")}.`,
        covers: coversOf(inventory, path),
        adjust: reasonsOf(inventory, path),
      };
    }),
};

/** Who begins with what, and what stands at the end. */
function reasonsOf(inventory: Inventory, path: FoundPath): NonNullable<RuleDraft["adjust"]> {
  const [first] = path.hops;
  const [live] = surroundingsOf(inventory).liveModels;
  return [
    ...(first === undefined
      ? []
      : [
          {
            factor: "exposure" as const,
            value: 3 as const,
            reason: `${path.attacker} ${first.via === "write" ? "may write" : "reaches"} ${plain(stepName(inventory, first.to), 60)}`,
          },
        ]),
    { factor: "exploitability" as const, value: 3 as const, reason: `all ${path.hops.length} hops read in code and configuration` },
    ...(path.hops.at(-1)?.supposed === true
      ? [{ factor: "blast" as const, value: 2 as const, reason: "what else it opens is not declared here" }]
      : []),
    ...(HARMS[path.harm] === undefined ? [] : [{ factor: "data" as const, value: 3 as const, reason: HARMS[path.harm] ?? "" }]),
    ...(path.harm === "training-data" && live !== undefined
      ? [{ factor: "blast" as const, value: 3 as const, reason: `${plain(live, 40)} decides in production` }]
      : []),
  ];
}

/** Pipelines that the path runs through: what is said of them is part of it. */
function coversOf(inventory: Inventory, path: FoundPath): readonly { readonly file: string; readonly line: number }[] {
  if (path.harm !== "training-data") return [];
  const bucket = path.hops[0]?.to ?? "";
  const steps = new Set(inventory.to(bucket, "reads").map(({ from }) => from));
  return inventory
    .ofKind("pipeline")
    .filter(({ id }) => inventory.from(id, "has_step").some(({ to }) => steps.has(to)))
    .flatMap(({ occurrences }) => occurrences.slice(0, 1))
    .flatMap(({ file, line }) => (file === undefined || line === undefined ? [] : [{ file, line }]));
}

const WHO: { readonly [attacker: string]: string } = {
  [ATTACKERS.outsideAccount]: "An outside account",
  [ATTACKERS.partner]: "A partner",
  [ATTACKERS.modelPublisher]: "Whoever publishes or uploads a model",
  [ATTACKERS.internet]: "Anybody on the internet",
  [ATTACKERS.reader]: "Whoever reads the repository",
  [ATTACKERS.tenant]: "A tenant of the platform",
  [ATTACKERS.signUp]: "Anybody who signs up",
  [ATTACKERS.pullRequest]: "Anybody who opens a pull request",
  [ATTACKERS.commenter]: "Anybody who writes an issue or a comment",
  [ATTACKERS.actionOwner]: "Whoever changes an action that is not pinned",
  [ATTACKERS.anyRepository]: "Any repository on GitHub",
};

/** What is lost, for the reasons. */
const HARMS: { readonly [harm in FoundPath["harm"]]?: string } = {
  data: "what lies in it can be read, and mostly changed",
  credentials: "credentials that open more",
  cluster: "credentials of everything in the cluster",
  tenants: "data and models of others on the same machine",
  model: "the models, and with them what they answer",
  registry: "images that others run",
  account: "everything in the account",
};

/** In the attacker's words. */
export function titleOf(inventory: Inventory, path: FoundPath): string {
  const who = WHO[path.attacker] ?? path.attacker;
  const end = plain(stepName(inventory, path.target), 80);
  switch (path.harm) {
    case "training-data": {
      const model = plain(surroundingsOf(inventory).liveModels[0] ?? modelOf(inventory, path)?.name ?? "model", 40);
      return path.attacker === ATTACKERS.internet
        ? `${who} can teach the live ${/model/i.test(model) ? model : `${model} model`} what to answer`
        : `${who} can rewrite the training data of the live ${/model/i.test(model) ? model : `${model} model`}`;
    }
    case "registry":
      return `${who} can replace images in ${end}`;
    case "account":
      return `${who} can take over the cloud account`;
    case "cluster":
      return `${who} can read ${end}`;
    case "credentials":
      return `${who} can take ${end}`;
    case "data":
      return `${who} can read ${end}`;
    case "model":
      return `${who} can take or replace ${end}`;
    case "tenants":
      return `${who} can take over ${end}`;
    default:
      return `${who} can change what answers at ${end}`;
  }
}

/** What a finding says of a path; no two paths are told in the same words. */
export function messageOf(inventory: Inventory, path: FoundPath): string {
  const steps = path.hops.map(({ to }) => plain(stepName(inventory, to), 50)).join(" → ");
  return plain(
    `${titleOf(inventory, path)}, in ${path.hops.length} ${path.hops.length === 1 ? "step" : "steps"}: ${path.attacker} → ${steps}.`,
    400,
  );
}

import type { Asset, Evidence, Json, ResourceEntry } from "@castellan/graph";
import { surroundingsOf } from "../assess/surroundings.ts";
import { factors } from "../card.ts";
import { fromAsset, fromFile, judgeEach, plain } from "../draft.ts";
import type { Inventory, Rule } from "../rule.ts";
import { workflowLoops } from "./workflow-loops.ts";

const ID = "training-loop-ungated";
const BRINGS = /pull|fetch|ingest|download|feed|collect|scrape|crawl|import|sync|extract|append/i;
const TRAINS = /(?:^|[_\W])(?:re)?train(?!ing_?set)|fine.?tun|fit(?:$|[_\W])/i;
const RELEASES = /deploy|register|promot|publish|release|champion|serve/i;
const CHECKS = /valid|check|quality|expect|gate|verif|review|approv|audit|drift|anomal|quarantin|inspect|test/i;
const OUTSIDE = /partner|vendor|third|external|public|customer|user|community|crowd|feedback|acquirer|scrape|crawl|web/i;
const DAG = (between: string): string => `from airflow.sdk import DAG, task
from airflow.providers.standard.operators.bash import BashOperator

with DAG(dag_id="retrain", schedule="@daily") as dag:
    pull = BashOperator(task_id="pull_partner_feed", bash_command="python pull.py")
    train = BashOperator(task_id="train", bash_command="python train.py")
    deploy = BashOperator(task_id="deploy", bash_command="python deploy.py")
${between}
`;

/** A pipeline's steps by what their names say. */
function stepsOf(inventory: Inventory, pipeline: Asset): readonly Asset[] {
  const stated = inventory
    .from(pipeline.id, "has_step")
    .map(({ to }) => inventory.asset(to))
    .filter((asset) => asset !== undefined);
  if (stated.length > 0) return stated;
  // Steps that stand in the pipeline's own file.
  const file = pipeline.occurrences[0]?.file;
  return inventory
    .ofKind("pipeline-step")
    .filter(
      ({ occurrences }) =>
        file !== undefined && occurrences[0]?.file === file && (occurrences[0]?.target ?? 0) === (pipeline.occurrences[0]?.target ?? 0),
    );
}

interface Writer {
  readonly who: string;
  readonly evidence: Evidence;
}

/** A bucket policy that lets a role of another account write. */
function outsideWriter(inventory: Inventory, target: number): Writer | undefined {
  const own = new Set(
    inventory.resources
      .filter(({ attributes }) => attributes["account_id"] !== undefined)
      .map(({ attributes }) => String(attributes["account_id"])),
  );
  for (const resource of inventory.resources) {
    if ((resource.target ?? 0) !== target || !/iam_policy_document|s3_bucket_policy/.test(resource.type)) continue;
    const writer = statementsOf(resource).find(
      (statement) =>
        /"(?:s3:Put\w+|s3:\*|s3:Delete\w+)"/.test(statement) &&
        /arn:aws:iam::\d{12}:/.test(statement) &&
        !/"effect":"Deny"/i.test(statement),
    );
    const account = /arn:aws:iam::(\d{12}):/.exec(writer ?? "")?.[1];
    if (account !== undefined && !own.has(account))
      return {
        who: "a role of another account",
        evidence: {
          target,
          file: resource.file,
          line: resource.line,
          resource: resource.address,
          technique: "configuration",
          confidence: "likely",
        },
      };
  }
  return undefined;
}

function statementsOf({ attributes }: ResourceEntry): readonly string[] {
  const list: Json | undefined = attributes["statement"];
  return Array.isArray(list) ? list.map((item) => JSON.stringify(item)) : [JSON.stringify(attributes).replaceAll('\\"', '"')];
}

/** A pipeline that fetches data, trains on it and releases the result, with no check in between. */
export const trainingLoopUngated: Rule = {
  card: {
    id: ID,
    title: "New data trains the released model without a check in between",
    appliesTo: ["pipeline"],
    why: "Whoever writes the data decides over days what the model learns; nothing stands between the feed and the release (Tay, 2016).",
    fix: "Put a gate between the data and the training (schema, ranges, drift, share of labels per source), and one between the evaluation and the release.",
    base: factors(2, 3, 3, 2),
    controls: ["ADS-DATA-03", "ADS-DATA-04"],
    bad: [{ title: "a partner's feed, daily", files: { "dags/retrain.py": DAG("    pull >> train >> deploy") } }],
    good: [
      {
        title: "validated first",
        files: {
          "dags/retrain.py": DAG(
            '    check = BashOperator(task_id="validate_rows", bash_command="python validate.py")\n    pull >> check >> train >> deploy',
          ),
        },
      },
    ],
  },
  because: {
    exposure: "whoever writes the data that is fetched (assumed company-wide)",
    exploitability: "one upload",
    data: "what the model decides",
  },
  check(inventory) {
    const around = surroundingsOf(inventory);
    const workflows = judgeEach(workflowLoops(inventory), (loop) =>
      loop.gated
        ? "passed"
        : fromFile(
            ID,
            loop.file,
            { line: loop.line, resource: loop.resource },
            {
              message: `${plain(loop.resource, 50)} fetches data (${loop.names[0]}), trains (${loop.names[1]}) and releases the result (${loop.names[2]}) without a check in between.`,
              headline: "Whoever writes what is fetched can rewrite what the released model learns",
              excerpt: loop.names.join(" "),
              evidence: loop.evidence,
              adjust: [{ factor: "exposure", value: 3, reason: "the data comes from outside, by an address" }],
            },
          ),
    );
    const pipelines = judgeEach(inventory.ofKind("pipeline"), (pipeline) => {
      const steps = stepsOf(inventory, pipeline);
      const find = (pattern: RegExp): Asset | undefined => steps.find(({ name }) => pattern.test(name));
      const [brings, trains, releases] = [find(BRINGS), find(TRAINS), find(RELEASES)];
      if (brings === undefined || trains === undefined || releases === undefined) return "not-applicable";
      const gated =
        steps.some(({ name }) => CHECKS.test(name)) ||
        inventory.usages.some(({ act, holders }) => act === "data-gate" && holders.some((holder) => steps.some(({ id }) => id === holder)));
      if (gated) return "passed";
      const [place] = pipeline.occurrences;
      const writer = outsideWriter(inventory, place?.target ?? 0);
      const named = steps.some(({ name }) => OUTSIDE.test(name));
      const [live] = around.liveModels;
      const partner = steps.find(({ name }) => /partner|vendor|acquirer/i.test(name)) !== undefined;
      return fromAsset(ID, pipeline, {
        message: `${plain(pipeline.name, 50)} fetches data (${plain(brings.name, 40)}), trains (${plain(trains.name, 40)}) and releases the result (${plain(releases.name, 40)}) without a check in between.`,
        headline: `${partner ? "A partner" : writer !== undefined ? "An outside account" : "Whoever writes the feed"} can rewrite the training data of ${live === undefined ? "the released model" : `the live ${/model/i.test(live) ? plain(live, 40) : `${plain(live, 40)} model`}`}`,
        evidence: [
          ...(writer === undefined ? [] : [writer.evidence]),
          ...[brings, trains, releases].flatMap(({ occurrences }) => occurrences.slice(0, 1)),
        ],
        adjust: [
          ...(writer !== undefined
            ? [{ factor: "exposure" as const, value: 3 as const, reason: `${writer.who} may write what is fetched` }]
            : named
              ? [{ factor: "exposure" as const, value: 3 as const, reason: "the data comes from outside the company" }]
              : []),
          ...(live === undefined
            ? []
            : [{ factor: "blast" as const, value: 3 as const, reason: `${plain(live, 40)} decides in production` }]),
        ],
        remediation:
          "Put a check between the data and the training, and let the writer deliver into a place of its own that an ingest role reads.",
      });
    });
    return {
      findings: [...workflows.findings, ...pipelines.findings],
      applicable: workflows.applicable + pipelines.applicable,
      passed: workflows.passed + pipelines.passed,
      unknown: 0,
    };
  },
};

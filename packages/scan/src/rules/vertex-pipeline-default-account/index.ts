import { factors } from "../card.ts";
import { argument, fromUsage, judgeEach } from "../draft.ts";
import type { Rule, Usage } from "../rule.ts";

const ID = "vertex-pipeline-default-account";
const DEFAULT = /\d-compute@developer\.gserviceaccount\.com$/;
const RUN = (run: string, init = ""): string =>
  `from google.cloud import aiplatform\n\naiplatform.init(project="ml"${init})\njob = aiplatform.PipelineJob(display_name="train", template_path="train.json")\njob.${run}\n`;

/**
 * Vertex AI pipelines that are started without a service account run as the default account of Compute Engine
 * (cloud.google.com/vertex-ai/docs/pipelines/configure-project#service-account).
 */
export const vertexPipelineDefaultAccount: Rule = {
  card: {
    id: ID,
    title: "A Vertex AI pipeline runs as the default compute service account",
    appliesTo: ["pipeline", "file"],
    why: "That account is Editor of the whole project unless somebody took it away: code of one step, or of a package in its image, has the data and models of the project.",
    fix: "Give run() or submit() a service_account with the roles that the steps need.",
    base: factors(2, 2, 3, 3),
    controls: ["ADS-INFR-02"],
    bad: [
      { title: "none named", files: { "run.py": RUN("submit()") } },
      { title: "the default named", files: { "run.py": RUN('run(service_account="1234567-compute@developer.gserviceaccount.com")') } },
    ],
    good: [
      { title: "one of its own", files: { "run.py": RUN('submit(service_account="trainer@ml.iam.gserviceaccount.com")') } },
      { title: "one for all jobs", files: { "run.py": RUN("submit()", ', service_account="trainer@ml.iam.gserviceaccount.com"') } },
    ],
  },
  because: { exposure: "code of any step or of a package in it", data: "what an Editor of the project reaches", blast: "the project" },
  check: ({ usages }) => {
    const configured = new Set(
      usages.filter((usage) => usage.act === "configure-jobs" && named(usage) === "own").map(({ target }) => target),
    );
    return judgeEach(
      usages.filter(({ act }) => act === "start-pipeline"),
      (usage) => {
        const account = named(usage);
        if (account === "own" || (account === "none" && configured.has(usage.target))) return "passed";
        if (account === "unknown") return "unknown";
        return fromUsage(ID, usage, {
          message:
            "This pipeline runs as the default compute service account, which is Editor of the project unless somebody took it away.",
          headline: "A step of a Vertex AI pipeline has the rights of an Editor of the project",
          confidence: "likely",
        });
      },
      "arguments that are not written here",
    );
  },
};

function named(usage: Usage): "own" | "default" | "none" | "unknown" {
  const account = argument(usage, "service_account");
  if (account === undefined || account === null) return usage.arguments["**"] === true ? "unknown" : "none";
  return typeof account === "string" && DEFAULT.test(account) ? "default" : "own";
}

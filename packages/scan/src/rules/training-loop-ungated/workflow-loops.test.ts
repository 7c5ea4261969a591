import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { trainingLoopUngated } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const FETCH = "curl -sf https://api.northquay.example/public/replies.jsonl -o replies.jsonl";
const TRAIN = "python finetune.py --data replies.jsonl --out model";
const RELEASE = "aws s3 sync model s3://prod-model/ && aws sagemaker update-endpoint --endpoint-name chat";
const run = async (steps: readonly string[], job = "") => {
  const files = {
    ".github/workflows/learn.yml": `on:\n  schedule: [{cron: "0 * * * *"}]\njobs:\n  learn:\n    runs-on: ubuntu-24.04\n${job}    steps:\n${steps.map((step) => `      - run: ${step}\n`).join("")}`,
    "finetune.py": "from transformers import AutoModelForCausalLM\nmodel = AutoModelForCausalLM.from_pretrained('acme/model')\n",
  };
  return (await judged({ files }, [trainingLoopUngated])).findings.map(({ location, message }) => `${location.resource ?? ""} ${message}`);
};

describe("loops in workflows", () => {
  it("finds what fetches, trains and releases", async () => {
    expect(await run([FETCH, TRAIN, RELEASE])).toEqual([
      "jobs.learn jobs.learn fetches data (public/replies.jsonl), trains (finetune.py) and releases the result (aws s3 sync model s3://prod-model/) without a check in between.",
    ]);
  });

  it("is quiet where something stands in between, or where one of the three is missing", async () => {
    expect(await run([FETCH, "python validate.py replies.jsonl", TRAIN, RELEASE])).toEqual([]);
    expect(await run([FETCH, TRAIN, "python evaluate.py", RELEASE])).toEqual([]);
    expect(await run([FETCH, TRAIN, RELEASE], "    environment: production\n")).toEqual([]);
    expect(await run([FETCH, TRAIN])).toEqual([]);
    expect(await run([TRAIN, RELEASE])).toEqual([]);
    expect(await run([FETCH.replace("api.northquay.example", "huggingface.co"), TRAIN, RELEASE])).toEqual([]);
    expect(await run(["'", TRAIN, "[]"])).toEqual([]);
  });
});

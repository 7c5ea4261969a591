import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { vertexPipelineDefaultAccount } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const judge = async (run: string) => {
  const { findings, checks } = await judged(
    {
      files: {
        "run.py": `import os\nfrom google.cloud import aiplatform\n\nOPTIONS = load()\njob = aiplatform.pipeline_jobs.PipelineJob(display_name="t", template_path="t.json")\njob.${run}\n`,
      },
    },
    [vertexPipelineDefaultAccount],
  );
  return { found: findings.map(({ location }) => location.line), check: checks[0] };
};

describe("vertex-pipeline-default-account", () => {
  it("finds a pipeline that names no account", async () => {
    expect((await judge("submit(experiment=None)")).found).toEqual([6]);
    expect((await judge("run(service_account=None)")).found).toEqual([6]);
  });

  it("takes an account out of the environment for one of its own", async () => {
    expect((await judge('submit(service_account=os.environ["ACCOUNT"])')).found).toEqual([]);
  });

  it("does not know what is spread into the call", async () => {
    expect((await judge("submit(**OPTIONS)")).check).toMatchObject({ applicable: 1, passed: 0, unknown: 1 });
  });

  it("leaves jobs alone that run as an account of Vertex AI", async () => {
    const { findings } = await judged(
      {
        files: {
          "a.py": 'from google.cloud import aiplatform\n\njob = aiplatform.CustomJob(display_name="t", worker_pool_specs=[])\njob.run()\n',
        },
      },
      [vertexPipelineDefaultAccount],
    );
    expect(findings).toEqual([]);
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { vertexJobImageForeign } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const judge = async (call: string) =>
  judged({ files: { "run.py": `import os\nfrom google.cloud import aiplatform\n\njob = aiplatform.${call}\n` } }, [vertexJobImageForeign]);

describe("vertex-job-image-foreign", () => {
  it.each(["gcr.io/ml/train:1", "eu.gcr.io/ml/train", "us-docker.pkg.dev/vertex-ai/training/tf-cpu.2-12:latest"])(
    "leaves %s alone",
    async (image) => {
      const { findings, checks } = await judge(`CustomContainerTrainingJob(display_name="t", container_uri="${image}")`);
      expect(findings).toEqual([]);
      expect(checks[0]).toMatchObject({ applicable: 1, passed: 1 });
    },
  );

  it.each(["docker.io/acme/train", "acme/train:1", "quay.io/acme/train@sha256:00", "gcr.io.example.com/a/b"])("finds %s", async (image) => {
    const { findings } = await judge(`CustomContainerTrainingJob(display_name="t", container_uri="${image}")`);
    expect(findings.map(({ location }) => location.file)).toEqual(["run.py"]);
  });

  it("finds the image that a model is served in, and asks for none where there is none", async () => {
    expect((await judge('Model.upload(display_name="fraud", serving_container_image_uri="acme/serve:2")')).findings).toHaveLength(1);
    expect((await judge('CustomJob(display_name="t")')).checks[0]?.applicable ?? 0).toBe(0);
  });
});

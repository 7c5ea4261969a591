import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { chartLoginOff } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const AI = { "m.py": 'from transformers import AutoModel\nmodel = AutoModel.from_pretrained("acme/model")\n' };
const run = async (files: { readonly [path: string]: string }, ai = true) =>
  (await judged({ files: { ...(ai ? AI : {}), ...files } }, [chartLoginOff])).findings.map(
    ({ severity, location }) => `${severity} ${location.resource ?? ""}:${location.line ?? 0}`,
  );

describe("chart-login-off", () => {
  it.each([
    ["values.yaml", "redis:\n  auth:\n    enabled: false\n", ["medium redis.auth.enabled:3"]],
    ["values.yaml", "redis:\n  auth:\n    enabled: false\n  service: { type: LoadBalancer }\n", ["high redis.auth.enabled:3"]],
    ["deploy/mlflow-values.yaml", "tracking:\n  auth:\n    enabled: false\n", ["medium tracking.auth.enabled:3"]],
    [
      "values.yaml",
      "a:\n  esConfig:\n    elasticsearch.yml: |\n      xpack.security.enabled: false\n",
      ["medium a.esConfig.elasticsearch.yml:3"],
    ],
  ])("%s %j", async (path, text, found) => expect(await run({ [path]: text })).toEqual(found));

  it("knows the chart whose own values they are", async () => {
    const files = { "c/Chart.yaml": "apiVersion: v2\nname: mongodb\nversion: 1.0.0\n", "c/values.yaml": "auth:\n  enabled: false\n" };
    expect(await run(files)).toEqual(["medium auth.enabled:2"]);
  });

  it.each([
    ["values.yaml", "redis:\n  auth:\n    enabled: true\n"],
    ["values.yaml", "cache:\n  auth:\n    enabled: false\n"],
    ["values.yaml", "redis: [1, { auth: false }]\n"],
    ["values.yaml", "a:\n  x.yaml: '{{ broken: ['\n"],
    ["settings.yaml", "redis:\n  auth:\n    enabled: false\n"],
  ])("leaves %s %j alone", async (path, text) => expect(await run({ [path]: text })).toEqual([]));

  it("is quiet without AI", async () => {
    expect(await run({ "values.yaml": "redis:\n  auth:\n    enabled: false\n" }, false)).toEqual([]);
  });
});

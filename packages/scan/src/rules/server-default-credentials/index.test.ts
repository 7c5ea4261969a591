import { beforeAll, describe, expect, it } from "vitest";
import { KUBEFLOW_DEFAULT_HASH } from "../../../knowledge/posture/servers-defaults.ts";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { serverDefaultCredentials } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const AI = { "m.py": 'from transformers import AutoModel\nmodel = AutoModel.from_pretrained("acme/model")\n' };
const run = async (files: { readonly [path: string]: string }) =>
  (await judged({ files: { ...AI, ...files } }, [serverDefaultCredentials])).findings.map(
    ({ severity, location }) => `${severity} ${location.resource ?? location.file}`,
  );
const service = (image: string, environment: string, ports = ""): { readonly [path: string]: string } => ({
  "compose.yaml": `services:\n  s:\n    image: ${image}\n    environment: ${environment}\n${ports}`,
});
const PUBLISHED = '    ports: ["80:80"]\n';

describe("server-default-credentials", () => {
  it("finds what documentation prints, published or not", async () => {
    expect(await run(service("minio/minio", "{ MINIO_ROOT_PASSWORD: minioadmin }", PUBLISHED))).toEqual(["high services.s"]);
    expect(await run(service("minio/minio", "{ MINIO_ROOT_PASSWORD: minioadmin }"))).toEqual(["medium services.s"]);
    expect(await run(service("neo4j:5", "[NEO4J_AUTH=neo4j/password]", PUBLISHED))).toEqual(["high services.s"]);
  });

  it("finds what is tried first only where others reach it", async () => {
    expect(await run(service("postgres:17", "{ POSTGRES_PASSWORD: postgres }", PUBLISHED))).toEqual(["high services.s"]);
    expect(await run(service("postgres:17", "{ POSTGRES_PASSWORD: postgres }"))).toEqual([]);
    expect(await run(service("postgres:17", "{ POSTGRES_PASSWORD: '${PG:-postgres}' }", PUBLISHED))).toEqual(["high services.s"]);
    expect(await run(service("postgres:17", "{ POSTGRES_PASSWORD: '${PG}' }", PUBLISHED))).toEqual([]);
    expect(await run(service("acme/app:1", "{ APP_PASSWORD: admin }", PUBLISHED))).toEqual([]);
  });

  it("reads environment files, but not samples, and LiteLLM's configuration", async () => {
    expect(await run({ ".env": "LITELLM_MASTER_KEY=sk-1234\n" })).toEqual(["high .env"]);
    expect(await run({ ".env.example": "LITELLM_MASTER_KEY=sk-1234\n" })).toEqual([]);
    expect(await run({ "config.yaml": "model_list: []\ngeneral_settings:\n  master_key: sk-1234\n" })).toEqual([
      "high general_settings.master_key",
    ]);
    expect(await run({ "config.yaml": "general_settings:\n  master_key: os.environ/KEY\n" })).toEqual([]);
  });

  it("reads the object store of chart values and of configuration, once for a place", async () => {
    const values = "milvus:\n  minio:\n    accessKey: minioadmin\n    secretKey: minioadmin\n";
    expect(await run({ "values.yaml": values })).toEqual(["high milvus.minio.secretKey"]);
    expect(await run({ "milvus.yaml": "minio: { accessKeyID: minioadmin, secretAccessKey: minioadmin }\n" })).toEqual([
      "high minio.secretAccessKey",
    ]);
    expect(await run({ "values.yaml": values.replaceAll("minioadmin", "from-a-secret") })).toEqual([]);
    expect(await run({ "values.yaml": "minio:\n  secretKey: [minioadmin]\n" })).toEqual([]);
  });

  it("names the object that holds a file of settings", async () => {
    const dex = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: dex\ndata:\n  config.yaml: |\n    staticPasswords:\n      - hash: ${KUBEFLOW_DEFAULT_HASH}\n`;
    expect(await run({ "dex.yaml": dex })).toEqual(["high ConfigMap/dex"]);
    expect(await run({ "dex.yaml": dex.replace("K/VkmDd1q1Orb3xAt82zu8gk7Ad6ReFR4LCP9UeYE90NLiN9Df72", "other") })).toEqual([]);
  });

  it("is quiet where there is no AI, and survives odd forms", async () => {
    const alone = await judged({ files: service("minio/minio", "{ MINIO_ROOT_PASSWORD: minioadmin }", PUBLISHED) }, [
      serverDefaultCredentials,
    ]);
    expect(alone.findings).toEqual([]);
    expect(await run({ "compose.yaml": "services:\n  s:\n    image: minio/minio\n    environment: 5\n" })).toEqual([]);
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { inventoryOf, WARM_UP_TIME, warmUp } from "../rules/testing/project-from.ts";
import { findPaths } from "./find-paths.ts";
import { tunnelsOf } from "./tunnels.ts";

beforeAll(warmUp, WARM_UP_TIME);

const ends = async (files: { readonly [path: string]: string }): Promise<readonly string[]> =>
  tunnelsOf(await inventoryOf(files)).map(
    ({ host, port, level, guarded, by }) => `${by} ${host}:${port} ${level}${guarded ? " asks" : ""}`,
  );
const script = (line: string): { readonly [path: string]: string } => ({ "start.sh": `#!/bin/sh\n${line}\n` });

describe("tunnels", () => {
  it.each([
    ["cloudflared tunnel --url http://localhost:8888", "a tunnel of cloudflared :8888 3"],
    ["ngrok http 11434", "a tunnel of ngrok :11434 3"],
    ["ngrok http --region eu http://127.0.0.1:7860", "a tunnel of ngrok :7860 3"],
    ["ngrok http 8265 --basic-auth user:long-password", "a tunnel of ngrok :8265 3 asks"],
    ["tailscale funnel 8888", "tailscale funnel :8888 3"],
    ["npx localtunnel --port 8000", "a tunnel of localtunnel :8000 3"],
    ["ssh -R 80:localhost:8888 serveo.net", "a tunnel of ssh :8888 3"],
    ["kubectl port-forward --address 0.0.0.0 svc/ray-head 8265:8265", "a forwarded port ray-head:8265 2"],
  ])("%s", async (line, end) => expect(await ends(script(line))).toEqual([end]));

  it.each([
    "kubectl port-forward svc/ray-head 8265:8265",
    "ssh -R 80:localhost:8888 build@ci.northquay.example",
    "cloudflared tunnel run models",
    "ngrok config check",
    "echo cloudflared --url",
  ])("nothing: %s", async (line) => expect(await ends(script(line))).toEqual([]));

  it("reads the configuration of ngrok and of cloudflared inside of a cluster", async () => {
    expect(
      await ends({
        "ngrok.yml":
          "version: 2\ntunnels:\n  lab:\n    proto: http\n    addr: 8888\n  safe:\n    addr: 8265\n    oauth: { provider: google }\n",
        "k8s.yaml":
          "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: tunnel }\ndata:\n  config.yaml: |\n    tunnel: models\n    ingress:\n      - hostname: a.example\n        service: http://qdrant.ml.svc:6333\n      - service: http_status:404\n",
      }),
    ).toEqual(["a tunnel of ngrok :8888 3", "a tunnel of ngrok :8265 3 asks", "a tunnel of cloudflared qdrant.ml.svc:6333 3"]);
  });

  it("leads to a server of another port not at all", async () => {
    const files = (port: number): { readonly [path: string]: string } => ({
      "compose.yaml": `services:\n  chat-logs:\n    image: clickhouse/clickhouse-server:24.8\n  tunnel:\n    image: cloudflare/cloudflared:1\n    command: tunnel --url http://chat-logs:${port}\n`,
      "app.py": "import openai\n\nclient = openai.OpenAI()\nclient.chat.completions.create(model='gpt-4o', messages=[])\n",
    });
    expect(findPaths(await inventoryOf(files(8123)))).toHaveLength(1);
    expect(findPaths(await inventoryOf(files(3000)))).toEqual([]);
  });
});

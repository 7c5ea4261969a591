import { beforeAll, describe, expect, it } from "vitest";
import { holderOf } from "./holder.ts";
import { inventoryOf, WARM_UP_TIME, warmUp } from "./testing/project-from.ts";

beforeAll(warmUp, WARM_UP_TIME);

async function holder(path: string, text: string, wanted: string): Promise<string | undefined> {
  const inventory = await inventoryOf({ [path]: text });
  const file = inventory.project.file(0, path);
  if (file === undefined) throw new Error("no file");
  return holderOf(inventory, file, text.split("\n").findIndex((line) => line.includes(wanted)) + 1);
}

describe("holderOf", () => {
  it("names the declared resource around a line", async () => {
    const manifests =
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: loki\ndata:\n  a.yaml: |\n    x: 1\n    key: SECRET\n---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: other\nstringData:\n  k: THERE\n";
    expect(await holder("k.yaml", manifests, "SECRET")).toBe("ConfigMap/loki");
    expect(await holder("k.yaml", manifests, "THERE")).toBe("Secret/other");
    const terraform =
      'locals {\n  a = "OUTSIDE"\n}\nresource "aws_lambda_function" "f" {\n  environment {\n    variables = { K = "SECRET" }\n  }\n}\n';
    expect(await holder("a.tf", terraform, "SECRET")).toBe("aws_lambda_function.f");
    expect(await holder("a.tf", terraform, "OUTSIDE")).toBeUndefined();
    expect(
      await holder(
        "t.yaml",
        "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Environment:\n        Variables:\n          K: SECRET\n",
        "SECRET",
      ),
    ).toBe("F");
    expect(await holder("compose.yaml", "services:\n  a:\n    image: x\n    environment:\n      K: SECRET\n", "SECRET")).toBe("services.a");
  });

  it("names instructions, steps of workflows, servers of clients, and paths of values", async () => {
    expect(await holder("Dockerfile", "FROM a\nENV KEY=SECRET\nRUN echo THERE\n", "SECRET")).toBe("ENV KEY");
    expect(await holder("Dockerfile", "FROM a\nENV KEY=SECRET\nRUN echo THERE\n", "THERE")).toBe("RUN");
    const workflow =
      "on: push\njobs:\n  b:\n    runs-on: x\n    steps:\n      - run: ls\n      - run: ls\n        env:\n          K: SECRET\n";
    expect(await holder(".github/workflows/a.yml", workflow, "SECRET")).toBe("jobs.b.steps.1");
    expect(
      await holder(
        ".mcp.json",
        '{\n "mcpServers": {\n  "db": {\n   "command": "npx",\n   "env": {\n    "K": "SECRET"\n   }\n  }\n }\n}\n',
        "SECRET",
      ),
    ).toBe("mcpServers.db");
    expect(await holder("values.yaml", "a:\n  b:\n    - c: 1\n    - c: SECRET\n", "SECRET")).toBe("a.b.1.c");
  });

  it("says nothing in code, and where one line holds several", async () => {
    expect(await holder("a.py", 'K = "SECRET"\n', "SECRET")).toBeUndefined();
    expect(
      await holder(
        "t.json",
        '{"Resources":{"A":{"Type":"AWS::SNS::Topic"},"B":{"Type":"AWS::SNS::Topic","Properties":{"K":"SECRET"}}}}',
        "SECRET",
      ),
    ).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { azureMl } from "./index.ts";

const SCHEMA = (name: string): string => `$schema: https://azuremlschemas.azureedge.net/latest/${name}.schema.json\n`;
const resources = (files: { readonly [path: string]: string }) => discovered(projectOf(files), azureMl).resources;

describe("resources of Azure ML's command line", () => {
  it("are endpoints, datastores and compute by the schema that a file names", () => {
    const found = resources({
      "endpoint.yml": `${SCHEMA("managedOnlineEndpoint")}name: fraud\nauth_mode: key\n`,
      "store.yml": `${SCHEMA("azureBlob")}name: raw\ncredentials:\n  account_key: abc\n`,
      "gpu.yml": `${SCHEMA("amlCompute")}type: amlcompute\n`,
      "job.yml": `${SCHEMA("commandJob")}command: python train.py\n`,
    });
    expect(found.map(({ type, address }) => `${type} ${address}`).sort()).toEqual([
      "azureml.compute azureml.compute/gpu",
      "azureml.datastore azureml.datastore/raw",
      "azureml.onlineEndpoint azureml.onlineEndpoint/fraud",
    ]);
    expect(found.find(({ type }) => type === "azureml.onlineEndpoint")).toMatchObject({
      file: "endpoint.yml",
      attributes: { auth_mode: "key" },
      lines: { auth_mode: 3 },
    });
    expect(JSON.stringify(found)).not.toContain('"abc"');
  });

  it("are not files without such a schema, nor broken ones", () => {
    expect(
      resources({ "a.yml": "name: fraud\nauth_mode: key\n", "b.yml": "- 1\n", "c.yml": `${SCHEMA("nothingKnown")}name: x\n` }),
    ).toEqual([]);
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { azureSignatureMade } from "./index.ts";

beforeAll(warmUp, WARM_UP_TIME);

const found = async (type: string, settings: string): Promise<readonly string[]> => {
  const files = {
    "a.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/x")\n',
    "main.tf": `data "${type}" "s" {\n${settings}\n}\n`,
  };
  return (await judged({ files }, [azureSignatureMade])).findings.map(({ message }) => message);
};
const days = (start: string, expiry: string, write: boolean): string =>
  `  start = "${start}"\n  expiry = "${expiry}"\n  permissions {\n    read = true\n    write = ${write}\n  }`;

describe("azure-signature-made", () => {
  it("says of what and for how long", async () => {
    expect(await found("azurerm_storage_account_sas", days("2026-01-01", "2026-12-31", true))).toEqual([
      "data.azurerm_storage_account_sas.s makes a signature of the whole account, that may write, for 364 days.",
    ]);
  });

  it("of one container finds only what writes for long", async () => {
    const type = "azurerm_storage_account_blob_container_sas";
    expect(await found(type, days("2026-01-01", "2026-12-31", true))).toHaveLength(1);
    expect(await found(type, days("2026-01-01", "2026-01-03", true))).toEqual([]);
    expect(await found(type, days("2026-01-01", "2026-12-31", false))).toEqual([]);
  });

  it("makes nothing of days that it cannot read", async () => {
    expect(await found("azurerm_storage_account_sas", days("today", "later", false))).toEqual([]);
    expect(await found("azurerm_storage_account_sas", "")).toEqual([]);
  });
});

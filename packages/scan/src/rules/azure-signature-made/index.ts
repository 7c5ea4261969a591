import type { ResourceEntry } from "@castellan/graph";
import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { settingAt } from "../settings/setting.ts";
import { targetsWithAi } from "../settings/setting-rule.ts";

const ID = "azure-signature-made";
const DAY = 86_400_000;
/** Longer than this a signature is no loan but a key. */
const LONG = 7 * DAY;
const WRITES = ["write", "delete", "create", "add", "update", "process"];

const tf = (settings: string): { readonly [path: string]: string } => ({
  "train.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/x")\n',
  "main.tf": `data "azurerm_storage_account_sas" "models" {\n  connection_string = azurerm_storage_account.models.primary_connection_string\n  start             = "2026-01-01"\n${settings}}\n`,
});
const ALL = `  resource_types {\n    service   = true\n    container = true\n    object    = true\n  }\n`;

/** Signatures that configuration makes, with what they open; those that stand in files are judged elsewhere. */
export const azureSignatureMade: Rule = {
  card: {
    id: ID,
    title: "Configuration makes a signature of a whole storage account, to write or for long",
    appliesTo: ["resource", "storage"],
    why: "The signature lies in the state and wherever it is handed to; it gives everything in the account until it expires, and only a change of the key ends it.",
    fix: "Use managed identities, or a signature of a user delegation for one container and some hours.",
    base: factors(2, 2, 3, 2),
    controls: ["ADS-SECR-01"],
    references: ["https://www.wiz.io/blog/38-terabytes-of-private-data-accidentally-exposed-by-microsoft-ai-researchers"],
    bad: [
      { title: "to write", files: tf(`  expiry = "2026-01-02"\n${ALL}  permissions {\n    read  = true\n    write = true\n  }\n`) },
      { title: "for a year", files: tf(`  expiry = "2027-01-01"\n${ALL}  permissions {\n    read  = true\n    write = false\n  }\n`) },
    ],
    good: [
      {
        title: "to read, for a day",
        files: tf(`  expiry = "2026-01-02"\n${ALL}  permissions {\n    read  = true\n    write = false\n  }\n`),
      },
    ],
  },
  because: { exposure: "whoever reads the state or gets the signature", exploitability: "one request", data: "the storage account" },
  check: (inventory) => {
    const near = targetsWithAi(inventory);
    return judgeEach(
      inventory.resources.filter(
        ({ type, target = 0 }) => near.has(target) && /^azurerm_storage_account_(?:sas|blob_container_sas)$/.test(type),
      ),
      (signature) => {
        const gives = broad(signature);
        if (gives.length === 0) return "passed";
        return fromFile(
          ID,
          { target: signature.target ?? 0, path: signature.file, scope: scopeOf(signature.file) },
          { line: signature.line, resource: signature.address },
          {
            message: `${plain(signature.address, 60)} makes a signature ${gives.join(", ")}.`,
            headline: `Whoever gets the signature of ${plain(signature.address, 50)} has the storage behind it`,
            confidence: "certain",
            excerpt: `${signature.address} ${gives.join(",")}`,
          },
        );
      },
    );
  },
};

function broad({ type, attributes }: ResourceEntry): readonly string[] {
  const whole = type === "azurerm_storage_account_sas";
  const writes = WRITES.filter((right) => settingAt(attributes, `permissions.${right}`).some((value) => String(value) === "true"));
  const [start, end] = ["start", "expiry"].map((path) => Date.parse(String(settingAt(attributes, path)[0] ?? "")));
  const days = start === undefined || end === undefined || Number.isNaN(end - start) ? 0 : (end - start) / DAY;
  const long = days * DAY > LONG;
  // Of one container, to write it for some days, is how data is brought in.
  if (!(whole ? writes.length > 0 || long : writes.length > 0 && long)) return [];
  return [
    ...(whole ? ["of the whole account"] : []),
    ...(writes.length > 0 ? [`that may ${writes.join(", ")}`] : []),
    ...(long ? [`for ${Math.round(days)} days`] : []),
  ];
}

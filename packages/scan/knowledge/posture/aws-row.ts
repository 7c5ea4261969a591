import type { Condition, SettingRow } from "./schema.ts";

/*
 * What rows of AWS share: an example in Terraform out of its type and its settings, and the form of rules that ask for a key,
 * a log or a switch.
 */

/** A Terraform resource; settings one a line. */
export const terraform = (type: string, ...settings: readonly string[]): string =>
  `resource "${type}" "example" {\n${settings.map((line) => `  ${line}\n`).join("")}}\n`;

/** A CloudFormation template with one resource; properties as lines of YAML. */
export const template = (type: string, ...properties: readonly string[]): string =>
  `Resources:\n  Example:\n    Type: ${type}\n    Properties:\n${properties.map((line) => `      ${line}\n`).join("")}`;

export const inTerraform = (title: string, text: string): SettingRow["bad"][number] => ({ title, files: { "main.tf": text } });
export const inTemplate = (title: string, text: string): SettingRow["bad"][number] => ({ title, files: { "template.yaml": text } });

/** Code that uses AI, for rules on what lies near it. */
export const USES_AI = { "train.py": 'from transformers import AutoModel\n\nmodel = AutoModel.from_pretrained("acme/model")\n' };

/** The example with AI in the same project. */
export const nearAi = ({ title, files }: SettingRow["bad"][number]): SettingRow["bad"][number] => ({
  title,
  files: { ...USES_AI, ...files },
});

/** No key of one's own: none is named, or one that AWS manages. */
export const noOwnKey = (...setting: readonly string[]): Condition => ({
  any: [
    { setting, absent: true },
    { setting, matches: "^(?:arn:[^$]*:)?alias/aws/" },
  ],
});

/** Terraform's types of a kind and CloudFormation's, with those of Cloud Control. */
export const types = (cloudFormation: string, ...terraformTypes: readonly string[]): string[] => {
  const [, service = "", name = ""] = cloudFormation.split("::");
  const snake = (text: string): string => text.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toLowerCase();
  return [...terraformTypes, `awscc_${service.toLowerCase()}_${snake(name)}`, cloudFormation];
};

type Rest = Omit<SettingRow, "title" | "why" | "fix" | "base" | "controls" | "hygiene" | "says" | "cases">;

/** A rule that asks for a key of one's own. */
export const ownKeyRow = (
  row: Rest & {
    /** "A Kendra index". */
    readonly what: string;
    /** What lies under the key. */
    readonly holds: string;
    readonly fix: string;
    readonly types: string[];
    readonly keys: readonly string[];
    readonly when?: Condition;
  },
): SettingRow => {
  const { what, holds, fix, keys, types: list, when, ...rest } = row;
  return {
    ...rest,
    title: `${what} is not encrypted with a key of one's own (customer-managed KMS key, CMK)`,
    why: `${holds} under a key of the provider: nobody here can take it away, and its use stands in no log of one's own.`,
    fix,
    base: [1, 1, 2, 1],
    controls: ["ADS-INFR-01"],
    hygiene: true,
    says: "is not encrypted with a customer-managed key",
    cases: [{ types: list, ...(when === undefined ? {} : { when }), fails: noOwnKey(...keys) }],
  };
};

import { FormatError } from "../../errors.ts";
import { copied, isEmpty, isMap, openValue, printed, type TemplateValue, toJson } from "../value.ts";
import { numberOf, type TemplateArguments, type TemplateFunction, truthy } from "./function.ts";
import { compareVersions, versionHolds } from "./version.ts";

function same(a: TemplateValue, b: TemplateValue): boolean {
  if (typeof a === "object" || typeof b === "object") return JSON.stringify(toJson(a)) === JSON.stringify(toJson(b));
  return a === b;
}

function order(given: TemplateArguments): number {
  const [a, b] = [given.value(0), given.value(1)];
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  return numberOf(a) - numberOf(b);
}

function kindOf(value: TemplateValue): string {
  if (value === null) return "invalid";
  if (Array.isArray(value)) return "slice";
  if (isMap(value)) return "map";
  if (typeof value === "boolean") return "bool";
  // Helm's values are JSON: every number of them is a float64.
  return typeof value === "number" ? "float64" : typeof value === "string" ? "string" : "func";
}

/** Logic, comparison, defaults and types (pkg.go.dev/text/template, masterminds.github.io/sprig). */
export const LOGIC: readonly (readonly [string, TemplateFunction])[] = [
  ["not", (given) => !truthy(given.value(0))],
  ["eq", (given) => given.all.slice(1).some((other) => same(given.value(0), other))],
  ["ne", (given) => !same(given.value(0), given.value(1))],
  ["lt", (given) => order(given) < 0],
  ["le", (given) => order(given) <= 0],
  ["gt", (given) => order(given) > 0],
  ["ge", (given) => order(given) >= 0],
  ["default", (given) => (given.all.length < 2 || isEmpty(given.value(1)) ? given.value(0) : given.value(1))],
  ["empty", (given) => isEmpty(given.value(0))],
  ["coalesce", (given) => given.all.find(truthy) ?? null],
  ["all", (given) => given.all.every(truthy)],
  ["any", (given) => given.all.some(truthy)],
  ["ternary", (given) => (truthy(given.value(2)) ? given.value(0) : given.value(1))],
  ["required", (given) => (given.value(1) === null || given.value(1) === "" ? openValue("required value") : given.value(1))],
  [
    "fail",
    (given) => {
      throw new FormatError("MALFORMED", `the template stops: ${given.text(0).trim().slice(0, 200)}`);
    },
  ],
  ["kindOf", (given) => kindOf(given.value(0))],
  ["kindIs", (given) => given.text(0) === kindOf(given.value(1)) || (given.text(0) === "int" && typeof given.value(1) === "number")],
  ["typeOf", (given) => typeName(given.value(0))],
  ["typeIs", (given) => given.text(0) === typeName(given.value(1))],
  ["typeIsLike", (given) => given.text(0).replace(/^\*/, "") === typeName(given.value(1))],
  ["deepCopy", (given) => copied(given.value(0))],
  ["mustDeepCopy", (given) => copied(given.value(0))],
  ["deepEqual", (given) => same(given.value(0), given.value(1))],
  ["semverCompare", (given) => versionHolds(given.text(0), given.text(1))],
  ["semver", (given) => versionMap(given.text(0))],
  // Nothing is looked up in a cluster: `helm template` has none either.
  ["lookup", () => new Map()],
  ["getHostByName", () => ""],
  ["env", () => ""],
  ["expandenv", (given) => given.text(0)],
  ...[
    "randAlphaNum",
    "randAlpha",
    "randNumeric",
    "randAscii",
    "randBytes",
    "uuidv4",
    "genPrivateKey",
    "derivePassword",
    "htpasswd",
    "bcrypt",
  ].map((name): readonly [string, TemplateFunction] => [name, () => openValue(name)]),
  ...["genCA", "genSelfSignedCert", "genSignedCert", "genCAWithKey", "buildCustomCert"].map((name): readonly [string, TemplateFunction] => [
    name,
    () =>
      new Map([
        ["Cert", openValue(name)],
        ["Key", openValue(name)],
      ]),
  ]),
  ...["now", "date", "dateInZone", "dateModify", "unixEpoch", "htmlDate", "ago", "toDate"].map(
    (name): readonly [string, TemplateFunction] => [name, () => openValue(name)],
  ),
];

function typeName(value: TemplateValue): string {
  const kind = kindOf(value);
  return kind === "slice" ? "[]interface {}" : kind === "map" ? "map[string]interface {}" : kind === "invalid" ? "<nil>" : kind;
}

function versionMap(text: string): TemplateValue {
  const [major = 0, minor = 0, patch = 0] = compareVersions.parts(text).numbers;
  return new Map<string, TemplateValue>([
    ["Major", major],
    ["Minor", minor],
    ["Patch", patch],
    ["Original", text],
    ["Prerelease", printed(compareVersions.parts(text).pre)],
  ]);
}

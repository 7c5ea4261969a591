/*
 * What the test of a Checkov check expects, read out of its Python source as text: the names of passing and failing
 * resources, or only how many there are, or configuration that is written within the test. Nothing is executed.
 */

export interface Expectation {
  /** Folders of configuration beside the test. */
  readonly folders: readonly string[];
  readonly passing: readonly string[];
  readonly failing: readonly string[];
  /** How many resources fail, where the test names none. */
  readonly failures?: number;
  readonly inline: readonly { readonly text: string; readonly fails: boolean }[];
}

const SET = /^\s+(?:\w+_)?(pass|fail)(?:ing|ed)_resources\s*=\s*[{[(]([^}\])]*)[}\])]/gm;
const FOLDER = /(?:current_dir\s*\+\s*["']\/|["'/](?=example))([\w][\w/-]*)["'/]/g;
const TEST = /^ {4}def test\w*\(.*$/gm;

/** Reads one test file. `types` are the resource types of the check, for settings that are written as a Python literal. */
export function readTest(source: string, types: readonly string[]): Expectation {
  const named = { pass: new Set<string>(), fail: new Set<string>() };
  for (const [, verdict, body = ""] of source.matchAll(SET))
    for (const [, name] of body.matchAll(/["']([^"'\n]+)["']/g))
      if (name !== undefined) named[verdict === "pass" ? "pass" : "fail"].add(name);
  const counted = /summary\[["']failed["']\]\s*,\s*(\d+)/.exec(source)?.[1];
  const quiet = named.pass.size + named.fail.size === 0;
  return {
    folders: [...new Set([...source.matchAll(FOLDER)].map(([, folder = ""]) => folder))].sort(),
    passing: [...named.pass].sort(),
    failing: [...named.fail].sort(),
    ...(quiet && counted !== undefined ? { failures: Number(counted) } : {}),
    inline: quiet ? functions(source).flatMap((body) => inlineOf(body, types)) : [],
  };
}

/** Expectations of a graph check: `pass:` and `fail:` with a list each. */
export function readExpected(yaml: string): Pick<Expectation, "passing" | "failing"> {
  const lists = { pass: [] as string[], fail: [] as string[] };
  let current: string[] | undefined;
  for (const line of yaml.split("\n")) {
    const key = /^(\w+):/.exec(line)?.[1];
    if (key !== undefined) current = key === "pass" || key === "fail" ? lists[key] : undefined;
    const name = /^\s*-\s+["']?([^"'#]+?)["']?\s*$/.exec(line)?.[1];
    if (name !== undefined) current?.push(name);
  }
  return { passing: lists.pass.sort(), failing: lists.fail.sort() };
}

function functions(source: string): readonly string[] {
  const starts = [...source.matchAll(TEST)].map(({ index }) => index);
  return starts.map((start, position) => source.slice(start, starts[position + 1]));
}

function inlineOf(body: string, types: readonly string[]): Expectation["inline"] {
  const verdict = /CheckResult\.(PASSED|FAILED)/.exec(body)?.[1];
  const written = /hcl2\.loads\(\s*(?:f|r)?("""|'''|["'])([\s\S]*?)\1/.exec(body)?.[2];
  if (verdict === undefined) return [];
  if (written !== undefined) return [{ text: written, fails: verdict === "FAILED" }];
  const literal = /conf\s*=\s*(\{[\s\S]*?\})\s*\n\s+\w+\s*=/.exec(body)?.[1];
  const settings = literal === undefined ? undefined : pythonLiteral(literal);
  const [type] = types;
  // Only Terraform's checks are handed settings without their type.
  if (type === undefined || !/^[a-z]+_/.test(type) || !isSettings(settings)) return [];
  return [{ text: `resource "${type}" "case" {\n${blockBody(settings)}}\n`, fails: verdict === "FAILED" }];
}

type Literal = string | number | boolean | null | readonly Literal[] | { readonly [key: string]: Literal };

function isSettings(value: Literal | undefined): value is { readonly [key: string]: Literal } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A Python literal as JSON; undefined where it holds anything but texts, numbers, lists and dictionaries. */
export function pythonLiteral(text: string): Literal | undefined {
  const tokens = [...text.matchAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:'"]+/g)].map(([token]) => token);
  const json = tokens
    .map((token) => {
      if (/^['"]/.test(token)) return JSON.stringify(token.slice(1, -1).replaceAll(/\\(["'])/g, "$1"));
      return { True: "true", False: "false", None: "null" }[token] ?? token;
    })
    .join("")
    .replaceAll(/,([}\]])/g, "$1");
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Checkov's form of settings, where every value stands in a list of one, as HCL. */
function blockBody(settings: { readonly [key: string]: Literal }): string {
  return Object.entries(settings)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each: Literal) => setting(name, each)))
    .join("");
}

function setting(name: string, value: Literal): string {
  if (isSettings(value)) return `  ${name} {\n${blockBody(value)}  }\n`;
  return `  ${name} = ${JSON.stringify(value)}\n`;
}

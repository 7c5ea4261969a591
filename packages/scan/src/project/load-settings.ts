import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { parse } from "yaml";
import { ScanError } from "../engine/errors.ts";
import { NO_SETTINGS } from "./no-settings.ts";
import { type RuleFile, ruleFilesOf } from "./rule-files.ts";
import { ProjectSettings } from "./settings.ts";
import { settingsFileOf } from "./settings-file.ts";

const MAX_BYTES = 1024 * 1024;

export interface LoadedSettings {
  readonly settings: ProjectSettings;
  /** Absolute path of each file that was read, settings first, then knowledge. */
  readonly files: readonly string[];
  /** Own knowledge files: name and text. */
  readonly knowledge: readonly { readonly name: string; readonly text: string }[];
  /** Files of own rules, parsed where rules are run. */
  readonly rules: readonly RuleFile[];
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
}

/** Text of a file inside a folder; never through a link that leads out of it. @throws ScanError BAD_CONFIGURATION */
function readInside(folder: string, path: string): string {
  const full = join(folder, path);
  try {
    const real = relative(realpathSync(folder), realpathSync(full));
    if (real.startsWith(`..${sep}`) || real === "..") throw new Error("it leads out of the project");
    const status = lstatSync(realpathSync(full));
    if (!status.isFile() || status.size > MAX_BYTES) throw new Error(`it is no file of at most ${MAX_BYTES} bytes`);
    return readFileSync(full, "utf8");
  } catch (cause) {
    throw new ScanError("BAD_CONFIGURATION", `${path} cannot be read (${describe(cause)}); put it right or take it out of the settings.`, {
      cause,
    });
  }
}

/** @throws ScanError BAD_CONFIGURATION with the key that is wrong. */
export function parseSettings(name: string, text: string): ProjectSettings {
  let value: unknown;
  try {
    // No merge keys, no custom tags, few aliases: settings are data of strangers.
    value = parse(text, { maxAliasCount: 20, customTags: [], merge: false, logLevel: "error" }) ?? {};
  } catch (cause) {
    throw new ScanError("BAD_CONFIGURATION", `${name}: ${describe(cause)}`, { cause });
  }
  const parsed = ProjectSettings.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ScanError(
    "BAD_CONFIGURATION",
    `${name}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}; castellan schema config tells what may stand there.`,
  );
}

function combine(all: readonly ProjectSettings[]): ProjectSettings {
  const [first, ...rest] = all;
  if (first === undefined) return NO_SETTINGS;
  return rest.reduce<ProjectSettings>(
    (sum, next) => ({
      ...next,
      ...sum,
      "crown-jewels": [...sum["crown-jewels"], ...next["crown-jewels"]],
      sensitivity: [...sum.sensitivity, ...next.sensitivity],
      exposure: [...sum.exposure, ...next.exposure],
      environment: { ...next.environment, ...sum.environment },
      owners: [...sum.owners, ...next.owners],
      guards: [...sum.guards, ...next.guards],
      sanitisers: [...sum.sanitisers, ...next.sanitisers],
      knowledge: [],
      models: { ...next.models, ...sum.models, trust: [...sum.models.trust, ...next.models.trust] },
      ignore: [...sum.ignore, ...next.ignore],
    }),
    first,
  );
}

/**
 * Settings for a scan: the given file, else what stands in the roots.
 * @throws ScanError BAD_CONFIGURATION
 */
export function loadSettings(roots: readonly string[], configFile: string | undefined): LoadedSettings {
  const paths = configFile === undefined ? roots.flatMap((root) => settingsFileOf(root) ?? []) : [configFile];
  const files: string[] = [];
  const knowledge: { name: string; text: string }[] = [];
  const all = paths.map((path) => {
    const folder = dirname(path);
    const settings = parseSettings(path, readInside(folder, path.slice(folder.length + (folder.endsWith(sep) ? 0 : 1))));
    files.push(path);
    for (const name of settings.knowledge) {
      knowledge.push({ name, text: readInside(folder, name) });
      files.push(join(folder, name));
    }
    return settings;
  });
  const rules = roots.flatMap(ruleFilesOf);
  return { settings: combine(all), files: [...files, ...rules.map(({ path }) => path)], knowledge, rules };
}

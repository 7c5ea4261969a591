import { lstatSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CommandContext } from "./command.ts";

/** Lets the settings of the targets, or of --config, speak for flags that nobody gave. Costs nothing where there are none. */
export async function applySettings({ values }: CommandContext, targets: readonly string[]): Promise<void> {
  const configFile = values.text("config");
  const roots = values.on("target-config") ? targets.map((target) => resolve(target)).filter(hasSettings) : [];
  if (configFile === undefined && roots.length === 0) return;
  const { loadSettings } = await import("@castellan/scan/settings");
  values.useConfig({ ...loadSettings(roots, configFile).settings });
}

function hasSettings(root: string): boolean {
  return ["castellan.yaml", "castellan.yml"].some((name) => lstatSync(join(root, name), { throwIfNoEntry: false })?.isFile() ?? false);
}

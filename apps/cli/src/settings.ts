import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { settingsFileOf } from "@castellan/scan/settings-file";
import type { CommandContext } from "./command-spec.ts";

/** Lets the settings of the targets, or of --config, speak for flags that nobody gave. Costs nothing where there are none. */
export async function applySettings({ values }: CommandContext, targets: readonly string[]): Promise<void> {
  const configFile = values.text("config");
  const roots = values.on("target-config") ? targets.map(folderOf).filter((root) => settingsFileOf(root) !== undefined) : [];
  if (configFile === undefined && roots.length === 0) return;
  const { loadSettings } = await import("@castellan/scan/settings");
  values.useConfig({ ...loadSettings(roots, configFile).settings });
}

/** What is no folder is a file, or nothing: that is for the scan to say. */
function folderOf(target: string): string {
  const path = resolve(target);
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? dirname(path) : path;
}

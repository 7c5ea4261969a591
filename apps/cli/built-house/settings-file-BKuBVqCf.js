import { lstatSync } from "node:fs";
import { join } from "node:path";
// packages/scan/src/project/settings-file.ts
const NAMES = ["castellan.yaml", "castellan.yml"];
/** The settings file of a project, if it has one. */
function settingsFileOf(root) {
	return NAMES.map((name) => join(root, name)).find((path) => lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
}
export { settingsFileOf as t };

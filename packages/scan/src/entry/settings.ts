export { type LoadedSettings, loadSettings } from "../project/load-settings.ts";
export { ProjectSettings, SECTIONS, type Section } from "../project/settings.ts";

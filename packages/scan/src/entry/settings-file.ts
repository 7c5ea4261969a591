export { settingsFileOf } from "../project/settings-file.ts";

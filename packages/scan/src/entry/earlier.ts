export { readScanResult } from "../engine/read-result.ts";

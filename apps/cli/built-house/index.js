import { i as scan, n as render } from "./src-BD-JUfV2.js";
import { t as ScanError } from "./errors-Ci1ZYElX.js";
export { ScanError, render, scan };

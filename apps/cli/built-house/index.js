import { t as ScanError } from "./errors-Ci1ZYElX.js";
import { i as scan, n as render } from "./src-DZTdrfqW.js";
export { ScanError, render, scan };

import { i as scan, n as render } from "./src-DwQfwk59.js";
import { t as ScanError } from "./errors-Ci1ZYElX.js";
export { ScanError, render, scan };

import { t as CastellanError } from "./errors-6zGvJu0C.js";
// packages/scan/src/engine/errors.ts
/** What ends a scan: wrong input. What happens to single files is in the coverage instead. */
var ScanError = class extends CastellanError {};
export { ScanError as t };

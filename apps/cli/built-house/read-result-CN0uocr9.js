import { r as scanSchema } from "./schema-BETz0QBw.js";
import { t as ScanError } from "./errors-Ci1ZYElX.js";
// packages/scan/src/engine/read-result.ts
/** What JSON holds has no `undefined`: a document that fits the schema is a result. */
function isResult(value) {
	return scanSchema.safeParse(value).success;
}
/** A scan that was written earlier. @throws ScanError NOT_A_SCAN with the first thing that is wrong. */
function readScanResult(name, text) {
	let value;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw new ScanError("NOT_A_SCAN", `${name} is not JSON; give a file that castellan scan --format json wrote.`, { cause });
	}
	if (isResult(value)) return value;
	const issue = scanSchema.safeParse(value).error?.issues[0];
	throw new ScanError("NOT_A_SCAN", `${name} is no castellan/scan/1 document (${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}); scan again with this version.`);
}
export { readScanResult as t };

import { t as CastellanError } from "./errors-6zGvJu0C.js";
// apps/cli/src/errors.ts
/** Wrong usage or wrong input of a command: exit 2. */
var CommandError = class extends CastellanError {};
/** Exit codes of the contract. */
const EXIT = {
	ok: 0,
	findings: 1,
	usage: 2,
	unread: 3,
	interrupted: 130
};
export { EXIT as n, CommandError as t };

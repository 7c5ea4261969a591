// packages/graph/src/errors.ts
/** Base of each room's error class: a closed union of codes, a message that says what to do next. */
var CastellanError = class extends Error {
	code;
	constructor(code, message, options) {
		super(message, options);
		this.code = code;
		this.name = new.target.name;
	}
};
export { CastellanError as t };

import { t as FactsCache } from "./facts-cache-Cz3g1FfM.js";
import { C as readSource, E as FormatError, F as isWorkerSetup, M as DEFAULT_BUDGET, P as isReadTasks, S as readNotebook, T as DEFAULT_SOURCE_BUDGET, _ as readEnvironment, a as readCard, b as requireSize, c as manifestFormatOf, d as bytesSource, f as shellCommands, g as readJson, h as readToml, i as isCardPath, l as readManifest, m as readYaml, n as readProse, o as readTableIfAny, p as readDockerfile, r as proseKindOf, s as readModelFile, t as readSql, v as LineIndex, w as sourceSyntaxOf, x as expandVariables, y as NodeCount } from "./src-ceDoghIp.js";
import { i as findSecrets, n as findPersonalData, r as dataClasses, t as classifyColumn } from "./src-5s2ojRNn.js";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { createHash } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
// packages/formats/src/config/ini.ts
/**
* Reads INI in the dialects of configparser (.cfg, .ini), git (`[remote "x"]`) and DVC
* (`['remote "x"']`): a map of sections, each a map of text values. Keys before any section stand at the
* top. An indented line continues the value above it.
*
* @throws FormatError BUDGET_BYTES, BUDGET_NODES
*/
function readIni(text, budget = DEFAULT_BUDGET) {
	requireSize(text, budget, "INI");
	const count = new NodeCount(budget.nodes);
	const errors = [];
	const top = {
		name: "",
		line: 1,
		endLine: 1,
		entries: []
	};
	const sections = [top];
	let section = top;
	let indent = 0;
	const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
	for (const [index, raw] of lines.entries()) {
		const line = index + 1;
		const trimmed = raw.trim();
		if (trimmed === "" || /^[#;]/.test(trimmed)) continue;
		const depth = raw.length - raw.trimStart().length;
		const header = /^\[(.*)\]\s*(?:[#;].*)?$/.exec(trimmed);
		const last = section.entries.at(-1);
		if (header !== null && (depth === 0 || last === void 0 || depth <= indent)) {
			section = {
				name: unquoted((header[1] ?? "").trim()),
				line,
				endLine: line,
				entries: []
			};
			sections.push(section);
		} else if (last !== void 0 && depth > indent) {
			last.value = last.value === "" ? trimmed : `${last.value}\n${trimmed}`;
			last.endLine = line;
		} else {
			const pair = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(trimmed);
			if (pair === null && !/^[\w.-]+$/.test(trimmed)) {
				errors.push({
					line,
					message: "neither a section nor a key"
				});
				continue;
			}
			count.take(1, line);
			indent = depth;
			section.entries.push({
				key: unquoted(pair?.[1] ?? trimmed),
				line,
				value: withoutComment(pair?.[2] ?? ""),
				endLine: line
			});
		}
		section.endLine = line;
	}
	return {
		documents: [{
			kind: "map",
			entries: [...entriesOf(top), ...sections.slice(1).map((open) => ({
				key: open.name,
				line: open.line,
				value: {
					kind: "map",
					entries: entriesOf(open),
					line: open.line,
					endLine: open.endLine
				}
			}))],
			line: 1,
			endLine: lines.length
		}],
		errors
	};
}
function entriesOf(section) {
	return section.entries.map(({ key, line, value, endLine }) => ({
		key,
		line,
		value: {
			kind: "scalar",
			value,
			line,
			endLine
		}
	}));
}
function unquoted(value) {
	return /^'.*'$/.test(value) || /^"[^"]*"$/.test(value) ? value.slice(1, -1) : value;
}
function withoutComment(value) {
	const quoted = /^(["'])(.*)\1\s*(?:[#;].*)?$/.exec(value);
	return quoted === null ? value.replace(/\s[#;].*$/, "").trim() : quoted[2] ?? "";
}
// packages/formats/src/hcl/cursor.ts
/** What the parser throws at itself to get to the next place where it can go on. */
var SyntaxProblem = class extends Error {
	line;
	constructor(line, message) {
		super(message);
		this.line = line;
	}
};
const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
/** A place in HCL text. `newlines` says whether a line end is white space here. */
var Cursor = class {
	text;
	at = 0;
	/** Exclusive limit: the end of the text or of the heredoc that is being read. */
	end;
	newlines = false;
	#lines;
	#depthLimit;
	#depth = 0;
	constructor(text, depthLimit) {
		this.text = text;
		this.end = text.length;
		this.#lines = new LineIndex(text);
		this.#depthLimit = depthLimit;
	}
	get line() {
		return this.#lines.lineAt(Math.min(this.at, Math.max(0, this.text.length - 1)));
	}
	get done() {
		return this.at >= this.end;
	}
	peek(offset = 0) {
		return this.at + offset < this.end ? this.text[this.at + offset] ?? "" : "";
	}
	starts(expected) {
		return this.at + expected.length <= this.end && this.text.startsWith(expected, this.at);
	}
	take(expected) {
		if (!this.starts(expected)) return false;
		this.at += expected.length;
		return true;
	}
	fail(message) {
		throw new SyntaxProblem(this.line, message);
	}
	/** White space and comments; line ends only where they mean nothing. */
	space() {
		while (!this.done) {
			const char = this.peek();
			if (char === " " || char === "	" || char === "\r" || char === "﻿") this.at += 1;
			else if (char === "\n" && this.newlines) this.at += 1;
			else if (char === "#" || char === "/" && this.peek(1) === "/") this.toLineEnd();
			else if (char === "/" && this.peek(1) === "*") {
				const close = this.text.indexOf("*/", this.at + 2);
				this.at = close === -1 ? this.end : Math.min(this.end, close + 2);
			} else return;
		}
	}
	/** White space, comments and line ends. */
	blank() {
		const before = this.newlines;
		this.newlines = true;
		this.space();
		this.newlines = before;
	}
	toLineEnd() {
		const next = this.text.indexOf("\n", this.at);
		this.at = next === -1 ? this.end : Math.min(this.end, next);
	}
	identifier() {
		IDENTIFIER.lastIndex = this.at;
		const found = IDENTIFIER.exec(this.text)?.[0];
		if (found === void 0 || this.at + found.length > this.end) return void 0;
		this.at += found.length;
		return found;
	}
	/** Runs `read` one level deeper, with line ends as given. */
	inside(newlines, read) {
		if (this.#depth >= this.#depthLimit) throw new FormatError("BUDGET_DEPTH", `HCL is nested deeper than ${this.#depthLimit}`, { line: this.line });
		const before = this.newlines;
		this.newlines = newlines;
		this.#depth += 1;
		try {
			return read();
		} finally {
			this.newlines = before;
			this.#depth -= 1;
		}
	}
};
// packages/formats/src/hcl/template.ts
const ESCAPES = {
	n: "\n",
	r: "\r",
	t: "	",
	"\"": "\"",
	"\\": "\\"
};
/** At an opening quote. */
function readQuoted(cursor) {
	const line = cursor.line;
	cursor.at += 1;
	const parts = cursor.inside(true, () => readParts(cursor, true, void 0)).parts;
	if (!cursor.take("\"")) cursor.fail("the string is not closed");
	return whole(parts, line);
}
/** At `<<`. */
function readHeredoc(cursor) {
	const line = cursor.line;
	const opening = /^<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/u.exec(cursor.text.slice(cursor.at, cursor.at + 300));
	const delimiter = opening?.[2];
	if (opening === null || delimiter === void 0) return cursor.fail("a heredoc needs a delimiter");
	cursor.at += opening[0].length;
	const start = cursor.at;
	const { end, next } = heredocEnd(cursor.text, start, cursor.end, delimiter);
	const outer = cursor.end;
	cursor.end = end;
	const parts = cursor.inside(true, () => readParts(cursor, false, void 0)).parts;
	cursor.end = outer;
	cursor.at = next;
	return whole(opening[1] === "-" ? unindented(parts, cursor.text.slice(start, end)) : parts, line);
}
function heredocEnd(text, start, limit, delimiter) {
	for (let at = start; at < limit;) {
		const newline = text.indexOf("\n", at);
		const lineEnd = newline === -1 || newline > limit ? limit : newline;
		if (text.slice(at, lineEnd).trim() === delimiter) return {
			end: at,
			next: lineEnd
		};
		at = lineEnd + 1;
	}
	return {
		end: limit,
		next: limit
	};
}
/** `<<-` takes off the indentation that all lines share. */
function unindented(parts, raw) {
	let indent = Number.POSITIVE_INFINITY;
	for (const line of raw.split("\n")) if (line.trim() !== "") indent = Math.min(indent, line.length - line.trimStart().length);
	if (indent === 0 || indent === Number.POSITIVE_INFINITY) return parts;
	const margin = new RegExp(`(^|\n)[ \t]{1,${Math.min(indent, 1e3)}}`, "g");
	return parts.map((part, index) => {
		if (part.kind !== "literal" || typeof part.value !== "string") return part;
		const value = part.value.replace(margin, (found, newline, offset) => offset === 0 && newline === "" && index > 0 ? found : newline);
		return {
			...part,
			value
		};
	});
}
/** Parts up to the closing quote, the end or the directive that closes the one being read. */
function readParts(cursor, quoted, within) {
	const parts = [];
	let literal = "";
	let line = cursor.line;
	const flush = () => {
		if (literal !== "") parts.push({
			kind: "literal",
			value: literal,
			line
		});
		literal = "";
	};
	while (!cursor.done && !(quoted && cursor.peek() === "\"")) if (cursor.starts("$${") || cursor.starts("%%{")) {
		literal += cursor.peek() + "{";
		cursor.at += 3;
	} else if (cursor.starts("${")) {
		flush();
		parts.push(interpolation(cursor));
		line = cursor.line;
	} else if (cursor.starts("%{")) {
		flush();
		const directive = readDirective(cursor, quoted);
		if (typeof directive === "string") return {
			parts,
			stop: directive
		};
		if (directive !== void 0) parts.push(directive);
		line = cursor.line;
	} else if (quoted && cursor.peek() === "\\") literal += escape(cursor);
	else {
		literal += cursor.peek();
		cursor.at += 1;
	}
	flush();
	if (within !== void 0) cursor.fail(`%{ ${within} } is not closed`);
	return {
		parts,
		stop: void 0
	};
}
function escape(cursor) {
	const letter = cursor.peek(1);
	const digits = (letter === "u" ? /^[0-9a-fA-F]{4}/ : letter === "U" ? /^[0-9a-fA-F]{8}/ : void 0)?.exec(cursor.text.slice(cursor.at + 2, cursor.at + 10))?.[0];
	cursor.at += 2 + (digits?.length ?? 0);
	if (digits !== void 0) {
		const point = Number.parseInt(digits, 16);
		return point <= 1114111 ? String.fromCodePoint(point) : "�";
	}
	return ESCAPES[letter] ?? `\\${letter}`;
}
function interpolation(cursor) {
	cursor.at += 2;
	cursor.take("~");
	const value = cursor.inside(true, () => readExpression(cursor));
	closeBrace(cursor);
	return value;
}
function closeBrace(cursor) {
	cursor.blank();
	cursor.take("~");
	if (!cursor.take("}")) cursor.fail("} expected");
}
/** The keyword of a closing directive, or the expression of a whole one. */
function readDirective(cursor, quoted) {
	const line = cursor.line;
	cursor.at += 2;
	cursor.take("~");
	cursor.blank();
	const keyword = cursor.identifier();
	if (keyword === "else" || keyword === "endif" || keyword === "endfor") {
		closeBrace(cursor);
		return keyword;
	}
	if (keyword === "if") {
		const test = cursor.inside(true, () => readExpression(cursor));
		closeBrace(cursor);
		const yes = cursor.inside(true, () => readParts(cursor, quoted, "if"));
		const no = yes.stop === "else" ? cursor.inside(true, () => readParts(cursor, quoted, "if")).parts : [];
		return {
			kind: "conditional",
			test,
			yes: whole(yes.parts, line),
			no: whole(no, line),
			line
		};
	}
	if (keyword !== "for") return cursor.fail("unknown template directive");
	const names = loopNames$1(cursor);
	const source = cursor.inside(true, () => readExpression(cursor));
	closeBrace(cursor);
	const body = cursor.inside(true, () => readParts(cursor, quoted, "for"));
	const loop = {
		kind: "for",
		source,
		...names,
		result: whole(body.parts, line),
		line
	};
	return {
		kind: "call",
		name: "join",
		arguments: [{
			kind: "literal",
			value: "",
			line
		}, loop],
		line
	};
}
/** `k, v in` or `v in`, after `for`. */
function loopNames$1(cursor) {
	cursor.blank();
	const first = cursor.identifier() ?? cursor.fail("loop variable expected");
	cursor.blank();
	let second;
	if (cursor.take(",")) {
		cursor.blank();
		second = cursor.identifier() ?? cursor.fail("loop variable expected");
		cursor.blank();
	}
	if (cursor.identifier() !== "in") cursor.fail("in expected");
	return second === void 0 ? { value: first } : {
		key: first,
		value: second
	};
}
function whole(parts, line) {
	const [first] = parts;
	if (first === void 0) return {
		kind: "literal",
		value: "",
		line
	};
	if (parts.length === 1 && first.kind === "literal") return {
		...first,
		line
	};
	return {
		kind: "template",
		parts,
		line
	};
}
// packages/formats/src/hcl/expression.ts
const PRECEDENCE$1 = [
	["||"],
	["&&"],
	["==", "!="],
	[
		">=",
		"<=",
		">",
		"<"
	],
	["+", "-"],
	[
		"*",
		"/",
		"%"
	]
];
function readExpression(cursor) {
	return cursor.inside(cursor.newlines, () => {
		const test = binary$1(cursor, 0);
		cursor.space();
		if (cursor.peek() !== "?") return test;
		cursor.at += 1;
		cursor.blank();
		const yes = readExpression(cursor);
		cursor.blank();
		if (!cursor.take(":")) cursor.fail(": expected");
		cursor.blank();
		return {
			kind: "conditional",
			test,
			yes,
			no: readExpression(cursor),
			line: test.line
		};
	});
}
function binary$1(cursor, level) {
	const operators = PRECEDENCE$1[level];
	if (operators === void 0) return unary$1(cursor);
	let left = binary$1(cursor, level + 1);
	for (;;) {
		cursor.space();
		const operator = operators.find((candidate) => cursor.starts(candidate));
		if (operator === void 0 || cursor.starts("%{")) return left;
		cursor.at += operator.length;
		cursor.blank();
		left = {
			kind: "binary",
			operator,
			left,
			right: binary$1(cursor, level + 1),
			line: left.line
		};
	}
}
function unary$1(cursor) {
	cursor.space();
	const line = cursor.line;
	const operator = cursor.peek();
	if (operator === "!" && cursor.peek(1) !== "=" || operator === "-") {
		cursor.at += 1;
		const operand = cursor.inside(cursor.newlines, () => unary$1(cursor));
		if (operator === "-" && operand.kind === "literal" && typeof operand.value === "number") return {
			kind: "literal",
			value: -operand.value,
			line
		};
		return {
			kind: "unary",
			operator,
			operand,
			line
		};
	}
	return traversal$1(cursor, primary$1(cursor, line), line);
}
function primary$1(cursor, line) {
	const char = cursor.peek();
	if (char === "\"") return readQuoted(cursor);
	if (cursor.starts("<<")) return readHeredoc(cursor);
	if (char === "(") {
		cursor.at += 1;
		const inner = cursor.inside(true, () => {
			const value = readExpression(cursor);
			cursor.space();
			return value;
		});
		if (!cursor.take(")")) cursor.fail(") expected");
		return inner;
	}
	if (char === "[") return cursor.inside(true, () => list$1(cursor, line));
	if (char === "{") return cursor.inside(false, () => object$1(cursor, line));
	const number = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(cursor.text.slice(cursor.at, Math.min(cursor.end, cursor.at + 60)))?.[0];
	if (number !== void 0) {
		cursor.at += number.length;
		return {
			kind: "literal",
			value: Number(number),
			line
		};
	}
	return named(cursor, line);
}
function named(cursor, line) {
	let name = cursor.identifier() ?? cursor.fail("a value was expected");
	while (cursor.starts("::")) {
		cursor.at += 2;
		name += `::${cursor.identifier() ?? cursor.fail("a function name was expected")}`;
	}
	if (cursor.peek() === "(") {
		cursor.at += 1;
		return {
			kind: "call",
			name,
			arguments: cursor.inside(true, () => sequence$1(cursor, ")")),
			line
		};
	}
	if (name === "true" || name === "false") return {
		kind: "literal",
		value: name === "true",
		line
	};
	if (name === "null") return {
		kind: "literal",
		value: null,
		line
	};
	return {
		kind: "reference",
		path: [name],
		line
	};
}
/** Items up to `close`, which is taken. */
function sequence$1(cursor, close) {
	const found = [];
	for (;;) {
		cursor.space();
		if (cursor.take(close)) return found;
		found.push(readExpression(cursor));
		cursor.space();
		cursor.take("...");
		cursor.space();
		if (!cursor.take(",") && cursor.peek() !== close) cursor.fail(`, or ${close} expected`);
	}
}
function startsFor(cursor) {
	return /^for[\s]/.test(cursor.text.slice(cursor.at, cursor.at + 4));
}
function list$1(cursor, line) {
	cursor.at += 1;
	cursor.space();
	if (!startsFor(cursor)) return {
		kind: "list",
		items: sequence$1(cursor, "]"),
		line
	};
	const loop = forExpression(cursor, line);
	if (!cursor.take("]")) cursor.fail("] expected");
	return loop;
}
function forExpression(cursor, line) {
	cursor.at += 3;
	const names = loopNames$1(cursor);
	const source = readExpression(cursor);
	cursor.space();
	if (!cursor.take(":")) cursor.fail(": expected");
	const first = readExpression(cursor);
	cursor.space();
	const second = cursor.take("=>") ? readExpression(cursor) : void 0;
	cursor.space();
	cursor.take("...");
	cursor.space();
	const condition = /^if\b/.test(cursor.text.slice(cursor.at, cursor.at + 3)) ? forCondition(cursor) : void 0;
	cursor.space();
	return {
		kind: "for",
		source,
		...names,
		result: second ?? first,
		line,
		...second === void 0 ? {} : { resultKey: first },
		...condition === void 0 ? {} : { condition }
	};
}
function forCondition(cursor) {
	cursor.at += 2;
	return readExpression(cursor);
}
function object$1(cursor, line) {
	cursor.at += 1;
	cursor.blank();
	if (startsFor(cursor)) {
		const loop = cursor.inside(true, () => forExpression(cursor, line));
		cursor.blank();
		if (!cursor.take("}")) cursor.fail("} expected");
		return loop;
	}
	const entries = [];
	for (;;) {
		cursor.blank();
		if (cursor.take("}")) return {
			kind: "object",
			entries,
			line
		};
		const key = objectKey(cursor);
		cursor.space();
		if (!cursor.take("=") && !cursor.take(":")) cursor.fail("= expected");
		cursor.blank();
		entries.push({
			key,
			value: readExpression(cursor)
		});
		cursor.space();
		if (!cursor.take(",") && cursor.peek() !== "\n" && cursor.peek() !== "}") cursor.fail(", or } expected");
	}
}
/** A bare name is its own text. */
function objectKey(cursor) {
	const key = readExpression(cursor);
	const [name] = key.kind === "reference" ? key.path : [];
	return key.kind === "reference" && key.path.length === 1 && typeof name === "string" ? {
		kind: "literal",
		value: name,
		line: key.line
	} : key;
}
/** `.name`, `.0`, `.*`, `[index]`, `[*]` after a value. */
function traversal$1(cursor, head, line) {
	const path = [];
	for (;;) if (cursor.peek() === "." && cursor.peek(1) !== ".") {
		cursor.at += 1;
		const number = /^\d+/.exec(cursor.text.slice(cursor.at, cursor.at + 12))?.[0];
		if (cursor.take("*")) path.push("*");
		else if (number !== void 0) {
			cursor.at += number.length;
			path.push({
				kind: "literal",
				value: Number(number),
				line: cursor.line
			});
		} else path.push(cursor.identifier() ?? cursor.fail("a name was expected after the dot"));
	} else if (cursor.peek() === "[") {
		cursor.at += 1;
		path.push(cursor.inside(true, () => index(cursor)));
	} else break;
	if (path.length === 0) return head;
	return {
		kind: "reference",
		path: head.kind === "reference" ? [...head.path, ...path] : [head, ...path],
		line
	};
}
function index(cursor) {
	cursor.space();
	const value = cursor.starts("*") && cursor.take("*") ? void 0 : readExpression(cursor);
	cursor.space();
	if (!cursor.take("]")) cursor.fail("] expected");
	if (value?.kind === "literal" && typeof value.value === "string") return value.value;
	return value ?? "*";
}
// packages/formats/src/hcl/index.ts
const BYTES$2 = 5242880;
const ERRORS_KEPT$1 = 50;
/** Frames of one expression level are many; this keeps far from the end of the stack. */
const DEPTH$1 = 200;
/** A block of Terraform's own at the start of a line: the block before it was not closed. */
const TOP_BLOCK = /(?:resource|data|module|variable|output|locals|provider|terraform|import|moved|removed|check|ephemeral)\b[^=\n]*\{/y;
/**
* Reads HCL2: .tf, .tfvars, .hcl (github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md). Broken text gives
* the blocks that could be read, and errors.
*
* @throws FormatError BUDGET_BYTES, BUDGET_DEPTH
*/
function readHcl(text, budget = DEFAULT_BUDGET) {
	requireSize(text, {
		...budget,
		bytes: Math.min(budget.bytes, BYTES$2)
	}, "HCL");
	const reader = new BodyReader(new Cursor(text, Math.min(budget.depth, DEPTH$1)));
	const { attributes, blocks } = reader.body(false);
	return {
		attributes,
		blocks,
		errors: reader.errors
	};
}
var BodyReader = class {
	errors = [];
	#cursor;
	constructor(cursor) {
		this.#cursor = cursor;
	}
	/** Attributes and blocks up to the closing brace (not taken) or the end. */
	body(nested) {
		const cursor = this.#cursor;
		const attributes = [];
		const blocks = [];
		for (;;) {
			cursor.blank();
			if (cursor.done) break;
			if (cursor.peek() === "}") {
				if (nested) break;
				this.#error(new SyntaxProblem(cursor.line, "} without a block"));
				cursor.at += 1;
				continue;
			}
			if (nested && this.#atTopBlock()) break;
			const before = cursor.at;
			try {
				const found = this.#element();
				if ("value" in found) attributes.push(found);
				else blocks.push(found);
			} catch (problem) {
				if (!(problem instanceof SyntaxProblem)) throw problem;
				this.#error(problem);
				this.#recover(before, nested);
			}
		}
		return {
			attributes,
			blocks
		};
	}
	#error(problem) {
		if (this.errors.length < ERRORS_KEPT$1) this.errors.push({
			line: problem.line,
			message: problem.message
		});
	}
	#atTopBlock() {
		const { text, at } = this.#cursor;
		if (at > 0 && text[at - 1] !== "\n") return false;
		TOP_BLOCK.lastIndex = at;
		return TOP_BLOCK.test(text);
	}
	/** At the top to the next block, inside a block to the next line. */
	#recover(before, nested) {
		const cursor = this.#cursor;
		cursor.at = Math.max(cursor.at, before + 1);
		cursor.toLineEnd();
		if (nested) return;
		for (cursor.blank(); !cursor.done && !this.#atTopBlock(); cursor.blank()) cursor.toLineEnd();
	}
	#element() {
		const cursor = this.#cursor;
		const line = cursor.line;
		const name = cursor.identifier() ?? this.#label() ?? cursor.fail("a name was expected");
		cursor.space();
		if (cursor.peek() === "=" && cursor.peek(1) !== "=" || cursor.peek() === ":") {
			cursor.at += 1;
			cursor.blank();
			const value = readExpression(cursor);
			const endLine = cursor.line;
			cursor.space();
			if (!cursor.done && cursor.peek() !== "\n" && cursor.peek() !== "}" && !cursor.take(",")) cursor.fail("the line should end here");
			return {
				name,
				value,
				line,
				endLine
			};
		}
		return this.#block(name, line);
	}
	#block(type, line) {
		const cursor = this.#cursor;
		const labels = [];
		for (cursor.space(); cursor.peek() !== "{"; cursor.space()) labels.push(this.#label() ?? cursor.identifier() ?? cursor.fail("= or { expected"));
		cursor.at += 1;
		const content = cursor.inside(false, () => this.body(true));
		const endLine = cursor.line;
		if (!cursor.take("}")) this.#error(new SyntaxProblem(endLine, `the block ${type} of line ${line} is not closed`));
		return {
			type,
			labels,
			...content,
			line,
			endLine
		};
	}
	#label() {
		const cursor = this.#cursor;
		const found = /^"((?:[^"\\\n]|\\.)*)"/.exec(cursor.text.slice(cursor.at, Math.min(cursor.end, cursor.at + 500)));
		if (found?.[1] === void 0) return void 0;
		cursor.at += found[0].length;
		return found[1];
	}
};
// packages/formats/src/shell/index.ts
const BYTES$1 = 1048576;
/** What variables may grow a word by. */
const GROWTH = 1e5;
const ASSIGNMENT = /^([A-Za-z_]\w*)\+?=(.*)$/s;
function limited(budget) {
	return {
		...budget,
		bytes: Math.min(budget.bytes, BYTES$1)
	};
}
/**
* Reads a shell script: its simple commands with variables of the script put in, and what it sets.
*
* @throws FormatError BUDGET_BYTES
*/
function readShell(text, budget = DEFAULT_BUDGET) {
	requireSize(text, limited(budget), "shell script");
	return resolved(shellCommands(text), /* @__PURE__ */ new Map());
}
/** Reads a Makefile: recipes and variables. Line numbers are the file's. */
function readMakefile(text, budget = DEFAULT_BUDGET) {
	requireSize(text, limited(budget), "Makefile");
	const variables = /* @__PURE__ */ new Map();
	const environment = [];
	const commands = [];
	const lines = text.split(/\r?\n/);
	for (let index = 0; index < lines.length; index += 1) {
		const first = index + 1;
		let line = lines[index] ?? "";
		while (line.endsWith("\\") && index + 1 < lines.length) {
			index += 1;
			line = `${line}\n${lines[index] ?? ""}`;
		}
		const set = /^(?:export\s+|override\s+)*([A-Za-z_][\w.-]*)\s*(\?|:{1,3}|\+)?=\s*(.*)$/s.exec(line);
		if (line.startsWith("	")) commands.push(...shellCommands(line.replace(/^\t[@+-]*/, ""), first));
		else if (set?.[1] !== void 0) {
			const value = makeExpanded((set[3] ?? "").replace(/\s+#.*$/, "").trim(), variables);
			if (set[2] !== "?" || !variables.has(set[1])) variables.set(set[1], value);
			environment.push({
				name: set[1],
				value,
				line: first,
				sample: set[2] === "?"
			});
		}
	}
	return {
		commands: resolved(commands.map((command) => ({
			...command,
			words: command.words.map((word) => makeExpanded(word, variables))
		})), variables).commands,
		environment
	};
}
function makeExpanded(text, variables) {
	let grown = 0;
	return text.replace(/\$\(([\w.-]+)\)/g, (whole, name) => {
		const value = variables.get(name);
		grown += value?.length ?? 0;
		return value === void 0 || grown > GROWTH ? whole : value;
	}).replaceAll("$$", "$");
}
/** Reads a Procfile: `name: command` lines. */
function readProcfile(text, budget = DEFAULT_BUDGET) {
	requireSize(text, limited(budget), "Procfile");
	return resolved(text.split(/\r?\n/).flatMap((line, index) => {
		const command = /^[A-Za-z0-9_-]+:\s*(.+)$/.exec(line)?.[1];
		return command === void 0 ? [] : shellCommands(command, index + 1);
	}), /* @__PURE__ */ new Map());
}
/** Assignments in order; later commands see them, as do words with `$X` and `${X:-default}`. */
function resolved(commands, given) {
	const variables = new Map(given);
	const environment = [];
	const kept = [];
	for (const command of commands) {
		const words = [...command.words];
		const exporting = /^(?:export|set|setenv|declare|local|readonly|typeset)$/.test(words[0] ?? "");
		const rest = exporting ? words.slice(1) : words;
		while (rest[0] !== void 0) {
			const [, name, written] = ASSIGNMENT.exec(rest[0]) ?? [];
			if (name === void 0 || written === void 0) break;
			rest.shift();
			const { value, defaulted } = expandVariables(written, (other) => variables.get(other));
			if (value.includes("$(") || value.includes("`")) continue;
			variables.set(name, value);
			environment.push({
				name,
				value,
				line: command.line,
				sample: defaulted
			});
		}
		if (exporting || rest.length === 0) continue;
		kept.push({
			...command,
			words: rest.map((word) => expandVariables(word, (other) => variables.get(other)).value)
		});
	}
	return {
		commands: kept,
		environment
	};
}
// packages/formats/src/bicep/string.ts
/** At an opening quote: '…' with `${}` and escapes, or '''…''' as it stands. */
function readBicepString(cursor) {
	const line = cursor.line;
	if (cursor.take("'''")) {
		const close = cursor.text.indexOf("'''", cursor.at);
		const end = close === -1 ? cursor.end : close;
		const value = cursor.text.slice(cursor.at, end).replace(/^\r?\n/, "");
		cursor.at = Math.min(cursor.end, end + 3);
		return {
			kind: "literal",
			value,
			line
		};
	}
	if (!cursor.take("'")) return cursor.fail("a string was expected");
	const parts = [];
	let literal = "";
	for (;;) {
		const char = cursor.peek();
		if (char === "" || char === "\n") return cursor.fail("the string is not closed");
		if (cursor.take("'")) break;
		if (cursor.take("${")) {
			if (literal !== "") parts.push({
				kind: "literal",
				value: literal,
				line
			});
			literal = "";
			parts.push(cursor.inside(true, () => readBicepExpression(cursor)));
			cursor.blank();
			if (!cursor.take("}")) cursor.fail("} expected");
		} else {
			const escaped = char === "\\";
			const next = cursor.peek(1);
			literal += escaped ? next === "n" ? "\n" : next === "t" ? "	" : next : char;
			cursor.at += escaped ? 2 : 1;
		}
	}
	if (literal !== "" || parts.length === 0) parts.push({
		kind: "literal",
		value: literal,
		line
	});
	const [first] = parts;
	return parts.length === 1 && first !== void 0 && first.kind === "literal" ? first : {
		kind: "template",
		parts,
		line
	};
}
// packages/formats/src/bicep/expression.ts
const PRECEDENCE = [
	["??"],
	["||"],
	["&&"],
	[
		"==",
		"!=",
		"=~",
		"!~"
	],
	[
		">=",
		"<=",
		">",
		"<"
	],
	["+", "-"],
	[
		"*",
		"/",
		"%"
	]
];
function readBicepExpression(cursor) {
	return cursor.inside(cursor.newlines, () => {
		const test = binary(cursor, 0);
		const mark = cursor.at;
		cursor.blank();
		if (cursor.peek() !== "?" || cursor.peek(1) === "?") {
			cursor.at = mark;
			return test;
		}
		cursor.at += 1;
		cursor.blank();
		const yes = readBicepExpression(cursor);
		cursor.blank();
		if (!cursor.take(":")) cursor.fail(": expected");
		cursor.blank();
		return {
			kind: "conditional",
			test,
			yes,
			no: readBicepExpression(cursor),
			line: test.line
		};
	});
}
function binary(cursor, level) {
	const operators = PRECEDENCE[level];
	if (operators === void 0) return unary(cursor);
	let left = binary(cursor, level + 1);
	for (;;) {
		cursor.space();
		const operator = operators.find((candidate) => cursor.starts(candidate));
		if (operator === void 0 || cursor.starts("=>")) return left;
		cursor.at += operator.length;
		cursor.blank();
		left = {
			kind: "binary",
			operator,
			left,
			right: binary(cursor, level + 1),
			line: left.line
		};
	}
}
function unary(cursor) {
	cursor.space();
	const line = cursor.line;
	const operator = cursor.peek();
	if (operator === "!" && cursor.peek(1) !== "=" || operator === "-") {
		cursor.at += 1;
		return {
			kind: "unary",
			operator,
			operand: cursor.inside(cursor.newlines, () => unary(cursor)),
			line
		};
	}
	return traversal(cursor, primary(cursor, line), line);
}
function primary(cursor, line) {
	const char = cursor.peek();
	if (char === "'") return readBicepString(cursor);
	if (char === "(") return parenthesised(cursor, line);
	if (char === "[") return cursor.inside(true, () => list(cursor, line));
	if (char === "{") return cursor.inside(false, () => object(cursor, line));
	const number = /^\d+/.exec(cursor.text.slice(cursor.at, cursor.at + 20))?.[0];
	if (number !== void 0) {
		cursor.at += number.length;
		return {
			kind: "literal",
			value: Number(number),
			line
		};
	}
	const name = bicepName(cursor);
	if (cursor.peek() === "(") {
		cursor.at += 1;
		return {
			kind: "call",
			name,
			arguments: cursor.inside(true, () => sequence(cursor, ")")),
			line
		};
	}
	if (name === "true" || name === "false") return {
		kind: "literal",
		value: name === "true",
		line
	};
	if (name === "null") return {
		kind: "literal",
		value: null,
		line
	};
	return {
		kind: "reference",
		path: [name],
		line
	};
}
/** Bicep names have no hyphen. */
function bicepName(cursor) {
	const name = /^[A-Za-z_]\w*/.exec(cursor.text.slice(cursor.at, Math.min(cursor.end, cursor.at + 300)))?.[0];
	if (name === void 0) return cursor.fail("a value was expected");
	cursor.at += name.length;
	return name;
}
function parenthesised(cursor, line) {
	cursor.at += 1;
	const inner = cursor.inside(true, () => sequence(cursor, ")"));
	cursor.space();
	if (cursor.take("=>")) {
		readBicepExpression(cursor);
		return {
			kind: "unknown",
			line
		};
	}
	return inner[0] ?? {
		kind: "unknown",
		line
	};
}
/** Items between commas or line ends, up to `close`, which is taken. */
function sequence(cursor, close) {
	const found = [];
	for (;;) {
		cursor.blank();
		while (cursor.take(",")) cursor.blank();
		if (cursor.take(close)) return found;
		if (cursor.done) return cursor.fail(`${close} expected`);
		cursor.take("...");
		found.push(cursor.inside(close === ")", () => readBicepExpression(cursor)));
		cursor.blank();
		if (cursor.take("=>")) {
			readBicepExpression(cursor);
			found.pop();
		}
	}
}
function list(cursor, line) {
	cursor.at += 1;
	cursor.blank();
	if (!/^for\b/.test(cursor.text.slice(cursor.at, cursor.at + 4))) return {
		kind: "list",
		items: sequence(cursor, "]"),
		line
	};
	cursor.at += 3;
	cursor.blank();
	const names = loopNames(cursor);
	cursor.blank();
	if (bicepName(cursor) !== "in") cursor.fail("in expected");
	const source = readBicepExpression(cursor);
	cursor.blank();
	if (!cursor.take(":")) cursor.fail(": expected");
	cursor.blank();
	const conditional = /^if\b/.test(cursor.text.slice(cursor.at, cursor.at + 3));
	if (conditional) cursor.at += 2;
	const condition = conditional ? readBicepExpression(cursor) : void 0;
	cursor.blank();
	const result = cursor.inside(false, () => readBicepExpression(cursor));
	cursor.blank();
	if (!cursor.take("]")) cursor.fail("] expected");
	return {
		kind: "for",
		source,
		...names,
		result,
		...condition === void 0 ? {} : { condition },
		line
	};
}
/** `x` or `(x, index)`; the index is Bicep's second name, HCL's first. */
function loopNames(cursor) {
	if (!cursor.take("(")) return { value: bicepName(cursor) };
	cursor.blank();
	const value = bicepName(cursor);
	cursor.blank();
	cursor.take(",");
	cursor.blank();
	const key = bicepName(cursor);
	cursor.blank();
	if (!cursor.take(")")) cursor.fail(") expected");
	return {
		value,
		key
	};
}
function object(cursor, line) {
	cursor.at += 1;
	const entries = [];
	for (;;) {
		cursor.blank();
		while (cursor.take(",")) cursor.blank();
		if (cursor.take("}")) return {
			kind: "object",
			entries,
			line
		};
		if (cursor.take("...")) {
			readBicepExpression(cursor);
			continue;
		}
		const keyLine = cursor.line;
		const key = cursor.peek() === "'" ? readBicepString(cursor) : {
			kind: "literal",
			value: bicepName(cursor),
			line: keyLine
		};
		cursor.space();
		if (key.kind === "literal" && key.value === "resource" && cursor.peek() !== ":") entries.push(nestedResource(cursor, keyLine));
		else {
			if (!cursor.take(":")) cursor.fail(": expected");
			cursor.blank();
			entries.push({
				key,
				value: readBicepExpression(cursor)
			});
		}
	}
}
/** `resource name 'type' = { … }` becomes the entry `resource:name` with a call `resource(type, body)`. */
function nestedResource(cursor, line) {
	const name = bicepName(cursor);
	cursor.space();
	const type = readBicepString(cursor);
	while (!cursor.done && cursor.peek() !== "=") cursor.at += 1;
	cursor.take("=");
	cursor.space();
	const body = readBicepExpression(cursor);
	return {
		key: {
			kind: "literal",
			value: `resource:${name}`,
			line
		},
		value: {
			kind: "call",
			name: "resource",
			arguments: [type, body],
			line
		}
	};
}
function traversal(cursor, head, line) {
	const path = [];
	let value = head;
	const settle = () => path.length === 0 ? value : {
		kind: "reference",
		path: value.kind === "reference" ? [...value.path, ...path] : [value, ...path],
		line
	};
	for (;;) {
		if (cursor.starts("::")) cursor.at += 1;
		if (cursor.starts("!.") || cursor.starts("!)") || cursor.starts("!\n") || cursor.starts("![")) cursor.at += 1;
		const char = cursor.peek();
		if (char === "." && cursor.peek(1) !== ".") {
			cursor.at += 1;
			cursor.take("?");
			const name = bicepName(cursor);
			if (cursor.peek() !== "(") path.push(name);
			else {
				cursor.at += 1;
				const given = cursor.inside(true, () => sequence(cursor, ")"));
				value = {
					kind: "call",
					name,
					arguments: [settle(), ...given],
					line
				};
				path.length = 0;
			}
		} else if (char === ":" && /^:\w/.test(cursor.text.slice(cursor.at, cursor.at + 2)) && cursor.text[cursor.at - 1] === ":") {
			cursor.at += 1;
			path.push(bicepName(cursor));
		} else if (char === "[") {
			cursor.at += 1;
			cursor.take("?");
			path.push(cursor.inside(true, () => {
				const index = readBicepExpression(cursor);
				cursor.blank();
				if (!cursor.take("]")) cursor.fail("] expected");
				return index.kind === "literal" && typeof index.value === "string" ? index.value : index;
			}));
		} else return settle();
	}
}
// packages/formats/src/bicep/index.ts
const BYTES = 2097152;
const DEPTH = 200;
const ERRORS_KEPT = 50;
/**
* Reads the declarations of a Bicep file
* (learn.microsoft.com/azure/azure-resource-manager/bicep/file): params, vars, resources, modules, outputs;
* expressions in the HCL form. Types, functions and decorators are passed over.
*
* @throws FormatError BUDGET_BYTES, BUDGET_DEPTH
*/
function readBicep(text, budget = DEFAULT_BUDGET) {
	requireSize(text, {
		...budget,
		bytes: Math.min(budget.bytes, BYTES)
	}, "Bicep");
	const cursor = new Cursor(text, Math.min(budget.depth, DEPTH));
	const declarations = [];
	const errors = [];
	for (cursor.blank(); !cursor.done; cursor.blank()) {
		const before = cursor.at;
		try {
			const found = declaration(cursor);
			if (found !== void 0) declarations.push(found);
		} catch (problem) {
			if (!(problem instanceof SyntaxProblem)) throw problem;
			if (errors.length < ERRORS_KEPT) errors.push({
				line: problem.line,
				message: problem.message
			});
			recover(cursor, before);
		}
	}
	return {
		declarations,
		errors
	};
}
/** To the next line that starts with a declaration. */
function recover(cursor, before) {
	const next = /^(?:param|var|resource|module|output|targetScope|@)/gm;
	next.lastIndex = Math.max(cursor.at, before + 1);
	const found = next.exec(cursor.text);
	cursor.at = found === null ? cursor.end : Math.max(found.index, before + 1);
}
function declaration(cursor) {
	const line = cursor.line;
	if (cursor.take("@")) {
		readBicepExpression(cursor);
		return;
	}
	const keyword = cursor.identifier();
	cursor.space();
	switch (keyword) {
		case "param":
		case "var":
		case "output": return valueDeclaration(cursor, keyword, line);
		case "resource":
		case "module": return deployed(cursor, keyword, line);
		case "targetScope":
		case "metadata":
		case "using":
		case "type":
		case "func":
		case "import":
		case "extension":
		case "provider":
		case "assert":
			skipStatement(cursor);
			return;
		default: return cursor.fail("a declaration was expected");
	}
}
/** Over a statement that says nothing about resources: to the end of its line, with its brackets. */
function skipStatement(cursor) {
	let open = 0;
	while (!cursor.done) {
		const char = cursor.peek();
		if (char === "'") readBicepString(cursor);
		else if (char === "\n" && open <= 0) return;
		else {
			if ("([{".includes(char)) open += 1;
			if (")]}".includes(char)) open -= 1;
			cursor.at += 1;
		}
	}
}
function valueDeclaration(cursor, kind, line) {
	const name = cursor.identifier() ?? cursor.fail("a name was expected");
	let open = 0;
	while (!cursor.done && !(open <= 0 && (cursor.peek() === "=" || cursor.peek() === "\n"))) {
		if ("([{".includes(cursor.peek())) open += 1;
		if (")]}".includes(cursor.peek())) open -= 1;
		cursor.at += 1;
	}
	const value = cursor.take("=") ? readBicepExpression(cursor) : void 0;
	return {
		kind,
		name,
		existing: false,
		conditional: false,
		...value === void 0 ? {} : { value },
		line,
		endLine: cursor.line
	};
}
function deployed(cursor, kind, line) {
	const name = cursor.identifier() ?? cursor.fail("a name was expected");
	cursor.space();
	const type = literalText(readBicepString(cursor));
	cursor.space();
	const rest = cursor.text.slice(cursor.at, cursor.at + 9);
	const existing = /^existing\b/.test(rest);
	if (existing) cursor.at += 8;
	cursor.space();
	if (!cursor.take("=")) cursor.fail("= expected");
	cursor.space();
	const conditional = /^if\b|^\[\s*for\b/.test(cursor.text.slice(cursor.at, cursor.at + 40));
	if (/^if\b/.test(cursor.text.slice(cursor.at, cursor.at + 3))) {
		cursor.at += 2;
		readBicepExpression(cursor);
		cursor.blank();
	}
	const value = readBicepExpression(cursor);
	return {
		kind,
		name,
		...type === void 0 ? {} : { type },
		existing,
		conditional,
		value,
		line,
		endLine: cursor.line
	};
}
function literalText(expression) {
	return expression.kind === "literal" && typeof expression.value === "string" ? expression.value : void 0;
}
// packages/formats/src/config/modelfile.ts
const INSTRUCTION = /^\s*(FROM|PARAMETER|TEMPLATE|SYSTEM|ADAPTER|LICENSE|MESSAGE|REQUIRES|DRAFT|RENDERER|PARSER)\s+(.*)$/is;
/**
* Reads an Ollama Modelfile (docs.ollama.com/modelfile): one entry per instruction in order, keys in upper
* case; PARAMETER and MESSAGE keep their name in the key ("PARAMETER temperature").
*
* @throws FormatError NOT_THIS_FORMAT, BUDGET_BYTES
*/
function readModelfile(text, budget = DEFAULT_BUDGET) {
	requireSize(text, budget, "Modelfile");
	const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
	const entries = [];
	for (let index = 0; index < lines.length; index += 1) {
		const line = lines[index] ?? "";
		const [, keyword = "", rest = ""] = INSTRUCTION.exec(line) ?? [];
		if (keyword === "") continue;
		const first = index + 1;
		const named = /^(?:PARAMETER|MESSAGE)$/i.test(keyword) ? /^(\S+)\s+(.*)$/s.exec(rest) : null;
		let value = named?.[2] ?? rest;
		const quote = value.startsWith("\"\"\"") ? "\"\"\"" : /^"(?!.*"\s*$)/.test(value) ? "\"" : void 0;
		if (quote !== void 0) {
			const body = [value.slice(quote.length)];
			while (!(body.at(-1) ?? "").includes(quote) && index + 1 < lines.length) body.push(lines[index += 1] ?? "");
			const whole = body.join("\n");
			const end = whole.indexOf(quote);
			value = end === -1 ? whole : whole.slice(0, end);
		} else value = value.trim().replace(/^"(.*)"$/, "$1");
		const scalar = {
			kind: "scalar",
			value,
			line: first,
			endLine: index + 1
		};
		entries.push({
			key: keyword.toUpperCase() + (named?.[1] === void 0 ? "" : ` ${named[1]}`),
			line: first,
			value: scalar
		});
	}
	if (!entries.some((entry) => entry.key === "FROM")) throw new FormatError("NOT_THIS_FORMAT", "no FROM instruction: this is no Modelfile");
	return {
		documents: [{
			kind: "map",
			entries,
			line: 1,
			endLine: lines.length
		}],
		errors: []
	};
}
// packages/formats/src/config/protobuf-text.ts
/**
* Reads protobuf text format (protobuf.dev/reference/protobuf/textformat-spec), as Triton's config.pbtxt:
* messages are maps in which a repeated field is a repeated key.
*
* @throws FormatError MALFORMED, BUDGET_BYTES, BUDGET_DEPTH
*/
function readProtobufText(text, budget = DEFAULT_BUDGET) {
	requireSize(text, budget, "protobuf text");
	const cursor = new Cursor(text, Math.min(budget.depth, 500));
	try {
		return {
			documents: [{
				kind: "map",
				entries: fields(cursor, ""),
				line: 1,
				endLine: cursor.line
			}],
			errors: []
		};
	} catch (cause) {
		if (cause instanceof FormatError) throw cause;
		throw new FormatError("MALFORMED", cause instanceof Error ? cause.message : "not protobuf text", {
			cause,
			line: cursor.line
		});
	}
}
function fields(cursor, close) {
	const entries = [];
	for (;;) {
		cursor.blank();
		while (cursor.take(";") || cursor.take(",")) cursor.blank();
		if (cursor.done || close !== "" && cursor.peek() === close) return entries;
		const line = cursor.line;
		const key = cursor.identifier() ?? cursor.fail("a field name was expected");
		cursor.blank();
		const colon = cursor.take(":");
		cursor.blank();
		if (!colon && !"{<[".includes(cursor.peek() || " ")) cursor.fail(": expected");
		entries.push({
			key,
			line,
			value: cursor.inside(true, () => value(cursor))
		});
	}
}
function value(cursor) {
	const line = cursor.line;
	if (cursor.take("{") || cursor.take("<")) {
		const close = cursor.text[cursor.at - 1] === "{" ? "}" : ">";
		const entries = fields(cursor, close);
		const endLine = cursor.line;
		if (!cursor.take(close)) cursor.fail(`${close} expected`);
		return {
			kind: "map",
			entries,
			line,
			endLine
		};
	}
	if (cursor.take("[")) {
		const list = [];
		for (cursor.blank(); !cursor.take("]"); cursor.blank()) {
			if (cursor.done) cursor.fail("] expected");
			if (!cursor.take(",")) list.push(cursor.inside(true, () => value(cursor)));
		}
		return {
			kind: "list",
			items: list,
			line,
			endLine: cursor.line
		};
	}
	return scalar(cursor, line);
}
function scalar(cursor, line) {
	const rest = /^(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|([-+]?[\w.]+))/.exec(cursor.text.slice(cursor.at, cursor.at + 1e5));
	if (rest === null) return cursor.fail("a value was expected");
	cursor.at += rest[0].length;
	const word = rest[3];
	const endLine = cursor.line;
	if (word === void 0) return {
		kind: "scalar",
		value: (rest[1] ?? rest[2] ?? "").replace(/\\(.)/g, "$1"),
		line,
		endLine
	};
	if (word === "true" || word === "false") return {
		kind: "scalar",
		value: word === "true",
		line,
		endLine
	};
	const number = Number(word);
	return {
		kind: "scalar",
		value: Number.isFinite(number) ? number : word,
		line,
		endLine
	};
}
// packages/formats/src/licence/index.ts
/** Phrases of the licence texts themselves; the more specific stands first. @see https://spdx.org/licenses/ */
const FINGERPRINTS = [
	{
		spdx: "Apache-2.0",
		phrases: ["apache license", "version 2.0, january 2004"]
	},
	{
		spdx: "Apache-2.0",
		phrases: ["licensed under the apache license, version 2.0"]
	},
	{
		spdx: "AGPL-3.0-only",
		phrases: ["gnu affero general public license", "version 3, 19 november 2007"]
	},
	{
		spdx: "LGPL-3.0-only",
		phrases: ["gnu lesser general public license", "version 3, 29 june 2007"],
		without: ["gnu general public license version 3, 29 june 2007 preamble"]
	},
	{
		spdx: "LGPL-2.1-only",
		phrases: ["gnu lesser general public license", "version 2.1, february 1999"]
	},
	{
		spdx: "GPL-3.0-only",
		phrases: ["gnu general public license", "version 3, 29 june 2007"]
	},
	{
		spdx: "GPL-2.0-only",
		phrases: ["gnu general public license", "version 2, june 1991"]
	},
	{
		spdx: "MPL-2.0",
		phrases: ["mozilla public license", "version 2.0"]
	},
	{
		spdx: "EPL-2.0",
		phrases: ["eclipse public license", "v 2.0"]
	},
	{
		spdx: "BUSL-1.1",
		phrases: ["business source license 1.1"]
	},
	{
		spdx: "Elastic-2.0",
		phrases: ["elastic license 2.0"]
	},
	{
		spdx: "SSPL-1.0",
		phrases: ["server side public license"]
	},
	{
		spdx: "CC0-1.0",
		phrases: ["cc0 1.0 universal"]
	},
	{
		spdx: "CC-BY-NC-SA-4.0",
		phrases: ["attribution-noncommercial-sharealike 4.0 international"]
	},
	{
		spdx: "CC-BY-NC-ND-4.0",
		phrases: ["attribution-noncommercial-noderivatives 4.0 international"]
	},
	{
		spdx: "CC-BY-NC-4.0",
		phrases: ["attribution-noncommercial 4.0 international"]
	},
	{
		spdx: "CC-BY-SA-4.0",
		phrases: ["attribution-sharealike 4.0 international"]
	},
	{
		spdx: "CC-BY-ND-4.0",
		phrases: ["attribution-noderivatives 4.0 international"]
	},
	{
		spdx: "CC-BY-4.0",
		phrases: ["attribution 4.0 international"]
	},
	{
		spdx: "ODbL-1.0",
		phrases: ["open database license"]
	},
	{
		spdx: "CDLA-Permissive-2.0",
		phrases: [
			"community data license agreement",
			"permissive",
			"version 2.0"
		]
	},
	{
		spdx: "CDLA-Permissive-1.0",
		phrases: [
			"community data license agreement",
			"permissive",
			"version 1.0"
		]
	},
	{
		spdx: "CDLA-Sharing-1.0",
		phrases: [
			"community data license agreement",
			"sharing",
			"version 1.0"
		]
	},
	{
		spdx: "Unlicense",
		phrases: ["this is free and unencumbered software released into the public domain"]
	},
	{
		spdx: "BSL-1.0",
		phrases: ["boost software license", "version 1.0"]
	},
	{
		spdx: "Zlib",
		phrases: ["this software is provided 'as-is', without any express or implied warranty", "altered source versions must be plainly marked"]
	},
	{
		spdx: "ISC",
		phrases: ["permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted"]
	},
	{
		spdx: "ISC",
		phrases: ["permission to use, copy, modify, and distribute this software for any purpose with or without fee is hereby granted"]
	},
	{
		spdx: "BSD-3-Clause",
		phrases: ["redistribution and use in source and binary forms", "neither the name"]
	},
	{
		spdx: "BSD-2-Clause",
		phrases: ["redistribution and use in source and binary forms", "this software is provided by"]
	},
	{
		spdx: "MIT-0",
		phrases: ["mit no attribution"]
	},
	{
		spdx: "MIT",
		phrases: ["permission is hereby granted, free of charge, to any person obtaining a copy", "the above copyright notice and this permission notice"]
	},
	{
		spdx: "MIT-0",
		phrases: ["permission is hereby granted, free of charge, to any person obtaining a copy"],
		without: ["the above copyright notice and this permission notice"]
	}
];
/** Model licences that SPDX does not list, by their titles. */
const MODEL_LICENCES = [
	["llama 4 community license", "Llama 4 Community License"],
	["llama 3.3 community license", "Llama 3.3 Community License"],
	["llama 3.2 community license", "Llama 3.2 Community License"],
	["llama 3.1 community license", "Llama 3.1 Community License"],
	["llama 3 community license", "Llama 3 Community License"],
	["llama 2 community license", "Llama 2 Community License"],
	["gemma terms of use", "Gemma Terms of Use"],
	["creativeml open rail++-m", "CreativeML Open RAIL++-M"],
	["creativeml open rail-m", "CreativeML Open RAIL-M"],
	["bigscience rail", "BigScience RAIL"],
	["bigscience open rail-m", "BigScience OpenRAIL-M"],
	["bigcode open rail-m", "BigCode OpenRAIL-M"],
	["tongyi qianwen license", "Tongyi Qianwen License"],
	["qwen license agreement", "Qwen License"],
	["deepseek license agreement", "DeepSeek License"],
	["falcon llm license", "Falcon LLM License"],
	["mistral ai research license", "Mistral AI Research License"],
	["stability ai community license", "Stability AI Community License"],
	["nvidia open model license", "NVIDIA Open Model License"]
];
/** Names under which licence texts stand. */
function isLicencePath(path) {
	return /(?:^|\/)(?:(?:un)?licen[cs]e|copying|copyright)(?:[-_.][\w.-]+)?$/i.test(path) && !/\.(?:[jt]sx?|py|go|rs|java|rb|cs|html|json|ya?ml|svg|png)$/i.test(path);
}
/** Identifies a licence text by phrases. An unknown text has a title only. */
function readLicence(text) {
	const plain = text.slice(0, 6e4).toLowerCase().replace(/[\s*#>]+/g, " ").replace(/[’‘`]/g, "'");
	const title = text.slice(0, 5e3).split("\n").map((line) => line.replace(/[#*=\s]+/g, " ").trim()).find((line) => line !== "")?.slice(0, 120);
	const known = MODEL_LICENCES.find(([phrase]) => plain.slice(0, 3e3).includes(phrase))?.[1];
	if (known !== void 0) return { title: known };
	const match = FINGERPRINTS.find(({ phrases, without }) => phrases.every((phrase) => plain.includes(phrase)) && !(without ?? []).some((phrase) => plain.includes(phrase)));
	return {
		...match === void 0 ? {} : { spdx: match.spdx },
		...title === void 0 ? {} : { title }
	};
}
// packages/formats/src/code-owners/index.ts
const MAX_RULES = 2e4;
/** Where GitHub, GitLab and Gitea look for the file. */
function isCodeOwnersPath(path) {
	return /^(?:\.github\/|\.gitlab\/|\.gitea\/|docs\/)?CODEOWNERS$/.test(path);
}
/** Rules in order; GitLab's sections give owners to the lines that name none. */
function readCodeOwners(text) {
	const rules = [];
	let standard = [];
	for (const [index, raw] of text.split(/\r?\n/).entries()) {
		const line = raw.replace(/(^|\s)#.*$/, "").trim();
		if (line === "" || rules.length >= MAX_RULES) continue;
		const section = /^\^?\[[^\]]+\](?:\[\d+\])?\s*(.*)$/.exec(line);
		if (section !== null) {
			standard = ownersIn(section[1] ?? "");
			continue;
		}
		const [pattern = "", ...rest] = line.split(/(?<!\\)\s+/);
		const own = ownersIn(rest.join(" "));
		rules.push({
			pattern: pattern.replace(/\\ /g, " "),
			owners: own.length === 0 ? standard : own,
			line: index + 1
		});
	}
	return rules;
}
function ownersIn(text) {
	return text.split(/\s+/).filter((word) => /^@[\w./-]+$|^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(word));
}
// packages/scan/src/project/classify-table.ts
/** Free text in which personal values are looked for, per column. */
const MAX_TEXT$1 = 2e4;
/** Of the sampled values of a text column, so many must hold something. */
const SHARE = .2;
/** Forms that stand in many texts without being about a person. */
const WEAK = /* @__PURE__ */ new Set([
	"URL",
	"DATE_TIME",
	"LOCATION",
	"PERSON",
	"NRP",
	"IP_ADDRESS",
	"CRYPTO",
	"US_BANK_NUMBER",
	"US_DRIVER_LICENSE",
	"US_PASSPORT",
	"DATE_OF_BIRTH"
]);
/** A table with what its columns hold instead of its sampled values, which do not leave the reader. */
function classifyTable(table) {
	const { samples = [], ...facts } = table;
	const columns = table.columns.map(({ name }, index) => {
		const values = (samples[index] ?? []).filter((value) => value !== "");
		const column = classifyColumn(name, values);
		if (column.example === true) return {
			name,
			types: [],
			class: "internal"
		};
		if (column.types.length > 0) return {
			name,
			types: column.types,
			class: column.class
		};
		const types = typesInText(values);
		return {
			name,
			types,
			class: types.length > 0 ? "personal" : column.class
		};
	});
	const worst = columns.reduce((at, column) => Math.max(at, dataClasses.indexOf(column.class)), 0);
	const reasons = columns.filter(({ types }) => types.length > 0).map(({ name, types }) => `${name}: ${types.join(", ")}`);
	return {
		...facts,
		classification: {
			class: dataClasses[worst] ?? "internal",
			reasons,
			columns
		}
	};
}
function typesInText(values) {
	const texts = values.filter((value) => value.length > 30);
	if (texts.length < 5) return [];
	const counts = /* @__PURE__ */ new Map();
	let read = 0;
	for (const value of texts) {
		if ((read += value.length) > MAX_TEXT$1) break;
		for (const type of new Set(findPersonalData(value).map((match) => match.type))) counts.set(type, (counts.get(type) ?? 0) + 1);
	}
	return [...counts].filter(([type, count]) => !WEAK.has(type) && count >= Math.max(2, texts.length * SHARE)).map(([type]) => type).sort();
}
// packages/scan/src/project/inline-ignores.ts
const MARK = "castellan-ignore:";
const FORM = /castellan-ignore:[ \t]*([A-Za-z][\w.-]{1,80})[ \t]+([^\r\n]{1,400})/g;
const UNTIL = /(?:^|\s)until=(\d{4}-\d{2}-\d{2})(?=\s|$)/;
/** The inline ignores of a text. Linear in its length. */
function findInlineIgnores(text, cell) {
	if (!text.includes(MARK)) return [];
	const found = [];
	let line = 1;
	let at = 0;
	for (const match of text.matchAll(FORM)) {
		for (let next = text.indexOf("\n", at); next >= 0 && next < match.index; next = text.indexOf("\n", at)) {
			line++;
			at = next + 1;
		}
		const rest = (match[2] ?? "").replace(/(?:\*\/|-->|#\}|%>|\*\)).*$/, "");
		const until = UNTIL.exec(rest)?.[1];
		const reason = rest.replace(UNTIL, " ").replace(/\s+/g, " ").trim();
		if (reason !== "") found.push({
			line,
			...cell === void 0 ? {} : { cell },
			rule: match[1] ?? "",
			reason,
			...until === void 0 ? {} : { until }
		});
	}
	return found;
}
// packages/scan/src/project/readers.ts
function nameOf(path) {
	return path.slice(path.lastIndexOf("/") + 1);
}
/** Every reader of text files. Those of source come first: they are left out where a file cannot matter. */
const TEXT_READERS = [
	{
		id: "source",
		matches: (path) => sourceSyntaxOf(path) !== void 0,
		read: async (path, text, facts) => {
			const syntax = sourceSyntaxOf(path);
			if (syntax !== void 0) facts.source = await readSource(syntax, text);
		}
	},
	{
		id: "notebook",
		matches: (path) => /\.ipynb$/i.test(path),
		read: async (_path, text, facts) => {
			facts.notebook = await readNotebook(text);
		}
	},
	{
		id: "yaml",
		matches: (path) => /\.(?:ya?ml|dvc)$/i.test(path) || /^(?:MLproject|MLmodel|dvc\.lock)$/.test(nameOf(path)),
		read: (_path, text, facts) => {
			facts.config = {
				format: "yaml",
				documents: readYaml(text).documents
			};
		}
	},
	{
		id: "json",
		matches: (path) => /\.(?:json|jsonc|json5|tfstate|webmanifest|code-workspace)$/i.test(path),
		read: (_path, text, facts) => {
			facts.config = {
				format: "json",
				documents: readJson(text).documents
			};
		}
	},
	{
		id: "toml",
		matches: (path) => /\.toml$/i.test(path) || /^(?:Pipfile|poetry\.lock|uv\.lock|Cargo\.lock)$/.test(nameOf(path)),
		read: (_path, text, facts) => {
			facts.config = {
				format: "toml",
				documents: readToml(text).documents
			};
		}
	},
	{
		id: "ini",
		matches: (path) => /\.(?:ini|cfg)$/i.test(path) || /(?:^|\/)\.dvc\/config(?:\.local)?$/.test(path),
		read: (_path, text, facts) => {
			facts.config = {
				format: "ini",
				documents: readIni(text).documents
			};
		}
	},
	{
		id: "modelfile",
		matches: (path) => /^(?:.*[._-])?Modelfile(?:[._-].*)?$/.test(nameOf(path)),
		read: (_path, text, facts) => {
			facts.config = {
				format: "modelfile",
				documents: readModelfile(text).documents
			};
		}
	},
	{
		id: "protobuf-text",
		matches: (path) => /\.(?:pbtxt|prototxt|textproto)$/i.test(path),
		read: (_path, text, facts) => {
			facts.config = {
				format: "protobuf-text",
				documents: readProtobufText(text).documents
			};
		}
	},
	{
		id: "dockerfile",
		matches: (path) => /^(?:[\w.-]*\.)?(?:Dockerfile|Containerfile)(?:[._-][\w.-]+)?$/i.test(nameOf(path)),
		read: (_path, text, facts) => {
			facts.dockerfile = readDockerfile(text);
		}
	},
	{
		id: "hcl",
		matches: (path) => /\.(?:tf|tfvars|hcl|tofu)$/i.test(path),
		read: (_path, text, facts) => {
			facts.hcl = readHcl(text);
		}
	},
	{
		id: "bicep",
		matches: (path) => /\.bicep(?:param)?$/i.test(path),
		read: (_path, text, facts) => {
			facts.bicep = readBicep(text);
		}
	},
	{
		id: "environment",
		matches: (path) => /^(?:\.?env|.*\.env)(?:[._-][\w.-]+)?$/i.test(nameOf(path)) && sourceSyntaxOf(path) === void 0,
		read: (path, text, facts) => {
			facts.environment = readEnvironment(text, /example|sample|template|dist|default/i.test(nameOf(path)));
		}
	},
	{
		id: "shell",
		matches: (path) => /\.(?:sh|bash|zsh)$/i.test(path),
		read: (_path, text, facts) => {
			facts.commands = readShell(text);
		}
	},
	{
		id: "makefile",
		matches: (path) => /^(?:GNU)?[Mm]akefile$|\.mk$|^[Jj]ustfile$/.test(nameOf(path)),
		read: (_path, text, facts) => {
			facts.commands = readMakefile(text);
		}
	},
	{
		id: "procfile",
		matches: (path) => /^Procfile/.test(nameOf(path)),
		read: (_path, text, facts) => {
			facts.commands = readProcfile(text);
		}
	},
	{
		id: "sql",
		matches: (path) => /\.(?:sql|ddl|psql)$/i.test(path),
		read: (_path, text, facts) => {
			facts.sql = readSql(text);
		}
	},
	{
		id: "manifest",
		matches: (path) => manifestFormatOf(path) !== void 0,
		read: (path, text, facts) => {
			facts.manifest = readManifest(path, text);
		}
	},
	{
		id: "card",
		matches: isCardPath,
		read: (path, text, facts) => {
			facts.card = readCard(path, text);
		}
	},
	{
		id: "prose",
		matches: (path) => proseKindOf(path) !== void 0,
		read: (path, text, facts) => {
			facts.prose = readProse(path, text);
		}
	},
	{
		id: "licence",
		matches: isLicencePath,
		read: (_path, text, facts) => {
			facts.licence = readLicence(text);
		}
	},
	{
		id: "code-owners",
		matches: isCodeOwnersPath,
		read: (_path, text, facts) => {
			facts.owners = readCodeOwners(text);
		}
	}
];
// packages/scan/src/project/sensitive.ts
/** Starts of lines, to turn offsets into lines. */
function lineFinder(text) {
	const starts = [0];
	for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
	return (offset) => {
		let [low, high] = [0, starts.length];
		while (high - low > 1) {
			const middle = low + high >> 1;
			if ((starts[middle] ?? 0) <= offset) low = middle;
			else high = middle;
		}
		return low + 1;
	};
}
/** Secrets of a text with their lines; the values do not leave this function. */
function findSensitive(text, place = {}) {
	const matches = findSecrets(text);
	if (matches.length === 0) return [];
	const lineOf = lineFinder(text);
	return matches.map((match) => ({
		kind: "secret",
		rule: match.rule,
		title: match.title,
		line: lineOf(match.start),
		endLine: lineOf(Math.max(match.start, match.end - 1)),
		...place.cell === void 0 ? {} : { cell: place.cell },
		masked: match.masked,
		confidence: match.confidence,
		...match.hash === void 0 ? {} : { hash: match.hash },
		...place.output === true ? { output: true } : {},
		...match.vendor === "any" ? {} : { vendor: match.vendor }
	}));
}
// packages/scan/src/project/read-file.ts
/** Text larger than this is neither parsed nor searched. */
const MAX_TEXT = 20971520;
const CHUNK = 4194304;
const DECODER$1 = new TextDecoder();
/** Runs every reader that claims a file. A reader that fails is recorded; the others' facts stand. */
async function readFacts(path, source, options = {}) {
	const facts = {
		sha256: options.sha256 ?? hashOf(source),
		bytes: source.size,
		sensitive: [],
		ignores: [],
		problems: []
	};
	const problems = [];
	const text = textOf(path, source, problems);
	if (text !== void 0) {
		await readText(path, text, options, facts, problems);
		facts.lines = countLines(text);
	}
	attempt("table", problems, () => {
		const table = readTableIfAny(path, source);
		if (table !== void 0) facts.table = classifyTable(table);
	});
	if (facts.source === void 0 && facts.notebook === void 0) attempt("model-file", problems, () => {
		const modelFile = readModelFile(source);
		if (modelFile !== void 0) facts.modelFile = modelFile;
	});
	facts.problems = problems;
	return facts;
}
async function readText(path, text, options, facts, problems) {
	for (const reader of TEXT_READERS) {
		if (!reader.matches(path) || reader.id === "source" && options.source === false) continue;
		try {
			await reader.read(path, text, facts);
		} catch (error) {
			problems.push(problemOf(reader.id, error));
		}
	}
	const { notebook } = facts;
	if (notebook === void 0) {
		attempt("secrets", problems, () => {
			facts.sensitive = findSensitive(text);
		});
		facts.ignores = findInlineIgnores(text);
	} else {
		attempt("secrets", problems, () => {
			facts.sensitive = notebook.texts.flatMap(({ cell, text: part, output }) => findSensitive(part, {
				cell,
				output
			}));
		});
		facts.ignores = notebook.texts.flatMap(({ cell, text: part, output }) => output ? [] : findInlineIgnores(part, cell));
		facts.notebook = {
			...notebook,
			texts: []
		};
	}
}
/** Text of a file, or undefined for binaries; files too large are a problem where a reader or search would want them. */
function textOf(path, source, problems) {
	if (source.read(0, Math.min(source.size, 8192)).includes(0)) return void 0;
	if (source.size > 20971520) {
		const reader = TEXT_READERS.find(({ matches }) => matches(path))?.id ?? "secrets";
		problems.push({
			reader,
			code: "BUDGET_BYTES",
			reason: `larger than ${MAX_TEXT / 1024 / 1024} MB`
		});
		return;
	}
	return DECODER$1.decode(source.read(0, source.size));
}
function hashOf(source) {
	const hash = createHash("sha256");
	for (let offset = 0; offset < source.size; offset += CHUNK) hash.update(source.read(offset, CHUNK));
	return hash.digest("hex");
}
function countLines(text) {
	if (text === "") return 0;
	let lines = text.endsWith("\n") ? 0 : 1;
	for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
	return lines;
}
function attempt(reader, problems, read) {
	try {
		read();
	} catch (error) {
		problems.push(problemOf(reader, error));
	}
}
function problemOf(reader, error) {
	if (error instanceof FormatError) return {
		reader,
		code: error.code,
		reason: error.message,
		...error.line === void 0 ? {} : { line: error.line }
	};
	return {
		reader,
		code: "CRASH",
		reason: error instanceof Error ? error.message : String(error)
	};
}
// packages/scan/src/engine/read/file-source.ts
/** Files up to this size are read in one go. */
const WHOLE = 25165824;
function readFully(descriptor, offset, length) {
	const bytes = Buffer.allocUnsafe(length);
	let filled = 0;
	while (filled < length) {
		const count = readSync(descriptor, bytes, filled, length - filled, offset + filled);
		if (count === 0) break;
		filled += count;
	}
	return bytes.subarray(0, filled);
}
/**
* Opens a regular file for the readers; never through a link, never waiting on a pipe. The source is valid inside
* `use` only.
* @throws the error of the file system, or Error for what is not a regular file.
*/
async function withFile(path, use) {
	const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
	try {
		const status = fstatSync(descriptor);
		if (!status.isFile()) throw new Error("not a regular file");
		const { size } = status;
		if (size <= WHOLE) return await use(bytesSource(readFully(descriptor, 0, size)));
		return await use({
			size,
			read: (offset, length) => readFully(descriptor, Math.min(offset, size), Math.max(0, Math.min(length, size - offset)))
		});
	} finally {
		closeSync(descriptor);
	}
}
// packages/scan/src/engine/read/specifiers.ts
const SCRIPT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'`]([^"'`\n]{1,200})["'`]/g;
const PYTHON = /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(?:\(([^)]{0,2000})\)|([^\n#(]{1,500}))|import[ \t]+([\w.]+(?:[ \t]+as[ \t]+\w+)?(?:[ \t]*,[ \t]*[\w.]+(?:[ \t]+as[ \t]+\w+)?)*))/gm;
const GO = /^\s*(?:import\s+)?(?:[\w.]+\s+)?"([\w./~-]{1,200})"/gm;
const JAVA = /^\s*import\s+(?:static\s+)?([\w.]{1,200})/gm;
const CSHARP = /^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?([\w.]{1,200})\s*;/gm;
const RUST = /\b(?:(?:use|mod|extern\s+crate)\s+(?:::)?([\w:]{1,200})|([a-z_]\w{1,60})::)/g;
const RUBY = /\b(?:(require_relative|require)\s*\(?\s*["']([^"'\n]{1,200})["']|([A-Z]\w{1,60})::)/g;
function captured(text, pattern) {
	const found = /* @__PURE__ */ new Set();
	for (const match of text.matchAll(pattern)) {
		const name = match[1] ?? match[2];
		if (name !== void 0) found.add(name);
	}
	return found;
}
function python(text) {
	const found = /* @__PURE__ */ new Set();
	for (const [, module, listed, inline, plain] of text.matchAll(PYTHON)) {
		if (module !== void 0) {
			found.add(module);
			const joint = module.endsWith(".") ? "" : ".";
			for (const item of (listed ?? inline ?? "").split(",")) {
				const name = /^\s*(\w+)/.exec(item)?.[1];
				if (name !== void 0) found.add(`${module}${joint}${name}`);
			}
		}
		for (const item of plain?.split(",") ?? []) found.add(item.trim().split(/\s/)[0] ?? "");
	}
	return found;
}
function ruby(text) {
	const found = /* @__PURE__ */ new Set();
	for (const [, how, path, constant] of text.matchAll(RUBY)) if (path !== void 0) found.add(how === "require_relative" && !path.startsWith(".") ? `./${path}` : path);
	else if (constant !== void 0) found.add(constant.replace(/(?<=[a-z\d])(?=[A-Z])/g, "_").toLowerCase());
	return found;
}
/** Modules that a source text names in its imports, as written; sorted. */
function importSpecifiers(syntax, text) {
	return [...(() => {
		switch (syntax) {
			case "python": return python(text);
			case "typescript":
			case "tsx":
			case "javascript": return captured(text, SCRIPT);
			case "go": return captured(text, GO);
			case "java": return captured(text, JAVA);
			case "csharp": return captured(text, CSHARP);
			case "rust": return captured(text, RUST);
			case "ruby": return ruby(text);
			default: return /* @__PURE__ */ new Set();
		}
	})()].filter((name) => name !== "").sort();
}
// packages/scan/src/engine/read/relevance.ts
/** Services that are called without an SDK, and words that code around models uses. */
const AI_TEXT = new RegExp([
	"openai",
	"anthropic",
	"generativelanguage",
	"bedrock",
	"aiplatform",
	"huggingface",
	"hf\\.co\\b",
	"ollama",
	"vllm",
	"litellm",
	"openrouter",
	"mistral",
	"cohere",
	"groq",
	"replicate",
	"langchain",
	"llama",
	"\\bgpt-",
	"claude",
	"gemini",
	"deepseek",
	"\\bllms?\\b",
	"\\bmcp\\b",
	"mcpServers",
	"modelcontextprotocol",
	"embedding",
	"system_?prompt",
	"chat_?completion",
	"vector_?store",
	"pgvector",
	"safetensors",
	"sagemaker",
	"mlflow",
	"wandb",
	"from_pretrained",
	"inference",
	"sklearn",
	"torch",
	"tensorflow",
	"xgboost",
	"lightgbm",
	"onnx",
	"\\bprompts?\\b",
	"\\bagents?\\b"
].join("|"), "i");
/** Acts that a rule may judge. */
const RISK_TEXT = /\beval\s*\(|\bexec\s*\(|\bexecSync\b|child_process|subprocess|os\.system|os\.popen|pickle|joblib|cloudpickle|\bdill\b|yaml\.(?:unsafe_)?load|shell\s*=\s*True|trust_remote_code|verify\s*=\s*False|rejectUnauthorized|0\.0\.0\.0|marshal\.loads|Process\.Start|Runtime\.getRuntime|exec\.Command/;
/** Lines longer than this on average are written by tools, not by people. */
const GENERATED_LINE = 400;
const GENERATED_MINIMUM = 2e4;
/** Bundles are larger than this, code that people write is not; the readers would refuse it. */
const GENERATED_SIZE = DEFAULT_SOURCE_BUDGET.bytes;
/** Bundled, minified or otherwise generated code: no one declares an AI system in it. */
function isGenerated(text) {
	if (text.length < GENERATED_MINIMUM) return false;
	if (text.length > GENERATED_SIZE) return true;
	let lines = 1;
	for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
	return text.length / lines > GENERATED_LINE;
}
/** What is known of a source file before parsing. `modules` are the import roots that knowledge speaks of. */
function sketchSource(syntax, text, modules) {
	const specifiers = importSpecifiers(syntax, text);
	const generated = isGenerated(text);
	return {
		specifiers,
		generated,
		relevant: !generated && (specifiers.some((specifier) => isKnown(specifier, modules)) || AI_TEXT.test(text) || RISK_TEXT.test(text))
	};
}
/** True where a specifier or any head of it is a known module: "google.cloud.aiplatform" by "google.cloud". */
function isKnown(specifier, modules) {
	const plain = specifier.replace(/^(?:npm|node|jsr):/, "");
	if (modules.has(plain)) return true;
	for (let end = plain.length - 1; end > 0; end--) {
		const character = plain[end];
		if ((character === "." || character === "/" || character === ":") && modules.has(plain.slice(0, end))) return true;
	}
	return false;
}
// packages/scan/src/engine/read/read-task.ts
const DECODER = new TextDecoder();
/** Reads one file: its sketch, then its facts from the cache or by the readers. Never throws. */
async function answerTask(task, modules, cache) {
	try {
		return await withFile(task.file, async (source) => {
			const syntax = task.source === "never" ? void 0 : sourceSyntaxOf(task.path);
			const sha256 = hashOf(source);
			let sketch;
			if (syntax !== void 0 && source.size <= 20971520) sketch = sketchSource(syntax, DECODER.decode(source.read(0, source.size)), modules);
			const parse = sketch !== void 0 && !sketch.generated && (task.source === "always" || sketch.relevant);
			const key = cache?.key(sha256, task.path, parse);
			let facts = key === void 0 ? void 0 : cache?.get(key);
			if (facts === void 0) {
				const read = await readFacts(task.path, source, {
					source: parse,
					sha256
				});
				facts = JSON.stringify(read);
				if (key !== void 0 && !read.problems.some(({ code }) => code === "CRASH" || code === "BUDGET_TIME")) cache?.put(key, facts);
			}
			return {
				id: task.id,
				facts,
				...sketch === void 0 ? {} : { sketch }
			};
		});
	} catch (error) {
		return {
			id: task.id,
			failure: error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : error instanceof Error ? error.message : String(error)
		};
	}
}
// packages/scan/src/engine/read/worker.ts
const setup = workerData;
if (parentPort === null || !isWorkerSetup(setup)) throw new Error("this file is started by the reader pool only");
const port = parentPort;
const modules = new Set(setup.modules);
const cache = setup.cacheFolder === void 0 ? void 0 : new FactsCache(setup.cacheFolder, setup.cacheVersion);
let turn = Promise.resolve();
port.on("message", (message) => {
	if (!isReadTasks(message)) return;
	turn = turn.then(async () => {
		for (const task of message) port.postMessage(await answerTask(task, modules, cache));
	});
});
export {};

import { t as CastellanError } from "./errors-6zGvJu0C.js";
import { fileURLToPath } from "node:url";
import { Language, Parser } from "web-tree-sitter";
import { stripVTControlCharacters } from "node:util";
import { parse, printParseErrorCode, visit } from "jsonc-parser";
import { TomlDate, TomlError, parse as parse$1 } from "smol-toml";
import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument } from "yaml";
import { DockerfileParser } from "dockerfile-ast";
import { SaxesParser } from "saxes";
import { constants, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { parquetMetadata } from "hyparquet";
// packages/scan/src/engine/read/protocol.ts
function isRecord$2(value) {
	return typeof value === "object" && value !== null;
}
function isWorkerSetup(value) {
	return isRecord$2(value) && Array.isArray(value["modules"]) && typeof value["cacheVersion"] === "string" && ["string", "undefined"].includes(typeof value["cacheFolder"]);
}
function isReadTask(value) {
	return isRecord$2(value) && typeof value["id"] === "number" && typeof value["file"] === "string" && typeof value["path"] === "string" && typeof value["source"] === "string";
}
function isReadTasks(value) {
	return Array.isArray(value) && value.every(isReadTask);
}
function isReadAnswer(value) {
	return isRecord$2(value) && typeof value["id"] === "number" && (typeof value["facts"] === "string" || typeof value["failure"] === "string");
}
// packages/formats/src/budget.ts
const DEFAULT_BUDGET = {
	bytes: 20971520,
	depth: 500,
	nodes: 2e6
};
// packages/formats/src/config/node.ts
function entry(node, key) {
	return node?.kind === "map" ? node.entries.find((candidate) => candidate.key === key) : void 0;
}
/** The node under a path of keys and list indexes, or undefined. */
function at(node, ...path) {
	let current = node;
	for (const step of path) if (typeof step === "string") current = entry(current, step)?.value;
	else current = current?.kind === "list" ? current.items[step] : void 0;
	return current;
}
function text(node) {
	return node?.kind === "scalar" && node.value !== null ? String(node.value) : void 0;
}
function items(node) {
	return node?.kind === "list" ? node.items : [];
}
function entries(node) {
	return node?.kind === "map" ? node.entries : [];
}
// packages/formats/src/errors.ts
/** What a reader says when it cannot go on. The message is one clear sentence. */
var FormatError = class extends CastellanError {
	line;
	constructor(code, message, options) {
		super(code, message, options);
		if (options?.line !== void 0) this.line = options.line;
	}
};
// packages/formats/src/syntax/ir.ts
/**
* The neutral form of source code: what every language is lowered to, so that names are resolved and
* calls understood by one engine. Plain data: it crosses threads and goes into the cache.
*
* Lowering never judges and never resolves: it keeps names as written. What has no form here becomes
* `other` with its children, so that no call inside is lost.
*/
const LANGUAGES = [
	"python",
	"typescript",
	"javascript",
	"go",
	"java",
	"csharp",
	"rust",
	"ruby"
];
// packages/formats/src/syntax/doc-comments.ts
/** Signs that are no documentation: directives to tools. */
const DIRECTIVE = /^(?:eslint|prettier|biome|@ts-|tslint|istanbul|c8|go:|#!|frozen_string_literal)/;
/**
* The comments directly above a node, joined, without their signs. A block comment counts alone; line comments count
* as the unbroken run of lines that ends on the line above. A comment behind code on its own line is not counted.
*/
function docComment(tree, node) {
	const { comments, source } = tree;
	let index = lastBefore(comments, node.start);
	const lines = [];
	let below = node.line;
	for (; index >= 0; index -= 1) {
		const comment = comments[index];
		if (comment === void 0 || comment.endLine < below - 1 || !startsItsLine(source.text, comment.start)) break;
		const text = comment.text.trimEnd();
		if (text.startsWith("/*")) {
			if (lines.length === 0) lines.unshift(...blockLines(text));
			break;
		}
		const line = text.replace(/^(?:\/\/[/!]?|#+!?)\s?/, "");
		if (!DIRECTIVE.test(line)) lines.unshift(line);
		below = comment.line;
	}
	const doc = lines.join("\n").trim();
	return doc === "" ? void 0 : doc;
}
function blockLines(text) {
	return text.replace(/^\/\*[*!]?/, "").replace(/\*+\/$/, "").split("\n").map((line) => line.replace(/^\s*\*?\s?/, "").trimEnd());
}
function startsItsLine(text, start) {
	for (let at = start - 1; at >= 0; at -= 1) {
		const character = text[at];
		if (character === "\n") return true;
		if (character !== " " && character !== "	" && character !== "\r" && character !== "﻿") return false;
	}
	return true;
}
/** Index of the last comment that ends at or before an offset, or -1. */
function lastBefore(comments, offset) {
	let low = 0;
	let high = comments.length;
	while (low < high) {
		const middle = low + high >>> 1;
		const comment = comments[middle];
		if (comment !== void 0 && comment.end <= offset) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
// packages/formats/src/syntax/lowering.ts
/** State of lowering one tree, and the way back from a rule into the other rules. */
var LoweringContext = class {
	/** Imports in source order, wherever they stand: rules push them here. */
	imports = [];
	/** Further places that could not be read. */
	errors = [];
	/** Inside code that only type checkers run. */
	typeOnly = false;
	/** Undefined on module level. */
	scope;
	hoisted = [];
	tree;
	rules;
	constructor(tree, rules) {
		this.tree = tree;
		this.rules = rules;
	}
	expression(node) {
		const rule = this.rules.expressions.get(node.type);
		if (rule !== void 0 && !node.cut) return rule(node, this);
		if (!node.cut && this.rules.statements.has(node.type)) return this.statementAsExpression(node);
		return {
			kind: "other",
			children: this.expressions(node.namedChildren),
			...node.span
		};
	}
	expressions(nodes) {
		return nodes.map((node) => this.expression(node));
	}
	/** The expression in a field; where broken syntax lacks it, an empty `other` in the place of the parent. */
	inField(parent, field) {
		const node = parent.child(field);
		return node ? this.expression(node) : {
			kind: "other",
			children: [],
			...parent.span
		};
	}
	/** The expression in a field, if there is one. */
	optionalInField(parent, field) {
		const node = parent.child(field);
		return node && this.expression(node);
	}
	/** The named children of a block as statements. */
	block(node) {
		return node ? this.statements(node.namedChildren) : [];
	}
	/** A node that may be a block or a single statement. */
	statements(nodes) {
		const outer = this.hoisted;
		this.hoisted = [];
		const into = [];
		for (const node of nodes) this.statement(node, into);
		this.hoisted = outer;
		return into;
	}
	/** A body that is one expression, as the statement made of it; what the expression implies goes in front. */
	expressionBody(node, statement) {
		const outer = this.hoisted;
		this.hoisted = [];
		const value = this.expression(node);
		const body = [...this.hoisted, statement(value)];
		this.hoisted = outer;
		return body;
	}
	/** A statement that the current expression implies (`:=`, assignment used as a value); it goes in front. */
	hoist(statement) {
		this.hoisted.push(statement);
	}
	/** Lowers a function body and reports what it said about the function. */
	inFunction(lower) {
		const outer = this.scope;
		const scope = {
			generator: false,
			outerNames: []
		};
		this.scope = scope;
		try {
			return {
				body: lower(),
				scope
			};
		} finally {
			this.scope = outer;
		}
	}
	/** Text between two offsets of the source. */
	slice(start, end) {
		return this.tree.source.text.slice(start, end);
	}
	/** The doc comment that ends directly above a node, without comment signs. */
	docAbove(node) {
		return docComment(this.tree, node);
	}
	statement(node, into) {
		const before = into.length;
		const rule = this.rules.statements.get(node.type);
		if (rule !== void 0 && !node.cut) rule(node, this, into);
		else if (this.rules.expressions.has(node.type) || node.children.length === 0) into.push({
			kind: "expression",
			value: this.expression(node),
			...node.span
		});
		else for (const child of node.namedChildren) this.statement(child, into);
		if (this.hoisted.length > 0) {
			into.splice(before, 0, ...this.hoisted);
			this.hoisted = [];
		}
	}
	/** Statements where an expression was expected (after an error, a block used as a value): a nameless function. */
	statementAsExpression(node) {
		const { body } = this.inFunction(() => this.statements([node]));
		return {
			kind: "function",
			function: {
				name: "",
				parameters: [],
				decorators: [],
				body,
				...node.span
			},
			...node.span
		};
	}
};
// packages/formats/src/syntax/node-types.ts
const PUNCTUATION = /* @__PURE__ */ new Set([
	"(",
	")",
	"[",
	"]",
	"{",
	"}",
	",",
	";",
	":",
	".",
	"\n",
	""
]);
const ERROR_TYPE = {
	name: "ERROR",
	named: true,
	comment: false,
	punctuation: false
};
const tables$1 = /* @__PURE__ */ new WeakMap();
/** By public type id. */
function nodeTypes(language) {
	const known = tables$1.get(language);
	if (known) return known;
	const table = Array.from(language.types, (name, id) => {
		if (name === void 0) return {
			name: "",
			named: false,
			comment: false,
			punctuation: true
		};
		const named = language.nodeTypeIsNamed(id);
		return {
			name: internalized(name),
			named,
			comment: named && name.endsWith("comment"),
			punctuation: named ? name === "line_continuation" : PUNCTUATION.has(name)
		};
	});
	tables$1.set(language, table);
	return table;
}
/** Strings used as property keys are internalized by V8, so that comparing node types compares pointers. */
function internalized(name) {
	return Object.keys({ [name]: true })[0] ?? name;
}
// packages/formats/src/syntax/syntax-node.ts
/**
* A node of the concrete syntax tree, copied out of the parser's memory: plain, cheap to walk, free to keep.
*
* `children` hold named nodes and tokens that carry meaning (keywords, operators, everything in a field);
* plain punctuation — ( ) [ ] { } , ; : . — is left out unless it stands in a field, and comments are in
* `SyntaxTree.comments`. A subtree below the depth budget has `cut` and no children.
*/
var SyntaxNode = class {
	/** The grammar's node type; "ERROR" where the parser recovered. */
	type;
	/** The grammar's field that this node fills in its parent. */
	field;
	/** Named in the grammar; tokens ("async", "+") are not. */
	named;
	/** UTF-16 offset. */
	start;
	/** Exclusive. */
	end;
	/** The parser made this token up. */
	missing = false;
	cut = false;
	children = NONE;
	source;
	constructor(source, type, field, named, start, end) {
		this.source = source;
		this.type = type;
		this.field = field;
		this.named = named;
		this.start = start;
		this.end = end;
	}
	/** As written. Slicing is cheap, but do not ask large nodes for it without need. */
	get text() {
		return this.source.text.slice(this.start, this.end);
	}
	get line() {
		return this.source.lineAt(this.start);
	}
	get endLine() {
		return this.end > this.start ? this.source.lineAt(this.end - 1) : this.line;
	}
	/** Spread into a neutral node: `{ kind: "name", name, ...node.span }`. */
	get span() {
		return this.source.span(this.start, this.end);
	}
	/** First child in this field. */
	child(field) {
		for (const child of this.children) if (child.field === field) return child;
	}
	/** All children in this field. */
	childrenIn(field) {
		return this.children.filter((child) => child.field === field);
	}
	/** Named children, ERROR nodes among them. */
	get namedChildren() {
		return this.children.filter((child) => child.named);
	}
	/** First child of this type (a node type, or a token such as "async"). */
	first(type) {
		for (const child of this.children) if (child.type === type) return child;
	}
	has(type) {
		return this.first(type) !== void 0;
	}
};
const NONE = [];
// packages/formats/src/syntax/tree-builder.ts
/** Decides what of a parser's tree is kept, for both ways of reading it. */
var TreeBuilder = class {
	source;
	limit;
	comments = [];
	errors = [];
	count = 0;
	constructor(source, limits) {
		this.source = source;
		this.limit = limits.nodes;
	}
	/**
	* Adds a visible node to its parent's children, in source order. Returns it where its children are wanted: not those
	* of tokens and comments.
	* @throws FormatError BUDGET_NODES
	*/
	add(type, field, start, end, missing, into) {
		this.count += 1;
		if (this.count > this.limit) throw new FormatError("BUDGET_NODES", `The source has more than ${this.limit} syntax nodes; raise the node budget to read it.`);
		if (type.punctuation && field === void 0 && !missing) return void 0;
		const node = new SyntaxNode(this.source, type.name, field, type.named, start, end);
		if (missing || type === ERROR_TYPE) {
			node.missing = missing;
			this.errors.push(node.span);
		}
		if (type.comment) {
			this.comments.push(node);
			return;
		}
		into.push(node);
		return type.named ? node : void 0;
	}
	/** The children of this node are below the depth budget. */
	cut(node) {
		node.cut = true;
		this.errors.push(node.span);
	}
	tree(root) {
		if (root === void 0) throw new FormatError("MALFORMED", "The parser returned no tree.");
		return {
			root,
			source: this.source,
			comments: this.comments,
			errors: this.errors
		};
	}
};
// packages/formats/src/syntax/copy-tree.ts
/** SubtreeHeapData: offsets in bytes. */
const PADDING = 4;
const SIZE = 16;
const CHILD_COUNT = 36;
const SYMBOL = 40;
const FLAGS = 44;
const PRODUCTION = 66;
const SUBTREE_BYTES = 8;
/** Bits of the first byte of both forms; the heap form has `missing` in the second. */
const INLINE = 1;
const INLINE_VISIBLE = 2;
const INLINE_EXTRA = 8;
const INLINE_MISSING = 32;
const HEAP_VISIBLE = 1;
const HEAP_EXTRA = 4;
const HEAP_MISSING = 512;
const NO_FIELDS = [];
const NO_ALIASES = [];
/** The children of one subtree that is being read. Frames are used again. */
var Frame = class {
	next = 0;
	end = 0;
	/** Where the next child's padding starts, in UTF-16 units. */
	at = 0;
	first = true;
	structural = 0;
	fields = NO_FIELDS;
	aliases = NO_ALIASES;
	/** Field of the hidden node whose children these are. */
	inherited = void 0;
	into = [];
	depth = 0;
};
/**
* Copies a finished tree straight out of the parser's memory. One call into WebAssembly for each question about each
* node costs as much as lowering all of them. The layout is that of tree-sitter 0.27 on 32 bits: lib/src/subtree.h,
* and lib/src/tree_cursor.c for what is visible and which field it fills. A test compares it with the official cursor,
* and `loadGrammar` checks it once for each grammar and falls back to the cursor.
* @param address of the root's subtree (Node.id of the root).
*/
function copyTree(memory, grammar, address, source, limits) {
	const shorts = memory.HEAPU16;
	const words = memory.HEAPU32;
	const builder = new TreeBuilder(source, limits);
	const frames = [new Frame()];
	let top = 0;
	const outermost = [];
	const bottom = frames[0] ?? new Frame();
	bottom.next = address;
	bottom.end = address + SUBTREE_BYTES;
	bottom.into = outermost;
	bottom.first = false;
	while (top >= 0) {
		const frame = frames[top];
		if (frame === void 0 || frame.next === frame.end) {
			top -= 1;
			continue;
		}
		const head = words[frame.next >> 2] ?? 0;
		let pointer = 0;
		let symbol;
		let visible;
		let extra;
		let missing;
		let padding;
		let size;
		let childCount = 0;
		if (head & INLINE) {
			const tail = words[frame.next + 4 >> 2] ?? 0;
			symbol = head >>> 8 & 255;
			visible = (head & INLINE_VISIBLE) !== 0;
			extra = (head & INLINE_EXTRA) !== 0;
			missing = (head & INLINE_MISSING) !== 0;
			padding = tail >>> 17 & 127;
			size = tail >>> 25;
		} else {
			pointer = head;
			const flags = shorts[pointer + FLAGS >> 1] ?? 0;
			symbol = shorts[pointer + SYMBOL >> 1] ?? 0;
			visible = (flags & HEAP_VISIBLE) !== 0;
			extra = (flags & HEAP_EXTRA) !== 0;
			missing = (flags & HEAP_MISSING) !== 0;
			padding = (words[pointer + PADDING >> 2] ?? 0) >>> 1;
			size = (words[pointer + SIZE >> 2] ?? 0) >>> 1;
			childCount = words[pointer + CHILD_COUNT >> 2] ?? 0;
		}
		frame.next += SUBTREE_BYTES;
		const start = frame.first ? frame.at : frame.at + padding;
		frame.first = false;
		frame.at = start + size;
		let field;
		let alias;
		if (!extra) {
			field = frame.fields[frame.structural] ?? frame.inherited;
			alias = frame.aliases[frame.structural];
			frame.structural += 1;
		}
		let into = frame.into;
		let depth = frame.depth;
		let inherited = field;
		if (visible || alias !== void 0) {
			const type = alias ?? grammar.types[symbol] ?? ERROR_TYPE;
			const node = builder.add(type, field, start, frame.at, missing, into);
			if (node === void 0 || childCount === 0) continue;
			if (depth >= limits.depth) {
				builder.cut(node);
				continue;
			}
			into = [];
			node.children = into;
			depth += 1;
			inherited = void 0;
		} else if (childCount === 0) continue;
		top += 1;
		const inner = frames[top] ?? new Frame();
		frames[top] = inner;
		const production = grammar.productions[shorts[pointer + PRODUCTION >> 1] ?? 0];
		inner.next = pointer - childCount * SUBTREE_BYTES;
		inner.end = pointer;
		inner.at = start;
		inner.first = true;
		inner.structural = 0;
		inner.fields = production?.fields ?? NO_FIELDS;
		inner.aliases = production?.aliases ?? NO_ALIASES;
		inner.inherited = inherited;
		inner.into = into;
		inner.depth = depth;
	}
	return builder.tree(outermost[0]);
}
// packages/formats/src/syntax/read-tree.ts
/** Copies the parser's tree through its official cursor; the caller deletes the tree. */
function readTree(tree, source, limits) {
	const types = nodeTypes(tree.language);
	const fields = tree.language.fields;
	const builder = new TreeBuilder(source, limits);
	const outermost = [];
	const lists = [outermost];
	const cursor = tree.walk();
	try {
		for (;;) {
			const type = types[cursor.nodeTypeId] ?? ERROR_TYPE;
			const field = fields[cursor.currentFieldId] ?? void 0;
			const into = lists.at(-1) ?? outermost;
			const node = builder.add(type, field, cursor.startIndex, cursor.endIndex, cursor.nodeIsMissing, into);
			if (node && cursor.gotoFirstChild()) {
				if (lists.length <= limits.depth) {
					const children = [];
					node.children = children;
					lists.push(children);
					continue;
				}
				builder.cut(node);
				cursor.gotoParent();
			}
			while (!cursor.gotoNextSibling()) {
				if (!cursor.gotoParent()) return builder.tree(outermost[0]);
				lists.pop();
			}
		}
	} finally {
		cursor.delete();
	}
}
// packages/formats/src/syntax/source-text.ts
/** Source text with a table of its lines. Offsets are UTF-16 code units; lines end at "\n" and count from 1. */
var SourceText = class {
	text;
	cell;
	lineOffset;
	lineStarts;
	/** Index of the line found last: neighbouring nodes mostly share it. */
	recent = 0;
	constructor(text, position = {}) {
		this.text = text;
		this.cell = position.cell;
		this.lineOffset = position.lineOffset ?? 0;
		const starts = [0];
		for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
		this.lineStarts = starts;
	}
	/** The line that holds the code unit at this offset. */
	lineAt(offset) {
		return this.lineIndex(offset) + 1 + this.lineOffset;
	}
	span(start, end) {
		const line = this.lineAt(start);
		const endLine = end > start ? this.lineAt(end - 1) : line;
		return this.cell === void 0 ? {
			line,
			endLine
		} : {
			line,
			endLine,
			cell: this.cell
		};
	}
	lineIndex(offset) {
		const starts = this.lineStarts;
		let low = this.recent;
		if (offset >= (starts[low] ?? 0)) {
			if (offset < (starts[low + 1] ?? Number.POSITIVE_INFINITY)) return low;
			low += 1;
		} else low = 0;
		let high = starts.length - 1;
		while (low < high) {
			const middle = low + high + 1 >>> 1;
			if ((starts[middle] ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		this.recent = low;
		return low;
	}
};
// packages/formats/src/syntax/tree-memory.ts
/** In TSTree, the language stands behind the root's subtree. Offsets are in bytes. */
const TREE_LANGUAGE = 8;
const LANGUAGE = {
	symbolCount: 4,
	aliasCount: 8,
	productionCount: 28,
	maxAliases: 36,
	fieldSlices: 64,
	fieldEntries: 68,
	publicSymbols: 76,
	aliases: 84
};
/** Reads the tables of the grammar that a tree was made with. `root` is the address of the tree's root. */
function readGrammar(memory, root, types, fields) {
	const { HEAPU8: bytes, HEAPU16: shorts, HEAPU32: words } = memory;
	const language = words[root + TREE_LANGUAGE >> 2] ?? 0;
	const word = (offset) => words[language + offset >> 2] ?? 0;
	const short = (address) => shorts[address >> 1] ?? 0;
	const symbols = word(LANGUAGE.symbolCount) + word(LANGUAGE.aliasCount);
	if (symbols > 65536 || word(LANGUAGE.productionCount) > 65536) return {
		types: [],
		productions: []
	};
	const typeOf = (symbol) => types[short(word(LANGUAGE.publicSymbols) + 2 * symbol)] ?? ERROR_TYPE;
	const maxAliases = short(language + LANGUAGE.maxAliases);
	const productions = [];
	for (let id = 0; id < word(LANGUAGE.productionCount); id += 1) {
		const childFields = [];
		const first = short(word(LANGUAGE.fieldSlices) + 4 * id);
		const length = short(word(LANGUAGE.fieldSlices) + 4 * id + 2);
		for (let entry = first; entry < first + length; entry += 1) {
			const address = word(LANGUAGE.fieldEntries) + 4 * entry;
			const inherited = bytes[address + 3] !== 0;
			const child = bytes[address + 2] ?? 0;
			if (!inherited) childFields[child] ??= fields[short(address)] ?? void 0;
		}
		const aliases = [];
		for (let child = 0; id > 0 && child < maxAliases; child += 1) {
			const symbol = short(word(LANGUAGE.aliases) + 2 * (id * maxAliases + child));
			if (symbol !== 0) aliases[child] = typeOf(symbol);
		}
		productions.push({
			fields: childFields,
			aliases
		});
	}
	return {
		types: Array.from({ length: symbols }, (_, symbol) => typeOf(symbol)),
		productions
	};
}
/** The memory behind the module object that was given to `Parser.init`, if this build of the parser shows it. */
function memoryOf(module) {
	const HEAPU8 = Reflect.get(module, "HEAPU8");
	const HEAPU16 = Reflect.get(module, "HEAPU16");
	const HEAPU32 = Reflect.get(module, "HEAPU32");
	if (!(HEAPU8 instanceof Uint8Array && HEAPU16 instanceof Uint16Array && HEAPU32 instanceof Uint32Array)) return void 0;
	return {
		HEAPU8,
		HEAPU16,
		HEAPU32
	};
}
// packages/formats/src/syntax/parser.ts
/** The options object of `Parser.init` becomes the WebAssembly module's own, which carries its memory. */
const wasmModule = {};
let initialised;
const loading = /* @__PURE__ */ new Map();
const grammars = /* @__PURE__ */ new Map();
/** Loads a grammar once; later calls return at once. */
function loadGrammar(grammar) {
	const known = loading.get(grammar);
	if (known) return known;
	const promise = load(grammar);
	loading.set(grammar, promise);
	return promise;
}
async function load(grammar) {
	initialised ??= Parser.init(wasmModule);
	await initialised;
	const url = import.meta.resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${grammar}.wasm`);
	const parser = new Parser().setLanguage(await Language.load(fileURLToPath(url)));
	grammars.set(grammar, {
		parser,
		memory: checkedMemory(parser)
	});
}
function loaded(grammar) {
	const known = grammars.get(grammar);
	if (!known) throw new FormatError("UNSUPPORTED", `The ${grammar} grammar is not loaded; await prepareLanguages() first.`);
	return known;
}
/**
* Parses source whose grammar is loaded, and copies the tree. Syntax errors do not throw.
* @param prepare gives the parser another text of the same length; the nodes have the original.
* @throws FormatError UNSUPPORTED when the grammar is not loaded; BUDGET_BYTES, BUDGET_NODES, BUDGET_TIME.
*/
function parseSource(grammar, text, budget, position = {}, prepare = (same) => same) {
	const { parser, memory } = loaded(grammar);
	if (text.length > budget.bytes) throw new FormatError("BUDGET_BYTES", `The source has ${text.length} characters, the budget is ${budget.bytes}; raise it to read this file.`);
	const deadline = budget.now() + budget.milliseconds;
	let calls = 0;
	const progressCallback = () => (calls++ & 63) === 0 && budget.now() > deadline;
	const tree = parser.parse(prepare(text), null, { progressCallback });
	if (!tree) {
		parser.reset();
		throw new FormatError("BUDGET_TIME", `Parsing took longer than ${budget.milliseconds} ms; raise the time budget to read this file.`);
	}
	try {
		return copy(tree, memory, new SourceText(text, position), budget);
	} finally {
		tree.delete();
	}
}
function copy(tree, grammar, source, limits) {
	const memory = grammar && memoryOf(wasmModule);
	return grammar && memory ? copyTree(memory, grammar, tree.rootNode.id, source, limits) : readTree(tree, source, limits);
}
/** Nonsense to every grammar, so that recovery, fields, aliases, comments and missing tokens occur. */
const SAMPLE = "import a.b as c # d\nif (a) { f('g', x=1) } // y\n/* z */ class A { def m(self): return [1, {b: \"c\"}] }\nlet d = `e${f}`; func g() (\n";
/** The tables for reading trees from memory, if that finds what the official cursor finds. */
function checkedMemory(parser) {
	const memory = memoryOf(wasmModule);
	const tree = parser.parse(SAMPLE);
	if (!memory || !tree || !parser.language) return void 0;
	try {
		const { id } = tree.rootNode;
		const grammar = readGrammar(memory, id, nodeTypes(parser.language), parser.language.fields);
		const source = new SourceText(SAMPLE);
		const limits = {
			depth: 100,
			nodes: 1e4
		};
		return sameTree(readTree(tree, source, limits).root, copyTree(memory, grammar, id, source, limits).root) ? grammar : void 0;
	} catch {
		return;
	} finally {
		tree.delete();
	}
}
function sameTree(left, right) {
	return left.type === right.type && left.field === right.field && left.start === right.start && left.end === right.end && left.missing === right.missing && left.children.length === right.children.length && left.children.every((child, index) => {
		const other = right.children[index];
		return other !== void 0 && sameTree(child, other);
	});
}
// packages/formats/src/syntax/lower-expressions.ts
/** Builders of neutral expressions that every language uses. They take the span from the node they stand for. */
function nameAt(node, name = node.text) {
	return {
		kind: "name",
		name,
		...node.span
	};
}
function stringAt$1(node, value) {
	return {
		kind: "string",
		value,
		...node.span
	};
}
function numberAt(node, value) {
	return {
		kind: "number",
		value,
		...node.span
	};
}
function booleanAt(node, value) {
	return {
		kind: "boolean",
		value,
		...node.span
	};
}
function nullAt(node) {
	return {
		kind: "null",
		...node.span
	};
}
function memberAt(node, object, name) {
	return {
		kind: "member",
		object,
		name,
		...node.span
	};
}
function indexAt(node, object, index) {
	return {
		kind: "index",
		object,
		index,
		...node.span
	};
}
function callAt(node, callee, args, form) {
	return form === void 0 ? {
		kind: "call",
		callee,
		arguments: args,
		...node.span
	} : {
		kind: "call",
		callee,
		arguments: args,
		form,
		...node.span
	};
}
function listAt(node, items) {
	return {
		kind: "list",
		items,
		...node.span
	};
}
function mapAt(node, entries) {
	return {
		kind: "map",
		entries,
		...node.span
	};
}
function binaryAt(node, operator, left, right) {
	return {
		kind: "binary",
		operator,
		left,
		right,
		...node.span
	};
}
function choiceAt(node, options, test) {
	return test === void 0 ? {
		kind: "choice",
		options,
		...node.span
	} : {
		kind: "choice",
		test,
		options,
		...node.span
	};
}
function otherAt(node, children = []) {
	return {
		kind: "other",
		children,
		...node.span
	};
}
/** A dotted name ("a.b.c", "a::b") as members; `separator` splits it. */
function dottedName(span, path, separator = ".") {
	const [head = "", ...rest] = path.split(separator);
	let expression = {
		kind: "name",
		name: head.trim(),
		...span
	};
	for (const name of rest) expression = {
		kind: "member",
		object: expression,
		name: name.trim(),
		...span
	};
	return expression;
}
/**
* Strings and templates side by side become one: text grows together, expressions stay between.
* A result without expressions is a string.
*/
function joinedStrings(node, pieces) {
	const parts = [];
	for (const piece of pieces) for (const part of piece.kind === "template" && piece.tag === void 0 ? piece.parts : [piece]) {
		const last = parts.at(-1);
		if (part.kind === "string" && last?.kind === "string") parts[parts.length - 1] = {
			...last,
			value: last.value + part.value,
			endLine: part.endLine
		};
		else parts.push(part);
	}
	if (parts.length === 0) return stringAt$1(node, "");
	if (parts.length === 1 && parts[0]?.kind === "string") return stringAt$1(node, parts[0].value);
	return {
		kind: "template",
		parts,
		...node.span
	};
}
/** A number literal's value with digit separators and suffixes dropped; undefined when it is none. */
function numberValue(text) {
	const digits = text.replace(/_/g, "").toLowerCase();
	const literal = /^0[xob]/.test(digits) ? digits : digits.replace(/^0+(?=\d)/, "").replace(/(?:[iu](?:8|16|32|64|128|size)|f32|f64|[a-z]+)$/, "");
	const value = Number(literal.replace(/^(0x[0-9a-f]+|0[ob]\d+).*$/, "$1"));
	return literal === "" || Number.isNaN(value) ? void 0 : value;
}
function spreadAt(node, value) {
	return {
		kind: "spread",
		value,
		...node.span
	};
}
// packages/formats/src/syntax/csharp/types.ts
/** The types between angle brackets of a generic name. */
function typeArguments$3(name, context) {
	return name?.type === "generic_name" ? context.expressions(name.first("type_argument_list")?.namedChildren ?? []) : [];
}
/** The plain name of an identifier or a generic name. */
function simpleName(node) {
	return (node?.type === "generic_name" ? node.first("identifier") : node)?.text ?? "";
}
/** The type of a declaration, but not `var`. */
function declaredType$1(declaration, context, field = "type") {
	const type = declaration.child(field);
	return type === void 0 || /^(?:(?:scoped|ref) )*var$/u.test(type.text) ? void 0 : context.expression(type);
}
/** A type to be called: without its type arguments, which `types` hold. */
function constructed(type, context) {
	if (type.type === "nullable_type") {
		const inner = type.child("type");
		if (inner !== void 0) return constructed(inner, context);
	}
	if (type.type === "generic_name") return {
		callee: nameAt(type, simpleName(type)),
		types: typeArguments$3(type, context)
	};
	const name = type.type === "qualified_name" ? type.child("name") : void 0;
	if (name?.type !== "generic_name") return {
		callee: context.expression(type),
		types: []
	};
	return {
		callee: memberAt(type, context.inField(type, "qualifier"), simpleName(name)),
		types: typeArguments$3(name, context)
	};
}
/** `List<T>` is an index of List; `Dictionary<K, V>` one by a list. */
const generic$3 = (node, context) => {
	const args = typeArguments$3(node, context);
	const [only] = args;
	const name = nameAt(node, simpleName(node));
	return only === void 0 ? name : indexAt(node, name, args.length === 1 ? only : listAt(node, args));
};
const qualified$1 = (node, context) => {
	const name = node.child("name");
	const member = memberAt(node, context.inField(node, "qualifier"), simpleName(name));
	const args = typeArguments$3(name, context);
	const [only] = args;
	return only === void 0 ? member : indexAt(node, member, args.length === 1 ? only : listAt(node, args));
};
/** `T?`, `T*` and `ref T` are T. */
const inner$2 = (node, context) => context.inField(node, "type");
const name$5 = (node) => nameAt(node);
const TYPE_RULES$3 = [
	["predefined_type", name$5],
	["implicit_type", name$5],
	["generic_name", generic$3],
	["qualified_name", qualified$1],
	["alias_qualified_name", (node, context) => context.inField(node, "name")],
	["nullable_type", inner$2],
	["pointer_type", inner$2],
	["ref_type", inner$2],
	["scoped_type", inner$2],
	["tuple_element", inner$2],
	["array_type", (node, context) => listAt(node, [context.inField(node, "type")])],
	["tuple_type", (node, context) => listAt(node, context.expressions(node.namedChildren))],
	["function_pointer_type", (node) => otherAt(node)]
];
// packages/formats/src/syntax/csharp/attributes.ts
/** `[A, B("x")] [C]` above a declaration or before a parameter: `A` a name, `B("x")` a call. */
function attributesOf(declaration, context) {
	return declaration.children.filter((child) => child.type === "attribute_list").flatMap((list) => list.namedChildren.filter((child) => child.type === "attribute").map((child) => context.expression(child)));
}
function hasModifier$1(declaration, word) {
	return declaration.children.some((child) => child.type === "modifier" && child.text === word);
}
const attribute = (node, context) => {
	const name = node.child("name");
	if (name === void 0) return otherAt(node);
	const { callee, types } = constructed(name, context);
	const list = node.first("attribute_argument_list");
	if (list === void 0 && types.length === 0) return callee;
	const call = callAt(node, callee, (list?.namedChildren ?? []).map((child) => argument(child, context)));
	return call.kind === "call" && types.length > 0 ? {
		...call,
		types
	} : call;
};
/** `Name = x` sets a property, `name: x` a parameter. */
function argument(node, context) {
	const [first, second] = node.namedChildren;
	if (first === void 0) return { value: otherAt(node) };
	if (first.type === "assignment_expression") return {
		name: first.child("left")?.text ?? "",
		value: context.inField(first, "right")
	};
	return second === void 0 ? { value: context.expression(first) } : {
		name: first.text,
		value: context.expression(second)
	};
}
const ATTRIBUTE_RULES = [["attribute", attribute]];
// packages/formats/src/syntax/lower-statements.ts
/** Builders of neutral statements that every language uses. They take the span from the node they stand for. */
/** `target = value`; without a value it is a declaration. */
function assignAt(node, target, value, more = {}) {
	const { type, op, exported, constant, decorators } = more;
	return {
		kind: "assign",
		target,
		...value && { value },
		...type && { type },
		...op !== void 0 && { op },
		...exported && { exported },
		...constant && { constant },
		...decorators !== void 0 && decorators.length > 0 && { decorators },
		...node.span
	};
}
function expressionStatement$3(node, value) {
	return {
		kind: "expression",
		value,
		...node.span
	};
}
function returnAt(node, value, isYield = false) {
	return {
		kind: "return",
		...value && { value },
		...isYield && { yield: true },
		...node.span
	};
}
function branchAt(node, form, tests, arms, exhaustive) {
	return {
		kind: "branch",
		form,
		tests,
		arms,
		exhaustive,
		...node.span
	};
}
// packages/formats/src/syntax/function-forms.ts
function parameterOf(name, parts = {}) {
	return {
		name,
		...parts.type !== void 0 && { type: parts.type },
		...parts.default !== void 0 && { default: parts.default },
		...parts.rest !== void 0 && { rest: parts.rest },
		...parts.decorators !== void 0 && parts.decorators.length > 0 && { decorators: parts.decorators }
	};
}
function functionOf(span, name, parts) {
	return {
		name,
		parameters: parts.parameters,
		decorators: parts.decorators ?? [],
		body: parts.body,
		...parts.returnType !== void 0 && { returnType: parts.returnType },
		...parts.doc !== void 0 && { doc: parts.doc },
		...parts.async === true && { async: true },
		...parts.generator === true && { generator: true },
		...parts.receiver !== void 0 && { receiver: parts.receiver },
		...parts.receiverName !== void 0 && { receiverName: parts.receiverName },
		...parts.exported === true && { exported: true },
		...parts.static === true && { static: true },
		...span
	};
}
// packages/formats/src/syntax/csharp/arguments.ts
/** `f(a, name: b, out var c)`. */
function argumentsOf$2(list, context) {
	return (list?.namedChildren ?? []).map((node) => {
		const name = node.child("name");
		const value = argumentValue(node, context);
		return name === void 0 ? { value } : {
			name: name.text,
			value
		};
	});
}
function argumentValue(node, context) {
	if (node.type !== "argument") return context.expression(node);
	const value = node.namedChildren.findLast((child) => child.field !== "name");
	return value === void 0 ? otherAt(node) : context.expression(value);
}
// packages/formats/src/syntax/csharp/creation.ts
/** Types whose initialiser says all there is: they are lowered to plain lists and maps. */
const LISTS = /^(?:I?(?:List|Collection|Enumerable|ReadOnlyList|ReadOnlyCollection|Set)|HashSet|ObservableCollection|Queue|Stack|LinkedList|SortedSet)$/u;
const MAPS = /^(?:I|Concurrent|Sorted)?Dictionary$/u;
/** `{ A = 1, ["k"] = 2, { "k", 3 }, x }`: properties and string keys, other keys, items. */
function readInitializer(node, element, context) {
	const found = {
		named: [],
		items: [],
		entries: []
	};
	for (const child of node.namedChildren) {
		const left = child.type === "assignment_expression" ? child.child("left") : void 0;
		const right = child.child("right");
		if (left !== void 0 && right !== void 0) {
			const value = right.type === "initializer_expression" ? nested(right, context) : context.expression(right);
			const key = left.type === "element_binding_expression" ? left.namedChildren[0] : void 0;
			if (key === void 0) found.named.push({
				name: left.text,
				value
			});
			else found.entries.push({
				key: context.expression(key.namedChildren[0] ?? key),
				value
			});
		} else if (child.type === "initializer_expression") {
			const [key, value] = child.namedChildren;
			if (key !== void 0 && value !== void 0) found.entries.push({
				key: context.expression(key),
				value: context.expression(value)
			});
			else found.items.push(...context.expressions(child.namedChildren));
		} else found.items.push(typedValue(child, element, context));
	}
	return found;
}
/** `Stop = { "a" }` adds to what is there, `Inner = { X = 1 }` sets its properties. */
function nested(node, context) {
	const { named, items, entries } = readInitializer(node, void 0, context);
	if (named.length === 0 && entries.length === 0) return listAt(node, items);
	return mapAt(node, [...named.map(({ name = "", value }) => ({
		key: stringAt$1(node, name),
		value
	})), ...entries]);
}
/** What `new T(…) { … }` makes, where T is known from the type or from where the value goes. */
function created(node, type, context) {
	const args = argumentsOf$2(node.first("argument_list"), context);
	const body = node.first("initializer_expression");
	const element = type === void 0 ? void 0 : elementType(type);
	if (type?.type === "array_type") return listAt(node, body === void 0 ? [] : readInitializer(body, element, context).items);
	const { callee, types } = type === void 0 ? {
		callee: otherAt(node),
		types: []
	} : constructed(type, context);
	const { named, items, entries } = body === void 0 ? {
		named: [],
		items: [],
		entries: []
	} : readInitializer(body, element, context);
	const name = callee.kind === "name" || callee.kind === "member" ? callee.name : "";
	if (body !== void 0 && named.length === 0) {
		const spread = args.length === 1 && args[0] !== void 0 ? [args[0].value] : [];
		if (LISTS.test(name) && entries.length === 0) return listAt(node, [...spread.map((value) => spreadAt(node, value)), ...items]);
		if (MAPS.test(name) && items.length === 0) return mapAt(node, [...spread.map((value) => ({ value })), ...entries]);
	}
	const keyed = entries.map(({ key, value }) => key.kind === "string" ? {
		name: key.value,
		value
	} : { value: mapAt(node, [{
		key,
		value
	}]) });
	const listed = items.length === 0 ? [] : [{ value: listAt(node, items) }];
	const call = callAt(node, callee, [
		...args,
		...listed,
		...named,
		...keyed
	], "new");
	return call.kind === "call" && types.length > 0 ? {
		...call,
		types
	} : call;
}
/** The T of `List<T>`, `T[]` and `IEnumerable<T>?`. */
function elementType(type) {
	if (type.type === "nullable_type" || type.type === "array_type") {
		const inner = type.child("type");
		return type.type === "array_type" || inner === void 0 ? inner : elementType(inner);
	}
	const generic = type.type === "qualified_name" ? type.child("name") : type;
	return (generic?.type === "generic_name" && LISTS.test(simpleName(generic)) ? generic.first("type_argument_list")?.namedChildren : [])?.[0];
}
/** A value that goes where a type is declared: `new(…)` makes one of it, `[…]` a list of its elements. */
function typedValue(node, type, context) {
	if (type === void 0 || type.type === "implicit_type") return context.expression(node);
	if (node.type === "implicit_object_creation_expression") return created(node, type, context);
	if (node.type === "element_binding_expression") return collection(node, elementType(type), context);
	return node.type === "initializer_expression" && type.type === "array_type" ? listAt(node, readInitializer(node, elementType(type), context).items) : context.expression(node);
}
/** `[a, b, ..c]`. */
function collection(node, element, context) {
	return listAt(node, node.namedChildren.flatMap((child) => {
		const value = child.namedChildren.at(-1);
		const rest = value?.type === "range_expression" && value.namedChildren.length === 1 && value.text.startsWith("..") ? value.namedChildren[0] : void 0;
		if (rest !== void 0) return [spreadAt(child, context.expression(rest))];
		return value === void 0 ? [] : [typedValue(value, element, context)];
	}));
}
/** `new { A = 1, b.C, d }`: a member without a name takes the last part of its value. */
const anonymous = (node, context) => {
	const entries = [];
	const { children } = node;
	for (let index = 0; index < children.length; index++) {
		const child = children[index];
		const value = children[index + 1]?.type === "=" ? children[index + 2] : void 0;
		if (child === void 0 || !child.named) continue;
		if (value !== void 0) index += 2;
		const name = value === void 0 ? child.child("name")?.text ?? child.text : child.text;
		entries.push({
			key: stringAt$1(child, name),
			value: context.expression(value ?? child)
		});
	}
	return mapAt(node, entries);
};
/** `a with { B = 2 }` is a map that spreads a. */
const changed = (node, context) => {
	const [source, ...changes] = node.namedChildren;
	const entries = changes.flatMap((change) => {
		const [name, value] = change.namedChildren;
		return name === void 0 || value === void 0 ? [] : [{
			key: stringAt$1(name, name.text),
			value: context.expression(value)
		}];
	});
	return mapAt(node, source === void 0 ? entries : [{ value: context.expression(source) }, ...entries]);
};
/**
* The grammar takes `new List<T>(x) { … }` for two comparisons and a cast. Undefined for real comparisons.
*/
function misreadCreation(node, context) {
	const left = node.child("left");
	const made = left?.child("left");
	const argument = left?.child("right");
	const rest = node.child("right");
	if (node.child("operator")?.type !== ">" || left?.child("operator")?.type !== "<" || made?.type !== "object_creation_expression") return void 0;
	if (made.has("argument_list") || argument === void 0 || rest?.type !== "cast_expression") return void 0;
	const body = rest.child("value");
	const name = made.child("type");
	if (body?.type !== "initializer_expression" || name === void 0) return void 0;
	const { named, items, entries } = readInitializer(body, argument, context);
	const source = context.inField(rest, "type");
	if (LISTS.test(name.text) && named.length === 0 && entries.length === 0) return listAt(node, [spreadAt(rest, source), ...items]);
	const args = [
		{ value: source },
		...items.length === 0 ? [] : [{ value: listAt(node, items) }],
		...named,
		...entries.map((entry) => ({ value: mapAt(node, [entry]) }))
	];
	return {
		kind: "call",
		callee: nameAt(name),
		arguments: args,
		form: "new",
		types: [context.expression(argument)],
		...node.span
	};
}
const CREATION_RULES = [
	["object_creation_expression", (node, context) => created(node, node.child("type"), context)],
	["implicit_object_creation_expression", (node, context) => created(node, void 0, context)],
	["array_creation_expression", (node, context) => created(node, node.child("type"), context)],
	["stackalloc_expression", (node, context) => created(node, node.child("type"), context)],
	["implicit_array_creation_expression", (node, context) => listAt(node, context.expressions(node.first("initializer_expression")?.namedChildren ?? []))],
	["initializer_expression", nested],
	["element_binding_expression", (node, context) => collection(node, void 0, context)],
	["anonymous_object_creation_expression", anonymous],
	["with_expression", changed]
];
// packages/formats/src/syntax/csharp/functions.ts
function parametersOf$4(list, context) {
	if (list === void 0) return [];
	if (list.type === "implicit_parameter" || list.type === "identifier") return [parameterOf(list.text)];
	const parameters = list.namedChildren.filter((child) => child.type === "parameter").map((node) => parameter$1(node, context));
	const rest = list.child("name");
	if (rest !== void 0) parameters.push(parameterOf(rest.text, {
		type: declaredType$1(list, context),
		rest: "positional",
		decorators: attributesOf(list, context)
	}));
	return parameters;
}
function parameter$1(node, context) {
	const type = node.child("type");
	const value = node.namedChildren.find((child) => child.field === void 0 && child.type !== "attribute_list" && child.type !== "modifier");
	return parameterOf(node.child("name")?.text ?? "", {
		type: declaredType$1(node, context),
		default: value && typedValue(value, type, context),
		rest: hasModifier$1(node, "params") ? "positional" : void 0,
		decorators: attributesOf(node, context)
	});
}
/** A block, `=> value`, or nothing. */
function bodyOf$1(body, context) {
	if (body === void 0) return [];
	if (body.type === "block") return context.block(body);
	const value = body.type === "arrow_expression_clause" ? body.namedChildren[0] : body;
	return value === void 0 ? [] : context.expressionBody(value, (result) => returnAt(value, result));
}
/** Indexers are called "get_Item", as the compiled code calls them. */
function nameOf$2(node) {
	if (node.type === "indexer_declaration") return "get_Item";
	return node.child("name")?.text ?? `operator ${node.child("operator")?.text ?? ""}`.trim();
}
const method$2 = (node, context, into) => {
	const { body, scope } = context.inFunction(() => bodyOf$1(node.child("body") ?? node.child("value"), context));
	const fn = functionOf(node.span, nameOf$2(node), {
		parameters: parametersOf$4(node.child("parameters"), context),
		decorators: attributesOf(node, context),
		body,
		returnType: declaredType$1(node, context, "returns") ?? declaredType$1(node, context),
		doc: context.docAbove(node),
		async: hasModifier$1(node, "async"),
		generator: scope.generator,
		exported: hasModifier$1(node, "public"),
		static: hasModifier$1(node, "static")
	});
	into.push({
		kind: "function",
		function: fn,
		...node.span
	});
};
/** A constructor starts with the call of another one, where it names it. */
const construct$1 = (node, context, into) => {
	const other = node.first("constructor_initializer");
	const { body } = context.inFunction(() => [...delegation$1(other, context), ...bodyOf$1(node.child("body"), context)]);
	const fn = functionOf(node.span, "constructor", {
		parameters: parametersOf$4(node.child("parameters"), context),
		decorators: attributesOf(node, context),
		body,
		doc: context.docAbove(node),
		exported: hasModifier$1(node, "public")
	});
	into.push({
		kind: "function",
		function: fn,
		...node.span
	});
};
function delegation$1(node, context) {
	if (node === void 0) return [];
	return [{
		kind: "expression",
		value: callAt(node, nameAt(node, node.has("this") ? "this" : "base"), argumentsOf$2(node.first("argument_list"), context)),
		...node.span
	}];
}
const lambda$2 = (node, context) => {
	const parameters = parametersOf$4(node.child("parameters"), context);
	const { body } = context.inFunction(() => bodyOf$1(node.child("body") ?? node.first("block"), context));
	return {
		kind: "function",
		function: functionOf(node.span, "", {
			parameters,
			decorators: attributesOf(node, context),
			body,
			async: hasModifier$1(node, "async")
		}),
		...node.span
	};
};
const FUNCTION_STATEMENTS$3 = [
	["method_declaration", method$2],
	["local_function_statement", method$2],
	["operator_declaration", method$2],
	["conversion_operator_declaration", method$2],
	["indexer_declaration", method$2],
	["destructor_declaration", method$2],
	["constructor_declaration", construct$1]
];
const FUNCTION_EXPRESSIONS$3 = [["lambda_expression", lambda$2], ["anonymous_method_expression", lambda$2]];
// packages/formats/src/syntax/csharp/classes.ts
const FORMS$1 = {
	interface_declaration: "interface",
	struct_declaration: "struct",
	enum_declaration: "enum"
};
const declaration$2 = (node, context, into) => {
	const form = FORMS$1[node.type] ?? "class";
	const { body: members } = context.inFunction(() => context.block(node.child("body")));
	const body = [...primaryConstructor(node, context), ...members];
	const doc = context.docAbove(node);
	into.push({
		kind: "class",
		class: {
			name: node.child("name")?.text ?? "",
			form,
			bases: basesOf$1(node, context),
			keywords: [],
			decorators: attributesOf(node, context),
			body: form === "interface" || form === "enum" ? body.map(asPublic$1) : body,
			...doc !== void 0 && { doc },
			...hasModifier$1(node, "public") && { exported: true },
			...node.span
		},
		...node.span
	});
};
/** Where a record passes arguments on to its base, the grammar holds both in one node. */
function basesOf$1(node, context) {
	return (node.first("base_list")?.namedChildren ?? []).filter((base) => base.type !== "argument_list").map((base) => context.expression(base.type === "primary_constructor_base_type" ? base.namedChildren[0] ?? base : base));
}
/** Everything in an interface or an enum is public. */
function asPublic$1(member) {
	if (member.kind === "assign") return {
		...member,
		exported: true
	};
	return member.kind === "function" ? {
		...member,
		function: {
			...member.function,
			exported: true
		}
	} : member;
}
/** `class A(T x) : B(x)`: fields, and a constructor that calls the base's and sets them. Records export them. */
function primaryConstructor(node, context) {
	const list = node.first("parameter_list");
	if (list === void 0) return [];
	const exported = node.type.startsWith("record");
	const parameters = parametersOf$4(list, context);
	const fields = parameters.map(({ name, type, decorators }) => assignAt(list, nameAt(list, name), void 0, {
		type,
		exported,
		...decorators && { decorators }
	}));
	const bases = node.first("base_list");
	const baseArguments = (bases?.first("primary_constructor_base_type") ?? bases)?.first("argument_list");
	const base = baseArguments === void 0 ? [] : [{
		kind: "expression",
		value: callAt(baseArguments, nameAt(baseArguments, "base"), argumentsOf$2(baseArguments, context)),
		...baseArguments.span
	}];
	const sets = parameters.map(({ name }) => assignAt(list, memberAt(list, nameAt(list, "this"), name), nameAt(list, name)));
	const fn = functionOf(list.span, "constructor", {
		parameters,
		body: [...base, ...sets],
		exported: hasModifier$1(node, "public")
	});
	return [...fields, {
		kind: "function",
		function: fn,
		...list.span
	}];
}
const enumMember = (node, context, into) => {
	const name = nameAt(node.child("name") ?? node);
	into.push(assignAt(node, name, context.optionalInField(node, "value"), {
		constant: true,
		decorators: attributesOf(node, context)
	}));
};
const CLASS_STATEMENTS$2 = [
	["class_declaration", declaration$2],
	["record_declaration", declaration$2],
	["struct_declaration", declaration$2],
	["interface_declaration", declaration$2],
	["enum_declaration", declaration$2],
	["enum_member_declaration", enumMember]
];
// packages/formats/src/syntax/csharp/variables.ts
/** The names and values of a `variable_declaration`. */
function declarators(node, context) {
	const type = declaredType$1(node, context);
	return node.namedChildren.filter((child) => child.type === "variable_declarator").map((declarator) => {
		const name = declarator.child("name");
		const tuple = declarator.first("tuple_pattern");
		const last = declarator.namedChildren.at(-1);
		const value = last === name || last === tuple || last === void 0 || last.type === "bracketed_argument_list" ? void 0 : typedValue(last, node.child("type"), context);
		return {
			target: tuple === void 0 ? nameAt(name ?? declarator) : tuplePattern(tuple),
			value,
			type
		};
	});
}
/** `(a, (b, _))`. */
function tuplePattern(node) {
	return listAt(node, node.namedChildren.map((child) => child.type === "tuple_pattern" ? tuplePattern(child) : nameAt(child)));
}
/** Fields, events and local variables. */
const variables$1 = (node, context, into) => {
	const declaration = node.first("variable_declaration") ?? node;
	const constant = hasModifier$1(node, "const") || hasModifier$1(node, "readonly");
	const decorators = attributesOf(node, context);
	for (const { target, value, type } of declarators(declaration, context)) into.push(assignAt(node, target, value, {
		type,
		constant,
		decorators,
		exported: hasModifier$1(node, "public")
	}));
};
/** A property is a field; its value is its initialiser or what its getter returns. Longer accessors are functions. */
const property = (node, context, into) => {
	const name = node.child("name") ?? node;
	const given = node.child("value");
	const type = declaredType$1(node, context);
	const accessors = (node.child("accessors")?.namedChildren ?? []).flatMap((accessor) => {
		const { body } = context.inFunction(() => bodyOf$1(accessor.child("body"), context));
		const kind = accessor.child("name")?.text ?? "get";
		return body.length === 0 ? [] : [{
			kind: "function",
			function: functionOf(accessor.span, `${kind}_${name.text}`, {
				parameters: [],
				body,
				...kind === "get" && { returnType: type }
			}),
			...accessor.span
		}];
	});
	const [getter] = accessors;
	const only = getter?.kind === "function" && getter.function.name.startsWith("get_") && getter.function.body.length === 1 ? getter.function.body[0] : void 0;
	const returned = only?.kind === "return" ? only.value : void 0;
	const value = given === void 0 ? returned : given.type === "arrow_expression_clause" ? context.expression(given.namedChildren[0] ?? given) : typedValue(given, node.child("type"), context);
	into.push(assignAt(node, nameAt(name), value, {
		type,
		decorators: attributesOf(node, context),
		exported: hasModifier$1(node, "public")
	}));
	into.push(...returned === void 0 ? accessors : accessors.slice(1));
};
/** `out var x` in an argument: a name that is bound here. */
function declaredInPlace(node, context) {
	const name = node.child("name");
	if (name === void 0) return otherAt(node);
	context.hoist(assignAt(node, nameAt(name), void 0, { type: declaredType$1(node, context) }));
	return nameAt(name);
}
const VARIABLE_STATEMENTS = [
	["field_declaration", variables$1],
	["event_field_declaration", variables$1],
	["local_declaration_statement", variables$1],
	["variable_declaration", variables$1],
	["property_declaration", property],
	["event_declaration", property]
];
// packages/formats/src/syntax/csharp/expressions.ts
/** `a.B`, `a?.B`, and what is called when a name carries type arguments. */
function member$1(node, context) {
	if (node.type === "conditional_access_expression") {
		const object = context.inField(node, "condition");
		const access = node.namedChildren.at(-1);
		if (access?.type === "member_binding_expression") return memberAt(node, object, simpleName(access.child("name")));
		if (access?.type !== "element_binding_expression") return otherAt(node, [object, ...access === void 0 ? [] : [context.expression(access)]]);
		return indexAt(node, object, subscript(access, context));
	}
	return memberAt(node, context.inField(node, "expression"), simpleName(node.child("name")));
}
/** The name that is called, with its type arguments. */
function calledName(node) {
	if (node?.type === "member_access_expression") return node.child("name");
	return node?.type === "conditional_access_expression" ? node.namedChildren.at(-1)?.child("name") : node;
}
const invocation$2 = (node, context) => {
	const called = node.child("function");
	const call = callAt(node, called?.type === "generic_name" ? nameAt(called, simpleName(called)) : context.inField(node, "function"), argumentsOf$2(node.child("arguments"), context));
	const types = typeArguments$3(calledName(called), context);
	return call.kind === "call" && types.length > 0 ? {
		...call,
		types
	} : call;
};
function subscript(list, context) {
	const values = list.namedChildren.map((child) => argumentValue(child, context));
	const [only] = values;
	return only !== void 0 && values.length === 1 ? only : listAt(list, values);
}
const element$2 = (node, context) => {
	const list = node.child("subscript");
	return list === void 0 ? context.inField(node, "expression") : indexAt(node, context.inField(node, "expression"), subscript(list, context));
};
function assignmentAt$3(node, context) {
	const left = node.child("left");
	const target = left?.type === "tuple_pattern" ? tuplePattern(left) : context.inField(node, "left");
	const operator = node.child("operator")?.text ?? "=";
	return assignAt(node, target, context.inField(node, "right"), { op: operator === "=" ? void 0 : operator.slice(0, -1) });
}
/** An assignment used as a value comes to stand in front. */
const assigned$3 = (node, context) => {
	const statement = assignmentAt$3(node, context);
	context.hoist(statement);
	return statement.kind === "assign" ? statement.target : otherAt(node);
};
const binary$1 = (node, context) => {
	const operator = node.child("operator")?.text ?? "";
	const made = operator === ">" ? misreadCreation(node, context) : void 0;
	if (made !== void 0) return made;
	const left = context.inField(node, "left");
	const right = context.inField(node, "right");
	if (operator !== "??") return binaryAt(node, operator, left, right);
	if (node.child("right")?.type === "throw_expression") return hoistedThrow(node, left, right, context);
	return choiceAt(node, [left, right].flatMap((side) => side.kind === "choice" && side.test === void 0 ? side.options : [side]));
};
/** `a ?? throw b` is a; what b calls stands in front. */
function hoistedThrow(node, value, thrown, context) {
	context.hoist({
		kind: "branch",
		form: "if",
		tests: [],
		arms: [[{
			kind: "expression",
			value: thrown,
			...node.span
		}]],
		exhaustive: false,
		...node.span
	});
	return value;
}
/** `x!` is x; `-1` a number; the rest is searched through. */
const unary$4 = (node, context) => {
	const [operand] = node.namedChildren;
	if (operand === void 0) return otherAt(node);
	const value = context.expression(operand);
	if (node.type === "postfix_unary_expression" && node.has("!")) return value;
	if (value.kind === "number") return node.has("-") ? {
		...value,
		value: -value.value
	} : value;
	return otherAt(node, [value]);
};
/** Parentheses, casts, await, ref and checked: the value is the last child. */
const last$1 = (node, context) => {
	const value = node.child("value") ?? node.namedChildren.at(-1);
	return value === void 0 ? otherAt(node) : context.expression(value);
};
const number$4 = (node) => {
	const value = numberValue(node.text);
	return value === void 0 ? otherAt(node) : numberAt(node, value);
};
const name$4 = (node) => nameAt(node);
const EXPRESSION_RULES$4 = [
	["identifier", name$4],
	["this", name$4],
	["base", name$4],
	["discard", name$4],
	["member_access_expression", member$1],
	["conditional_access_expression", member$1],
	["member_binding_expression", (node) => nameAt(node, simpleName(node.child("name")))],
	["invocation_expression", invocation$2],
	["element_access_expression", element$2],
	["argument", argumentValue],
	["assignment_expression", assigned$3],
	["binary_expression", binary$1],
	["conditional_expression", (node, context) => choiceAt(node, [context.inField(node, "consequence"), context.inField(node, "alternative")], context.inField(node, "condition"))],
	["prefix_unary_expression", unary$4],
	["postfix_unary_expression", unary$4],
	["as_expression", (node, context) => context.inField(node, "left")],
	["is_expression", (node, context) => binaryAt(node, "is", context.inField(node, "left"), context.inField(node, "right"))],
	["cast_expression", last$1],
	["parenthesized_expression", last$1],
	["await_expression", last$1],
	["ref_expression", last$1],
	["checked_expression", last$1],
	["typeof_expression", last$1],
	["tuple_expression", (node, context) => listAt(node, context.expressions(node.namedChildren))],
	["declaration_expression", declaredInPlace],
	["default_expression", (node) => nullAt(node)],
	["null_literal", (node) => nullAt(node)],
	["boolean_literal", (node) => booleanAt(node, node.text === "true")],
	["integer_literal", number$4],
	["real_literal", number$4]
];
// packages/formats/src/syntax/csharp/imports.ts
/** `using X;` and `using static X;` are wildcards; `using A = X.Y;` is an alias. */
const usingDirective = (node, context) => {
	const alias = node.child("name")?.text;
	const path = node.namedChildren.find((child) => child.field !== "name")?.text.replace(/\s+/gu, "").replace(/^global::/u, "");
	if (path === void 0) return;
	if (alias === void 0) {
		context.imports.push({
			module: path,
			name: "*",
			...node.span
		});
		return;
	}
	const dot = /^[\w.]+$/u.test(path) ? path.lastIndexOf(".") : -1;
	context.imports.push({
		module: dot === -1 ? path : path.slice(0, dot),
		...dot !== -1 && { name: path.slice(dot + 1) },
		local: alias,
		...node.span
	});
};
// packages/formats/src/syntax/csharp/patterns.ts
/** A pattern as the expression that it looks like: a value, a type, a call of a type with what its members match. */
function pattern$3(node, subject, bound, context) {
	const inner = (child, of = subject) => child === void 0 ? otherAt(node) : pattern$3(child, of, bound, context);
	const name = node.child("name");
	const type = declaredType$1(node, context);
	if (name?.type === "identifier" && node.type.endsWith("_pattern")) bound.push(assignAt(node, nameAt(name), subject, { type }));
	switch (node.type) {
		case "constant_pattern":
		case "relational_pattern":
		case "parenthesized_pattern": return inner(node.namedChildren[0]);
		case "declaration_pattern":
		case "type_pattern":
		case "var_pattern": return type ?? otherAt(node);
		case "recursive_pattern": {
			const args = node.namedChildren.filter((child) => child.type.endsWith("_clause")).flatMap((clause) => clause.namedChildren.map((child) => memberPattern(child, subject, bound, context)));
			return callAt(node, type ?? otherAt(node), args);
		}
		case "or_pattern": return choiceAt(node, [inner(node.child("left")), inner(node.child("right"))]);
		case "and_pattern": return binaryAt(node, "and", inner(node.child("left")), inner(node.child("right")));
		case "list_pattern": return listAt(node, node.namedChildren.map((child) => inner(child, otherAt(child, [subject]))));
		case "negated_pattern": return otherAt(node, [inner(node.namedChildren[0])]);
		case "discard": return otherAt(node);
		default: return context.expression(node);
	}
}
function memberPattern(node, subject, bound, context) {
	const value = node.namedChildren.at(-1);
	const name = node.namedChildren.length > 1 ? node.namedChildren[0]?.text : void 0;
	const matched = value === void 0 ? otherAt(node) : pattern$3(value, otherAt(node, [subject]), bound, context);
	return name === void 0 ? { value: matched } : {
		name,
		value: matched
	};
}
function isPattern(node) {
	return node.type.endsWith("_pattern") || node.type === "discard";
}
/** `x is Foo f`: f is bound in front. */
const isExpression = (node, context) => {
	const subject = context.inField(node, "expression");
	const bound = [];
	const found = node.child("pattern");
	const test = found === void 0 ? otherAt(node) : pattern$3(found, subject, bound, context);
	for (const statement of bound) context.hoist(statement);
	return binaryAt(node, "is", subject, test);
};
/** `x switch { p when g => v, … }`. */
const switchExpression = (node, context) => {
	const [first, ...arms] = node.namedChildren;
	const subject = first === void 0 ? otherAt(node) : context.expression(first);
	const options = [];
	for (const arm of arms) {
		const bound = [];
		const value = arm.namedChildren.at(-1);
		for (const child of arm.namedChildren) if (isPattern(child)) pattern$3(child, subject, bound, context);
		for (const statement of bound) context.hoist(statement);
		if (value !== void 0 && value.type !== "throw_expression") options.push(context.expression(value));
	}
	return choiceAt(node, options, subject);
};
/** Sections with labels only fall through to the next one. */
const switchStatement$1 = (node, context, into) => {
	const subject = context.inField(node, "value");
	const tests = [subject];
	const arms = [];
	let exhaustive = false;
	let bound = [];
	for (const section of node.child("body")?.namedChildren ?? []) {
		const rest = [];
		if (section.has("default")) exhaustive = true;
		for (const child of section.namedChildren) {
			const test = tests.at(-1);
			if (isPattern(child)) tests.push(pattern$3(child, subject, bound, context));
			else if (child.type === "when_clause" && test !== void 0) tests[tests.length - 1] = binaryAt(child, "&&", test, context.expression(child.namedChildren[0] ?? child));
			else rest.push(child);
		}
		if (rest.length === 0) continue;
		arms.push([...bound, ...context.statements(rest)]);
		bound = [];
	}
	into.push(branchAt(node, "switch", tests, arms, exhaustive));
};
const PATTERN_EXPRESSIONS = [["is_pattern_expression", isExpression], ["switch_expression", switchExpression]];
const PATTERN_STATEMENTS = [["switch_statement", switchStatement$1]];
// packages/formats/src/syntax/csharp/statements.ts
/** The statements of a block, or the one statement that stands for it. */
function arm$1(node, context) {
	if (node === void 0) return [];
	return node.type === "block" ? context.block(node) : context.statements([node]);
}
const ifStatement$2 = (node, context, into) => {
	const tests = [];
	const arms = [];
	let at = node;
	while (at?.type === "if_statement") {
		tests.push(context.inField(at, "condition"));
		arms.push(arm$1(at.child("consequence"), context));
		at = at.child("alternative");
	}
	if (at !== void 0) arms.push(arm$1(at, context));
	into.push(branchAt(node, "if", tests, arms, at !== void 0));
};
const whileStatement$1 = (node, context, into) => {
	into.push({
		kind: "loop",
		test: context.inField(node, "condition"),
		body: arm$1(node.child("body"), context),
		...node.span
	});
};
const forStatement$2 = (node, context, into) => {
	into.push(...context.statements(node.childrenIn("initializer").filter((child) => child.named)));
	const test = context.optionalInField(node, "condition");
	const step = context.statements(node.childrenIn("update").filter((child) => child.named));
	into.push({
		kind: "loop",
		...test && { test },
		body: [...arm$1(node.child("body"), context), ...step],
		...node.span
	});
};
const forEach$1 = (node, context, into) => {
	const left = node.child("left") ?? node;
	const target = left.type === "identifier" ? nameAt(left) : left.type === "tuple_pattern" ? tuplePattern(left) : context.expression(left);
	into.push({
		kind: "loop",
		target,
		iterable: context.inField(node, "right"),
		body: arm$1(node.child("body"), context),
		...node.span
	});
};
const tryStatement$1 = (node, context, into) => {
	const tests = [];
	const arms = [context.block(node.child("body"))];
	for (const clause of node.children) if (clause.type === "catch_clause") arms.push(handler$1(clause, tests, context));
	if (arms.length === 1) into.push(...arms.flat());
	else into.push(branchAt(node, "try", tests, arms, true));
	into.push(...context.block(node.first("finally_clause")?.first("block")));
};
function handler$1(clause, tests, context) {
	const declaration = clause.first("catch_declaration");
	const caught = declaration?.child("type");
	const types = caught === void 0 ? [] : [context.expression(caught)];
	tests.push(...types);
	const name = declaration?.child("name");
	return [...name === void 0 ? [] : [assignAt(name, nameAt(name), otherAt(name, types))], ...context.block(clause.child("body"))];
}
/** `using (var a = b) { … }`, `lock (x)`, `fixed`. */
const using = (node, context, into) => {
	const body = node.child("body") ?? node.namedChildren.at(-1);
	const declaration = node.first("variable_declaration");
	const held = node.namedChildren.find((child) => child !== body);
	const items = declaration === void 0 ? [{ value: held === void 0 ? otherAt(node) : context.expression(held) }] : declarators(declaration, context).map(({ target, value }) => ({
		value: value ?? otherAt(declaration),
		target
	}));
	into.push({
		kind: "with",
		items,
		body: arm$1(body, context),
		...node.span
	});
};
const expressionStatement$2 = (node, context, into) => {
	const [value] = node.namedChildren;
	if (value === void 0) return;
	const step = value.type.endsWith("unary_expression") && (value.has("++") || value.has("--"));
	if (value.type === "assignment_expression" || step) into.push(...context.statements([value]));
	else into.push({
		kind: "expression",
		value: context.expression(value),
		...node.span
	});
};
/** `i++`; other unary expressions are plain ones. */
const step$2 = (node, context, into) => {
	const [target] = node.namedChildren;
	const op = node.has("++") ? "+" : node.has("--") ? "-" : void 0;
	if (op === void 0 || target === void 0) into.push({
		kind: "expression",
		value: context.expression(node),
		...node.span
	});
	else into.push(assignAt(node, context.expression(target), numberAt(node, 1), { op }));
};
const returned$3 = (node, context, into) => {
	const [value] = node.namedChildren;
	into.push(returnAt(node, value && context.expression(value)));
};
const yielded$1 = (node, context, into) => {
	const [value] = node.namedChildren;
	if (context.scope !== void 0) context.scope.generator = true;
	if (value !== void 0) into.push(returnAt(node, context.expression(value), true));
};
const thrown$1 = (node, context, into) => {
	if (node.namedChildren.length > 0) into.push({
		kind: "expression",
		value: otherAt(node, context.expressions(node.namedChildren)),
		...node.span
	});
};
/** Both sides of `#if` are read: which one is built is not known here. */
const preprocessor = (node, context, into) => {
	into.push(...context.statements(node.namedChildren.filter((child) => child.field !== "condition" && child.field !== "content" && child.type !== "preproc_arg")));
};
const nothing$6 = () => void 0;
const STATEMENT_RULES$4 = [
	["block", (node, context, into) => into.push(...context.block(node))],
	["if_statement", ifStatement$2],
	["while_statement", whileStatement$1],
	["do_statement", whileStatement$1],
	["for_statement", forStatement$2],
	["foreach_statement", forEach$1],
	["try_statement", tryStatement$1],
	["using_statement", using],
	["lock_statement", using],
	["fixed_statement", using],
	["expression_statement", expressionStatement$2],
	["assignment_expression", (node, context, into) => into.push(assignmentAt$3(node, context))],
	["prefix_unary_expression", step$2],
	["postfix_unary_expression", step$2],
	["return_statement", returned$3],
	["yield_statement", yielded$1],
	["throw_statement", thrown$1],
	["labeled_statement", (node, context, into) => into.push(...context.statements(node.namedChildren.slice(1)))],
	["preproc_if", preprocessor],
	["preproc_elif", preprocessor],
	["preproc_else", preprocessor],
	["preproc_region", nothing$6],
	["preproc_endregion", nothing$6],
	["preproc_define", nothing$6],
	["preproc_pragma", nothing$6],
	["preproc_nullable", nothing$6],
	["shebang_directive", nothing$6],
	["extern_alias_directive", nothing$6],
	["delegate_declaration", nothing$6],
	["break_statement", nothing$6],
	["continue_statement", nothing$6],
	["goto_statement", nothing$6],
	["empty_statement", nothing$6]
];
// packages/formats/src/syntax/string-escapes.ts
const LETTERS = {
	n: "\n",
	t: "	",
	r: "\r",
	b: "\b",
	f: "\f",
	v: "\v",
	a: "\x07"
};
const ESCAPE$1 = /\\(?:u\{([0-9a-fA-F_ ]{1,20})\}|u+([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x\{?([0-9a-fA-F]{1,4})\}?|([0-7]{1,3})|(\r?\n)([ \t\r\n]*)|([^]))/gu;
function codePoint(hex) {
	const value = Number.parseInt(hex.replaceAll("_", ""), 16);
	return Number.isNaN(value) || value > 1114111 ? "�" : String.fromCodePoint(value);
}
/** Replaces the escape sequences of a string literal's inside. Unknown ones lose their backslash. */
function decodeEscapes(text, style = {}) {
	if (!text.includes("\\")) return text;
	return text.replace(ESCAPE$1, (_whole, braced, four, eight, hex, octal, feed, blanks, letter) => {
		const digits = braced ?? four ?? eight ?? hex;
		if (digits !== void 0) return digits.trim().split(/\s+/u).map(codePoint).join("");
		if (octal !== void 0) return String.fromCodePoint(Number.parseInt(octal, 8));
		if (feed !== void 0) return style.continuation === "blanks" ? "" : blanks ?? "";
		if (letter === void 0) return "";
		return style.letters?.[letter] ?? LETTERS[letter] ?? letter;
	});
}
/** Takes the indentation away that all lines which are not blank share. */
function dedent(text) {
	const lines = text.split("\n");
	let margin = Number.POSITIVE_INFINITY;
	for (const line of lines) if (line.trim() !== "") margin = Math.min(margin, line.length - line.trimStart().length);
	if (!Number.isFinite(margin) || margin === 0) return text;
	return lines.map((line) => line.slice(margin)).join("\n");
}
// packages/formats/src/syntax/csharp/strings.ts
const STYLE$2 = { letters: { e: "\x1B" } };
function verbatim(text) {
	return text.replaceAll("\"\"", "\"");
}
/**
* The lines of a raw string without the indentation of its closing quotes, and without the feeds after the
* opening and before the closing ones (C# 11, "raw string literal text").
*/
function rawLines(pieces) {
	const first = pieces[0] ?? "";
	const margin = /\r?\n([ \t]*)$/u.exec(pieces.at(-1) ?? "");
	if (!/^[ \t]*\r?\n/u.test(first) || margin === null) return pieces;
	const indent = margin[1] ?? "";
	return pieces.map((piece, index) => {
		let text = index === pieces.length - 1 ? piece.slice(0, margin.index) : piece;
		text = text.replaceAll(`\n${indent}`, "\n");
		return index === 0 ? text.replace(/^[ \t]*\r?\n/u, "") : text;
	});
}
const raw = (node) => stringAt$1(node, rawLines([node.first("raw_string_content")?.text ?? ""])[0] ?? "");
const plain$1 = (node) => {
	return stringAt$1(node, decodeEscapes(/^"(.*?)"?(?:[uU]8)?$/su.exec(node.text)?.[1] ?? "", STYLE$2));
};
/** `$"…{x}…"`, `$@"…"` and `$"""…"""`; the format after the colon is dropped. */
const interpolated = (node, context) => {
	const isVerbatim = /^(?:\$@|@\$)/u.test(node.first("interpolation_start")?.text ?? "");
	const isRaw = node.first("interpolation_quote")?.text.startsWith("\"\"\"") ?? false;
	const parts = [];
	for (const child of node.namedChildren) if (child.type === "interpolation") {
		const value = child.namedChildren.find((inner) => !inner.type.startsWith("interpolation_"));
		if (value !== void 0) parts.push(context.expression(value));
	} else if (child.type === "string_content" || child.type === "escape_sequence") {
		const text = child.text;
		const last = parts.at(-1);
		const decoded = isRaw ? text : (isVerbatim ? verbatim(text) : decodeEscapes(text, STYLE$2)).replaceAll("{{", "{").replaceAll("}}", "}");
		if (typeof last === "string") parts[parts.length - 1] = last + decoded;
		else parts.push(decoded);
	}
	return joinedStrings(node, strings$1(parts, isRaw).map((part) => typeof part === "string" ? stringAt$1(node, part) : part));
};
/** Raw text begins and ends with a string, so that both of its margins are seen. */
function strings$1(parts, isRaw) {
	if (!isRaw) return parts;
	const lines = rawLines(parts.filter((part) => typeof part === "string"));
	let next = 0;
	return parts.map((part) => typeof part === "string" ? lines[next++] ?? "" : part);
}
const STRING_RULES$2 = [
	["string_literal", plain$1],
	["verbatim_string_literal", (node) => stringAt$1(node, verbatim(/^@"(.*?)"?(?:[uU]8)?$/su.exec(node.text)?.[1] ?? ""))],
	["raw_string_literal", raw],
	["character_literal", (node) => stringAt$1(node, decodeEscapes(node.text.slice(1, -1), STYLE$2))],
	["interpolated_string_expression", interpolated]
];
// packages/formats/src/syntax/csharp/index.ts
/** What stands in a namespace is read as if it stood in the file. */
const namespace = (node, context, into) => {
	into.push(...context.block(node.child("body")));
};
/** The first namespace of the file, which may stand below a condition. */
function namespaceOf(root) {
	return root.namedChildren.find((child) => child.type.endsWith("namespace_declaration"))?.child("name")?.text.replace(/\s+/gu, "");
}
/** `#:package X` and its like, at the top of programs of one file (.NET 10), are not known to the grammar. */
function withoutFileDirectives(text) {
	return text.includes("#:") ? text.replace(/^#:.*$/gmu, (line) => " ".repeat(line.length)) : text;
}
/** C#, by tree-sitter-c-sharp. */
const csharpLowering = {
	language: "csharp",
	grammar: "c-sharp",
	prepare: withoutFileDirectives,
	rules: {
		expressions: new Map([
			...EXPRESSION_RULES$4,
			...CREATION_RULES,
			...STRING_RULES$2,
			...TYPE_RULES$3,
			...ATTRIBUTE_RULES,
			...FUNCTION_EXPRESSIONS$3,
			...PATTERN_EXPRESSIONS
		]),
		statements: new Map([
			...STATEMENT_RULES$4,
			...VARIABLE_STATEMENTS,
			...CLASS_STATEMENTS$2,
			...FUNCTION_STATEMENTS$3,
			...PATTERN_STATEMENTS,
			["using_directive", usingDirective],
			["namespace_declaration", namespace],
			["file_scoped_namespace_declaration", namespace]
		])
	},
	lower(root, context) {
		const packageName = namespaceOf(root);
		const body = context.block(root);
		return {
			imports: context.imports,
			body,
			...packageName !== void 0 && { packageName }
		};
	}
};
// packages/formats/src/syntax/go/parameters.ts
/** `a, b string` is two parameters of one type; a parameter without a name (in a type) has the name "". */
function parametersOf$3(list, context) {
	return (list?.namedChildren ?? []).flatMap((declaration) => {
		const type = context.optionalInField(declaration, "type");
		const rest = declaration.type === "variadic_parameter_declaration" ? "positional" : void 0;
		const names = declaration.childrenIn("name").filter((name) => name.named);
		return names.length === 0 ? [parameterOf("", {
			type,
			rest
		})] : names.map((name) => parameterOf(name.text, {
			type,
			rest
		}));
	});
}
// packages/formats/src/syntax/go/types.ts
/**
* Types as values: `pkg.T` is a member, `*T` and `chan T` are T, `[]T` is a list of one item, `map[K]V` a map of
* one entry, `T[A]` an index.
*/
const inner$1 = (node, context) => {
	const type = node.namedChildren.at(-1);
	return type === void 0 ? otherAt(node) : context.expression(type);
};
const qualified = (node, context) => {
	const name = node.child("name");
	return name === void 0 ? otherAt(node) : memberAt(node, context.inField(node, "package"), name.text);
};
const elements = (node, context) => listAt(node, [context.inField(node, "element")]);
const mapping = (node, context) => mapAt(node, [{
	key: context.inField(node, "key"),
	value: context.inField(node, "value")
}]);
const generic$2 = (node, context) => {
	const types = typeArguments$2(node, context);
	const [only] = types;
	const type = context.inField(node, "type");
	if (only === void 0) return type;
	return indexAt(node, type, types.length === 1 ? only : listAt(node, types));
};
/** The types between the brackets of `f[A, B]`. */
function typeArguments$2(node, context) {
	return context.expressions(node.child("type_arguments")?.namedChildren ?? []);
}
/** `(T, error)` as a list, a single result as itself. */
function resultType(node, context) {
	if (node === void 0) return void 0;
	if (node.type !== "parameter_list") return context.expression(node);
	const types = node.namedChildren.flatMap((parameter) => parameter.child("type") ?? []).map((type) => context.expression(type));
	return types.length === 1 ? types[0] : listAt(node, types);
}
const TYPE_RULES$2 = /* @__PURE__ */ new Map([
	["type_identifier", (node) => nameAt(node)],
	["package_identifier", (node) => nameAt(node)],
	["qualified_type", qualified],
	["generic_type", generic$2],
	["slice_type", elements],
	["array_type", elements],
	["implicit_length_array_type", elements],
	["map_type", mapping],
	["pointer_type", inner$1],
	["channel_type", inner$1],
	["parenthesized_type", inner$1],
	["type_elem", inner$1],
	["type_constraint", inner$1],
	["function_type", (node) => otherAt(node)],
	["struct_type", (node) => otherAt(node)],
	["interface_type", (node) => otherAt(node)]
]);
// packages/formats/src/syntax/go/declarations.ts
/** A capital letter exports (the Go specification, "Exported identifiers"). */
function isExported(name) {
	return /^\p{Lu}/u.test(name);
}
/** `const` and `var`, alone or in a block. */
const values$1 = (node, context, into) => {
	const constant = node.type === "const_declaration";
	for (const spec of specsOf(node)) {
		const names = spec.childrenIn("name").filter((name) => name.named);
		const given = spec.child("value");
		const type = context.optionalInField(spec, "type");
		const list = context.expressions(given?.namedChildren ?? []);
		const exported = names.some((name) => isExported(name.text));
		if (names.length !== list.length && list[0] !== void 0 && given !== void 0) {
			const target = {
				kind: "list",
				items: names.map((name) => nameAt(name)),
				...spec.span
			};
			into.push(assignAt(spec, target, list[0], {
				type,
				exported,
				constant
			}));
		} else for (const [index, name] of names.entries()) into.push(assignAt(spec, nameAt(name), list[index], {
			type,
			exported: isExported(name.text),
			constant
		}));
	}
};
/** `const_spec`, or `var_spec` in a `var_spec_list`. */
function specsOf(node) {
	return node.namedChildren.flatMap((child) => child.type.endsWith("_list") ? child.namedChildren : [child]).filter((child) => child.type.endsWith("_spec"));
}
const types = (node, context, into) => {
	const specs = node.namedChildren;
	for (const spec of specs) {
		const name = spec.child("name");
		const type = spec.child("type");
		if (name === void 0 || type === void 0) continue;
		const doc = context.docAbove(spec) ?? (specs.length === 1 ? context.docAbove(node) : void 0);
		const exported = isExported(name.text);
		if (type.type !== "struct_type" && type.type !== "interface_type") {
			into.push(assignAt(spec, nameAt(name), context.expression(type), {
				exported,
				constant: true
			}));
			continue;
		}
		const bases = [];
		const body = [];
		if (type.type === "struct_type") structMembers(type, context, bases, body);
		else interfaceMembers(type, context, bases, body);
		into.push({
			kind: "class",
			class: {
				name: name.text,
				form: type.type === "struct_type" ? "struct" : "interface",
				bases,
				keywords: [],
				decorators: [],
				body,
				...doc !== void 0 && { doc },
				...exported && { exported },
				...spec.span
			},
			...spec.span
		});
	}
};
/** Named fields are assignments without a value, embedded ones are bases. */
function structMembers(type, context, bases, body) {
	for (const field of type.first("field_declaration_list")?.namedChildren ?? []) {
		const fieldType = context.optionalInField(field, "type");
		const names = field.childrenIn("name").filter((name) => name.named);
		if (names.length === 0 && fieldType !== void 0) bases.push(fieldType);
		for (const name of names) body.push(assignAt(field, nameAt(name), void 0, {
			type: fieldType,
			exported: isExported(name.text)
		}));
	}
}
function interfaceMembers(type, context, bases, body) {
	for (const element of type.namedChildren) {
		const name = element.child("name");
		if (name === void 0) bases.push(context.expression(element));
		else body.push({
			kind: "function",
			function: functionOf(element.span, name.text, signature(element, name.text, context)),
			...element.span
		});
	}
}
function signature(node, name, context) {
	return {
		parameters: parametersOf$3(node.child("parameters"), context),
		body: context.inFunction(() => context.block(node.child("body"))).body,
		returnType: resultType(node.child("result"), context),
		doc: context.docAbove(node),
		exported: isExported(name)
	};
}
/** Functions, and methods with the type that they belong to. */
const functions = (node, context, into) => {
	const name = node.child("name")?.text ?? "";
	const holder = node.child("receiver")?.namedChildren[0];
	const receiver = receiverType(holder?.child("type"));
	const receiverName = holder?.child("name")?.text;
	into.push({
		kind: "function",
		function: functionOf(node.span, name, {
			...signature(node, name, context),
			receiver,
			receiverName
		}),
		...node.span
	});
};
/** `*Server[T]` is Server. */
function receiverType(type) {
	let at = type;
	while (at !== void 0 && at.type !== "type_identifier") at = at.child("type") ?? at.namedChildren[0];
	return at?.text;
}
const DECLARATION_RULES = /* @__PURE__ */ new Map([
	["const_declaration", values$1],
	["var_declaration", values$1],
	["type_declaration", types],
	["function_declaration", functions],
	["method_declaration", functions]
]);
// packages/formats/src/syntax/go/expressions.ts
function withTypes$1(call, types) {
	return call.kind === "call" && types.length > 0 ? {
		...call,
		types
	} : call;
}
function argumentsOf$1(node, context) {
	return (node?.namedChildren ?? []).map((argument) => {
		const [inner] = argument.namedChildren;
		return argument.type === "variadic_argument" && inner !== void 0 ? {
			value: context.expression(inner),
			spread: "positional"
		} : { value: context.expression(argument) };
	});
}
const PREDECLARED = /^(?:any|bool|byte|comparable|error|rune|string|u?int(?:8|16|32|64)?|uintptr|float(?:32|64)|complex(?:64|128))$/u;
/**
* `f[T](x)` and `table[key](x)` look the same to the grammar, which takes the one for the other. Several
* arguments, an exported function, capitals, predeclared types and pointers speak for types.
*/
function isType(index, holder) {
	if (/(?:^|\.)\p{Lu}[\p{L}\p{N}_]*$/u.test(holder)) return true;
	switch (index.type) {
		case "identifier":
		case "type_identifier": return /^\p{Lu}/u.test(index.text) || PREDECLARED.test(index.text);
		case "selector_expression": return /^\p{Lu}/u.test(index.child("field")?.text ?? "");
		default: return index.type.endsWith("_type") || index.type === "unary_expression" && index.text.startsWith("*");
	}
}
const call$3 = (node, context) => {
	const callee = node.child("function");
	const args = argumentsOf$1(node.child("arguments"), context);
	const index = callee?.type === "index_expression" ? callee.child("index") : void 0;
	if (callee !== void 0 && index !== void 0 && isType(index, callee.child("operand")?.text ?? "")) return withTypes$1(callAt(node, context.inField(callee, "operand"), args), [context.expression(index)]);
	return withTypes$1(callAt(node, context.inField(node, "function"), args), typeArguments$2(node, context));
};
/** `[]byte(x)` is x; `f[T](x)` is a call, which the grammar takes for a conversion. */
const conversion = (node, context) => {
	const type = node.child("type");
	const operand = context.inField(node, "operand");
	if (type === void 0 || /^(?:slice|array|map|pointer|channel|function)_type$/u.test(type.type)) return operand;
	if (type.type !== "generic_type") return callAt(node, context.expression(type), [{ value: operand }]);
	const callee = context.inField(type, "type");
	const types = typeArguments$2(type, context);
	const [only] = types;
	const index = type.child("type_arguments")?.namedChildren[0]?.namedChildren[0];
	return types.length === 1 && only !== void 0 && index !== void 0 && !isType(index, type.child("type")?.text ?? "") ? callAt(node, indexAt(type, callee, only), [{ value: operand }]) : withTypes$1(callAt(node, callee, [{ value: operand }]), types);
};
const unary$3 = (node, context) => {
	const operand = context.inField(node, "operand");
	const operator = node.child("operator")?.type;
	if (operator === "&" || operator === "*" || operator === "+") return operand;
	if (operator === "-" && operand.kind === "number") return {
		...operand,
		value: -operand.value
	};
	return otherAt(node, [operand]);
};
const selector = (node, context) => {
	const name = node.child("field");
	const object = context.inField(node, "operand");
	return name === void 0 ? object : memberAt(node, object, name.text);
};
const only = (node, context) => {
	const [first] = node.namedChildren;
	return first === void 0 ? otherAt(node) : context.expression(first);
};
/** Several values side by side are a list, one is itself. */
const values = (node, context) => node.namedChildren.length === 1 ? only(node, context) : listAt(node, context.expressions(node.namedChildren));
const functionLiteral = (node, context) => {
	const { body } = context.inFunction(() => context.block(node.child("body")));
	const parameters = parametersOf$3(node.child("parameters"), context);
	const returnType = resultType(node.child("result"), context);
	return {
		kind: "function",
		function: functionOf(node.span, "", {
			parameters,
			body,
			returnType
		}),
		...node.span
	};
};
const EXPRESSION_RULES$3 = /* @__PURE__ */ new Map([
	["identifier", (node) => nameAt(node)],
	["field_identifier", (node) => nameAt(node)],
	["blank_identifier", (node) => nameAt(node)],
	["iota", (node) => nameAt(node)],
	["selector_expression", selector],
	["call_expression", call$3],
	["type_conversion_expression", conversion],
	["type_instantiation_expression", (node, context) => context.inField(node, "type")],
	["type_assertion_expression", (node, context) => context.inField(node, "operand")],
	["unary_expression", unary$3],
	["binary_expression", (node, context) => binaryAt(node, node.child("operator")?.text ?? "", context.inField(node, "left"), context.inField(node, "right"))],
	["index_expression", (node, context) => indexAt(node, context.inField(node, "operand"), context.inField(node, "index"))],
	["parenthesized_expression", only],
	["literal_element", only],
	["expression_list", values],
	["func_literal", functionLiteral]
]);
// packages/formats/src/syntax/go/imports.ts
/**
* The package name that a path most likely declares. It stands in the package itself, which is not read here;
* by convention it is the last segment without version, and without "go" and "sdk" around it. Of the names
* that this leaves, the one that the file uses is taken.
*/
function packageNameOf(path, isUsed) {
	const segments = path.split("/").filter((segment) => segment !== "");
	if (segments.length > 1 && /^v\d+$/u.test(segments.at(-1) ?? "")) segments.pop();
	const last = (segments.at(-1) ?? path).replace(/\.v\d+$/u, "").replace(/\.(?:go|git)$/u, "");
	const bare = last.replace(/^go[-_.]/u, "").replace(/(?:[-_.](?:go|golang))+$/u, "").replace(/[-_](?:sdk|api)(?:[-_]go)?$/u, "");
	const pieces = last.split(/[-.]/u);
	const names = [
		last,
		bare,
		bare.replaceAll("-", ""),
		bare.replaceAll("-", "_"),
		pieces.at(-1) ?? "",
		pieces[0] ?? ""
	].filter((name) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name));
	return names.find(isUsed) ?? names[0] ?? last;
}
/** Every `import "x"`, `import k "x"` and line of an import block. */
const importDeclaration$1 = (node, context) => {
	for (const child of node.namedChildren) if (child.type === "import_spec") pushImport(child, context);
	else if (child.type === "import_spec_list") for (const spec of child.namedChildren) pushImport(spec, context);
};
function pushImport(spec, context) {
	const path = spec.child("path");
	if (path === void 0) return;
	const module = path.text.slice(1, path.text.endsWith(path.text[0] ?? "") ? -1 : void 0);
	const alias = spec.child("name");
	context.imports.push({
		module,
		...binding(module, alias, context),
		...spec.span
	});
}
function binding(module, alias, context) {
	if (alias?.type === "dot") return { name: "*" };
	if (alias?.type === "blank_identifier") return {};
	return { local: alias?.text ?? packageNameOf(module, (name) => mentions(context, name)) };
}
/** Does the file say `name.` anywhere, as a word of its own? */
function mentions(context, name) {
	const source = context.slice(0, Number.MAX_SAFE_INTEGER);
	for (let at = source.indexOf(`${name}.`); at !== -1; at = source.indexOf(`${name}.`, at + 1)) if (!/[\p{L}\p{N}_./-]/u.test(source[at - 1] ?? " ")) return true;
	return false;
}
// packages/formats/src/syntax/go/literals.ts
/** The text between two quote characters; a missing last one is no matter. */
function unquoted$1(text) {
	const quote = text[0] ?? "";
	return text.length > 1 && text.endsWith(quote) ? text.slice(1, -1) : text.slice(1);
}
/** `T{…}`: a list for `[]T`, a map for `map[K]V`, else a call of T whose fields are named arguments. */
const composite = (node, context) => {
	const body = node.child("body");
	const type = node.child("type");
	return type === void 0 || body === void 0 ? otherAt(node, context.expressions(node.namedChildren)) : typedLiteral(node, type, body, context);
};
function typedLiteral(at, type, body, context) {
	switch (type.type) {
		case "pointer_type":
		case "parenthesized_type": {
			const target = type.namedChildren[0];
			return target === void 0 ? otherAt(at) : typedLiteral(at, target, body, context);
		}
		case "slice_type":
		case "array_type":
		case "implicit_length_array_type": {
			const element = type.child("element");
			return listAt(at, body.namedChildren.map((item) => elementValue(item.child("value") ?? item, element, context)));
		}
		case "map_type": {
			const keyType = type.child("key");
			const valueType = type.child("value");
			return mapAt(at, body.namedChildren.map((entry) => ({
				...entry.child("key") !== void 0 && { key: elementValue(entry.child("key") ?? entry, keyType, context) },
				value: elementValue(entry.child("value") ?? entry, valueType, context)
			})));
		}
		case "generic_type": {
			const call = typedLiteral(at, type.child("type") ?? type, body, context);
			return call.kind === "call" ? {
				...call,
				types: typeArguments$2(type, context)
			} : call;
		}
		default: return callAt(at, context.expression(type), body.namedChildren.map((field) => fieldArgument(field, context)), "literal");
	}
}
/** In `[]T{{…}}` the inner braces stand for T. Where T is not written here, the literal has no name. */
function elementValue(element, type, context) {
	const value = element.type === "literal_element" ? element.namedChildren[0] : element;
	if (value === void 0) return otherAt(element);
	if (value.type !== "literal_value") return context.expression(value);
	if (type !== void 0) return typedLiteral(value, type, value, context);
	return callAt(value, otherAt(value), value.namedChildren.map((field) => fieldArgument(field, context)), "literal");
}
/** `Name: x` and, for named map types (`gin.H{"a": 1}`), `"a": 1`. */
function fieldArgument(field, context) {
	if (field.type !== "keyed_element") return { value: elementValue(field, void 0, context) };
	const key = field.child("key");
	const value = elementValue(field.child("value") ?? field, void 0, context);
	const name = key?.type === "literal_element" ? key.namedChildren[0] : key;
	if (name === void 0) return { value };
	if (name.type === "identifier" || name.type === "field_identifier") return {
		name: name.text,
		value
	};
	if (name.type.endsWith("string_literal")) return {
		name: decodeEscapes(unquoted$1(name.text)),
		value
	};
	return { value: mapAt(field, [{
		key: context.expression(name),
		value
	}]) };
}
const number$3 = (node) => {
	const value = numberValue(node.text);
	return value === void 0 ? otherAt(node) : numberAt(node, value);
};
const LITERAL_RULES$1 = /* @__PURE__ */ new Map([
	["interpreted_string_literal", (node) => stringAt$1(node, decodeEscapes(unquoted$1(node.text)))],
	["rune_literal", (node) => stringAt$1(node, decodeEscapes(unquoted$1(node.text)))],
	["raw_string_literal", (node) => stringAt$1(node, unquoted$1(node.text).replaceAll("\r", ""))],
	["int_literal", number$3],
	["float_literal", number$3],
	["imaginary_literal", number$3],
	["true", (node) => ({
		kind: "boolean",
		value: true,
		...node.span
	})],
	["false", (node) => ({
		kind: "boolean",
		value: false,
		...node.span
	})],
	["nil", (node) => nullAt(node)],
	["composite_literal", composite]
]);
// packages/formats/src/syntax/go/statements.ts
/** `a, b := f()` keeps a list as its target; `a, b := x, y` is two assignments. */
function pairAssignments(node, targets, values, op, into) {
	const [value] = values;
	if (targets.length === values.length || value === void 0) for (const [index, target] of targets.entries()) into.push(assignAt(node, target, values[index], { op }));
	else into.push(assignAt(node, listAt(node, targets), values.length === 1 ? value : listAt(node, values), { op }));
}
const assignment = (node, context, into) => {
	const operator = node.child("operator")?.text ?? "=";
	pairAssignments(node, context.expressions(node.child("left")?.namedChildren ?? []), context.expressions(node.child("right")?.namedChildren ?? []), operator === "=" ? void 0 : operator.slice(0, -1), into);
};
const ifStatement$1 = (node, context, into) => {
	const tests = [];
	const arms = [];
	let at = node;
	while (at?.type === "if_statement") {
		const first = at.child("initializer");
		if (first !== void 0) into.push(...context.statements([first]));
		tests.push(context.inField(at, "condition"));
		arms.push(context.block(at.child("consequence")));
		at = at.child("alternative");
	}
	if (at !== void 0) arms.push(context.block(at));
	into.push({
		kind: "branch",
		form: "if",
		tests,
		arms,
		exhaustive: at !== void 0,
		...node.span
	});
};
/** Switch on values and types, and select: what follows the label of a case is its arm. */
const switchStatement = (node, context, into) => {
	const first = node.child("initializer");
	if (first !== void 0) into.push(...context.statements([first]));
	const subject = context.optionalInField(node, "value");
	const alias = node.child("alias")?.namedChildren[0];
	if (alias !== void 0) into.push(assignAt(alias, context.expression(alias), subject));
	const tests = subject === void 0 ? [] : [subject];
	const arms = [];
	let exhaustive = false;
	for (const arm of node.children) {
		if (!arm.type.endsWith("_case")) continue;
		if (arm.type === "default_case") exhaustive = true;
		else for (const label of arm.children) if (label.field === "value" || label.field === "type") tests.push(...labels(label, context));
		arms.push(context.statements(arm.namedChildren.filter((child) => child.field === void 0 || child.field === "communication")));
	}
	into.push({
		kind: "branch",
		form: "switch",
		tests,
		arms,
		exhaustive,
		...node.span
	});
};
function labels(label, context) {
	if (!label.named) return [];
	return label.type === "expression_list" ? context.expressions(label.namedChildren) : [context.expression(label)];
}
const forStatement$1 = (node, context, into) => {
	const body = node.child("body");
	const range = node.first("range_clause");
	if (range !== void 0) {
		const target = context.optionalInField(range, "left");
		const iterable = context.inField(range, "right");
		into.push({
			kind: "loop",
			...target !== void 0 && { target },
			iterable,
			body: context.block(body),
			...node.span
		});
		return;
	}
	const clause = node.first("for_clause");
	const first = clause?.child("initializer");
	const step = clause?.child("update");
	const condition = clause === void 0 ? node.namedChildren.find((child) => child !== body) : clause.child("condition");
	if (first !== void 0) into.push(...context.statements([first]));
	const test = condition === void 0 ? void 0 : context.expression(condition);
	const statements = [...context.block(body), ...step === void 0 ? [] : context.statements([step])];
	into.push({
		kind: "loop",
		...test !== void 0 && { test },
		body: statements,
		...node.span
	});
};
const step$1 = (node, context, into) => {
	const op = node.type === "inc_statement" ? "+" : "-";
	for (const target of context.expressions(node.namedChildren)) into.push(assignAt(node, target, numberAt(node, 1), { op }));
};
const returnStatement = (node, context, into) => {
	const [values] = node.namedChildren;
	into.push({
		kind: "return",
		...values !== void 0 && { value: context.expression(values) },
		...node.span
	});
};
/** `m := <-ch` in a select; without a target only what is received. */
const receive = (node, context, into) => {
	const value = context.inField(node, "right");
	const targets = context.expressions(node.child("left")?.namedChildren ?? []);
	if (targets.length === 0) into.push({
		kind: "expression",
		value,
		...node.span
	});
	else pairAssignments(node, targets, [value], void 0, into);
};
const nothing$5 = () => void 0;
const STATEMENT_RULES$3 = /* @__PURE__ */ new Map([
	["short_var_declaration", assignment],
	["assignment_statement", assignment],
	["inc_statement", step$1],
	["dec_statement", step$1],
	["block", (node, context, into) => into.push(...context.block(node))],
	["if_statement", ifStatement$1],
	["for_statement", forStatement$1],
	["expression_switch_statement", switchStatement],
	["type_switch_statement", switchStatement],
	["select_statement", switchStatement],
	["receive_statement", receive],
	["return_statement", returnStatement],
	["send_statement", (node, context, into) => into.push({
		kind: "expression",
		value: otherAt(node, context.expressions(node.namedChildren)),
		...node.span
	})],
	["label_name", nothing$5],
	["break_statement", nothing$5],
	["continue_statement", nothing$5],
	["goto_statement", nothing$5],
	["fallthrough_statement", nothing$5],
	["empty_statement", nothing$5]
]);
// packages/formats/src/syntax/go/index.ts
/** Go, by tree-sitter-go. */
const goLowering = {
	language: "go",
	grammar: "go",
	rules: {
		expressions: new Map([
			...EXPRESSION_RULES$3,
			...LITERAL_RULES$1,
			...TYPE_RULES$2
		]),
		statements: new Map([
			...STATEMENT_RULES$3,
			...DECLARATION_RULES,
			["import_declaration", importDeclaration$1],
			["package_clause", () => void 0]
		])
	},
	lower(root, context) {
		const packageName = root.first("package_clause")?.namedChildren[0]?.text;
		const body = context.block(root);
		return {
			imports: context.imports,
			body,
			...packageName !== void 0 && { packageName }
		};
	}
};
// packages/formats/src/syntax/java/annotations.ts
/** Annotations among the modifiers of a declaration, as expressions: `@Tool` a name, `@Tool("x")` a call. */
function annotationsOf(declaration, context) {
	return (declaration.first("modifiers")?.namedChildren ?? []).filter((child) => child.type.endsWith("annotation")).map((child) => context.expression(child));
}
function hasModifier(declaration, word) {
	return declaration.first("modifiers")?.has(word) ?? false;
}
function nameOf$1(node) {
	return dottedName(node.span, node.child("name")?.text ?? "");
}
const annotation = (node, context) => {
	const args = (node.child("arguments")?.namedChildren ?? []).map((member) => {
		if (member.type !== "element_value_pair") return { value: context.expression(member) };
		return {
			name: member.child("key")?.text ?? "",
			value: context.inField(member, "value")
		};
	});
	return callAt(node, nameOf$1(node), args);
};
const ANNOTATION_RULES = [["marker_annotation", nameOf$1], ["annotation", annotation]];
// packages/formats/src/syntax/java/types.ts
/** The types between angle brackets; a diamond has none. */
function typeArguments$1(node, context) {
	return context.expressions(node?.first("type_arguments")?.namedChildren ?? []);
}
/** The declared type, but not `var`. */
function declaredType(declaration, context) {
	const type = declaration.child("type");
	return type === void 0 || type.text === "var" ? void 0 : context.expression(type);
}
/** `List<String>` is an index of List; `Map<K, V>` one by a list. */
const generic$1 = (node, context) => {
	const [type] = node.namedChildren;
	const args = typeArguments$1(node, context);
	const [only] = args;
	if (type === void 0) return otherAt(node);
	if (only === void 0) return context.expression(type);
	return indexAt(node, context.expression(type), args.length === 1 ? only : listAt(node, args));
};
/** `A.B` as a type; annotations between are no part of the name. */
const scoped$3 = (node, context) => {
	const [head, ...rest] = node.namedChildren.filter((child) => child.type.includes("type") && !child.type.endsWith("annotation"));
	if (head === void 0) return otherAt(node);
	return rest.reduce((object, part) => memberAt(node, object, part.text), context.expression(head));
};
const annotated = (node, context) => {
	const type = node.namedChildren.at(-1);
	return type === void 0 ? otherAt(node) : context.expression(type);
};
const TYPE_RULES$1 = [
	["type_identifier", (node) => nameAt(node)],
	["integral_type", (node) => nameAt(node)],
	["floating_point_type", (node) => nameAt(node)],
	["boolean_type", (node) => nameAt(node)],
	["void_type", (node) => nameAt(node)],
	["generic_type", generic$1],
	["scoped_type_identifier", scoped$3],
	["array_type", (node, context) => listAt(node, [context.inField(node, "element")])],
	["annotated_type", annotated],
	["wildcard", (node, context) => otherAt(node, context.expressions(node.namedChildren))]
];
// packages/formats/src/syntax/java/functions.ts
function parametersOf$2(list, context) {
	if (list === void 0) return [];
	if (list.type === "identifier") return [parameterOf(list.text)];
	return list.namedChildren.flatMap((node) => {
		const decorators = annotationsOf(node, context);
		switch (node.type) {
			case "identifier": return [parameterOf(node.text)];
			case "formal_parameter": return [parameterOf(node.child("name")?.text ?? "", {
				type: declaredType(node, context),
				decorators
			})];
			case "spread_parameter": {
				const type = node.namedChildren.find((child) => child.type !== "modifiers" && child.type !== "variable_declarator");
				return [parameterOf(node.first("variable_declarator")?.child("name")?.text ?? "", {
					type: type && context.expression(type),
					rest: "positional",
					decorators
				})];
			}
			default: return [];
		}
	});
}
const method$1 = (node, context, into) => {
	const { body } = context.inFunction(() => context.block(node.child("body")));
	const fn = functionOf(node.span, node.child("name")?.text ?? "", {
		parameters: parametersOf$2(node.child("parameters"), context),
		decorators: annotationsOf(node, context),
		body,
		returnType: context.optionalInField(node, "type"),
		doc: context.docAbove(node),
		exported: hasModifier(node, "public"),
		static: hasModifier(node, "static")
	});
	into.push({
		kind: "function",
		function: fn,
		...node.span
	});
};
const construct = (node, context, into) => {
	const { body } = context.inFunction(() => context.block(node.child("body")));
	const fn = functionOf(node.span, "constructor", {
		parameters: parametersOf$2(node.child("parameters"), context),
		decorators: annotationsOf(node, context),
		body,
		doc: context.docAbove(node),
		exported: hasModifier(node, "public")
	});
	into.push({
		kind: "function",
		function: fn,
		...node.span
	});
};
/** A record's components are fields, and its constructor sets them after what the compact one does. */
function recordMembers(record, context) {
	const list = record.child("parameters");
	if (list === void 0) return [];
	const parameters = parametersOf$2(list, context);
	const compact = record.child("body")?.first("compact_constructor_declaration");
	const self = nameAt(list, "this");
	const sets = parameters.map(({ name }) => assignAt(list, memberAt(list, self, name), nameAt(list, name)));
	const { body } = context.inFunction(() => context.block(compact?.child("body")));
	const fields = parameters.map(({ name, type, decorators }) => assignAt(list, nameAt(list, name), void 0, {
		type,
		constant: true,
		...decorators && { decorators }
	}));
	const exported = hasModifier(record, "public");
	return [...fields, {
		kind: "function",
		function: functionOf(list.span, "constructor", {
			parameters,
			body: [...body, ...sets],
			exported
		}),
		...list.span
	}];
}
const lambda$1 = (node, context) => {
	const parameters = parametersOf$2(node.child("parameters"), context);
	const body = node.child("body");
	const { body: statements } = context.inFunction(() => body === void 0 || body.type === "block" ? context.block(body) : context.expressionBody(body, (value) => returnAt(body, value)));
	return {
		kind: "function",
		function: functionOf(node.span, "", {
			parameters,
			body: statements
		}),
		...node.span
	};
};
const FUNCTION_STATEMENTS$2 = [
	["method_declaration", method$1],
	["constructor_declaration", construct],
	["compact_constructor_declaration", () => void 0]
];
const FUNCTION_EXPRESSIONS$2 = [["lambda_expression", lambda$1]];
// packages/formats/src/syntax/java/classes.ts
const FORMS = {
	interface_declaration: "interface",
	annotation_type_declaration: "interface",
	enum_declaration: "enum"
};
const declaration$1 = (node, context, into) => {
	const name = node.child("name")?.text ?? "";
	const form = FORMS[node.type] ?? "class";
	const own = [...recordMembers(node, context), ...members$1(node.child("body"), name, context)];
	const doc = context.docAbove(node);
	into.push({
		kind: "class",
		class: {
			name,
			form,
			bases: basesOf(node, context),
			keywords: [],
			decorators: annotationsOf(node, context),
			body: form === "interface" ? own.map(asPublic) : own,
			...doc !== void 0 && { doc },
			...hasModifier(node, "public") && { exported: true },
			...node.span
		},
		...node.span
	});
};
/** `extends A implements B, C`. */
function basesOf(node, context) {
	return node.children.filter((child) => child.type === "superclass" || child.type.endsWith("interfaces")).flatMap((clause) => context.expressions((clause.first("type_list") ?? clause).namedChildren));
}
function members$1(body, className, context) {
	const { body: statements } = context.inFunction(() => (body?.namedChildren ?? []).flatMap((member) => {
		if (member.type === "enum_constant") return [enumConstant(member, className, context)];
		if (member.type === "enum_body_declarations") return members$1(member, className, context);
		return context.statements([member]);
	}));
	return statements;
}
/** `A("x") { … }` is a constant holding what the enum's constructor makes. */
function enumConstant(node, className, context) {
	const name = node.child("name") ?? node;
	const args = context.expressions(node.child("arguments")?.namedChildren ?? []).map((value) => ({ value }));
	const value = callAt(node, made(nameAt(name, className), node.child("body"), node, context), args, "new");
	return assignAt(node, nameAt(name), value, {
		constant: true,
		exported: true,
		decorators: annotationsOf(node, context)
	});
}
/** The class that `new T(…) { … }` makes one of: T, or a nameless class with T as its base. */
function made(base, body, node, context) {
	if (body === void 0) return base;
	return {
		kind: "class",
		class: {
			name: "",
			form: "class",
			bases: [base],
			keywords: [],
			decorators: [],
			body: members$1(body, "", context),
			...node.span
		},
		...node.span
	};
}
/** Everything in an interface is public. */
function asPublic(member) {
	if (member.kind === "assign") return {
		...member,
		exported: true
	};
	return member.kind === "function" ? {
		...member,
		function: {
			...member.function,
			exported: true
		}
	} : member;
}
/** Fields, constants and local variables: one assignment for each name. */
const variables = (node, context, into) => {
	const type = declaredType(node, context);
	const decorators = annotationsOf(node, context);
	const constant = hasModifier(node, "final") || node.type === "constant_declaration";
	const exported = hasModifier(node, "public");
	for (const declarator of node.childrenIn("declarator")) {
		const name = declarator.child("name") ?? declarator;
		into.push(assignAt(node, nameAt(name), context.optionalInField(declarator, "value"), {
			type,
			decorators,
			constant,
			exported
		}));
	}
};
/** `String value() default "x";` of an annotation type. */
const element$1 = (node, context, into) => {
	const value = context.optionalInField(node, "value");
	const body = value === void 0 ? [] : [{
		kind: "return",
		value,
		...node.span
	}];
	const returnType = context.optionalInField(node, "type");
	into.push({
		kind: "function",
		function: functionOf(node.span, node.child("name")?.text ?? "", {
			parameters: [],
			body,
			returnType
		}),
		...node.span
	});
};
const CLASS_STATEMENTS$1 = [
	["class_declaration", declaration$1],
	["record_declaration", declaration$1],
	["interface_declaration", declaration$1],
	["annotation_type_declaration", declaration$1],
	["enum_declaration", declaration$1],
	["field_declaration", variables],
	["constant_declaration", variables],
	["local_variable_declaration", variables],
	["annotation_type_element_declaration", element$1]
];
// packages/formats/src/syntax/java/expressions.ts
function argumentsOf(node, context) {
	return context.expressions(node.child("arguments")?.namedChildren ?? []).map((value) => ({ value }));
}
const invocation$1 = (node, context) => {
	const name = node.child("name");
	if (name === void 0) return otherAt(node, context.expressions(node.namedChildren));
	const object = context.optionalInField(node, "object");
	const call = callAt(node, object === void 0 ? nameAt(name) : memberAt(node, object, name.text), argumentsOf(node, context));
	const types = typeArguments$1(node, context);
	return call.kind === "call" && types.length > 0 ? {
		...call,
		types
	} : call;
};
/** `new T<A>(…) { … }`. */
const creation = (node, context) => {
	const type = node.child("type");
	const generic = type?.type === "generic_type" ? type : void 0;
	const named = generic?.namedChildren[0] ?? type;
	const call = callAt(node, made(context.expression(named ?? node.namedChildren[0] ?? node), node.first("class_body"), node, context), argumentsOf(node, context), "new");
	const types = typeArguments$1(generic, context);
	return call.kind === "call" && types.length > 0 ? {
		...call,
		types
	} : call;
};
/** `this(…)` and `super(…)` at the start of a constructor. */
const delegation = (node, context) => callAt(node, context.inField(node, "constructor"), argumentsOf(node, context));
/** `Foo::bar` and `Foo::new` are members. */
const reference = (node, context) => {
	const [object, name] = node.namedChildren;
	return object === void 0 ? otherAt(node) : memberAt(node, context.expression(object), name?.text ?? "new");
};
/** An assignment used as a value comes to stand in front. */
const assigned$2 = (node, context) => {
	const statement = assignmentAt$2(node, context);
	context.hoist(statement);
	return statement.kind === "assign" ? statement.target : otherAt(node);
};
function assignmentAt$2(node, context) {
	const target = context.inField(node, "left");
	const operator = node.child("operator")?.text ?? "=";
	return assignAt(node, target, context.inField(node, "right"), { op: operator === "=" ? void 0 : operator.slice(0, -1) });
}
const unary$2 = (node, context) => {
	const operand = context.inField(node, "operand");
	if (operand.kind !== "number") return otherAt(node, [operand]);
	return node.child("operator")?.text === "-" ? {
		...operand,
		value: -operand.value
	} : operand;
};
/** Parentheses, casts and other wrappings: the value is the last child. */
const last = (node, context) => {
	const value = node.child("value") ?? node.namedChildren.at(-1);
	return value === void 0 ? otherAt(node) : context.expression(value);
};
const number$2 = (node) => {
	const value = numberValue(node.text);
	return value === void 0 ? otherAt(node) : numberAt(node, value);
};
const list$2 = (node, context) => listAt(node, context.expressions(node.namedChildren));
const name$3 = (node) => nameAt(node);
/** `x instanceof Foo f` also declares f. */
const instance = (node, context) => {
	const value = context.inField(node, "left");
	const bound = node.child("name");
	const type = context.optionalInField(node, "right");
	if (bound !== void 0) context.hoist(assignAt(node, nameAt(bound), value, { type }));
	return binaryAt(node, "instanceof", value, type ?? context.inField(node, "pattern"));
};
const creationOfArray = (node, context) => {
	const value = node.child("value");
	return value === void 0 ? otherAt(node, context.expressions(node.childrenIn("dimensions"))) : context.expression(value);
};
function member(node, object, field) {
	return field === void 0 ? object : memberAt(node, object, field.text);
}
const EXPRESSION_RULES$2 = [
	["identifier", name$3],
	["this", name$3],
	["super", name$3],
	["scoped_identifier", (node, context) => member(node, context.inField(node, "scope"), node.child("name"))],
	["field_access", (node, context) => member(node, context.inField(node, "object"), node.child("field"))],
	["method_invocation", invocation$1],
	["object_creation_expression", creation],
	["explicit_constructor_invocation", delegation],
	["method_reference", reference],
	["class_literal", last],
	["assignment_expression", assigned$2],
	["binary_expression", (node, context) => binaryAt(node, node.child("operator")?.text ?? "", context.inField(node, "left"), context.inField(node, "right"))],
	["ternary_expression", (node, context) => choiceAt(node, [context.inField(node, "consequence"), context.inField(node, "alternative")], context.inField(node, "condition"))],
	["instanceof_expression", instance],
	["unary_expression", unary$2],
	["cast_expression", last],
	["parenthesized_expression", last],
	["array_access", (node, context) => indexAt(node, context.inField(node, "array"), context.inField(node, "index"))],
	["array_creation_expression", creationOfArray],
	["array_initializer", list$2],
	["element_value_array_initializer", list$2],
	["decimal_integer_literal", number$2],
	["hex_integer_literal", number$2],
	["octal_integer_literal", number$2],
	["binary_integer_literal", number$2],
	["decimal_floating_point_literal", number$2],
	["hex_floating_point_literal", number$2],
	["true", (node) => booleanAt(node, true)],
	["false", (node) => booleanAt(node, false)],
	["null_literal", (node) => nullAt(node)]
];
// packages/formats/src/syntax/java/imports.ts
/** `import a.b.C;`, `import static a.b.C.d;`, `import a.b.*;`. */
const importDeclaration = (node, context) => {
	const path = node.namedChildren.find((child) => child.type.endsWith("identifier"))?.text.replace(/\s+/gu, "");
	if (path === void 0) return;
	if (node.has("asterisk")) {
		context.imports.push({
			module: path,
			name: "*",
			...node.span
		});
		return;
	}
	const dot = path.lastIndexOf(".");
	const name = path.slice(dot + 1);
	context.imports.push({
		module: dot === -1 ? path : path.slice(0, dot),
		...dot !== -1 && { name },
		local: name,
		...node.span
	});
};
// packages/formats/src/syntax/java/statements.ts
/** The statements of a block, or the one statement that stands for it. */
function arm(node, context) {
	if (node === void 0) return [];
	return node.type === "block" ? context.block(node) : context.statements([node]);
}
const ifStatement = (node, context, into) => {
	const tests = [];
	const arms = [];
	let at = node;
	while (at?.type === "if_statement") {
		tests.push(context.inField(at, "condition"));
		arms.push(arm(at.child("consequence"), context));
		at = at.child("alternative");
	}
	if (at !== void 0) arms.push(arm(at, context));
	into.push(branchAt(node, "if", tests, arms, at !== void 0));
};
const whileStatement = (node, context, into) => {
	into.push({
		kind: "loop",
		test: context.inField(node, "condition"),
		body: arm(node.child("body"), context),
		...node.span
	});
};
const forStatement = (node, context, into) => {
	into.push(...context.statements(node.childrenIn("init").filter((child) => child.named)));
	const test = context.optionalInField(node, "condition");
	const step = context.statements(node.childrenIn("update").filter((child) => child.named));
	into.push({
		kind: "loop",
		...test && { test },
		body: [...arm(node.child("body"), context), ...step],
		...node.span
	});
};
const forEach = (node, context, into) => {
	const name = node.child("name") ?? node;
	into.push({
		kind: "loop",
		target: nameAt(name),
		iterable: context.inField(node, "value"),
		body: arm(node.child("body"), context),
		...node.span
	});
};
const tryStatement = (node, context, into) => {
	const items = (node.child("resources")?.namedChildren ?? []).map((resource) => {
		const value = resource.child("value");
		const name = resource.child("name");
		if (value === void 0) return { value: resource.namedChildren[0] === void 0 ? otherAt(resource) : context.expression(resource.namedChildren[0]) };
		return {
			value: context.expression(value),
			...name !== void 0 && { target: nameAt(name) }
		};
	});
	const tests = [];
	const body = context.block(node.child("body"));
	const handlers = node.children.filter((child) => child.type === "catch_clause").map((clause) => handler(clause, tests, context));
	const tried = handlers.length === 0 ? body : [branchAt(node, "try", tests, [body, ...handlers], true)];
	if (items.length > 0) into.push({
		kind: "with",
		items,
		body: tried,
		...node.span
	});
	else into.push(...tried);
	into.push(...context.block(node.first("finally_clause")?.first("block")));
};
function handler(clause, tests, context) {
	const parameter = clause.first("catch_formal_parameter");
	const caught = context.expressions(parameter?.first("catch_type")?.namedChildren ?? []);
	tests.push(...caught);
	const name = parameter?.child("name");
	return [...name === void 0 ? [] : [assignAt(name, nameAt(name), otherAt(name, caught))], ...context.block(clause.child("body"))];
}
const expressionStatement$1 = (node, context, into) => {
	const [value] = node.namedChildren;
	if (value === void 0) return;
	if (value.type === "assignment_expression" || value.type === "update_expression" || value.type === "switch_expression") into.push(...context.statements([value]));
	else into.push({
		kind: "expression",
		value: context.expression(value),
		...node.span
	});
};
const step = (node, context, into) => {
	const [target] = node.namedChildren;
	if (target === void 0) return;
	const op = node.has("--") ? "-" : "+";
	into.push(assignAt(node, context.expression(target), numberAt(node, 1), { op }));
};
const returned$2 = (node, context, into) => {
	const [value] = node.namedChildren;
	into.push(returnAt(node, value && context.expression(value)));
};
const thrown = (node, context, into) => {
	into.push({
		kind: "expression",
		value: otherAt(node, context.expressions(node.namedChildren)),
		...node.span
	});
};
const locked = (node, context, into) => {
	const value = node.namedChildren.find((child) => child.field !== "body");
	into.push({
		kind: "with",
		items: value === void 0 ? [] : [{ value: context.expression(value) }],
		body: context.block(node.child("body")),
		...node.span
	});
};
const labelled = (node, context, into) => {
	into.push(...context.statements(node.namedChildren.slice(1)));
};
/** Patterns bind names of a type: `Foo f`, `Point(int x, var y)`. */
const pattern$2 = (node, context, into) => {
	const name = node.namedChildren.at(-1);
	if (name?.type === "identifier" && node.namedChildren.length > 1) into.push(assignAt(node, nameAt(name), void 0, { type: declaredType(node, context) }));
};
const nothing$4 = () => void 0;
const STATEMENT_RULES$2 = [
	["block", (node, context, into) => into.push(...context.block(node))],
	["if_statement", ifStatement],
	["while_statement", whileStatement],
	["do_statement", whileStatement],
	["for_statement", forStatement],
	["enhanced_for_statement", forEach],
	["try_statement", tryStatement],
	["try_with_resources_statement", tryStatement],
	["expression_statement", expressionStatement$1],
	["assignment_expression", (node, context, into) => into.push(assignmentAt$2(node, context))],
	["update_expression", step],
	["return_statement", returned$2],
	["throw_statement", thrown],
	["synchronized_statement", locked],
	["labeled_statement", labelled],
	["record_pattern_component", pattern$2],
	["break_statement", nothing$4],
	["continue_statement", nothing$4],
	["package_declaration", nothing$4]
];
// packages/formats/src/syntax/java/strings.ts
const STYLE$1 = {
	letters: { s: " " },
	continuation: "feed"
};
/**
* The value of a text block: what stands after the first line, without the indentation that all lines and the
* closing mark share, without blanks at the ends of lines (the Java Language Specification, 3.10.6).
*/
function textBlock(literal) {
	const inside = literal.replace(/^"""[^\n]*\n?/u, "").replace(/"""$/u, "");
	const mark = inside.slice(inside.lastIndexOf("\n") + 1).trim() === "" ? "\0" : "";
	const marked = dedent(`${inside.replaceAll("\r\n", "\n")}${mark}`);
	return decodeEscapes((mark === "" ? marked : marked.slice(0, -1)).replace(/[ \t]+$/gmu, ""), STYLE$1);
}
const literal$1 = (node, context) => {
	if (node.namedChildren.filter((child) => child.type === "string_interpolation").length > 0) return joinedStrings(node, node.namedChildren.flatMap((child) => {
		if (child.type === "string_interpolation") return context.expressions(child.namedChildren);
		return [stringAt$1(child, decodeEscapes(child.text, STYLE$1))];
	}));
	const text = node.text;
	if (text.startsWith("\"\"\"")) return stringAt$1(node, textBlock(text));
	return stringAt$1(node, decodeEscapes(text.length > 1 && text.endsWith("\"") ? text.slice(1, -1) : text.slice(1), STYLE$1));
};
const STRING_RULES$1 = [["string_literal", literal$1], ["character_literal", (node) => stringAt$1(node, decodeEscapes(node.text.slice(1, -1), STYLE$1))]];
// packages/formats/src/syntax/java/switches.ts
/** `Foo f` and `Point(int x, var y)`: a call of the type, and what the names are bound to. */
function pattern$1(node, subject, bound, context) {
	const [first, second] = node.namedChildren;
	switch (node.type) {
		case "pattern": return first === void 0 ? otherAt(node) : pattern$1(first, subject, bound, context);
		case "type_pattern":
		case "record_pattern_component": {
			const type = first === void 0 || first.text === "var" ? otherAt(node) : context.expression(first);
			if (second !== void 0) bound.push(assignAt(second, nameAt(second), subject, type.kind === "other" ? {} : { type }));
			return type;
		}
		case "record_pattern": {
			const args = (node.first("record_pattern_body")?.namedChildren ?? []).map((child) => ({ value: pattern$1(child, otherAt(child, [subject]), bound, context) }));
			return first === void 0 ? otherAt(node) : callAt(node, context.expression(first), args);
		}
		default: return context.expression(node);
	}
}
/** Both forms, `case x ->` and `case x:`. Labels without statements fall through to the next arm. */
function readSwitch(node, context) {
	const subject = context.inField(node, "condition");
	const tests = [subject];
	const arms = [];
	let exhaustive = false;
	for (const group of node.child("body")?.namedChildren ?? []) {
		const bound = [];
		const rest = [];
		for (const child of group.namedChildren) if (child.type !== "switch_label") rest.push(child);
		else if (child.has("default")) exhaustive = true;
		else tests.push(...labelTests(child, subject, bound, context));
		const body = rest.flatMap((child) => child.type === "block" ? context.block(child) : context.statements([child]));
		if (rest.length > 0 || bound.length > 0) arms.push({
			body: [...bound, ...body],
			node: group
		});
	}
	return {
		tests,
		arms,
		exhaustive
	};
}
function labelTests(label, subject, bound, context) {
	const patterns = label.namedChildren.filter((child) => child.type !== "guard").map((child) => pattern$1(child, subject, bound, context));
	const guard = label.first("guard")?.namedChildren[0];
	const [only] = patterns;
	return guard === void 0 || only === void 0 ? patterns : [binaryAt(label, "&&", only, context.expression(guard))];
}
const statement$1 = (node, context, into) => {
	const { tests, arms, exhaustive } = readSwitch(node, context);
	into.push(branchAt(node, "switch", tests, arms.map(({ body }) => body), exhaustive));
};
/** As a value: a choice of what the arms give. What else an arm does comes to stand in front, as a branch. */
const value$1 = (node, context) => {
	const { tests, arms, exhaustive } = readSwitch(node, context);
	const options = [];
	const rest = arms.map(({ body, node: group }) => {
		const [only] = body;
		if (body.length === 1 && only?.kind === "expression" && !group.has(":")) {
			if (only.value.kind !== "other") options.push(only.value);
			return only.value.kind === "other" ? body : [];
		}
		return withoutResults(body, options);
	});
	if (rest.some((body) => body.length > 0)) context.hoist(branchAt(node, "switch", tests, rest, exhaustive));
	return choiceAt(node, options, tests[0]);
};
/** Takes the values of `yield` (lowered as return) out of an arm. */
function withoutResults(body, options) {
	return body.flatMap((inner) => {
		if (inner.kind === "return" && inner.value !== void 0) {
			options.push(inner.value);
			return [];
		}
		if (inner.kind === "branch") return [{
			...inner,
			arms: inner.arms.map((arm) => withoutResults(arm, options))
		}];
		return inner.kind === "with" || inner.kind === "loop" ? [{
			...inner,
			body: withoutResults(inner.body, options)
		}] : [inner];
	});
}
const yielded = (node, context, into) => {
	const [result] = node.namedChildren;
	into.push(returnAt(node, result && context.expression(result)));
};
const SWITCH_STATEMENTS = [["switch_expression", statement$1], ["yield_statement", yielded]];
const SWITCH_EXPRESSIONS = [["switch_expression", value$1]];
// packages/formats/src/syntax/java/index.ts
/** Java, by tree-sitter-java. */
const javaLowering = {
	language: "java",
	grammar: "java",
	rules: {
		expressions: new Map([
			...EXPRESSION_RULES$2,
			...STRING_RULES$1,
			...TYPE_RULES$1,
			...ANNOTATION_RULES,
			...FUNCTION_EXPRESSIONS$2,
			...SWITCH_EXPRESSIONS
		]),
		statements: new Map([
			...STATEMENT_RULES$2,
			...CLASS_STATEMENTS$1,
			...FUNCTION_STATEMENTS$2,
			...SWITCH_STATEMENTS,
			["import_declaration", importDeclaration]
		])
	},
	lower(root, context) {
		const packageName = root.first("package_declaration")?.namedChildren.find((child) => child.type.endsWith("identifier"))?.text;
		const body = context.block(root);
		return {
			imports: context.imports,
			body,
			...packageName !== void 0 && { packageName }
		};
	}
};
// packages/formats/src/syntax/python/assignments.ts
const assignmentStatements$1 = [
	["assignment", lowerAssignment$1],
	["augmented_assignment", lowerAugmented$1],
	["type_alias_statement", lowerTypeAlias]
];
/** `a = b = value` is two statements, in source order, that share the value. */
function lowerAssignment$1(node, context, into) {
	const assignments = [node];
	let right = node.child("right");
	while (right?.type === "assignment") {
		assignments.push(right);
		right = right.child("right");
	}
	const value = right?.type === "augmented_assignment" ? void 0 : right && context.expression(right);
	if (right?.type === "augmented_assignment") lowerAugmented$1(right, context, into);
	for (const assignment of assignments) into.push(assignAt(assignment, context.inField(assignment, "left"), value, { type: context.optionalInField(assignment, "type") }));
}
function lowerAugmented$1(node, context, into) {
	const op = (node.child("operator")?.type ?? "").replace(/=$/, "");
	into.push(assignAt(node, context.inField(node, "left"), context.inField(node, "right"), { op }));
}
/** `type Name[T] = value`: an assignment of the type to the name, without its parameters. */
function lowerTypeAlias(node, context, into) {
	const target = context.inField(node, "left");
	into.push(assignAt(node, withoutParameters(target), context.inField(node, "right")));
}
function withoutParameters(target) {
	return target.kind === "index" ? target.object : target;
}
// packages/formats/src/syntax/python/calls.ts
const callExpressions$1 = [["call", lowerCall$1]];
function lowerCall$1(node, context) {
	const list = node.child("arguments");
	const callee = context.inField(node, "function");
	if (!list) return callAt(node, callee, []);
	return callAt(node, callee, list.type === "generator_expression" ? [{ value: context.expression(list) }] : lowerArguments$1(list, context));
}
/** Arguments of a call, bases and keywords of a class. */
function lowerArguments$1(list, context) {
	return list.namedChildren.map((child) => {
		switch (child.type) {
			case "keyword_argument": return {
				name: child.child("name")?.text ?? "",
				value: context.inField(child, "value")
			};
			case "list_splat": return {
				value: lowerSplatted(child, context),
				spread: "positional"
			};
			case "dictionary_splat": return {
				value: lowerSplatted(child, context),
				spread: "keyword"
			};
			default: return { value: context.expression(child) };
		}
	});
}
function lowerSplatted(node, context) {
	const [value] = node.namedChildren;
	return value ? context.expression(value) : otherAt(node);
}
// packages/formats/src/syntax/python/collections.ts
const lowerItems$1 = (node, context) => listAt(node, context.expressions(node.namedChildren));
const lowerSpread$1 = (node, context) => {
	const [value] = node.namedChildren;
	return value ? spreadAt(node, context.expression(value)) : otherAt(node);
};
/** Lists, tuples, sets, dictionaries, comprehensions; also as assignment targets. */
const collectionExpressions$1 = [
	["list", lowerItems$1],
	["tuple", lowerItems$1],
	["set", lowerItems$1],
	["expression_list", lowerItems$1],
	["pattern_list", lowerItems$1],
	["tuple_pattern", lowerItems$1],
	["list_pattern", lowerItems$1],
	["list_splat", lowerSpread$1],
	["list_splat_pattern", lowerSpread$1],
	["parenthesized_list_splat", lowerSpread$1],
	["dictionary", lowerDictionary],
	["list_comprehension", lowerComprehension],
	["set_comprehension", lowerComprehension],
	["generator_expression", lowerComprehension],
	["dictionary_comprehension", lowerDictionaryComprehension]
];
function lowerDictionary(node, context) {
	return mapAt(node, node.namedChildren.map((child) => lowerEntry$1(child, context)));
}
function lowerEntry$1(node, context) {
	if (node.type === "pair") return {
		key: context.inField(node, "key"),
		value: context.inField(node, "value")
	};
	if (node.type === "dictionary_splat") {
		const [value] = node.namedChildren;
		return { value: value ? context.expression(value) : otherAt(node) };
	}
	return { value: context.expression(node) };
}
function lowerComprehension(node, context) {
	return {
		kind: "list",
		items: [context.inField(node, "body")],
		clauses: lowerClauses(node, context),
		...node.span
	};
}
function lowerDictionaryComprehension(node, context) {
	const body = node.child("body");
	return {
		kind: "map",
		entries: body ? [lowerEntry$1(body, context)] : [],
		clauses: lowerClauses(node, context),
		...node.span
	};
}
function lowerClauses(node, context) {
	const clauses = [];
	for (const child of node.namedChildren) if (child.type === "for_in_clause") clauses.push({
		target: context.inField(child, "left"),
		iterable: context.inField(child, "right"),
		tests: []
	});
	else if (child.type === "if_clause") clauses.at(-1)?.tests.push(...context.expressions(child.namedChildren));
	return clauses;
}
// packages/formats/src/syntax/python/compound.ts
/** Statements with blocks, except match. */
const compoundStatements = [
	["if_statement", lowerIf$1],
	["for_statement", lowerLoop],
	["while_statement", lowerLoop],
	["with_statement", lowerWith],
	["try_statement", lowerTry$1]
];
function lowerIf$1(node, context, into) {
	const tests = [];
	const arms = [];
	const outerTypeOnly = context.typeOnly;
	const condition = node.child("condition");
	tests.push(context.inField(node, "condition"));
	context.typeOnly = outerTypeOnly || condition !== void 0 && isTypeChecking(condition);
	arms.push(context.block(node.child("consequence")));
	context.typeOnly = outerTypeOnly;
	let exhaustive = false;
	for (const alternative of node.childrenIn("alternative")) {
		if (alternative.type === "else_clause") exhaustive = true;
		else tests.push(context.inField(alternative, "condition"));
		arms.push(context.block(alternative.child("consequence") ?? alternative.child("body")));
	}
	into.push(branchAt(node, "if", tests, arms, exhaustive));
}
/** `if TYPE_CHECKING:` and `if typing.TYPE_CHECKING:`. */
function isTypeChecking(condition) {
	const name = condition.type === "attribute" ? condition.child("attribute") : condition;
	return name?.type === "identifier" && name.text === "TYPE_CHECKING";
}
/** The else part of a loop runs after it, unless it was left. */
function lowerLoop(node, context, into) {
	const target = context.optionalInField(node, "left");
	const iterable = context.optionalInField(node, "right");
	const test = context.optionalInField(node, "condition");
	into.push({
		kind: "loop",
		...target && { target },
		...iterable && { iterable },
		...test && { test },
		body: context.block(node.child("body")),
		...node.span
	});
	const alternative = node.child("alternative");
	if (alternative) into.push(branchAt(alternative, "if", [], [context.block(alternative.child("body"))], false));
}
function lowerWith(node, context, into) {
	const items = (node.first("with_clause")?.namedChildren ?? []).map((item) => {
		const value = item.child("value") ?? item;
		return value.type === "as_pattern" ? lowerAs(value, context) : { value: context.expression(value) };
	});
	into.push({
		kind: "with",
		items,
		body: context.block(node.child("body")),
		...node.span
	});
}
/** `value as target`. */
function lowerAs(node, context) {
	const [value] = node.namedChildren;
	const target = context.optionalInField(node, "alias");
	return {
		value: value ? context.expression(value) : otherAt(node),
		...target && { target }
	};
}
function lowerTry$1(node, context, into) {
	const body = context.block(node.child("body"));
	const otherwise = node.first("else_clause");
	if (otherwise) body.push(...context.block(otherwise.child("body")));
	const tests = [];
	const arms = [body];
	for (const handler of node.children) if (handler.type === "except_clause" || handler.type === "except_group_clause") arms.push(lowerHandler(handler, tests, context));
	into.push(branchAt(node, "try", tests, arms, true));
	into.push(...context.block(node.first("finally_clause")?.first("block")));
}
function lowerHandler(node, tests, context) {
	const arm = [];
	for (const caught of node.childrenIn("value")) {
		const { value, target } = caught.type === "as_pattern" ? lowerAs(caught, context) : { value: context.expression(caught) };
		tests.push(value);
		if (target) arm.push(assignAt(caught, target, otherAt(caught, [value])));
	}
	arm.push(...context.block(node.first("block")));
	return arm;
}
// packages/formats/src/syntax/python/docstrings.ts
/** The docstring of a body, trimmed as PEP 257 says, and the statements that follow it. */
function docstringOf(block, context) {
	const children = block?.namedChildren ?? [];
	const [first, ...rest] = children;
	const literal = first?.type === "expression_statement" && first.children.length === 1 ? first.children[0] : void 0;
	if (literal?.type !== "string" && literal?.type !== "concatenated_string") return { rest: children };
	const lowered = context.expression(literal);
	return lowered.kind === "string" ? {
		doc: trimmed(lowered.value),
		rest
	} : { rest: children };
}
/** https://peps.python.org/pep-0257/#handling-docstring-indentation */
function trimmed(doc) {
	if (!doc.includes("\n")) return doc.trim();
	const [first = "", ...lines] = doc.replace(/\t/g, "        ").split("\n");
	const indent = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length).reduce((least, next) => Math.min(least, next), Number.POSITIVE_INFINITY);
	const kept = lines.map((line) => line.slice(Math.min(indent, line.length)).trimEnd());
	return [first.trim(), ...kept].join("\n").trim();
}
// packages/formats/src/syntax/python/parameters.ts
/** Parameters of a function or lambda; the separators `/` and `*` are left out. */
function lowerParameters$1(list, context) {
	const parameters = [];
	for (const child of list?.namedChildren ?? []) {
		const parameter = lowerParameter(child, context);
		if (parameter) parameters.push(parameter);
	}
	return parameters;
}
function lowerParameter(node, context) {
	switch (node.type) {
		case "identifier": return { name: node.text };
		case "default_parameter":
		case "typed_default_parameter": {
			const type = context.optionalInField(node, "type");
			return {
				...named$2(node.child("name") ?? node),
				...type && { type },
				default: context.inField(node, "value")
			};
		}
		case "typed_parameter": {
			const type = context.optionalInField(node, "type");
			const [target] = node.namedChildren;
			return {
				...named$2(target ?? node),
				...type && { type }
			};
		}
		case "list_splat_pattern":
		case "dictionary_splat_pattern":
		case "tuple_pattern": return named$2(node);
		default: return;
	}
}
function named$2(node) {
	if (node.type === "list_splat_pattern") return {
		name: node.namedChildren[0]?.text ?? "",
		rest: "positional"
	};
	if (node.type === "dictionary_splat_pattern") return {
		name: node.namedChildren[0]?.text ?? "",
		rest: "keyword"
	};
	return { name: node.text };
}
// packages/formats/src/syntax/python/definitions.ts
const definitionStatements = [
	["function_definition", (node, context, into) => lowerFunction$1(node, node, [], context, into)],
	["class_definition", (node, context, into) => lowerClass$1(node, node, [], context, into)],
	["decorated_definition", lowerDecorated]
];
const definitionExpressions = [["lambda", lowerLambda]];
/** A decorated definition starts at its first decorator. */
function lowerDecorated(node, context, into) {
	const decorators = node.children.filter((child) => child.type === "decorator").flatMap((child) => context.expressions(child.namedChildren));
	const definition = node.child("definition");
	if (definition?.type === "class_definition") lowerClass$1(definition, node, decorators, context, into);
	else if (definition) lowerFunction$1(definition, node, decorators, context, into);
	else for (const value of decorators) into.push({
		kind: "expression",
		value,
		...node.span
	});
}
function lowerFunction$1(node, whole, decorators, context, into) {
	const parameters = lowerParameters$1(node.child("parameters"), context);
	const returnType = context.optionalInField(node, "return_type");
	const { doc, rest } = docstringOf(node.child("body"), context);
	const { body, scope } = context.inFunction(() => context.statements(rest));
	const fn = {
		name: node.child("name")?.text ?? "",
		parameters,
		decorators,
		body,
		...returnType && { returnType },
		...doc !== void 0 && { doc },
		...node.has("async") && { async: true },
		...scope.generator && { generator: true },
		...scope.outerNames.length > 0 && { outerNames: scope.outerNames },
		...decorators.some((decorator) => decorator.kind === "name" && decorator.name === "staticmethod") && { static: true },
		...whole.span
	};
	into.push({
		kind: "function",
		function: fn,
		...whole.span
	});
}
function lowerClass$1(node, whole, decorators, context, into) {
	const list = node.child("superclasses");
	const args = list ? lowerArguments$1(list, context) : [];
	const { doc, rest } = docstringOf(node.child("body"), context);
	const { body } = context.inFunction(() => context.statements(rest));
	into.push({
		kind: "class",
		class: {
			name: node.child("name")?.text ?? "",
			form: "class",
			bases: args.filter((argument) => argument.name === void 0 && argument.spread === void 0).map((argument) => argument.value),
			keywords: args.filter((argument) => argument.name !== void 0 || argument.spread !== void 0),
			decorators,
			body,
			...doc !== void 0 && { doc },
			...whole.span
		},
		...whole.span
	});
}
function lowerLambda(node, context) {
	const parameters = lowerParameters$1(node.child("parameters"), context);
	const value = node.child("body");
	const { body, scope } = context.inFunction(() => value ? context.expressionBody(value, (result) => returnAt(value, result)) : []);
	return {
		kind: "function",
		function: {
			name: "",
			parameters,
			decorators: [],
			body,
			...scope.generator && { generator: true },
			...node.span
		},
		...node.span
	};
}
// packages/formats/src/syntax/python/expressions.ts
/** Names, literals, attributes, subscripts and types. */
const basicExpressions$1 = [
	["identifier", (node) => nameAt(node)],
	["dotted_name", lowerDottedName],
	["attribute", (node, context) => memberAt(node, context.inField(node, "object"), node.child("attribute")?.text ?? "")],
	["subscript", lowerSubscript],
	["integer", lowerNumber$1],
	["float", lowerNumber$1],
	["true", (node) => booleanAt(node, true)],
	["false", (node) => booleanAt(node, false)],
	["none", (node) => nullAt(node)],
	["type", lowerOnlyChild],
	["as_pattern_target", lowerOnlyChild],
	["format_expression", lowerOnlyChild],
	["generic_type", lowerGenericType],
	["member_type", lowerMemberType],
	["union_type", lowerUnionType]
];
/** A wrapper that stands for its child. */
function lowerOnlyChild(node, context) {
	const [child, ...more] = node.namedChildren;
	return child && more.length === 0 ? context.expression(child) : otherAt(node, context.expressions(node.namedChildren));
}
function lowerDottedName(node) {
	const [head, ...rest] = node.namedChildren;
	let expression = head ? nameAt(head) : nameAt(node);
	for (const part of rest) expression = memberAt(node, expression, part.text);
	return expression;
}
/** Several subscripts (`dict[str, int]`) are a list, as the tuple that Python makes of them. */
function lowerSubscript(node, context) {
	const subscripts = context.expressions(node.childrenIn("subscript"));
	const [only] = subscripts;
	const index = subscripts.length === 1 && only ? only : listAt(node, subscripts);
	return indexAt(node, context.inField(node, "value"), index);
}
function lowerNumber$1(node) {
	const value = numberValue(node.text);
	return value === void 0 ? otherAt(node) : numberAt(node, value);
}
/** `list[int]` in an annotation, as the subscript that it is elsewhere. */
function lowerGenericType(node, context) {
	const [head, parameters] = node.namedChildren;
	if (!head || !parameters) return lowerOnlyChild(node, context);
	const types = context.expressions(parameters.namedChildren);
	const [only] = types;
	return indexAt(node, context.expression(head), types.length === 1 && only ? only : listAt(parameters, types));
}
function lowerMemberType(node, context) {
	const [object, name] = node.namedChildren;
	return object && name ? memberAt(node, context.expression(object), name.text) : lowerOnlyChild(node, context);
}
/** `int | None` inside the brackets of a type. */
function lowerUnionType(node, context) {
	const [left, right] = node.namedChildren;
	return left && right ? binaryAt(node, "|", context.expression(left), context.expression(right)) : lowerOnlyChild(node, context);
}
// packages/formats/src/syntax/python/imports.ts
const importStatements = [
	["import_statement", lowerImport$1],
	["import_from_statement", (node, context) => lowerFrom(node, moduleName(node), context)],
	["future_import_statement", (node, context) => lowerFrom(node, "__future__", context)]
];
/** `import a.b.c, d as e`: the first binds `a`, the second `e`. */
function lowerImport$1(node, context) {
	for (const child of node.childrenIn("name")) {
		const module = dotted(child.child("name") ?? child);
		add$2(context, child, {
			module,
			local: child.child("alias")?.text ?? module.slice(0, (module.indexOf(".") + 1 || module.length + 1) - 1)
		});
	}
}
function lowerFrom(node, module, context) {
	if (node.first("wildcard_import")) add$2(context, node, {
		module,
		name: "*"
	});
	for (const child of node.childrenIn("name")) {
		const name = dotted(child.child("name") ?? child);
		add$2(context, child, {
			module,
			name,
			local: child.child("alias")?.text ?? name
		});
	}
}
function moduleName(node) {
	const module = node.child("module_name");
	if (!module) return "";
	if (module.type !== "relative_import") return dotted(module);
	const dots = module.first("import_prefix")?.text.replace(/[^.]/g, "") ?? "";
	const path = module.first("dotted_name");
	return dots + (path ? dotted(path) : "");
}
/** White space and comments may stand between the parts. */
function dotted(node) {
	return node.type === "dotted_name" ? node.namedChildren.map((part) => part.text).join(".") : node.text;
}
function add$2(context, node, entry) {
	context.imports.push({
		...entry,
		...context.typeOnly && { typeOnly: true },
		...node.span
	});
}
// packages/formats/src/syntax/python/match.ts
const matchStatements = [["match_statement", lowerMatch]];
/**
* Patterns become the expressions they look like: literals, names, calls for classes, lists, maps, choices for `|`.
* Names that a pattern binds are assigned at the start of the arm: from the subject, or from some part of it (`other`).
*/
function lowerMatch(node, context, into) {
	const subjects = context.expressions(node.childrenIn("subject"));
	const [only] = subjects;
	const subject = subjects.length === 1 && only ? only : listAt(node, subjects);
	const tests = [subject];
	const arms = [];
	let exhaustive = false;
	for (const clause of node.child("body")?.childrenIn("alternative") ?? []) {
		const patterns = clause.children.filter((child) => child.type === "case_pattern");
		const bindings = [];
		const lowered = patterns.map((pattern) => lowerPattern(pattern, {
			context,
			bindings,
			depth: patterns.length > 1 ? 1 : 0
		}));
		const [single] = lowered;
		const pattern = lowered.length === 1 && single ? single : listAt(clause, lowered);
		const guarded = clause.child("guard")?.namedChildren[0];
		if (!guarded && patterns.length === 1 && (pattern.kind === "other" || pattern.kind === "name")) exhaustive = true;
		else tests.push(guarded ? binaryAt(clause, "and", pattern, context.expression(guarded)) : pattern);
		const assignments = bindings.map(({ name, whole }) => assignAt(name, nameAt(name), whole ? subject : otherAt(name, [subject])));
		arms.push([...assignments, ...context.block(clause.child("consequence"))]);
	}
	into.push(branchAt(node, "switch", tests, arms, exhaustive));
}
function lowerPattern(node, state) {
	const inner = {
		...state,
		depth: state.depth + 1
	};
	const children = node.namedChildren;
	const [first, ...rest] = children;
	switch (node.type) {
		case "case_pattern": {
			if (!first) return otherAt(node);
			const value = lowerPattern(first, state);
			return value.kind === "number" && node.has("-") ? numberAt(node, -value.value) : value;
		}
		case "union_pattern": return choiceAt(node, children.map((child) => lowerPattern(child, state)));
		case "dotted_name":
			if (children.length !== 1 || !first) return state.context.expression(node);
			state.bindings.push({
				name: first,
				whole: state.depth === 0
			});
			return nameAt(first);
		case "as_pattern": {
			const name = node.children.at(-1);
			if (!first || !name || name === first) return otherAt(node);
			state.bindings.push({
				name,
				whole: state.depth === 0
			});
			return lowerPattern(first, state);
		}
		case "list_pattern":
		case "tuple_pattern": return listAt(node, children.map((child) => lowerPattern(child, inner)));
		case "splat_pattern":
			if (!first) return otherAt(node);
			state.bindings.push({
				name: first,
				whole: false
			});
			return spreadAt(node, nameAt(first));
		case "class_pattern": return callAt(node, first ? state.context.expression(first) : otherAt(node), rest.map((child) => lowerClassArgument(child, inner)));
		case "dict_pattern": return lowerDictionaryPattern(node, inner);
		default: return state.context.expression(node);
	}
}
function lowerClassArgument(node, state) {
	const [name, value] = node.first("keyword_pattern")?.namedChildren ?? [];
	if (name && value) return {
		name: name.text,
		value: lowerPattern(value, state)
	};
	return { value: lowerPattern(node, state) };
}
function lowerDictionaryPattern(node, state) {
	const entries = [];
	let key;
	for (const child of node.namedChildren) if (child.field === "key") key = state.context.expression(child);
	else {
		const value = lowerPattern(child, state);
		entries.push({
			...key && { key },
			value: value.kind === "spread" ? value.value : value
		});
		key = void 0;
	}
	return mapAt(node, entries);
}
// packages/formats/src/syntax/python/operators.ts
const operatorExpressions = [
	["binary_operator", (node, context) => binaryAt(node, operatorOf(node), context.inField(node, "left"), context.inField(node, "right"))],
	["boolean_operator", lowerBoolean],
	["conditional_expression", lowerConditional],
	["unary_operator", lowerUnary$1],
	["named_expression", lowerWalrus],
	["await", (node, context) => unwrapped$1(node, context)],
	["parenthesized_expression", (node, context) => unwrapped$1(node, context)],
	["yield", lowerYield$1]
];
function operatorOf(node) {
	return node.child("operator")?.type ?? "";
}
/** `a or b or c` is one choice of three; `and` is a binary. */
function lowerBoolean(node, context) {
	const left = context.inField(node, "left");
	const right = context.inField(node, "right");
	if (operatorOf(node) === "and") return binaryAt(node, "and", left, right);
	return choiceAt(node, [left, right].flatMap((side) => side.kind === "choice" && side.test === void 0 ? side.options : [side]));
}
/** `value if test else alternative`. */
function lowerConditional(node, context) {
	const [value, test, alternative] = node.namedChildren;
	if (!value || !test || !alternative) return otherAt(node, context.expressions(node.namedChildren));
	return choiceAt(node, [context.expression(value), context.expression(alternative)], context.expression(test));
}
function lowerUnary$1(node, context) {
	const value = context.inField(node, "argument");
	if (value.kind === "number" && operatorOf(node) === "-") return numberAt(node, -value.value);
	return otherAt(node, [value]);
}
/** `(n := value)` is an assignment in front of the statement, and the name here. */
function lowerWalrus(node, context) {
	const target = node.child("name");
	const value = node.child("value");
	if (!target || !value) return otherAt(node, context.expressions(node.namedChildren));
	context.hoist(assignAt(node, nameAt(target), context.expression(value)));
	return nameAt(target);
}
/** A single child in brackets or behind a keyword is the child itself. */
function unwrapped$1(node, context) {
	const [child, ...more] = node.namedChildren;
	return child && more.length === 0 ? context.expression(child) : otherAt(node, context.expressions(node.namedChildren));
}
/** `yield` inside an expression: what comes back is not known. */
function lowerYield$1(node, context) {
	if (context.scope) context.scope.generator = true;
	return otherAt(node, context.expressions(node.namedChildren));
}
// packages/formats/src/syntax/python/statements.ts
const nothing$3 = () => void 0;
/** Statements of one line. */
const simpleStatements = [
	["expression_statement", lowerExpressionStatement$1],
	["return_statement", (node, context, into) => into.push(returnAt(node, onlyChild(node, context)))],
	["delete_statement", lowerOperands],
	["assert_statement", lowerOperands],
	["raise_statement", lowerOperands],
	["print_statement", (node, context, into) => lowerPythonTwo(node, "print", context, into)],
	["exec_statement", (node, context, into) => lowerPythonTwo(node, "exec", context, into)],
	["global_statement", lowerOuterNames],
	["nonlocal_statement", lowerOuterNames],
	["pass_statement", nothing$3],
	["break_statement", nothing$3],
	["continue_statement", nothing$3]
];
function lowerExpressionStatement$1(node, context, into) {
	const children = node.namedChildren;
	const [first] = children;
	if (first && (first.type === "assignment" || first.type === "augmented_assignment")) {
		into.push(...context.statements(children));
		return;
	}
	if (first?.type === "yield" && children.length === 1) {
		if (context.scope) context.scope.generator = true;
		into.push(returnAt(node, onlyChild(first, context), true));
		return;
	}
	for (const child of children) into.push(expressionStatement$3(node, context.expression(child)));
}
function onlyChild(node, context) {
	const [child] = node.namedChildren;
	return child && context.expression(child);
}
/** Keeps what is called in the operands of del, assert and raise. */
function lowerOperands(node, context, into) {
	into.push(expressionStatement$3(node, otherAt(node, context.expressions(node.namedChildren))));
}
/** `print "x"` and `exec code` of Python 2 are calls. */
function lowerPythonTwo(node, name, context, into) {
	const args = node.namedChildren.map((child) => ({ value: context.expression(child) }));
	into.push(expressionStatement$3(node, callAt(node, nameAt(node, name), args)));
}
function lowerOuterNames(node, context) {
	context.scope?.outerNames.push(...node.namedChildren.map((name) => name.text));
}
// packages/formats/src/syntax/python/escapes.ts
/** https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences */
const ESCAPE = /\\(?:(\r\n|[\s\S])|$)/g;
const SINGLE$1 = {
	"\n": "",
	"\r\n": "",
	"\r": "",
	"\\": "\\",
	"'": "'",
	"\"": "\"",
	a: "\x07",
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "	",
	v: "\v"
};
const NUMERIC = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;
/**
* The text that a literal's inside stands for. Unknown escapes stay as written, as Python does; so do `\N{…}` names,
* whose table is not carried along.
*/
function unescaped$2(text, form) {
	const braces = form.formatted ? text.replace(/\{\{|\}\}/g, (pair) => pair.charAt(0)) : text;
	if (form.raw || !braces.includes("\\")) return braces;
	let result = "";
	let at = 0;
	for (;;) {
		ESCAPE.lastIndex = at;
		const match = ESCAPE.exec(braces);
		if (!match) return result + braces.slice(at);
		result += braces.slice(at, match.index);
		const single = match[1] === void 0 ? void 0 : SINGLE$1[match[1]];
		if (single !== void 0) {
			result += single;
			at = ESCAPE.lastIndex;
			continue;
		}
		NUMERIC.lastIndex = match.index;
		const numeric = NUMERIC.exec(braces);
		const decoded = numeric && character(numeric, form.bytes);
		if (numeric && decoded !== void 0 && decoded !== null) {
			result += decoded;
			at = NUMERIC.lastIndex;
		} else {
			result += match[0];
			at = ESCAPE.lastIndex;
		}
	}
}
function character(match, bytes) {
	const [, octal, hexadecimal, short, long] = match;
	if (octal !== void 0) return String.fromCharCode(Number.parseInt(octal, 8));
	if (hexadecimal !== void 0) return String.fromCharCode(Number.parseInt(hexadecimal, 16));
	if (bytes) return void 0;
	const point = Number.parseInt(short ?? long ?? "", 16);
	return point <= 1114111 ? String.fromCodePoint(point) : void 0;
}
// packages/formats/src/syntax/python/strings.ts
const stringExpressions$1 = [["string", lowerString], ["concatenated_string", (node, context) => joinedStrings(node, context.expressions(node.namedChildren))]];
/** String, bytes, f-string or t-string. Bytes become text of the same code points. */
function lowerString(node, context) {
	const prefix = node.first("string_start")?.text.toLowerCase() ?? "";
	const raw = prefix.includes("r");
	const formatted = prefix.includes("f") || prefix.includes("t");
	const bytes = prefix.includes("b");
	const parts = [];
	for (const child of node.children) if (child.type === "string_content") {
		const plain = child.children.length === 0 ? child.text : unescaped$2(child.text, {
			raw,
			formatted,
			bytes
		});
		parts.push(stringAt$1(child, plain.includes("\r") ? plain.replace(/\r\n?/g, "\n") : plain));
	} else if (child.type === "interpolation") lowerInterpolation(child, context, parts);
	return joinedStrings(node, parts);
}
/** `{value!r:{width}}`; `{value=}` is text and value. Expressions in the format follow the value as `other`. */
function lowerInterpolation(node, context, into) {
	const value = node.child("expression");
	if (!value) {
		into.push(otherAt(node, context.expressions(node.namedChildren)));
		return;
	}
	if (node.has("=")) into.push(stringAt$1(node, `${value.text}=`));
	into.push(context.expression(value));
	const nested = node.child("format_specifier")?.namedChildren.flatMap((format) => format.childrenIn("expression")) ?? [];
	if (nested.length > 0) into.push(otherAt(node, context.expressions(nested)));
}
/** Python 2.7 to 3.14. */
const pythonLowering = {
	language: "python",
	grammar: "python",
	rules: {
		expressions: new Map([
			...basicExpressions$1,
			...operatorExpressions,
			...collectionExpressions$1,
			...callExpressions$1,
			...stringExpressions$1,
			...definitionExpressions
		]),
		statements: new Map([
			...simpleStatements,
			...assignmentStatements$1,
			...compoundStatements,
			...matchStatements,
			...definitionStatements,
			...importStatements
		])
	},
	lower: (root, context) => {
		const body = context.block(root);
		return {
			imports: context.imports,
			body
		};
	}
};
// packages/formats/src/syntax/ruby/branches.ts
const BRANCHING = /* @__PURE__ */ new Set([
	"if",
	"unless",
	"if_modifier",
	"unless_modifier",
	"case",
	"case_match"
]);
function isBranching(node) {
	return BRANCHING.has(node.type);
}
function readBranching(node, context) {
	return node.type.startsWith("case") ? readCase(node, context) : readIf$1(node, context);
}
function nodesIn(node) {
	return node === void 0 ? [] : [node];
}
/** `if`, `unless`, and both behind what they guard. */
function readIf$1(node, context) {
	const tests = [];
	const arms = [];
	let at = node;
	while (at !== void 0 && at.type !== "else") {
		const test = context.inField(at, "condition");
		tests.push(at.type.startsWith("unless") ? otherAt(at, [test]) : test);
		arms.push({
			bound: [],
			nodes: nodesIn(at.child("consequence") ?? at.child("body"))
		});
		at = at.child("alternative");
	}
	if (at !== void 0) arms.push({
		bound: [],
		nodes: [at]
	});
	return {
		form: "if",
		tests,
		arms,
		exhaustive: at !== void 0
	};
}
/** `case … when` and `case … in`. */
function readCase(node, context) {
	const subject = context.optionalInField(node, "value");
	const tests = subject === void 0 ? [] : [subject];
	const arms = [];
	let exhaustive = false;
	for (const clause of node.namedChildren) if (clause.type === "else") {
		exhaustive = true;
		arms.push({
			bound: [],
			nodes: [clause]
		});
	} else if (clause.type === "when") {
		tests.push(...clause.childrenIn("pattern").flatMap((pattern) => context.expressions(pattern.namedChildren)));
		arms.push({
			bound: [],
			nodes: nodesIn(clause.child("body"))
		});
	} else if (clause.type === "in_clause") {
		const bound = [];
		const pattern = clause.child("pattern");
		const guard = clause.child("guard");
		if (pattern !== void 0) bind(pattern, subject ?? otherAt(node), bound);
		const test = pattern === void 0 ? otherAt(clause) : context.expression(pattern);
		tests.push(guard === void 0 ? test : binaryAt(clause, "&&", test, context.inField(guard, "condition")));
		arms.push({
			bound,
			nodes: nodesIn(clause.child("body"))
		});
	}
	return {
		form: "switch",
		tests,
		arms,
		exhaustive
	};
}
/** The names of a pattern: keys of a hash are read from the subject, other parts are not followed. */
function bind(pattern, subject, bound) {
	switch (pattern.type) {
		case "identifier":
			bound.push(assignAt(pattern, nameAt(pattern), subject));
			return;
		case "as_pattern": {
			const name = pattern.child("name");
			const value = pattern.child("value");
			if (name !== void 0) bound.push(assignAt(name, nameAt(name), subject));
			if (value !== void 0) bind(value, subject, bound);
			return;
		}
		case "keyword_pattern": {
			const key = pattern.child("key");
			const value = pattern.child("value");
			if (key === void 0) return;
			const part = indexAt(pattern, subject, stringAt$1(key, key.text));
			if (value === void 0) bound.push(assignAt(pattern, nameAt(key), part));
			else bind(value, part, bound);
			return;
		}
		default: for (const child of pattern.namedChildren) bind(child, child.type === "keyword_pattern" ? subject : otherAt(child, [subject]), bound);
	}
}
// packages/formats/src/syntax/ruby/bodies.ts
/** Bodies hold their statements, or one more layer that does. */
const LAYERS = /* @__PURE__ */ new Set([
	"body_statement",
	"block_body",
	"then",
	"do",
	"else",
	"begin",
	"ensure",
	"parenthesized_statements",
	"begin_block",
	"end_block"
]);
const CLAUSES = /* @__PURE__ */ new Set([
	"rescue",
	"else",
	"ensure"
]);
/** The statements in these nodes, through their layers; what stands in rescue, else and ensure is not among them. */
function flattened(nodes) {
	return nodes.flatMap((node) => {
		if (node.type === "heredoc_body") return [];
		return LAYERS.has(node.type) && !hasClauses(node) ? flattened(node.namedChildren) : [node];
	});
}
function hasClauses(node) {
	return node.namedChildren.some((child) => CLAUSES.has(child.type));
}
/** A body as plain statements. */
function plainBody(nodes, context) {
	return context.statements(flattened(nodes));
}
/** A body that gives its last expression back; where that is a condition, each arm gives its own. */
function returningBody$1(nodes, context) {
	const flat = flattened(nodes);
	const last = flat.at(-1);
	if (last === void 0) return [];
	return [...context.statements(flat.slice(0, -1)), ...returning(last, context)];
}
function returning(node, context) {
	if (LAYERS.has(node.type)) return rescued(node, context, returningBody$1);
	if (isBranching(node)) {
		const { form, tests, arms, exhaustive } = readBranching(node, context);
		return [branchAt(node, form, tests, arms.map(({ bound, nodes }) => [...bound, ...returningBody$1(nodes, context)]), exhaustive)];
	}
	const statements = context.statements([node]);
	const last = statements.at(-1);
	if (last?.kind === "expression") return [...statements.slice(0, -1), returnAt(node, last.value)];
	return last?.kind === "assign" ? [...statements, returnAt(node, last.target)] : statements;
}
/** `begin … rescue … else … ensure … end`, and methods and blocks of that form. */
function rescued(node, context, lower) {
	const main = node.namedChildren.filter((child) => !CLAUSES.has(child.type));
	const otherwise = node.namedChildren.find((child) => child.type === "else");
	const handlers = node.namedChildren.filter((child) => child.type === "rescue");
	const after = node.namedChildren.filter((child) => child.type === "ensure");
	const body = otherwise === void 0 ? lower(main, context) : [...plainBody(main, context), ...lower([otherwise], context)];
	const tests = [];
	const arms = handlers.map((handler) => {
		const caught = context.expressions(handler.child("exceptions")?.namedChildren ?? []);
		tests.push(...caught);
		const name = handler.child("variable")?.namedChildren[0];
		const bound = name === void 0 ? [] : [assignAt(name, nameAt(name), otherAt(name, caught))];
		const then = handler.child("body");
		return [...bound, ...lower(then === void 0 ? [] : [then], context)];
	});
	return [...handlers.length === 0 ? body : [branchAt(node, "try", tests, [body, ...arms], true)], ...plainBody(after, context)];
}
// packages/formats/src/syntax/ruby/functions.ts
function parametersOf$1(node, context) {
	const bound = [];
	return {
		list: (node?.namedChildren ?? []).flatMap((child) => {
			const name = child.child("name")?.text ?? "";
			switch (child.type) {
				case "identifier": return [parameterOf(child.text)];
				case "optional_parameter":
				case "keyword_parameter": return [parameterOf(name, { default: context.optionalInField(child, "value") })];
				case "splat_parameter": return [parameterOf(name, { rest: "positional" })];
				case "hash_splat_parameter": return [parameterOf(name, { rest: "keyword" })];
				case "block_parameter": return [parameterOf(name === "" ? "&" : name)];
				case "destructured_parameter":
					bound.push(assignAt(child, listAt(child, context.expressions(child.namedChildren)), nameAt(child, child.text)));
					return [parameterOf(child.text)];
				default: return [];
			}
		}),
		bound
	};
}
const method = (node, context, into) => {
	const { list, bound } = parametersOf$1(node.child("parameters"), context);
	const written = node.child("body");
	const { body } = context.inFunction(() => returningBody$1(written === void 0 ? [] : [written], context));
	const doc = context.docAbove(node);
	const fn = functionOf(node.span, node.child("name")?.text ?? "", {
		parameters: list,
		body: [...bound, ...body],
		doc,
		static: node.type === "singleton_method"
	});
	into.push({
		kind: "function",
		function: fn,
		...node.span
	});
};
/** `do |x| … end` and `{ |x| … }` behind a call. */
function blockFunction(node, context) {
	const { list, bound } = parametersOf$1(node.child("parameters"), context);
	const { body } = context.inFunction(() => returningBody$1(node.namedChildren.filter((child) => child.field !== "parameters"), context));
	return {
		kind: "function",
		function: functionOf(node.span, "", {
			parameters: list,
			body: [...bound, ...body]
		}),
		...node.span
	};
}
/** `->(x) { … }`. */
const lambda = (node, context) => {
	const { list, bound } = parametersOf$1(node.child("parameters"), context);
	const block = node.child("body");
	const { body } = context.inFunction(() => returningBody$1(block?.namedChildren ?? [], context));
	return {
		kind: "function",
		function: functionOf(node.span, "", {
			parameters: list,
			body: [...bound, ...body]
		}),
		...node.span
	};
};
const FUNCTION_STATEMENTS$1 = [["method", method], ["singleton_method", method]];
const FUNCTION_EXPRESSIONS$1 = [
	["lambda", lambda],
	["block", blockFunction],
	["do_block", blockFunction]
];
// packages/formats/src/syntax/ruby/calls.ts
/** Positional arguments, `key: value` as named ones, `*a`, `**a`, `&block`. */
function argumentsIn$1(list, context) {
	return (list?.namedChildren ?? []).filter((child) => child.type !== "heredoc_body").map((node) => {
		const [inner] = node.namedChildren;
		switch (node.type) {
			case "pair": return pair(node, context);
			case "splat_argument": return {
				value: inner === void 0 ? otherAt(node) : context.expression(inner),
				spread: "positional"
			};
			case "hash_splat_argument": return {
				value: inner === void 0 ? otherAt(node) : context.expression(inner),
				spread: "keyword"
			};
			case "block_argument": return { value: inner === void 0 ? nameAt(node, "&") : context.expression(inner) };
			case "forward_argument": return {
				value: nameAt(node),
				spread: "positional"
			};
			default: return { value: context.expression(node) };
		}
	});
}
/** `a: 1`, `"a" => 1` and `a:` name an argument; other keys make a map. */
function pair(node, context) {
	const { key, value } = entryOf(node, context);
	if (key?.kind === "string") return {
		name: key.value,
		value
	};
	return { value: mapAt(node, [key === void 0 ? { value } : {
		key,
		value
	}]) };
}
/** The key and the value of a pair; `a:` alone takes the value of the same name. */
function entryOf(node, context) {
	const key = context.optionalInField(node, "key");
	const written = node.child("value");
	if (written !== void 0) return {
		...key && { key },
		value: context.expression(written)
	};
	return {
		...key && { key },
		value: key?.kind === "string" ? nameAt(node, key.value) : otherAt(node)
	};
}
/** What is called: a member of the receiver, a name, or the receiver itself in `f.(x)`. */
function calleeOf(node, context) {
	const receiver = context.optionalInField(node, "receiver");
	const method = node.child("method");
	if (method === void 0) return receiver ?? otherAt(node);
	return receiver === void 0 ? nameAt(method) : memberAt(node, receiver, method.text);
}
/** `a.b` is a call as well, but for `self.b`, which reads like a field. */
const call$2 = (node, context) => {
	const list = node.child("arguments");
	const block = node.child("block");
	requireFile(node, context);
	const callee = calleeOf(node, context);
	if (list === void 0 && block === void 0 && node.child("receiver")?.type === "self") return callee;
	return callAt(node, callee, [...argumentsIn$1(list, context), ...block === void 0 ? [] : [{ value: blockFunction(block, context) }]]);
};
const LOADING = /* @__PURE__ */ new Set([
	"require",
	"require_relative",
	"load"
]);
/** `require "x"`: an import, whatever holds it. */
function requireFile(node, context) {
	const method = node.child("method")?.text ?? "";
	if (!LOADING.has(method) || node.child("receiver") !== void 0) return false;
	const [path] = node.child("arguments")?.namedChildren ?? [];
	const value = path?.type === "string" ? context.expression(path) : void 0;
	if (value?.kind !== "string") return false;
	const module = method === "require_relative" && !value.value.startsWith(".") ? `./${value.value}` : value.value;
	context.imports.push({
		module,
		...node.span
	});
	return true;
}
const MODIFIERS = /* @__PURE__ */ new Set([
	"private",
	"protected",
	"public",
	"module_function",
	"private_class_method",
	"public_class_method",
	"memoize"
]);
/** Loading is no statement; `private def x` is the definition. */
const callStatement = (node, context, into) => {
	const method = node.child("method")?.text ?? "";
	const list = node.child("arguments");
	if (requireFile(node, context)) return;
	const definitions = (list?.namedChildren ?? []).filter((child) => child.type === "method" || child.type === "singleton_method");
	if (MODIFIERS.has(method) && definitions.length > 0) into.push(...context.statements(definitions).map((statement) => withVisibility(statement, method)));
	else into.push({
		kind: "expression",
		value: call$2(node, context),
		...node.span
	});
};
/** `exported: false` stays until the class has read it. */
function withVisibility(statement, method) {
	if (statement.kind !== "function") return statement;
	const hidden = method.startsWith("private") || method === "protected";
	return {
		...statement,
		function: {
			...statement.function,
			exported: !hidden
		}
	};
}
const superCall = (node) => callAt(node, nameAt(node), []);
const yielding = (node, context) => callAt(node, nameAt(node, "yield"), argumentsIn$1(node.first("argument_list"), context));
const CALL_EXPRESSIONS = [
	["call", call$2],
	["super", superCall],
	["yield", yielding]
];
const CALL_STATEMENTS = [["call", callStatement]];
// packages/formats/src/syntax/ruby/classes.ts
const MIXINS = /* @__PURE__ */ new Set([
	"include",
	"extend",
	"prepend"
]);
/** Classes and modules. What they mix in is a base, beside the call that does it. */
const declaration = (node, context, into) => {
	const doc = context.docAbove(node);
	const { body } = context.inFunction(() => members(node.child("body"), context));
	const superclass = node.child("superclass")?.namedChildren[0];
	const bases = [...superclass === void 0 ? [] : [context.expression(superclass)], ...body.flatMap(mixedIn)];
	into.push({
		kind: "class",
		class: {
			name: node.child("name")?.text ?? "",
			form: node.type === "module" ? "module" : "class",
			bases,
			keywords: [],
			decorators: [],
			body,
			...doc !== void 0 && { doc },
			...node.span
		},
		...node.span
	});
};
function mixedIn(statement) {
	const call = statement.kind === "expression" ? statement.value : void 0;
	if (call?.kind !== "call" || call.callee.kind !== "name" || !MIXINS.has(call.callee.name)) return [];
	return call.arguments.map((argument) => argument.value).filter((value) => value.kind === "name" || value.kind === "member");
}
/** Methods are public until `private` or `protected` stands alone, and where `private :a` does not name them. */
function members(body, context) {
	const found = [];
	const hiddenNames = /* @__PURE__ */ new Set();
	let hidden = false;
	for (const node of flattened(body === void 0 ? [] : [body])) {
		const word = node.type === "identifier" ? node.text : "";
		if (word === "private" || word === "protected" || word === "public") hidden = word !== "public";
		else for (const statement of context.statements([node])) {
			found.push(statement.kind === "function" ? visible(statement, statement.function.exported ?? (!hidden || statement.function.static === true)) : statement);
			for (const name of named$1(statement)) hiddenNames.add(name);
		}
	}
	return found.map((statement) => statement.kind === "function" && hiddenNames.has(statement.function.name) ? visible(statement, false) : statement);
}
function visible(statement, exported) {
	const { exported: _, ...rest } = statement.function;
	return {
		...statement,
		function: exported ? {
			...rest,
			exported
		} : rest
	};
}
/** The names in `private :a, :b`. */
function named$1(statement) {
	const call = statement.kind === "expression" ? statement.value : void 0;
	if (call?.kind !== "call" || call.callee.kind !== "name" || !/^(?:private|protected|private_class_method)$/u.test(call.callee.name)) return [];
	return call.arguments.flatMap(({ value }) => value.kind === "string" ? [value.value] : []);
}
/** `class << self`: its methods are the class's own. */
const singleton = (node, context, into) => {
	for (const statement of members(node.child("body"), context)) into.push(statement.kind === "function" ? {
		...statement,
		function: {
			...statement.function,
			static: true
		}
	} : statement);
};
const CLASS_STATEMENTS = [
	["class", declaration],
	["module", declaration],
	["singleton_class", singleton]
];
// packages/formats/src/syntax/ruby/expressions.ts
/** `||` and `or` choose; `&&` and the rest are binary. */
const binary = (node, context) => {
	const operator = node.child("operator")?.text ?? "";
	const left = context.inField(node, "left");
	const right = context.inField(node, "right");
	if (operator !== "||" && operator !== "or") return binaryAt(node, operator, left, right);
	return choiceAt(node, [left, right].flatMap((side) => side.kind === "choice" && side.test === void 0 ? side.options : [side]));
};
const unary$1 = (node, context) => {
	const operand = context.inField(node, "operand");
	return operand.kind === "number" && node.child("operator")?.text === "-" ? {
		...operand,
		value: -operand.value
	} : otherAt(node, [operand]);
};
const hash = (node, context) => {
	return mapAt(node, node.namedChildren.filter((child) => child.type !== "heredoc_body").map((child) => child.type === "pair" ? entryOf(child, context) : { value: context.expression(child.namedChildren[0] ?? child) }));
};
const list$1 = (node, context) => listAt(node, context.expressions(node.namedChildren.filter((child) => child.type !== "heredoc_body")));
/** `*a` in a list or among targets. */
const spread = (node, context) => {
	const inner = node.child("name") ?? node.namedChildren[0];
	return spreadAt(node, inner === void 0 ? nameAt(node, "_") : context.expression(inner));
};
const element = (node, context) => {
	const keys = argumentsIn$1(node, context).slice(1);
	const [only] = keys;
	const key = only !== void 0 && keys.length === 1 && only.name === void 0 ? only.value : listAt(node, keys.map(({ value }) => value));
	return indexAt(node, context.inField(node, "object"), key);
};
/** `config.key = x` sets a member, where reading `config.key` calls it. */
function target(node, holder, context) {
	if (node === void 0) return otherAt(holder);
	if (node.type === "call" && node.child("arguments") === void 0) return calleeOf(node, context);
	if (node.type === "left_assignment_list" || node.type === "destructured_left_assignment") return listAt(node, node.namedChildren.map((child) => target(child, node, context)));
	return context.expression(node);
}
/** `a = x` and `a ||= x`; constants are marked. */
function assignmentAt$1(node, context) {
	const left = node.child("left");
	const operator = node.child("operator")?.text;
	const value = context.inField(node, "right");
	const constant = left?.type === "constant" || left?.type === "scope_resolution";
	return assignAt(node, target(left, node, context), value, {
		constant,
		op: operator?.slice(0, -1)
	});
}
/** An assignment used as a value comes to stand in front. */
const assigned$1 = (node, context) => {
	const statement = assignmentAt$1(node, context);
	context.hoist(statement);
	return statement.kind === "assign" ? statement.target : otherAt(node);
};
/** A condition as a value: a choice. What else its arms do comes to stand in front, as a branch. */
const branching$1 = (node, context) => {
	const { form, tests, arms, exhaustive } = readBranching(node, context);
	const split = arms.map(({ bound, nodes }) => {
		const flat = flattened(nodes);
		return {
			first: [...bound, ...context.statements(flat.slice(0, -1))],
			last: flat.at(-1)
		};
	});
	if (split.some(({ first }) => first.length > 0)) context.hoist(branchAt(node, form, tests, split.map(({ first }) => first), exhaustive));
	return choiceAt(node, split.flatMap(({ last }) => last === void 0 ? [] : [context.expression(last)]), tests[0]);
};
/** `begin … end` and `(a; b)` as values: the last expression of each way through; the rest comes to stand in front. */
const sequence = (node, context) => {
	const flat = flattened([node]);
	const last = flat.at(-1);
	if (last === void 0) return otherAt(node);
	if (last !== node) {
		for (const statement of context.statements(flat.slice(0, -1))) context.hoist(statement);
		return context.expression(last);
	}
	const options = [];
	const statements = rescued(node, context, (nodes) => {
		const inner = flattened(nodes);
		const value = inner.at(-1);
		if (value !== void 0) options.push(context.expression(value));
		return context.statements(inner.slice(0, -1));
	});
	for (const statement of statements) context.hoist(statement);
	return choiceAt(node, options);
};
const number$1 = (node) => {
	const value = numberValue(node.text);
	return value === void 0 ? otherAt(node) : numberAt(node, value);
};
const name$2 = (node) => nameAt(node);
/** `@x` and `@@x` are members of self. */
const variable = (node) => memberAt(node, nameAt(node, "self"), node.text.replace(/^@+/u, ""));
const scoped$2 = (node, context) => {
	const scope = node.child("scope");
	const text = node.child("name")?.text ?? "";
	return scope === void 0 ? nameAt(node, text) : memberAt(node, context.expression(scope), text);
};
const EXPRESSION_RULES$1 = [
	["identifier", name$2],
	["constant", name$2],
	["self", name$2],
	["global_variable", name$2],
	["instance_variable", variable],
	["class_variable", variable],
	["scope_resolution", scoped$2],
	["element_reference", element],
	["assignment", assigned$1],
	["operator_assignment", assigned$1],
	["binary", binary],
	["unary", unary$1],
	["conditional", (node, context) => choiceAt(node, [context.inField(node, "consequence"), context.inField(node, "alternative")], context.inField(node, "condition"))],
	["rescue_modifier", (node, context) => choiceAt(node, [context.inField(node, "body"), context.inField(node, "handler")])],
	["if", branching$1],
	["unless", branching$1],
	["if_modifier", branching$1],
	["unless_modifier", branching$1],
	["case", branching$1],
	["case_match", branching$1],
	["begin", sequence],
	["parenthesized_statements", sequence],
	["array", list$1],
	["right_assignment_list", list$1],
	["left_assignment_list", (node, context) => target(node, node, context)],
	["splat_argument", spread],
	["rest_assignment", spread],
	["splat_parameter", spread],
	["hash", hash],
	["pair", (node, context) => mapAt(node, [entryOf(node, context)])],
	["integer", number$1],
	["float", number$1],
	["nil", (node) => nullAt(node)],
	["true", (node) => booleanAt(node, true)],
	["false", (node) => booleanAt(node, false)]
];
// packages/formats/src/syntax/ruby/escapes.ts
const STYLE = {
	letters: {
		s: " ",
		e: "\x1B"
	},
	continuation: "feed"
};
/** The inside of a literal in which escapes count. */
function decoded(text) {
	return decodeEscapes(text, STYLE);
}
// packages/formats/src/syntax/ruby/heredocs.ts
/** Bodies by the offset of their opening mark. */
const bodies = /* @__PURE__ */ new WeakMap();
/** The name between the marks: `<<~"SYS"` is SYS. */
function nameOf(beginning) {
	return beginning.replace(/^<<[~-]?/u, "").replace(/^(["'`])(.*)\1$/su, "$2");
}
/** The grammar puts the body of a here-document behind the line that opens it: finds each one's body, by order and name. */
function pairHeredocs(root, context) {
	const beginnings = [];
	const waiting = [];
	const open = [root];
	for (let node = open.pop(); node !== void 0; node = open.pop()) {
		if (node.type === "heredoc_beginning") beginnings.push(node);
		else if (node.type === "heredoc_body") waiting.push(node);
		for (let index = node.children.length - 1; index >= 0; index--) {
			const child = node.children[index];
			if (child !== void 0) open.push(child);
		}
	}
	if (beginnings.length === 0) return;
	const found = /* @__PURE__ */ new Map();
	let next = 0;
	for (const beginning of beginnings) {
		const name = nameOf(beginning.text);
		const at = waiting.findIndex((body, index) => index >= next && index < next + 20 && body.start >= beginning.end && body.first("heredoc_end")?.text.trim() === name);
		const body = waiting[at];
		if (body === void 0) continue;
		found.set(beginning.start, body);
		next = at + 1;
	}
	bodies.set(context, found);
}
const MARK = "\0";
/** The text of a here-document: `<<~` without the shared indentation, `<<'X'` without escapes. */
const heredoc = (node, context) => {
	const body = bodies.get(context)?.get(node.start);
	if (body === void 0) return otherAt(node);
	const opening = node.text;
	const values = [];
	let raw = "";
	for (const child of body.namedChildren) if (child.type === "interpolation") {
		values.push(otherOr(child, context));
		raw += MARK;
	} else if (child.type !== "heredoc_end") raw += child.text.replaceAll(MARK, "");
	const text = raw.replace(/^\r?\n/u, "").replace(/(?<=\n)[ \t]*$/u, "");
	return {
		...joinedStrings(body, (opening.startsWith("<<~") ? dedent(text) : text).split(MARK).map((piece) => opening.includes("'") ? piece : decoded(piece)).flatMap((piece, index) => {
			const value = values[index];
			return [stringAt$1(body, piece), ...value === void 0 ? [] : [value]];
		}).filter((part) => part.kind !== "string" || part.value !== "")),
		line: node.line
	};
};
/** What `#{…}` gives: its last expression. */
function otherOr(interpolation, context) {
	const value = interpolation.namedChildren.at(-1);
	return value === void 0 ? otherAt(interpolation) : context.expression(value);
}
const HEREDOC_RULES = [["heredoc_beginning", heredoc]];
// packages/formats/src/syntax/ruby/statements.ts
const branching = (node, context, into) => {
	const { form, tests, arms, exhaustive } = readBranching(node, context);
	into.push(branchAt(node, form, tests, arms.map(({ bound, nodes }) => [...bound, ...plainBody(nodes, context)]), exhaustive));
};
function body(node, context) {
	const written = node.child("body");
	return written === void 0 ? [] : plainBody([written], context);
}
/** `while`, `until`, and both behind their body. */
const whileLoop = (node, context, into) => {
	into.push({
		kind: "loop",
		test: context.inField(node, "condition"),
		body: body(node, context),
		...node.span
	});
};
const forLoop = (node, context, into) => {
	const target = context.optionalInField(node, "pattern");
	const iterable = node.child("value")?.namedChildren[0];
	into.push({
		kind: "loop",
		...target && { target },
		...iterable && { iterable: context.expression(iterable) },
		body: body(node, context),
		...node.span
	});
};
const begin = (node, context, into) => {
	into.push(...rescued(node, context, plainBody));
};
/** `risky rescue fallback`. */
const rescueModifier = (node, context, into) => {
	const arms = [node.child("body"), node.child("handler")].map((part) => part === void 0 ? [] : context.statements([part]));
	into.push(branchAt(node, "try", [], arms, true));
};
/** Also `next`, which gives a block's value back. Several values are a list. */
const returned$1 = (node, context, into) => {
	into.push(returnAt(node, given(node, context)));
};
function given(node, context) {
	const values = argumentsIn$1(node.first("argument_list"), context).map(({ value }) => value);
	return values.length > 1 ? listAt(node, values) : values[0];
}
const broken$1 = (node, context, into) => {
	const value = given(node, context);
	if (value !== void 0) into.push({
		kind: "expression",
		value,
		...node.span
	});
};
const nothing$2 = () => void 0;
const STATEMENT_RULES$1 = [
	["assignment", (node, context, into) => into.push(assignmentAt$1(node, context))],
	["operator_assignment", (node, context, into) => into.push(assignmentAt$1(node, context))],
	["if", branching],
	["unless", branching],
	["if_modifier", branching],
	["unless_modifier", branching],
	["case", branching],
	["case_match", branching],
	["while", whileLoop],
	["until", whileLoop],
	["while_modifier", whileLoop],
	["until_modifier", whileLoop],
	["for", forLoop],
	["begin", begin],
	["body_statement", begin],
	["begin_block", begin],
	["end_block", begin],
	["rescue_modifier", rescueModifier],
	["return", returned$1],
	["next", returned$1],
	["break", broken$1],
	["redo", nothing$2],
	["retry", nothing$2],
	["alias", nothing$2],
	["undef", nothing$2],
	["heredoc_body", nothing$2],
	["uninterpreted", nothing$2],
	["empty_statement", nothing$2]
];
// packages/formats/src/syntax/ruby/strings.ts
/** Text and interpolations of a literal. In `'…'` and `%q(…)` a backslash escapes itself and quotes only. */
function partsOf$1(node, context) {
	const single = /^(?:'|%[qwis])/u.test(node.text.slice(0, 2));
	const parts = [];
	let raw = "";
	const flush = (at) => {
		if (raw !== "") parts.push(stringAt$1(at, single ? raw.replace(/\\([\\'])/gu, "$1") : decoded(raw)));
		raw = "";
	};
	for (const child of node.namedChildren) if (child.type === "interpolation") {
		flush(node);
		parts.push(otherOr(child, context));
	} else raw += child.text;
	flush(node);
	return parts;
}
const literal = (node, context) => joinedStrings(node, partsOf$1(node, context));
/** "a" "b" side by side are one string. */
const chained = (node, context) => joinedStrings(node, context.expressions(node.namedChildren));
/** A symbol is its name as a string. */
const symbol = (node) => stringAt$1(node, node.text.replace(/^:/u, ""));
const words$1 = (node, context) => listAt(node, context.expressions(node.namedChildren));
/** `command` in back quotes runs: a call of "`". */
const subshell = (node, context) => callAt(node, nameAt(node, "`"), [{ value: literal(node, context) }]);
const STRING_RULES = [
	["string", literal],
	["bare_string", literal],
	["bare_symbol", literal],
	["delimited_symbol", literal],
	["chained_string", chained],
	["simple_symbol", symbol],
	["hash_key_symbol", symbol],
	["string_array", words$1],
	["symbol_array", words$1],
	["subshell", subshell],
	["character", (node) => stringAt$1(node, decoded(node.text.slice(1)))],
	["regex", (node, context) => otherAt(node, partsOf$1(node, context).filter((part) => part.kind !== "string"))]
];
// packages/formats/src/syntax/ruby/index.ts
/** Ruby, by tree-sitter-ruby. */
const rubyLowering = {
	language: "ruby",
	grammar: "ruby",
	rules: {
		expressions: new Map([
			...EXPRESSION_RULES$1,
			...STRING_RULES,
			...HEREDOC_RULES,
			...CALL_EXPRESSIONS,
			...FUNCTION_EXPRESSIONS$1
		]),
		statements: new Map([
			...STATEMENT_RULES$1,
			...CALL_STATEMENTS,
			...CLASS_STATEMENTS,
			...FUNCTION_STATEMENTS$1
		])
	},
	lower(root, context) {
		pairHeredocs(root, context);
		const body = context.block(root);
		return {
			imports: context.imports,
			body
		};
	}
};
// packages/formats/src/syntax/rust/patterns.ts
/** Wrappers that the rest of the neutral form drops too, as it drops `?`. */
const WRAPPERS = /^(?:Some|Ok|Parameters|Json|State|Path|Query|Extension|Form|Arc|Box)$/u;
/**
* A pattern as the expression that it looks like. The names that it binds are assigned in `bound`, from the part of
* `subject` that they stand for, as far as that has a form.
*/
function pattern(node, subject, bound, context) {
	const part = (child) => pattern(child, otherAt(child, [subject]), bound, context);
	switch (node.type) {
		case "identifier":
			if (!/^\p{Lu}/u.test(node.text)) bound.push(assignAt(node, nameAt(node), subject));
			return nameAt(node);
		case "mut_pattern":
		case "ref_pattern":
		case "reference_pattern":
		case "match_pattern": {
			const inner = node.namedChildren.find((child) => child.type !== "mutable_specifier" && child.field !== "condition");
			return inner === void 0 ? otherAt(node) : pattern(inner, subject, bound, context);
		}
		case "captured_pattern": {
			const [name, inner] = node.namedChildren;
			if (name !== void 0) bound.push(assignAt(name, nameAt(name), subject));
			return inner === void 0 ? otherAt(node) : pattern(inner, subject, bound, context);
		}
		case "tuple_struct_pattern": {
			const type = node.child("type");
			const items = node.namedChildren.filter((child) => child !== type);
			const wraps = type !== void 0 && items.length === 1 && WRAPPERS.test(type.text.replace(/^.*::/u, ""));
			const args = items.map((child) => ({ value: wraps ? pattern(child, subject, bound, context) : part(child) }));
			return callAt(node, type === void 0 ? otherAt(node) : context.expression(type), args);
		}
		case "struct_pattern": {
			const fields = node.namedChildren.filter((child) => child.type === "field_pattern");
			return callAt(node, context.inField(node, "type"), fields.map((field) => fieldPattern(field, subject, bound, context)), "literal");
		}
		case "tuple_pattern":
		case "slice_pattern": return listAt(node, node.namedChildren.map(part));
		case "or_pattern": return choiceAt(node, node.namedChildren.map((child) => pattern(child, subject, bound, context)));
		case "remaining_field_pattern":
		case "range_pattern": return otherAt(node);
		default: return context.expression(node);
	}
}
function fieldPattern(field, subject, bound, context) {
	const name = field.child("name");
	const inner = field.child("pattern");
	const text = name?.text ?? "";
	const value = memberAt(field, subject, text);
	if (inner !== void 0) return {
		name: text,
		value: pattern(inner, value, bound, context)
	};
	bound.push(assignAt(field, nameAt(field, text), value));
	return {
		name: text,
		value: nameAt(field, text)
	};
}
/** What a `let` assigns: names and tuples of names as targets, other patterns through what they bind. */
function bindings(node, value, type, context) {
	const target = simpleTarget(node);
	if (target !== void 0) return [assignAt(node, target, value, { type })];
	const bound = [];
	pattern(node, value ?? otherAt(node), bound, context);
	return bound.length > 0 || value === void 0 ? bound : [{
		kind: "expression",
		value,
		...node.span
	}];
}
function simpleTarget(node) {
	switch (node.type) {
		case "identifier":
		case "_": return nameAt(node);
		case "mut_pattern":
		case "ref_pattern": {
			const inner = node.namedChildren.find((child) => child.type !== "mutable_specifier");
			return inner && simpleTarget(inner);
		}
		case "tuple_pattern": {
			const items = node.namedChildren.map(simpleTarget);
			return items.every((item) => item !== void 0) ? listAt(node, items) : void 0;
		}
		default: return;
	}
}
// packages/formats/src/syntax/rust/control.ts
const LEAVING = /* @__PURE__ */ new Set([
	"return_expression",
	"break_expression",
	"continue_expression"
]);
const LOOPS = /* @__PURE__ */ new Set([
	"loop_expression",
	"while_expression",
	"for_expression"
]);
const BLOCKS = /* @__PURE__ */ new Set([
	"block",
	"unsafe_block",
	"const_block",
	"try_block",
	"gen_block"
]);
const STATEMENTS = /_item$|^(?:let_declaration|use_declaration|empty_statement|extern_crate_declaration|macro_definition|label)$/u;
/** Splits a block where its value begins: the last expression, unless a semicolon ends it. */
function splitBlock(block) {
	const nodes = block.namedChildren.flatMap((child) => child.type === "block" && block.type !== "block" ? child.namedChildren : [child]);
	const end = nodes.at(-1);
	if (end === void 0 || STATEMENTS.test(end.type)) return {
		first: nodes,
		last: void 0
	};
	if (end.type !== "expression_statement") return {
		first: nodes.slice(0, -1),
		last: end
	};
	const [inner] = end.namedChildren;
	if (inner === void 0 || end.end !== inner.end) return {
		first: nodes,
		last: void 0
	};
	return {
		first: nodes.slice(0, -1),
		last: inner
	};
}
function armOf(node, bound, context) {
	if (node === void 0) return {
		first: bound,
		last: void 0
	};
	if (!BLOCKS.has(node.type)) return LEAVING.has(node.type) ? {
		first: [...bound, ...context.statements([node])],
		last: void 0
	} : {
		first: bound,
		last: node
	};
	const { first, last } = splitBlock(node);
	return {
		first: [...bound, ...context.statements(first)],
		last
	};
}
/** `let p = v` in a condition is a test, and binds in the arm. */
function condition(node, bound, context) {
	if (node === void 0) return void 0;
	if (node.type === "let_chain") return node.namedChildren.map((child) => condition(child, bound, context) ?? otherAt(child)).reduce((left, right) => binaryAt(node, "&&", left, right));
	if (node.type !== "let_condition") return context.expression(node);
	const value = context.inField(node, "value");
	const matched = node.child("pattern");
	return binaryAt(node, "is", value, matched === void 0 ? otherAt(node) : pattern(matched, value, bound, context));
}
function readIf(node, context) {
	const tests = [];
	const arms = [];
	let at = node;
	while (at?.type === "if_expression") {
		const bound = [];
		tests.push(condition(at.child("condition"), bound, context) ?? otherAt(at));
		arms.push(armOf(at.child("consequence"), bound, context));
		at = at.child("alternative")?.namedChildren[0];
	}
	if (at !== void 0) arms.push(armOf(at, [], context));
	return {
		form: "if",
		tests,
		arms,
		exhaustive: at !== void 0
	};
}
function readMatch(node, context) {
	const subject = context.inField(node, "value");
	const tests = [subject];
	const arms = [];
	for (const arm of node.child("body")?.namedChildren ?? []) {
		const matched = arm.child("pattern");
		if (matched === void 0) continue;
		const bound = [];
		const test = matched.namedChildren.length === 0 ? void 0 : pattern(matched, subject, bound, context);
		const guard = matched.child("condition");
		if (test !== void 0) tests.push(guard === void 0 ? test : binaryAt(matched, "&&", test, condition(guard, bound, context) ?? test));
		arms.push(armOf(arm.child("value"), bound, context));
	}
	return {
		form: "switch",
		tests,
		arms,
		exhaustive: true
	};
}
function read(node, context) {
	return node.type === "if_expression" ? readIf(node, context) : readMatch(node, context);
}
/** As a statement: the values of the arms are statements as well. */
const statement = (node, context, into) => {
	const { form, tests, arms, exhaustive } = read(node, context);
	into.push(branchAt(node, form, tests, arms.map(({ first, last }) => [...first, ...last === void 0 ? [] : context.statements([last])]), exhaustive));
};
/** As a value: a choice. What else the arms do comes to stand in front, as a branch. */
const value = (node, context) => {
	const { form, tests, arms, exhaustive } = read(node, context);
	if (arms.some(({ first }) => first.length > 0)) context.hoist(branchAt(node, form, tests, arms.map(({ first }) => first), exhaustive));
	return choiceAt(node, arms.flatMap(({ last }) => last === void 0 ? [] : [context.expression(last)]), tests[0]);
};
/** A block as a value: its statements come to stand in front. */
const block = (node, context) => {
	const { first, last } = splitBlock(node);
	for (const inner of context.statements(first)) context.hoist(inner);
	return last === void 0 ? otherAt(node) : context.expression(last);
};
/** A body that gives its last expression back. In ifs and matches at the end each arm returns its own. */
function returningBody(node, context) {
	if (BLOCKS.has(node.type) || node.type === "async_block") {
		const { first, last } = splitBlock(node);
		return [...context.statements(first), ...last === void 0 ? [] : returningBody(last, context)];
	}
	if (node.type === "if_expression" || node.type === "match_expression") {
		const { form, tests, arms, exhaustive } = read(node, context);
		return [branchAt(node, form, tests, arms.map(({ first, last }) => [...first, ...last === void 0 ? [] : returningBody(last, context)]), exhaustive)];
	}
	if (LEAVING.has(node.type) || LOOPS.has(node.type)) return context.statements([node]);
	return context.expressionBody(node, (result) => returnAt(node, result));
}
const CONTROL_EXPRESSIONS = [
	["if_expression", value],
	["match_expression", value],
	["block", block],
	["unsafe_block", block],
	["const_block", block],
	["try_block", block],
	["gen_block", block]
];
const CONTROL_STATEMENTS = [
	["if_expression", statement],
	["match_expression", statement],
	["block", (node, context, into) => into.push(...context.block(node))],
	["unsafe_block", (node, context, into) => into.push(...context.block(node.first("block")))]
];
// packages/formats/src/syntax/rust/arguments.ts
/** The children as arguments. `a = b` does not occur in calls, but names an argument of macros and attributes. */
function argumentsIn(list, context) {
	return (list?.namedChildren ?? []).filter((child) => child.type !== "attribute_item").map((node) => {
		const left = node.type === "assignment_expression" ? node.child("left") : void 0;
		if (left?.type === "identifier") return {
			name: left.text,
			value: context.inField(node, "right")
		};
		return { value: context.expression(node) };
	});
}
// packages/formats/src/syntax/rust/types.ts
/** The types between angle brackets, without lifetimes. */
function typeArguments(node, context) {
	const list = node?.child("type_arguments")?.namedChildren ?? [];
	return context.expressions(list.filter((child) => child.type !== "lifetime"));
}
/** `Vec<T>` is an index of Vec; several arguments are a list. */
const generic = (node, context) => {
	const type = context.inField(node, "type");
	const args = typeArguments(node, context);
	const [only] = args;
	return only === void 0 ? type : indexAt(node, type, args.length === 1 ? only : listAt(node, args));
};
/** `&T`, `*const T`, `dyn T`, `impl T`, `<T as U>` and `Output = T` are T. */
const inner = (node, context) => {
	const type = node.child("type") ?? node.child("trait") ?? node.namedChildren.find((child) => child.type !== "lifetime");
	return type === void 0 ? otherAt(node) : context.expression(type);
};
const scoped$1 = (node, context) => {
	const name = node.child("name")?.text ?? "";
	const path = node.child("path");
	return path === void 0 ? nameAt(node, name) : memberAt(node, context.expression(path), name);
};
/** The plain name of the type that an `impl` is for: `&'a foo::Server<T>` is Server. */
function implementedName(type) {
	let at = type;
	while (at !== void 0) {
		if (at.type === "type_identifier" || at.type === "primitive_type") return at.text;
		at = at.type === "scoped_type_identifier" ? at.child("name") : at.child("type") ?? at.child("trait") ?? at.child("element") ?? at.namedChildren.find((child) => child.type !== "lifetime");
	}
	return "";
}
const name$1 = (node) => nameAt(node);
const TYPE_RULES = [
	["type_identifier", name$1],
	["primitive_type", name$1],
	["scoped_type_identifier", scoped$1],
	["generic_type", generic],
	["generic_type_with_turbofish", generic],
	["reference_type", inner],
	["pointer_type", inner],
	["dynamic_type", inner],
	["abstract_type", inner],
	["bounded_type", inner],
	["qualified_type", inner],
	["bracketed_type", inner],
	["array_type", (node, context) => listAt(node, [context.inField(node, "element")])],
	["tuple_type", (node, context) => listAt(node, context.expressions(node.namedChildren))],
	["unit_type", (node) => listAt(node, [])],
	["function_type", (node) => otherAt(node)],
	["never_type", (node) => otherAt(node)],
	["lifetime", (node) => otherAt(node)],
	["_", (node) => otherAt(node)],
	["type_binding", inner],
	["higher_ranked_trait_bound", inner]
];
// packages/formats/src/syntax/rust/expressions.ts
/** `a::b::C`; type arguments inside the path are dropped, a call keeps them in `types`. */
const scoped = (node, context) => {
	const path = node.child("path");
	const name = node.child("name")?.text ?? "";
	if (path === void 0) return nameAt(node, name);
	return memberAt(node, path.type === "generic_type" ? context.inField(path, "type") : context.expression(path), name);
};
const call$1 = (node, context) => {
	const called = node.child("function");
	const generic = called?.type === "generic_function" ? called : void 0;
	const path = (generic?.child("function") ?? called)?.child("path");
	const callee = generic === void 0 ? context.inField(node, "function") : context.inField(generic, "function");
	const types = [...path?.type === "generic_type" ? typeArguments(path, context) : [], ...typeArguments(generic, context)];
	const made = callAt(node, callee, argumentsIn(node.child("arguments"), context));
	return made.kind === "call" && types.length > 0 ? {
		...made,
		types
	} : made;
};
/** `Point { x: 1, y, ..rest }`. */
const struct$1 = (node, context) => {
	const args = (node.child("body")?.namedChildren ?? []).flatMap((field) => {
		const [first] = field.namedChildren;
		switch (field.type) {
			case "field_initializer": return [{
				name: field.child("field")?.text ?? "",
				value: context.inField(field, "value")
			}];
			case "shorthand_field_initializer": return [{
				name: field.text,
				value: nameAt(field)
			}];
			case "base_field_initializer": return first === void 0 ? [] : [{
				value: context.expression(first),
				spread: "keyword"
			}];
			default: return [];
		}
	});
	const name = node.child("name");
	const generic = name?.type.startsWith("generic_type") ? name : void 0;
	const made = callAt(node, generic === void 0 ? context.inField(node, "name") : context.inField(generic, "type"), args, "literal");
	const types = typeArguments(generic, context);
	return made.kind === "call" && types.length > 0 ? {
		...made,
		types
	} : made;
};
const index = (node, context) => {
	const [object, key] = context.expressions(node.namedChildren);
	return object === void 0 || key === void 0 ? otherAt(node) : indexAt(node, object, key);
};
function assignmentAt(node, context) {
	const operator = node.child("operator")?.text;
	return assignAt(node, context.inField(node, "left"), context.inField(node, "right"), { op: operator?.slice(0, -1) });
}
/** An assignment used as a value comes to stand in front. */
const assigned = (node, context) => {
	context.hoist(assignmentAt(node, context));
	return otherAt(node);
};
const unary = (node, context) => {
	const [operand] = node.namedChildren;
	if (operand === void 0) return otherAt(node);
	const value = context.expression(operand);
	if (node.has("*")) return value;
	return value.kind === "number" && node.has("-") ? {
		...value,
		value: -value.value
	} : otherAt(node, [value]);
};
/** `x?`, `x.await`, `&mut x`, `(x)` and `x as T` are x. */
const same = (node, context) => {
	const value = node.child("value") ?? node.namedChildren.find((child) => child.type !== "mutable_specifier");
	return value === void 0 ? otherAt(node) : context.expression(value);
};
const list = (node, context) => {
	const items = node.namedChildren.filter((child) => child.field !== "length" && child.type !== "attribute_item");
	return listAt(node, context.expressions(items));
};
const name = (node) => nameAt(node, node.text.replace(/^r#/u, ""));
/** `return x` and `break x` where a value is expected: the value is not known. */
const leaving = (node, context) => {
	return otherAt(node, context.expressions(node.namedChildren.filter((child) => child.type !== "label")));
};
const EXPRESSION_RULES = [
	["identifier", name],
	["field_identifier", name],
	["shorthand_field_identifier", name],
	["metavariable", name],
	["self", name],
	["super", name],
	["crate", name],
	["scoped_identifier", scoped],
	["generic_function", (node, context) => context.inField(node, "function")],
	["field_expression", (node, context) => memberAt(node, context.inField(node, "value"), node.child("field")?.text ?? "")],
	["call_expression", call$1],
	["struct_expression", struct$1],
	["index_expression", index],
	["assignment_expression", assigned],
	["compound_assignment_expr", assigned],
	["binary_expression", (node, context) => binaryAt(node, node.child("operator")?.text ?? "", context.inField(node, "left"), context.inField(node, "right"))],
	["unary_expression", unary],
	["try_expression", same],
	["await_expression", same],
	["reference_expression", same],
	["parenthesized_expression", same],
	["type_cast_expression", same],
	["tuple_expression", list],
	["array_expression", list],
	["unit_expression", (node) => listAt(node, [])],
	["return_expression", leaving],
	["break_expression", leaving],
	["continue_expression", leaving]
];
// packages/formats/src/syntax/source-budget.ts
/** Generated bundles are larger than 2 MB, code that people write is not. */
const DEFAULT_SOURCE_BUDGET = {
	...DEFAULT_BUDGET,
	bytes: 2097152,
	milliseconds: 1e4,
	now: () => performance.now()
};
// packages/formats/src/syntax/rust/state.ts
const states = /* @__PURE__ */ new WeakMap();
function stateOf(context) {
	const known = states.get(context);
	if (known !== void 0) return known;
	const state = {
		attributes: [],
		macros: 0
	};
	states.set(context, state);
	return state;
}
const GAP_LIMIT = 2e4;
/** The attributes directly above an item, which are then used up. */
function takeAttributes(node, context) {
	const state = stateOf(context);
	const waiting = state.attributes;
	state.attributes = [];
	const last = waiting.at(-1);
	if (last === void 0 || last.end > node.start || node.start - last.end > GAP_LIMIT) return [];
	return context.slice(last.end, node.start).replace(/\/\/[^\n]*|\/\*[^]*?\*\//gu, "").trim() === "" ? waiting : [];
}
// packages/formats/src/syntax/rust/macros.ts
/** Macros inside macros are parsed again on each level; below this many they are not looked into. */
const OPEN_MACROS = 6;
/** Nesting inside one macro. */
const DEPTH = 120;
function parsed$2(text, line) {
	try {
		return parseSource("rust", text, {
			...DEFAULT_SOURCE_BUDGET,
			depth: DEPTH
		}, { lineOffset: line - 1 });
	} catch (error) {
		if (error instanceof FormatError) return void 0;
		throw error;
	}
}
/**
* Braces of JSON objects and their colons, written as the brackets and commas of arrays of the same length, so that
* the text parses as an expression. Gives the text and where objects began.
*/
function jsonAsArrays(tree) {
	const characters = tree.text.split("");
	const objects = /* @__PURE__ */ new Set();
	const open = [tree];
	for (let node = open.pop(); node !== void 0; node = open.pop()) {
		const start = node.start - tree.start;
		const end = node.end - tree.start;
		const nested = node.namedChildren.filter((child) => child.type === "token_tree");
		open.push(...nested);
		if (characters[start] !== "{" || /[\w!>)]\s*$/u.test(tree.text.slice(Math.max(0, start - 80), start))) continue;
		objects.add(start);
		characters[start] = "[";
		characters[end - 1] = "]";
		let at = start + 1;
		for (const child of [...node.children, void 0]) {
			const until = child === void 0 ? end - 1 : child.start - tree.start;
			for (let index = at; index < until; index++) if (characters[index] === ":") characters[index] = ",";
			at = child === void 0 ? until : child.end - tree.start;
		}
	}
	return {
		text: characters.join(""),
		objects
	};
}
/** `json!`, and other macros whose first token is a string behind which a colon stands. */
function holdsJson(name, tree) {
	if (/(?:^|::)json$/u.test(name)) return true;
	const inner = tree.children[0]?.type === "token_tree" ? tree.children[0] : tree;
	const [key, next] = inner.children;
	if (key?.type !== "string_literal") return false;
	const end = next === void 0 ? inner.end : next.start;
	return /^:(?!:)/u.test(inner.text.slice(key.end - inner.start, end - inner.start).trimStart());
}
/** Values of `json!`: what began as an object pairs keys and values. */
function jsonValue(node, objects, context) {
	if (node.type !== "array_expression") return context.expression(node);
	const values = node.namedChildren;
	if (!objects.has(node.start)) return listAt(node, values.map((child) => jsonValue(child, objects, context)));
	return pairs(node, values, objects, context);
}
function pairs(node, values, objects, context) {
	const entries = [];
	for (let index = 0; index + 1 < values.length; index += 2) {
		const key = values[index];
		const value = values[index + 1];
		if (key !== void 0 && value !== void 0) entries.push({
			key: context.expression(key),
			value: jsonValue(value, objects, context)
		});
	}
	return mapAt(node, entries);
}
const LEAVES = /^(?:identifier|self|boolean_literal|char_literal|(?:raw_)?string_literal|(?:integer|float)_literal)$/u;
/** Most macros hold names, literals and `name = literal`, between commas: those need no second parse. */
function simpleArguments(tree, context) {
	const args = [];
	let name;
	let at = tree.start + 1;
	for (const child of tree.children) {
		const gap = tree.text.slice(at - tree.start, child.start - tree.start).trim();
		at = child.end;
		const last = args.at(-1);
		if (child.type === "=" && last?.value.kind === "name" && last.name === void 0 && gap === "" && name === void 0) {
			name = last.value.name;
			args.pop();
		} else if (child.field !== void 0 || !LEAVES.test(child.type) || gap !== (args.length === 0 || name !== void 0 ? "" : ",")) return void 0;
		else {
			args.push({
				...name !== void 0 && { name },
				value: context.expression(child)
			});
			name = void 0;
		}
	}
	const rest = tree.text.slice(at - tree.start, -1).trim();
	return name === void 0 && (rest === "" || rest === ",") ? args : void 0;
}
/** The tokens between a macro's brackets as arguments: expressions where they are, else the statements they hold. */
function tokenArguments(tree, isJson, context) {
	const inside = tree.text.slice(1, -1);
	if (inside.trim() === "") return [];
	const simple = isJson ? void 0 : simpleArguments(tree, context);
	if (simple !== void 0) return simple;
	const state = stateOf(context);
	if (state.macros >= OPEN_MACROS || tree.cut) {
		context.errors.push(tree.span);
		return [];
	}
	state.macros += 1;
	try {
		if (isJson) {
			const { text: arrays, objects } = jsonAsArrays(tree);
			const list = parsed$2(`[${arrays.slice(1, -1)}];`, tree.line)?.root.namedChildren[0]?.namedChildren[0];
			if (list?.type === "array_expression") {
				if (objects.has(0)) return [{ value: pairs(list, list.namedChildren, objects, context) }];
				return list.namedChildren.map((child) => ({ value: jsonValue(child, objects, context) }));
			}
		}
		const list = parsed$2(`[${inside}];`, tree.line);
		const array = list?.root.namedChildren[0]?.namedChildren[0];
		if (list !== void 0 && list.errors.length === 0 && array?.type === "array_expression") return argumentsIn(array, context);
		const statements = parsed$2(` ${inside};`, tree.line);
		if (statements === void 0) return [];
		return [{ value: {
			kind: "function",
			function: functionOf(tree.span, "", {
				parameters: [],
				body: context.block(statements.root)
			}),
			...tree.span
		} }];
	} finally {
		state.macros -= 1;
	}
}
const invocation = (node, context) => {
	const tree = node.first("token_tree");
	const callee = node.child("macro");
	if (callee === void 0 || tree === void 0) return otherAt(node);
	return callAt(node, context.expression(callee), tokenArguments(tree, holdsJson(callee.text, tree), context), "macro");
};
const MACRO_RULES = [["macro_invocation", invocation]];
// packages/formats/src/syntax/rust/attributes.ts
/** `#[tool(description = "x")]` as a call with named arguments, `#[test]` as a name, `#[path = "x"]` as a call. */
function decoratorOf(item, context) {
	const attribute = item.first("attribute");
	const path = attribute?.namedChildren[0];
	if (attribute === void 0 || path === void 0) return otherAt(item);
	const callee = context.expression(path);
	const tokens = attribute.child("arguments");
	if (tokens !== void 0) return callAt(item, callee, tokenArguments(tokens, false, context));
	const value = attribute.child("value");
	return value === void 0 ? callee : callAt(item, callee, [{ value: context.expression(value) }]);
}
/** Attributes stand before what they belong to, as its siblings. Calls `use` with each node and its attributes. */
function withAttributes(nodes, use) {
	let attributes = [];
	for (const node of nodes) if (node.type === "attribute_item") attributes.push(node);
	else if (node.type !== "visibility_modifier") {
		use(node, attributes);
		attributes = [];
	}
}
// packages/formats/src/syntax/rust/functions.ts
function parametersOf(node, context) {
	const list = [];
	const bound = [];
	let self = false;
	withAttributes(node?.namedChildren ?? [], (child, attributes) => {
		if (child.type === "self_parameter") self = true;
		else list.push(parameter(child, attributes, bound, context));
	});
	return {
		list,
		bound,
		self
	};
}
/** `Parameters(request): Parameters<Add>` is called request; patterns with several names are taken apart in the body. */
function parameter(node, attributes, bound, context) {
	const type = context.optionalInField(node, "type");
	const decorators = attributes.map((attribute) => decoratorOf(attribute, context));
	const written = node.type === "parameter" ? node.child("pattern") : node;
	const single = written === void 0 ? void 0 : singleName(written);
	if (written !== void 0 && single === void 0) pattern(written, otherAt(written), bound, context);
	return parameterOf(single ?? "", {
		type,
		decorators
	});
}
function singleName(node) {
	if (node.type === "identifier" || node.type === "self") return node.text;
	const inner = node.namedChildren.filter((child) => child.field !== "type" && child.type !== "mutable_specifier");
	const [only] = inner;
	return (node.type === "tuple_struct_pattern" || node.type === "mut_pattern" || node.type === "ref_pattern" || node.type === "reference_pattern") && only !== void 0 && inner.length === 1 ? singleName(only) : void 0;
}
/** A function, in an `impl` with the type that it belongs to. */
function functionItem(node, receiver, attributes, context) {
	const { list, bound, self } = parametersOf(node.child("parameters"), context);
	const block = node.child("body");
	const returns = node.child("return_type");
	const { body } = context.inFunction(() => block === void 0 ? [] : returns === void 0 ? context.block(block) : returningBody(block, context));
	return {
		kind: "function",
		function: functionOf(node.span, node.child("name")?.text ?? "", {
			parameters: list,
			decorators: attributes.map((attribute) => decoratorOf(attribute, context)),
			body: [...bound, ...body],
			returnType: returns && context.expression(returns),
			doc: context.docAbove(attributes[0] ?? node),
			async: /\basync\b/u.test(node.first("function_modifiers")?.text ?? ""),
			receiver,
			receiverName: self ? "self" : void 0,
			exported: node.has("visibility_modifier"),
			static: receiver !== void 0 && !self
		}),
		...node.span
	};
}
const item = (node, context, into) => {
	into.push(functionItem(node, void 0, takeAttributes(node, context), context));
};
const closure = (node, context) => {
	const { list, bound } = parametersOf(node.child("parameters"), context);
	const written = node.child("body");
	const { body } = context.inFunction(() => written === void 0 ? [] : returningBody(written, context));
	const isAsync = written?.type === "async_block" || node.has("async");
	return {
		kind: "function",
		function: functionOf(node.span, "", {
			parameters: list,
			body: [...bound, ...body],
			async: isAsync
		}),
		...node.span
	};
};
/** `async { … }` runs later: a function without parameters. */
const asyncBlock = (node, context) => {
	const { body } = context.inFunction(() => returningBody(node, context));
	return {
		kind: "function",
		function: functionOf(node.span, "", {
			parameters: [],
			body,
			async: true
		}),
		...node.span
	};
};
const FUNCTION_STATEMENTS = [["function_item", item], ["function_signature_item", item]];
const FUNCTION_EXPRESSIONS = [["closure_expression", closure], ["async_block", asyncBlock]];
// packages/formats/src/syntax/rust/imports.ts
function joined$1(prefix, path) {
	return prefix === "" || path === "" ? prefix + path : `${prefix}::${path}`;
}
/** Flattens a use tree: `a::{b, c as d, e::*, self}`. */
function useTree(node, prefix, reexport, context) {
	switch (node.type) {
		case "use_list":
			for (const child of node.namedChildren) useTree(child, prefix, reexport, context);
			return;
		case "scoped_use_list": {
			const list = node.child("list");
			if (list !== void 0) useTree(list, joined$1(prefix, pathOf(node.child("path"))), reexport, context);
			return;
		}
		case "use_as_clause":
			found(node, joined$1(prefix, pathOf(node.child("path"))), node.child("alias")?.text, reexport, context);
			return;
		case "use_wildcard":
			push(node, {
				module: joined$1(prefix, pathOf(node.namedChildren[0])),
				name: "*"
			}, reexport, context);
			return;
		default: found(node, node.type === "self" ? prefix : joined$1(prefix, pathOf(node)), void 0, reexport, context);
	}
}
function pathOf(node) {
	return node?.text.replace(/\s+/gu, "").replace(/^::/u, "") ?? "";
}
function found(node, path, alias, reexport, context) {
	const whole = path.replace(/::self$/u, "");
	const cut = whole.lastIndexOf("::");
	const name = cut === -1 ? void 0 : whole.slice(cut + 2);
	const local = alias === "_" ? void 0 : alias ?? name ?? whole;
	push(node, {
		module: cut === -1 ? whole : whole.slice(0, cut),
		...name !== void 0 && { name },
		...local !== void 0 && { local }
	}, reexport, context);
}
function push(node, parts, reexport, context) {
	context.imports.push({
		...parts,
		...reexport && { reexport },
		...node.span
	});
}
const useDeclaration = (node, context) => {
	const tree = node.child("argument");
	if (tree !== void 0) useTree(tree, "", node.has("visibility_modifier"), context);
};
const externCrate = (node, context) => {
	const name = node.child("name")?.text;
	if (name !== void 0) context.imports.push({
		module: name,
		local: node.child("alias")?.text ?? name,
		...node.span
	});
};
/** `mod x;` names a file beside this one. */
function moduleFile(node, name, context) {
	push(node, {
		module: `self::${name}`,
		local: name
	}, node.has("visibility_modifier"), context);
}
// packages/formats/src/syntax/rust/items.ts
function classAt(node, attributes, parts, context) {
	const doc = context.docAbove(attributes[0] ?? node);
	const exported = node.has("visibility_modifier");
	return {
		kind: "class",
		class: {
			name: parts.name,
			form: parts.form,
			bases: parts.bases ?? [],
			keywords: [],
			decorators: attributes.map((attribute) => decoratorOf(attribute, context)),
			body: parts.body,
			...doc !== void 0 && { doc },
			...exported && { exported },
			...node.span
		},
		...node.span
	};
}
/** Named fields by their names, those of tuple structs by their numbers. */
function fieldsOf(list, context) {
	if (list === void 0) return [];
	const fields = [];
	const ordered = list.type === "ordered_field_declaration_list";
	withAttributes(list.namedChildren, (node, attributes) => {
		const decorators = attributes.map((attribute) => decoratorOf(attribute, context));
		if (ordered) fields.push(assignAt(node, nameAt(node, String(fields.length)), void 0, {
			type: context.expression(node),
			decorators
		}));
		else if (node.type === "field_declaration") {
			const type = context.optionalInField(node, "type");
			fields.push(assignAt(node, nameAt(node, node.child("name")?.text ?? ""), void 0, {
				type,
				decorators,
				exported: node.has("visibility_modifier")
			}));
		}
	});
	return fields;
}
const struct = (node, context, into) => {
	const attributes = takeAttributes(node, context);
	const body = fieldsOf(node.child("body"), context);
	into.push(classAt(node, attributes, {
		name: node.child("name")?.text ?? "",
		form: "struct",
		body
	}, context));
};
/** Variants are constants; what they hold is their type. */
const enumeration = (node, context, into) => {
	const attributes = takeAttributes(node, context);
	const body = [];
	withAttributes(node.child("body")?.namedChildren ?? [], (variant, own) => {
		const name = variant.child("name");
		if (name === void 0) return;
		const held = variant.child("body");
		const types = fieldsOf(held, context).flatMap((field) => field.kind === "assign" && field.type !== void 0 ? [field.type] : []);
		const decorators = own.map((attribute) => decoratorOf(attribute, context));
		const type = held === void 0 ? void 0 : listAt(held, types);
		body.push(assignAt(variant, nameAt(name), context.optionalInField(variant, "value"), {
			type,
			decorators,
			constant: true
		}));
	});
	into.push(classAt(node, attributes, {
		name: node.child("name")?.text ?? "",
		form: "enum",
		body
	}, context));
};
/** Functions of a trait or an impl know the type that they belong to. */
function membersOf(list, receiver, context) {
	const members = [];
	withAttributes(list?.namedChildren ?? [], (node, attributes) => {
		if (node.type === "function_item" || node.type === "function_signature_item") members.push(functionItem(node, receiver, attributes, context));
		else members.push(...context.statements([node]));
	});
	return members;
}
const trait = (node, context, into) => {
	const attributes = takeAttributes(node, context);
	const name = node.child("name")?.text ?? "";
	const bounds = (node.child("bounds")?.namedChildren ?? []).filter((bound) => bound.type !== "lifetime");
	const bases = context.expressions(bounds);
	into.push(classAt(node, attributes, {
		name,
		form: "trait",
		bases,
		body: membersOf(node.child("body"), name, context)
	}, context));
};
/** An impl opens its type again; the trait is a base. */
const implementation = (node, context, into) => {
	const attributes = takeAttributes(node, context);
	const name = implementedName(node.child("type"));
	const bases = node.childrenIn("trait").map((child) => context.expression(child));
	into.push(classAt(node, attributes, {
		name,
		form: "struct",
		bases,
		body: membersOf(node.child("body"), name, context)
	}, context));
};
const module = (node, context, into) => {
	const attributes = takeAttributes(node, context);
	const name = node.child("name")?.text ?? "";
	const list = node.child("body");
	if (list === void 0) moduleFile(node, name, context);
	else into.push(classAt(node, attributes, {
		name,
		form: "module",
		body: context.block(list)
	}, context));
};
/** `const`, `static`, and the aliases that `type` makes. */
const constant = (node, context, into) => {
	const decorators = takeAttributes(node, context).map((attribute) => decoratorOf(attribute, context));
	const name = nameAt(node, node.child("name")?.text ?? "");
	const type = context.optionalInField(node, "type");
	const exported = node.has("visibility_modifier");
	const isAlias = node.type === "type_item" || node.type === "associated_type";
	const parts = {
		decorators,
		exported,
		constant: !node.has("mutable_specifier"),
		...!isAlias && { type }
	};
	into.push(assignAt(node, name, isAlias ? type : context.optionalInField(node, "value"), parts));
};
const ITEM_RULES = [
	["struct_item", struct],
	["union_item", struct],
	["enum_item", enumeration],
	["trait_item", trait],
	["impl_item", implementation],
	["mod_item", module],
	["const_item", constant],
	["static_item", constant],
	["type_item", constant],
	["associated_type", constant]
];
// packages/formats/src/syntax/rust/literals.ts
const number = (node) => {
	const text = node.text.toLowerCase();
	const suffix = text.startsWith("0x") ? /_?[iu](?:8|16|32|64|128|size)$/u : /_?(?:[iu](?:8|16|32|64|128|size)|f(?:32|64))$/u;
	const value = numberValue(text.replace(suffix, ""));
	return value === void 0 ? otherAt(node) : numberAt(node, value);
};
/** `"…"`, `b"…"` and `c"…"`. */
const string = (node) => {
	return stringAt$1(node, decodeEscapes(/^[bc]?"(.*?)"?$/su.exec(node.text)?.[1] ?? "", { continuation: "blanks" }));
};
const LITERAL_RULES = [
	["string_literal", string],
	["raw_string_literal", (node) => stringAt$1(node, node.first("string_content")?.text ?? "")],
	["char_literal", (node) => stringAt$1(node, decodeEscapes(node.text.replace(/^b?'|'$/gu, "")))],
	["integer_literal", number],
	["float_literal", number],
	["boolean_literal", (node) => booleanAt(node, node.text === "true")]
];
// packages/formats/src/syntax/rust/statements.ts
/** `let p: T = v else { … };`: what happens when it does not match stands in front. */
const letDeclaration = (node, context, into) => {
	const target = node.child("pattern");
	const type = context.optionalInField(node, "type");
	const value = context.optionalInField(node, "value");
	const otherwise = node.child("alternative");
	if (otherwise !== void 0) into.push(branchAt(otherwise, "if", [], [context.block(otherwise)], false));
	if (target !== void 0) into.push(...bindings(target, value, type, context).map((statement) => ({
		...statement,
		...node.span
	})));
};
/** Names and tuples are targets; other patterns bind at the start of the body. */
const forExpression = (node, context, into) => {
	const written = node.child("pattern");
	const iterable = context.inField(node, "value");
	const bound = [];
	const target = written === void 0 ? void 0 : loopTarget(written, bound, context);
	into.push({
		kind: "loop",
		...target && { target },
		iterable,
		body: [...bound, ...context.block(node.child("body"))],
		...node.span
	});
};
function loopTarget(written, bound, context) {
	if (written.type === "identifier") return nameAt(written);
	if (written.type === "tuple_pattern" && written.namedChildren.every((child) => child.type === "identifier")) return listAt(written, written.namedChildren.map((child) => nameAt(child)));
	return pattern(written, nameAt(written, "_"), bound, context);
}
const whileExpression = (node, context, into) => {
	const bound = [];
	const test = condition(node.child("condition"), bound, context);
	into.push({
		kind: "loop",
		...test && { test },
		body: [...bound, ...context.block(node.child("body"))],
		...node.span
	});
};
const expressionStatement = (node, context, into) => {
	into.push(...context.statements(node.namedChildren));
};
const returned = (node, context, into) => {
	const [value] = node.namedChildren;
	into.push(returnAt(node, value && context.expression(value)));
};
/** `break x` gives its loop a value: kept for what it calls. */
const broken = (node, context, into) => {
	for (const child of node.namedChildren) if (child.type !== "label") into.push({
		kind: "expression",
		value: context.expression(child),
		...node.span
	});
};
const nothing$1 = () => void 0;
const STATEMENT_RULES = [
	["let_declaration", letDeclaration],
	["expression_statement", expressionStatement],
	["assignment_expression", (node, context, into) => into.push(assignmentAt(node, context))],
	["compound_assignment_expr", (node, context, into) => into.push(assignmentAt(node, context))],
	["for_expression", forExpression],
	["while_expression", whileExpression],
	["loop_expression", whileExpression],
	["return_expression", returned],
	["break_expression", broken],
	["continue_expression", nothing$1],
	["use_declaration", useDeclaration],
	["extern_crate_declaration", externCrate],
	["attribute_item", (node, context) => void stateOf(context).attributes.push(node)],
	["inner_attribute_item", nothing$1],
	["macro_definition", nothing$1],
	["extern_modifier", nothing$1],
	["visibility_modifier", nothing$1],
	["empty_statement", nothing$1],
	["label", nothing$1]
];
// packages/formats/src/syntax/rust/index.ts
/** Rust, by tree-sitter-rust. */
const rustLowering = {
	language: "rust",
	grammar: "rust",
	rules: {
		expressions: new Map([
			...EXPRESSION_RULES,
			...LITERAL_RULES,
			...TYPE_RULES,
			...MACRO_RULES,
			...FUNCTION_EXPRESSIONS,
			...CONTROL_EXPRESSIONS
		]),
		statements: new Map([
			...STATEMENT_RULES,
			...ITEM_RULES,
			...FUNCTION_STATEMENTS,
			...CONTROL_STATEMENTS
		])
	},
	lower(root, context) {
		const body = context.block(root);
		return {
			imports: context.imports,
			body
		};
	}
};
// packages/formats/src/syntax/typescript/common-js.ts
/**
* What `module.exports = value`, `module.exports.name = value` and `exports.name = value` export. An object given to
* `module.exports` exports its members by name as well.
*/
function exportsOf(node, target, value) {
	const name = exportedName(target);
	if (name === void 0) return [];
	const statements = [{
		kind: "export",
		name,
		value,
		...node.span
	}];
	if (name !== "default" || value.kind !== "map") return statements;
	for (const entry of value.entries) if (entry.key?.kind === "string") statements.push({
		kind: "export",
		name: entry.key.value,
		value: entry.value,
		line: entry.value.line,
		endLine: entry.value.endLine,
		...cellOf(node)
	});
	return statements;
}
function cellOf(node) {
	const { cell } = node.span;
	return cell === void 0 ? {} : { cell };
}
function exportedName(target) {
	if (target.kind !== "member") return void 0;
	if (isModuleExports(target)) return "default";
	const { object } = target;
	return object.kind === "name" && object.name === "exports" || isModuleExports(object) ? target.name : void 0;
}
function isModuleExports(expression) {
	return expression.kind === "member" && expression.name === "exports" && expression.object.kind === "name" && expression.object.name === "module";
}
// packages/formats/src/syntax/typescript/assignments.ts
/** Assignments as statements; used as values they are hoisted in front of the statement. */
const assignmentStatements = [
	["assignment_expression", (node, context, into) => void lowerAssignment(node, context, into)],
	["augmented_assignment_expression", (node, context, into) => into.push(lowerAugmented(node, context))],
	["update_expression", (node, context, into) => into.push({
		kind: "expression",
		value: lowerUpdate(node, context),
		...node.span
	})]
];
const assignmentExpressions = [
	["assignment_expression", lowerAssignmentValue],
	["augmented_assignment_expression", lowerAugmentedValue],
	["update_expression", lowerUpdate]
];
/** `a = b = value` is two statements that share the value. Returns the first target. */
function lowerAssignment(node, context, into) {
	const assignments = [node];
	let right = node.child("right");
	while (right?.type === "assignment_expression") {
		assignments.push(right);
		right = right.child("right");
	}
	const value = right && context.expression(right);
	let first;
	for (const assignment of assignments) {
		const target = context.inField(assignment, "left");
		first ??= target;
		const exported = value ? exportsOf(assignment, target, value) : [];
		into.push(...exported.length > 0 ? exported : [assignAt(assignment, target, value)]);
	}
	return first ?? otherAt(node);
}
function lowerAugmented(node, context) {
	const op = (node.child("operator")?.type ?? "").replace(/=$/, "");
	return assignAt(node, context.inField(node, "left"), context.inField(node, "right"), { op });
}
function lowerAssignmentValue(node, context) {
	const statements = [];
	const target = lowerAssignment(node, context, statements);
	for (const statement of statements) context.hoist(statement);
	return target;
}
function lowerAugmentedValue(node, context) {
	const statement = lowerAugmented(node, context);
	context.hoist(statement);
	return statement.kind === "assign" ? statement.target : otherAt(node);
}
function lowerUpdate(node, context) {
	return otherAt(node, [context.inField(node, "argument")]);
}
// packages/formats/src/syntax/typescript/escapes.ts
const SINGLE = {
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "	",
	v: "\v",
	"\n": "",
	"\r": "",
	"\u2028": "",
	"\u2029": ""
};
/** One escape sequence: https://tc39.es/ecma262/#prod-EscapeSequence */
function unescaped$1(sequence) {
	const body = sequence.slice(1);
	const hexadecimal = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,8})\})$/.exec(body);
	if (hexadecimal) {
		const point = Number.parseInt(hexadecimal[1] ?? hexadecimal[2] ?? hexadecimal[3] ?? "", 16);
		return point <= 1114111 ? String.fromCodePoint(point) : sequence;
	}
	if (/^[0-7]{1,3}$/.test(body)) return String.fromCharCode(Number.parseInt(body, 8));
	return SINGLE[body.charAt(0)] ?? body;
}
// packages/formats/src/syntax/typescript/strings.ts
const stringExpressions = [["string", (node) => stringAt$1(node, stringValue(node))], ["template_string", (node, context) => joinedStrings(node, lowerParts(node, context))]];
/** The text of a string literal. */
function stringValue(node) {
	let value = "";
	for (const child of node.children) if (child.type === "string_fragment") value += child.text;
	else if (child.type === "escape_sequence") value += unescaped$1(child.text);
	else if (child.type === "html_character_reference") value += characterReference(child.text);
	return value;
}
/** Text and expressions of a template, in order. */
function lowerParts(node, context) {
	const parts = [];
	for (const child of node.children) if (child.type === "string_fragment") parts.push(stringAt$1(child, newlines(child.text)));
	else if (child.type === "escape_sequence") parts.push(stringAt$1(child, unescaped$1(child.text)));
	else if (child.type === "template_substitution") {
		const [value, ...more] = context.expressions(child.namedChildren);
		parts.push(value && more.length === 0 ? value : otherAt(child, value ? [value, ...more] : []));
	}
	return parts;
}
/** Template literals hold "\n" whatever the file's line ends are. */
function newlines(text) {
	return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
const REFERENCES = /* @__PURE__ */ new Map([
	["amp", "&"],
	["lt", "<"],
	["gt", ">"],
	["quot", "\""],
	["apos", "'"],
	["nbsp", "\xA0"]
]);
/** `&amp;`, `&#65;`, `&#x41;`; other names stay as written. */
function characterReference(text) {
	const name = text.slice(1, -1);
	const number = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : name.startsWith("#") ? Number.parseInt(name.slice(1), 10) : NaN;
	if (number >= 0 && number <= 1114111) return String.fromCodePoint(number);
	return REFERENCES.get(name) ?? text;
}
// packages/formats/src/syntax/typescript/calls.ts
const callExpressions = [["call_expression", lowerCall], ["new_expression", lowerNew]];
function lowerCall(node, context) {
	const list = node.child("arguments");
	if (list?.type === "template_string") return {
		kind: "template",
		parts: lowerParts(list, context),
		tag: context.inField(node, "function"),
		...node.span
	};
	const module = requiredModule(node);
	if (module !== void 0) return lowerRequired(node, module, context);
	return withTypes(callAt(node, context.inField(node, "function"), list ? lowerArguments(list, context) : []), node, context);
}
function lowerNew(node, context) {
	const list = node.child("arguments");
	return withTypes(callAt(node, context.inField(node, "constructor"), list ? lowerArguments(list, context) : [], "new"), node, context);
}
function withTypes(call, node, context) {
	const types = node.child("type_arguments");
	return types && call.kind === "call" ? {
		...call,
		types: context.expressions(types.namedChildren)
	} : call;
}
function lowerArguments(list, context) {
	return list.namedChildren.map((child) => {
		if (child.type !== "spread_element") return { value: context.expression(child) };
		const [value] = child.namedChildren;
		return {
			value: value ? context.expression(value) : otherAt(child),
			spread: "positional"
		};
	});
}
/** The module that `require("m")` or `import("m")` loads, when it is a literal. */
function requiredModule(node) {
	if (node.type !== "call_expression") return void 0;
	const callee = node.child("function");
	if (callee?.type !== "import" && !(callee?.type === "identifier" && callee.text === "require")) return void 0;
	const [argument] = node.child("arguments")?.namedChildren ?? [];
	if (argument?.type === "string") return stringValue(argument);
	const [fragment, ...more] = argument?.type === "template_string" ? argument.namedChildren : [];
	return fragment?.type === "string_fragment" && more.length === 0 ? fragment.text : void 0;
}
/** A module loaded inside an expression has a local name that no program can write. */
function lowerRequired(node, module, context) {
	const local = `import(${JSON.stringify(module)})`;
	context.imports.push({
		module,
		local,
		...node.span
	});
	return nameAt(node, local);
}
// packages/formats/src/syntax/typescript/expressions.ts
const lowerName = (node) => nameAt(node);
/** Names, literals, members and operators. */
const basicExpressions = [
	["identifier", lowerName],
	["this", lowerName],
	["super", lowerName],
	["import", lowerName],
	["property_identifier", lowerName],
	["private_property_identifier", lowerName],
	["shorthand_property_identifier", lowerName],
	["shorthand_property_identifier_pattern", lowerName],
	["number", lowerNumber],
	["true", (node) => booleanAt(node, true)],
	["false", (node) => booleanAt(node, false)],
	["null", (node) => nullAt(node)],
	["undefined", (node) => nullAt(node)],
	["regex", (node) => otherAt(node)],
	["member_expression", (node, context) => memberAt(node, context.inField(node, "object"), node.child("property")?.text ?? "")],
	["nested_identifier", (node, context) => memberAt(node, context.inField(node, "object"), node.child("property")?.text ?? "")],
	["subscript_expression", (node, context) => indexAt(node, context.inField(node, "object"), context.inField(node, "index"))],
	["meta_property", lowerMetaProperty],
	["computed_property_name", lowerFirst],
	["await_expression", lowerFirst],
	["parenthesized_expression", lowerFirst],
	["as_expression", lowerFirst],
	["satisfies_expression", lowerFirst],
	["non_null_expression", lowerFirst],
	["instantiation_expression", lowerFirst],
	["type_assertion", (node, context) => lowerChild(node, node.namedChildren.at(-1), context)],
	["decorator", lowerFirst],
	["jsx_expression", lowerFirst],
	["binary_expression", lowerBinary],
	["ternary_expression", lowerTernary],
	["unary_expression", lowerUnary],
	["yield_expression", lowerYield]
];
function lowerNumber(node) {
	const value = numberValue(node.text);
	return value === void 0 ? otherAt(node) : numberAt(node, value);
}
/** `await x`, `(x)`, `x as T`, `x!` stand for x; what follows it is a type. */
function lowerFirst(node, context) {
	return lowerChild(node, node.namedChildren[0], context);
}
function lowerChild(node, child, context) {
	return child ? context.expression(child) : otherAt(node);
}
/** `import.meta`, `new.target`. */
function lowerMetaProperty(node) {
	const [object = "", property = ""] = node.text.split(".");
	return memberAt(node, nameAt(node, object.trim()), property.trim());
}
const COMPARISONS = /* @__PURE__ */ new Set([
	"==",
	"===",
	"!=",
	"!==",
	"<",
	"<=",
	">",
	">=",
	"in",
	"instanceof"
]);
/** `a || b ?? c` is one choice of three; comparisons keep their operands. */
function lowerBinary(node, context) {
	const operator = node.child("operator")?.type ?? "";
	const left = context.inField(node, "left");
	const right = context.inField(node, "right");
	if (operator === "||" || operator === "??") return choiceAt(node, [left, right].flatMap((side) => side.kind === "choice" && side.test === void 0 ? side.options : [side]));
	if (COMPARISONS.has(operator)) return otherAt(node, [left, right]);
	return binaryAt(node, operator === "&&" ? "and" : operator, left, right);
}
function lowerTernary(node, context) {
	return choiceAt(node, [context.inField(node, "consequence"), context.inField(node, "alternative")], context.inField(node, "condition"));
}
function lowerUnary(node, context) {
	const value = context.inField(node, "argument");
	if (node.child("operator")?.type === "-" && value.kind === "number") return numberAt(node, -value.value);
	return otherAt(node, [value]);
}
function lowerYield(node, context) {
	if (context.scope) context.scope.generator = true;
	return otherAt(node, context.expressions(node.namedChildren));
}
const KEYS = /* @__PURE__ */ new Set([
	"property_identifier",
	"private_property_identifier",
	"shorthand_property_identifier",
	"shorthand_property_identifier_pattern",
	"identifier",
	"number"
]);
/** A name that stands where a string could stand: property keys, JSX attributes. */
function keyAt(node, context) {
	return KEYS.has(node.type) ? stringAt$1(node, node.text) : context.expression(node);
}
// packages/formats/src/syntax/typescript/declarations.ts
const declarationStatements = [
	["lexical_declaration", lowerVariables],
	["variable_declaration", lowerVariables],
	["using_declaration", lowerVariables]
];
/** `const`, `let`, `var`: one assignment a declarator. `const x = require("m")` is an import. */
function lowerVariables(node, context, into) {
	const constant = node.child("kind")?.type === "const";
	for (const declarator of node.namedChildren) {
		if (declarator.type !== "variable_declarator") continue;
		const target = declarator.child("name");
		const value = declarator.child("value");
		if (!target || value && lowerRequire(target, value, context)) continue;
		const lowered = value && named(context.expression(value), target, () => context.docAbove(node));
		into.push(assignAt(declarator, context.expression(target), lowered, {
			type: context.optionalInField(declarator, "type"),
			constant
		}));
	}
}
/** A function or class takes the name that it is given to, and the doc comment above the declaration. */
function named(value, target, doc) {
	if (value.kind === "function") {
		const text = value.function.doc ?? doc();
		return {
			...value,
			function: {
				...value.function,
				name: value.function.name || target.text,
				...text !== void 0 && { doc: text }
			}
		};
	}
	if (value.kind === "class" && value.class.name === "") return {
		...value,
		class: {
			...value.class,
			name: target.text
		}
	};
	return value;
}
/**
* `const x = require("m")`, `const { a, b: c } = await import("m")`, `const x = require("m").y` bind names of the
* module. False when it is something else.
*/
function lowerRequire(target, value, context) {
	const loaded = value.type === "await_expression" || value.type === "parenthesized_expression" ? value.namedChildren[0] : value;
	if (!loaded) return false;
	if (loaded.type === "member_expression") {
		const object = loaded.child("object");
		const module = object && requiredModule(unwrapped(object));
		const name = loaded.child("property")?.text;
		if (module === void 0 || name === void 0 || target.type !== "identifier") return false;
		add$1(context, target, {
			module,
			name,
			local: target.text
		});
		return true;
	}
	const module = requiredModule(loaded);
	if (module === void 0) return false;
	if (target.type === "identifier") add$1(context, target, {
		module,
		local: target.text
	});
	else if (!bindPattern(target, module, context)) return false;
	return true;
}
/** `(await import("m"))` around the call. */
function unwrapped(node) {
	const [inner] = node.type === "parenthesized_expression" || node.type === "await_expression" ? node.namedChildren : [];
	return inner ? unwrapped(inner) : node;
}
/** Only plain patterns: names, renamed names, names with a default. */
function bindPattern(pattern, module, context) {
	if (pattern.type !== "object_pattern") return false;
	const bindings = [];
	for (const child of pattern.namedChildren) {
		const target = child.type === "pair_pattern" ? child.child("value") : child;
		const local = target?.type === "assignment_pattern" || target?.type === "object_assignment_pattern" ? target.child("left") : target;
		const key = child.type === "pair_pattern" ? child.child("key") : local;
		const name = key && keyAt(key, context);
		if (!local || !NAMES.has(local.type) || name?.kind !== "string") return false;
		bindings.push([
			child,
			name.value,
			local.text
		]);
	}
	for (const [node, name, local] of bindings) add$1(context, node, {
		module,
		name,
		local
	});
	return true;
}
const NAMES = /* @__PURE__ */ new Set(["identifier", "shorthand_property_identifier_pattern"]);
function add$1(context, node, entry) {
	context.imports.push({
		...entry,
		...node.span
	});
}
// packages/formats/src/syntax/typescript/parameters.ts
/** Parameters of functions, methods and arrows, in TypeScript and JavaScript. */
function lowerParameters(node, context) {
	const parameters = [];
	const prologue = [];
	const fields = [];
	const single = node.child("parameter");
	for (const child of single ? [single] : node.child("parameters")?.namedChildren ?? []) {
		const parts = partsOf(child);
		if (parts.target.type === "this") continue;
		const type = context.optionalInField(child, "type");
		const plain = parts.target.type === "identifier";
		const name = plain ? parts.target.text : `$${parameters.length}`;
		parameters.push(parameterOf(name, {
			type,
			default: parts.value && context.expression(parts.value),
			rest: parts.rest ? "positional" : void 0,
			decorators: child.childrenIn("decorator").map((decorator) => context.expression(decorator))
		}));
		if (!plain) prologue.push(assignAt(parts.target, context.expression(parts.target), nameAt(parts.target, name)));
		else if (child.has("accessibility_modifier") || child.has("readonly") || child.has("override_modifier")) {
			fields.push(assignAt(child, nameAt(parts.target), void 0, { type }));
			prologue.push(assignAt(child, memberAt(child, nameAt(child, "this"), name), nameAt(parts.target)));
		}
	}
	return {
		parameters,
		prologue,
		fields
	};
}
/** TypeScript wraps parameters, JavaScript has the patterns directly. */
function partsOf(node) {
	if (node.type === "assignment_pattern") return {
		target: node.child("left") ?? node,
		value: node.child("right"),
		rest: false
	};
	const target = node.child("pattern") ?? node;
	const rest = target.type === "rest_pattern";
	return {
		target: rest ? target.namedChildren[0] ?? target : target,
		value: node === target ? void 0 : node.child("value"),
		rest
	};
}
// packages/formats/src/syntax/typescript/functions.ts
const functionExpressions = [
	["arrow_function", functionAt],
	["function_expression", functionAt],
	["generator_function", functionAt]
];
const declareFunction = (node, context, into) => {
	into.push({
		kind: "function",
		function: lowerFunction(node, context),
		...node.span
	});
};
const functionStatements = [
	["function_declaration", declareFunction],
	["generator_function_declaration", declareFunction],
	["function_signature", () => void 0]
];
function functionAt(node, context) {
	return {
		kind: "function",
		function: lowerFunction(node, context),
		...node.span
	};
}
function lowerFunction(node, context, more = {}) {
	const whole = more.whole ?? node;
	const { parameters, prologue } = more.parameters ?? lowerParameters(node, context);
	const body = node.child("body");
	const lowered = context.inFunction(() => lowerBody$1(body, context));
	return functionOf(whole.span, more.name ?? node.child("name")?.text ?? "", {
		parameters,
		body: prologue.length === 0 ? lowered.body : [...prologue, ...lowered.body],
		decorators: more.decorators ?? [],
		returnType: context.optionalInField(node, "return_type"),
		doc: context.docAbove(whole),
		async: node.has("async"),
		generator: node.has("*") || lowered.scope.generator,
		static: node.has("static")
	});
}
/** An expression body is one return statement. */
function lowerBody$1(body, context) {
	if (body === void 0 || body.type === "statement_block") return context.block(body);
	return context.expressionBody(body, (value) => returnAt(body, value));
}
/** A method of a class or an object literal. */
function lowerMethod(node, context, more = {}) {
	return lowerFunction(node, context, {
		...more,
		name: memberName(node.child("name") ?? node.child("property"))
	});
}
/** `name`, `#name`, `"name"` and `["name"]`; other computed names as written. */
function memberName(node) {
	if (node === void 0) return "";
	if (node.type === "string") return stringValue(node);
	const [inner] = node.type === "computed_property_name" ? node.namedChildren : [];
	return inner?.type === "string" ? stringValue(inner) : node.text;
}
// packages/formats/src/syntax/typescript/classes.ts
const classExpressions = [["class", (node, context) => ({
	kind: "class",
	class: lowerClass(node, context),
	...node.span
})]];
const declareClass = (node, context, into) => {
	into.push({
		kind: "class",
		class: lowerClass(node, context),
		...node.span
	});
};
const classStatements = [["class_declaration", declareClass], ["abstract_class_declaration", declareClass]];
function lowerClass(node, context, more = {}) {
	const whole = more.whole ?? node;
	const doc = context.docAbove(whole);
	const own = node.childrenIn("decorator").map((decorator) => context.expression(decorator));
	return {
		name: node.child("name")?.text ?? "",
		form: "class",
		bases: lowerBases(node.first("class_heritage"), context),
		keywords: [],
		decorators: [...more.decorators ?? [], ...own],
		body: lowerBody(node.child("body"), context),
		...doc !== void 0 && { doc },
		...whole.span
	};
}
/** What is extended, then what is implemented; type arguments are dropped. */
function lowerBases(heritage, context) {
	const bases = [];
	for (const clause of heritage?.namedChildren ?? []) if (clause.type === "extends_clause") bases.push(...context.expressions(clause.childrenIn("value")));
	else if (clause.type === "implements_clause") bases.push(...context.expressions(clause.namedChildren).map(withoutArguments));
	else bases.push(context.expression(clause));
	return bases;
}
function withoutArguments(type) {
	return type.kind === "index" ? type.object : type;
}
function lowerBody(body, context) {
	const statements = [];
	let decorators = [];
	let decorated;
	for (const member of body?.namedChildren ?? []) {
		if (member.type === "decorator") {
			decorated ??= member;
			decorators.push(context.expression(member));
			continue;
		}
		lowerMember(member, decorators, decorated ?? member, context, statements);
		decorators = [];
		decorated = void 0;
	}
	return statements;
}
function lowerMember(node, before, first, context, into) {
	const decorators = [...before, ...node.childrenIn("decorator").map((decorator) => context.expression(decorator))];
	switch (node.type) {
		case "method_definition": {
			const parameters = lowerParameters(node, context);
			into.push(...parameters.fields);
			const method = lowerMethod(node, context, {
				decorators,
				parameters
			});
			const doc = method.doc ?? context.docAbove(first);
			const span = {
				...node.span,
				line: first.line
			};
			into.push({
				kind: "function",
				function: {
					...method,
					...doc !== void 0 && { doc },
					...span
				},
				...span
			});
			return;
		}
		case "public_field_definition":
		case "field_definition":
			into.push(lowerField(node, decorators, context));
			return;
		case "class_static_block":
			into.push(...context.block(node.child("body")));
			return;
		case "abstract_method_signature":
		case "method_signature":
		case "index_signature": return;
		default: into.push(...context.statements([node]));
	}
}
function lowerField(node, decorators, context) {
	const name = node.child("name") ?? node.child("property") ?? node;
	const type = context.optionalInField(node, "type");
	const value = node.child("value");
	const lowered = value && named(context.expression(value), name, () => context.docAbove(node));
	return {
		kind: "assign",
		target: nameAt(name, memberName(name)),
		...lowered && { value: lowered },
		...type && { type },
		...decorators.length > 0 && { decorators },
		...node.has("readonly") && { constant: true },
		...node.span
	};
}
// packages/formats/src/syntax/typescript/collections.ts
/** Arrays, objects, and the patterns that look like them. */
const collectionExpressions = [
	["array", (node, context) => listAt(node, lowerItems(node, context))],
	["array_pattern", (node, context) => listAt(node, lowerItems(node, context))],
	["spread_element", lowerSpread],
	["rest_pattern", lowerSpread],
	["object", (node, context) => mapAt(node, node.namedChildren.map((child) => lowerEntry(child, context)))],
	["object_pattern", (node, context) => mapAt(node, node.namedChildren.map((child) => lowerEntry(child, context)))],
	["assignment_pattern", lowerDefault],
	["object_assignment_pattern", lowerDefault],
	["sequence_expression", (node, context) => otherAt(node, context.expressions(node.namedChildren))]
];
function lowerSpread(node, context) {
	const [value] = node.namedChildren;
	return value ? spreadAt(node, context.expression(value)) : otherAt(node);
}
/** Items with holes kept (`[, second]`), so that positions stay right. */
function lowerItems(node, context) {
	const items = [];
	let end = node.start + 1;
	for (const child of node.namedChildren) {
		const commas = child.start > end ? context.slice(end, child.start).split(",").length - 1 : 0;
		for (let hole = items.length === 0 ? 0 : 1; hole < commas; hole += 1) items.push(otherAt(child));
		items.push(context.expression(child));
		end = child.end;
	}
	return items;
}
function lowerEntry(node, context) {
	switch (node.type) {
		case "pair":
		case "pair_pattern": {
			const key = node.child("key");
			return {
				...key && { key: keyAt(key, context) },
				value: context.inField(node, "value")
			};
		}
		case "shorthand_property_identifier":
		case "shorthand_property_identifier_pattern": return {
			key: keyAt(node, context),
			value: nameAt(node)
		};
		case "object_assignment_pattern": {
			const left = node.child("left");
			return {
				...left && { key: keyAt(left, context) },
				value: lowerDefault(node, context)
			};
		}
		case "method_definition": {
			const name = node.child("name");
			const method = lowerMethod(node, context);
			return {
				...name && { key: keyAt(name, context) },
				value: {
					kind: "function",
					function: method,
					...node.span
				}
			};
		}
		case "spread_element":
		case "rest_pattern": {
			const [value] = node.namedChildren;
			return { value: value ? context.expression(value) : otherAt(node) };
		}
		default: return { value: context.expression(node) };
	}
}
/** `target = default` inside a pattern. */
function lowerDefault(node, context) {
	return choiceAt(node, [context.inField(node, "left"), context.inField(node, "right")]);
}
// packages/formats/src/syntax/typescript/jsx.ts
const jsxExpressions = [
	["jsx_element", (node, context) => lowerElement(node, node.child("open_tag") ?? node, context)],
	["jsx_self_closing_element", (node, context) => lowerElement(node, node, context)],
	["jsx_fragment", (node, context) => lowerElement(node, node, context)],
	["jsx_text", (node) => stringAt$1(node, jsxText(node.text))]
];
/** `<Component prop={1}>child</Component>` calls the component; an element of the page calls its tag as a string. */
function lowerElement(node, tag, context) {
	const name = tag.child("name");
	const callee = name === void 0 || name.type === "jsx_namespace_name" || name.type === "identifier" && /^[a-z]/.test(name.text) ? stringAt$1(name ?? tag, name?.text ?? "") : context.expression(name);
	const args = tag.childrenIn("attribute").map((attribute) => lowerAttribute(attribute, context));
	if (tag !== node || node.type === "jsx_fragment") args.push(...lowerChildren(node, context));
	return callAt(node, callee, args);
}
function lowerAttribute(node, context) {
	if (node.type !== "jsx_attribute") {
		const [spread] = node.namedChildren;
		const value = spread?.type === "spread_element" ? spread.namedChildren[0] : spread;
		return {
			value: value ? context.expression(value) : otherAt(node),
			spread: "keyword"
		};
	}
	const [name, value] = node.namedChildren;
	return {
		name: name?.text ?? "",
		value: value ? context.expression(value) : booleanAt(node, true)
	};
}
function lowerChildren(node, context) {
	const children = [];
	let text = "";
	let first;
	const flush = () => {
		if (first && text.trim() !== "") children.push({ value: stringAt$1(first, text) });
		text = "";
		first = void 0;
	};
	for (const child of node.namedChildren) {
		if (child.field === "open_tag" || child.field === "close_tag" || child.type === "jsx_opening_element") continue;
		if (child.type === "jsx_text" || child.type === "html_character_reference") {
			first ??= child;
			text += child.type === "jsx_text" ? jsxText(child.text) : characterReference(child.text);
			continue;
		}
		flush();
		if (child.type !== "jsx_expression" || child.namedChildren.length > 0) children.push({ value: context.expression(child) });
	}
	flush();
	return children;
}
/** Lines are trimmed and joined by one space, as JSX does. */
function jsxText(text) {
	return text.includes("\n") ? text.replace(/[ \t\r]*\n\s*/g, " ") : text;
}
// packages/formats/src/syntax/typescript/statements.ts
const nothing = () => void 0;
const lowerBlock = (node, context, into) => into.push(...context.block(node));
const plainStatements = [
	["expression_statement", lowerExpressionStatement],
	["return_statement", (node, context, into) => into.push(returnAt(node, firstChild(node, context)))],
	["throw_statement", (node, context, into) => into.push(expressionStatement$3(node, otherAt(node, context.expressions(node.namedChildren))))],
	["statement_block", lowerBlock],
	["ambient_declaration", lowerBlock],
	["labeled_statement", (node, context, into) => into.push(...bodyOf(node.child("body"), context))],
	["with_statement", (node, context, into) => into.push(...bodyOf(node.child("body"), context))],
	["module", lowerNamespace],
	["internal_module", lowerNamespace],
	["if_statement", lowerIf],
	["switch_statement", lowerSwitch],
	["try_statement", lowerTry],
	["empty_statement", nothing],
	["break_statement", nothing],
	["continue_statement", nothing],
	["debugger_statement", nothing],
	["hash_bang_line", nothing]
];
/** A block, or the single statement that stands for one. */
function bodyOf(node, context) {
	if (!node) return [];
	return node.type === "statement_block" ? context.block(node) : context.statements([node]);
}
function firstChild(node, context) {
	const [child] = node.namedChildren;
	return child && context.expression(child);
}
function lowerExpressionStatement(node, context, into) {
	const [child] = node.namedChildren;
	if (!child) return;
	const module = requiredModule(child);
	if (module !== void 0) context.imports.push({
		module,
		...child.span
	});
	else if (child.type === "yield_expression") {
		if (context.scope) context.scope.generator = true;
		into.push(returnAt(node, firstChild(child, context), true));
	} else if (child.type === "sequence_expression") into.push(...context.statements(child.namedChildren));
	else into.push(...context.statements([child]));
}
function lowerNamespace(node, context, into) {
	const name = node.child("name")?.text.replace(/^["']|["']$/g, "") ?? "";
	const body = context.block(node.child("body"));
	into.push({
		kind: "class",
		class: {
			name,
			form: "module",
			bases: [],
			keywords: [],
			decorators: [],
			body,
			...node.span
		},
		...node.span
	});
}
/** A chain of else-ifs is one branch. */
function lowerIf(node, context, into) {
	const tests = [];
	const arms = [];
	let exhaustive = false;
	let current = node;
	while (current) {
		tests.push(context.inField(current, "condition"));
		arms.push(bodyOf(current.child("consequence"), context));
		const alternative = current.child("alternative")?.namedChildren[0];
		current = alternative?.type === "if_statement" ? alternative : void 0;
		if (alternative && !current) {
			exhaustive = true;
			arms.push(bodyOf(alternative, context));
		}
	}
	into.push(branchAt(node, "if", tests, arms, exhaustive));
}
/** Labels that share statements are one choice; the default arm goes last. */
function lowerSwitch(node, context, into) {
	const tests = [context.inField(node, "value")];
	const arms = [];
	let fallback;
	let labels = [];
	let defaulted = false;
	const cases = node.child("body")?.namedChildren ?? [];
	for (const [index, label] of cases.entries()) {
		if (label.type === "switch_default") defaulted = true;
		else labels.push(context.inField(label, "value"));
		const statements = label.childrenIn("body");
		if (statements.length === 0 && index < cases.length - 1) continue;
		const arm = context.statements(statements);
		const [only, ...more] = labels;
		if (defaulted) fallback = arm;
		else if (only) {
			tests.push(more.length === 0 ? only : choiceAt(label, labels));
			arms.push(arm);
		}
		labels = [];
		defaulted = false;
	}
	if (fallback) arms.push(fallback);
	into.push(branchAt(node, "switch", tests, arms, fallback !== void 0));
}
function lowerTry(node, context, into) {
	const arms = [bodyOf(node.child("body"), context)];
	const handler = node.child("handler");
	const parameter = handler?.child("parameter");
	if (handler) {
		const bound = parameter ? [assignAt(parameter, context.expression(parameter), otherAt(parameter))] : [];
		arms.push([...bound, ...bodyOf(handler.child("body"), context)]);
	}
	into.push(branchAt(node, "try", [], arms, true));
	into.push(...bodyOf(node.child("finalizer")?.child("body"), context));
}
// packages/formats/src/syntax/typescript/loops.ts
const loopStatements = [
	["for_in_statement", lowerForIn],
	["for_statement", lowerFor],
	["while_statement", lowerWhile],
	["do_statement", lowerWhile]
];
/** for … of and for … in. */
function lowerForIn(node, context, into) {
	into.push({
		kind: "loop",
		target: context.inField(node, "left"),
		iterable: context.inField(node, "right"),
		body: bodyOf(node.child("body"), context),
		...node.span
	});
}
/** The initializer stands in front, the increment ends the body. */
function lowerFor(node, context, into) {
	const initializer = node.child("initializer");
	if (initializer) into.push(...context.statements([initializer]));
	const condition = node.children.find((child) => child.field === "condition" && child.named && child.type !== "empty_statement");
	const test = condition && context.expression(condition);
	const increment = node.child("increment");
	into.push({
		kind: "loop",
		...test && { test },
		body: [...bodyOf(node.child("body"), context), ...increment ? context.statements([increment]) : []],
		...node.span
	});
}
function lowerWhile(node, context, into) {
	const test = context.optionalInField(node, "condition");
	into.push({
		kind: "loop",
		...test && { test },
		body: bodyOf(node.child("body"), context),
		...node.span
	});
}
// packages/formats/src/syntax/typescript/modules.ts
const moduleStatements = [
	["import_statement", lowerImport],
	["import_alias", lowerImportAlias],
	["export_statement", lowerExport]
];
function lowerImport(node, context) {
	const clause = node.first("import_clause");
	const required = node.first("import_require_clause");
	const source = node.child("source") ?? required?.child("source");
	const module = source ? stringValue(source) : "";
	const typeOnly = node.has("type") || node.has("typeof");
	if (required) add(context, required, {
		module,
		local: required.namedChildren[0]?.text ?? ""
	}, typeOnly);
	if (!clause && !required) add(context, node, { module }, typeOnly);
	for (const child of clause?.namedChildren ?? []) if (child.type === "identifier") add(context, child, {
		module,
		name: "default",
		local: child.text
	}, typeOnly);
	else if (child.type === "namespace_import") add(context, child, {
		module,
		local: child.namedChildren[0]?.text ?? ""
	}, typeOnly);
	else for (const specifier of child.namedChildren) {
		const name = specifierName(specifier.child("name"));
		add(context, specifier, {
			module,
			name,
			local: specifier.child("alias")?.text ?? name
		}, typeOnly || specifier.has("type"));
	}
}
function specifierName(node) {
	return node === void 0 ? "" : node.type === "string" ? stringValue(node) : node.text;
}
function add(context, node, entry, typeOnly) {
	context.imports.push({
		...entry,
		...typeOnly && { typeOnly: true },
		...node.span
	});
}
/** `import a = B.c`. */
function lowerImportAlias(node, context, into) {
	const [target, value] = node.namedChildren;
	if (target && value) into.push(assignAt(node, nameAt(target), context.expression(value), { constant: true }));
}
function lowerExport(node, context, into) {
	const source = node.child("source");
	const declaration = node.child("declaration");
	const value = node.child("value") ?? (node.has("=") ? node.namedChildren.at(-1) : void 0);
	if (source) lowerReexport(node, stringValue(source), context);
	else if (declaration) lowerExported(node, declaration, context, into);
	else if (value) {
		const lowered = value.type === "class" ? classValue(node, value, context) : context.expression(value);
		into.push({
			kind: "export",
			name: "default",
			value: lowered,
			...node.span
		});
	} else for (const specifier of node.first("export_clause")?.namedChildren ?? []) {
		const name = specifier.child("name");
		if (name) into.push({
			kind: "export",
			name: specifierName(specifier.child("alias") ?? name),
			value: nameAt(name),
			...specifier.span
		});
	}
}
function lowerReexport(node, module, context) {
	const typeOnly = node.has("type") || /^export\s+type\b/.test(context.slice(node.start, node.start + 30));
	const namespace = node.first("namespace_export");
	const clause = node.first("export_clause");
	if (namespace) add(context, namespace, {
		module,
		local: specifierName(namespace.namedChildren[0]),
		reexport: true
	}, typeOnly);
	else if (!clause) add(context, node, {
		module,
		name: "*",
		reexport: true
	}, typeOnly);
	for (const specifier of clause?.namedChildren ?? []) {
		const name = specifierName(specifier.child("name"));
		const alias = specifier.child("alias");
		add(context, specifier, {
			module,
			name,
			local: alias ? specifierName(alias) : name,
			reexport: true
		}, typeOnly || specifier.has("type"));
	}
}
function classValue(whole, node, context) {
	return {
		kind: "class",
		class: lowerClass(node, context, { whole }),
		...node.span
	};
}
/** `export` in front of a declaration: it is marked, and `export default` exports its name as well. */
function lowerExported(node, declaration, context, into) {
	const decorators = node.childrenIn("decorator").map((decorator) => context.expression(decorator));
	for (const statement of lowerDeclaration(node, declaration, decorators, context)) into.push(exported(statement));
	if (!node.has("default")) return;
	const name = declaration.child("name");
	if (name) into.push({
		kind: "export",
		name: "default",
		value: nameAt(name),
		...node.span
	});
}
function lowerDeclaration(whole, node, decorators, context) {
	switch (node.type) {
		case "class_declaration":
		case "abstract_class_declaration": return [{
			kind: "class",
			class: lowerClass(node, context, {
				whole,
				decorators
			}),
			...whole.span
		}];
		case "function_declaration":
		case "generator_function_declaration": return [{
			kind: "function",
			function: lowerFunction(node, context, { whole }),
			...whole.span
		}];
		default: return context.statements([node]);
	}
}
function exported(statement) {
	switch (statement.kind) {
		case "function": return {
			...statement,
			function: {
				...statement.function,
				exported: true
			}
		};
		case "class": return {
			...statement,
			class: {
				...statement.class,
				exported: true
			}
		};
		case "assign": return {
			...statement,
			exported: true
		};
		default: return statement;
	}
}
// packages/formats/src/syntax/typescript/types.ts
const lowerInner = (node, context) => {
	const [child, ...more] = node.namedChildren;
	return child && more.length === 0 ? context.expression(child) : otherAt(node, context.expressions(node.namedChildren));
};
/** Nothing in them is ever called or built. */
const lowerToNothing = (node) => otherAt(node);
/** Types as expressions: names, members, subscripts for arguments, "|" and "&" as binary. */
const typeExpressions = [
	["type_identifier", (node) => nameAt(node)],
	["predefined_type", (node) => nameAt(node)],
	["type_annotation", lowerInner],
	["parenthesized_type", lowerInner],
	["readonly_type", lowerInner],
	["literal_type", lowerInner],
	["type_query", lowerInner],
	["optional_type", lowerInner],
	["opting_type_annotation", lowerInner],
	["omitting_type_annotation", lowerInner],
	["this_type", (node) => nameAt(node)],
	["lookup_type", lowerLookup],
	["function_type", lowerToNothing],
	["constructor_type", lowerToNothing],
	["conditional_type", lowerToNothing],
	["infer_type", lowerToNothing],
	["type_predicate", lowerToNothing],
	["type_predicate_annotation", lowerToNothing],
	["asserts_annotation", lowerToNothing],
	["nested_type_identifier", (node, context) => memberAt(node, context.inField(node, "module"), node.child("name")?.text ?? "")],
	["array_type", (node, context) => indexAt(node, nameAt(node, "Array"), lowerInner(node, context))],
	["generic_type", lowerGeneric],
	["union_type", (node, context) => lowerJoined(node, "|", context)],
	["intersection_type", (node, context) => lowerJoined(node, "&", context)],
	["tuple_type", (node, context) => listAt(node, context.expressions(node.namedChildren))],
	["object_type", (node, context) => mapAt(node, lowerProperties(node, context))]
];
const typeStatements = [
	["interface_declaration", lowerInterface],
	["type_alias_declaration", lowerAlias],
	["enum_declaration", lowerEnum]
];
/** `T["key"]`. */
function lowerLookup(node, context) {
	const [object, index] = node.namedChildren;
	return object && index ? indexAt(node, context.expression(object), context.expression(index)) : otherAt(node);
}
function lowerGeneric(node, context) {
	const types = context.expressions(node.child("type_arguments")?.namedChildren ?? []);
	const [only] = types;
	return indexAt(node, context.inField(node, "name"), types.length === 1 && only ? only : listAt(node, types));
}
function lowerJoined(node, operator, context) {
	const [first, ...rest] = node.namedChildren;
	if (!first) return otherAt(node);
	let joined = context.expression(first);
	for (const next of rest) joined = binaryAt(node, operator, joined, context.expression(next));
	return joined;
}
function lowerProperties(node, context) {
	return node.namedChildren.map((child) => {
		const name = child.child("name");
		const value = context.optionalInField(child, "type") ?? otherAt(child);
		return {
			...name && { key: keyAt(name, context) },
			value
		};
	});
}
function lowerInterface(node, context, into) {
	const extended = node.first("extends_type_clause")?.childrenIn("type") ?? [];
	const body = node.child("body");
	pushClass(node, "interface", context.expressions(extended).map(withoutArguments), lowerMembers(body?.namedChildren ?? [], context), context, into);
}
/** `type T = { … }` is an interface; other aliases are assignments of the type. */
function lowerAlias(node, context, into) {
	const value = node.child("value");
	if (value?.type === "object_type") pushClass(node, "interface", [], lowerMembers(value.namedChildren, context), context, into);
	else if (value) into.push(assignAt(node, nameAt(node, node.child("name")?.text ?? ""), context.expression(value), { constant: true }));
}
function lowerMembers(members, context) {
	const statements = [];
	for (const member of members) {
		const name = member.child("name");
		if (member.type === "method_signature") statements.push({
			kind: "function",
			function: lowerMethod(member, context),
			...member.span
		});
		else if (member.type === "property_signature" && name) statements.push(assignAt(member, nameAt(name, memberName(name)), void 0, { type: context.optionalInField(member, "type") }));
	}
	return statements;
}
function lowerEnum(node, context, into) {
	pushClass(node, "enum", [], (node.child("body")?.namedChildren ?? []).map((member) => {
		const name = member.child("name") ?? member;
		return assignAt(member, nameAt(name, memberName(name)), context.optionalInField(member, "value"), { constant: true });
	}), context, into);
}
function pushClass(node, form, bases, body, context, into) {
	const doc = context.docAbove(node);
	const name = node.child("name")?.text ?? "";
	into.push({
		kind: "class",
		class: {
			name,
			form,
			bases,
			keywords: [],
			decorators: [],
			body,
			...doc !== void 0 && { doc },
			...node.span
		},
		...node.span
	});
}
// packages/formats/src/syntax/typescript/index.ts
const rules = {
	expressions: new Map([
		...basicExpressions,
		...collectionExpressions,
		...callExpressions,
		...stringExpressions,
		...functionExpressions,
		...classExpressions,
		...assignmentExpressions,
		...jsxExpressions,
		...typeExpressions
	]),
	statements: new Map([
		...plainStatements,
		...loopStatements,
		...declarationStatements,
		...assignmentStatements,
		...functionStatements,
		...classStatements,
		...typeStatements,
		...moduleStatements
	])
};
/** The grammar does not know `export type * from "m"` of TypeScript 5. */
function withoutTypeStar(text) {
	return text.replace(/^(export[ \t]+)type(?=[ \t]+\*)/gm, "$1    ");
}
function lowering(language, grammar) {
	return {
		language,
		grammar,
		rules,
		prepare: withoutTypeStar,
		lower: (root, context) => {
			const body = context.block(root);
			return {
				imports: context.imports,
				body
			};
		}
	};
}
/** The three grammars share their node types: one set of rules reads all. */
const typescriptLowering = lowering("typescript", "typescript");
const tsxLowering = lowering("typescript", "tsx");
/** JavaScript with JSX. */
const javascriptLowering = lowering("javascript", "javascript");
// packages/formats/src/syntax/registry.ts
/** Every language reader. */
const LOWERINGS = /* @__PURE__ */ new Map([
	["python", pythonLowering],
	["typescript", typescriptLowering],
	["tsx", tsxLowering],
	["javascript", javascriptLowering],
	["go", goLowering],
	["java", javaLowering],
	["csharp", csharpLowering],
	["rust", rustLowering],
	["ruby", rubyLowering]
]);
function loweringFor(syntax) {
	return LOWERINGS.get(syntax);
}
/** What to read a file with, by the end of its name; undefined for what is not source. */
function sourceSyntaxOf(path) {
	const dot = path.lastIndexOf(".");
	return dot === -1 ? void 0 : EXTENSIONS.get(path.slice(dot + 1).toLowerCase());
}
const EXTENSIONS = /* @__PURE__ */ new Map([
	["py", "python"],
	["pyi", "python"],
	["pyw", "python"],
	["ts", "typescript"],
	["mts", "typescript"],
	["cts", "typescript"],
	["tsx", "tsx"],
	["js", "javascript"],
	["mjs", "javascript"],
	["cjs", "javascript"],
	["jsx", "javascript"],
	["go", "go"],
	["java", "java"],
	["cs", "csharp"],
	["rs", "rust"],
	["rb", "ruby"]
]);
// packages/formats/src/syntax/read-source.ts
/** Loads the grammars of these languages, so that `readSourceSync` can be used. */
async function prepareLanguages(languages) {
	await Promise.all(languages.map((language) => loadGrammar(loweringOf(language).grammar)));
}
/**
* Reads source into the neutral form. Broken syntax does not throw: its places are in `errors`.
* @throws FormatError BUDGET_BYTES, BUDGET_NODES, BUDGET_TIME.
*/
async function readSource(language, text, budget = {}, position = {}) {
	await loadGrammar(loweringOf(language).grammar);
	return readSourceSync(language, text, budget, position);
}
/** As `readSource`, for languages that `prepareLanguages` has loaded. */
function readSourceSync(language, text, budget = {}, position = {}) {
	const lowering = loweringOf(language);
	const tree = parseSource(lowering.grammar, text, {
		...DEFAULT_SOURCE_BUDGET,
		...budget
	}, position, lowering.prepare);
	const context = new LoweringContext(tree, lowering.rules);
	const lowered = lowering.lower(tree.root, context);
	return {
		language: lowering.language,
		...lowered,
		errors: [...tree.errors, ...context.errors]
	};
}
function loweringOf(language) {
	const lowering = loweringFor(language);
	if (!lowering) throw new FormatError("UNSUPPORTED", `There is no reader for ${language} source.`);
	return lowering;
}
// packages/formats/src/notebook/text-fields.ts
/** Narrowing of what JSON.parse returned. */
function isRecord$1(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** Text is a string or a list of lines that keep their ends; anything else is none. */
function joined(value) {
	if (typeof value === "string") return value;
	return Array.isArray(value) ? value.filter((line) => typeof line === "string").join("") : "";
}
// packages/formats/src/notebook/outputs.ts
/** Longest output text kept for one cell: secrets stand in what was printed, not in the tenth megabyte of it. */
const KEPT = 262144;
/** What the outputs of a cell say: streams, text and JSON representations, errors with their traceback. No images. */
function outputText(outputs) {
	if (!Array.isArray(outputs)) return "";
	const texts = [];
	let left = KEPT;
	for (const output of outputs) {
		if (!isRecord$1(output)) continue;
		for (const text of textsOf(output)) {
			if (text === "" || left <= 0) continue;
			texts.push(text.slice(0, left));
			left -= text.length;
		}
	}
	return stripVTControlCharacters(texts.join("\n"));
}
function textsOf(output) {
	const texts = [joined(output["text"])];
	if (output["output_type"] === "error" || output["output_type"] === "pyerr") {
		const traceback = output["traceback"];
		const lines = Array.isArray(traceback) ? traceback.filter((line) => typeof line === "string") : [];
		texts.push(lines.length > 0 ? lines.join("\n") : `${joined(output["ename"])}: ${joined(output["evalue"])}`);
	}
	const data = isRecord$1(output["data"]) ? output["data"] : {
		"text/html": output["html"],
		"application/json": output["json"]
	};
	for (const [type, value] of Object.entries(data)) if (type.startsWith("text/")) texts.push(joined(value));
	else if (type === "application/json" || type.endsWith("+json")) texts.push(typeof value === "string" ? value : JSON.stringify(value) ?? "");
	return texts;
}
// packages/formats/src/notebook/cells.ts
/**
* Reads nbformat 3 and 4: https://nbformat.readthedocs.io/en/latest/format_description.html
* @throws FormatError NOT_THIS_FORMAT when it is not JSON, MALFORMED when it is no notebook, BUDGET_BYTES, BUDGET_NODES.
*/
function readCells(text, budget = DEFAULT_BUDGET) {
	if (text.length > budget.bytes) throw new FormatError("BUDGET_BYTES", `The notebook has ${text.length} characters, the budget is ${budget.bytes}; raise it to read this file.`);
	const root = parsed$1(text);
	const found = isRecord$1(root) ? cellsOf(root) : void 0;
	if (!isRecord$1(root) || found === void 0) throw new FormatError("MALFORMED", "This is JSON but no notebook: it has no list of cells.");
	if (found.length > budget.nodes) throw new FormatError("BUDGET_NODES", `The notebook has more than ${budget.nodes} cells; raise the node budget to read it.`);
	const kernel = kernelLanguage(root["metadata"]);
	return {
		format: typeof root["nbformat"] === "number" ? root["nbformat"] : 4,
		...kernel !== void 0 && { kernel },
		cells: found.map((value, index) => readCell(value, index + 1))
	};
}
function parsed$1(text) {
	try {
		return JSON.parse(text.startsWith("﻿") ? text.slice(1) : text);
	} catch (cause) {
		const place = cause instanceof Error ? /line \d+ column \d+/.exec(cause.message)?.[0] : void 0;
		throw new FormatError("NOT_THIS_FORMAT", `The notebook is not JSON: ${text.trim() === "" ? "it is empty" : place === void 0 ? "it ends too early" : `it breaks off at ${place}`}. Save it again in Jupyter, or leave it out.`);
	}
}
/** Version 4 has cells, version 3 and older worksheets with cells. */
function cellsOf(root) {
	if (Array.isArray(root["cells"])) return root["cells"];
	if (!Array.isArray(root["worksheets"])) return void 0;
	return root["worksheets"].flatMap((sheet) => isRecord$1(sheet) && Array.isArray(sheet["cells"]) ? sheet["cells"] : []);
}
function kernelLanguage(metadata) {
	if (!isRecord$1(metadata)) return void 0;
	const info = metadata["language_info"];
	const spec = metadata["kernelspec"];
	const language = isRecord$1(info) && info["name"] || isRecord$1(spec) && spec["language"];
	if (typeof language === "string" && language !== "") return language.toLowerCase();
	const name = isRecord$1(spec) && spec["name"];
	if (typeof name !== "string") return void 0;
	return /^(?:python|conda|ir\b|julia)/.exec(name)?.[0].replace("conda", "python").replace("ir", "r");
}
function readCell(value, cell) {
	if (!isRecord$1(value)) return {
		cell,
		type: "raw",
		source: "",
		output: ""
	};
	const kind = value["cell_type"];
	const type = kind === "code" || kind === "raw" ? kind : "markdown";
	const language = value["language"];
	return {
		cell,
		type,
		source: joined(value["source"] ?? value["input"]).replace(/\r\n?/g, "\n"),
		output: type === "code" ? outputText(value["outputs"]) : "",
		...type === "code" && typeof language === "string" && { language: language.toLowerCase() }
	};
}
// packages/formats/src/notebook/installs.ts
/** Options of pip and conda that take a value of their own; what follows them is no requirement. */
const WITH_VALUE = /* @__PURE__ */ new Set([
	"-i",
	"--index-url",
	"--extra-index-url",
	"-f",
	"--find-links",
	"-c",
	"--constraint",
	"-r",
	"--requirement",
	"-t",
	"--target",
	"--channel",
	"--proxy",
	"--timeout",
	"--retries",
	"--trusted-host",
	"--cert",
	"--prefix",
	"--root",
	"-n",
	"--name",
	"-p",
	"--python",
	"--cache-dir"
]);
const INSTALLER = /^(?:sudo\s+)?(?:-E\s+)?(?:(?:\S*\/)?python[\d.]*\s+-m\s+|\{sys\.executable\}\s+-m\s+|uv\s+)?(?:\S*\/)?(?:pip[\d.]*|conda|mamba|micromamba)\s+install\s+/;
/**
* Requirements that a command line installs with pip, conda or uv, as written but without quotes. In notebooks people
* write `pip install a>=1` without quotes and mean the version.
*/
function installedRequirements(command) {
	return command.split(/&&|\|\||;(?!\s*(?:python|sys|platform|os)_)|\n/).flatMap((part) => requirementsOf(part.trim()));
}
function requirementsOf(command) {
	const installer = INSTALLER.exec(command);
	if (!installer) return [];
	const requirements = [];
	let skip = false;
	for (const word of words(command.slice(installer[0].length))) {
		if (word === "|" || word.startsWith("#") || /^\d?>/.test(word)) break;
		if (skip) skip = false;
		else if (word.startsWith("-")) skip = WITH_VALUE.has(word) || word === "-c" && command.includes("conda");
		else requirements.push(word);
	}
	return requirements;
}
/** Splits at blanks outside of quotes; `a >=1` stays two words as the shell sees it. */
function words(text) {
	return [...text.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map((match) => match[0].replace(/["']/g, ""));
}
// packages/formats/src/notebook/logical-lines.ts
/** Lines of Python at which a statement can start: not inside brackets, strings or after a backslash. */
function statementStarts(source) {
	const lines = [];
	let depth = 0;
	let quote = "";
	let start = 0;
	let open = true;
	for (let at = 0; at <= source.length; at += 1) {
		const character = source[at];
		if (character === void 0 || character === "\n") {
			if (open) lines.push({
				start,
				end: at
			});
			if (quote.length === 1 && source[at - 1] !== "\\") quote = "";
			open = depth === 0 && quote === "" && source[at - 1] !== "\\";
			start = at + 1;
			if (open && isMagic(source, start)) at = endOfMagic(source, start) - 1;
		} else if (at === 0 && isMagic(source, 0)) at = endOfMagic(source, 0) - 1;
		else if (quote !== "") {
			if (character === "\\") at += source[at + 1] === "\n" ? 0 : 1;
			else if (source.startsWith(quote, at)) {
				at += quote.length - 1;
				quote = "";
			}
		} else if (character === "#") at = lineEnd(source, at) - 1;
		else if (character === "\"" || character === "'") {
			quote = source.startsWith(character.repeat(3), at) ? character.repeat(3) : character;
			at += quote.length - 1;
		} else if ("([{".includes(character)) depth += 1;
		else if (")]}".includes(character)) depth = Math.max(0, depth - 1);
	}
	return lines;
}
const MAGIC = /[ \t]*(?:[%!?]|[A-Za-z_][\w., \t]*=[ \t]*[%!](?!=))/y;
function isMagic(source, at) {
	MAGIC.lastIndex = at;
	return MAGIC.test(source);
}
/** A magic ends with its line; a backslash continues it. */
function endOfMagic(source, at) {
	let end = lineEnd(source, at);
	while (source[end - 1] === "\\" && end < source.length) end = lineEnd(source, end + 1);
	return end;
}
function lineEnd(source, at) {
	const end = source.indexOf("\n", at);
	return end === -1 ? source.length : end;
}
// packages/formats/src/notebook/magics.ts
const CELL_MAGIC = /^\s*%%?([\w.!-]+)([^\n]*)(?:\n|$)/;
const SHELLS = /* @__PURE__ */ new Set([
	"bash",
	"sh",
	"zsh",
	"shell",
	"cmd",
	"system",
	"sx",
	"!"
]);
const OTHERS = /* @__PURE__ */ new Set([
	"sql",
	"bigquery",
	"bqsql",
	"sparksql",
	"html",
	"svg",
	"javascript",
	"js",
	"typescript",
	"markdown",
	"md",
	"latex",
	"r",
	"julia",
	"ruby",
	"perl",
	"scala",
	"cython",
	"kql",
	"mermaid",
	"fs",
	"css",
	"graphql",
	"configure"
]);
/** Databricks writes cell magics with one sign; these names are no line magics of IPython. */
const SINGLE_SIGN = /* @__PURE__ */ new Set([
	"sql",
	"sh",
	"md",
	"scala",
	"r",
	"fs",
	"python"
]);
/**
* Takes the magics out of a Python cell, as IPython does: `!ls` and `%time x` become calls on `get_ipython()`, lines
* keep their numbers. https://ipython.readthedocs.io/en/stable/interactive/magics.html
*/
function readMagics(source) {
	const match = CELL_MAGIC.exec(source);
	const sign = source.trimStart().startsWith("%%") ? 2 : 1;
	if (match?.[1] === void 0 || sign === 1 && !(source.trimStart().startsWith("%") && SINGLE_SIGN.has(match[1].toLowerCase()))) return lineMagics(source);
	const name = match[1].toLowerCase();
	const rest = match[2]?.trim() ?? "";
	const skipped = match[0].split("\n").length - 1;
	const body = source.slice(match[0].length);
	if (SHELLS.has(name) || name === "script" && /^(?:ba|z|)sh\b/.test(rest)) return {
		code: "",
		language: "shell",
		commands: shellLines(body, skipped + 1)
	};
	if (name === "script") return {
		code: "",
		language: rest.split(/\s/)[0] ?? "script",
		commands: []
	};
	if ((name === "writefile" || name === "file") && !rest.endsWith(".py")) return {
		code: "",
		language: "text",
		commands: []
	};
	if (OTHERS.has(name)) return {
		code: "",
		language: name,
		commands: []
	};
	const inner = lineMagics(body);
	return {
		code: "\n".repeat(skipped) + inner.code,
		commands: inner.commands.map((command) => ({
			...command,
			line: command.line + skipped
		}))
	};
}
/** Lines of a shell cell; a backslash joins them. */
function shellLines(body, firstLine) {
	const commands = [];
	let line = firstLine;
	for (const logical of body.split(/(?<!\\)\n/)) {
		const command = logical.replace(/\s*\\\n\s*/g, " ").trim();
		if (command !== "" && !command.startsWith("#")) commands.push({
			command,
			shell: true,
			line
		});
		line += logical.split("\n").length;
	}
	return commands;
}
const LINE_MAGIC = /^([ \t]*)((?:[A-Za-z_][\w., \t]*=[ \t]*)?)([%!]{1,2})(?!=)([\s\S]*)$/;
const HELP = /^([ \t]*)(?:\?{1,2}[\w.*%]+|[\w.*%]+\?{1,2})[ \t]*$/;
function lineMagics(source) {
	const commands = [];
	let code = "";
	let copied = 0;
	let line = 1;
	for (const { start, end } of statementStarts(source)) {
		if (start < copied) continue;
		const logicalEnd = /^[ \t]*(?:[%!]|[A-Za-z_][\w., \t]*=[ \t]*[%!])/.test(source.slice(start, end)) ? endOfMagic(source, start) : end;
		const text = source.slice(start, logicalEnd);
		const magic = LINE_MAGIC.exec(text);
		const help = magic ? null : HELP.exec(text);
		if (!magic && !help) continue;
		line += count(source, copied, start);
		code += source.slice(copied, start);
		if (magic) {
			const [, indent = "", target = "", sign = "", rest = ""] = magic;
			const command = rest.replace(/\s*\\\n\s*/g, " ").trim();
			commands.push({
				command,
				shell: sign.startsWith("!"),
				line
			});
			code += indent + target + call(sign.startsWith("!"), target !== "", command);
		} else code += `${help?.[1] ?? ""}pass`;
		code += "\n".repeat(count(source, start, logicalEnd));
		line += count(source, start, logicalEnd);
		copied = logicalEnd;
	}
	return {
		code: code + source.slice(copied),
		commands
	};
}
/** What IPython runs instead. */
function call(shell, used, command) {
	if (shell) return `get_ipython().${used ? "getoutput" : "system"}(${JSON.stringify(command)})`;
	const [name = "", ...rest] = command.split(" ");
	if (/^(?:time|timeit|prun|memit|lprun|mprun)$/.test(name) && rest.length > 0 && !rest[0]?.startsWith("-")) return rest.join(" ");
	return `get_ipython().run_line_magic(${JSON.stringify(name)}, ${JSON.stringify(rest.join(" "))})`;
}
function count(source, from, to) {
	let lines = 0;
	for (let at = source.indexOf("\n", from); at !== -1 && at < to; at = source.indexOf("\n", at + 1)) lines += 1;
	return lines;
}
// packages/formats/src/notebook/index.ts
/**
* Reads a Jupyter notebook. All cells in the kernel's language are one module, whose spans carry the cell.
* @throws FormatError NOT_THIS_FORMAT when it is not JSON, MALFORMED when it is no notebook, BUDGET_BYTES, BUDGET_NODES.
*/
async function readNotebook(text, budget = DEFAULT_BUDGET) {
	const { format, kernel, cells } = readCells(text, budget);
	const language = languageOf(kernel);
	if (language && cells.some((cell) => cell.type === "code")) await prepareLanguages([language]);
	const codes = cells.map((cell) => codeOf(cell, language));
	const commands = codes.flatMap((code, index) => code.commands.map((command) => ({
		...command,
		cell: index + 1
	})));
	const module = language && moduleOf(language, codes, budget);
	return {
		...kernel !== void 0 && { kernel },
		format,
		cells: cells.map(({ cell, type, source }, index) => {
			const other = codes[index]?.language;
			return {
				cell,
				type,
				lines: source === "" ? 0 : source.split("\n").length,
				...other !== void 0 && { language: other }
			};
		}),
		...module && { module },
		installs: commands.flatMap(({ command, cell, line }) => installedRequirements(command).map((requirement) => ({
			requirement,
			cell,
			line
		}))),
		shell: commands.filter(isShell).map(({ command, cell, line }) => ({
			command,
			cell,
			line
		})),
		texts: cells.flatMap(({ cell, type, source, output }) => [...source === "" ? [] : [{
			cell,
			text: source,
			output: false,
			type
		}], ...output === "" ? [] : [{
			cell,
			text: output,
			output: true,
			type
		}]])
	};
}
/** `%pip` and `%conda` run the same programs as `!pip`. */
function isShell(command) {
	return command.shell || /^(?:pip|conda|mamba|uv|sx|system)\b/.test(command.command);
}
const KERNELS = /* @__PURE__ */ new Map([
	["ipython", "python"],
	["python2", "python"],
	["python3", "python"],
	["c#", "csharp"],
	["js", "javascript"],
	["deno", "typescript"]
]);
/** A notebook that does not say its language is Python. */
function languageOf(kernel) {
	if (kernel === void 0) return "python";
	return KERNELS.get(kernel) ?? LANGUAGES.find((language) => language === kernel);
}
/** The code of a cell in the kernel's language; nothing for cells in another one. */
function codeOf(cell, language) {
	if (cell.type !== "code") return {
		code: "",
		commands: []
	};
	if (cell.language !== void 0 && languageOf(cell.language) !== language) return {
		code: "",
		language: cell.language,
		commands: []
	};
	return language === "python" ? readMagics(cell.source) : {
		code: cell.source,
		commands: []
	};
}
/** A cell that exceeds its budget is an error of the module, the others go on. */
function moduleOf(language, codes, budget) {
	const modules = codes.flatMap(({ code }, index) => code.trim() === "" ? [] : [cellModule(language, code, index + 1, budget)]);
	return {
		language,
		imports: modules.flatMap((module) => module.imports),
		body: modules.flatMap((module) => module.body),
		errors: modules.flatMap((module) => module.errors)
	};
}
function cellModule(language, code, cell, budget) {
	try {
		return readSourceSync(language, code, {
			depth: budget.depth,
			nodes: budget.nodes
		}, { cell });
	} catch (error) {
		if (!(error instanceof FormatError)) throw error;
		return {
			language,
			imports: [],
			body: [],
			errors: [{
				line: 1,
				endLine: code.split("\n").length,
				cell
			}]
		};
	}
}
// packages/formats/src/config/expand-variables.ts
const REFERENCE = /\$\$|\\\$|\$\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+?=])((?:[^{}]|\{[^{}]*\}|\$\{[^{}]*\})*))?\}|\$([A-Za-z_][A-Za-z0-9_]*)/g;
/** What names may grow a text by: `A=$A$A` doubles with every line. */
const GROWTH = 1e5;
/** `$X`, `${X}`, `${X:-d}`, `${X-d}`, `${X:+y}`, `$$` (POSIX shell 2.6.2, as Compose, .env files and Dockerfiles use it). */
function expandVariables(text, lookup, depth = 0) {
	let defaulted = false;
	let complete = true;
	let grown = 0;
	return {
		value: text.replace(REFERENCE, (whole, braced, operator, word, bare) => {
			const name = braced ?? bare;
			if (name === void 0) return "$";
			const known = lookup(name);
			grown += known?.length ?? 0;
			const found = grown > GROWTH ? void 0 : known;
			const nested = () => {
				const inner = depth < 5 ? expandVariables(word ?? "", lookup, depth + 1) : {
					value: word ?? "",
					defaulted: false,
					complete: false
				};
				complete &&= inner.complete;
				return inner.value;
			};
			if (operator?.endsWith("+") === true) return found === void 0 || found === "" ? "" : nested();
			if (found !== void 0 && !(found === "" && operator?.startsWith(":") === true)) return found;
			if (operator?.endsWith("-") === true || operator?.endsWith("=") === true) {
				defaulted = true;
				return nested();
			}
			complete = false;
			return whole;
		}),
		defaulted,
		complete
	};
}
// packages/formats/src/config/reading.ts
/** Refuses text over the byte budget before anything looks at it (UTF-16 units stand in for bytes). */
function requireSize(text, budget, what) {
	if (text.length > budget.bytes) throw new FormatError("BUDGET_BYTES", `${what} of ${text.length} characters is over the limit of ${budget.bytes}`);
}
/** Counts what is produced, so that aliases and repetition cannot grow without bound. */
var NodeCount = class {
	#left;
	#limit;
	constructor(limit) {
		this.#left = limit;
		this.#limit = limit;
	}
	take(count, line) {
		this.#left -= count;
		if (this.#left < 0) throw new FormatError("BUDGET_NODES", `more than ${this.#limit} values`, { line });
	}
	get used() {
		return this.#limit - this.#left;
	}
};
/** First offset of every line; `lineAt` is the line (from 1) of an offset. */
var LineIndex = class {
	#starts = [0];
	constructor(text) {
		for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
	}
	lineAt(offset) {
		let low = 0;
		let high = this.#starts.length;
		while (low + 1 < high) {
			const middle = low + high >> 1;
			if ((this.#starts[middle] ?? 0) <= offset) low = middle;
			else high = middle;
		}
		return low + 1;
	}
};
// packages/formats/src/config/environment.ts
const ASSIGNMENT = /^\s*(?:export\s+|set\s+|setx\s+|ENV\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*(?:=|:(?=\s))\s*/;
const NAME_ALONE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*$/;
/**
* Reads a .env file: quotes (also over several lines), `export`, comments, `${X:-default}` and names set
* above. `sample` marks every entry of a file that only shows what to set (.env.example).
*
* @throws FormatError BUDGET_BYTES, BUDGET_NODES
*/
function readEnvironment(text, sample, budget = DEFAULT_BUDGET) {
	requireSize(text, budget, "environment file");
	const count = new NodeCount(budget.nodes);
	const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
	const known = /* @__PURE__ */ new Map();
	const entries = [];
	for (let index = 0; index < lines.length; index += 1) {
		const line = lines[index] ?? "";
		if (/^\s*(?:#|$)/.test(line)) continue;
		const alone = NAME_ALONE.exec(line);
		const match = ASSIGNMENT.exec(line);
		const name = match?.[1] ?? alone?.[1];
		if (name === void 0) continue;
		count.take(1, index + 1);
		const at = index + 1;
		if (match === null) {
			entries.push({
				name,
				line: at,
				sample
			});
			continue;
		}
		const value = valueFrom(lines, index, match[0].length);
		index = value.lastLine;
		const expanded = value.literal ? {
			value: value.text,
			defaulted: false
		} : expandVariables(value.text, (other) => known.get(other));
		known.set(name, expanded.value);
		entries.push({
			name,
			value: expanded.value,
			line: at,
			sample: sample || expanded.defaulted
		});
	}
	return entries;
}
function valueFrom(lines, first, column) {
	const rest = (lines[first] ?? "").slice(column);
	const quote = rest[0];
	if (quote !== "\"" && quote !== "'" && quote !== "`") return {
		text: rest.replace(/(?:^|\s)#.*$/, "").trim(),
		literal: false,
		lastLine: first
	};
	let body = rest.slice(1);
	for (let last = first; last < lines.length && last < first + 200;) {
		const end = closingQuote(body, quote);
		if (end !== -1) {
			const inner = body.slice(0, end);
			return {
				text: quote === "\"" ? inner.replace(/\\n/g, "\n").replace(/\\(["\\$])/g, "$1") : inner,
				literal: quote === "'",
				lastLine: last
			};
		}
		last += 1;
		body += `\n${lines[last] ?? ""}`;
	}
	return {
		text: rest.trim(),
		literal: true,
		lastLine: first
	};
}
function closingQuote(text, quote) {
	for (let at = 0; at < text.length; at += 1) if (text[at] === "\\" && quote === "\"") at += 1;
	else if (text[at] === quote) return at;
	return -1;
}
// packages/formats/src/config/json.ts
const ERRORS_KEPT = 20;
/**
* Reads JSON, also with comments and trailing commas. Broken JSON gives what could be read, and errors.
*
* @throws FormatError NOT_THIS_FORMAT, BUDGET_BYTES, BUDGET_DEPTH, BUDGET_NODES
*/
function readJson(text, budget = DEFAULT_BUDGET) {
	requireSize(text, budget, "JSON");
	if (!/^[\uFEFF\s]*(?:[[{"\-0-9]|true|false|null|\/[/*])/.test(text.slice(0, 1e4))) throw new FormatError("NOT_THIS_FORMAT", "the text does not start like JSON");
	const errors = [];
	const count = new NodeCount(budget.nodes);
	const open = [];
	let root;
	const lines = new LineIndex(text);
	const put = (node) => {
		const parent = open.at(-1);
		if (parent === void 0) root ??= node;
		else if (parent.kind === "list") parent.items.push(node);
		else if (parent.key !== void 0) {
			parent.entries.push({
				key: parent.key.name,
				line: parent.key.line,
				value: node
			});
			parent.key = void 0;
		}
	};
	const begin = (kind, line) => {
		count.take(1, line);
		if (open.length >= budget.depth) throw new FormatError("BUDGET_DEPTH", `JSON is nested deeper than ${budget.depth}`, { line });
		open.push({
			kind,
			line,
			entries: [],
			items: [],
			key: void 0
		});
	};
	const end = (endLine) => {
		const node = open.pop();
		if (node === void 0) return;
		const place = {
			line: node.line,
			endLine
		};
		put(node.kind === "map" ? {
			kind: "map",
			entries: node.entries,
			...place
		} : {
			kind: "list",
			items: node.items,
			...place
		});
	};
	const scalar = (value, line) => {
		count.take(1, line);
		put({
			kind: "scalar",
			value: scalarValue(value),
			line,
			endLine: line
		});
	};
	visit(text, {
		onObjectBegin: (_offset, _length, line) => begin("map", line + 1),
		onArrayBegin: (_offset, _length, line) => begin("list", line + 1),
		onObjectEnd: (_offset, _length, line) => end(line + 1),
		onArrayEnd: (_offset, _length, line) => end(line + 1),
		onObjectProperty: (name, _offset, _length, line) => {
			const parent = open.at(-1);
			if (parent !== void 0) parent.key = {
				name,
				line: line + 1
			};
		},
		onLiteralValue: (value, _offset, _length, line) => scalar(value, line + 1),
		onError: (code, offset) => {
			if (errors.length < ERRORS_KEPT) errors.push({
				line: lines.lineAt(offset),
				message: printParseErrorCode(code)
			});
		}
	}, { allowTrailingComma: true });
	while (open.length > 0) end(lines.lineAt(text.length));
	return {
		documents: root === void 0 ? [] : [root],
		errors
	};
}
function scalarValue(value) {
	if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
	return typeof value === "number" && Number.isFinite(value) ? value : String(value);
}
// packages/formats/src/config/toml-lines.ts
function place(line) {
	return {
		line,
		endLine: line,
		children: /* @__PURE__ */ new Map(),
		elements: []
	};
}
function tomlPlaces(text, budget) {
	return new TomlWalker(text, budget).walk();
}
var TomlWalker = class {
	#text;
	#budget;
	#at = 0;
	#line = 1;
	constructor(text, budget) {
		this.#text = text;
		this.#budget = budget;
	}
	walk() {
		const root = place(1);
		let table = root;
		for (;;) {
			this.#blank();
			if (this.#at >= this.#text.length) break;
			if (this.#peek() === "[") table = this.#header(root);
			else this.#pair(table, 0);
			table.endLine = Math.max(table.endLine, this.#line);
		}
		root.endLine = this.#line;
		return root;
	}
	#peek() {
		return this.#text[this.#at] ?? "";
	}
	#step() {
		if (this.#text[this.#at] === "\n") this.#line += 1;
		this.#at += 1;
	}
	/** White space, line ends, comments. */
	#blank() {
		for (;;) {
			const char = this.#peek();
			if (char === "#") while (this.#at < this.#text.length && this.#peek() !== "\n") this.#at += 1;
			else if (char !== "" && /[\s\uFEFF]/.test(char)) this.#step();
			else return;
		}
	}
	#spaces() {
		while (this.#peek() === " " || this.#peek() === "	") this.#at += 1;
	}
	#keyPart() {
		this.#spaces();
		const quote = this.#peek();
		const start = this.#at;
		if (quote === "\"" || quote === "'") {
			this.#quoted(quote);
			const raw = this.#text.slice(start + 1, this.#at - 1);
			return quote === "'" ? raw : unescaped(raw);
		}
		while (/[A-Za-z0-9_-]/.test(this.#peek())) this.#at += 1;
		if (this.#at === start) throw new FormatError("MALFORMED", "TOML key expected", { line: this.#line });
		return this.#text.slice(start, this.#at);
	}
	#key() {
		const parts = [this.#keyPart()];
		for (this.#spaces(); this.#peek() === "."; this.#spaces()) {
			this.#at += 1;
			parts.push(this.#keyPart());
		}
		return parts;
	}
	#header(root) {
		const line = this.#line;
		this.#at += 1;
		const array = this.#peek() === "[";
		if (array) this.#at += 1;
		const path = this.#key();
		while (this.#peek() === "]" || this.#peek() === " ") this.#at += 1;
		const last = path.pop() ?? "";
		const parent = this.#descend(root, path, line);
		const found = parent.children.get(last) ?? place(line);
		parent.children.set(last, found);
		if (!array) return this.#current(found);
		const element = place(line);
		found.elements.push(element);
		return element;
	}
	/** Tables on the way; of an array of tables, its last element. */
	#descend(from, path, line) {
		let current = from;
		for (const part of path) {
			const next = current.children.get(part) ?? place(line);
			current.children.set(part, next);
			current = this.#current(next);
		}
		return current;
	}
	#current(node) {
		return node.elements.at(-1) ?? node;
	}
	#pair(table, depth) {
		const line = this.#line;
		const path = this.#key();
		const last = path.pop() ?? "";
		this.#spaces();
		if (this.#peek() === "=") this.#at += 1;
		this.#spaces();
		const value = this.#value(depth);
		this.#descend(table, path, line).children.set(last, {
			...value,
			line
		});
	}
	#value(depth) {
		if (depth > this.#budget.depth) throw new FormatError("BUDGET_DEPTH", `TOML is nested deeper than ${this.#budget.depth}`, { line: this.#line });
		const result = place(this.#line);
		const char = this.#peek();
		if (char === "[" || char === "{") {
			const close = char === "[" ? "]" : "}";
			this.#at += 1;
			for (this.#blank(); this.#peek() !== close && this.#peek() !== ""; this.#blank()) {
				const before = this.#at;
				if (this.#peek() === ",") this.#at += 1;
				else if (char === "[") result.elements.push(this.#value(depth + 1));
				else this.#pair(result, depth + 1);
				if (this.#at === before) throw new FormatError("MALFORMED", `TOML ${close} expected`, { line: this.#line });
			}
			this.#at += 1;
		} else if (char === "\"" || char === "'") this.#quoted(char);
		else while (this.#at < this.#text.length && !/[,\]}\n#]/.test(this.#peek())) this.#at += 1;
		result.endLine = this.#line;
		return result;
	}
	#quoted(quote) {
		const long = this.#text.startsWith(quote.repeat(3), this.#at);
		this.#at += long ? 3 : 1;
		for (;;) {
			const char = this.#peek();
			if (char === "" || !long && char === "\n") return;
			if (char === "\\" && quote === "\"") this.#step();
			else if (!long && char === quote) break;
			else if (long && this.#text.startsWith(quote.repeat(3), this.#at)) {
				while (this.#text[this.#at + 3] === quote) this.#at += 1;
				this.#at += 2;
				break;
			}
			this.#step();
		}
		this.#at += 1;
	}
};
/** Keys with escapes are rare; JSON knows all of TOML's short ones. */
function unescaped(raw) {
	try {
		const value = JSON.parse(`"${raw}"`);
		return typeof value === "string" ? value : raw;
	} catch {
		return raw;
	}
}
// packages/formats/src/config/toml.ts
/**
* Reads TOML 1.0.
*
* @throws FormatError MALFORMED (with the line), BUDGET_BYTES, BUDGET_DEPTH, BUDGET_NODES
*/
function readToml(text, budget = DEFAULT_BUDGET) {
	requireSize(text, budget, "TOML");
	let value;
	try {
		value = parse$1(text, {
			maxDepth: budget.depth,
			integersAsBigInt: false
		});
	} catch (cause) {
		if (cause instanceof TomlError && /nest|recursion|too deep/i.test(cause.message)) throw new FormatError("BUDGET_DEPTH", `TOML is nested deeper than ${budget.depth}`, {
			cause,
			line: cause.line
		});
		if (cause instanceof TomlError) throw new FormatError("MALFORMED", cause.message.split("\n")[0] ?? "TOML is malformed", {
			cause,
			line: cause.line
		});
		if (cause instanceof RangeError) throw new FormatError("BUDGET_DEPTH", "TOML is nested too deeply", { cause });
		throw new FormatError("MALFORMED", "TOML could not be read", { cause });
	}
	const places = tomlPlaces(text, budget);
	return {
		documents: [placed(value, places, {
			line: 1,
			endLine: places.endLine
		}, new NodeCount(budget.nodes))],
		errors: []
	};
}
function placed(value, place, around, count) {
	const line = place?.line ?? around.line;
	const endLine = Math.max(line, place?.endLine ?? line);
	count.take(1, line);
	const here = {
		line,
		endLine
	};
	if (Array.isArray(value)) return {
		kind: "list",
		items: value.map((item, index) => placed(item, place?.elements[index], here, count)),
		...here
	};
	if (value instanceof TomlDate) return {
		kind: "scalar",
		value: value.toISOString(),
		...here
	};
	if (typeof value === "object") return {
		kind: "map",
		entries: Object.entries(value).map(([key, item]) => {
			const child = place?.children.get(key);
			return {
				key,
				line: child?.line ?? line,
				value: placed(item, child, here, count)
			};
		}),
		...here
	};
	return {
		kind: "scalar",
		value: typeof value === "bigint" || typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
		...here
	};
}
// packages/formats/src/config/templated.ts
const OPEN = "";
const CLOSE = "";
const PLACEHOLDER = /\uE000(\d+)\uE001/g;
function hasTemplateActions(text) {
	return text.includes("{{") || text.includes("{%");
}
const CLOSERS = {
	"{{": "}}",
	"{%": "%}",
	"{#": "#}"
};
/** Actions in order; an action that is never closed is left alone. */
function actionsOf(text) {
	const actions = [];
	const opener = /\{[{%#]/g;
	for (let match = opener.exec(text); match !== null; match = opener.exec(text)) {
		const closer = CLOSERS[match[0]] ?? "}}";
		const close = match[0] === "{{" && /^-?\s*\/\*/.test(text.slice(match.index + 2, match.index + 8)) ? text.indexOf("*/", match.index) : match.index + 2;
		const end = close === -1 ? -1 : text.indexOf(closer, close);
		if (end === -1) {
			if (closer === "}}") break;
			continue;
		}
		actions.push({
			start: match.index,
			end: end + 2
		});
		opener.lastIndex = end + 2;
	}
	return actions;
}
function isWholeLine(text, action) {
	const lineStart = text.lastIndexOf("\n", action.start - 1) + 1;
	const lineEnd = text.indexOf("\n", action.end);
	const after = text.slice(action.end, lineEnd === -1 ? text.length : lineEnd);
	return text.slice(lineStart, action.start).trim() === "" && after.trim() === "";
}
/** Masks every action; line numbers do not change. */
function maskTemplate(text) {
	const originals = [];
	let masked = "";
	let done = 0;
	for (const action of actionsOf(text)) {
		const original = text.slice(action.start, action.end);
		const lines = original.split("\n").length - 1;
		masked += text.slice(done, action.start);
		done = action.end;
		if (isWholeLine(text, action) || !original.startsWith("{{")) masked += "\n".repeat(lines);
		else masked += `${OPEN}${originals.push(original) - 1}${CLOSE}${"\n".repeat(lines)}`;
	}
	return {
		text: masked + text.slice(done),
		restore: (value) => value.replace(PLACEHOLDER, (whole, index) => originals[Number(index)] ?? whole)
	};
}
// packages/formats/src/config/yaml-tree.ts
/** Turns the nodes of the yaml library into ours. */
var YamlTree = class {
	/** A key that is a map or list: most likely an unmasked template action. */
	oddKeys = false;
	#anchors = /* @__PURE__ */ new Map();
	#text;
	#counter;
	#offset;
	#budget;
	#count;
	#restore;
	constructor(text, counter, offset, budget, count, restore) {
		this.#text = text;
		this.#counter = counter;
		this.#offset = offset;
		this.#budget = budget;
		this.#count = count;
		this.#restore = restore;
	}
	#line(at) {
		return this.#offset + this.#counter.linePos(at).line;
	}
	#place(range) {
		const [start, end] = range ?? [0, 0];
		let last = end - 1;
		while (last > start && /\s/.test(this.#text[last] ?? "")) last -= 1;
		const line = this.#line(start);
		return {
			line,
			endLine: Math.max(line, this.#line(Math.max(start, last)))
		};
	}
	node(source, depth) {
		if (depth > this.#budget.depth) throw new FormatError("BUDGET_DEPTH", `YAML is nested deeper than ${this.#budget.depth}`);
		if (isAlias(source)) {
			const target = this.#anchors.get(source.source);
			const place = this.#place(source.range);
			this.#count.take(target?.size ?? 1, place.line);
			return target?.node ?? {
				kind: "scalar",
				value: null,
				...place
			};
		}
		const before = this.#count.used;
		const node = this.#plain(source, depth);
		const anchor = isMap(source) || isSeq(source) || isScalar(source) ? source.anchor : void 0;
		if (anchor !== void 0) this.#anchors.set(anchor, {
			node,
			size: this.#count.used - before
		});
		return node;
	}
	#plain(source, depth) {
		if (isMap(source)) {
			const place = this.#place(source.range);
			this.#count.take(1, place.line);
			return {
				kind: "map",
				entries: merged(source.items.flatMap((pair) => this.#pair(pair, depth, place.line))),
				...place,
				...tagOf(source.tag)
			};
		}
		if (isSeq(source)) {
			const place = this.#place(source.range);
			this.#count.take(1, place.line);
			return {
				kind: "list",
				items: source.items.map((item) => this.node(item, depth + 1)),
				...place,
				...tagOf(source.tag)
			};
		}
		const place = this.#place(isScalar(source) ? source.range : void 0);
		this.#count.take(1, place.line);
		return {
			kind: "scalar",
			value: isScalar(source) ? this.#value(source) : null,
			...place,
			...isScalar(source) ? tagOf(source.tag) : {}
		};
	}
	#pair(pair, depth, line) {
		const key = pair.key;
		if (isMap(key) || isSeq(key)) this.oddKeys = true;
		const name = isScalar(key) ? this.#restore(String(isString(key) ? key.value : key.source ?? key.value)) : "";
		const keyLine = isScalar(key) ? this.#place(key.range).line : line;
		return [{
			key: name,
			line: keyLine,
			value: pair.value === null ? {
				kind: "scalar",
				value: null,
				line: keyLine,
				endLine: keyLine
			} : this.node(pair.value, depth + 1)
		}];
	}
	#value(scalar) {
		const { value, source } = scalar;
		if (typeof value === "string") return this.#restore(value);
		if (typeof value === "boolean" || value === null || value === void 0) return value ?? null;
		if (typeof value === "number" && Number.isFinite(value) && !(source !== void 0 && /^[-+]?\d+$/.test(source) && String(value) !== source)) return value;
		return source ?? String(value);
	}
};
function isString(scalar) {
	return typeof scalar.value === "string";
}
function tagOf(tag) {
	return tag === void 0 || tag.startsWith("tag:yaml.org,2002:") ? {} : { tag };
}
/** Merge keys (`<<`): own keys win, then earlier sources (yaml.org/type/merge). */
function merged(entries) {
	if (!entries.some((entry) => entry.key === "<<")) return entries;
	const own = entries.filter((entry) => entry.key !== "<<");
	const known = new Set(own.map((entry) => entry.key));
	const result = [...own];
	for (const merge of entries.filter((entry) => entry.key === "<<")) {
		const sources = merge.value.kind === "list" ? merge.value.items : [merge.value];
		for (const inherited of sources.flatMap((source) => source.kind === "map" ? source.entries : [])) {
			if (known.has(inherited.key)) continue;
			known.add(inherited.key);
			result.push(inherited);
		}
	}
	return result;
}
// packages/formats/src/config/yaml.ts
/** The parser needs about 3 s for a megabyte of the worst text. */
const BYTES$1 = 6291456;
/** Brackets open at once, counted without looking at quotes. */
const FLOW_DEPTH = 1e3;
/** Bodies of custom resource definitions are schemas of thousands of lines that declare nothing. */
const SKIP_BODY_OVER = 2e4;
/**
* Reads a YAML stream: one tree per document, aliases and merge keys put in, unknown tags kept, duplicate
* keys kept in order. Go-template and Jinja actions are masked where plain YAML cannot read the text;
* scalars then hold them as written.
*
* @throws FormatError BUDGET_BYTES, BUDGET_DEPTH, BUDGET_NODES
*/
function readYaml(text, budget = DEFAULT_BUDGET) {
	requireSize(text, {
		...budget,
		bytes: Math.min(budget.bytes, BYTES$1)
	}, "YAML");
	requireFlowDepth(text);
	const plain = readDocuments(text, budget, (value) => value);
	if (!hasTemplateActions(text) || plain.errors.length === 0 && !plain.oddKeys) return plain;
	const template = maskTemplate(text);
	const masked = readDocuments(template.text, budget, template.restore);
	return masked.errors.length <= plain.errors.length || plain.oddKeys ? masked : plain;
}
/** The parser's time grows with the square of the depth; a new top-level key starts anew. */
function requireFlowDepth(text) {
	let depth = 0;
	const bracket = /[[\]{}]|\n(?=\w)/g;
	for (let match = bracket.exec(text); match !== null; match = bracket.exec(text)) {
		const [found] = match;
		if (found === "[" || found === "{") depth += 1;
		else depth = found === "\n" ? 0 : Math.max(0, depth - 1);
		if (depth > FLOW_DEPTH) throw new FormatError("BUDGET_DEPTH", `more than ${FLOW_DEPTH} brackets are open at once`);
	}
}
/** A line that starts with `---` always starts a document, also inside a block scalar. */
function* chunksOf(text) {
	const marker = /^---(?=\s|$)/gm;
	let start = 0;
	let offset = 0;
	for (;;) {
		marker.lastIndex = start + 3;
		const end = marker.exec(text)?.index ?? text.length;
		const chunk = text.slice(start, end);
		yield {
			text: chunk,
			offset
		};
		if (end >= text.length) return;
		offset += chunk.split("\n").length - 1;
		start = end;
	}
}
function withoutBody(chunk) {
	if (chunk.length < SKIP_BODY_OVER || !/^kind:\s*CustomResourceDefinition\s*$/m.test(chunk)) return chunk;
	const body = /^spec:/m.exec(chunk);
	return body === null ? chunk : chunk.slice(0, body.index);
}
function isEmpty(chunk) {
	return chunk.split("\n").every((line) => /^(?:---)?\s*(?:#.*)?$|^%|^\.\.\.\s*$/.test(line));
}
function readDocuments(text, budget, restore) {
	const documents = [];
	const errors = [];
	const count = new NodeCount(budget.nodes);
	let oddKeys = false;
	for (const chunk of chunksOf(text)) {
		if (isEmpty(chunk.text)) continue;
		const read = readDocument(withoutBody(chunk.text), chunk.offset, budget, count, restore);
		if (read.node !== void 0) documents.push(read.node);
		errors.push(...read.errors);
		oddKeys ||= read.oddKeys;
	}
	return {
		documents,
		errors,
		oddKeys
	};
}
function readDocument(text, offset, budget, count, restore) {
	const counter = new LineCounter();
	try {
		const document = parseDocument(text, {
			lineCounter: counter,
			uniqueKeys: false,
			strict: false,
			logLevel: "silent",
			prettyErrors: false,
			version: "1.2"
		});
		const reader = new YamlTree(text, counter, offset, budget, count, restore);
		return {
			node: document.contents === null ? void 0 : reader.node(document.contents, 0),
			errors: document.errors.map((error) => ({
				line: offset + counter.linePos(error.pos[0]).line,
				message: error.message
			})),
			oddKeys: reader.oddKeys
		};
	} catch (cause) {
		if (cause instanceof FormatError) throw cause;
		if (cause instanceof RangeError) throw new FormatError("BUDGET_DEPTH", "YAML is nested too deeply", {
			cause,
			line: offset + 1
		});
		throw new FormatError("MALFORMED", "YAML could not be read", {
			cause,
			line: offset + 1
		});
	}
}
// packages/formats/src/dockerfile/arguments.ts
/** Line continuations joined, comment lines between them left out; heredoc bodies stay. */
function joinedArguments(raw) {
	if (!raw.includes("\n")) return raw.trim();
	if (/<<-?\s*["']?[A-Za-z_]/.test(raw.split("\n")[0] ?? "")) return raw.trim();
	return raw.split(/\r?\n/).filter((line, index) => index === 0 || !/^\s*#/.test(line)).map((line) => line.replace(/[\\`]\s*$/, "").trim()).filter((line) => line !== "").join(" ");
}
/** `--platform=x image AS name`. */
function fromParts(value) {
	const words = value.split(/\s+/).filter((word) => word !== "");
	const flags = words.filter((word) => word.startsWith("--"));
	const [image = "", as, name] = words.filter((word) => !word.startsWith("--"));
	const platform = flags.find((flag) => flag.startsWith("--platform="))?.slice(11);
	return {
		image,
		...as?.toLowerCase() === "as" && name !== void 0 ? { name } : {},
		...platform === void 0 ? {} : { platform }
	};
}
/** `A=1 B="two words"`, `ARG A`, and the old form `ENV A two words`. */
function assignments(text, oldForm) {
	const old = oldForm ? /^([A-Za-z_][\w.-]*)\s+(.*)$/s.exec(text) : null;
	if (old?.[1] !== void 0) return [{
		name: old[1],
		value: unquoted((old[2] ?? "").trim())
	}];
	const found = [];
	for (const match of text.matchAll(/([A-Za-z_][\w.-]*)(?:=((?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])*))?(?=\s|$)/gs)) {
		const [, name, value] = match;
		if (name !== void 0) found.push({
			name,
			...value === void 0 ? {} : { value: unquoted(value) }
		});
	}
	return found;
}
function unquoted(value) {
	return value.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'/gs, (_whole, double, single) => double?.replace(/\\(["\\])/g, "$1") ?? single ?? "");
}
// packages/formats/src/dockerfile/index.ts
const BYTES = 2097152;
/**
* Reads a Dockerfile or Containerfile: stages, instructions with ARG and ENV put in, the environment.
* ARG before the first FROM counts for FROM lines, and in a stage that declares it again
* (docs.docker.com/reference/dockerfile, "Understand how ARG and FROM interact").
*
* @throws FormatError NOT_THIS_FORMAT, BUDGET_BYTES, BUDGET_NODES
*/
function readDockerfile(text, budget = DEFAULT_BUDGET) {
	requireSize(text, {
		...budget,
		bytes: Math.min(budget.bytes, BYTES)
	}, "Dockerfile");
	const count = new NodeCount(budget.nodes);
	const reader = new DockerfileReader(text);
	for (const instruction of instructionsOf(text)) {
		count.take(1, instruction.getRange().start.line + 1);
		reader.instruction(instruction);
	}
	if (reader.stages.length === 0) throw new FormatError("NOT_THIS_FORMAT", "no FROM instruction: this is no Dockerfile");
	return {
		stages: reader.stages.map(({ variables: _variables, ...stage }) => stage),
		instructions: reader.instructions,
		environment: reader.environment
	};
}
function instructionsOf(text) {
	try {
		return DockerfileParser.parse(text).getInstructions();
	} catch (cause) {
		throw new FormatError("MALFORMED", "the Dockerfile could not be read", { cause });
	}
}
var DockerfileReader = class {
	stages = [];
	instructions = [];
	environment = [];
	#global = /* @__PURE__ */ new Map();
	#lines;
	constructor(text) {
		this.#lines = text.split("\n");
	}
	/** Arguments with their flags, which the library leaves out. */
	#raw(source) {
		const { start, end } = source.getRange();
		const lines = this.#lines.slice(start.line, end.line + 1);
		const last = lines.length - 1;
		return lines.map((line, index) => line.slice(index === 0 ? start.character : 0, index === last ? end.character : void 0)).join("\n").slice(source.getInstruction().length).trim();
	}
	instruction(source) {
		const keyword = source.getKeyword().toUpperCase();
		const range = source.getRange();
		const line = range.start.line + 1;
		const raw = this.#raw(source);
		const joined = joinedArguments(raw);
		const variables = this.stages.at(-1)?.variables ?? this.#global;
		const lookup = (name) => variables.get(name);
		const value = expandVariables(joined, keyword === "FROM" ? (name) => this.#global.get(name) : lookup).value;
		if (keyword === "FROM") this.#from(value, line);
		else if (keyword === "ARG" || keyword === "ENV") this.#assign(keyword, joined, line, variables);
		this.instructions.push({
			keyword,
			value,
			raw,
			line,
			endLine: range.end.line + 1,
			stage: Math.max(0, this.stages.length - 1)
		});
	}
	#from(value, line) {
		const { image, name, platform } = fromParts(value);
		const base = this.stages.find((stage) => stage.name !== void 0 && stage.name.toLowerCase() === image.toLowerCase());
		this.stages.push({
			image,
			line,
			variables: new Map(base?.variables ?? []),
			...name === void 0 ? {} : { name },
			...platform === void 0 ? {} : { platform }
		});
	}
	#assign(keyword, text, line, variables) {
		for (const { name, value } of assignments(text, keyword === "ENV")) {
			const known = (value === void 0 ? void 0 : expandVariables(value, (other) => variables.get(other)).value) ?? (keyword === "ARG" ? this.#global.get(name) : void 0);
			if (known !== void 0) variables.set(name, known);
			this.environment.push({
				name,
				...known === void 0 ? {} : { value: known },
				line,
				sample: keyword === "ARG"
			});
		}
	}
};
// packages/formats/src/shell/words.ts
const SEPARATORS = /* @__PURE__ */ new Set([
	";",
	"&",
	"|",
	"(",
	")",
	"{",
	"}"
]);
const LEADING_KEYWORDS = /* @__PURE__ */ new Set([
	"if",
	"then",
	"else",
	"elif",
	"do",
	"while",
	"until",
	"time",
	"!",
	"exec",
	"nohup",
	"sudo",
	"-"
]);
/**
* Splits shell text into simple commands (POSIX shell 2.9.1): quotes, escapes, continuations, comments and
* heredocs are understood; nothing is expanded.
*
* @param firstLine line of the first character
*/
function shellCommands(text, firstLine = 1) {
	return new WordReader(text, firstLine).read();
}
var WordReader = class {
	#text;
	#commands = [];
	#heredocs = [];
	#at = 0;
	#line;
	#words = [];
	#word;
	#commandLine;
	constructor(text, firstLine) {
		this.#text = text;
		this.#line = firstLine;
		this.#commandLine = firstLine;
	}
	read() {
		while (this.#at < this.#text.length) this.#next();
		this.#endCommand();
		return this.#commands;
	}
	#next() {
		const char = this.#text[this.#at] ?? "";
		this.#at += 1;
		if (char === "\\") this.#escape();
		else if (char === "'" || char === "\"" || char === "`") this.#quoted(char);
		else if (char === "$" && this.#text[this.#at] === "{") this.#braced();
		else if (char === "$" && this.#text[this.#at] === "(") this.#substitution();
		else if (char === "\n") {
			this.#endCommand();
			this.#line += 1;
			this.#skipHeredocs();
		} else if (char === " " || char === "	" || char === "\r") this.#endWord();
		else if (char === "#" && this.#word === void 0) this.#comment();
		else if (char === "<" && this.#text[this.#at] === "<" && this.#text[this.#at + 1] !== "<") this.#heredoc();
		else if (SEPARATORS.has(char) && !((char === "{" || char === "}") && this.#word !== void 0) && !(char === "&" && this.#word?.endsWith(">") === true)) this.#endCommand();
		else this.#append(char);
	}
	#append(char) {
		if (this.#word === void 0 && this.#words.length === 0) this.#commandLine = this.#line;
		this.#word = (this.#word ?? "") + char;
	}
	#escape() {
		const char = this.#text[this.#at] ?? "";
		this.#at += 1;
		if (char === "\n") this.#line += 1;
		else if (char === "\r" && this.#text[this.#at] === "\n") {
			this.#at += 1;
			this.#line += 1;
		} else this.#append(char);
	}
	#quoted(quote) {
		this.#append("");
		while (this.#at < this.#text.length) {
			const char = this.#text[this.#at] ?? "";
			this.#at += 1;
			if (char === quote) return;
			if (char === "$" && quote === "\"" && this.#text[this.#at] === "(") this.#substitution();
			else if (char === "\\" && quote === "\"" && /["\\$`\n]/.test(this.#text[this.#at] ?? "")) this.#escape();
			else {
				if (char === "\n") this.#line += 1;
				this.#append(char);
			}
		}
	}
	#braced() {
		const end = this.#text.indexOf("}", this.#at);
		const line = this.#text.indexOf("\n", this.#at);
		if (end === -1 || line !== -1 && line < end) return this.#append("$");
		this.#append(`$${this.#text.slice(this.#at, end + 1)}`);
		this.#at = end + 1;
	}
	/** `$(…)` stays in its word as written. */
	#substitution() {
		let open = 0;
		this.#append("$");
		while (this.#at < this.#text.length) {
			const char = this.#text[this.#at] ?? "";
			this.#at += 1;
			if (char === "\n") this.#line += 1;
			this.#append(char);
			if (char === "(") open += 1;
			if (char === ")") open -= 1;
			if (open === 0) return;
		}
	}
	#comment() {
		const end = this.#text.indexOf("\n", this.#at);
		this.#at = end === -1 ? this.#text.length : end;
	}
	#heredoc() {
		const match = /^<(-?)\s*(["']?)([A-Za-z_]\w*)\2/.exec(this.#text.slice(this.#at, this.#at + 80));
		if (match?.[3] === void 0) return this.#append("<");
		this.#heredocs.push({
			delimiter: match[3],
			dash: match[1] === "-"
		});
		this.#at += match[0].length;
	}
	#skipHeredocs() {
		for (const { delimiter, dash } of this.#heredocs.splice(0)) while (this.#at < this.#text.length) {
			const end = this.#text.indexOf("\n", this.#at);
			const line = this.#text.slice(this.#at, end === -1 ? this.#text.length : end);
			this.#at = end === -1 ? this.#text.length : end + 1;
			if (end !== -1) this.#line += 1;
			if ((dash ? line.trimStart() : line).trimEnd() === delimiter) break;
		}
	}
	#endWord() {
		if (this.#word === void 0) return;
		if (this.#words.length > 0 || !LEADING_KEYWORDS.has(this.#word)) this.#words.push(this.#word);
		this.#word = void 0;
	}
	#endCommand() {
		this.#endWord();
		if (this.#words.length > 0) this.#commands.push({
			words: this.#words,
			line: this.#commandLine,
			endLine: this.#line
		});
		this.#words = [];
	}
};
// packages/formats/src/byte-source.ts
function bytesSource(bytes) {
	return {
		size: bytes.length,
		read: (offset, length) => {
			const start = Math.min(Math.max(0, offset), bytes.length);
			return bytes.subarray(start, Math.min(bytes.length, start + Math.max(0, length)));
		}
	};
}
/** Little-endian view on a range. */
function viewOf(bytes) {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
const UTF8 = new TextDecoder("utf-8", { fatal: false });
/** Text of a range; invalid sequences become U+FFFD. */
function textOf(bytes) {
	return UTF8.decode(bytes);
}
function ascii(bytes, start = 0, end = bytes.length) {
	let out = "";
	for (let index = start; index < Math.min(end, bytes.length); index++) out += String.fromCharCode(bytes[index] ?? 0);
	return out;
}
// packages/formats/src/manifest/package.ts
/** Cuts user and password out of every url in a text. */
function withoutCredentials(text) {
	return text.replace(/([a-z][a-z+.-]*:\/\/)[^/@\s'"]*@/gi, "$1");
}
/** A package without the fields that are not known. */
function packageOf(ecosystem, draft) {
	const { version, requirement, line, digest, licence } = draft;
	return {
		ecosystem,
		name: draft.name,
		scope: draft.scope,
		...version === void 0 || version === "" ? {} : { version },
		...requirement === void 0 || requirement === "" ? {} : { requirement: withoutCredentials(requirement) },
		...line === void 0 ? {} : { line },
		...digest === void 0 || digest === "" ? {} : { digest },
		...licence === void 0 || licence === "" ? {} : { licence }
	};
}
/** Facts without the fields that are not known. */
function factsOf(draft) {
	const { name, version, licence, scripts, indexes } = draft;
	return {
		format: draft.format,
		lock: draft.lock,
		packages: draft.packages,
		...name === void 0 ? {} : { name },
		...version === void 0 ? {} : { version },
		...licence === void 0 ? {} : { licence },
		...scripts === void 0 || scripts.length === 0 ? {} : { scripts },
		...indexes === void 0 || indexes.length === 0 ? {} : { indexes }
	};
}
/** File name of a path. */
function fileName(path) {
	return path.slice(path.lastIndexOf("/") + 1);
}
/** Names of groups and extras whose packages only developers install. */
function isDevelopmentGroup(name) {
	return /^(?:dev|develop|development|tests?|testing|docs?|documentation|lint|linting|linters|typing|types|typecheck|build|ci|qa|format|benchmarks?|coverage|release|pre-commit|style)(?:[-_].*)?$|[-_](?:dev|tests?|docs?|lint)$/i.test(name);
}
// packages/formats/src/manifest/untyped.ts
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** The record under a key, empty where there is none. */
function recordAt(value, key) {
	const inner = isRecord(value) ? value[key] : void 0;
	return isRecord(inner) ? inner : {};
}
function stringAt(value, key) {
	const inner = isRecord(value) ? value[key] : void 0;
	return typeof inner === "string" ? inner : void 0;
}
/** @throws FormatError MALFORMED unless the text is a JSON object. */
function jsonRecord(text) {
	let value;
	try {
		value = JSON.parse(text.charCodeAt(0) === 65279 ? text.slice(1) : text);
	} catch (cause) {
		throw new FormatError("MALFORMED", "This file is not valid JSON.", { cause });
	}
	if (!isRecord(value)) throw new FormatError("NOT_THIS_FORMAT", "The top level of this JSON file is not an object.");
	return value;
}
/** JSON with comments and trailing commas. @throws FormatError MALFORMED unless it is an object. */
function jsoncRecord(text) {
	const errors = [];
	let value;
	try {
		value = parse(text, errors, { allowTrailingComma: true });
	} catch (cause) {
		throw new FormatError("MALFORMED", "This file is nested too deeply to read.", { cause });
	}
	if (!isRecord(value) || errors.length > 0) throw new FormatError("MALFORMED", "This file is not valid JSON with comments.");
	return value;
}
/** Lines (from 1) of the first `"key":` for each key, in one pass over pretty-printed JSON. */
function keyLines(text) {
	const lines = /* @__PURE__ */ new Map();
	for (const [index, line] of text.split("\n").entries()) {
		const key = /^\s*"((?:[^"\\]|\\.){1,300})"\s*:/.exec(line)?.[1];
		if (key !== void 0 && !lines.has(key)) lines.set(key, index + 1);
	}
	return lines;
}
// packages/formats/src/manifest/xml.ts
const MAX_DEPTH$1 = 200;
const MAX_ELEMENTS$1 = 2e5;
/**
* A small XML file as a tree with lines. Entities of a DOCTYPE are never expanded.
* @throws FormatError MALFORMED, BUDGET_DEPTH, BUDGET_NODES
*/
function xmlTree(text) {
	const parser = new SaxesParser({});
	const open = [];
	let root;
	let count = 0;
	parser.on("error", (cause) => {
		throw new FormatError("MALFORMED", "This file is not well-formed XML.", {
			cause,
			line: parser.line
		});
	});
	parser.on("opentag", (tag) => {
		count++;
		if (count > MAX_ELEMENTS$1) throw new FormatError("BUDGET_NODES", `This XML file has more than ${MAX_ELEMENTS$1} elements.`);
		if (open.length >= MAX_DEPTH$1) throw new FormatError("BUDGET_DEPTH", `This XML file is nested deeper than ${MAX_DEPTH$1}.`);
		const element = {
			name: tag.name.slice(tag.name.indexOf(":") + 1),
			attributes: new Map(Object.entries(tag.attributes)),
			children: [],
			text: "",
			line: parser.line
		};
		open.at(-1)?.children.push(element);
		root ??= element;
		open.push(element);
	});
	parser.on("text", (value) => {
		const element = open.at(-1);
		if (element !== void 0) element.text += value;
	});
	parser.on("cdata", (value) => {
		const element = open.at(-1);
		if (element !== void 0) element.text += value;
	});
	parser.on("closetag", () => {
		open.pop();
	});
	parser.write(text).close();
	if (root === void 0) throw new FormatError("NOT_THIS_FORMAT", "This file has no XML element.");
	return root;
}
function child(element, ...path) {
	let current = element;
	for (const name of path) current = current?.children.find((candidate) => candidate.name === name);
	return current;
}
function childText(element, name) {
	const value = child(element, name)?.text.trim();
	return value === "" ? void 0 : value;
}
/** All elements of a name, at any depth. */
function descendants(element, name) {
	return element.children.flatMap((inner) => [...inner.name === name ? [inner] : [], ...descendants(inner, name)]);
}
// packages/formats/src/manifest/dotnet/msbuild.ts
function valueOf(element, name) {
	return element.attributes.get(name) ?? childText(element, name);
}
/** Project files (PackageReference), Directory.Packages.props (PackageVersion), packages.config (package). */
function readMsbuild(text, path) {
	const root = xmlTree(text);
	if (root.name !== "Project" && root.name !== "packages") throw new FormatError("NOT_THIS_FORMAT", "This XML file is no MSBuild project.");
	const properties = new Map(descendants(root, "PropertyGroup").flatMap((group) => group.children.map((item) => [item.name, item.text.trim()])));
	const expand = (value) => value?.replace(/\$\((\w+)\)/g, (whole, name) => properties.get(name) ?? whole);
	const central = descendants(root, "PackageVersion").length > 0;
	const packages = [
		...descendants(root, "PackageReference"),
		...descendants(root, "GlobalPackageReference"),
		...descendants(root, "PackageVersion"),
		...root.name === "packages" ? descendants(root, "package") : []
	].flatMap((element) => {
		const name = expand(element.attributes.get("Include") ?? element.attributes.get("id"));
		if (name === void 0 || name.includes("$(")) return [];
		const written = expand(valueOf(element, "VersionOverride") ?? valueOf(element, "Version") ?? element.attributes.get("version"));
		const fixed = written !== void 0 && /^\[?\d[\w.-]*\]?$/.test(written);
		const development = valueOf(element, "PrivateAssets")?.toLowerCase() === "all" || element.attributes.get("developmentDependency") === "true";
		return [packageOf("nuget", {
			name,
			line: element.line,
			scope: development ? "development" : "runtime",
			version: fixed ? written.replace(/[[\]]/g, "") : void 0,
			requirement: fixed ? void 0 : written
		})];
	});
	const format = central ? "Directory.Packages.props" : root.name === "packages" ? "packages.config" : "msbuild";
	const named = properties.get("PackageId") ?? properties.get("AssemblyName") ?? fileName(path).replace(/\.\w+proj$/, "");
	return factsOf({
		format,
		lock: false,
		packages,
		name: /\.\w+proj$/.test(path) && !named.includes("$(") ? named : void 0,
		version: properties.get("Version"),
		licence: properties.get("PackageLicenseExpression")
	});
}
/** packages.lock.json: per target framework, each package with its resolved version and content hash. */
function readNugetLock(text) {
	const root = jsonRecord(text);
	if (!isRecord(root["dependencies"])) throw new FormatError("NOT_THIS_FORMAT", "This JSON file is no NuGet lock file.");
	const lines = keyLines(text);
	const seen = /* @__PURE__ */ new Set();
	return factsOf({
		format: "packages.lock.json",
		lock: true,
		packages: Object.values(recordAt(root, "dependencies")).flatMap((framework) => Object.entries(isRecord(framework) ? framework : {}).flatMap(([name, entry]) => {
			const version = stringAt(entry, "resolved");
			const type = stringAt(entry, "type");
			const key = `${name}@${version ?? ""}`;
			if (type === "Project" || seen.has(key)) return [];
			seen.add(key);
			return [packageOf("nuget", {
				name,
				version,
				line: lines.get(name),
				scope: type === "Direct" ? "runtime" : "transitive",
				digest: stringAt(entry, "contentHash")
			})];
		}))
	});
}
const msbuild = {
	format: "msbuild",
	matches: (path) => /\.(?:cs|fs|vb)proj$/i.test(path) || /^(?:Directory\.(?:Packages|Build)\.(?:props|targets)|packages\.config)$/i.test(fileName(path)),
	read: (text, path) => readMsbuild(text, path)
};
const nugetLock = {
	format: "packages.lock.json",
	matches: (path) => fileName(path) === "packages.lock.json",
	read: (text) => readNugetLock(text)
};
// packages/formats/src/manifest/go/go-files.ts
/** go.mod. @see https://go.dev/ref/mod#go-mod-file */
function readGoMod(text) {
	const module = /^module\s+"?([^\s"]+)"?/m.exec(text)?.[1];
	if (module === void 0) throw new FormatError("NOT_THIS_FORMAT", "This go.mod has no module line.");
	const packages = [];
	let block = "";
	for (const [index, raw] of text.split(/\r?\n/).entries()) {
		const line = raw.trim();
		const open = /^(\w+)\s*\($/.exec(line)?.[1];
		if (open !== void 0) {
			block = open;
			continue;
		}
		if (line === ")") block = "";
		const body = block === "require" ? line : /^require\s+(.*)$/.exec(line)?.[1] ?? "";
		const match = /^"?([^\s"]+)"?\s+(v[\w.+-]+)(\s*\/\/\s*indirect)?/.exec(body);
		if (match?.[1] === void 0) continue;
		packages.push(packageOf("golang", {
			name: match[1],
			version: match[2],
			line: index + 1,
			scope: match[3] === void 0 ? "runtime" : "transitive"
		}));
	}
	return factsOf({
		format: "go.mod",
		lock: false,
		name: module,
		packages
	});
}
/** go.sum: the archive hash of each module version; `/go.mod` lines only prove a module's requirements. */
function readGoSum(text) {
	return factsOf({
		format: "go.sum",
		lock: true,
		packages: text.split(/\r?\n/).flatMap((line, index) => {
			const match = /^(\S+) (v[^\s/]+) (h1:[\w+/=]+)$/.exec(line.trim());
			if (match?.[1] === void 0) return [];
			return [packageOf("golang", {
				name: match[1],
				version: match[2],
				digest: match[3],
				line: index + 1,
				scope: "transitive"
			})];
		})
	});
}
const goMod = {
	format: "go.mod",
	matches: (path) => fileName(path) === "go.mod",
	read: (text) => readGoMod(text)
};
const goSum = {
	format: "go.sum",
	matches: (path) => fileName(path) === "go.sum",
	read: (text) => readGoSum(text)
};
// packages/formats/src/manifest/tree.ts
function first(reading, what) {
	const [tree] = reading.documents;
	if (tree?.kind !== "map") throw new FormatError("NOT_THIS_FORMAT", `The top level of this ${what} file is not a table.`);
	const [problem] = reading.errors;
	if (problem !== void 0 && tree.entries.length === 0) throw new FormatError("MALFORMED", `This ${what} file cannot be read: ${problem.message}`, { line: problem.line });
	return tree;
}
/** Manifests are one table: the first document, or FormatError. */
function tomlTree(text) {
	return first(readToml(text), "TOML");
}
function jsonTree(text) {
	return first(readJson(text), "JSON");
}
function yamlTree(text) {
	return first(readYaml(text), "YAML");
}
// packages/formats/src/manifest/java/gradle.ts
const CONFIGURATION = /\b(implementation|api|compile|compileOnly|compileOnlyApi|runtime|runtimeOnly|providedCompile|annotationProcessor|kapt|ksp|developmentOnly|test\w*|androidTest\w*|debugImplementation|releaseImplementation|classpath)\b/;
function scopeOfConfiguration(name) {
	if (/^(?:test|androidTest|debug|kapt|ksp|annotation|development|classpath)/.test(name)) return "development";
	return /^(?:compileOnly|provided)/.test(name) ? "optional" : "runtime";
}
/** Literal variables: `def x = "1"`, `val x = "1"`, `ext.x = '1'`, `x = "1"` and `val x by extra("1")`. */
function variablesOf(text) {
	const found = /* @__PURE__ */ new Map();
	for (const match of text.matchAll(/(?:^|\s)(?:(?:def|val|var|String)\s+|ext\.|extra\[")?(\w+)(?:"\])?(?:\s*=\s*|\s+by\s+extra\(\s*)["']([\w.+-]+)["']/g)) if (match[1] !== void 0 && match[2] !== void 0 && !found.has(match[1])) found.set(match[1], match[2]);
	return found;
}
function interpolate$1(text, variables) {
	return text.replace(/\$\{?(?:rootProject\.|project\.)?(?:ext(?:ra)?[.[]"?)?(\w+)"?\]?\}?/g, (whole, name) => variables.get(name) ?? whole);
}
/** build.gradle and build.gradle.kts, by lines: literal coordinates; catalogue accessors are read from the catalogue. */
function readGradle(source) {
	const text = source.replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
	const variables = variablesOf(text);
	const packages = [];
	for (const [index, raw] of text.split(/\r?\n/).entries()) {
		const line = raw.replace(/(^|\s)\/\/.*$/, "");
		const configuration = CONFIGURATION.exec(line)?.[1];
		if (configuration === void 0) continue;
		const named = /group\s*[:=]\s*["']([^"']+)["']\s*,\s*name\s*[:=]\s*["']([^"']+)["'](?:\s*,\s*version\s*[:=]\s*["']?([^"',)]+)["']?)?/.exec(line);
		const coordinates = named === null ? [...line.matchAll(/["']([\w.-]+:[\w.-]+(?::[^"'@]+)?)(?:@\w+)?["']/g)].map((match) => match[1] ?? "") : [`${named[1] ?? ""}:${named[2] ?? ""}${named[3] === void 0 ? "" : `:${variables.get(named[3].trim()) ?? named[3].trim()}`}`];
		for (const coordinate of coordinates) {
			const [group = "", artifact = "", written] = interpolate$1(coordinate, variables).split(":");
			const fixed = written !== void 0 && /^\d[\w.-]*$/.test(written) && !written.endsWith("+");
			packages.push(packageOf("maven", {
				name: `${group}:${artifact}`,
				line: index + 1,
				scope: scopeOfConfiguration(configuration),
				version: fixed ? written : void 0,
				requirement: fixed ? void 0 : written
			}));
		}
	}
	return factsOf({
		format: "build.gradle",
		lock: false,
		packages
	});
}
/** gradle/libs.versions.toml. @see https://docs.gradle.org/current/userguide/version_catalogs.html */
function readVersionCatalogue(source) {
	const tree = tomlTree(source);
	const versionOf = (node) => {
		const reference = text(at(node, "ref"));
		const target = reference === void 0 ? node : at(tree, "versions", reference);
		return text(target) ?? text(at(target, "strictly")) ?? text(at(target, "require")) ?? text(at(target, "prefer"));
	};
	return factsOf({
		format: "libs.versions.toml",
		lock: false,
		packages: entries(at(tree, "libraries")).flatMap(({ line, value }) => {
			const short = text(value)?.split(":");
			const name = (short === void 0 ? text(at(value, "module")) : `${short[0] ?? ""}:${short[1] ?? ""}`) ?? (at(value, "group") === void 0 ? void 0 : `${text(at(value, "group")) ?? ""}:${text(at(value, "name")) ?? ""}`);
			const version = short?.[2] ?? versionOf(at(value, "version"));
			return name === void 0 ? [] : [packageOf("maven", {
				name,
				line,
				scope: "runtime",
				version
			})];
		})
	});
}
const gradle = {
	format: "build.gradle",
	matches: (path) => /\.gradle(?:\.kts)?$/.test(path) && !/settings\.gradle/.test(path),
	read: (text) => readGradle(text)
};
const versionCatalogue = {
	format: "libs.versions.toml",
	matches: (path) => fileName(path).endsWith(".versions.toml"),
	read: (text) => readVersionCatalogue(text)
};
// packages/formats/src/manifest/java/pom.ts
function propertiesOf(project) {
	const own = (child(project, "properties")?.children ?? []).map((property) => [property.name, property.text.trim()]);
	const parent = child(project, "parent");
	const version = childText(project, "version") ?? childText(parent, "version") ?? "";
	const group = childText(project, "groupId") ?? childText(parent, "groupId") ?? "";
	return new Map([
		...own,
		["project.version", version],
		["project.groupId", group],
		["pom.version", version],
		["project.parent.version", childText(parent, "version") ?? ""],
		["version", version]
	]);
}
/** `${name}` from the properties, a few levels deep; what is unknown stays as written. */
function interpolate(text, properties) {
	let value = text;
	for (let round = 0; round < 5 && value?.includes("${") === true; round++) value = value.replace(/\$\{([^}]+)\}/g, (whole, name) => properties.get(name) ?? whole).slice(0, 1e3);
	return value;
}
const SCOPES = /* @__PURE__ */ new Map([
	["test", "development"],
	["provided", "optional"],
	["system", "optional"]
]);
/** pom.xml. Versions come from the dependency, dependencyManagement and properties of the same file. @see https://maven.apache.org/pom.html */
function readPom(text) {
	const project = xmlTree(text);
	if (project.name !== "project") throw new FormatError("NOT_THIS_FORMAT", "This XML file is not a Maven project.");
	const properties = propertiesOf(project);
	const nameOf = (dependency) => {
		const group = interpolate(childText(dependency, "groupId"), properties);
		const artifact = interpolate(childText(dependency, "artifactId"), properties);
		return group === void 0 || artifact === void 0 ? void 0 : `${group}:${artifact}`;
	};
	const managed = /* @__PURE__ */ new Map();
	for (const dependency of child(project, "dependencyManagement", "dependencies")?.children ?? []) {
		const name = nameOf(dependency);
		const version = interpolate(childText(dependency, "version"), properties);
		if (name !== void 0 && version !== void 0) managed.set(name, version);
	}
	const packages = [child(project, "dependencies"), ...descendants(child(project, "profiles") ?? {
		...project,
		children: []
	}, "dependencies")].flatMap((list) => (list?.children ?? []).flatMap((dependency) => {
		const name = dependency.name === "dependency" ? nameOf(dependency) : void 0;
		if (name === void 0) return [];
		const written = interpolate(childText(dependency, "version"), properties) ?? managed.get(name);
		const fixed = written !== void 0 && /^[\w.+-]+$/.test(written);
		const scope = childText(dependency, "optional") === "true" ? "optional" : SCOPES.get(childText(dependency, "scope") ?? "") ?? "runtime";
		return [packageOf("maven", {
			name,
			line: dependency.line,
			scope,
			version: fixed ? written : void 0,
			requirement: fixed ? void 0 : written
		})];
	}));
	const artifact = childText(project, "artifactId");
	const group = properties.get("project.groupId");
	return factsOf({
		format: "pom.xml",
		lock: false,
		packages,
		name: artifact === void 0 ? void 0 : group === void 0 || group === "" ? artifact : `${group}:${artifact}`,
		version: properties.get("project.version") === "" ? void 0 : properties.get("project.version"),
		licence: childText(child(project, "licenses", "license"), "name")
	});
}
const pom = {
	format: "pom.xml",
	matches: (path) => fileName(path) === "pom.xml" || path.endsWith(".pom"),
	read: (text) => readPom(text)
};
// packages/formats/src/manifest/javascript/package-json.ts
/** `npm:name@range` aliases name another package; local paths and workspaces name none. */
function npmPackage(name, range, scope, line) {
	if (/^(?:file|link|workspace|portal|catalog):/.test(range) && !range.startsWith("catalog:")) return [];
	const alias = /^npm:((?:@[^/]+\/)?[^@]+)(?:@(.*))?$/.exec(range);
	const requirement = alias === null ? range : alias[2] ?? "";
	const version = /^[=v]?(\d+\.\d+\.\d+(?:-[\w.-]+)?)$/.exec(requirement.trim())?.[1];
	return [packageOf("npm", {
		name: alias?.[1] ?? name,
		scope,
		version,
		requirement,
		line
	})];
}
function section(tree, key, scope) {
	return entries(at(tree, key)).flatMap(({ key: name, line, value }) => npmPackage(name, text(value) ?? "", scope, line));
}
/** @see https://docs.npmjs.com/cli/configuring-npm/package-json */
function readPackageJson(source) {
	const tree = jsonTree(source);
	const peers = entries(at(tree, "peerDependencies")).flatMap(({ key, line, value }) => {
		const optional = text(at(tree, "peerDependenciesMeta", key, "optional")) === "true";
		return npmPackage(key, text(value) ?? "", optional ? "optional" : "runtime", line);
	});
	const own = [
		...section(tree, "dependencies", "runtime"),
		...section(tree, "optionalDependencies", "optional"),
		...section(tree, "devDependencies", "development")
	];
	const names = new Set(own.map((entry) => entry.name));
	return factsOf({
		format: "package.json",
		lock: false,
		scripts: entries(at(tree, "scripts")).flatMap(({ key, line, value }) => {
			const command = text(value);
			return command === void 0 ? [] : [{
				name: key,
				command,
				line
			}];
		}),
		packages: [...own, ...peers.filter((entry) => !names.has(entry.name))],
		name: text(at(tree, "name")),
		version: text(at(tree, "version")),
		licence: text(at(tree, "license"))
	});
}
const packageJson = {
	format: "package.json",
	matches: (path) => fileName(path) === "package.json",
	read: (source) => readPackageJson(source)
};
/** deno.json: `npm:` entries of the import map; jsr packages keep their scheme in the name. */
const denoJson = {
	format: "deno.json",
	matches: (path) => /^deno\.jsonc?$/.test(fileName(path)),
	read: (source) => {
		const tree = jsonTree(source);
		return factsOf({
			format: "deno.json",
			lock: false,
			packages: entries(at(tree, "imports")).flatMap(({ line, value }) => {
				const match = /^(npm|jsr):\/?((?:@[^/]+\/)?[^@/]+)(?:@([^/]*))?/.exec(text(value) ?? "");
				const name = match?.[2];
				if (name === void 0) return [];
				if (match?.[1] === "npm") return npmPackage(name, match[3] ?? "", "runtime", line);
				return [packageOf("generic", {
					name: `jsr:${name}`,
					scope: "runtime",
					line,
					requirement: match?.[3]
				})];
			}),
			name: text(at(tree, "name")),
			version: text(at(tree, "version"))
		});
	}
};
// packages/formats/src/manifest/javascript/package-lock.ts
const MAX_DEPTH = 100;
function scopeOfEntry(entry, direct) {
	if (entry["dev"] === true || entry["devOptional"] === true) return "development";
	if (entry["optional"] === true || entry["peer"] === true) return "optional";
	return direct ? "runtime" : "transitive";
}
function fromPackages(root, lines) {
	const packages = recordAt(root, "packages");
	const direct = new Set(Object.keys(recordAt(packages[""], "dependencies")));
	return Object.entries(packages).flatMap(([path, entry]) => {
		const at = path.lastIndexOf("node_modules/");
		if (at < 0 || !isRecord(entry) || entry["link"] === true) return [];
		const folder = path.slice(at + 13);
		return [packageOf("npm", {
			name: stringAt(entry, "name") ?? folder,
			version: stringAt(entry, "version"),
			line: lines.get(path),
			scope: scopeOfEntry(entry, at === 0 && direct.has(folder)),
			digest: stringAt(entry, "integrity"),
			licence: stringAt(entry, "license")
		})];
	});
}
/** Version 1: dependencies nested in dependencies. */
function fromTree(root, lines, depth) {
	if (depth > MAX_DEPTH) return [];
	return Object.entries(recordAt(root, "dependencies")).flatMap(([name, entry]) => {
		if (!isRecord(entry)) return [];
		return [packageOf("npm", {
			name,
			version: stringAt(entry, "version"),
			line: lines.get(name),
			digest: stringAt(entry, "integrity"),
			scope: scopeOfEntry(entry, false)
		}), ...fromTree(entry, lines, depth + 1)];
	});
}
/** package-lock.json and npm-shrinkwrap.json, versions 1 to 3. */
function readPackageLock(text) {
	const root = jsonRecord(text);
	const lines = keyLines(text);
	const packages = isRecord(root["packages"]) ? fromPackages(root, lines) : fromTree(root, lines, 0);
	return factsOf({
		format: "package-lock.json",
		lock: true,
		name: stringAt(root, "name"),
		version: stringAt(root, "version"),
		packages
	});
}
/** bun.lock: `"name": ["name@version", registry, {…}, "sha512-…"]`. */
function readBunLock(text) {
	const root = jsoncRecord(text);
	const lines = keyLines(text);
	const workspaces = Object.values(recordAt(root, "workspaces"));
	const direct = new Set(workspaces.flatMap((workspace) => Object.keys(recordAt(workspace, "dependencies"))));
	const development = new Set(workspaces.flatMap((workspace) => Object.keys(recordAt(workspace, "devDependencies"))));
	return factsOf({
		format: "bun.lock",
		lock: true,
		packages: Object.entries(recordAt(root, "packages")).flatMap(([key, entry]) => {
			const parts = Array.isArray(entry) ? entry : [];
			const match = typeof parts[0] === "string" ? /^((?:@[^/]+\/)?[^@]+)@(\d.*)$/.exec(parts[0]) : null;
			const name = match?.[1];
			if (name === void 0) return [];
			const digest = parts.at(-1);
			return [packageOf("npm", {
				name,
				version: match?.[2],
				line: lines.get(key),
				digest: typeof digest === "string" && digest.startsWith("sha") ? digest : void 0,
				scope: direct.has(key) ? "runtime" : development.has(key) ? "development" : "transitive"
			})];
		})
	});
}
const packageLock = {
	format: "package-lock.json",
	matches: (path) => /^(?:package-lock|npm-shrinkwrap)\.json$/.test(fileName(path)),
	read: (text) => readPackageLock(text)
};
const bunLock = {
	format: "bun.lock",
	matches: (path) => fileName(path) === "bun.lock",
	read: (text) => readBunLock(text)
};
// packages/formats/src/manifest/javascript/yarn-lock.ts
/** Header lines at the margin, `key value` or `key: value` lines two spaces in. */
function blocksOf(text) {
	const blocks = [];
	for (const [index, line] of text.split(/\r?\n/).entries()) {
		if (line === "" || line.startsWith("#")) continue;
		if (!line.startsWith(" ")) {
			if (line.endsWith(":")) blocks.push({
				header: line.slice(0, -1),
				line: index + 1,
				values: /* @__PURE__ */ new Map()
			});
			continue;
		}
		const pair = /^ {2}([\w-]+):? (.+)$/.exec(line);
		const key = pair?.[1];
		if (key !== void 0) blocks.at(-1)?.values.set(key, (pair?.[2] ?? "").replace(/^"|"$/g, ""));
	}
	return blocks;
}
/** yarn.lock: version 1 and berry. */
function readYarnLock(text) {
	if (!/^# yarn lockfile v1|^__metadata:/m.test(text)) throw new FormatError("NOT_THIS_FORMAT", "This is not a yarn.lock file.");
	return factsOf({
		format: "yarn.lock",
		lock: true,
		packages: blocksOf(text).flatMap((block) => {
			const resolution = block.values.get("resolution");
			const specifier = block.header.split(",")[0]?.trim().replace(/^"|"$/g, "") ?? "";
			if (block.header === "__metadata" || /@(?:workspace|link|portal|file):/.test(resolution ?? specifier)) return [];
			const alias = /@npm:((?:@[^/]+\/)?[^@\d^~*<>=][^@]*)@/.exec(specifier)?.[1];
			const name = /^((?:@[^/]+\/)?[^@]+)@/.exec(resolution ?? specifier)?.[1];
			if (name === void 0) return [];
			return [packageOf("npm", {
				name: resolution === void 0 ? alias ?? name : name,
				version: block.values.get("version"),
				line: block.line,
				scope: "transitive",
				digest: block.values.get("integrity") ?? block.values.get("checksum")
			})];
		})
	});
}
/** `/name@1.2.3(peers)`, `/@scope/name/1.2.3_peers`, `name@1.2.3`. */
const PNPM_KEY = /^ {2}'?\/?((?:@[^/@']+\/)?[^/@'():]+)[@/](\d[^('_:]*)(?:[(_][^']*)?'?:\s*(.*)$/;
/** pnpm-lock.yaml, versions 5 to 9, by lines: `packages` for what is there, `importers` for what is direct. */
function readPnpmLock(text) {
	if (!/^lockfileVersion:/m.test(text)) throw new FormatError("NOT_THIS_FORMAT", "This is not a pnpm lock file.");
	const direct = /* @__PURE__ */ new Map();
	const packages = [];
	let section = "";
	let group;
	const lines = text.split(/\r?\n/);
	for (const [index, line] of lines.entries()) {
		const top = /^([\w-]+):/.exec(line)?.[1];
		if (top !== void 0) section = top;
		const kind = /^\s*(dependencies|devDependencies|optionalDependencies):\s*$/.exec(line)?.[1];
		if (kind !== void 0) group = kind === "dependencies" ? "runtime" : kind === "devDependencies" ? "development" : "optional";
		else if (section === "importers" && /^ {2}\S/.test(line)) group = void 0;
		const name = new RegExp(`^ {${section === "importers" ? 6 : 2}}'?([^'\\s:]+)'?:`).exec(line)?.[1];
		if ((section === "importers" || section === "dependencies" || section === "devDependencies" || section === "optionalDependencies") && name !== void 0 && group !== void 0 && direct.get(name) !== "runtime") direct.set(name, group);
		if (section !== "packages") continue;
		const match = PNPM_KEY.exec(line);
		if (match?.[1] === void 0) continue;
		const near = `${match[3] ?? ""} ${lines[index + 1] ?? ""} ${lines[index + 2] ?? ""}`;
		packages.push(packageOf("npm", {
			name: match[1],
			version: match[2],
			line: index + 1,
			digest: /integrity: (sha\d+-[\w+/=]+)/.exec(near)?.[1],
			scope: "transitive"
		}));
	}
	return factsOf({
		format: "pnpm-lock.yaml",
		lock: true,
		packages: packages.map((entry) => ({
			...entry,
			scope: direct.get(entry.name) ?? entry.scope
		}))
	});
}
const yarnLock = {
	format: "yarn.lock",
	matches: (path) => fileName(path) === "yarn.lock",
	read: (text) => readYarnLock(text)
};
const pnpmLock = {
	format: "pnpm-lock.yaml",
	matches: (path) => /^pnpm-lock\.ya?ml$/.test(fileName(path)),
	read: (text) => readPnpmLock(text)
};
// packages/formats/src/manifest/python/requirement.ts
/** PEP 503: lower case, runs of "-", "_" and "." are one "-". */
function normalisePythonName(name) {
	return name.toLowerCase().replace(/[-_.]+/g, "-");
}
const NAME = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*)$/s;
/** Parses a PEP 508 requirement (also pip's looser forms); undefined where the text is none. */
function parsePythonRequirement(text) {
	const source = text.trim();
	if (/^(?:git|hg|svn|bzr)\+|^https?:\/\/|^file:/.test(source)) return fromUrl(source);
	const match = NAME.exec(source);
	const name = match?.[1];
	if (name === void 0) return void 0;
	const extras = (match?.[2] ?? "").split(",").map((extra) => extra.trim()).filter((extra) => extra !== "");
	const rest = (match?.[3] ?? "").trim();
	if (rest.startsWith("@")) {
		const url = rest.slice(1).trim();
		return {
			name: normalisePythonName(name),
			requirement: withoutCredentials(rest),
			extras,
			url,
			...versionOf(/@v?(\d[\w.]*)(?:#|$)/.exec(url)?.[1])
		};
	}
	const [specifier = "", marker] = splitMarker(rest);
	if (specifier !== "" && !/^\(?\s*(?:[<>=!~]=?|===)/.test(specifier)) return void 0;
	const bare = specifier.replace(/^\(|\)$/g, "").trim();
	const pinned = /^===?\s*([^,;*\s]+)$/.exec(bare)?.[1];
	const requirement = marker === void 0 ? bare : `${bare}; ${marker}`.trim();
	return {
		name: normalisePythonName(name),
		extras,
		...versionOf(pinned),
		...requirement === "" ? {} : { requirement }
	};
}
function splitMarker(text) {
	const at = text.indexOf(";");
	return at < 0 ? [text, void 0] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}
function versionOf(version) {
	return version === void 0 ? {} : { version };
}
/** `git+https://host/org/name.git@rev#egg=name`, wheels and archives by url. */
function fromUrl(url) {
	const egg = /[#&]egg=([A-Za-z0-9._-]+)/.exec(url)?.[1];
	const wheel = /\/([A-Za-z0-9_.]+)-(\d[\w.+!]*)-[^/]*\.whl(?:[#?].*)?$/.exec(url);
	const repository = /\/([A-Za-z0-9._-]+?)(?:\.git)?(?:@[^/#]*)?(?:#.*)?$/.exec(url)?.[1];
	const name = egg ?? wheel?.[1] ?? (url.startsWith("git+") ? repository : void 0);
	if (name === void 0 || name === "") return void 0;
	return {
		name: normalisePythonName(name),
		requirement: `@ ${withoutCredentials(url)}`,
		extras: [],
		url,
		...versionOf(wheel?.[2])
	};
}
// packages/formats/src/manifest/python/conda.ts
/** `channel::name=1.2=build`, `name>=1`, `name 1.2.*`. */
const SPEC = /^(?:[\w./-]+::)?([A-Za-z0-9_][\w.-]*)\s*(.*)$/;
/**
* Conda's environment.yml, with its pip section.
* @see https://docs.conda.io/projects/conda/en/latest/user-guide/tasks/manage-environments.html
*/
function readCondaEnvironment(source) {
	const tree = yamlTree(source);
	const packages = items(at(tree, "dependencies")).flatMap((item) => {
		if (item.kind === "map") return entries(item).filter(({ key }) => key === "pip").flatMap(({ value }) => items(value).flatMap((line) => {
			const written = text(line) ?? "";
			const found = written.startsWith("-") ? void 0 : parsePythonRequirement(written);
			return found === void 0 ? [] : [packageOf("pypi", {
				...found,
				line: line.line,
				scope: "runtime"
			})];
		}));
		const match = SPEC.exec(text(item) ?? "");
		const name = match?.[1];
		if (name === void 0 || name === "python" || name === "pip") return [];
		const requirement = (match?.[2] ?? "").trim();
		const version = /^={1,2}\s*(\d[\w.]*)(?:=[\w.*]+)?$/.exec(requirement)?.[1];
		return [packageOf("conda", {
			name: name.toLowerCase(),
			line: item.line,
			scope: "runtime",
			version,
			requirement
		})];
	});
	return factsOf({
		format: "conda-environment",
		lock: false,
		name: text(at(tree, "name")),
		packages
	});
}
const condaEnvironment = {
	format: "conda-environment",
	matches: (path) => /^(?:[\w-]+[-_.])?(?:environment|conda(?:[-_]env)?|env)(?:[-_.][\w-]+)?\.ya?ml$/.test(fileName(path)),
	read: (source) => readCondaEnvironment(source)
};
// packages/formats/src/manifest/toml-blocks.ts
/**
* The `[[header]]` tables of a machine-written TOML lock file, by lines. Lock files of tens of thousands of
* lines are read in one pass, without a tree. Sub-tables (`[package.x]`) stay in `lines` of their block.
*/
function tomlBlocks(text, header) {
	const blocks = [];
	let current;
	let sub = false;
	for (const [index, raw] of text.split("\n").entries()) {
		const line = raw.trimEnd();
		if (line.startsWith("[")) {
			if (line === `[[${header}]]`) {
				current = {
					line: index + 1,
					values: /* @__PURE__ */ new Map(),
					lines: []
				};
				blocks.push(current);
				sub = false;
				continue;
			}
			if (!line.startsWith(`[${header}.`) && !line.startsWith(`[[${header}.`)) current = void 0;
			sub = true;
		}
		if (current === void 0) continue;
		current.lines.push(line);
		if (sub) continue;
		const pair = /^([\w-]+) = (?:"([^"]*)"|([\w.+-]+))$/.exec(line);
		const key = pair?.[1];
		const value = pair?.[2] ?? pair?.[3];
		if (key !== void 0 && value !== void 0 && !current.values.has(key)) current.values.set(key, value);
	}
	return blocks;
}
// packages/formats/src/manifest/python/lock-files.ts
function firstHash(block) {
	for (const line of block.lines) {
		const hash = /hash = "(sha\d+:[0-9a-f]+)"/.exec(line)?.[1];
		if (hash !== void 0) return hash;
	}
}
function requireBlocks(text, format) {
	const blocks = tomlBlocks(text, "package");
	if (blocks.length === 0 && !/lock[-_]?version|^version = |\[metadata\]/m.test(text)) throw new FormatError("NOT_THIS_FORMAT", `This is not a ${format} file.`);
	return blocks;
}
/** poetry.lock and pdm.lock: all packages, direct and transitive alike. */
function readPoetryLock(text, format) {
	return factsOf({
		format,
		lock: true,
		packages: requireBlocks(text, format).flatMap((block) => {
			const name = block.values.get("name");
			if (name === void 0) return [];
			const groups = block.lines.find((line) => line.startsWith("groups = ")) ?? "";
			const scope = block.values.get("category") === "dev" || groups !== "" && !/"(?:main|default)"/.test(groups) ? "development" : block.values.get("optional") === "true" ? "optional" : "transitive";
			return [packageOf("pypi", {
				name: normalisePythonName(name),
				version: block.values.get("version"),
				line: block.line,
				scope,
				digest: firstHash(block)
			})];
		})
	});
}
/** Names in `dependencies = [ { name = "x" } ]` of the project's own blocks, by whether they are for developers. */
function directNames(blocks) {
	const direct = /* @__PURE__ */ new Map();
	for (const block of blocks) {
		let scope;
		for (const line of block.lines) {
			if (/^dependencies = \[/.test(line)) scope = "runtime";
			else if (/^\[package\.optional-dependencies\]/.test(line)) scope = "optional";
			else if (/^\[package\.(?:dev-dependencies|metadata)/.test(line)) scope = line.includes("dev-") ? "development" : void 0;
			else if (line === "]" && scope === "runtime") scope = void 0;
			for (const match of line.matchAll(/\{ name = "([^"]+)"/g)) {
				const name = match[1];
				if (scope !== void 0 && name !== void 0 && direct.get(name) !== "runtime") direct.set(name, scope);
			}
		}
	}
	return direct;
}
/** uv.lock: the project's own entries (virtual, editable, directory sources) name what is direct. */
function readUvLock(text) {
	const blocks = requireBlocks(text, "uv.lock");
	const isOwn = (block) => block.lines.some((line) => /^source = \{ (?:virtual|editable|directory) =/.test(line));
	const own = blocks.filter(isOwn);
	const direct = directNames(own);
	const packages = blocks.flatMap((block) => {
		const name = block.values.get("name");
		if (name === void 0 || isOwn(block)) return [];
		return [packageOf("pypi", {
			name: normalisePythonName(name),
			version: block.values.get("version"),
			line: block.line,
			scope: direct.get(name) ?? "transitive",
			digest: firstHash(block)
		})];
	});
	return factsOf({
		format: "uv.lock",
		lock: true,
		name: own.find((block) => block.lines.some((line) => /^source = \{ (?:virtual|editable) = "\." \}/.test(line)))?.values.get("name"),
		packages
	});
}
/** Pipfile.lock: default and develop. */
function readPipfileLock(text) {
	const root = jsonRecord(text);
	const lines = keyLines(text);
	return factsOf({
		format: "Pipfile.lock",
		lock: true,
		packages: ["default", "develop"].flatMap((section) => Object.entries(recordAt(root, section)).map(([name, entry]) => {
			const hashes = isRecord(entry) ? entry["hashes"] : void 0;
			const digest = Array.isArray(hashes) ? hashes[0] : void 0;
			return packageOf("pypi", {
				name: normalisePythonName(name),
				line: lines.get(name),
				version: stringAt(entry, "version")?.replace(/^==/, ""),
				scope: section === "develop" ? "development" : "transitive",
				digest: typeof digest === "string" ? digest : void 0
			});
		}))
	});
}
const pythonLocks = [
	{
		format: "poetry.lock",
		matches: (path) => fileName(path) === "poetry.lock",
		read: (text) => readPoetryLock(text, "poetry.lock")
	},
	{
		format: "pdm.lock",
		matches: (path) => fileName(path) === "pdm.lock",
		read: (text) => readPoetryLock(text, "pdm.lock")
	},
	{
		format: "uv.lock",
		matches: (path) => fileName(path) === "uv.lock",
		read: (text) => readUvLock(text)
	},
	{
		format: "Pipfile.lock",
		matches: (path) => fileName(path) === "Pipfile.lock",
		read: (text) => readPipfileLock(text)
	},
	{
		format: "pylock.toml",
		matches: (path) => /^pylock(?:\.[\w-]+)?\.toml$/.test(fileName(path)),
		read: (text) => factsOf({
			format: "pylock.toml",
			lock: true,
			packages: tomlBlocks(text, "packages").flatMap((block) => {
				const name = block.values.get("name");
				return name === void 0 ? [] : [packageOf("pypi", {
					name: normalisePythonName(name),
					version: block.values.get("version"),
					line: block.line,
					scope: "transitive"
				})];
			})
		})
	}
];
// packages/formats/src/manifest/python/pyproject.ts
/** A list of PEP 508 strings. */
function fromList(node, scope) {
	return items(node).flatMap((item) => {
		const found = parsePythonRequirement(text(item) ?? "");
		return found === void 0 ? [] : [packageOf("pypi", {
			...found,
			line: item.line,
			scope
		})];
	});
}
/** Tables of lists: groups or extras. */
function fromGroups(node, scopeOf) {
	return entries(node).flatMap((group) => fromList(group.value, scopeOf(group.key)));
}
const extraScope = (name) => isDevelopmentGroup(name) ? "development" : "optional";
const groupScope$1 = (name) => /^(?:main|prod|production|default)$/.test(name) ? "runtime" : "development";
/** Poetry's and Pipenv's table form: name = "^1" or { version, git, path, optional, extras } or a list of those. */
function fromPoetryTable(node, scope) {
	return entries(node).flatMap(({ key, line, value }) => {
		if (key.toLowerCase() === "python") return [];
		const options = value.kind === "list" ? value.items[0] : value;
		if (at(options, "path") !== void 0 || at(options, "file") !== void 0) return [];
		const git = text(at(options, "git"));
		const written = text(options) ?? text(at(options, "version")) ?? (git === void 0 ? void 0 : `@ ${git}`);
		const requirement = written === "*" ? void 0 : written;
		const version = /^(?:==\s*)?(\d[\w.]*(?:\+[\w.]+)?)$/.exec(requirement ?? "")?.[1];
		const optional = text(at(options, "optional")) === "true";
		return [packageOf("pypi", {
			name: normalisePythonName(key),
			line,
			scope: optional ? "optional" : scope,
			version,
			requirement
		})];
	});
}
function licenceOf(node) {
	const stated = text(node) ?? text(at(node, "text"));
	return stated !== void 0 && stated.length <= 80 ? stated : void 0;
}
/**
* pyproject.toml: PEP 621 and 735, Poetry, PDM, uv, Hatch and Flit.
* @see https://packaging.python.org/en/latest/specifications/pyproject-toml/
*/
function readPyproject(source) {
	const tree = tomlTree(source);
	const project = at(tree, "project");
	const poetry = at(tree, "tool", "poetry");
	const packages = [
		...fromList(at(project, "dependencies"), "runtime"),
		...fromGroups(at(project, "optional-dependencies"), extraScope),
		...fromGroups(at(tree, "dependency-groups"), () => "development"),
		...fromList(at(tree, "build-system", "requires"), "development"),
		...fromPoetryTable(at(poetry, "dependencies"), "runtime"),
		...fromPoetryTable(at(poetry, "dev-dependencies"), "development"),
		...entries(at(poetry, "group")).flatMap((group) => fromPoetryTable(at(group.value, "dependencies"), groupScope$1(group.key))),
		...fromGroups(at(tree, "tool", "pdm", "dev-dependencies"), () => "development"),
		...fromList(at(tree, "tool", "uv", "dev-dependencies"), "development"),
		...entries(at(tree, "tool", "hatch", "envs")).flatMap((environment) => [...fromList(at(environment.value, "dependencies"), "development"), ...fromList(at(environment.value, "extra-dependencies"), "development")]),
		...fromList(at(tree, "tool", "flit", "metadata", "requires"), "runtime")
	];
	const scripts = [
		at(project, "scripts"),
		at(project, "gui-scripts"),
		at(poetry, "scripts")
	].flatMap((table) => entries(table).flatMap(({ key, line, value }) => {
		const command = text(value) ?? text(at(value, "reference")) ?? text(at(value, "callable"));
		return command === void 0 ? [] : [{
			name: key,
			command,
			line
		}];
	}));
	return factsOf({
		format: "pyproject.toml",
		lock: false,
		name: text(at(project, "name")) ?? text(at(poetry, "name")),
		version: text(at(project, "version")) ?? text(at(poetry, "version")),
		licence: licenceOf(entry(project, "license")?.value) ?? licenceOf(entry(poetry, "license")?.value),
		packages,
		scripts
	});
}
const pyproject = {
	format: "pyproject.toml",
	matches: (path) => fileName(path) === "pyproject.toml",
	read: (source) => readPyproject(source)
};
/** Pipfile: [packages] and [dev-packages]. */
const pipfile = {
	format: "Pipfile",
	matches: (path) => fileName(path) === "Pipfile",
	read: (source) => {
		const tree = tomlTree(source);
		return factsOf({
			format: "Pipfile",
			lock: false,
			packages: [...fromPoetryTable(at(tree, "packages"), "runtime"), ...fromPoetryTable(at(tree, "dev-packages"), "development")]
		});
	}
};
// packages/formats/src/manifest/python/requirements-txt.ts
/** Joins continuation lines and cuts comments, as pip does; keeps the comments that follow a requirement. */
function logicalLines(text) {
	const lines = [];
	const comments = /* @__PURE__ */ new Map();
	let open;
	for (const [index, raw] of text.split(/\r?\n/).entries()) {
		const comment = /(?:^|\s)#(.*)$/.exec(raw);
		const body = comment === null ? raw : raw.slice(0, comment.index);
		const last = lines.at(-1);
		if (comment !== null && last !== void 0) comments.set(last.line, `${comments.get(last.line) ?? ""} ${comment[1] ?? ""}`);
		const continued = /\\\s*$/.test(body);
		const part = body.replace(/\\\s*$/, "").trim();
		if (open === void 0) open = {
			text: part,
			line: index + 1
		};
		else open.text = `${open.text} ${part}`.trim();
		if (continued) continue;
		if (open.text !== "") lines.push(open);
		if (open.text !== "" && comment !== null && body.trim() !== "") comments.set(open.line, comment[1] ?? "");
		open = void 0;
	}
	if (open !== void 0 && open.text !== "") lines.push(open);
	return {
		lines,
		comments
	};
}
function scopeByName(path) {
	return /(?:^|[-_./])(?:dev|develop|development|tests?|testing|docs?|lint|ci|qa|typing|build)(?:[-_.]|\/?$)/i.test(path.split("/").slice(-2).join("/").replace(/^(?:tests?|docs?)\//, "")) ? "development" : "runtime";
}
/** "# via x, y" of pip-compile and uv: direct where the reason is a file, else transitive. */
function viaScope(comment, fallback) {
	if (comment === void 0 || !/^\s*via\b/.test(comment)) return fallback;
	return /-r |-c |\.in\b|pyproject\.toml|setup\.(?:py|cfg)|\.txt\b/.test(comment) ? fallback : "transitive";
}
/**
* requirements*.txt. `-r` and `-c` name files that are read for themselves; `-e` and urls give the
* package that they name.
* @see https://pip.pypa.io/en/stable/reference/requirements-file-format/
*/
function readRequirementsTxt(text, path) {
	const { lines, comments } = logicalLines(text);
	const lock = /^#.*\b(?:autogenerated by (?:pip-compile|uv)|generated by|This file is autogenerated)/im.test(text.slice(0, 2e3));
	const base = scopeByName(path);
	const packages = [];
	const indexes = [];
	for (const { text: source, line } of lines) {
		const index = /^(?:-i|--index-url|--extra-index-url|-f|--find-links)[=\s]+(\S+)/.exec(source)?.[1];
		if (index !== void 0) indexes.push({
			url: withoutCredentials(index),
			line
		});
		const editable = /^(?:-e|--editable)[=\s]+(.*)$/.exec(source)?.[1];
		if (editable === void 0 && source.startsWith("-")) continue;
		const hash = /--hash[=\s]+(\S+)/.exec(source)?.[1];
		const body = (editable ?? source).replace(/\s--[a-z-]+(?:[=\s]+\S+)?/g, "").trim();
		const found = parsePythonRequirement(body);
		if (found === void 0 || editable !== void 0 && found.url === void 0) continue;
		if (/^[./\\]|\.(?:whl|zip|tar\.gz|txt)$/.test(body)) continue;
		packages.push(packageOf("pypi", {
			...found,
			line,
			digest: hash,
			scope: viaScope(comments.get(line), base)
		}));
	}
	return factsOf({
		format: "requirements.txt",
		lock,
		packages,
		indexes
	});
}
const requirementsTxt = {
	format: "requirements.txt",
	matches: (path) => {
		const name = fileName(path).toLowerCase();
		if (/^(?:[\w.-]*[-_.])?requirements?(?:[-_.][\w.-]*)?\.(?:txt|in|pip)$/.test(name)) return true;
		return /(?:^|\/)requirements\/[\w.-]+\.(?:txt|in)$/i.test(path);
	},
	read: (text, path) => readRequirementsTxt(text, path)
};
// packages/formats/src/manifest/python/setup-files.ts
const STRING$1 = /(?:\b[rRbBuU]{1,2})?("""|'''|"|')((?:\\.|(?!\1)[^\\])*?)\1|#[^\n]*|[[\](){}:]/gs;
/**
* String literals of the bracketed literal that opens at or after `from`: keys (followed by ":") and
* values apart. Calls and names inside are skipped.
*/
function stringsFrom(text, from) {
	const pattern = new RegExp(STRING$1.source, STRING$1.flags);
	pattern.lastIndex = from;
	const groups = /* @__PURE__ */ new Map();
	const plain = [];
	let depth = 0;
	let group;
	let line = lineAt(text, from);
	let counted = from;
	for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
		for (; counted < match.index; counted++) if (text.charCodeAt(counted) === 10) line++;
		const token = match[0];
		if (/^[[({]$/.test(token)) depth++;
		else if (/^[\])}]$/.test(token)) depth--;
		else if (match[1] !== void 0) {
			const value = match[2] ?? "";
			if (/^\s*:/.test(text.slice(pattern.lastIndex, pattern.lastIndex + 8)) && depth === 1) {
				group = [];
				groups.set(value, group);
			} else (group ?? plain).push({
				value,
				line
			});
		}
		if (depth <= 0) break;
	}
	return {
		groups,
		plain
	};
}
function lineAt(text, offset) {
	let line = 1;
	for (let index = text.indexOf("\n"); index >= 0 && index < offset; index = text.indexOf("\n", index + 1)) line++;
	return line;
}
/** Where the literal of `keyword=` starts: at the keyword itself or at the assignment of the name it takes. */
function literalOf(text, keyword) {
	const use = new RegExp(`\\b["']?${keyword}["']?\\s*[=:]\\s*([\\w.]+)?`).exec(text);
	if (use === null) return void 0;
	const name = use[1];
	if (name === void 0) return use.index + use[0].length;
	const assigned = new RegExp(`^${name.replace(/\W/g, "\\$&")}\\s*(?::[^=\\n]*)?=\\s*(?=[[{(])`, "m").exec(text);
	return assigned === null ? void 0 : assigned.index + assigned[0].length;
}
function packagesAt(text, keyword, scopeOf) {
	const start = literalOf(text, keyword);
	if (start === void 0 || !/^\s*[[{(]/.test(text.slice(start, start + 20))) return [];
	const { groups, plain } = stringsFrom(text, start);
	return [["", plain], ...groups].flatMap(([group, strings]) => strings.flatMap(({ value, line }) => {
		const found = parsePythonRequirement(value);
		return found === void 0 ? [] : [packageOf("pypi", {
			...found,
			line,
			scope: scopeOf(group)
		})];
	}));
}
const extras = (group) => isDevelopmentGroup(group) ? "development" : "optional";
/** setup.py, read as text: literal lists only, nothing is run. */
function readSetupPy(text) {
	const field = (name) => new RegExp(`\\b${name}\\s*=\\s*["']([^"'\\n]{1,80})["']`).exec(text)?.[1];
	return factsOf({
		format: "setup.py",
		lock: false,
		name: field("name"),
		version: field("version"),
		licence: field("license"),
		packages: [
			...packagesAt(text, "install_requires", () => "runtime"),
			...packagesAt(text, "setup_requires", () => "development"),
			...packagesAt(text, "tests_require", () => "development"),
			...packagesAt(text, "extras_require", extras)
		]
	});
}
/** setup.cfg: [options] install_requires, [options.extras_require], [metadata]. */
function readSetupCfg(text) {
	let section = "";
	let key = "";
	const packages = [];
	const metadata = /* @__PURE__ */ new Map();
	for (const [index, line] of text.split(/\r?\n/).entries()) {
		if (/^\s*[#;]/.test(line)) continue;
		const header = /^\[([^\]]+)\]/.exec(line)?.[1];
		if (header !== void 0) {
			section = header.trim();
			key = "";
			continue;
		}
		const pair = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(line);
		if (pair !== null) key = pair[1] ?? "";
		else if (!/^\s/.test(line)) key = "";
		const value = (pair === null ? line : pair[2] ?? "").trim();
		if (section === "metadata" && pair !== null) metadata.set(key, value);
		const scope = scopeOfSetting(section, key);
		if (scope === void 0 || value === "") continue;
		const found = parsePythonRequirement(value);
		if (found !== void 0) packages.push(packageOf("pypi", {
			...found,
			line: index + 1,
			scope
		}));
	}
	return factsOf({
		format: "setup.cfg",
		lock: false,
		packages,
		name: metadata.get("name"),
		version: metadata.get("version"),
		licence: metadata.get("license")
	});
}
function scopeOfSetting(section, key) {
	if (section === "options.extras_require" && key !== "") return extras(key);
	if (section !== "options") return void 0;
	if (key === "install_requires") return "runtime";
	return key === "setup_requires" || key === "tests_require" ? "development" : void 0;
}
const setupPy = {
	format: "setup.py",
	matches: (path) => fileName(path) === "setup.py",
	read: (text) => readSetupPy(text)
};
const setupCfg = {
	format: "setup.cfg",
	matches: (path) => fileName(path) === "setup.cfg",
	read: (text) => readSetupCfg(text)
};
// packages/formats/src/manifest/rust/cargo.ts
function table(node, scope) {
	return entries(node).flatMap(({ key, line, value }) => {
		const git = text(at(value, "git"));
		const written = text(value) ?? text(at(value, "version")) ?? (git === void 0 ? void 0 : `@ ${git}`);
		if (written === void 0 && at(value, "path") !== void 0) return [];
		const exact = /^=\s*(\d[\w.+-]*)$/.exec(written ?? "")?.[1];
		const optional = text(at(value, "optional")) === "true";
		return [packageOf("cargo", {
			name: text(at(value, "package")) ?? key,
			line,
			scope: optional ? "optional" : scope,
			version: exact,
			requirement: written
		})];
	});
}
function tables(node) {
	return [
		...table(at(node, "dependencies"), "runtime"),
		...table(at(node, "dev-dependencies"), "development"),
		...table(at(node, "build-dependencies"), "development")
	];
}
/** Cargo.toml. @see https://doc.rust-lang.org/cargo/reference/manifest.html */
function readCargoToml(source) {
	const tree = tomlTree(source);
	return factsOf({
		format: "Cargo.toml",
		lock: false,
		name: text(at(tree, "package", "name")),
		version: text(at(tree, "package", "version")),
		licence: text(at(tree, "package", "license")),
		packages: [
			...tables(tree),
			...entries(at(tree, "target")).flatMap((target) => tables(target.value)),
			...table(at(tree, "workspace", "dependencies"), "runtime")
		]
	});
}
/** Cargo.lock: packages without a source are the project's own. */
function readCargoLock(text) {
	const blocks = tomlBlocks(text, "package");
	if (blocks.length === 0 && !/^version = /m.test(text)) throw new FormatError("NOT_THIS_FORMAT", "This is not a Cargo.lock file.");
	return factsOf({
		format: "Cargo.lock",
		lock: true,
		packages: blocks.flatMap((block) => {
			const name = block.values.get("name");
			if (name === void 0 || !block.values.has("source")) return [];
			const checksum = block.values.get("checksum");
			return [packageOf("cargo", {
				name,
				version: block.values.get("version"),
				line: block.line,
				scope: "transitive",
				digest: checksum === void 0 ? void 0 : `sha256:${checksum}`
			})];
		})
	});
}
const cargoToml = {
	format: "Cargo.toml",
	matches: (path) => fileName(path) === "Cargo.toml",
	read: (text) => readCargoToml(text)
};
const cargoLock = {
	format: "Cargo.lock",
	matches: (path) => fileName(path) === "Cargo.lock",
	read: (text) => readCargoLock(text)
};
// packages/formats/src/manifest/ruby/gems.ts
function groupScope(groups) {
	return /:(?:development|test|dev|lint|doc)\b|["'](?:development|test)["']/.test(groups) && !/:(?:default|production)\b/.test(groups) ? "development" : "runtime";
}
function requirementOf(rest) {
	const requirement = [...rest.matchAll(/,\s*["']([^"']+)["']/g)].map((match) => match[1] ?? "").filter((part) => /^[\d<>=~!]/.test(part)).join(", ");
	const version = /^=?\s*(\d[\w.]*)$/.exec(requirement)?.[1];
	return {
		...requirement === "" ? {} : { requirement },
		...version === void 0 ? {} : { version }
	};
}
/** Gemfile, by lines: gem calls with literal names; groups by block or option. */
function readGemfile(text) {
	const packages = [];
	const blocks = [];
	for (const [index, raw] of text.split(/\r?\n/).entries()) {
		const line = raw.replace(/(^|\s)#.*$/, "").trim();
		if (/\bdo\b(?:\s*\|[^|]*\|)?$/.test(line)) blocks.push(/^group\b/.test(line) ? groupScope(line) : void 0);
		else if (line === "end") blocks.pop();
		const gem = /^gem[\s(]+["']([\w.-]+)["'](.*)$/.exec(line);
		if (gem?.[1] === void 0 || /\bpath:|:path\s*=>/.test(line)) continue;
		const option = /\bgroups?:\s*(\[[^\]]*\]|:\w+|%i\[[^\]]*\])|:group\s*=>\s*(\S+)/.exec(line);
		const scope = option === null ? blocks.findLast((block) => block !== void 0) ?? "runtime" : groupScope(option[0].replace(/^groups?:/, "").replace(/%i\[([^\]]*)\]/, (_, names) => names.replace(/(\w+)/g, ":$1")));
		packages.push(packageOf("gem", {
			name: gem[1],
			line: index + 1,
			scope,
			...requirementOf(gem[2] ?? "")
		}));
	}
	return factsOf({
		format: "Gemfile",
		lock: false,
		packages
	});
}
/** Gemfile.lock: specs four spaces in, checksums, and what is direct under DEPENDENCIES. */
function readGemfileLock(text) {
	if (!/^(?:GEM|PATH|GIT|DEPENDENCIES)$/m.test(text)) throw new FormatError("NOT_THIS_FORMAT", "This is not a Gemfile.lock.");
	const direct = /* @__PURE__ */ new Set();
	const checksums = /* @__PURE__ */ new Map();
	const found = [];
	let section = "";
	for (const [index, line] of text.split(/\r?\n/).entries()) {
		if (/^\S/.test(line)) section = line.trim();
		const spec = /^ {4}([\w.-]+) \(([^)]+)\)$/.exec(line);
		if ((section === "GEM" || section === "GIT") && spec?.[1] !== void 0) found.push({
			name: spec[1],
			version: spec[2] ?? "",
			line: index + 1
		});
		const name = /^ {2}([\w.-]+)/.exec(line)?.[1];
		if (section === "DEPENDENCIES" && name !== void 0) direct.add(name);
		const sum = /^ {2}([\w.-]+) \([^)]+\) sha256=([0-9a-f]+)/.exec(line);
		if (section === "CHECKSUMS" && sum?.[1] !== void 0) checksums.set(sum[1], `sha256:${sum[2] ?? ""}`);
	}
	return factsOf({
		format: "Gemfile.lock",
		lock: true,
		packages: found.map(({ name, version, line }) => packageOf("gem", {
			name,
			version,
			line,
			scope: direct.has(name) ? "runtime" : "transitive",
			digest: checksums.get(name)
		}))
	});
}
/** *.gemspec, by lines. */
function readGemspec(text) {
	const packages = text.split(/\r?\n/).flatMap((raw, index) => {
		const match = /\.add_(runtime_|development_)?dependency[\s(]+["']([\w.-]+)["'](.*)$/.exec(raw.replace(/^\s*#.*$/, ""));
		const name = match?.[2];
		if (name === void 0) return [];
		return [packageOf("gem", {
			name,
			line: index + 1,
			scope: match?.[1] === "development_" ? "development" : "runtime",
			...requirementOf(match?.[3] ?? "")
		})];
	});
	const field = (name) => new RegExp(`\\.${name}\\s*=\\s*\\[?["']([^"']{1,80})["']`).exec(text)?.[1];
	return factsOf({
		format: "gemspec",
		lock: false,
		packages,
		name: field("name"),
		version: field("version"),
		licence: field("licenses?")
	});
}
const gemfile = {
	format: "Gemfile",
	matches: (path) => /^(?:Gemfile|gems\.rb)$/.test(fileName(path)),
	read: (text) => readGemfile(text)
};
const gemfileLock = {
	format: "Gemfile.lock",
	matches: (path) => /^(?:Gemfile\.lock|gems\.locked)$/.test(fileName(path)),
	read: (text) => readGemfileLock(text)
};
const gemspec = {
	format: "gemspec",
	matches: (path) => path.endsWith(".gemspec"),
	read: (text) => readGemspec(text)
};
// packages/formats/src/manifest/index.ts
/** Every manifest and lock file that can be read; the first that matches a path reads it. */
const MANIFEST_READERS = [
	pyproject,
	requirementsTxt,
	setupPy,
	setupCfg,
	pipfile,
	...pythonLocks,
	condaEnvironment,
	packageJson,
	packageLock,
	yarnLock,
	pnpmLock,
	bunLock,
	denoJson,
	goMod,
	goSum,
	pom,
	gradle,
	versionCatalogue,
	msbuild,
	nugetLock,
	cargoToml,
	cargoLock,
	gemfile,
	gemfileLock,
	gemspec
];
/** The manifest format of a path, or undefined. */
function manifestFormatOf(path) {
	return MANIFEST_READERS.find((reader) => reader.matches(path))?.format;
}
/**
* Packages of a manifest or lock file, in the order written.
* @param path decides the format by file name and folder.
* @throws FormatError UNSUPPORTED for other files, BUDGET_BYTES, BUDGET_NODES, MALFORMED, NOT_THIS_FORMAT.
*/
function readManifest(path, text, budget = DEFAULT_BUDGET) {
	const reader = MANIFEST_READERS.find((candidate) => candidate.matches(path));
	if (reader === void 0) throw new FormatError("UNSUPPORTED", "This file name is not that of a known manifest.");
	if (text.length > budget.bytes) throw new FormatError("BUDGET_BYTES", `This manifest is larger than ${budget.bytes} bytes.`);
	const facts = reader.read(text.charCodeAt(0) === 65279 ? text.slice(1) : text, path, budget);
	if (facts.packages.length > budget.nodes) throw new FormatError("BUDGET_NODES", `This manifest names more than ${budget.nodes} packages.`);
	return facts;
}
// packages/formats/src/model-file/sniffer.ts
/** Bytes read of the beginning of every file. */
const HEAD_BYTES = 65536;
function modelFile(formats, executable, metadata = {}) {
	const known = {};
	for (const [key, value] of Object.entries(metadata)) if (value !== void 0) known[key] = typeof value === "string" ? value.slice(0, 300) : value;
	return {
		formats,
		executable,
		metadata: known
	};
}
function startsWith(bytes, magic, offset = 0) {
	if (bytes.length < offset + magic.length) return false;
	for (let index = 0; index < magic.length; index++) if (bytes[offset + index] !== magic.charCodeAt(index)) return false;
	return true;
}
// packages/formats/src/model-file/binary-magics.ts
/** Formats that a fixed magic settles. */
const MAGICS = [
	{
		format: "tflite",
		magic: "TFL3",
		offset: 4
	},
	{
		format: "executorch",
		magic: "ET12",
		offset: 4
	},
	{
		format: "catboost",
		magic: "CBM1",
		offset: 0
	},
	{
		format: "ggml",
		magic: "lmgg",
		offset: 0
	},
	{
		format: "ggml",
		magic: "fmgg",
		offset: 0
	},
	{
		format: "ggml",
		magic: "tjgg",
		offset: 0
	},
	{
		format: "ggml",
		magic: "algg",
		offset: 0
	},
	{
		format: "xgboost-binary",
		magic: "binf",
		offset: 0
	},
	{
		format: "xgboost-ubj",
		magic: "{L\0\0\0\0\0\0\0\x07learner",
		offset: 0
	},
	{
		format: "fasttext",
		magic: "ºO/",
		offset: 0
	},
	{
		format: "mxnet-params",
		magic: "\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
		offset: 0
	},
	{
		format: "tensorrt",
		magic: "ptrt",
		offset: 0
	},
	{
		format: "tensorrt",
		magic: "ftrt",
		offset: 0
	},
	{
		format: "rknn",
		magic: "RKNN\0\0\0\0",
		offset: 0
	},
	{
		format: "faiss-index",
		magic: "IxF2",
		offset: 0
	},
	{
		format: "faiss-index",
		magic: "IxFI",
		offset: 0
	},
	{
		format: "faiss-index",
		magic: "IwFl",
		offset: 0
	},
	{
		format: "faiss-index",
		magic: "IwPQ",
		offset: 0
	},
	{
		format: "faiss-index",
		magic: "IxMp",
		offset: 0
	},
	{
		format: "faiss-index",
		magic: "IxM2",
		offset: 0
	},
	{
		format: "faiss-index",
		magic: "IHNf",
		offset: 0
	}
];
const magics = {
	id: "magics",
	sniff: ({ head, source }) => {
		const found = source.size < 16 ? void 0 : MAGICS.find(({ magic, offset }) => startsWith(head, magic, offset));
		return found === void 0 ? void 0 : modelFile([found.format], false);
	}
};
const HDF5 = "HDF\r\n\n";
/** Keras writes its architecture as JSON attributes near the start or the end of the file. */
const hdf5 = {
	id: "hdf5",
	sniff: ({ head, source }) => {
		if (![
			0,
			512,
			1024,
			2048
		].some((offset) => startsWith(head, HDF5, offset))) return void 0;
		const near = ascii(source.read(0, 1048576)) + ascii(source.read(Math.max(1048576, source.size - HEAD_BYTES), HEAD_BYTES));
		const keras = /keras_version|model_config|training_config|layer_names/.test(near);
		const lambda = /"class_name": ?"Lambda"/.test(near);
		return modelFile(keras ? ["keras-h5", "hdf5"] : ["hdf5"], lambda, {
			kerasVersion: /keras_version[^\d]{1,80}(\d+\.\d+\.\d+)/.exec(near)?.[1],
			...keras ? { lambda } : {}
		});
	}
};
/** Footer of LevelDB tables, which TensorFlow's V2 checkpoints use for their index. */
const tensorflowCheckpoint = {
	id: "tensorflow-checkpoint",
	sniff: ({ source }) => {
		if (source.size < 48 || source.size > 268435456) return void 0;
		return startsWith(source.read(source.size - 8, 8), "Wû$uGÛ") ? modelFile(["tensorflow-checkpoint-index"], false) : void 0;
	}
};
function tarNames(source) {
	const names = [];
	let at = 0;
	while (at + 512 <= source.size && names.length < 200) {
		const header = source.read(at, 512);
		const name = ascii(header, 0, 100).replace(/\0.*$/s, "");
		const size = Number.parseInt(ascii(header, 124, 136).replace(/[\0 ].*$/s, ""), 8);
		if (name === "" || !Number.isFinite(size)) break;
		names.push(name.replace(/^\.\//, ""));
		at += 512 + Math.ceil(size / 512) * 512;
	}
	return names;
}
/** NeMo archives and torch.save before 0.1.10. */
const tarModels = {
	id: "tar",
	sniff: ({ head, source }) => {
		if (!startsWith(head, "ustar", 257)) return void 0;
		const names = tarNames(source);
		if (names.includes("model_config.yaml")) return modelFile([
			"nemo",
			"tar",
			"pickle"
		], true);
		if (names.includes("pickle") && names.includes("storages")) return modelFile([
			"pytorch-tar",
			"tar",
			"pickle"
		], true);
	}
};
/** Flax and JAX checkpoints: a msgpack map whose tensors are extension type 1. */
const flax = {
	id: "flax-msgpack",
	sniff: ({ head, source }) => {
		const first = head[0] ?? 0;
		if (source.size < 32 || first < 129 || first > 143 || !((head[1] ?? 0) >= 161 && (head[1] ?? 0) <= 191)) return void 0;
		const tensor = head.subarray(0, 8192).findIndex((byte, index) => byte >= 199 && byte <= 201 && head[index + (byte === 199 ? 2 : byte === 200 ? 3 : 5)] === 1);
		const key = ascii(head, 2, 2 + ((head[1] ?? 0) & 31));
		return tensor > 0 && /^[\w./-]+$/.test(key) ? modelFile(["flax-msgpack"], false, { firstKey: key }) : void 0;
	}
};
// packages/formats/src/model-file/pickle-walk.ts
const OPERANDS = new Map([
	...[..."(.012dulestabo)]}NRQ"].map((op) => [op.charCodeAt(0), 0]),
	[73, "line"],
	[76, "line"],
	[70, "line"],
	[83, "line"],
	[86, "line"],
	[80, "line"],
	[103, "line"],
	[112, "line"],
	[99, "two-lines"],
	[105, "two-lines"],
	[75, 1],
	[77, 2],
	[74, 4],
	[71, 8],
	[104, 1],
	[106, 4],
	[113, 1],
	[114, 4],
	[128, 1],
	[130, 1],
	[131, 2],
	[132, 4],
	[149, 8],
	[138, "u1"],
	[139, "s4"],
	[84, "s4"],
	[85, "u1"],
	[66, "u4"],
	[67, "u1"],
	[88, "u4"],
	[140, "u1"],
	[141, "u8"],
	[142, "u8"],
	[150, "u8"]
]);
function counted(view, at, width) {
	if (width === "u1") return at < view.byteLength ? view.getUint8(at) : -1;
	if (width === "u8") return at + 8 <= view.byteLength ? Number(view.getBigUint64(at, true)) : -1;
	return at + 4 <= view.byteLength ? view.getUint32(at, true) : -1;
}
const WIDTH = {
	u1: 1,
	u4: 4,
	s4: 4,
	u8: 8
};
/** Walks one pickle from `start` within `bytes`. */
function walkPickle(bytes, start = 0, limit = 2e5) {
	const view = viewOf(bytes);
	const globals = [];
	let recent = ["", ""];
	const memo = /* @__PURE__ */ new Map();
	let memoized = 0;
	let protocol = 0;
	let at = start;
	const result = (opcodes, stopped) => ({
		opcodes,
		protocol,
		globals,
		stopped,
		...stopped === "stop" ? { end: at } : {}
	});
	for (let opcodes = 0; opcodes < limit; opcodes++) {
		const op = bytes[at];
		if (op === void 0) return result(opcodes, "window");
		const operand = OPERANDS.get(op);
		if (operand === void 0) return result(opcodes, "unknown");
		at++;
		if (op === 46) return result(opcodes + 1, "stop");
		if (op === 128) protocol = bytes[at] ?? 0;
		if (op === 147 && globals.length < 200) globals.push(`${recent[0]} ${recent[1]}`);
		const index = op === 113 || op === 104 ? bytes[at] : op === 114 || op === 106 ? counted(view, at, "u4") : void 0;
		if (op === 148) memo.set(memoized++, recent[1]);
		else if (index !== void 0 && (op === 113 || op === 114)) memo.set(index, recent[1]);
		else if (index !== void 0) recent = [recent[1], memo.get(index) ?? ""];
		if (typeof operand === "number") at += operand;
		else if (operand === "line" || operand === "two-lines") {
			const first = bytes.indexOf(10, at);
			const second = operand === "two-lines" && first >= 0 ? bytes.indexOf(10, first + 1) : first;
			if (second < 0) return result(opcodes, "window");
			if (second - at > 4096 && operand === "two-lines") return result(opcodes, "unknown");
			if (operand === "two-lines" && globals.length < 200) globals.push(ascii(bytes, at, second).replace("\n", " "));
			at = second + 1;
		} else {
			const length = counted(view, at, operand);
			if (length < 0) return result(opcodes, "window");
			at += WIDTH[operand];
			if (length <= 300 && (op === 140 || op === 88 || op === 85 || op === 84 || op === 141)) recent = [recent[1], ascii(bytes, at, at + length)];
			at += length;
		}
		if (at > bytes.length) return result(opcodes + 1, "window");
	}
	return result(limit, "limit");
}
// packages/formats/src/model-file/pickle.ts
/** First pickle of a file written by torch.save before 1.6: the magic number 0x1950a86a20f9469cfc6c. */
const TORCH_LEGACY = "\nlüFù j¨P.";
/** Protocol 0 and 1 files are validated to the end; larger ones are not accepted on their word. */
const TEXT_PICKLE_BYTES = 16777216;
/** Top-level packages that a pickle imports, sorted. */
function importedPackages(walk) {
	const names = new Set(walk.globals.map((name) => name.split(/[. ]/)[0] ?? "").filter((name) => /^[A-Za-z_]\w*$/.test(name)));
	return names.size === 0 ? void 0 : [...names].sort().join(",");
}
/** Facts of pickle bytes that may go on beyond the window; undefined where they are no pickle. */
function pickleFacts(bytes, whole, outer = []) {
	const protocol = bytes[0] === 128 ? bytes[1] : void 0;
	if (protocol !== void 0) {
		if (protocol < 1 || protocol > 5) return void 0;
		if (startsWith(bytes, TORCH_LEGACY)) return modelFile([
			"pytorch-legacy",
			...outer,
			"pickle"
		], true, {
			protocol,
			imports: importedPackages(walkPickle(bytes, 15))
		});
		const walk = walkPickle(bytes);
		const joblib = walk.globals.some((name) => name.startsWith("joblib.numpy_pickle"));
		if (!(walk.stopped === "stop" || joblib || walk.opcodes >= 3 && (walk.stopped !== "unknown" || walk.globals.length > 0))) return void 0;
		return modelFile([
			...joblib ? ["joblib"] : [],
			...outer,
			"pickle"
		], true, {
			protocol,
			imports: importedPackages(walk)
		});
	}
	const first = bytes[0];
	if (!whole || first === void 0 || !/[(cilI\]}NSVFLG]/.test(String.fromCharCode(first))) return void 0;
	const walk = walkPickle(bytes);
	if (!(walk.end !== void 0 && bytes.subarray(walk.end).every((byte) => byte === 10 || byte === 9 || byte === 32 || byte === 13)) || walk.opcodes < 3) return void 0;
	if (walk.globals.length === 0 && !/[(\]}]/.test(String.fromCharCode(first))) return void 0;
	return modelFile([...outer, "pickle"], true, {
		protocol: walk.protocol,
		imports: importedPackages(walk)
	});
}
const pickle = {
	id: "pickle",
	sniff: ({ head, source }) => {
		const whole = source.size <= head.length;
		if (head[0] === 128 || whole) return pickleFacts(head, whole);
		if (source.size > TEXT_PICKLE_BYTES || !source.read(source.size - 8, 8).includes(46)) return void 0;
		const start = walkPickle(head);
		return start.stopped === "window" && start.opcodes >= 3 ? pickleFacts(source.read(0, source.size), true) : void 0;
	}
};
// packages/formats/src/model-file/compressed.ts
/** At 1:1032, the best ratio of deflate, 16 kB become at most 16 MB. */
const COMPRESSED_WINDOW = 16384;
/** The beginning of a zlib or gzip stream, or undefined where it is none. */
function inflateHead(head) {
	const codec = startsWith(head, "\b") ? "gzip" : head[0] === 120 && (head[0] << 8 | (head[1] ?? 0)) % 31 === 0 ? "zlib" : void 0;
	if (codec === void 0) return void 0;
	const window = head.subarray(0, COMPRESSED_WINDOW);
	try {
		return {
			codec,
			bytes: (codec === "gzip" ? gunzipSync : inflateSync)(window, {
				finishFlush: constants.Z_SYNC_FLUSH,
				maxOutputLength: 33554432
			})
		};
	} catch {
		return;
	}
}
/** R's save() and saveRDS(). @see https://cran.r-project.org/doc/manuals/r-release/R-ints.html#Serialization-Formats */
function rdataFacts(bytes, outer) {
	if (/^RD[XAB][23]\n/.test(ascii(bytes, 0, 5))) return modelFile(["rdata", ...outer], false, { version: Number(ascii(bytes, 3, 4)) });
	if (startsWith(bytes, "X\n\0\0\0\0") || startsWith(bytes, "X\n\0\0\0\0") || /^A\n[23]\n\d+\n/.test(ascii(bytes, 0, 20))) return modelFile(["rds", ...outer], false, { version: bytes[0] === 65 ? Number(ascii(bytes, 2, 3)) : bytes[5] ?? 0 });
}
/** joblib, gzip and zlib around a pickle or R data. */
const compressed = {
	id: "compressed",
	sniff: ({ head, source }) => {
		const plain = rdataFacts(head, []);
		if (plain !== void 0) return plain;
		if (/^ZF0x[0-9a-f]+ /.test(ascii(head, 0, 24))) return modelFile([
			"joblib",
			"zlib",
			"pickle"
		], true);
		const inner = inflateHead(head);
		if (inner === void 0 || inner.bytes.length === 0) return void 0;
		const rdata = rdataFacts(inner.bytes, [inner.codec]);
		if (rdata !== void 0) return rdata;
		const whole = source.size <= COMPRESSED_WINDOW;
		const facts = pickleFacts(inner.bytes, whole, [inner.codec]);
		if (facts === void 0) return void 0;
		return inner.codec === "zlib" && !facts.formats.includes("joblib") ? {
			...facts,
			formats: ["joblib", ...facts.formats]
		} : facts;
	}
};
// packages/formats/src/model-file/gguf.ts
const WINDOW = 1048576;
const MAX_READ = 134217728;
const MAX_ELEMENTS = 4e6;
const MAX_KEYS = 1e4;
const WIDTHS = [
	1,
	1,
	2,
	2,
	4,
	4,
	4,
	1,
	void 0,
	void 0,
	8,
	8,
	8
];
const STRING = 8;
const ARRAY = 9;
/** llama.cpp's llama_ftype. */
const FILE_TYPES = [
	"F32",
	"F16",
	"Q4_0",
	"Q4_1",
	"Q4_1_F16",
	"Q4_2",
	"Q4_3",
	"Q8_0",
	"Q5_0",
	"Q5_1",
	"Q2_K",
	"Q3_K_S",
	"Q3_K_M",
	"Q3_K_L",
	"Q4_K_S",
	"Q4_K_M",
	"Q5_K_S",
	"Q5_K_M",
	"Q6_K",
	"IQ2_XXS",
	"IQ2_XS",
	"Q2_K_S",
	"IQ3_XS",
	"IQ3_XXS",
	"IQ1_S",
	"IQ4_NL",
	"IQ3_S",
	"IQ3_M",
	"IQ2_S",
	"IQ2_M",
	"IQ4_XS",
	"IQ1_M",
	"BF16",
	void 0,
	void 0,
	void 0,
	"TQ1_0",
	"TQ2_0",
	"MXFP4_MOE"
];
var Incomplete = class extends Error {};
/** Reads forward through windows, so that a header of any length costs only its own bytes. */
var Cursor = class {
	at;
	#source;
	#window = /* @__PURE__ */ new Uint8Array(0);
	#start = 0;
	#read = 0;
	constructor(source, at) {
		this.#source = source;
		this.at = at;
	}
	take(length) {
		if (this.at < this.#start || this.at + length > this.#start + this.#window.length) {
			if (length > WINDOW || this.#read > MAX_READ) throw new Incomplete();
			this.#window = this.#source.read(this.at, WINDOW);
			this.#start = this.at;
			this.#read += this.#window.length;
		}
		const from = this.at - this.#start;
		if (from + length > this.#window.length) throw new Incomplete();
		this.at += length;
		return viewOf(this.#window.subarray(from, from + length));
	}
	u32() {
		return this.take(4).getUint32(0, true);
	}
	u64() {
		return Number(this.take(8).getBigUint64(0, true));
	}
	skip(length) {
		this.at += length;
		if (this.at > this.#source.size) throw new Incomplete();
	}
	string(keep) {
		const length = this.u64();
		if (length > keep) {
			this.skip(length);
			return "";
		}
		const view = this.take(length);
		return textOf(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
	}
};
function numberOf$1(view, type) {
	if (type === 7) return view.getUint8(0) !== 0;
	if (type === 6) return view.getFloat32(0, true);
	if (type === 12) return view.getFloat64(0, true);
	if (type === 10) return Number(view.getBigUint64(0, true));
	if (type === 11) return Number(view.getBigInt64(0, true));
	if (view.byteLength === 4) return type === 5 ? view.getInt32(0, true) : view.getUint32(0, true);
	if (view.byteLength === 2) return view.getUint16(0, true);
	return view.getUint8(0);
}
function skipArray(cursor, depth) {
	const type = cursor.u32();
	const count = cursor.u64();
	const width = WIDTHS[type];
	if (width !== void 0) return cursor.skip(width * count);
	if (count > MAX_ELEMENTS || depth > 4) throw new Incomplete();
	for (let index = 0; index < count; index++) if (type === STRING) cursor.skip(cursor.u64());
	else if (type === ARRAY) skipArray(cursor, depth + 1);
	else throw new Incomplete();
}
const gguf = {
	id: "gguf",
	sniff: ({ head, source }) => {
		if (!startsWith(head, "GGUF") || head.length < 24) return void 0;
		const cursor = new Cursor(source, 4);
		const version = cursor.u32();
		if (version < 1 || version > 10) return modelFile(["gguf"], false, {
			version,
			complete: false
		});
		const values = /* @__PURE__ */ new Map();
		let complete = true;
		let tensors = 0;
		try {
			tensors = version === 1 ? cursor.u32() : cursor.u64();
			const keys = version === 1 ? cursor.u32() : cursor.u64();
			if (version === 1 || keys > MAX_KEYS) throw new Incomplete();
			for (let index = 0; index < keys; index++) {
				const key = cursor.string(1024);
				const type = cursor.u32();
				const width = WIDTHS[type];
				if (type === STRING) values.set(key, cursor.string(65536));
				else if (type === ARRAY) skipArray(cursor, 0);
				else if (width !== void 0) values.set(key, numberOf$1(cursor.take(width), type));
				else throw new Incomplete();
			}
		} catch (error) {
			if (!(error instanceof Incomplete)) throw error;
			complete = false;
		}
		const text = (key) => {
			const value = values.get(key);
			return typeof value === "string" && value !== "" ? value : void 0;
		};
		const architecture = text("general.architecture");
		const fileType = values.get("general.file_type");
		const context = values.get(`${architecture ?? ""}.context_length`);
		return modelFile(["gguf"], false, {
			version,
			tensors,
			complete,
			architecture,
			name: text("general.name"),
			licence: text("general.license"),
			sizeLabel: text("general.size_label"),
			baseModel: text("general.base_model.0.repo_url") ?? text("general.base_model.0.name"),
			contextLength: context,
			quantisation: typeof fileType === "number" ? FILE_TYPES[fileType] : void 0,
			chatTemplate: [...values.keys()].some((key) => key.startsWith("tokenizer.chat_template"))
		});
	}
};
// packages/formats/src/model-file/git-lfs.ts
/** The stand-in that Git LFS commits for a large file. @see https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const gitLfs = {
	id: "git-lfs",
	sniff: ({ head, source }) => {
		if (source.size > 1024 || !startsWith(head, "version https://git-lfs.github.com/spec/v1\n")) return void 0;
		const text = textOf(head);
		const oid = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1];
		const size = /^size (\d{1,18})$/m.exec(text)?.[1];
		return oid === void 0 ? void 0 : modelFile(["git-lfs-pointer"], false, {
			oid,
			size: size === void 0 ? void 0 : Number(size)
		});
	}
};
// packages/formats/src/model-file/numpy.ts
/** @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html */
function numpyHeader(head) {
	if (!startsWith(head, "NUMPY") || head.length < 12) return void 0;
	const version = head[6] ?? 0;
	const view = viewOf(head);
	const start = version === 1 ? 10 : 12;
	const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
	const text = ascii(head, start, Math.min(start + length, start + 16384));
	const dtype = /['"]descr['"]\s*:\s*(?:['"]([^'"]*)['"]|(\[[^\]]*\]))/.exec(text);
	const shape = /['"]shape['"]\s*:\s*\(([^)]*)\)/.exec(text)?.[1];
	if (dtype === null || shape === void 0) return void 0;
	const sizes = shape.split(",").map((part) => part.trim()).filter((part) => part !== "").map(Number);
	const written = dtype[1] ?? dtype[2] ?? "";
	return {
		dtype: written.slice(0, 100),
		shape: sizes.join("x"),
		rows: sizes[0] ?? 1,
		columns: sizes[1] ?? 1,
		object: /[|<>=]O/.test(written)
	};
}
const numpy = {
	id: "numpy",
	sniff: ({ head }) => {
		const header = numpyHeader(head);
		if (header === void 0) return void 0;
		return modelFile(header.object ? ["numpy", "pickle"] : ["numpy"], header.object, {
			dtype: header.dtype,
			shape: header.shape,
			rows: header.rows
		});
	}
};
// packages/formats/src/model-file/protobuf-walk.ts
/**
* The fields of a message, one level. Tensors and graphs are stepped over, so that the cost is the number of
* fields, not the size.
* @see https://protobuf.dev/programming-guides/encoding/
*/
function walkProtobuf(source, start, end, maxFields) {
	const fields = [];
	let at = start;
	const varint = () => {
		let value = 0;
		const bytes = source.read(at, 10);
		for (let index = 0; index < bytes.length; index++) {
			const byte = bytes[index] ?? 0;
			value += (byte & 127) * 2 ** (7 * index);
			if (byte < 128) {
				at += index + 1;
				return value;
			}
		}
		return -1;
	};
	while (at < end && fields.length < maxFields) {
		const tag = varint();
		const number = Math.floor(tag / 8);
		const wire = tag % 8;
		if (tag < 8 || number > 536870911) return {
			fields,
			complete: false
		};
		if (wire === 0) {
			const offset = at;
			const value = varint();
			if (value < 0) return {
				fields,
				complete: false
			};
			fields.push({
				number,
				wire,
				value,
				offset,
				length: at - offset
			});
			continue;
		}
		const length = wire === 2 ? varint() : wire === 1 ? 8 : wire === 5 ? 4 : -1;
		if (length < 0 || at + length > end) return {
			fields,
			complete: false
		};
		fields.push({
			number,
			wire,
			value: 0,
			offset: at,
			length
		});
		at += length;
	}
	return {
		fields,
		complete: at === end
	};
}
/** A short string field; undefined where it is long or not printable. */
function protobufText(source, field) {
	if (field === void 0 || field.wire !== 2 || field.length > 200) return void 0;
	const text = ascii(source.read(field.offset, field.length));
	return /^[\x20-\x7e]+$/.test(text) ? text : void 0;
}
// packages/formats/src/model-file/protobuf-models.ts
const MAX_FIELDS$1 = 5e3;
/** ModelProto: ir_version 1, producer_name 2, producer_version 3, graph 7, opset_import 8. @see onnx/onnx.proto */
function onnxFacts(source, walk) {
	const field = (number, wire) => walk.fields.find((candidate) => candidate.number === number && candidate.wire === wire);
	const version = field(1, 0)?.value;
	const graph = field(7, 2);
	if (version === void 0 || version < 1 || version > 30 || graph === void 0) return void 0;
	if (walk.fields.some(({ number }) => number > 26)) return void 0;
	const opsets = walk.fields.filter(({ number, wire }) => number === 8 && wire === 2).map(({ offset, length }) => {
		const inner = walkProtobuf(source, offset, offset + length, 10).fields;
		return `${protobufText(source, inner.find(({ number }) => number === 1)) ?? "ai.onnx"}:${inner.find(({ number }) => number === 2)?.value ?? 0}`;
	});
	if (opsets.length === 0 && version > 2) return void 0;
	return modelFile(["onnx"], false, {
		irVersion: version,
		producer: protobufText(source, field(2, 2)),
		producerVersion: protobufText(source, field(3, 2)),
		opsets: opsets.length === 0 ? void 0 : opsets.sort().join(","),
		complete: walk.complete
	});
}
/** CoreML Model: specificationVersion 1, description 2, one model type from 200 on. @see apple/coremltools mlmodel/format/Model.proto */
function coremlFacts(walk) {
	const [first, second] = walk.fields;
	if (first?.number !== 1 || first.wire !== 0 || first.value < 1 || first.value > 20 || second?.number !== 2 || second.wire !== 2) return void 0;
	return walk.fields.find(({ number, wire }) => wire === 2 && (number >= 200 && number <= 700 || number === 900 || number >= 2e3 && number <= 3100)) === void 0 ? void 0 : modelFile(["coreml"], false, { specificationVersion: first.value });
}
/** SavedModel: saved_model_schema_version 1, meta_graphs 2. MetaGraphDef.meta_info_def 1 holds tags 4 and tensorflow_version 5. */
function savedModelFacts(source, walk) {
	const version = walk.fields.find(({ number }) => number === 1);
	const graph = walk.fields.find(({ number, wire }) => number === 2 && wire === 2);
	if (graph === void 0 || walk.fields.some(({ number }) => number > 2) || version !== void 0 && (version.wire !== 0 || version.value !== 1)) return void 0;
	const parts = walkProtobuf(source, graph.offset, graph.offset + graph.length, 20);
	const graphDef = parts.fields.find(({ number, wire }) => number === 2 && wire === 2);
	if (!parts.complete || graphDef === void 0) return void 0;
	const meta = parts.fields.find(({ number, wire }) => number === 1 && wire === 2);
	if (version === void 0 && graphDefFacts(source, walkProtobuf(source, graphDef.offset, graphDef.offset + graphDef.length, MAX_FIELDS$1)) === void 0) return void 0;
	if (meta === void 0) return modelFile(["tensorflow-savedmodel"], false);
	const info = walkProtobuf(source, meta.offset, meta.offset + meta.length, 50).fields;
	const tags = info.flatMap((field) => field.number === 4 ? protobufText(source, field) ?? [] : []);
	return modelFile(["tensorflow-savedmodel"], false, {
		tensorflowVersion: protobufText(source, info.find(({ number }) => number === 5)),
		tags: tags.length === 0 ? void 0 : tags.join(",")
	});
}
const GRAPH_OPS = /^(?:Placeholder|Const|NoOp|VarHandleOp|VariableV2|Identity|Conv2D|MatMul|PlaceholderWithDefault|Fill|Pack|Shape)$/;
/** A frozen GraphDef: node 1 { name 1, op 2 }. */
function graphDefFacts(source, walk) {
	const [first] = walk.fields;
	if (first?.number !== 1 || first.wire !== 2) return void 0;
	const node = walkProtobuf(source, first.offset, first.offset + first.length, 20).fields;
	const op = protobufText(source, node.find(({ number }) => number === 2));
	if (op === void 0 || !GRAPH_OPS.test(op) || protobufText(source, node.find(({ number }) => number === 1)) === void 0) return void 0;
	return modelFile(["tensorflow-graphdef"], false, { nodes: walk.fields.filter(({ number }) => number === 1).length });
}
/** ONNX, CoreML, TensorFlow SavedModel and GraphDef, SentencePiece: protobuf has no magic, its fields decide. */
const protobufModels = {
	id: "protobuf",
	sniff: ({ head, source }) => {
		if (head[0] !== 8 && head[0] !== 10 && head[0] !== 18) return void 0;
		if (/^\n[\x09-\x20]\n\x05<(?:unk|pad)>/.test(String.fromCharCode(...head.subarray(0, 9)))) return modelFile(["sentencepiece"], false);
		if (source.size < 16 || startsWith(head, "\n\n")) return void 0;
		const walk = walkProtobuf(source, 0, source.size, MAX_FIELDS$1);
		if (!walk.complete && walk.fields.length < MAX_FIELDS$1) return void 0;
		return onnxFacts(source, walk) ?? coremlFacts(walk) ?? savedModelFacts(source, walk) ?? graphDefFacts(source, walk);
	}
};
// packages/formats/src/model-file/safetensors.ts
const MAX_HEADER = 33554432;
/** Limit of the reference implementation. */
const FORMAT_LIMIT = 1e8;
/** @see https://huggingface.co/docs/safetensors/index#format */
const safetensors = {
	id: "safetensors",
	sniff: ({ head, source }) => {
		if (source.size < 10 || head[8] !== 123) return void 0;
		const length = Number(viewOf(head).getBigUint64(0, true));
		if (length < 2 || length > FORMAT_LIMIT || length + 8 > source.size) return void 0;
		if (length > MAX_HEADER) return modelFile(["safetensors"], false, { headerBytes: length });
		let header;
		try {
			header = JSON.parse(textOf(source.read(8, length)));
		} catch {
			return;
		}
		if (!isRecord(header)) return void 0;
		const dtypes = /* @__PURE__ */ new Set();
		let tensors = 0;
		let parameters = 0;
		for (const [name, entry] of Object.entries(header)) {
			if (name === "__metadata__" || !isRecord(entry)) continue;
			tensors++;
			if (typeof entry["dtype"] === "string") dtypes.add(entry["dtype"].slice(0, 12));
			const shape = Array.isArray(entry["shape"]) ? entry["shape"] : [];
			parameters += shape.reduce((product, size) => product * (typeof size === "number" ? size : 0), 1);
		}
		const stated = Object.entries(recordAt(header, "__metadata__")).slice(0, 20).flatMap(([key, value]) => typeof value === "string" && value.length <= 300 && /^[\w.-]{1,60}$/.test(key) ? [[`metadata.${key}`, value]] : []);
		return modelFile(["safetensors"], false, {
			tensors,
			parameters,
			dtypes: dtypes.size === 0 ? void 0 : [...dtypes].sort().join(","),
			...Object.fromEntries(stated)
		});
	}
};
// packages/formats/src/model-file/text-models.ts
/** Models written as text: XGBoost JSON, LightGBM, PMML, OpenVINO, tokenizers, scikit-learn to JSON exports. */
const textModels = {
	id: "text",
	sniff: ({ head, source }) => {
		const text = textOf(head.subarray(0, 4096)).trimStart();
		if (text.startsWith("tree\nversion=") || text.startsWith("tree\r\nversion=")) return modelFile(["lightgbm"], false, {
			version: /version=(\S+)/.exec(text)?.[1],
			classes: numberOf(/num_class=(\d+)/.exec(text)?.[1]),
			objective: /objective=([^\n\r]+)/.exec(text)?.[1]
		});
		if (text.startsWith("<")) {
			if (/<(?:\w+:)?PMML\b/.test(text)) return modelFile(["pmml"], false, { version: /<(?:\w+:)?PMML[^>]*\bversion="([^"]+)"/.exec(text)?.[1] });
			if (/<net\b[^>]*\bversion="\d+"/.test(text) && text.includes("<layers")) return modelFile(["openvino"], false, { version: /<net\b[^>]*\bversion="(\d+)"/.exec(text)?.[1] });
			return;
		}
		if (!text.startsWith("{")) return void 0;
		if (/^\{\s*"learner"\s*:\s*\{/.test(text) || /^\{\s*"version"\s*:\s*\[/.test(text) && text.includes("\"learner\"")) {
			const tail = textOf(source.read(Math.max(0, source.size - 4096), 4096));
			const version = /"version"\s*:\s*\[\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)/.exec(tail) ?? /"version"\s*:\s*\[\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)/.exec(text);
			return modelFile(["xgboost-json"], false, { version: version === null ? void 0 : version.slice(1, 4).join(".") });
		}
		if (/^\{\s*"version"\s*:\s*"1\.0"\s*,\s*"truncation"\s*:/.test(text) && text.includes("\"added_tokens\"")) return modelFile(["tokenizer-json"], false, { model: /"model"\s*:\s*\{\s*"type"\s*:\s*"(\w+)"/.exec(textOf(head))?.[1] });
	}
};
function numberOf(text) {
	return text === void 0 ? void 0 : Number(text);
}
// packages/formats/src/model-file/zip-directory.ts
const MAX_MEMBERS = 1e4;
const MAX_DIRECTORY = 16777216;
/**
* Members by the central directory; undefined where there is none. For recognition: the tolerant reader that
* compares both views of an archive is another one. @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
*/
function zipMembers(source) {
	const tailStart = Math.max(0, source.size - 66e3);
	const tail = source.read(tailStart, 66e3);
	let end = tail.length - 22;
	while (end >= 0 && !(tail[end] === 80 && tail[end + 1] === 75 && tail[end + 2] === 5 && tail[end + 3] === 6)) end--;
	if (end < 0) return void 0;
	const view = viewOf(tail);
	let size = view.getUint32(end + 12, true);
	let offset = view.getUint32(end + 16, true);
	const locator = end - 20;
	if (locator >= 0 && view.getUint32(locator, true) === 117853008) {
		const record = viewOf(source.read(Number(view.getBigUint64(locator + 8, true)), 56));
		if (record.byteLength === 56 && record.getUint32(0, true) === 101075792) {
			size = Number(record.getBigUint64(40, true));
			offset = Number(record.getBigUint64(48, true));
		}
	}
	if (size > MAX_DIRECTORY || offset > source.size) return void 0;
	return directoryMembers(source.read(offset, size));
}
function directoryMembers(bytes) {
	const view = viewOf(bytes);
	const members = [];
	let at = 0;
	while (at + 46 <= bytes.length && members.length < MAX_MEMBERS) {
		if (view.getUint32(at, true) !== 33639248) break;
		const nameLength = view.getUint16(at + 28, true);
		const extra = view.getUint16(at + 30, true);
		members.push({
			name: ascii(bytes, at + 46, at + 46 + nameLength),
			method: view.getUint16(at + 10, true),
			compressed: view.getUint32(at + 20, true),
			size: view.getUint32(at + 24, true),
			offset: view.getUint32(at + 42, true)
		});
		at += 46 + nameLength + extra + view.getUint16(at + 32, true);
	}
	return members.length === 0 ? void 0 : members;
}
/** The beginning of a member's content, at most `length` bytes (less where it is compressed tightly). */
function zipMemberHead(source, member, length) {
	const local = source.read(member.offset, 30);
	if (local.length < 30) return /* @__PURE__ */ new Uint8Array(0);
	const view = viewOf(local);
	const start = member.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
	const raw = source.read(start, Math.min(length, member.compressed));
	if (member.method === 0) return raw;
	if (member.method !== 8) return /* @__PURE__ */ new Uint8Array(0);
	try {
		return inflateRawSync(raw, {
			finishFlush: 2,
			maxOutputLength: 67108864
		}).subarray(0, length);
	} catch {
		return /* @__PURE__ */ new Uint8Array(0);
	}
}
// packages/formats/src/model-file/zip-models.ts
const MEMBER_HEAD = 65536;
function jsonField(source, member, key) {
	if (member === void 0) return void 0;
	try {
		const value = JSON.parse(textOf(zipMemberHead(source, member, 1048576)));
		const field = isRecord(value) ? value[key] : void 0;
		return typeof field === "string" ? field : void 0;
	} catch {
		return;
	}
}
/** torch.save since 1.6 and TorchScript: a folder with data.pkl. */
function torchFacts(source, members) {
	const pickle = members.find(({ name }) => /(?:^|\/)data\.pkl$/.test(name));
	if (pickle === void 0) return void 0;
	const script = members.some(({ name }) => /(?:^|\/)(?:constants\.pkl|code\/.*\.py)$/.test(name));
	const imports = importedPackages(walkPickle(zipMemberHead(source, pickle, MEMBER_HEAD)));
	return modelFile([
		script ? "torchscript" : "pytorch-zip",
		"zip",
		"pickle"
	], true, {
		imports,
		tensors: members.filter(({ name }) => /\/data\/\d+$/.test(name)).length
	});
}
function npzFacts(source, members) {
	if (!members.every(({ name }) => name.endsWith(".npy"))) return void 0;
	const objects = members.slice(0, 200).map((member) => numpyHeader(zipMemberHead(source, member, 4096))).some((header) => header?.object === true);
	return modelFile(["npz", "zip"], objects, {
		arrays: members.length,
		objectArrays: objects
	});
}
// packages/formats/src/model-file/index.ts
/** Strong magics first, formats without one last. */
const MODEL_FILE_SNIFFERS = [
	gitLfs,
	gguf,
	{
		id: "zip",
		sniff: ({ head, source }) => {
			const members = startsWith(head, "PK") ? zipMembers(source) : void 0;
			if (members === void 0) return void 0;
			const named = (name) => members.find((member) => member.name === name);
			const torch = torchFacts(source, members) ?? npzFacts(source, members);
			if (torch !== void 0) return torch;
			if (named("config.json") !== void 0 && members.some(({ name }) => name.endsWith(".weights.h5"))) {
				const config = named("config.json");
				const lambda = config !== void 0 && textOf(zipMemberHead(source, config, 4194304)).includes("\"Lambda\"");
				return modelFile([
					"keras",
					"zip",
					"hdf5"
				], lambda, {
					kerasVersion: jsonField(source, named("metadata.json"), "keras_version"),
					lambda
				});
			}
			if (named("schema.json") !== void 0 && jsonField(source, named("schema.json"), "__module__") !== void 0) return modelFile(["skops", "zip"], false, { skopsVersion: jsonField(source, named("schema.json"), "_skops_version") });
			if (named("MAR-INF/MANIFEST.json") !== void 0) return modelFile(["torch-mar", "zip"], true);
			if (named("policy.pth") !== void 0 && named("data") !== void 0) return modelFile([
				"stable-baselines3",
				"zip",
				"pickle"
			], true);
			if (named("bundle.json") !== void 0 && members.some(({ name }) => name.startsWith("root/"))) return modelFile(["mleap", "zip"], false);
			if (members.some(({ name }) => /(?:^|\/)archive_format$/.test(name))) return modelFile(["pytorch-pt2", "zip"], true);
		}
	},
	hdf5,
	numpy,
	magics,
	tarModels,
	safetensors,
	textModels,
	compressed,
	protobufModels,
	tensorflowCheckpoint,
	pickle,
	flax
];
/**
* What kind of model file the bytes are, or undefined. Reads the head, the tail and the header of the format:
* a 10 GB file costs kilobytes. Never throws on any content; errors of the source pass through.
*/
function readModelFile(source) {
	if (source.size < 4) return void 0;
	const head = source.read(0, HEAD_BYTES);
	for (const sniffer of MODEL_FILE_SNIFFERS) {
		const facts = sniffer.sniff({
			source,
			head
		});
		if (facts !== void 0) return facts;
	}
}
// packages/formats/src/table/arrow.ts
const MAX_MESSAGES = 2e4;
const MAX_METADATA = 16777216;
const MAX_FIELDS = 2e3;
/** Type union of Schema.fbs. */
const TYPES = [
	"",
	"null",
	"integer",
	"number",
	"binary",
	"text",
	"boolean",
	"number",
	"date",
	"time",
	"timestamp",
	"interval",
	"list",
	"struct",
	"union",
	"binary",
	"list",
	"map",
	"duration",
	"binary",
	"text",
	"list"
];
/** A FlatBuffers table: fields by position through its vtable. Out of range reads as absent. */
var FlatTable = class FlatTable {
	#view;
	#at;
	constructor(view, at) {
		this.#view = view;
		this.#at = at;
	}
	static root(bytes) {
		const view = viewOf(bytes);
		return new FlatTable(view, view.getUint32(0, true));
	}
	#field(index) {
		const vtable = this.#at - this.#view.getInt32(this.#at, true);
		if (4 + 2 * index >= this.#view.getUint16(vtable, true)) return void 0;
		const offset = this.#view.getUint16(vtable + 4 + 2 * index, true);
		return offset === 0 ? void 0 : this.#at + offset;
	}
	byte(index) {
		const at = this.#field(index);
		return at === void 0 ? 0 : this.#view.getUint8(at);
	}
	long(index) {
		const at = this.#field(index);
		return at === void 0 ? 0 : Number(this.#view.getBigInt64(at, true));
	}
	table(index) {
		const at = this.#field(index);
		return at === void 0 ? void 0 : new FlatTable(this.#view, at + this.#view.getUint32(at, true));
	}
	text(index) {
		const at = this.#field(index);
		if (at === void 0) return "";
		const start = at + this.#view.getUint32(at, true);
		const length = this.#view.getUint32(start, true);
		return textOf(new Uint8Array(this.#view.buffer, this.#view.byteOffset + start + 4, Math.min(length, 500)));
	}
	tables(index) {
		const at = this.#field(index);
		if (at === void 0) return [];
		const start = at + this.#view.getUint32(at, true);
		const count = Math.min(this.#view.getUint32(start, true), MAX_FIELDS);
		return Array.from({ length: count }, (_, item) => {
			const slot = start + 4 + 4 * item;
			return new FlatTable(this.#view, slot + this.#view.getUint32(slot, true));
		});
	}
};
function walk(source, from) {
	let at = from;
	let rows = 0;
	let columns = [];
	let exact = false;
	for (let message = 0; message < MAX_MESSAGES; message++) {
		const prefix = source.read(at, 8);
		if (prefix.length < 8) {
			exact = at >= source.size;
			break;
		}
		const view = viewOf(prefix);
		const continued = view.getUint32(0, true) === 4294967295;
		const length = view.getUint32(continued ? 4 : 0, true);
		if (length === 0) {
			exact = true;
			break;
		}
		if (length > MAX_METADATA) break;
		const start = at + (continued ? 8 : 4);
		const root = FlatTable.root(source.read(start, length));
		const type = root.byte(1);
		const header = root.table(2);
		if (type === 1) columns = (header?.tables(1) ?? []).map((field) => ({
			name: field.text(0),
			type: TYPES[field.byte(2)] ?? "other"
		}));
		else if (type === 3) rows += header?.long(0) ?? 0;
		else if (type !== 2) break;
		at = start + length + root.long(3);
	}
	if (columns.length === 0) throw new FormatError("NOT_THIS_FORMAT", "This file has no Arrow schema.");
	return {
		format: "arrow",
		rows,
		exact,
		columns
	};
}
/** @throws FormatError NOT_THIS_FORMAT */
function readArrow(source) {
	const head = source.read(0, 8);
	const file = textOf(head.subarray(0, 6)) === "ARROW1";
	const stream = head[0] === 255 && head[1] === 255 && head[2] === 255 && head[3] === 255;
	if (!file && !stream) throw new FormatError("NOT_THIS_FORMAT", "This file is not Arrow IPC.");
	try {
		return walk(source, file ? 8 : 0);
	} catch (cause) {
		if (cause instanceof FormatError) throw cause;
		throw new FormatError("MALFORMED", "The Arrow metadata points outside of its message.", { cause });
	}
}
// packages/formats/src/table/binary-tables.ts
const MAX_FOOTER = 67108864;
/** Rows and top-level columns from the footer. @see https://parquet.apache.org/docs/file-format/ */
function readParquet(source) {
	const tail = source.read(source.size - 8, 8);
	if (tail.length < 8 || !startsWith(tail, "PAR1", 4)) throw new FormatError("NOT_THIS_FORMAT", "This file does not end like Parquet.");
	const length = viewOf(tail).getUint32(0, true);
	if (length > MAX_FOOTER) throw new FormatError("BUDGET_BYTES", "The Parquet footer is too large.");
	if (length + 12 > source.size) throw new FormatError("TRUNCATED", "The Parquet footer is longer than the file.");
	const footer = Uint8Array.from(source.read(source.size - length - 8, length + 8));
	let metadata;
	try {
		metadata = parquetMetadata(footer.buffer);
	} catch (cause) {
		throw new FormatError("MALFORMED", "The Parquet footer cannot be read.", { cause });
	}
	const [root, ...rest] = metadata.schema;
	const columns = [];
	let index = 0;
	const skip = (count) => {
		for (let child = 0; child < count && index < rest.length; child++) {
			const element = rest[index++];
			skip(element?.num_children ?? 0);
		}
	};
	for (let child = 0; child < (root?.num_children ?? 0) && index < rest.length; child++) {
		const element = rest[index++];
		if (element === void 0) break;
		const type = element.logical_type?.type ?? element.converted_type ?? element.type ?? ((element.num_children ?? 0) > 0 ? "struct" : void 0);
		columns.push({
			name: String(element.name).slice(0, 200),
			...type === void 0 ? {} : { type: String(type).toLowerCase() }
		});
		skip(element.num_children ?? 0);
	}
	return {
		format: "parquet",
		rows: Number(metadata.num_rows),
		exact: true,
		columns
	};
}
/** MNIST's IDX: magic 0 0 type dimensions, then sizes, big-endian. @see https://yann.lecun.org/exdb/mnist/ */
function readIdx(source) {
	const head = source.read(0, 64);
	const type = head[2] ?? 0;
	const dimensions = head[3] ?? 0;
	const width = (/* @__PURE__ */ new Map([
		[8, 1],
		[9, 1],
		[11, 2],
		[12, 4],
		[13, 4],
		[14, 8]
	])).get(type);
	if (head[0] !== 0 || head[1] !== 0 || width === void 0 || dimensions < 1 || dimensions > 8 || head.length < 4 + 4 * dimensions) throw new FormatError("NOT_THIS_FORMAT", "This file is not IDX.");
	const view = viewOf(head);
	const sizes = Array.from({ length: dimensions }, (_, index) => view.getUint32(4 + 4 * index, false));
	const expected = 4 + 4 * dimensions + sizes.reduce((product, size) => product * size, width);
	const per = sizes.slice(1).join("x");
	return {
		format: "idx",
		rows: sizes[0] ?? 0,
		exact: expected === source.size,
		columns: [{
			name: per === "" ? "label" : "values",
			type: per === "" ? "integer" : `tensor ${per}`
		}]
	};
}
/** Header only: the tables belong to the database reader. @see https://www.sqlite.org/fileformat.html */
function readSqlite(source) {
	if (!startsWith(source.read(0, 16), "SQLite format 3\0")) throw new FormatError("NOT_THIS_FORMAT", "This file is not an SQLite database.");
	return {
		format: "sqlite",
		rows: 0,
		exact: false,
		columns: []
	};
}
function columnNumber(letters) {
	return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
/** Spreadsheet: the dimension that the first sheet states. */
function readXlsx(source) {
	const members = startsWith(source.read(0, 4), "PK") ? zipMembers(source) : void 0;
	if (members?.some(({ name }) => name === "xl/workbook.xml") !== true) throw new FormatError("NOT_THIS_FORMAT", "This file is not a workbook.");
	const sheet = members.find(({ name }) => /^xl\/worksheets\/sheet1?\.xml$/.test(name));
	const head = sheet === void 0 ? "" : textOf(zipMemberHead(source, sheet, 8192));
	const dimension = /<dimension ref="[A-Z]+\d+:([A-Z]{1,3})(\d{1,8})"/.exec(head);
	const width = Math.min(columnNumber(dimension?.[1] ?? ""), 500);
	return {
		format: "xlsx",
		rows: Math.max(0, Number(dimension?.[2] ?? 0) - 1),
		exact: false,
		columns: Array.from({ length: width }, (_, index) => ({ name: `column ${index + 1}` }))
	};
}
// packages/formats/src/table/column-type.ts
const MAX_VALUE = 200;
/** Values as they are sampled: bounded, one line. */
function sampleValue(value) {
	return (typeof value === "string" ? value : JSON.stringify(value) ?? "").slice(0, MAX_VALUE);
}
/** The narrowest type that all non-empty values have. */
function columnType(values) {
	const present = values.filter((value) => value !== "" && value !== "null");
	if (present.length === 0) return void 0;
	const all = (pattern) => present.every((value) => pattern.test(value));
	if (all(/^(?:true|false)$/i)) return "boolean";
	if (all(/^[+-]?\d+$/)) return "integer";
	if (all(/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$|^nan$/i)) return "number";
	if (all(/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$/)) return "timestamp";
	return "text";
}
// packages/formats/src/table/delimited.ts
const HEAD$1 = 262144;
const CHUNK$1 = 1048576;
const SAMPLE_ROWS = 50;
const MAX_COLUMNS$1 = 2e3;
/** Rows of the beginning, quote-aware. The last, maybe cut, row is left out where `cut`. */
function parseRows(text, delimiter, limit, cut) {
	const rows = [];
	let row = [];
	let field = "";
	let quoted = false;
	let closed = true;
	for (let index = 0; index < text.length && rows.length < limit; index++) {
		const char = text[index] ?? "";
		closed = false;
		if (quoted) {
			if (char !== "\"") field += char;
			else if (text[index + 1] === "\"") {
				field += "\"";
				index++;
			} else quoted = false;
		} else if (char === "\"" && field === "") quoted = true;
		else if (char === delimiter) {
			row.push(field);
			field = "";
		} else if (char === "\n" || char === "\r") {
			if (char === "\r" && text[index + 1] === "\n") index++;
			row.push(field);
			if (row.length > 1 || field !== "") rows.push(row);
			row = [];
			field = "";
			closed = true;
		} else field += char;
	}
	if (!closed && !cut && rows.length < limit) {
		row.push(field);
		rows.push(row);
	}
	return rows;
}
/** The delimiter under which most rows have the same number, above one, of fields. */
function sniffDelimiter(text, cut) {
	let best;
	for (const delimiter of [
		",",
		"	",
		";",
		"|"
	]) {
		const rows = parseRows(text, delimiter, SAMPLE_ROWS, cut);
		const width = rows[0]?.length ?? 0;
		if (width < 2) continue;
		const same = rows.filter((row) => row.length === width).length / rows.length;
		const score = same * 100 + Math.min(width, 50) / 100;
		if (same >= .8 && (best === void 0 || score > best.score)) best = {
			delimiter,
			score
		};
	}
	return best?.delimiter;
}
/** Names are words, different, and not numbers; where the first row is data, columns are numbered. */
function isHeader(row, next) {
	const named = row.every((cell) => cell.trim() !== "" && cell.length <= 100 && !/^[+-]?[\d.,]+(?:e[+-]?\d+)?$/i.test(cell.trim()));
	if (next === void 0) return named;
	const index = (row[0] ?? "").trim() === "" && row.slice(1).every((cell) => cell.trim() !== "" && !/^[+-]?[\d.]+$/.test(cell.trim()));
	return (named || index) && new Set(row).size >= row.length * .9;
}
/** Counts rows byte by byte to the end or the budget; quotes hide line feeds. */
function countRows(source, budget) {
	let rows = 0;
	let lines = 0;
	let quoted = false;
	let content = false;
	let at = 0;
	while (at < source.size && at < budget) {
		const chunk = source.read(at, Math.min(CHUNK$1, budget - at));
		if (chunk.length === 0) break;
		for (const byte of chunk) {
			if (byte === 34) quoted = !quoted;
			else if (byte === 10) {
				if (content) lines++;
				if (content && !quoted) rows++;
				content = false;
				continue;
			}
			if (byte !== 13 && byte !== 32) content = true;
		}
		at += chunk.length;
	}
	const exact = at >= source.size;
	if (quoted) rows = lines;
	return {
		rows: rows + (content && exact ? 1 : 0),
		exact
	};
}
/**
* CSV and its kin: delimiter, quotes and header are found from the beginning, rows are counted.
* @param budget bytes counted before the row count becomes a lower bound.
*/
function readDelimited(source, format, budget) {
	const bytes = source.read(0, HEAD$1);
	const utf16 = bytes[0] === 255 && bytes[1] === 254 || bytes[0] === 254 && bytes[1] === 255;
	if (!utf16 && bytes.subarray(0, 8192).includes(0)) throw new FormatError("NOT_THIS_FORMAT", "This file is binary, not delimited text.");
	const text = (utf16 ? new TextDecoder(bytes[0] === 255 ? "utf-16le" : "utf-16be").decode(bytes) : textOf(bytes)).replace(/^\uFEFF/, "");
	const cut = source.size > bytes.length;
	const delimiter = format === "tsv" && text.includes("	") ? "	" : sniffDelimiter(text, cut) ?? ",";
	const rows = parseRows(text, delimiter, 51, cut);
	const [first] = rows;
	if (first === void 0) throw new FormatError("NOT_THIS_FORMAT", "This file has no rows.");
	if (first.length > MAX_COLUMNS$1) throw new FormatError("BUDGET_NODES", `This table has more than ${MAX_COLUMNS$1} columns.`);
	const header = isHeader(first, rows[1]);
	const body = header ? rows.slice(1) : rows;
	const samples = first.map((_, column) => body.slice(0, SAMPLE_ROWS).map((row) => sampleValue(row[column] ?? "")));
	const counted = countRows(source, budget);
	return {
		format: delimiter === "	" ? "tsv" : "csv",
		rows: Math.max(0, counted.rows - (header ? 1 : 0)),
		exact: counted.exact,
		columns: first.map((name, column) => columnOf(header ? name.trim().slice(0, 200) : `column ${column + 1}`, samples[column] ?? [])),
		samples
	};
}
function columnOf(name, values) {
	const type = columnType(values);
	return type === void 0 ? { name } : {
		name,
		type
	};
}
// packages/formats/src/table/json-records.ts
const HEAD = 1048576;
const CHUNK = 1048576;
const SAMPLES = 50;
const MAX_COLUMNS = 500;
const WHOLE = 20971520;
function facts(format, records, rows, exact) {
	const names = /* @__PURE__ */ new Set();
	for (const record of records) for (const key of Object.keys(record)) if (names.size < MAX_COLUMNS) names.add(key);
	const samples = [...names].map((name) => records.map((record) => record[name] === void 0 ? "" : sampleValue(record[name])));
	return {
		format,
		rows,
		exact,
		columns: [...names].map((name, index) => columnOf(name, samples[index] ?? [])),
		samples
	};
}
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
/** One JSON object a line. */
function readJsonLines(source, budget) {
	const bytes = source.read(0, HEAD);
	const lines = textOf(bytes).replace(/^\uFEFF/, "").split("\n");
	if (source.size > bytes.length && lines.length > 1) lines.pop();
	const filled = lines.filter((line) => line.trim() !== "").slice(0, SAMPLES);
	const records = filled.map(parsed).filter(isRecord);
	if (records.length === 0 || records.length < filled.length / 2) throw new FormatError("NOT_THIS_FORMAT", "The lines of this file are not JSON objects.");
	let rows = 0;
	let content = false;
	let at = 0;
	while (at < source.size && at < budget) {
		const chunk = source.read(at, Math.min(CHUNK, budget - at));
		if (chunk.length === 0) break;
		for (const byte of chunk) if (byte === 10) {
			if (content) rows++;
			content = false;
		} else if (byte > 32) content = true;
		at += chunk.length;
	}
	const exact = at >= source.size;
	return facts("jsonl", records, rows + (content && exact ? 1 : 0), exact);
}
/** Objects in the top-level array, counted by brackets alone, so that size does not matter. */
function scanArray(source, budget) {
	const records = [];
	const collected = [];
	let [depth, rows, other, at] = [
		0,
		0,
		0,
		0
	];
	let [inString, escaped, ended] = [
		false,
		false,
		false
	];
	while (at < source.size && at < budget && !ended) {
		const chunk = source.read(at, Math.min(CHUNK, budget - at));
		if (chunk.length === 0) break;
		for (const byte of chunk) {
			if (depth >= 2 && rows + other < SAMPLES && collected.length < HEAD) collected.push(byte);
			if (inString) {
				if (escaped) escaped = false;
				else if (byte === 92) escaped = true;
				else if (byte === 34) inString = false;
				continue;
			}
			if (byte === 34) inString = true;
			else if (byte === 123 || byte === 91) {
				depth++;
				if (depth === 2) {
					collected.length = 0;
					collected.push(byte);
				}
			} else if (byte === 125 || byte === 93) {
				depth--;
				if (depth === 1 && byte === 125) {
					rows++;
					const record = rows + other <= SAMPLES ? parsed(textOf(Uint8Array.from(collected))) : void 0;
					if (isRecord(record)) records.push(record);
				} else if (depth === 1) other++;
				if (depth <= 0) {
					ended = true;
					break;
				}
			}
		}
		at += chunk.length;
	}
	return {
		rows,
		other,
		records,
		exact: ended
	};
}
/** A JSON array of records, or an object whose one large member is such an array. */
function readJsonRecords(source, budget) {
	const head = textOf(source.read(0, 4096)).replace(/^\uFEFF/, "").trimStart();
	if (head.startsWith("[")) {
		const { rows, exact, records, other } = scanArray(source, budget);
		if (records.length === 0 || other > rows) throw new FormatError("NOT_THIS_FORMAT", "This JSON array holds no records.");
		return facts("json", records, rows, exact);
	}
	if (!head.startsWith("{")) throw new FormatError("NOT_THIS_FORMAT", "This file is no JSON array of records.");
	if (/^\{[^\n]*\}\s*\n\s*\{/.test(head)) return readJsonLines(source, budget);
	if (source.size > WHOLE) throw new FormatError("BUDGET_BYTES", "This JSON object is too large to look for records in it.");
	const value = parsed(textOf(source.read(0, source.size)));
	const [largest] = Object.entries(isRecord(value) ? value : {}).flatMap(([key, list]) => {
		const records = Array.isArray(list) ? list.filter(isRecord) : [];
		return Array.isArray(list) && records.length > 0 && records.length === list.length ? [{
			key,
			records
		}] : [];
	}).filter(({ key }) => /^(?:data|rows|records|examples|instances|samples|questions|items|train|test|validation|dataset|documents|conversations)$/.test(key)).sort((a, b) => b.records.length - a.records.length);
	if (largest === void 0) throw new FormatError("NOT_THIS_FORMAT", "This JSON object holds no list of records.");
	return facts("json", largest.records.slice(0, SAMPLES), largest.records.length, true);
}
// packages/formats/src/table/names.ts
const BY_EXTENSION = /* @__PURE__ */ new Map([
	["csv", "csv"],
	["data", "csv"],
	["tsv", "tsv"],
	["tab", "tsv"],
	["jsonl", "jsonl"],
	["ndjson", "jsonl"],
	["jsonlines", "jsonl"],
	["json", "json"],
	["parquet", "parquet"],
	["pq", "parquet"],
	["arrow", "arrow"],
	["feather", "arrow"],
	["ipc", "arrow"],
	["idx", "idx"],
	["idx1-ubyte", "idx"],
	["idx3-ubyte", "idx"],
	["xlsx", "xlsx"],
	["sqlite", "sqlite"],
	["sqlite3", "sqlite"],
	["db", "sqlite"]
]);
/** The table format that a file name promises, compressed (`.gz`) or not. Bytes decide in the end. */
function tableFormatOf(path) {
	const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase().replace(/\.gz$/, "");
	if (/[-.]idx[1-4]-u?byte$/.test(name)) return "idx";
	return BY_EXTENSION.get(name.slice(name.lastIndexOf(".") + 1));
}
// packages/formats/src/table/index.ts
const GZIP_OUTPUT = 67108864;
/** What gzip holds, up to a limit; `whole` where nothing was cut. */
function gunzip(source) {
	for (const window of [
		8388608,
		262144,
		32768
	]) try {
		return {
			inner: bytesSource(gunzipSync(source.read(0, window), {
				finishFlush: constants.Z_SYNC_FLUSH,
				maxOutputLength: GZIP_OUTPUT
			})),
			whole: window >= source.size
		};
	} catch (cause) {
		if (!(cause instanceof RangeError)) throw new FormatError("MALFORMED", "This gzip stream is damaged.", { cause });
	}
	throw new FormatError("BUDGET_BYTES", "This gzip stream grows too much.");
}
function readBy(format, source, budget) {
	switch (format) {
		case "csv":
		case "tsv": return readDelimited(source, format, budget.bytes);
		case "jsonl": return readJsonLines(source, budget.bytes);
		case "json": return readJsonRecords(source, budget.bytes);
		case "parquet": return readParquet(source);
		case "arrow": return readArrow(source);
		case "idx": return readIdx(source);
		case "sqlite": return readSqlite(source);
		case "xlsx": return readXlsx(source);
		default: throw new FormatError("UNSUPPORTED", "This table format has no reader.");
	}
}
/**
* Columns, row count and a few values of a table or record list. Rows are exact where the whole file was
* counted within `budget.bytes`, else a lower bound.
* @throws FormatError UNSUPPORTED for other file names, NOT_THIS_FORMAT, MALFORMED, TRUNCATED, BUDGET_…
*/
function readTable(path, source, budget = DEFAULT_BUDGET) {
	const format = tableFormatOf(path);
	if (format === void 0) throw new FormatError("UNSUPPORTED", "This file name is not that of a known table.");
	if (!startsWith(source.read(0, 3), "\b")) return readBy(format, source, budget);
	const { inner, whole } = gunzip(source);
	const facts = readBy(format, inner, budget);
	return whole ? facts : {
		...facts,
		exact: false
	};
}
/** Like readTable, but undefined for content that is no table: most JSON files are not record lists. */
function readTableIfAny(path, source, budget = DEFAULT_BUDGET) {
	if (tableFormatOf(path) === void 0) return void 0;
	try {
		return readTable(path, source, budget);
	} catch (error) {
		if (error instanceof FormatError && error.code === "NOT_THIS_FORMAT") return void 0;
		throw error;
	}
}
// packages/formats/src/card/front-matter.ts
/** Moves every line of a tree; the block starts below its `---`. */
function moved(node, by) {
	const place = {
		line: node.line + by,
		endLine: node.endLine + by
	};
	if (node.kind === "map") return {
		...node,
		...place,
		entries: node.entries.map((entry) => ({
			key: entry.key,
			line: entry.line + by,
			value: moved(entry.value, by)
		}))
	};
	if (node.kind === "list") return {
		...node,
		...place,
		items: node.items.map((item) => moved(item, by))
	};
	return {
		...node,
		...place
	};
}
/** YAML between two `---` lines at the start of a text. Broken YAML leaves only the body. */
function splitFrontMatter(text) {
	const match = /^\uFEFF?(?:[ \t]*\r?\n)*---[ \t]*\r?\n([^]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text.slice(0, 2e5));
	if (match === null) return {
		body: text,
		offset: 0
	};
	const lead = match[0].indexOf("---");
	const before = match[0].slice(0, lead).split("\n").length;
	const body = text.slice(match[0].length);
	const offset = match[0].split("\n").length - 1;
	try {
		const [node] = readYaml(match[1] ?? "").documents;
		return node === void 0 ? {
			body,
			offset
		} : {
			node: moved(node, before),
			body,
			offset
		};
	} catch (cause) {
		if (cause instanceof FormatError) return {
			body,
			offset
		};
		throw cause;
	}
}
// packages/formats/src/card/statements.ts
const DATA_FILE = /\.(?:csv|tsv|jsonl?|ndjson|parquet|arrow|feather|npy|npz|h5|hdf5|xlsx|tfrecords?|txt|zip|tar|gz|db|sqlite)$/i;
const TRAINING_SECTION = /^(?:\W*)(?:training|train|fine-?tuning|pre-?training)?\s*(?:data|datasets?|data ?sets?|corpus|corpora)(?:\s+used)?\W*$|^\W*(?:training|fine-?tuning)\s+(?:data|datasets?)\b/i;
const TRAINING_KEY = /^(?:training|train|fine-?tuning|pre-?training)\s+(?:data|datasets?|sets?|corpus)$|^(?:trained on|fine-?tuned on|datasets?)$/i;
const BASE_KEY = /^(?:base|parent|source|original|foundation)[ -]model(?:s)?$|^fine-?tuned from(?: model)?(?: \[optional\])?$|^derived from$/i;
const LICENCE_KEY = /^(?:licen[cs]e)(?:\(s\))?(?: \[optional\])?$/i;
/** `org/name` of a hub link. */
function hubId(url, kind) {
	const dataset = /(?:huggingface\.co|hf\.co)\/datasets\/([\w.-]+(?:\/[\w.-]+)?)|^hf:\/\/datasets\/([\w.-]+\/[\w.-]+)/.exec(url);
	if (kind === "dataset") return dataset?.[1] ?? dataset?.[2];
	return /(?:huggingface\.co|hf\.co)\/(?!datasets\/|spaces\/|docs\/|blog\/|papers\/|collections\/)([\w.-]+\/[\w.-]+)/.exec(url)?.[1];
}
/** Ids that a value names: links and code spans; a bare `org/name` only as the whole value. */
function idsIn(value, kind) {
	const ids = [];
	for (const match of value.matchAll(/\]\(([^)\s]+)\)|`([^`]+)`|(https?:\/\/[^\s)>\]|]+|hf:\/\/\S+|(?:s3|gs|abfss?|wasbs?):\/\/[^\s`)|]+)/g)) {
		const text = (match[1] ?? match[2] ?? match[3] ?? "").replace(/[.,;]$/, "");
		const hub = hubId(text, kind);
		if (hub !== void 0) ids.push(hub);
		else if (kind === "dataset" && (/^(?:s3|gs|abfss?|wasbs?):\/\//.test(text) || !/^https?:/.test(text) && /^[\w./-]+$/.test(text) && DATA_FILE.test(text))) ids.push(text.replace(/^\.\//, ""));
		else if (match[2] !== void 0 && /^[\w.-]+\/[\w.-]+$/.test(text) && !DATA_FILE.test(text)) ids.push(text);
	}
	const bare = value.trim();
	if (ids.length === 0 && /^[\w-][\w.-]*\/[\w.-]+$/.test(bare) && (kind === "dataset" || !DATA_FILE.test(bare))) ids.push(bare);
	else if (ids.length === 0 && kind === "dataset" && /^[\w./-]+$/.test(bare) && DATA_FILE.test(bare)) ids.push(bare);
	return ids;
}
/** `**Key:** value`, `- Key: value`, `| Key | value |`. */
function keyAndValue(line) {
	const cells = /^\s*\|(.+)\|\s*$/.exec(line)?.[1]?.split("|").map((cell) => cell.trim());
	if (cells !== void 0 && cells.length >= 2) return [plain(cells[0] ?? ""), cells.slice(1).join(" ")];
	const pair = /^\s*(?:[-*+]\s+)?(?:\*\*|__)?([A-Za-z][\w \-()[\]/]{1,40}?)(?:\*\*|__)?\s*:\s*(?:\*\*|__)?\s*(.+)$/.exec(line);
	return pair === null ? void 0 : [plain(pair[1] ?? ""), pair[2] ?? ""];
}
function plain(text) {
	return text.replace(/[*_`]/g, "").replace(/:$/, "").trim();
}
/**
* What the body of a model or data card says about its own artefact: base model, training data, licence. Only
* labelled lines, tables and the training-data section count; other prose is no evidence.
*/
function readStatements(body, offset, card) {
	const sections = [];
	const baseModels = [];
	const datasets = [];
	let licence;
	let fence = false;
	let training = false;
	for (const [index, text] of body.split(/\r?\n/).entries()) {
		const line = index + 1 + offset;
		if (/^\s*(?:```|~~~)/.test(text)) fence = !fence;
		if (fence || text.length > 5e3) continue;
		const heading = /^(#{1,6})\s+(.+?)\s*#*$/.exec(text);
		if (heading !== null) {
			const title = plain(heading[2] ?? "");
			sections.push({
				title: title.slice(0, 200),
				line,
				level: heading[1]?.length ?? 1
			});
			training = TRAINING_SECTION.test(title);
			continue;
		}
		if (!card) continue;
		const [key, value] = keyAndValue(text) ?? ["", ""];
		if (BASE_KEY.test(key)) baseModels.push(...idsIn(value, "model").map((id) => ({
			id,
			line
		})));
		else if (TRAINING_KEY.test(key)) datasets.push(...idsIn(value, "dataset").map((id) => ({
			id,
			line
		})));
		else if (LICENCE_KEY.test(key)) licence ??= licenceIn(value);
		else if (training) datasets.push(...idsIn(text.replaceAll("|", " "), "dataset").map((id) => ({
			id,
			line
		})));
	}
	return {
		sections,
		baseModels,
		datasets,
		...licence === void 0 ? {} : { licence }
	};
}
function licenceIn(value) {
	const text = plain(value.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")).replace(/\.$/, "");
	return /^[\w .+-]{2,40}$/.test(text) && !/more information/i.test(text) ? text : void 0;
}
// packages/formats/src/card/index.ts
const MODEL_KEYS = [
	"base_model",
	"pipeline_tag",
	"library_name",
	"model-index",
	"base_model_relation",
	"inference",
	"new_version"
];
const DATASET_KEYS = [
	"dataset_info",
	"task_categories",
	"size_categories",
	"annotations_creators",
	"source_datasets",
	"configs",
	"pretty_name",
	"multilinguality"
];
/** Names under which model and data cards stand; README only where its content says so. */
function isCardPath(path) {
	return /(?:^|\/)(?:readme|model[-_ ]?card|data[-_ ]?card|dataset[-_ ]?card|data[-_ ]?sheet|datasheet)(?:[-_.][\w-]+)?\.(?:md|markdown)$/i.test(path);
}
function subjectOf(path, front, title) {
	const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
	if (/^model[-_ ]?card/.test(name)) return "model";
	if (/^(?:data|dataset)[-_ ]?(?:card|sheet)|^datasheet/.test(name)) return "dataset";
	if (MODEL_KEYS.some((key) => entry(front, key) !== void 0)) return "model";
	if (DATASET_KEYS.some((key) => entry(front, key) !== void 0)) return "dataset";
	if (entry(front, "datasets") !== void 0 && entry(front, "metrics") !== void 0) return "model";
	if (/^model card\b|\bmodel card$/i.test(title ?? "")) return "model";
	return /^(?:dataset|data) card\b|^datasheet (?:for|of)\b/i.test(title ?? "") ? "dataset" : "unknown";
}
/** A front matter value that is one string or a list of strings. */
function strings(node) {
	return (node?.kind === "list" ? items(node) : node === void 0 ? [] : [node]).flatMap((item) => {
		const id = text(item)?.trim();
		return id === void 0 || id === "" || id.length > 300 ? [] : [{
			id,
			line: item.line
		}];
	});
}
function distinct(list) {
	return [...new Map([...list].reverse().map((item) => [item.id, item])).values()].reverse();
}
/**
* A model or data card: Hugging Face front matter, headings, and what it states about its own artefact. A plain
* README has subject "unknown" and no statements.
* @see https://huggingface.co/docs/hub/model-cards
* @throws FormatError BUDGET_BYTES
*/
function readCard(path, text$2, budget = DEFAULT_BUDGET) {
	if (text$2.length > budget.bytes) throw new FormatError("BUDGET_BYTES", `This card is larger than ${budget.bytes} bytes.`);
	const { node, body, offset } = splitFrontMatter(text$2);
	const title = /^#\s+(.+)$/m.exec(body.slice(0, 2e4))?.[1]?.replace(/[*_`]/g, "").trim().slice(0, 200);
	const subject = subjectOf(path, node, title);
	const stated = readStatements(body, offset, subject !== "unknown");
	const licence = text(entry(node, "license")?.value) ?? text(at(node, "license", 0)) ?? stated.licence;
	const isModel = subject === "model";
	const baseModels = [...isModel ? strings(entry(node, "base_model")?.value) : [], ...stated.baseModels];
	const datasets = [...strings(entry(node, isModel ? "datasets" : "source_datasets")?.value), ...isModel ? stated.datasets : []];
	const named = /^(?:original|extended)(?:\||$)/;
	return {
		subject,
		...title === void 0 ? {} : { title },
		...node === void 0 ? {} : { frontMatter: node },
		...licence === void 0 ? {} : { licence },
		baseModels: distinct(baseModels),
		datasets: subject === "unknown" ? [] : distinct(datasets.filter(({ id }) => !named.test(id))),
		sections: stated.sections
	};
}
// packages/formats/src/prose/names.ts
const RULES = /(?:^|\/)(?:AGENTS?(?:\.override)?\.md|CLAUDE(?:\.local)?\.md|GEMINI\.md|QWEN\.md|CRUSH\.md|WARP\.md|\.cursorrules|\.windsurfrules|\.clinerules|\.roorules|\.goosehints|\.aider\.conventions\.md|\.rules|copilot-instructions\.md|[\w.-]+\.instructions\.md)$|(?:^|\/)\.cursor\/rules\/.+\.mdc?$|(?:^|\/)\.(?:windsurf|clinerules|roo|kilocode|continue|augment|trae|amazonq|junie)\/(?:rules[\w-]*\/)?[\w./-]+\.md$|(?:^|\/)\.clinerules\/.+\.(?:md|txt)$|(?:^|\/)\.kiro\/steering\/.+\.md$|(?:^|\/)\.claude\/rules\/.+\.md$|(?:^|\/)\.claude\/output-styles\/.+\.md$/;
const AGENT = /(?:^|\/)\.(?:claude|cursor|gemini|qwen|factory|augment)\/agents\/.+\.md$|(?:^|\/)\.opencode\/agents?\/.+\.md$|(?:^|\/)[\w.-]+\.(?:agent|chatmode)\.md$|(?:^|\/)\.factory\/droids\/.+\.md$/;
const COMMAND = /(?:^|\/)\.(?:claude|cursor|factory|augment|qwen)\/commands\/.+\.md$|(?:^|\/)\.opencode\/commands?\/.+\.md$|(?:^|\/)\.(?:windsurf|clinerules)\/workflows\/.+\.md$|(?:^|\/)\.codex\/prompts\/.+\.md$/;
const PROMPT_FILE = /\.(?:prompt|prompty|promptfile|poml)$|\.prompt\.(?:md|txt|ya?ml|json|jinja2?|j2|hbs|mustache)$|(?:^|\/)(?:[\w.-]*[-_.])?(?:system|user|base|default|agent|assistant|developer|instruction)?[-_]?prompts?(?:[-_.](?:v?\d+|en|de|fr|template|system|user))?\.(?:txt|md|jinja2?|j2|hbs|mustache|tmpl|liquid)$/i;
const PROMPT_FOLDER = /(?:^|\/)(?:prompts?|prompt[-_]templates?|system[-_]prompts?|promptfiles)\/(?:.+\/)?[^/]+\.(?:txt|md|jinja2?|j2|ya?ml|hbs|handlebars|mustache|tmpl|liquid|xml|prompt)$/i;
/**
* What kind of instruction text a path holds, or undefined for prose that nobody gives to a model. Names only;
* the conventions are those of the tools' own documentation.
*/
function proseKindOf(path) {
	const name = path.slice(path.lastIndexOf("/") + 1);
	if (/^SKILL\.md$/i.test(name)) return "skill";
	if (AGENT.test(path)) return "agent";
	if (COMMAND.test(path)) return "prompt";
	if (/^chat_template(?:[\w.-]*)?\.(?:jinja2?|j2)$/i.test(name)) return "template";
	if (/^(?:readme|changelog|license|contributing|index|_index)(?:\.\w+)?$/i.test(name)) return void 0;
	if (PROMPT_FILE.test(path) || PROMPT_FOLDER.test(path)) return "prompt";
	return RULES.test(path) ? "rules" : void 0;
}
// packages/formats/src/prose/index.ts
const MAX_VARIABLES = 200;
/** `{{ name }}` (Jinja, Handlebars, Mustache), `{name}` (format strings), `${name}` and `$NAME`: names, sorted. */
function placeholders(text) {
	const found = /* @__PURE__ */ new Set();
	const bounded = text.slice(0, 5e5);
	for (const match of bounded.matchAll(/\{\{[-~#^>]?\s*([A-Za-z_][\w.]{0,60})[^{}]{0,200}\}\}|(?<![{$\w])\{([A-Za-z_]\w{0,60})\}(?!\})|\$\{([A-Za-z_]\w{0,60})\}|(?<![\w$\\])\$([A-Z][A-Z_]{2,40}|[a-z_]+_[a-z_]+)\b/g)) {
		const name = match[1] ?? match[2] ?? match[3] ?? match[4];
		if (name !== void 0 && !/^(?:if|else|each|end|unless|with|for)$/.test(name) && found.size < MAX_VARIABLES) found.add(name);
	}
	return [...found].sort();
}
/** Metadata of a YAML prompt file: the whole file is the front matter. */
function yamlMetadata(path, text) {
	if (!/\.ya?ml$/i.test(path)) return void 0;
	try {
		return readYaml(text).documents[0];
	} catch (cause) {
		if (cause instanceof FormatError) return void 0;
		throw cause;
	}
}
/**
* Prompt, skill, agent and rules files: front matter, placeholders and length; never the text itself.
* @throws FormatError UNSUPPORTED for other paths, BUDGET_BYTES
*/
function readProse(path, text$1, budget = DEFAULT_BUDGET) {
	const kind = proseKindOf(path);
	if (kind === void 0) throw new FormatError("UNSUPPORTED", "This file name is not that of a prompt, skill, agent or rules file.");
	if (text$1.length > budget.bytes) throw new FormatError("BUDGET_BYTES", `This text is larger than ${budget.bytes} bytes.`);
	const { node, body } = splitFrontMatter(text$1);
	const metadata = node ?? yamlMetadata(path, text$1);
	const name = text(at(metadata, "name")) ?? text(at(metadata, "title"));
	const description = text(at(metadata, "description"));
	return {
		kind,
		...name === void 0 || name === "" ? {} : { name: name.slice(0, 200) },
		...description === void 0 || description === "" ? {} : { description: description.slice(0, 1e3) },
		...metadata === void 0 ? {} : { frontMatter: metadata },
		variables: kind === "rules" ? [] : placeholders(body),
		characters: text$1.length
	};
}
// packages/formats/src/sql/index.ts
const CREATE_TABLE = /\bCREATE\s{1,20}(?:UNLOGGED\s{1,20})?TABLE\s{1,20}(?:IF\s{1,20}NOT\s{1,20}EXISTS\s{1,20})?["'`[]?(?:\w{1,128}["'`\]]?\.["'`[]?)?(\w{1,128})["'`\]]?\s{0,20}\(/gi;
/** pgvector's vector(n) and halfvec(n), CockroachDB's and Oracle's VECTOR, float[n] of DuckDB and sqlite-vec. */
const VECTOR_TYPE = /\b(?:half|sparse)?vec(?:tor)?\s{0,8}\(\s{0,8}(?:\d{1,6}|\{[^}]{0,200}\}|%s)\s{0,8}\)|\bVECTOR\s{0,8}(?:,|\)|NOT\b|DEFAULT\b)|\bfloat\[\d{1,6}\]/i;
/** A table body longer than this is cut. */
const MAX_BODY = 8e3;
/**
* Names of the tables that a text creates with a vector column. Works on SQL files and on SQL inside of
* other text; nothing is executed or fully parsed.
*/
function readSql(text, budget = DEFAULT_BUDGET) {
	if (text.length > budget.bytes) throw new FormatError("BUDGET_BYTES", `This SQL is larger than ${budget.bytes} bytes.`);
	const vectorTables = [];
	let line = 1;
	let counted = 0;
	for (const found of text.matchAll(CREATE_TABLE)) {
		const start = found.index + found[0].length;
		const body = text.slice(start, start + MAX_BODY);
		const end = body.search(/\)\s{0,20};|\bCREATE\s{1,20}(?:UNLOGGED\s{1,20})?TABLE\b/i);
		for (let index = text.indexOf("\n", counted); index >= 0 && index < found.index; index = text.indexOf("\n", index + 1)) line += 1;
		counted = found.index;
		if (found[1] !== void 0 && VECTOR_TYPE.test(end < 0 ? body : body.slice(0, end + 1))) vectorTables.push({
			name: found[1],
			line
		});
	}
	return { vectorTables };
}
export { items as A, readSource as C, at as D, FormatError as E, isWorkerSetup as F, DEFAULT_BUDGET as M, isReadAnswer as N, entries as O, isReadTasks as P, readNotebook as S, DEFAULT_SOURCE_BUDGET as T, readEnvironment as _, readCard as a, requireSize as b, manifestFormatOf as c, bytesSource as d, shellCommands as f, readJson as g, readToml as h, isCardPath as i, text as j, entry as k, readManifest as l, readYaml as m, readProse as n, readTableIfAny as o, readDockerfile as p, proseKindOf as r, readModelFile as s, readSql as t, parsePythonRequirement as u, LineIndex as v, sourceSyntaxOf as w, expandVariables as x, NodeCount as y };

import { t as Knowledge } from "./schema-B7WZwfH6.js";
import { n as ProjectSettings } from "./settings-DIu9xevG.js";
import { n as scanJsonSchema, t as findingSchema } from "./schema-BETz0QBw.js";
import { o as SEVERITIES } from "./vocabulary-Bq6qUeqP.js";
import { t as Baseline } from "./baseline-DrQIsYnj.js";
import { n as EXIT, t as CommandError } from "./errors-Wgequp6T.js";
import { n as writeFileWhole } from "./write-file-DuPoWjAE.js";
import { z } from "zod";
// packages/scan/src/engine/diff/schema.ts
const entry = z.object({
	kind: z.string(),
	name: z.string(),
	file: z.string().optional(),
	line: z.number().optional()
});
const change = z.object({
	added: z.array(entry),
	removed: z.array(entry)
});
const edge = z.object({
	from: z.string(),
	kind: z.string(),
	to: z.string()
});
/** `castellan/diff/1`. */
const diffSchema = z.object({
	schema: z.literal("castellan/diff/1"),
	a: z.string(),
	b: z.string(),
	models: change,
	data: change,
	agents: change,
	tools: change,
	providers: change,
	endpoints: change,
	libraries: change,
	other: change,
	/** Relations by which something may be read, written or assumed. */
	permissions: z.object({
		added: z.array(edge),
		removed: z.array(edge)
	}),
	flows: z.object({
		added: z.array(z.string()),
		removed: z.array(z.string())
	}),
	findings: z.object({
		added: z.array(findingSchema),
		fixed: z.array(z.object({
			rule: z.string(),
			title: z.string(),
			severity: z.enum(SEVERITIES),
			file: z.string().optional()
		}))
	}),
	summary: z.object({
		complete: z.boolean(),
		added: z.number(),
		removed: z.number(),
		findings: z.number(),
		fixed: z.number()
	})
});
function diffJsonSchema() {
	return {
		$id: "https://castellan.dev/schema/diff/1",
		title: "castellan/diff/1",
		...z.toJSONSchema(diffSchema, {
			target: "draft-2020-12",
			unrepresentable: "any"
		})
	};
}
// packages/scan/src/engine/schemas.ts
function published(name, schema) {
	return {
		$id: `https://castellan.dev/schema/${name}`,
		title: name,
		...z.toJSONSchema(schema, {
			target: "draft-2020-12",
			unrepresentable: "any",
			io: "input"
		})
	};
}
const SCHEMAS = {
	scan: scanJsonSchema,
	diff: diffJsonSchema,
	baseline: () => published("castellan/baseline/1", Baseline),
	config: () => published("castellan/config/1", ProjectSettings),
	knowledge: () => published("castellan/knowledge/1", Knowledge)
};
const SCHEMA_NAMES = Object.keys(SCHEMAS);
/** JSON Schema of a document that Castellan writes or reads; undefined for other names. */
function schemaOf(name) {
	return SCHEMAS[name]?.();
}
// apps/cli/src/commands/schema.ts
async function run({ arguments: [name], values, terminal }) {
	if (name === void 0) {
		terminal.result(`${SCHEMA_NAMES.join("\n")}\n`);
		return EXIT.ok;
	}
	const schema = schemaOf(name.replace(/^castellan\//, "").replace(/\/\d+$/, ""));
	if (schema === void 0) throw new CommandError("NOT_FOUND", `There is no schema ${name}; there are ${SCHEMA_NAMES.join(", ")}.`);
	const text = `${JSON.stringify(schema, null, 2)}\n`;
	const [file] = values.list("output");
	if (file === void 0) terminal.result(text);
	else writeFileWhole(file, text);
	return EXIT.ok;
}
export { run };

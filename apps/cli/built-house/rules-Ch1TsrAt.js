import { n as severityOf, t as ruleCards } from "./rules-Sk7Lu4oc.js";
import { n as EXIT, t as CommandError } from "./errors-Wgequp6T.js";
import { n as writeFileWhole } from "./write-file-DuPoWjAE.js";
// apps/cli/src/commands/rules.ts
function severity({ base }) {
	return severityOf({
		factors: base,
		confidence: "certain",
		scope: "production"
	});
}
function listed(cards) {
	const width = Math.max(0, ...cards.map(({ id }) => id.length));
	return cards.map((card) => `${card.id.padEnd(width)}  ${severity(card).padEnd(8)}  ${card.title}\n`).join("");
}
function shown(card) {
	const examples = (title, list) => list.flatMap(({ title: name, files }) => [
		"",
		`${title}: ${name}`,
		...Object.entries(files).flatMap(([path, text]) => [`  ${path}`, ...text.trimEnd().split("\n").map((line) => `    ${line}`)])
	]);
	return `${[
		`${card.id}  ${card.title}`,
		`  ${severity(card)} by itself · applies to ${card.appliesTo.join(", ")}`,
		"",
		"why",
		`  ${card.why}`,
		"",
		"fix",
		`  ${card.fix}`,
		...examples("bad", card.bad),
		...examples("good", card.good),
		...card.controls.length === 0 ? [] : ["", `controls  ${card.controls.join(", ")}`],
		...card.supersedes === void 0 ? [] : [`supersedes  ${card.supersedes.join(", ")}`],
		...card.references === void 0 ? [] : ["", ...card.references]
	].join("\n")}\n`;
}
async function run({ arguments: [action = "list", id], values, terminal }) {
	const json = values.choice("format", ["terminal", "json"]) === "json";
	const cards = ruleCards();
	let text;
	if (action === "list" && id === void 0) text = json ? `${JSON.stringify({
		schema: "castellan/rules/1",
		rules: cards
	}, null, 2)}\n` : listed(cards);
	else if (action === "show" && id !== void 0) {
		const card = cards.find((item) => item.id === id);
		if (card === void 0) throw new CommandError("NOT_FOUND", `There is no rule ${id}; castellan rules list names them all.`);
		text = json ? `${JSON.stringify({
			schema: "castellan/rule/1",
			rule: card
		}, null, 2)}\n` : shown(card);
	} else throw new CommandError("USAGE", "castellan rules takes list, or show and the id of a rule.");
	const [file] = values.list("output");
	if (file === void 0) terminal.result(text);
	else writeFileWhole(file, text);
	return EXIT.ok;
}
export { run };

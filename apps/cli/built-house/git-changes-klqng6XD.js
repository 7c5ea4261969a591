import { n as repositoryAround } from "./repository-C3Ht8R84.js";
import { t as ScanError } from "./errors-Ci1ZYElX.js";
import { relative, sep } from "node:path";
import { promisify } from "node:util";
import { execFile } from "node:child_process";
// packages/scan/src/engine/git-changes.ts
const run = promisify(execFile);
/** Nothing that a repository configures may run or reach out: no hooks, no fsmonitor, no lazy fetch, no pager. */
const GIT_SAFE = [
	"--no-pager",
	"--no-optional-locks",
	"-c",
	"core.fsmonitor=",
	"-c",
	"core.hooksPath=/dev/null",
	"-c",
	"diff.external=",
	"-c",
	"protocol.allow=never"
];
const GIT_ENVIRONMENT = {
	GIT_NO_LAZY_FETCH: "1",
	GIT_TERMINAL_PROMPT: "0",
	GIT_CONFIG_NOSYSTEM: "1",
	LC_ALL: "C"
};
async function git(folder, ...words) {
	const { stdout } = await run("git", [...GIT_SAFE, ...words], {
		cwd: folder,
		maxBuffer: 2 ** 28,
		env: {
			...process.env,
			...GIT_ENVIRONMENT
		}
	});
	return stdout;
}
/** The part of a git listing below a folder of the work tree, relative to it. */
function below(workTree, folder) {
	const prefix = relative(workTree, folder).split(sep).join("/");
	return (path) => prefix === "" ? path : path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : void 0;
}
/**
* What changed in a folder since a revision. Runs git, and only here.
* @throws ScanError NOT_A_REVISION
*/
async function changesSince(folder, revision) {
	const repository = repositoryAround(folder);
	if (repository === void 0) throw new ScanError("NOT_A_REVISION", `${folder} is not in a git repository, so there is no revision ${revision}; leave --since out.`);
	let base;
	try {
		base = (await git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`)).trim();
	} catch (cause) {
		throw new ScanError("NOT_A_REVISION", `git knows no revision ${revision} in ${folder}; fetch it first (a shallow clone has few), or give another one.`, { cause });
	}
	const within = below(repository.workTree, folder);
	const changed = /* @__PURE__ */ new Set();
	const renames = /* @__PURE__ */ new Map();
	const fields = (await git(repository.workTree, "diff", "--name-status", "-z", "--find-renames", "--no-ext-diff", "--no-textconv", base, "--")).split("\0");
	for (let at = 0; at + 1 < fields.length;) {
		const status = fields[at++] ?? "";
		const first = fields[at++] ?? "";
		const path = within(/^[RC]/.test(status) ? fields[at++] ?? "" : first);
		const old = within(first);
		if (path === void 0 || status === "D") continue;
		changed.add(path);
		if (status.startsWith("R") && old !== void 0) renames.set(path, old);
	}
	for (const name of (await git(folder, "ls-files", "-z", "--others", "--exclude-standard", "--", ".")).split("\0")) if (name !== "") changed.add(name);
	return {
		changed,
		renames
	};
}
/** The commit that is checked out, or undefined outside a repository. */
async function headRevision(folder) {
	if (repositoryAround(folder) === void 0) return void 0;
	return git(folder, "rev-parse", "--verify", "--quiet", "HEAD").then((text) => text.trim(), () => void 0);
}
export { headRevision as i, GIT_SAFE as n, changesSince as r, GIT_ENVIRONMENT as t };

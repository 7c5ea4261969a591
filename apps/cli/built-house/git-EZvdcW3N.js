import { n as repositoryAround } from "./repository-C3Ht8R84.js";
import { t as ScanError } from "./errors-Ci1ZYElX.js";
import { n as GIT_SAFE, t as GIT_ENVIRONMENT } from "./git-changes-klqng6XD.js";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { execFile, spawn } from "node:child_process";
// packages/scan/src/engine/git-revision.ts
const run = promisify(execFile);
/** Paths that cannot lead out of the folder, nor be taken for git's own. */
function isPlain(path) {
	return path !== "" && !path.startsWith("/") && path.split("/").every((part) => part !== "" && part !== "." && part !== ".." && part.toLowerCase() !== ".git" && !part.includes("\\"));
}
async function listBlobs(workTree, revision, prefix) {
	const { stdout } = await run("git", [
		...GIT_SAFE,
		"ls-tree",
		"-r",
		"-z",
		"--full-tree",
		revision,
		"--",
		...prefix === "" ? [] : [prefix]
	], {
		cwd: workTree,
		maxBuffer: 2 ** 28,
		env: {
			...process.env,
			...GIT_ENVIRONMENT
		}
	});
	return stdout.split("\0").flatMap((line) => {
		const [, mode, id, full] = /^(\d+) blob ([0-9a-f]+)\t([\s\S]+)$/.exec(line) ?? [];
		const path = full !== void 0 && prefix !== "" ? full.slice(prefix.length + 1) : full;
		return mode?.startsWith("100") === true && id !== void 0 && path !== void 0 && isPlain(path) ? [{
			path,
			id
		}] : [];
	});
}
/**
* Writes the files of a revision below a folder, as git has them: no filter, hook or attribute of the repository
* runs. Links and submodules are left out.
* @throws ScanError NOT_A_REVISION
*/
async function materialiseRevision(folder, revision, into) {
	const repository = repositoryAround(folder);
	if (repository === void 0) throw new ScanError("NOT_A_REVISION", `${folder} is not in a git repository; give scan files instead of revisions.`);
	const prefix = relative(repository.workTree, folder).split(sep).join("/");
	let blobs;
	try {
		const { stdout } = await run("git", [
			...GIT_SAFE,
			"rev-parse",
			"--verify",
			"--quiet",
			"--end-of-options",
			`${revision}^{commit}`
		], {
			cwd: folder,
			env: {
				...process.env,
				...GIT_ENVIRONMENT
			}
		});
		blobs = await listBlobs(repository.workTree, stdout.trim(), prefix);
	} catch (cause) {
		throw new ScanError("NOT_A_REVISION", `git knows no revision ${revision} in ${folder}; fetch it first (a shallow clone has few), or give a scan file.`, { cause });
	}
	await writeBlobs(repository.workTree, blobs, into);
}
/** Feeds `git cat-file --batch` and splits its answers: `<id> blob <size>\n<bytes>\n`. */
function writeBlobs(workTree, blobs, into) {
	return new Promise((resolve, reject) => {
		const child = spawn("git", [
			...GIT_SAFE,
			"cat-file",
			"--batch"
		], {
			cwd: workTree,
			env: {
				...process.env,
				...GIT_ENVIRONMENT
			},
			stdio: [
				"pipe",
				"pipe",
				"ignore"
			]
		});
		let rest = Buffer.alloc(0);
		let next = 0;
		const take = () => {
			for (;;) {
				const end = rest.indexOf(10);
				if (end < 0) return;
				const size = Number(/^[0-9a-f]+ blob (\d+)$/.exec(rest.toString("latin1", 0, end))?.[1] ?? "-1");
				const blob = blobs[next];
				if (blob === void 0) return;
				if (size >= 0 && rest.length < end + 2 + size) return;
				if (size >= 0) {
					const path = join(into, blob.path);
					mkdirSync(dirname(path), { recursive: true });
					writeFileSync(path, rest.subarray(end + 1, end + 1 + size));
				}
				rest = rest.subarray(size < 0 ? end + 1 : end + 2 + size);
				next++;
			}
		};
		const chunks = [];
		let waiting = 0;
		child.stdout.on("data", (chunk) => {
			chunks.push(chunk);
			waiting += chunk.length;
			if (waiting < 1e6) return;
			rest = Buffer.concat([rest, ...chunks.splice(0)]);
			waiting = 0;
			take();
		});
		child.on("error", reject);
		child.on("close", () => {
			rest = Buffer.concat([rest, ...chunks.splice(0)]);
			take();
			if (next === blobs.length) resolve();
			else reject(new ScanError("NOT_A_REVISION", "git did not hand over all files of the revision; is the clone complete?"));
		});
		child.stdin.on("error", () => {});
		child.stdin.end(blobs.map(({ id }) => `${id}\n`).join(""));
	});
}
export { materialiseRevision as t };

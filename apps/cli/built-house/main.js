import { t as removeUnfinished } from "./write-file-C4RIOOqv.js";
import { enableCompileCache } from "node:module";
// apps/cli/src/main.ts
enableCompileCache();
const words = process.argv.slice(2);
if (words.length === 1 && (words[0] === "--version" || words[0] === "-V")) {
	const { TOOL_VERSION } = await import("./version-Cyf_tG70.js");
	process.stdout.write(`${TOOL_VERSION}\n`);
} else {
	const controller = new AbortController();
	const interrupt = () => {
		if (controller.signal.aborted) process.exit(130);
		controller.abort();
		removeUnfinished();
		setTimeout(() => process.exit(130), 1500).unref();
	};
	process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
	process.stdout.on("error", (error) => {
		if (error.code === "EPIPE") process.exit(0);
		throw error;
	});
	const { run } = await import("./program-CG24qDGC.js");
	process.exitCode = await run(words, {
		out: process.stdout,
		error: process.stderr,
		environment: process.env,
		signal: controller.signal,
		clock: () => /* @__PURE__ */ new Date()
	});
}
export {};

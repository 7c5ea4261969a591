import { scan } from "@castellan/scan";

const [command, ...rest] = process.argv.slice(2);
const targets = rest.filter((word, index) => !word.startsWith("-") && !["--format", "--fail-on"].includes(rest[index - 1] ?? ""));
if (command !== "scan") {
  process.stderr.write("usage: castellan scan TARGET…\n");
  process.exitCode = 2;
} else process.stdout.write(`${JSON.stringify(await scan({ targets: targets.length === 0 ? ["."] : targets }), null, 1)}\n`);

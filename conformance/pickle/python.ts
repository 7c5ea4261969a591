import { execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";

const Answer = z.object({
  id: z.number(),
  /** pickletools.genops reads it to STOP. */
  read: z.boolean(),
  accepted: z.boolean().optional(),
  codes: z.string().optional(),
  opcodes: z.string().optional(),
  keys: z.string().optional(),
  /** What pickle.loads makes of it, and pickle.load from a file that cannot be peeked into. */
  value: z.string().optional(),
  file: z.string().optional(),
  why: z.string().optional(),
});
export type Answer = z.infer<typeof Answer>;

export interface Question {
  readonly data: Uint8Array;
  readonly start: number;
  /** The stream may be loaded: it was written here and holds nothing but data. */
  readonly plain: boolean;
}

/** What CPython's pickletools says of streams, in one process; undefined where there is no python3. */
export async function askPickletools(questions: readonly Question[]): Promise<readonly Answer[] | undefined> {
  const child = spawn("python3", ["-I", join(import.meta.dirname, "pickletools-trace.py")], { stdio: ["pipe", "pipe", "inherit"] });
  const answers: Answer[] = [];
  let rest = "";
  const ended = new Promise<number | undefined>((resolve) => {
    child.on("error", () => resolve(undefined));
    child.on("close", (code) => resolve(code ?? 1));
  });
  child.stdin.on("error", () => {});
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) answers.push(Answer.parse(JSON.parse(line)));
  });
  const lines = questions.map(({ data, start, plain }, id) =>
    JSON.stringify({ id, data: Buffer.from(data).toString("base64"), start, plain }),
  );
  child.stdin.end(`${lines.join("\n")}\n`);
  const code = await ended;
  if (code === undefined) return undefined;
  if (code !== 0) throw new Error(`python3 ended with ${code}`);
  return answers;
}

const TABLE = `import json, pickletools
names = lambda effects: [effect.name for effect in effects]
print(json.dumps([{"code": ord(op.code), "name": op.name, "protocol": op.proto, "before": names(op.stack_before), "after": names(op.stack_after)} for op in pickletools.opcodes]))`;

const Table = z.array(
  z.object({ code: z.number(), name: z.string(), protocol: z.number(), before: z.array(z.string()), after: z.array(z.string()) }),
);

/** The opcodes as pickletools lists them. */
export async function tableOfPickletools(): Promise<z.infer<typeof Table>> {
  const { stdout } = await promisify(execFile)("python3", ["-I", "-c", TABLE]);
  return Table.parse(JSON.parse(stdout));
}

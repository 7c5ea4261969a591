import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

const Statements = z.array(z.record(z.string(), z.json()));
const World = z.object({
  action: z.string(),
  resource: z.string(),
  caller: z.object({
    kind: z.enum(["user", "role", "federated-user", "service", "anonymous"]),
    arn: z.string().optional(),
    session: z.string().optional(),
    account: z.string().optional(),
  }),
  resourceAccount: z.string(),
  /** Values of a key; null: not in the request. */
  context: z.record(z.string(), z.union([z.array(z.string()), z.null(), z.enum(["unknown", "free"])])),
  identity: Statements,
  boundary: Statements.nullable(),
  session: Statements.nullable(),
  scp: z.array(Statements),
  rcp: z.array(Statements),
  resourcePolicy: Statements.nullable(),
  endpoint: Statements.nullable(),
  resourceMustAllow: z.boolean(),
  /** Every answer that the request can get. */
  answers: z.array(z.enum(["allow", "deny"])),
});
export type World = z.infer<typeof World>;

/** Worlds with the reference's answers, as they come; undefined where there is no python3. @throws when it fails */
export async function* worldsOf(seed: number, count: number, start = 0): AsyncGenerator<World> {
  const child = spawn(
    "python3",
    ["-I", join(import.meta.dirname, "reference.py"), "--seed", String(seed), "--start", String(start), "--count", String(count)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const ended = new Promise<number>((resolve) => {
    child.on("error", () => resolve(127));
    child.on("close", (code) => resolve(code ?? 1));
  });
  for await (const line of createInterface({ input: child.stdout })) yield World.parse(JSON.parse(line));
  const code = await ended;
  if (code === 127) throw new Error("python3 is not there");
  if (code !== 0) throw new Error(`reference.py ended with ${code}`);
}

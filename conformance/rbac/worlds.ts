import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

const Texts = z.array(z.string());
const Rule = z.object({ verbs: Texts, groups: Texts, resources: Texts, names: Texts, urls: Texts });
const Requirement = z.object({ key: z.string(), operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist"]), values: Texts });
const RoleKind = z.enum(["Role", "ClusterRole"]);
const World = z.object({
  roles: z.array(
    z.object({
      kind: RoleKind,
      name: z.string(),
      namespace: z.string().exactOptional(),
      rules: z.array(Rule),
      labels: z.record(z.string(), z.string()).exactOptional(),
      gathers: z.array(z.array(Requirement)).exactOptional(),
    }),
  ),
  bindings: z.array(
    z.object({
      kind: z.enum(["RoleBinding", "ClusterRoleBinding"]),
      name: z.string(),
      namespace: z.string().exactOptional(),
      role: z.object({ kind: RoleKind, name: z.string() }),
      subjects: z.array(
        z.object({ kind: z.enum(["User", "Group", "ServiceAccount"]), name: z.string(), namespace: z.string().exactOptional() }),
      ),
    }),
  ),
  user: z.object({ name: z.string(), groups: Texts }),
  request: z.union([
    z.object({ verb: z.string(), url: z.string() }),
    z.object({
      verb: z.string(),
      group: z.string(),
      resource: z.string(),
      subresource: z.string(),
      name: z.string(),
      namespace: z.string().exactOptional(),
    }),
  ]),
  /** Every answer that the request can get. */
  answers: z.array(z.enum(["allow", "deny"])),
});
export type World = z.infer<typeof World>;

/** Worlds with the reference's answers, as they come. @throws when there is no python3, or it fails */
export async function* worldsOf(seed: number, count: number, start = 0): AsyncGenerator<World> {
  const child = spawn(
    "python3",
    ["-I", join(import.meta.dirname, "reference.py"), "--seed", String(seed), "--start", String(start), "--count", String(count)],
    { stdio: ["ignore", "pipe", "inherit"] },
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

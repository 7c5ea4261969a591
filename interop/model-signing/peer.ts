import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

/** model_signing imports OpenSSL's bindings without stating them as a need. */
const PACKAGES = ["model-signing==1.1.1", "pyOpenSSL==26.4.0", "certifi"];

const Answer = z.object({ ok: z.boolean(), why: z.string().default("") });
export type Answer = z.infer<typeof Answer>;

/** One process of model_signing that answers question after question. */
export class Peer {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(python: string) {
    this.#child = spawn(python, [join(import.meta.dirname, "peer.py")], { stdio: ["pipe", "pipe", "ignore"] });
    if (this.#child.stdout === null) throw new Error("the peer has no output");
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async ask(question: object): Promise<Answer> {
    this.#child.stdin?.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error("model_signing ended without an answer");
    return Answer.parse(JSON.parse(value));
  }

  end(): void {
    this.#child.stdin?.end();
  }
}

/** The Python of an environment with model_signing, made where none is given; undefined where that fails. */
export function pythonOf(environment: string | undefined): string | undefined {
  const folder = environment ?? mkdtempSync(join(tmpdir(), "castellan-model-signing-venv-"));
  const python = join(folder, "bin/python");
  if (!existsSync(python)) {
    if (spawnSync("python3", ["-m", "venv", folder], { stdio: "ignore" }).status !== 0) return undefined;
    if (spawnSync(python, ["-m", "pip", "install", "--quiet", ...PACKAGES], { stdio: "ignore" }).status !== 0) return undefined;
  }
  return spawnSync(python, ["-c", "import model_signing.verifying"], { stdio: "ignore" }).status === 0 ? python : undefined;
}

import { readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Ledger } from "@castellan/protect/ledger";
import { type Erasure, erase, readRetentionPlan } from "@castellan/protect/retention";
import { readPrivateKey } from "@castellan/protect/signing";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError, EXIT } from "../../errors.ts";
import { printable } from "../../terminal.ts";
import { writeFileWhole } from "../../write-file.ts";
import { keyringOf } from "../encryption/parties.ts";
import { folderOf, withLedger } from "../ledger/places.ts";
import { needed, onePath, passphraseOf, textFile } from "../signing/inputs.ts";
import { rulesOf } from "./rules-file.ts";

const NAME = "retention apply";

function planBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new CommandError("NOT_FOUND", `${file} cannot be read; castellan retention plan --format json --output writes it.`, { cause });
  }
}

/** Names of data can hold anything; names of files cannot. */
const fileNameOf = (name: string): string => `${name.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "") || "data"}.json`;

async function carryOut(context: CommandContext, ledger: Ledger | undefined): Promise<readonly Erasure[]> {
  const { values } = context;
  const planFile = onePath(context, NAME);
  const plan = planBytes(planFile);
  const { rules, root } = rulesOf(needed(context, "rules", NAME));
  const keyFile = needed(context, "private-key", NAME);
  const folder = values.text("certificates") ?? join(dirname(resolve(planFile)), "certificates");
  const by = userInfo().username;
  return erase({
    plan,
    parsed: readRetentionPlan(plan.toString("utf8"), planFile),
    rules,
    root,
    approvals: values.list("approval").map((file) => ({ file, text: textFile("approval", file) })),
    key: readPrivateKey(textFile("private-key", keyFile), keyFile, passphraseOf(context)),
    clock: context.clock,
    destroyKey: async (name, reason) => {
      await keyringOf(context).destroy(name, { by, at: context.clock(), reason });
    },
    record: async (item, content, when) => {
      await ledger?.append({
        act: when === "before" ? "data.erase.begin" : "data.erase",
        actor: { kind: "service", name: "castellan retention" },
        subjects: [{ name: item.name, ...(content === undefined ? {} : { digests: { sha256: content.sha256 } }) }],
        ...(when === "after" ? { outcome: "done" as const } : {}),
        details: { action: item.action ?? "", rules: item.rules.join(", ") },
        person: by,
        personal: { by },
      });
    },
    keep: ({ name }, text) => writeFileWhole(join(folder, fileNameOf(name)), text),
  });
}

/** `castellan retention apply`: erases what is due, approved and unchanged. */
export async function run(context: CommandContext): Promise<number> {
  const { values, terminal } = context;
  const ledger = values.text("ledger");
  const done =
    ledger === undefined
      ? await carryOut(context, undefined)
      : await withLedger(context, folderOf({ ...context, arguments: [ledger] }), (open) => carryOut(context, open));
  if (ledger === undefined) terminal.note("Nothing of this is in a ledger; --ledger records it where nobody can rewrite it.");
  const lines = done.map(({ name, outcome, reason }) => `${outcome.padEnd(8)} ${name}: ${reason}`);
  const text =
    values.text("format") === "json"
      ? `${JSON.stringify({ schema: "castellan/retention-result/1", erasures: done }, null, 2)}\n`
      : `${(lines.length === 0 ? ["The plan lists nothing that is due."] : lines).map(printable).join("\n")}\n`;
  const [file] = values.list("output");
  if (file === undefined) terminal.result(text);
  else writeFileWhole(file, text);
  return done.some(({ outcome }) => outcome === "refused") ? EXIT.findings : EXIT.ok;
}

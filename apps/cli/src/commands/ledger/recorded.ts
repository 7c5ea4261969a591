import { hash } from "node:crypto";
import { userInfo } from "node:os";
import type { ActInput, Ledger } from "@castellan/protect/ledger";
import type { CommandContext } from "../../command-spec.ts";
import { CommandError } from "../../errors.ts";
import { folderOf, withLedger } from "./places.ts";

/** What a command is about to do, or did. */
export interface Deed {
  /** Dotted, the noun first: data.encrypt. */
  readonly act: string;
  readonly subjects?: ActInput["subjects"];
  readonly details?: ActInput["details"];
  /** Kept sealed beside the ledger, such as a reason that somebody wrote. */
  readonly personal?: Readonly<Record<string, string>>;
  readonly outcome?: "done" | "failed";
}

/** Digest of a text that is to be known again and not read, such as a public key. */
export const textDigest = (text: string): { readonly sha256: string } => ({ sha256: hash("sha256", text) });

function actOf({ act, subjects, details, personal, outcome }: Deed): ActInput {
  const by = userInfo().username;
  return {
    act,
    actor: { kind: "service", name: "castellan" },
    ...(subjects === undefined ? {} : { subjects: [...subjects] }),
    ...(details === undefined ? {} : { details }),
    ...(outcome === undefined ? {} : { outcome }),
    person: by,
    personal: { by, ...personal },
  };
}

/** The folder of `--ledger`, looked at before anything long is begun; undefined without the flag. @throws CommandError NOT_FOUND */
export function statedLedger(context: CommandContext): string | undefined {
  const folder = context.values.text("ledger");
  return folder === undefined ? undefined : folderOf({ ...context, arguments: [folder] });
}

/**
 * Does what a command is for, and records it where there is a ledger (`--ledger`): that it begins, before anything is
 * changed, and how it ended, before success is told. Without its first entry nothing is done; the ledger is held until the
 * last one stands.
 * @param begins recorded with `.begin` behind the act @param ended acts of one that came to an end; done unless they say
 * otherwise
 * @throws CommandError NOT_FOUND, CANNOT_WRITE where it is done and could not be recorded; ProtectError STORE_LOCKED,
 * LOG_INCONSISTENT, FILE_UNWRITABLE; whatever `work` throws, recorded as failed
 */
export async function recorded<T>(
  context: CommandContext,
  begins: Deed,
  work: () => Promise<T>,
  ended: (result: T) => readonly Deed[],
): Promise<T> {
  const folder = statedLedger(context);
  if (folder === undefined) return work();
  return withLedger(context, folder, async (ledger) => {
    await ledger.append(actOf({ ...begins, act: `${begins.act}.begin` }));
    const result = await work().catch(async (error: unknown) => {
      await recordFailure(context, ledger, begins, error);
      throw error;
    });
    try {
      await ledger.appendAll(ended(result).map((deed) => actOf({ outcome: "done", ...deed })));
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new CommandError("CANNOT_WRITE", `It is done, but the ledger holds only that it began (${begins.act}.begin): ${why}`, {
        cause,
      });
    }
    return result;
  });
}

/** That it failed is what is told in the end; that this too could not be recorded is said beside it. */
async function recordFailure({ terminal }: CommandContext, ledger: Ledger, begins: Deed, error: unknown): Promise<void> {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
  try {
    const details = { ...begins.details, ...(code === undefined ? {} : { error: code }) };
    await ledger.append(actOf({ ...begins, details, outcome: "failed" }));
  } catch (unrecorded) {
    terminal.warn(`The ledger holds only that it began: ${unrecorded instanceof Error ? unrecorded.message : String(unrecorded)}`);
  }
}

import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { ProtectError } from "../errors.ts";
import { syncFolder } from "../files/new-file.ts";
import type { SigningKey } from "../signing/keys.ts";
import { type Approvals, approvalsOf } from "./approvals.ts";
import { type DeletionCertificate, signDeletion } from "./certificate.ts";
import { type Content, contentAt } from "./content.ts";
import { planRetention, type RetentionItem, type RetentionPlan } from "./plan.ts";
import type { RetainedData, RetentionRules } from "./rules.ts";

export interface EraseOptions {
  /** Bytes of the plan's file, which approvals name. */
  readonly plan: Uint8Array;
  readonly parsed: RetentionPlan;
  /** As they are now: a hold that was set since the plan counts. */
  readonly rules: RetentionRules;
  /** Folder that paths are relative to; nothing outside of it is touched. */
  readonly root: string;
  readonly approvals: readonly { readonly file: string; readonly text: string }[];
  readonly key: SigningKey;
  readonly clock: () => Date;
  /** Destroys a key for good; keys are another room's part. */
  readonly destroyKey: (name: string, reason: string) => Promise<void>;
  /** Puts the act into the record, before it is done and after: what cannot be recorded is not done. */
  readonly record: (item: RetentionItem, content: Content | undefined, when: "before" | "after") => Promise<void>;
  /** Keeps a certificate; called right after each erasure. */
  readonly keep: (certificate: DeletionCertificate, text: string) => void;
}

export interface Erasure {
  readonly name: string;
  readonly outcome: "erased" | "refused" | "by-hand";
  readonly reason: string;
}

/** Where a datum lies. @throws ProtectError OPTION_INVALID outside of the root */
export function placeOf(data: RetainedData, root: string): string | undefined {
  if (data.path === undefined) return undefined;
  const path = resolve(root, data.path);
  const within = relative(resolve(root), path);
  if (within === "" || within.startsWith("..") || isAbsolute(within))
    throw new ProtectError(
      "OPTION_INVALID",
      `${data.name} lies at ${data.path}, which is not below the folder of the rules; nothing there is touched.`,
    );
  return path;
}

/** A plan with the digests of what lies there now. Data whose place cannot be read stay in it without, and are refused later. */
export function withDigests(
  plan: RetentionPlan,
  rules: RetentionRules,
  root: string,
): { readonly plan: RetentionPlan; readonly unread: readonly string[] } {
  const unread: string[] = [];
  const items = plan.items.map((item): RetentionItem => {
    const data = rules.data.find(({ name }) => name === item.name);
    if (data === undefined || (item.state !== "due" && item.state !== "later")) return item;
    try {
      const path = placeOf(data, root);
      const content = path === undefined ? undefined : contentAt(path);
      return content === undefined ? { ...item, reasons: [...item.reasons, "nothing lies there"] } : { ...item, sha256: content.sha256 };
    } catch (error) {
      unread.push(error instanceof Error ? error.message : String(error));
      return item;
    }
  });
  return { plan: { ...plan, items }, unread };
}

function refusal(item: RetentionItem, planned: RetentionItem, approvals: Approvals): string | undefined {
  if (item.state === "held") return `it is under legal hold now (${item.holds.join(", ")})`;
  if (item.state !== "due") return `it is no longer due: ${item.state}`;
  if (item.action !== planned.action)
    return `the rules now ask for ${item.action ?? "nothing"}, the plan for ${planned.action ?? "nothing"}`;
  if (approvals.by.length < item.approvals)
    return `it needs ${item.approvals} approvals, and has ${approvals.by.length}${approvals.refused.length === 0 ? "" : ` (${approvals.refused.join("; ")})`}`;
  return undefined;
}

async function eraseOne(
  item: RetentionItem,
  planned: RetentionItem,
  data: RetainedData,
  options: EraseOptions,
  approvals: Approvals,
): Promise<Erasure> {
  const refused = (reason: string): Erasure => ({ name: item.name, outcome: "refused", reason });
  const why = refusal(item, planned, approvals);
  if (why !== undefined) return refused(why);
  if (item.action === "anonymise" || item.action === "archive")
    return { name: item.name, outcome: "by-hand", reason: `${item.action} is done by people: do it, then take it out of the rules' data` };
  const path = placeOf(data, options.root);
  const content = path === undefined ? undefined : contentAt(path);
  if (item.action === "shred" && data.key === undefined) return refused("the rules name no key of it that could be destroyed");
  if (item.action === "delete" && (path === undefined || content === undefined)) return refused("nothing lies there; mend the rules' data");
  if (content?.sha256 !== planned.sha256) return refused("what lies there is not what the plan saw: plan anew, and have it approved anew");
  await options.record(item, content, "before");
  if (item.action === "shred" && data.key !== undefined) await options.destroyKey(data.key, item.reasons.join("; "));
  else if (path !== undefined) {
    rmSync(path, { recursive: true });
    syncFolder(dirname(path));
    if (contentAt(path) !== undefined) return refused("it was removed, and something lies there again");
  }
  // A key without files of ours is known by its name.
  const subject =
    content === undefined
      ? { name: `key:${data.key}`, sha256: createHash("sha256").update(`key:${data.key}`).digest("hex") }
      : { name: item.name, sha256: content.sha256 };
  const certificate: DeletionCertificate = {
    ...subject,
    deletion: {
      time: options.clock().toISOString(),
      method: item.action === "shred" ? "key-destroyed" : "files-removed",
      files: content?.files.length ?? 0,
      bytes: content?.bytes ?? 0,
      ...(item.action === "shred" && data.key !== undefined ? { key: data.key } : {}),
      rules: [...item.rules],
      reasons: [...item.reasons],
      rulesSha256: options.parsed.rules,
      planSha256: createHash("sha256").update(options.plan).digest("hex"),
      approvedBy: [...approvals.by],
      residuals: [...data.residuals],
    },
  };
  options.keep(certificate, signDeletion(certificate, options.key));
  await options.record(item, content, "after");
  return {
    name: item.name,
    outcome: "erased",
    reason: item.action === "shred" ? `its key ${data.key} is destroyed` : `${content?.files.length ?? 0} files`,
  };
}

/**
 * Carries a plan out: only what the plan lists as due, what is due still by the rules of now, what enough approvers
 * signed, and what lies there as the plan saw it. One datum that is refused holds up no other.
 */
export async function erase(options: EraseOptions): Promise<readonly Erasure[]> {
  const now = planRetention(options.rules, options.clock());
  const approvals = approvalsOf(options.plan, options.approvals, options.rules);
  const done: Erasure[] = [];
  for (const planned of options.parsed.items.filter(({ state }) => state === "due")) {
    const item = now.items.find(({ name }) => name === planned.name);
    const data = options.rules.data.find(({ name }) => name === planned.name);
    if (item === undefined || data === undefined) {
      done.push({ name: planned.name, outcome: "refused", reason: "the rules no longer know it" });
      continue;
    }
    try {
      done.push(await eraseOne(item, planned, data, options, approvals));
    } catch (error) {
      done.push({ name: planned.name, outcome: "refused", reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return done;
}

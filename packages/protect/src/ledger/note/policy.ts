import { ProtectError } from "../../errors.ts";
import type { SignedCheckpoint } from "./checkpoint.ts";
import { checkSignature, parseVerifierKey, type VerifierKey } from "./keys.ts";

interface Member {
  readonly name: string;
  readonly url?: string;
  readonly key?: VerifierKey;
  /** Of a group: how many of its members are needed. */
  readonly needed: number;
  readonly members: readonly string[];
}

/** Which logs are accepted and which witnesses a checkpoint needs (C2SP tlog-policy). */
export interface LogPolicy {
  readonly logs: readonly VerifierKey[];
  readonly witnesses: readonly { readonly name: string; readonly key: VerifierKey; readonly url?: string }[];
  /** Witnesses and groups in the order of the file. */
  readonly members: ReadonlyMap<string, Member>;
  readonly quorum: string;
}

const MOST_LINES = 10_000;

/** @param what file that it stands in. @throws ProtectError POLICY_INVALID with the line */
export function parsePolicy(what: string, bytes: Uint8Array): LogPolicy {
  const logs: VerifierKey[] = [];
  const members = new Map<string, Member>();
  const taken = new Set<string>();
  let quorum: string | undefined;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new ProtectError("POLICY_INVALID", `${what} is not UTF-8; write its names in UTF-8.`, { cause });
  }
  const lines = text.split("\n");
  const invalid = (line: number, why: string): ProtectError => new ProtectError("POLICY_INVALID", `${what}, line ${line}: ${why}.`);
  if (lines.length > MOST_LINES) throw invalid(MOST_LINES, "a policy has at most that many lines");
  const keyOf = (line: number, text: string | undefined, isLog: boolean): VerifierKey => {
    if (text === undefined) throw invalid(line, "a verifier key (name+id+key) is missing");
    const key = parseVerifierKey(`${what}, line ${line}`, text);
    if (!isLog && key.type === "ed25519") throw invalid(line, "the key of a witness is of type 4 or 6; this one signs notes");
    if (isLog && key.type === "ed25519-cosignature") throw invalid(line, "the key of a log is of type 1 or 6; this one is a witness's");
    const identity = `${isLog} ${Buffer.from(key.publicKey).toString("hex")}`;
    if (taken.has(identity)) throw invalid(line, "that key stands in the policy already");
    taken.add(identity);
    return key;
  };
  const define = (line: number, member: Member): void => {
    if (member.name === "none" || members.has(member.name)) throw invalid(line, `the name ${member.name} is taken`);
    members.set(member.name, member);
  };
  const used = new Set<string>();
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    if (/[\0-\x08\x0b-\x1f\x7f]/.test(raw)) throw invalid(line, "it holds a control character");
    const words = raw.split(/[ \t]/).filter((word) => word !== "");
    const [kind, first, second, third] = words;
    if (kind === undefined || kind.startsWith("#")) continue;
    if (kind === "log" && words.length <= 3) logs.push(keyOf(line, first, true));
    else if (kind === "witness" && first !== undefined && words.length <= 4)
      define(line, {
        name: first,
        key: keyOf(line, second, false),
        needed: 1,
        members: [],
        ...(third === undefined ? {} : { url: third }),
      });
    else if (kind === "group" && first !== undefined && second !== undefined) {
      const list = words.slice(3);
      const needed = second === "any" ? 1 : second === "all" ? list.length : /^[1-9]\d{0,5}$/.test(second) ? Number(second) : Number.NaN;
      if (list.length === 0 || !(needed >= 1 && needed <= list.length))
        throw invalid(line, `a group needs any, all, or 1 to ${list.length} of its members`);
      for (const member of list) {
        if (!members.has(member)) throw invalid(line, `${member} is defined nowhere above`);
        if (used.has(member)) throw invalid(line, `${member} is a member of a group already`);
        used.add(member);
      }
      define(line, { name: first, needed, members: list });
    } else if (kind === "quorum" && words.length === 2 && first !== undefined) {
      if (quorum !== undefined) throw invalid(line, "there is a quorum already");
      if (first !== "none" && !members.has(first)) throw invalid(line, `${first} is defined nowhere above`);
      quorum = first;
    } else throw invalid(line, `${kind} is no log, witness, group or quorum line of the right form`);
  }
  if (quorum === undefined) throw new ProtectError("POLICY_INVALID", `${what} has no quorum line; "quorum none" asks for no witness.`);
  const witnesses = [...members.values()].flatMap(({ name, key, url }) =>
    key === undefined ? [] : [{ name, key, ...(url === undefined ? {} : { url }) }],
  );
  return { logs, witnesses, members, quorum };
}

export interface PolicyState {
  readonly holds: boolean;
  /** Names of witnesses whose cosignatures hold, in the order of the policy. */
  readonly witnesses: readonly string[];
  /** What is missing. */
  readonly message: string;
}

/** Whether a checkpoint bears the signature of a listed log, where any is listed, and the cosignatures of the quorum. */
export function judgePolicy(policy: LogPolicy, checkpoint: SignedCheckpoint): PolicyState {
  const witnesses: string[] = [];
  const broken: string[] = [];
  for (const { name, key } of policy.witnesses) {
    const state = checkSignature(key, checkpoint);
    if (state?.valid === true) witnesses.push(name);
    else if (state !== undefined) broken.push(name);
  }
  if (broken.length > 0)
    return { holds: false, witnesses, message: `the cosignature of ${broken.join(", ")} does not hold: the checkpoint was changed` };
  if (
    policy.logs.length > 0 &&
    !policy.logs.some((key) => key.name === checkpoint.origin && checkSignature(key, checkpoint)?.valid === true)
  )
    return { holds: false, witnesses, message: `no log of the policy signed the checkpoint of ${checkpoint.origin}` };
  const held = new Set(witnesses);
  for (const { name, needed, members } of policy.members.values())
    if (members.length > 0 && members.filter((member) => held.has(member)).length >= needed) held.add(name);
  const holds = policy.quorum === "none" || held.has(policy.quorum);
  const group = policy.members.get(policy.quorum);
  const wanted = group === undefined || group.members.length === 0 ? policy.quorum : `${group.needed} of ${group.members.join(", ")}`;
  return {
    holds,
    witnesses,
    message: holds
      ? ""
      : `the checkpoint of ${checkpoint.size} entries needs ${wanted}; ${witnesses.length === 0 ? "no witness" : witnesses.join(", ")} cosigned it`,
  };
}

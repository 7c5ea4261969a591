import { compareText } from "@castellan/graph";
import type { CollectedResource, InventoryDocument } from "../document.ts";
import { CollectError } from "../errors.ts";
import { type Journal, memoryJournal } from "../journal.ts";
import { limited } from "../limit.ts";
import { listAt, valueAt } from "./answer.ts";
import { Caller, type Session } from "./caller.ts";
import { type AwsSend, assumedCredentials } from "./clients.ts";
import { type Found, type Place, readRow } from "./read-row.ts";
import type { CollectRow } from "./row.ts";
import { COLLECT_ROWS } from "./rows.ts";

export interface AwsCollection {
  readonly send: AwsSend;
  readonly clock: () => Date;
  /** Where the account-wide services are asked, and whom the list of regions is asked of. */
  readonly homeRegion: string;
  /** Empty: every region that is switched on. */
  readonly regions: readonly string[];
  /** Role that is taken in every other account. */
  readonly roleName?: string;
  /** Empty: with a role every active account of the organisation, otherwise the own one. */
  readonly accounts: readonly string[];
  /** How far back jobs are read. */
  readonly days: number;
  /** Calls under way at once. */
  readonly concurrency: number;
  readonly journal?: Journal;
  readonly rows?: readonly CollectRow[];
  readonly signal?: AbortSignal;
  readonly progress?: (done: number, total: number) => void;
}

const DAY = 86_400_000;

/** Reads accounts; every call that fails is in `calls`, and what it would have told is `unread`. Nothing is changed anywhere. */
export async function collectAws(options: AwsCollection): Promise<InventoryDocument> {
  const run = limited(options.concurrency);
  const caller = new Caller({
    send: options.send,
    journal: options.journal ?? memoryJournal(),
    run,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const own = await ownAccount(options, caller);
  const accounts = await accountsOf(options, own, caller);
  const since = new Date(Math.floor(options.clock().getTime() / DAY - options.days) * DAY);
  const rows = options.rows ?? COLLECT_ROWS;
  const resources: CollectedResource[] = [];
  const read: InventoryDocument["accounts"] = [];
  for (const { id, name } of accounts) {
    const session = id === own.account ? own : await sessionOf(options, id, own, caller);
    if (session === undefined) {
      resources.push(...rows.map((row) => unreadAccount(row, id, options.homeRegion)));
      read.push({ id, ...(name === undefined ? {} : { name }), regions: [] });
      continue;
    }
    const regions = await regionsOf(options, session, caller);
    const parts = await collectAccount(session, regions, { ...options, rows, since, caller });
    resources.push(...parts);
    read.push({ id, ...(name === undefined ? {} : { name }), regions: [...regions] });
  }
  return documentOf("aws", read, resources, [...caller.calls.values()], options.clock());
}

/** The document with everything sorted: the same answers give the same bytes. */
export function documentOf(
  provider: InventoryDocument["provider"],
  accounts: InventoryDocument["accounts"],
  resources: readonly CollectedResource[],
  calls: InventoryDocument["calls"],
  time: Date,
): InventoryDocument {
  const once = new Map(resources.map((resource) => [`${resource.account} ${resource.type} ${resource.address}`, resource]));
  const sorted = [...once.entries()].sort(([a], [b]) => compareText(a, b)).map(([, resource]) => resource);
  const sortedCalls = [...calls].sort((a, b) => compareText(callKey(a), callKey(b)));
  const unread = sortedCalls.filter(({ outcome }) => outcome === "denied" || outcome === "failed").length;
  return {
    schema: "castellan/inventory/1",
    provider,
    accounts: [...accounts].sort((a, b) => compareText(a.id, b.id)),
    resources: sorted,
    calls: sortedCalls,
    summary: {
      resources: sorted.filter(({ unread: parts }) => parts?.includes("*") !== true).length,
      calls: sortedCalls.length,
      unread,
      complete: unread === 0,
    },
    run: { time: time.toISOString() },
  };
}

function callKey({ account, region, service, operation, resource = "" }: InventoryDocument["calls"][number]): string {
  return `${account} ${region} ${service} ${operation} ${resource}`;
}

async function ownAccount({ homeRegion }: AwsCollection, caller: Caller): Promise<Session> {
  const unknown: Session = { account: "", credentials: undefined };
  const answer = await caller.ask({
    session: unknown,
    region: homeRegion,
    service: "sts",
    operation: "GetCallerIdentity",
    input: {},
    type: "AWS::STS::Account",
  });
  const account = typeof answer === "string" ? undefined : valueAt(answer.told, "Account");
  if (typeof account !== "string") {
    const [failed] = [...caller.calls.values()];
    throw new CollectError(
      "NO_CREDENTIALS",
      `AWS does not say who is asking (${failed?.error ?? "no answer"}): give credentials by --profile, AWS_PROFILE, single sign-on or the environment.`,
    );
  }
  return { account, credentials: undefined };
}

async function accountsOf(
  options: AwsCollection,
  own: Session,
  caller: Caller,
): Promise<readonly { readonly id: string; readonly name?: string }[]> {
  if (options.accounts.length > 0) return options.accounts.map((id) => ({ id }));
  if (options.roleName === undefined) return [{ id: own.account }];
  const { pages } = await caller.pages({
    session: own,
    region: options.homeRegion,
    service: "organizations",
    operation: "ListAccounts",
    input: {},
    type: "AWS::Organizations::Account",
  });
  const found = pages
    .flatMap((page) => listAt(valueAt(page, "Accounts")))
    .filter((account) => valueAt(account, "Status") !== "SUSPENDED")
    .map((account) => ({ id: String(valueAt(account, "Id") ?? ""), name: String(valueAt(account, "Name") ?? "") }));
  return found.some(({ id }) => id === own.account) ? found : [{ id: own.account }, ...found];
}

async function sessionOf(options: AwsCollection, account: string, own: Session, caller: Caller): Promise<Session | undefined> {
  const RoleArn = `arn:aws:iam::${account}:role/${options.roleName ?? ""}`;
  try {
    // Not through the caller: credentials are nothing to remember.
    const answer = await options.send({
      service: "sts",
      operation: "AssumeRole",
      region: options.homeRegion,
      input: { RoleArn, RoleSessionName: "castellan-collect" },
      credentials: undefined,
    });
    caller.note({
      session: own,
      region: options.homeRegion,
      service: "sts",
      operation: "AssumeRole",
      input: {},
      type: "*",
      resource: RoleArn,
    });
    return { account, credentials: assumedCredentials(answer) };
  } catch (error) {
    caller.note(
      { session: own, region: options.homeRegion, service: "sts", operation: "AssumeRole", input: {}, type: "*", resource: RoleArn },
      error,
    );
    return undefined;
  }
}

async function regionsOf(options: AwsCollection, session: Session, caller: Caller): Promise<readonly string[]> {
  if (options.regions.length > 0) return [...new Set(options.regions)].sort();
  const answer = await caller.ask({
    session,
    region: options.homeRegion,
    service: "ec2",
    operation: "DescribeRegions",
    input: {},
    type: "*",
  });
  const found =
    typeof answer === "string" ? [] : listAt(valueAt(answer.told, "Regions")).map((region) => String(valueAt(region, "RegionName")));
  return found.length === 0 ? [options.homeRegion] : found.sort();
}

async function collectAccount(
  session: Session,
  regions: readonly string[],
  options: AwsCollection & { readonly rows: readonly CollectRow[]; readonly since: Date; readonly caller: Caller },
): Promise<readonly CollectedResource[]> {
  const places: { readonly place: Place; readonly rows: readonly CollectRow[] }[] = [
    { place: { session, region: options.homeRegion }, rows: options.rows.filter(({ scope }) => scope === "account") },
    ...regions.map((region) => ({ place: { session, region }, rows: options.rows.filter(({ scope }) => scope === "region") })),
  ];
  let done = 0;
  const total = places.reduce((sum, { rows }) => sum + rows.length, 0);
  const parts = await Promise.all(
    places.map(async ({ place, rows }) => {
      const byType = new Map<string, Promise<readonly Found[]>>();
      const made: CollectedResource[] = [];
      // A row waits for the row that its parents come from, and for no other.
      const work = rows.map((row) => {
        const parents = row.per === undefined ? Promise.resolve([]) : (byType.get(row.per.type) ?? Promise.resolve([]));
        const reading = parents.then(async (found) => {
          const read = await readRow(row, place, found, options.caller, options.since);
          made.push(...read.made);
          options.progress?.(++done, total);
          return read.found;
        });
        byType.set(row.type, reading);
        return reading;
      });
      return [...(await Promise.all(work)).flat().map(({ resource }) => resource), ...made];
    }),
  );
  return parts.flat();
}

function unreadAccount(row: CollectRow, account: string, region: string): CollectedResource {
  const kind = row.type.split("::").at(-1) ?? row.type;
  return {
    address: `arn:aws:${row.service}:${region}:${account}:${kind}/*`,
    type: row.type,
    account,
    region,
    attributes: {},
    unread: ["*"],
  };
}

import { setTimeout } from "node:timers/promises";
import {
  awsCollectPolicy,
  awsSend,
  clusterAccess,
  clusterRole,
  collectAws,
  collectKubernetes,
  fileJournal,
  type InventoryDocument,
  kubernetesGet,
} from "@castellan/scan/collect";
import type { CommandContext } from "../command-spec.ts";
import { CommandError, EXIT } from "../errors.ts";
import { printable } from "../terminal.ts";
import { writeFileWhole } from "../write-file.ts";

const DAYS = 30;
const CALLS_AT_ONCE = 12;
const SECONDS = 30;
const HOME_REGION = "us-east-1";

/** `castellan collect aws`: what is there in accounts, read only, as an inventory that `castellan scan` judges. */
export async function aws(context: CommandContext): Promise<number> {
  const { values, terminal, signal, clock } = context;
  const roleName = values.text("role-name");
  if (values.on("print-policy")) return write(context, awsCollectPolicy(roleName));
  refuseOffline(context);
  const accounts = values.list("accounts");
  const wrong = accounts.find((account) => !/^\d{12}$/.test(account));
  if (wrong !== undefined) throw new CommandError("USAGE", `--accounts takes account numbers of twelve digits, not ${wrong}.`);
  if (roleName !== undefined && !/^[\w+=,.@/-]{1,128}$/.test(roleName))
    throw new CommandError("USAGE", "--role-name takes the name of a role, which is the same in every account.");
  const [profile, endpoint, resume] = [values.text("profile"), values.text("endpoint-url"), values.text("resume")];
  const regions = values.list("region");
  const inventory = await collectAws({
    send: awsSend({
      timeout: values.count("timeout") ?? SECONDS,
      signal,
      ...(profile === undefined ? {} : { profile }),
      ...(endpoint === undefined ? {} : { endpoint }),
    }),
    clock,
    homeRegion: terminal.environment["AWS_REGION"] ?? terminal.environment["AWS_DEFAULT_REGION"] ?? regions[0] ?? HOME_REGION,
    regions,
    accounts,
    ...(roleName === undefined ? {} : { roleName }),
    days: values.count("days") ?? DAYS,
    concurrency: values.count("jobs") ?? CALLS_AT_ONCE,
    ...(resume === undefined ? {} : { journal: fileJournal(resume) }),
    signal,
    progress: (done, total) => terminal.progress(`collected ${done} of ${total} kinds of resource`, performance.now()),
  });
  return finish(context, inventory);
}

/** `castellan collect kubernetes`: the objects of a cluster as their manifests, read only. */
export async function kubernetes(context: CommandContext): Promise<number> {
  const { values, terminal, signal, clock } = context;
  if (values.on("print-policy")) return writeText(context, clusterRole());
  refuseOffline(context);
  const namespace = values.text("namespace");
  const access = await clusterAccess(values.text("context"), terminal.environment);
  const inventory = await collectKubernetes({
    get: kubernetesGet(access, {
      timeout: values.count("timeout") ?? SECONDS,
      signal,
      wait: (milliseconds) => setTimeout(milliseconds, undefined, { signal }),
    }),
    context: access.context,
    clock,
    concurrency: values.count("jobs") ?? CALLS_AT_ONCE,
    ...(namespace === undefined ? {} : { namespace }),
    progress: (done, total) => terminal.progress(`collected ${done} of ${total} kinds of object`, performance.now()),
  });
  return finish(context, inventory);
}

function refuseOffline({ values }: CommandContext): void {
  if (values.on("offline")) throw new CommandError("USAGE", "castellan collect asks services over the network: leave --offline out.");
}

function finish(context: CommandContext, inventory: InventoryDocument): number {
  const { values, terminal, signal } = context;
  if (signal.aborted) return EXIT.interrupted;
  const { run: _, ...timeless } = inventory;
  write(context, values.on("reproducible") ? timeless : inventory);
  const { resources, calls, unread, complete } = inventory.summary;
  terminal.note(
    `${resources} resources in ${inventory.accounts.length} account${inventory.accounts.length === 1 ? "" : "s"}, ${calls} calls`,
  );
  const refused = inventory.calls.filter(({ outcome }) => outcome !== "ok");
  for (const { account, region, service, operation, resource, outcome, error } of refused.slice(0, values.on("all") ? refused.length : 10))
    terminal.warn(
      printable(
        `${outcome}: ${service} ${operation}${resource === undefined ? "" : ` ${resource}`} (${account} ${region}, ${error ?? ""})`,
      ),
    );
  if (refused.length > 10 && !values.on("all"))
    terminal.note(`${refused.length - 10} more calls that failed stand in the inventory under calls`);
  if (unread > 0) terminal.note(`${unread} calls were denied or failed: what they would have told is unknown, never passed`);
  return complete || values.on("allow-partial") ? EXIT.ok : EXIT.unread;
}

function write(context: CommandContext, document: object): number {
  return writeText(context, `${JSON.stringify(document, null, 2)}\n`);
}

function writeText({ values, terminal }: CommandContext, text: string): number {
  const [file, ...more] = values.list("output");
  if (more.length > 0) throw new CommandError("USAGE", "castellan collect writes one file: give --output once.");
  if (file === undefined) terminal.result(text);
  else {
    writeFileWhole(file, text);
    terminal.note(`written: ${printable(file)}`);
  }
  return EXIT.ok;
}

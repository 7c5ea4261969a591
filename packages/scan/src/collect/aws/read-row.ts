import type { Attributes, Json } from "@castellan/graph";
import { mapOf } from "../../rules/settings/setting.ts";
import type { CollectedResource } from "../document.ts";
import { listAt, pascal, valueAt } from "./answer.ts";
import type { Answer, Asked, Caller, Session } from "./caller.ts";
import type { CollectRow, DetailRow, InputPaths } from "./row.ts";

export interface Found {
  readonly resource: CollectedResource;
  /** As the service answered; inputs of calls about parts of it come from here. */
  readonly state: Attributes;
}

export interface Place {
  readonly session: Session;
  readonly region: string;
}

/** Resources of one row in one place, and those that its details make. */
export async function readRow(
  row: CollectRow,
  place: Place,
  parents: readonly Found[],
  caller: Caller,
  since: Date,
): Promise<{ readonly found: readonly Found[]; readonly made: readonly CollectedResource[] }> {
  const made: CollectedResource[] = [];
  const found: Found[] = [];
  const bare = parents.filter(({ state }) => Object.keys(state).length > 0);
  const sources = row.per === undefined ? [undefined] : bare;
  // Where it is not known what there is, nobody knows its parts.
  let complete = row.per === undefined || bare.length === parents.length;
  const lists = await Promise.all(
    sources.map(async (parent) => {
      const from: Attributes = { ...parent?.state, account: place.session.account, region: place.region };
      const input = {
        ...row.input,
        ...(row.since === undefined ? {} : { [row.since]: since }),
        ...(row.per === undefined ? {} : inputs(row.per.input, from)),
      };
      const { pages, ...read } = await caller.pages({
        ...place,
        service: row.service,
        operation: row.operation,
        input,
        type: row.type,
        ...(parent === undefined ? {} : { resource: parent.resource.address }),
        ...(row.absent === undefined ? {} : { absent: row.absent }),
      });
      if (!read.complete) complete = false;
      return pages.flatMap((page) => itemsOf(row, page)).map((item) => (parent === undefined ? item : { ...item, parent: parent.state }));
    }),
  );
  const read = await Promise.all(lists.flat().map((item) => readItem(row, item, place, caller)));
  for (const each of read) {
    if (each === undefined) continue;
    found.push(each.found);
    made.push(...each.made);
  }
  if (!complete) {
    found.push({ resource: standIn(row.type, row.service, place), state: {} });
    for (const { makes } of row.details ?? []) if (makes !== undefined) made.push(standIn(makes.type, row.service, place));
  }
  return { found, made };
}

/** What stands for resources that nobody could list: every check on it comes out unknown. */
function standIn(type: string, service: string, { session, region }: Place): CollectedResource {
  const kind = type.split("::").at(-1) ?? type;
  return {
    address: `arn:aws:${service}:${region}:${session.account}:${kind}/*`,
    type,
    account: session.account,
    region,
    attributes: {},
    unread: ["*"],
  };
}

function itemsOf(row: CollectRow, page: Json): readonly Attributes[] {
  if (row.items === undefined) return [mapOf(page) ?? {}];
  return listAt(valueAt(page, row.items))
    .flatMap((item) => (row.each === undefined ? [item] : listAt(valueAt(item, row.each))))
    .map((item) => (typeof item === "string" ? { value: item } : (mapOf(item) ?? {})));
}

async function readItem(
  row: CollectRow,
  item: Attributes,
  place: Place,
  caller: Caller,
): Promise<{ readonly found: Found; readonly made: readonly CollectedResource[] } | undefined> {
  if (row.keep !== undefined && row.details === undefined && !row.keep(item)) return undefined;
  let state: Attributes = { ...item, account: place.session.account, region: place.region };
  const into: { [attribute: string]: Json } = {};
  const makings: { readonly detail: DetailRow; readonly answer: Json | undefined }[] = [];
  const unread: string[] = [];
  for (const detail of row.details ?? []) {
    if (detail.where !== undefined && valueAt(state, detail.where) === undefined) continue;
    const read = await readDetail(row, detail, state, place, caller);
    if (read === "absent") continue;
    if (detail.makes !== undefined) makings.push({ detail, answer: read === "unread" ? undefined : read.told });
    else if (read === "unread") unread.push(...(detail.into === undefined ? (detail.tells ?? ["*"]) : [detail.into]));
    else if (detail.into !== undefined) into[detail.into] = row.camel === true ? pascal(read.told) : read.told;
    else state = { ...state, ...mapOf(read.told) };
  }
  if (row.keep !== undefined && !row.keep(state)) return undefined;
  const address = arnOf(row, state, place);
  const common = { account: place.session.account, region: regionOf(into, place) };
  const attributes = attributesOf(row, state, into);
  return {
    found: {
      resource: { address, type: row.type, ...common, attributes, ...(unread.length === 0 ? {} : { unread: [...new Set(unread)].sort() }) },
      state,
    },
    made: makings.flatMap(({ detail, answer }) => partsOf(row, detail, answer, { address, state, common })),
  };
}

async function readDetail(row: CollectRow, detail: DetailRow, state: Attributes, place: Place, caller: Caller): Promise<Answer> {
  const asked: Asked = {
    ...place,
    service: detail.service ?? row.service,
    operation: detail.operation,
    input: inputs(detail.input, state),
    type: detail.makes?.type ?? row.type,
    resource: nameOf(row, state, place),
    ...(detail.absent === undefined ? {} : { absent: detail.absent }),
  };
  const { pages, complete, absent } = await caller.pages(asked);
  if (absent) return "absent";
  if (!complete) return "unread";
  const parts = pages.map((page) => (detail.at === undefined ? page : valueAt(page, detail.at)));
  // Pages of a list are one list.
  const answer = parts.length > 1 && parts.every((part) => Array.isArray(part)) ? parts.flatMap(listAt) : parts[0];
  if (answer === undefined) return "absent";
  const { members: memberRow } = detail;
  if (memberRow === undefined) return { told: detail.shape === undefined ? answer : detail.shape(answer) };
  const members: Json[] = [];
  for (const each of listAt(answer)) {
    const read = await caller.ask({
      ...asked,
      operation: memberRow.operation,
      input: inputs(memberRow.input, { ...state, each }),
      resource: `${asked.resource ?? ""}`,
    });
    if (read === "unread") return "unread";
    if (read !== "absent")
      members.push({ ...mapOf(each), ...mapOf(memberRow.at === undefined ? read.told : valueAt(read.told, memberRow.at)) });
  }
  return { told: members };
}

/** Resources out of one detail: a policy that names its owner, or every member of a list. */
function partsOf(
  row: CollectRow,
  { makes, into = "", operation }: DetailRow,
  answer: Json | undefined,
  owner: { readonly address: string; readonly state: Attributes; readonly common: Pick<CollectedResource, "account" | "region"> },
): readonly CollectedResource[] {
  if (makes === undefined) return [];
  const kind = makes.type.split("::").at(-1) ?? makes.type;
  const name = makes.owner.endsWith("Arn")
    ? owner.address
    : String(valueAt(owner.state, "Name") ?? valueAt(owner.state, makes.owner) ?? owner.address);
  const part = (suffix: string, attributes: Attributes, unread?: readonly string[]): CollectedResource => ({
    address: `${owner.address}#${kind}${suffix}`,
    type: makes.type,
    ...owner.common,
    attributes: { ...attributes, [makes.owner]: name },
    ...(unread === undefined ? {} : { unread: [...unread] }),
  });
  if (answer === undefined) return [part("", {}, ["*"])];
  if (Array.isArray(answer))
    return listAt(answer).map((each, index) => part(`/${index}`, mapOf(row.camel === true ? pascal(each) : each) ?? {}));
  return [part("", { [into === "" ? operation : into]: answer })];
}

function inputs(paths: InputPaths, state: Attributes): { readonly [parameter: string]: Json } {
  return Object.fromEntries(
    Object.entries(paths).map(([parameter, path]): [string, Json] => [
      parameter,
      path.startsWith("=") ? path.slice(1) : (valueAt(state, path) ?? ""),
    ]),
  );
}

function arnOf(row: CollectRow, state: Attributes, place: Place): string {
  if (row.arn.startsWith("arn:")) return row.arn.replace(/\{(\w+)\}/g, (_, path: string) => String(valueAt(state, path) ?? ""));
  const found = valueAt(state, row.arn);
  return typeof found === "string" && found !== "" ? found : nameOf(row, state, place);
}

function nameOf(row: CollectRow, state: Attributes, { session, region }: Place): string {
  const arn = row.arn.startsWith("arn:") ? undefined : valueAt(state, row.arn);
  if (typeof arn === "string") return arn;
  if (row.arn.startsWith("arn:")) return row.arn.replace(/\{(\w+)\}/g, (_, path: string) => String(valueAt(state, path) ?? ""));
  const kind = (row.type.split("::").at(-1) ?? row.type).toLowerCase();
  const name = Object.entries(state).find(([key, value]) => /^(?:value|.*name|.*id)$/i.test(key) && typeof value === "string")?.[1];
  return `arn:aws:${row.service}:${region}:${session.account}:${kind}/${String(name ?? "")}`;
}

/** The place of a bucket is told by a call of its own; nothing means the first region. */
function regionOf(into: Attributes, { region }: Place): string {
  const stated = into["LocationConstraint"];
  return typeof stated === "string" && stated !== "" ? stated : region;
}

const TIME = /^\d{4}-\d\d-\d\dT/;

/** In the words of CloudFormation, without times: they change without anybody changing the resource. */
function attributesOf(row: CollectRow, state: Attributes, into: Attributes): Attributes {
  const { account: _, region: __, parent: ___, value: ____, ...own } = state;
  const renamed = new Map(Object.entries(row.rename ?? {}).map(([to, from]) => [from, to]));
  const attributes: { [attribute: string]: Json } = {};
  for (const [key, value] of Object.entries(own)) {
    if (typeof value === "string" && TIME.test(value)) continue;
    const name = renamed.get(key) ?? (row.camel === true ? key.charAt(0).toUpperCase() + key.slice(1) : key);
    attributes[name] = row.camel === true ? pascal(value) : value;
  }
  Object.assign(attributes, into);
  return row.shape === undefined ? attributes : row.shape(attributes);
}

import type { AccessEvent } from "./event.ts";
import { numberOf, timeOf } from "./field.ts";

/** Fields of version 2, the form where no header stands (docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html). */
const VERSION_2 = [
  "version",
  "account-id",
  "interface-id",
  "srcaddr",
  "dstaddr",
  "srcport",
  "dstport",
  "protocol",
  "packets",
  "bytes",
  "start",
  "end",
  "action",
  "log-status",
];

/** The order of the fields that a header gives, as `srcaddr` or `${srcaddr}`; undefined for what is no header. */
export function flowHeader(line: string): readonly string[] | undefined {
  const words = line
    .trim()
    .split(/[ ,\t]+/)
    .map((word) =>
      word
        .replace(/^\$\{(.*)\}$/, "$1")
        .replaceAll("_", "-")
        .toLowerCase(),
    );
  const known = words.filter((word) =>
    ["srcaddr", "dstaddr", "bytes", "interface-id", "start", "pkt-srcaddr", "action"].includes(word),
  ).length;
  return known >= 3 ? words : undefined;
}

export function looksLikeFlow(line: string): boolean {
  return flowHeader(line) !== undefined || /^[2-9] (?:\d{12}|unknown|-) \S+ (?:[\da-f.:]+|-) (?:[\da-f.:]+|-) /.test(line);
}

/** One flow; undefined where the record says that there was none; a text says what is wrong with it. */
export function flowEvent(line: string, header: readonly string[] | undefined, record: number): AccessEvent | string | undefined {
  const words = line.trim().split(/[ ,\t]+/);
  const names = header ?? VERSION_2;
  if (words.length !== names.length) return `${words.length} fields where ${names.length} are announced`;
  const field = (name: string): string | undefined => {
    const word = words[names.indexOf(name)];
    return word === undefined || word === "-" || word === "unknown" ? undefined : word;
  };
  const status = field("log-status");
  if (status === "NODATA") return undefined;
  if (status === "SKIPDATA") return "the cloud left records out here (SKIPDATA)";
  const seconds = numberOf(field("end")) ?? numberOf(field("start"));
  const time = seconds === undefined ? undefined : timeOf(seconds);
  if (time === undefined) return "no start and no end that are times";
  const from = field("pkt-srcaddr") ?? field("srcaddr");
  const to = field("pkt-dstaddr") ?? field("dstaddr");
  if (from === undefined || to === undefined) return "no srcaddr or dstaddr";
  const direction =
    field("flow-direction") ?? (isPrivate(from) && !isPrivate(to) ? "egress" : isPrivate(to) && !isPrivate(from) ? "ingress" : "internal");
  const out = direction !== "ingress";
  const port = field("dstport");
  const [bytes, account, region] = [numberOf(field("bytes")), field("account-id"), field("region")];
  return {
    format: "vpc-flow",
    time,
    principal: field("instance-id") ?? field("interface-id") ?? from,
    principalKind: "host",
    action: `vpc-flow:${direction}`,
    resources: [out ? `${to}${port === undefined ? "" : `:${port}`}` : `${from}`],
    source: from,
    outcome: field("action") === "REJECT" ? "denied" : "success",
    readOnly: true,
    // What comes in is nothing that leaves.
    ...(bytes === undefined || !out ? {} : { bytes }),
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    record,
  };
}

/** RFC 1918, RFC 6598, loopback, link-local and unique local addresses. */
export function isPrivate(address: string): boolean {
  return (
    /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(address) ||
    /^(?:::1$|fe[89ab]|f[cd])/i.test(address)
  );
}

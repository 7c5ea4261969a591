/*
 * Things that come and go stand for their kind: a network for an address, a folder for an object, a program for a
 * version of it.
 */

/** The folder of an object, or a name without its numbers. */
export function containerOf(resource: string): string {
  // Where a flow goes: its network and port.
  const address = /^((?:\d{1,3}\.){3}\d{1,3})(:\d{1,5})?$/.exec(resource);
  if (address !== null) return `${networkOf(address[1] ?? "")}${address[2] ?? ""}`;
  if (/^[\da-f]{0,4}:[\da-f:]+$/i.test(resource)) return networkOf(resource);
  const object = /^arn:[\w-]+:s3:::([^/]+)(?:\/([^/]*)\/)?/.exec(resource);
  if (object !== null) return `s3:${object[1] ?? ""}${object[2] === undefined ? "" : `/${withoutNumbers(object[2])}`}`;
  const bare = resource.startsWith("arn:")
    ? resource
        .split(":")
        .slice(2)
        .filter((_, at) => at !== 1 && at !== 2)
        .join(":")
    : resource;
  return withoutNumbers(bare.slice(0, 200).split("/").slice(0, 3).join("/"));
}

/** Runs of digits and hexadecimal digits with a digit in them are numbers; the name of a service before a colon is none. */
function withoutNumbers(text: string): string {
  const service = /^[a-z][a-z\d-]{0,40}:/.exec(text)?.[0] ?? "";
  return service + text.slice(service.length, 300).replace(/[\da-f]+/gi, (run) => (/\d/.test(run) ? "#" : run));
}

/** /24 of IPv4, /48 of IPv6; what is no address stays. */
export function networkOf(address: string): string {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/.exec(address);
  if (four !== null) return `${four[1]}.${four[2]}.${four[3]}.0/24`;
  return address.includes(":") && /^[\da-f:.]+$/i.test(address) ? `${address.split(":").slice(0, 3).join(":")}::/48` : address;
}

/** The program without its versions. */
export function programOf(agent: string): string {
  return withoutNumbers(/[A-Za-z][\w.+-]*/.exec(agent)?.[0]?.slice(0, 40) ?? agent.slice(0, 40));
}

/** The number at the end of an object's name, and the name without it. */
export function numberedName(resource: string): { readonly stem: string; readonly number: number } | undefined {
  const match = /(\d{1,9})(?:\.\w{1,10}){0,2}$/.exec(resource);
  return match?.[1] === undefined ? undefined : { stem: resource.slice(0, match.index), number: Number(match[1]) };
}

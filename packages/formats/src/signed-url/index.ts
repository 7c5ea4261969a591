/** A shared access signature of Azure Storage in a URL: what it opens. The signature itself is not kept. */
export interface SignedUrl {
  /** Host name's first part; undefined where only the query was written. */
  readonly account?: string;
  readonly container?: string;
  /** `account` opens services of the whole account, `service` one container or object, `delegated` under somebody's identity. */
  readonly kind: "account" | "service" | "delegated";
  /** `srt`: s service, c container, o object. */
  readonly resourceTypes?: string;
  /** `sp`: r read, w write, d delete, l list, … */
  readonly permissions: string;
  /** `se`, as written. */
  readonly expires?: string;
  /** `st`, as written. */
  readonly starts?: string;
  readonly line: number;
}

const SIGNATURES = 1_000;
const REACH = 2_000;
const PART = "SharedAccessSignature=";
const URL_CHARACTER = /[\w.~:/?#[\]@!$&()*+,;=%-]/;

/**
 * Shared access signatures in a text
 * (learn.microsoft.com/rest/api/storageservices/create-account-sas, create-service-sas, create-user-delegation-sas).
 * Linear in the text.
 */
export function readSignedUrls(text: string): readonly SignedUrl[] {
  const found: SignedUrl[] = [];
  let [line, counted] = [1, 0];
  for (let at = text.indexOf("sig="); at >= 0 && found.length < SIGNATURES; at = text.indexOf("sig=", at + 4)) {
    let start = at;
    while (start > 0 && at - start < REACH && URL_CHARACTER.test(text[start - 1] ?? "")) start--;
    let end = at;
    while (end < text.length && end - at < REACH && URL_CHARACTER.test(text[end] ?? "")) end++;
    const signed = parse(text.slice(start, end));
    if (signed === undefined) continue;
    for (; counted < at; counted++) if (text.charCodeAt(counted) === 10) line++;
    found.push({ ...signed, line });
    at = end;
  }
  return found;
}

function parse(written: string): Omit<SignedUrl, "line"> | undefined {
  const at =
    written.lastIndexOf("://") < 0
      ? 0
      : written.lastIndexOf("https://") < 0
        ? written.lastIndexOf("http://")
        : written.lastIndexOf("https://");
  const url = written.slice(Math.max(0, at));
  const question = url.indexOf("?");
  // `BlobEndpoint=https://…/;SharedAccessSignature=sv=…`, a connection string, has the query in a part of its own.
  const part = written.lastIndexOf(PART);
  const query = new URLSearchParams(
    part >= 0
      ? (written.slice(part + PART.length).split(";")[0] ?? "")
      : question < 0
        ? url.slice(url.search(/(?:^|&)(?:sv|sig|se|st|sp|srt|ss|sr)=/))
        : url.slice(question + 1),
  );
  const [permissions, version] = [query.get("sp"), query.get("sv")];
  // A version is a day: what else is called `sig` is something else.
  if (permissions === null || version === null || !/^\d{4}-\d{2}-\d{2}$/.test(version) || !/^[a-z]+$/i.test(permissions)) return undefined;
  const host = /^https?:\/\/([\w-]+)\.(?:blob|file|queue|table|dfs)\.[\w.-]+(?:\/([^/?]*))?/.exec(url);
  const resourceTypes = query.get("srt");
  const [expires, starts] = [query.get("se"), query.get("st")];
  return {
    kind: resourceTypes !== null ? "account" : query.get("skoid") !== null ? "delegated" : "service",
    permissions: permissions.slice(0, 40),
    ...(host?.[1] === undefined ? {} : { account: host[1] }),
    ...(host?.[2] === undefined || host[2] === "" ? {} : { container: host[2] }),
    ...(resourceTypes === null ? {} : { resourceTypes: resourceTypes.slice(0, 10) }),
    ...(expires === null ? {} : { expires: expires.slice(0, 40) }),
    ...(starts === null ? {} : { starts: starts.slice(0, 40) }),
  };
}

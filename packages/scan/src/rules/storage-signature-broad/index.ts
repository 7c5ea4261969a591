import type { SignedUrl } from "@castellan/formats";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "storage-signature-broad";
const SIGNATURE = `${"A".repeat(10)}FAKE${"B".repeat(29)}%3D`;
const CODE = (query: string): string =>
  `import urllib.request\n\nurllib.request.urlretrieve("https://northquay.blob.core.windows.net/models/a.ckpt?sv=2020-08-04&${query}&sig=${SIGNATURE}", "a.ckpt")\n`;
const DAY = 86_400_000;
/** Longer than this a signature is no loan but a key. */
const LONG = 7 * DAY;

/** Shared access signatures in files that give more than one object for a short time. */
export const storageSignatureBroad: Rule = {
  card: {
    id: ID,
    title: "A storage signature in a file opens more than it should",
    appliesTo: ["file"],
    why: "Whoever reads the file has what the signature gives, until it expires: no list shows it, and only a change of the account's key ends it.",
    fix: "Change the account's key, publish from an account of its own, and hand out signatures of a user delegation for one object and some hours.",
    base: factors(3, 3, 3, 2),
    controls: ["ADS-SECR-01"],
    references: ["https://www.wiz.io/blog/38-terabytes-of-private-data-accidentally-exposed-by-microsoft-ai-researchers"],
    bad: [
      { title: "of the whole account, to write, for decades", files: { "get.py": CODE("ss=b&srt=sco&sp=rwdl&se=2051-10-06T07:09:59Z") } },
      { title: "of a container, to write", files: { "get.py": CODE("sr=c&sp=rwl&st=2026-01-01T00:00:00Z&se=2026-01-02T00:00:00Z") } },
    ],
    good: [
      {
        title: "of one object, to read, for a day",
        files: { "get.py": CODE("sr=b&sp=r&st=2026-01-01T00:00:00Z&se=2026-01-02T00:00:00Z") },
      },
    ],
  },
  because: {
    exposure: "whoever reads the file, outside the company where it is published",
    exploitability: "one request",
    data: "the storage account",
  },
  check: (inventory) =>
    judgeEach(
      inventory.project.files
        .filter(({ lifecycle }) => lifecycle === "committed")
        .flatMap((file) => (file.facts.signedUrls ?? []).map((url) => ({ file, url }))),
      ({ file, url }) => {
        const gives = broad(url);
        if (gives.length === 0) return "passed";
        const account = plain(url.account ?? "an account", 40);
        return fromFile(
          ID,
          file,
          { line: url.line, resource: `SAS ${account}`, ...(url.cell === undefined ? {} : { cell: url.cell }) },
          {
            message: `A shared access signature of ${account} stands here: ${gives.join(", ")}.`,
            headline: `Whoever reads ${plain(file.path, 50)} has the storage account ${account}`,
            confidence: "certain",
            technique: "bytes",
            excerpt: `${account} ${url.kind} ${url.permissions} ${url.expires ?? ""}`,
          },
        );
      },
    ),
};

export function broad({ kind, resourceTypes = "", permissions, expires, starts }: SignedUrl): readonly string[] {
  const found: string[] = [];
  if (kind === "account") found.push(`it is for the whole account (srt=${plain(resourceTypes, 5)})`);
  if (/[wcdtaup]/.test(permissions)) found.push(`it may write or delete (sp=${plain(permissions, 16)})`);
  const [end, start] = [Date.parse(expires ?? ""), Date.parse(starts ?? "")];
  if (!Number.isNaN(end) && !Number.isNaN(start) && end - start > LONG && found.length > 0)
    found.push(`it holds for ${Math.round((end - start) / DAY)} days`);
  else if (found.length > 0 && expires !== undefined) found.push(`it holds until ${plain(expires, 20)}`);
  // To read one object, even for long, is how files are published.
  return found;
}

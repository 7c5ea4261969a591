import { readSignedUrls } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import { decide } from "../packages/scan/src/access/aws/decide.ts";
import { fits, overlap } from "../packages/scan/src/access/aws/pattern.ts";
import { readPolicy } from "../packages/scan/src/access/aws/policy.ts";
import { matchOf } from "../packages/scan/src/advisories/affected.ts";
import { OsvAdvisory } from "../packages/scan/src/advisories/osv.ts";
import { weightOf } from "../packages/scan/src/advisories/severity.ts";
import { comparePython } from "../packages/scan/src/advisories/versions/pep440.ts";
import { compareSemantic } from "../packages/scan/src/advisories/versions/semver.ts";
import { settingAt } from "../packages/scan/src/rules/settings/setting.ts";
import { wounded } from "./wounds.ts";

/* What is read of policies, settings and signed links: it answers, and what it answers holds together. */

const decoder = new TextDecoder();
const POLICY = new TextEncoder().encode(
  JSON.stringify({
    Statement: [
      {
        Effect: "Allow",
        Action: ["s3:Get*", "iam:PassRole"],
        Resource: ["arn:aws:s3:::a/*", "*"],
        Condition: { StringLike: { "aws:PrincipalArn": "arn:*" } },
      },
      { Effect: "Deny", NotAction: "s3:*", NotResource: "arn:aws:s3:eu-west-1:123456789012:x${aws:username}", Principal: { AWS: "*" } },
    ],
  }),
);
const URL = new TextEncoder().encode(
  `https://a.blob.core.windows.net/c/o?sv=2020-08-04&srt=sco&sp=rwdl&se=2051-10-06T07:09:59Z&sig=${"A".repeat(43)}%3D\n`,
);

function nested(text: string): Json {
  // Depth as a hostile file has it: every bracket opens a list.
  let value: Json = text.slice(0, 20);
  for (const character of text.slice(0, 20_000)) value = character < "a" ? [value] : { [character]: value };
  return value;
}

const ADVISORY = new TextEncoder().encode(
  JSON.stringify({
    id: "A-1",
    severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" }],
    affected: [
      {
        package: { ecosystem: "PyPI", name: "torch" },
        ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "1.0rc1" }, { fixed: "1!2.0.post1" }, { last_affected: "3.0+cu1" }] }],
        versions: ["1.0"],
      },
    ],
  }),
);

export const targets: readonly { readonly name: string; readonly run: (bytes: Uint8Array) => unknown }[] = [
  {
    name: "iam-policy",
    run: (bytes) => {
      for (const text of [decoder.decode(bytes), decoder.decode(wounded(POLICY, bytes))]) {
        const { statements } = readPolicy(text);
        const { effect, by } = decide({ action: "s3:getobject", resource: ["arn:aws:s3:::a/b"], context: {} }, { identity: statements });
        if (effect === "allow" && !by.some((statement) => statement.effect === "Allow")) throw new Error("allowed by nothing");
      }
      readPolicy(nested(decoder.decode(bytes)));
    },
  },
  {
    name: "iam-pattern",
    run: (bytes) => {
      const text = decoder.decode(bytes).slice(0, 400);
      const [first = "", second = ""] = text.split("\n", 2);
      if (overlap(first, second) !== overlap(second, first)) throw new Error("who overlaps whom depends on the order");
      if (!/[*?]/.test(second) && fits(first, second) !== overlap(first, second)) throw new Error("a text that fits does not overlap");
    },
  },
  {
    name: "signed-url",
    run: (bytes) => {
      for (const text of [decoder.decode(bytes), decoder.decode(wounded(URL, bytes))])
        for (const { line } of readSignedUrls(text))
          if (line < 1 || line > text.split("\n").length) throw new Error(`line ${line} is none of the text`);
    },
  },
  { name: "settings", run: (bytes) => [settingAt(nested(decoder.decode(bytes)), ["a.b", "**.c"])] },
  {
    name: "osv-advisory",
    run: (bytes) => {
      const version = decoder.decode(bytes).slice(0, 300);
      for (const text of [decoder.decode(bytes), decoder.decode(wounded(ADVISORY, bytes))]) {
        let json: unknown;
        try {
          json = JSON.parse(text);
        } catch {
          continue;
        }
        const read = OsvAdvisory.safeParse(json);
        if (!read.success) continue;
        weightOf(read.data);
        for (const key of ["PyPI|torch", "npm|torch", "Maven|torch"]) matchOf(read.data, key, version);
      }
      // An order is one: the other way round it is the other way.
      for (const compare of [comparePython, compareSemantic]) {
        const there = compare(version, "1.0.0");
        const back = compare("1.0.0", version);
        if (there !== undefined && back !== undefined && Math.sign(there) !== -Math.sign(back)) throw new Error(`no order: ${version}`);
      }
    },
  },
];

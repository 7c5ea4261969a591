import { readSignedUrls } from "@castellan/formats";
import type { Json } from "@castellan/graph";
import { decide } from "../packages/scan/src/access/aws/decide.ts";
import { fits, overlap } from "../packages/scan/src/access/aws/pattern.ts";
import { readPolicy } from "../packages/scan/src/access/aws/policy.ts";
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
];

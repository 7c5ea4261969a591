import { isSecretName } from "../../discover/mask-arguments.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";
import { isLive } from "../secret-committed/secrets.ts";

const ID = "dockerfile-secret";
const SAMPLE = ["xoxb", "314159265358", "271828182845", "Qm7xRz2LkT9wVb4NcH6yJd8P"].join("-");
const HARMLESS = /^(?:|\$.*|changeme|none|null|true|false|\d{1,5}|https?:\/\/[^@]*|\/.*|dummy|test|example|placeholder|your.*|<.*>)$/i;

/** A credential in ENV or ARG stays in every copy of the image. */
export const dockerfileSecret: Rule = {
  card: {
    id: ID,
    title: "A credential is built into an image",
    appliesTo: ["container-image", "file"],
    why: "ENV and ARG stay in the image's history: whoever can pull the image reads them.",
    fix: "Revoke it; pass secrets at run time, or at build time with RUN --mount=type=secret.",
    base: factors(2, 3, 3, 1),
    controls: ["ADS-SECR-04", "ADS-SECR-01"],
    supersedes: ["secret-committed", "password-committed"],
    bad: [{ title: "a token in ENV", files: { Dockerfile: `FROM python:3.12\nENV SLACK_TOKEN=${SAMPLE}\n` } }],
    good: [
      {
        title: "a build secret",
        files: { Dockerfile: "FROM python:3.12\nARG SLACK_TOKEN\nRUN --mount=type=secret,id=token cat /run/secrets/token\n" },
      },
    ],
  },
  because: {
    exposure: "whoever can pull the image or read the repository; taken as company-wide",
    exploitability: "whoever reads it can use it",
    data: "credentials",
  },
  check: (inventory) =>
    judgeEach(
      inventory.project.files.filter(({ facts }) => facts.dockerfile !== undefined),
      (file) =>
        (file.facts.dockerfile?.environment ?? []).flatMap(({ name, value = "", line }) => {
          if (!isSecretName(name) || HARMLESS.test(value)) return [];
          const seen = file.facts.sensitive.filter((match) => match.line === line);
          if (seen.length === 0) return [];
          const live = seen.some(isLive);
          return [
            fromFile(
              ID,
              file,
              { line, resource: `ENV ${name}` },
              {
                message: `${plain(name, 40)} is built into the image.`,
                headline: `Whoever can pull the image reads ${plain(name, 40)}`,
                excerpt: name,
                confidence: live ? "likely" : "possible",
                ...(live && file.scope === "production" ? { pinned: true } : {}),
              },
            ),
          ];
        }),
    ),
};

import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "build-pipes-download";
const PIPED = /\b(?:curl|wget)\b[^|;&]{0,300}\|\s*(?:sudo\s+(?:-\w+\s+)?)?(?:ba|z|da)?sh\b/;

/** `curl … | sh` in the build of an AI image. */
export const buildPipesDownload: Rule = {
  card: {
    id: ID,
    title: "A build runs what it downloads",
    appliesTo: ["container-image", "file"],
    why: "Whoever controls the address runs code in the build, and nobody sees what ran.",
    fix: "Install a fixed version from a package index, or check the script's digest before running it.",
    base: factors(2, 1, 2, 1),
    controls: ["ADS-SUPP-07"],
    bad: [
      {
        title: "piped into a shell",
        files: { Dockerfile: "FROM ubuntu:24.04\nRUN curl -fsSL https://tools.northquay.example/install.sh | sh\n" },
      },
    ],
    good: [{ title: "a package", files: { Dockerfile: "FROM ubuntu:24.04\nRUN apt-get install -y curl\n" } }],
  },
  because: {
    exposure: "whoever controls the address",
    exploitability: "needs a change of the script and a fresh build",
    data: "code in the build",
  },
  hygiene: true,
  check: (inventory) =>
    judgeEach(
      inventory.project.files.flatMap((file) =>
        (file.facts.dockerfile?.instructions ?? [])
          .filter(({ keyword }) => keyword === "RUN")
          .map((instruction) => ({ file, instruction })),
      ),
      ({ file, instruction }) => {
        if (!PIPED.test(instruction.raw) && !PIPED.test(instruction.value)) return "passed";
        return fromFile(
          ID,
          file,
          { line: instruction.line, resource: "RUN" },
          {
            message: `${plain(file.path, 60)} pipes a download into a shell.`,
            headline: "Whoever controls the address of an installer runs code in the build",
            excerpt: instruction.value.slice(0, 80),
          },
        );
      },
    ),
};

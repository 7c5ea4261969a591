import { scopeOf } from "../../project/scope.ts";
import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "git-dependency-unpinned";

/** A package from a repository's branch. */
export const gitDependencyUnpinned: Rule = {
  card: {
    id: ID,
    title: "A package comes from a branch of a repository",
    appliesTo: ["library", "file"],
    why: "Whoever can push to the branch is installed with the next build.",
    fix: "Name a commit behind the @.",
    base: factors(2, 1, 2, 1),
    controls: ["ADS-SUPP-01"],
    bad: [{ title: "a branch", files: { "requirements.txt": "transformers @ git+https://github.com/huggingface/transformers@main\n" } }],
    good: [
      {
        title: "a commit",
        files: {
          "requirements.txt": "transformers @ git+https://github.com/huggingface/transformers@5c38ec7c405ec4b44b94cc5a9bb96e735b38267a\n",
        },
      },
    ],
  },
  because: { exposure: "whoever can push to the repository", exploitability: "needs a push and a fresh build", data: "code of the build" },
  check: (inventory) =>
    judgeEach(
      inventory.packages.filter(
        ({ requirement, file }) =>
          requirement !== undefined && /git\+|^git:|^github:/.test(requirement) && !/\.lock$|lock\.(?:json|yaml)$/.test(file),
      ),
      (entry) => {
        if (/[@#][0-9a-f]{40}(?:$|[#&\s;])/.test(entry.requirement ?? "")) return "passed";
        return fromFile(
          ID,
          { target: entry.target ?? 0, path: entry.file, scope: scopeOf(entry.file) },
          entry.line === undefined ? {} : { line: entry.line },
          {
            technique: "manifest",
            message: `${plain(entry.name, 50)} is installed from a repository at no fixed commit.`,
            headline: `Whoever can push to the repository of ${plain(entry.name, 40)} enters the next build`,
            excerpt: entry.name,
          },
        );
      },
    ),
};

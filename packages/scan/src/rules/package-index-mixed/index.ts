import { factors } from "../card.ts";
import { fromFile, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "package-index-mixed";
const KNOWN =
  /^https:\/\/(?:[\w-]+\.)*(?:pypi\.org|pythonhosted\.org|pytorch\.org|nvidia\.com|npmjs\.org|npmjs\.com|pypi\.nvidia\.com|google\.com|anaconda\.org|conda\.io|jfrog\.io|pkg\.dev|amazonaws\.com|huggingface\.co|github\.com|github\.io|paddlepaddle\.org\.cn|tsinghua\.edu\.cn|aliyun\.com|rapids\.ai|dev\.azure\.com|visualstudio\.com|googleapis\.com|yarnpkg\.com|intel\.com)(?:\/|$)/;

/** A second package index: who holds a name there decides what is installed. */
export const packageIndexMixed: Rule = {
  card: {
    id: ID,
    title: "Packages come from a second index",
    appliesTo: ["file", "library"],
    why: "pip takes the highest version of all indexes: whoever registers an inner name at the other one is installed (dependency confusion); over plain HTTP anybody on the way is.",
    fix: "Use one index that mirrors the other, over https, or fix packages with digests.",
    base: factors(2, 1, 3, 1),
    controls: ["ADS-SUPP-02"],
    bad: [
      {
        title: "an unknown second index",
        files: { "requirements.txt": "--extra-index-url http://packages.northquay.example/simple\ntorch==2.7.0\n" },
      },
    ],
    good: [
      { title: "PyTorch's own", files: { "requirements.txt": "--extra-index-url https://download.pytorch.org/whl/cpu\ntorch==2.7.0\n" } },
    ],
  },
  because: {
    exposure: "whoever can register a name at either index",
    exploitability: "needs a name that is free there",
    data: "code execution",
  },
  check: (inventory) =>
    judgeEach(
      inventory.project.files.flatMap((file) => (file.facts.manifest?.indexes ?? []).map((index) => ({ file, index }))),
      ({ file, index }) => {
        if (KNOWN.test(index.url)) return "passed";
        return fromFile(
          ID,
          file,
          { line: index.line },
          {
            technique: "manifest",
            message: `Packages also come from ${plain(index.url.replace(/\/\/[^/@]*@/, "//"), 80)}.`,
            headline: "A package of the same name at another index is installed instead",
            excerpt: index.url,
            confidence: index.url.startsWith("http:") ? "likely" : "possible",
          },
        );
      },
    ),
};

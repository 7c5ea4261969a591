import { factors } from "../card.ts";
import { artefactDownloads } from "../download-without-hash/index.ts";
import { fromUsage, judgeEach, plain } from "../draft.ts";
import type { Rule } from "../rule.ts";

const ID = "download-over-http";
const HTTPS_HOSTS =
  /(?:^|\.)(?:huggingface\.co|github\.com|githubusercontent\.com|amazonaws\.com|googleapis\.com|pytorch\.org|tensorflow\.org|zenodo\.org|cs\.toronto\.edu|kaggle\.com|fbaipublicfiles\.com|stanford\.edu|openai\.com|azureedge\.net|windows\.net|archive\.org|uci\.edu)$/;
const CODE = (scheme: string): string =>
  `import urllib.request\nurllib.request.urlretrieve("${scheme}://s3.amazonaws.com/northquay/encoder.onnx", "encoder.onnx")\n`;

/** A model or data file over plain HTTP. */
export const downloadOverHttp: Rule = {
  card: {
    id: ID,
    title: "A model or data file is fetched over plain HTTP",
    appliesTo: ["model-file", "dataset"],
    why: "Who is on the way can put another file in its place.",
    fix: "Use https, and check a digest.",
    base: factors(2, 1, 3, 1),
    controls: ["ADS-SECR-06", "ADS-MODL-02"],
    supersedes: ["download-without-hash"],
    bad: [{ title: "plain HTTP", files: { "m.py": CODE("http") } }],
    good: [{ title: "https", files: { "m.py": CODE("https") } }],
  },
  because: {
    exposure: "whoever is on the network in between",
    exploitability: "needs a place on the network at the right time",
    data: "what the model learns or runs",
  },
  blastAtMost: 2,
  check: (inventory) =>
    judgeEach(artefactDownloads(inventory), ({ usage, url }) => {
      if (!url.startsWith("http:") || /^http:\/\/(?:localhost|127\.)/.test(url)) return "passed";
      const host = new URL(url).hostname;
      return fromUsage(ID, usage, {
        message: `A file is fetched from ${plain(host, 60)} over plain HTTP.`,
        headline: `Who is on the network can replace what ${plain(host, 50)} serves`,
        excerpt: url.replace(/\/\/[^/@]*@/, "//").replace(/\?.*$/, ""),
        edits: HTTPS_HOSTS.test(host)
          ? [{ kind: "text", file: usage.file, line: usage.line, endLine: usage.endLine, from: `http://${host}`, to: `https://${host}` }]
          : [],
      });
    }),
};

import { factors } from "../card.ts";
import { artefactDownloads } from "../download-without-hash/index.ts";
import { fromFile, fromUsage, judgeEach, plain } from "../draft.ts";
import { holderOf } from "../holder.ts";
import type { Rule } from "../rule.ts";
import { commandDownloads } from "./from-commands.ts";

const ID = "download-over-http";
const HTTPS_HOSTS =
  /(?:^|\.)(?:huggingface\.co|github\.com|githubusercontent\.com|amazonaws\.com|googleapis\.com|pytorch\.org|tensorflow\.org|zenodo\.org|cs\.toronto\.edu|kaggle\.com|fbaipublicfiles\.com|stanford\.edu|openai\.com|azureedge\.net|windows\.net|archive\.org|uci\.edu)$/;
/** This machine, and names that only a cluster or a network of Compose knows. */
const LOCAL = /^http:\/\/(?:[^/@]*@)?(?:localhost|127\.|0\.0\.0\.0|\[::1\]|169\.254\.|[\w-]+(?=[:/])|[^/]*\.(?:local|internal|svc)\b)/;
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
    bad: [
      { title: "plain HTTP", files: { "m.py": CODE("http") } },
      {
        title: "in a stage of DVC",
        files: {
          "dvc.yaml":
            "stages:\n  fetch:\n    cmd: wget http://data.northquay.example/reviews.csv -O data/reviews.csv\n    outs: [data/reviews.csv]\n",
        },
      },
      { title: "in a script", files: { "fetch.sh": "#!/bin/sh\ncurl -o encoder.onnx http://data.northquay.example/encoder.onnx\n" } },
    ],
    good: [
      { title: "https", files: { "m.py": CODE("https") } },
      {
        title: "https in a script",
        files: { "fetch.sh": "#!/bin/sh\ncurl -o encoder.onnx https://data.northquay.example/encoder.onnx\n" },
      },
      { title: "this machine", files: { "fetch.sh": "#!/bin/sh\ncurl -o a.csv http://localhost:8080/a.csv\n" } },
    ],
  },
  because: {
    exposure: "whoever is on the network in between",
    exploitability: "needs a place on the network at the right time",
    data: "what the model learns or runs",
  },
  blastAtMost: 2,
  check: (inventory) => {
    const called = judgeEach(artefactDownloads(inventory), ({ usage, url }) => {
      if (!url.startsWith("http:") || LOCAL.test(url)) return "passed";
      const host = new URL(url).hostname;
      return fromUsage(ID, usage, {
        message: `A file is fetched from ${plain(host, 60)} over plain HTTP.`,
        headline: `Who is on the network can replace what ${plain(host, 50)} serves`,
        excerpt: url.replace(/\/\/[^/@]*@/, "//").replace(/\?.*$/, ""),
        edits: HTTPS_HOSTS.test(host)
          ? [{ kind: "text", file: usage.file, line: usage.line, endLine: usage.endLine, from: `http://${host}`, to: `https://${host}` }]
          : [],
      });
    });
    const written = judgeEach(inventory.project.files.flatMap(commandDownloads), ({ file, line, url, resource }) => {
      if (!url.startsWith("http:") || LOCAL.test(url)) return "passed";
      const host = /^http:\/\/(?:[^/@]*@)?([^/:?#]+)/.exec(url)?.[1] ?? "its server";
      const holder = resource ?? holderOf(inventory, file, line);
      return fromFile(
        ID,
        file,
        { line, ...(holder === undefined ? {} : { resource: holder }) },
        {
          message: `A file is fetched from ${plain(host, 60)} over plain HTTP.`,
          headline: `Who is on the network can replace what ${plain(host, 50)} serves`,
          excerpt: url.replace(/\/\/[^/@]*@/, "//").replace(/\?.*$/, ""),
          confidence: "certain",
        },
      );
    });
    return {
      findings: [...called.findings, ...written.findings],
      applicable: called.applicable + written.applicable,
      passed: called.passed + written.passed,
      unknown: 0,
    };
  },
};

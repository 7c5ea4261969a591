/** A licence text, identified. */
export interface LicenceFacts {
  /** SPDX id, where the text is that of a common licence. */
  readonly spdx?: string;
  readonly title?: string;
}

interface Fingerprint {
  readonly spdx: string;
  /** Phrases that all occur, of the text with white space collapsed and in lower case. */
  readonly phrases: readonly string[];
  readonly without?: readonly string[];
}

/** Phrases of the licence texts themselves; the more specific stands first. @see https://spdx.org/licenses/ */
const FINGERPRINTS: readonly Fingerprint[] = [
  { spdx: "Apache-2.0", phrases: ["apache license", "version 2.0, january 2004"] },
  { spdx: "Apache-2.0", phrases: ["licensed under the apache license, version 2.0"] },
  { spdx: "AGPL-3.0-only", phrases: ["gnu affero general public license", "version 3, 19 november 2007"] },
  {
    spdx: "LGPL-3.0-only",
    phrases: ["gnu lesser general public license", "version 3, 29 june 2007"],
    without: ["gnu general public license version 3, 29 june 2007 preamble"],
  },
  { spdx: "LGPL-2.1-only", phrases: ["gnu lesser general public license", "version 2.1, february 1999"] },
  { spdx: "GPL-3.0-only", phrases: ["gnu general public license", "version 3, 29 june 2007"] },
  { spdx: "GPL-2.0-only", phrases: ["gnu general public license", "version 2, june 1991"] },
  { spdx: "MPL-2.0", phrases: ["mozilla public license", "version 2.0"] },
  { spdx: "EPL-2.0", phrases: ["eclipse public license", "v 2.0"] },
  { spdx: "BUSL-1.1", phrases: ["business source license 1.1"] },
  { spdx: "Elastic-2.0", phrases: ["elastic license 2.0"] },
  { spdx: "SSPL-1.0", phrases: ["server side public license"] },
  { spdx: "CC0-1.0", phrases: ["cc0 1.0 universal"] },
  { spdx: "CC-BY-NC-SA-4.0", phrases: ["attribution-noncommercial-sharealike 4.0 international"] },
  { spdx: "CC-BY-NC-ND-4.0", phrases: ["attribution-noncommercial-noderivatives 4.0 international"] },
  { spdx: "CC-BY-NC-4.0", phrases: ["attribution-noncommercial 4.0 international"] },
  { spdx: "CC-BY-SA-4.0", phrases: ["attribution-sharealike 4.0 international"] },
  { spdx: "CC-BY-ND-4.0", phrases: ["attribution-noderivatives 4.0 international"] },
  { spdx: "CC-BY-4.0", phrases: ["attribution 4.0 international"] },
  { spdx: "ODbL-1.0", phrases: ["open database license"] },
  { spdx: "CDLA-Permissive-2.0", phrases: ["community data license agreement", "permissive", "version 2.0"] },
  { spdx: "CDLA-Permissive-1.0", phrases: ["community data license agreement", "permissive", "version 1.0"] },
  { spdx: "CDLA-Sharing-1.0", phrases: ["community data license agreement", "sharing", "version 1.0"] },
  { spdx: "Unlicense", phrases: ["this is free and unencumbered software released into the public domain"] },
  { spdx: "BSL-1.0", phrases: ["boost software license", "version 1.0"] },
  {
    spdx: "Zlib",
    phrases: [
      "this software is provided 'as-is', without any express or implied warranty",
      "altered source versions must be plainly marked",
    ],
  },
  {
    spdx: "ISC",
    phrases: ["permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted"],
  },
  {
    spdx: "ISC",
    phrases: ["permission to use, copy, modify, and distribute this software for any purpose with or without fee is hereby granted"],
  },
  { spdx: "BSD-3-Clause", phrases: ["redistribution and use in source and binary forms", "neither the name"] },
  { spdx: "BSD-2-Clause", phrases: ["redistribution and use in source and binary forms", "this software is provided by"] },
  { spdx: "MIT-0", phrases: ["mit no attribution"] },
  {
    spdx: "MIT",
    phrases: [
      "permission is hereby granted, free of charge, to any person obtaining a copy",
      "the above copyright notice and this permission notice",
    ],
  },
  {
    spdx: "MIT-0",
    phrases: ["permission is hereby granted, free of charge, to any person obtaining a copy"],
    without: ["the above copyright notice and this permission notice"],
  },
];

/** Model licences that SPDX does not list, by their titles. */
const MODEL_LICENCES: readonly (readonly [string, string])[] = [
  ["llama 4 community license", "Llama 4 Community License"],
  ["llama 3.3 community license", "Llama 3.3 Community License"],
  ["llama 3.2 community license", "Llama 3.2 Community License"],
  ["llama 3.1 community license", "Llama 3.1 Community License"],
  ["llama 3 community license", "Llama 3 Community License"],
  ["llama 2 community license", "Llama 2 Community License"],
  ["gemma terms of use", "Gemma Terms of Use"],
  ["creativeml open rail++-m", "CreativeML Open RAIL++-M"],
  ["creativeml open rail-m", "CreativeML Open RAIL-M"],
  ["bigscience rail", "BigScience RAIL"],
  ["bigscience open rail-m", "BigScience OpenRAIL-M"],
  ["bigcode open rail-m", "BigCode OpenRAIL-M"],
  ["tongyi qianwen license", "Tongyi Qianwen License"],
  ["qwen license agreement", "Qwen License"],
  ["deepseek license agreement", "DeepSeek License"],
  ["falcon llm license", "Falcon LLM License"],
  ["mistral ai research license", "Mistral AI Research License"],
  ["stability ai community license", "Stability AI Community License"],
  ["nvidia open model license", "NVIDIA Open Model License"],
];

/** Names under which licence texts stand. */
export function isLicencePath(path: string): boolean {
  return (
    /(?:^|\/)(?:(?:un)?licen[cs]e|copying|copyright)(?:[-_.][\w.-]+)?$/i.test(path) &&
    !/\.(?:[jt]sx?|py|go|rs|java|rb|cs|html|json|ya?ml|svg|png)$/i.test(path)
  );
}

/** Identifies a licence text by phrases. An unknown text has a title only. */
export function readLicence(text: string): LicenceFacts {
  const plain = text
    .slice(0, 60_000)
    .toLowerCase()
    .replace(/[\s*#>]+/g, " ")
    .replace(/[’‘`]/g, "'");
  const title = text
    .slice(0, 5000)
    .split("\n")
    .map((line) => line.replace(/[#*=\s]+/g, " ").trim())
    .find((line) => line !== "")
    ?.slice(0, 120);
  const known = MODEL_LICENCES.find(([phrase]) => plain.slice(0, 3000).includes(phrase))?.[1];
  if (known !== undefined) return { title: known };
  const match = FINGERPRINTS.find(
    ({ phrases, without }) =>
      phrases.every((phrase) => plain.includes(phrase)) && !(without ?? []).some((phrase) => plain.includes(phrase)),
  );
  return { ...(match === undefined ? {} : { spdx: match.spdx }), ...(title === undefined ? {} : { title }) };
}

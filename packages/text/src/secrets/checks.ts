import { crc32 } from "node:zlib";
import { naturalness } from "../randomness.ts";
import type { SecretConfidence, SecretRule } from "./rule.ts";

/** Whether a token passes the check its rule names, and how sure that makes us. */
export function checkToken(rule: SecretRule, body: string): SecretConfidence | undefined {
  switch (rule.check) {
    case "github-crc32":
      return hasGithubChecksum(body) ? "certain" : rule.confidence;
    case "mixed-case-and-digit":
      return /[a-z]/.test(body) && /[A-Z]/.test(body) && /[0-9]/.test(body) ? rule.confidence : undefined;
    case "has-digit":
      return /[0-9]/.test(body) && /[A-Za-z]/.test(body) ? rule.confidence : undefined;
    case "openai-marker":
      return body.includes("T3BlbkFJ") ? rule.confidence : "possible";
    case "not-natural":
    case "none":
      return rule.confidence;
  }
}

/** Random base62 of 16 or more letters pairs up like English in less than one case in a million. */
export function readsLikeWords(body: string): boolean {
  const { share, pairs } = naturalness(body);
  return pairs >= 10 && share >= 0.8;
}

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * The last six of 36 characters are the CRC-32 of the first thirty, in base 62 padded with zeros.
 * Source: "Behind GitHub's new authentication token formats", github.blog, 2021; npm tokens follow it.
 */
function hasGithubChecksum(body: string): boolean {
  return body.length === 36 && githubChecksum(body.slice(0, 30)) === body.slice(30);
}

/** The six check characters of a thirty-character token body. */
export function githubChecksum(head: string): string {
  let rest = crc32(head);
  let text = "";
  for (let i = 0; i < 6; i++) {
    text = base62.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

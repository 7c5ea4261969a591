import { createHash } from "node:crypto";

/**
 * Values printed in standards, which documents and tests copy: RFC 6749 (OAuth 2.0), RFC 6750 (bearer
 * tokens), RFC 7009 (revocation), RFC 5849 (OAuth 1.0), RFC 7617 (basic authentication). They open nothing.
 */
const standards: ReadonlySet<string> = new Set([
  "2YotnFZFEjr1zCsicMWpAA",
  "tGzv3JOkF0XG5Qx2TlKWIA",
  "czZCaGRSa3F0MzpnWDFmQmF0M2JW",
  "7Fjfp0ZBr1KtDRbnfVdmIw",
  "gX1fBat3bV",
  "mF_9.B5f-4.1JqM",
  "45ghiukldjahdnhzdauz",
  "ad180jjd733klru7",
  "h480djs93hd8",
  "QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
  "kd94hf93k423kf44",
  "pfkkdhi9sl3r4s00",
  "nnch734d00sl2jdk",
  "j49sk3j29djd",
  "dh893hdasih9",
  "kkk9d7dh3k39sjv7",
]);

/**
 * Keys of Google's own published clients (samples of Firebase, Android and Chromium), which open nothing of anybody: the
 * first 64 bits of the SHA-256 of what follows `AIzaSy`. As listed in the allow-list of the rule gcp-api-key of gitleaks
 * (MIT), commit b58d3f10. Digests, so that no live-looking key stands in this repository.
 */
const clients: ReadonlySet<string> = new Set([
  "36956f60b624267d",
  "401cc31573398991",
  "5158dbeef18c9525",
  "58a6f5ce53ce70ce",
  "595c01204ebbef3d",
  "5cb3630d0681f9c1",
  "662a2f66019ab062",
  "69d6c2e48e203876",
  "74ebbee245aba4a2",
  "7aadb2e604fcb6e8",
  "7f45789431cdb4f1",
  "94af9fd982a22e4c",
  "9848bd172556593c",
  "e5a2e5d31db37818",
  "f542cfe3c55ecfd9",
]);
const CLIENT_KEY = 33;

/** Whether a secret, behind its fixed prefix, is printed in a standard or published by its own issuer. */
export function isPublished(body: string): boolean {
  if (standards.has(body)) return true;
  return body.length === CLIENT_KEY && clients.has(createHash("sha256").update(body).digest("hex").slice(0, 16));
}

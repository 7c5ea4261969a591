/**
 * Values printed in standards, which documents and tests copy: RFC 6749 (OAuth 2.0), RFC 6750 (bearer
 * tokens), RFC 7009 (revocation), RFC 5849 (OAuth 1.0), RFC 7617 (basic authentication). They open nothing.
 */
export const publishedSamples: ReadonlySet<string> = new Set([
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

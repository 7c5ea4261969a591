import { describe, expect, it } from "vitest";
import { isSecretName, maskArguments, maskCommand } from "./mask-arguments.ts";

describe("mask-arguments", () => {
  it("knows names of secrets", () => {
    for (const name of [
      "OPENAI_API_KEY",
      "GITHUB_TOKEN",
      "authToken",
      "DB_PASSWORD",
      "CLIENT_SECRET",
      "Authorization",
      "X-Api-Key",
      "GITHUB_PAT",
      "SENTRY_DSN",
      "DATABASE_URL",
      "SUPABASE_KEY",
      "GOOGLE_APPLICATION_CREDENTIALS",
      "--token",
      "DB_PWD",
    ])
      expect(isSecretName(name), name).toBe(true);
    for (const name of [
      "MAX_TOKENS",
      "max_tokens",
      "tokenizer",
      "TOKENIZERS_PARALLELISM",
      "AUTHOR",
      "AUTH_URL",
      "PWD",
      "LOG_LEVEL",
      "MODEL",
      "token_limit",
      "train.pad_token",
      "primary_key",
      "QDRANT_URL",
      "SECRET_NAME",
    ])
      expect(isSecretName(name), name).toBe(false);
  });
  it("masks values wherever they stand", () => {
    expect(maskArguments(["FOO=a b TOKEN=x", "Authorization: Bearer abc", "https://u:p@h/?sig=1&q=2"])).toEqual([
      "FOO=a b TOKEN=********",
      "Authorization: ********",
      "https://********@h/?sig=********&q=2",
    ]);
    expect(maskCommand("train --tokenizer bert --max_tokens 5 --hf-token hf_abc")).toBe(
      "train --tokenizer bert --max_tokens 5 --hf-token ********",
    );
  });
});

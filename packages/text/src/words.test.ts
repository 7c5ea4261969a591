import { describe, expect, it } from "vitest";
import { splitWords } from "./words.ts";

describe("splitWords", () => {
  it.each([
    ["OPENAI_API_KEY", ["openai", "api", "key"]],
    ["openaiApiKey", ["openai", "api", "key"]],
    ["HTTPServerToken", ["http", "server", "token"]],
    ["aws-secret.access_key", ["aws", "secret", "access", "key"]],
    ["OAuth2Token", ["o", "auth", "2", "token"]],
    ["passwordHash2", ["password", "hash", "2"]],
    ["Größe", ["größe"]],
    ["__", []],
    ["", []],
  ])("%s", (identifier, words) => {
    expect(splitWords(identifier)).toEqual(words);
  });
});

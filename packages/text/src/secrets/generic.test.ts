import { describe, expect, it } from "vitest";
import { classifyName } from "./generic.ts";

describe("classifyName", () => {
  it.each(["password", "DB_PASSWORD", "dbPass", "user.pwd", "SMTP_PASSWORD_PROD", "adminPassphrase"])("%s is a password", (name) => {
    expect(classifyName(name)).toBe("password");
  });

  it.each([
    "api_key",
    "OPENAI_API_KEY",
    "secretKey",
    "clientSecret",
    "access-token",
    "apikey",
    "signing_key_v2",
    "user_auth",
    "credentials",
    "JWT_SECRET_KEY",
  ])("%s is a token", (name) => {
    expect(classifyName(name)).toBe("token");
  });

  it.each([
    "token_type",
    "max_tokens",
    "tokenizer",
    "public_key",
    "secret_name",
    "password_hash",
    "key",
    "primary_key",
    "pad_token",
    "csrf_token",
    "passwordField",
    "next_page_token",
    "api_key_id",
    "credentialsId",
    "forward_pass",
    "test_password",
    "key_path",
    "author",
    "monkey",
    "",
  ])("%s is neither", (name) => {
    expect(classifyName(name)).toBeUndefined();
  });
});

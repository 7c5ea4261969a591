import { describe, expect, it } from "vitest";
import { classifyColumn } from "./column.ts";

describe("classifyColumn by name", () => {
  it.each([
    ["first_name", "PERSON", "personal"],
    ["customerEmail", "EMAIL_ADDRESS", "personal"],
    ["Phone Number", "PHONE_NUMBER", "personal"],
    ["dob", "DATE_OF_BIRTH", "personal"],
    ["home-address", "ADDRESS", "personal"],
    ["zipCode", "POSTAL_CODE", "personal"],
    ["annual_income", "SALARY", "personal"],
    ["cc_num", "CREDIT_CARD", "personal"],
    ["account_number", "IBAN_CODE", "personal"],
    ["user_ids", "USER_ID", "personal"],
    ["credit_score", "CREDIT_SCORE", "personal"],
    ["marital-status", "MARITAL_STATUS", "personal"],
    ["native-country", "NATIONALITY", "personal"],
    ["diagnosis_code", "HEALTH", "special-category"],
    ["Religion", "RELIGION", "special-category"],
    ["race", "ETHNICITY", "special-category"],
    ["face_embedding_v2", "BIOMETRIC", "special-category"],
    ["sexual_orientation", "SEXUAL_ORIENTATION", "special-category"],
    ["BMI", "HEALTH", "special-category"],
    ["password_plain", "PASSWORD", "confidential"],
    ["account_balance", "FINANCIAL", "confidential"],
  ])("%s is %s, %s", (name, type, dataClass) => {
    const result = classifyColumn(name);
    expect(result.types).toContain(type);
    expect(result.class).toBe(dataClass);
  });

  it.each([
    "id",
    "V1",
    "price",
    "file_name",
    "model_name",
    "sepal_length",
    "text_length",
    "label",
    "Pclass",
    "race_count",
    "email_count",
    "has_phone_flag",
    "wallet_address",
    "brand name",
    "age_mean",
    "",
  ])("%s is nothing special", (name) => {
    expect(classifyColumn(name)).toEqual({ types: [], class: "internal", reasons: [] });
  });
});

describe("classifyColumn by values", () => {
  it("sees forms that the name does not tell", () => {
    const result = classifyColumn("contact", ["ana@bank.io", "bo@bank.io", "cy@bank.io", "", null]);
    expect(result).toEqual({
      types: ["EMAIL_ADDRESS"],
      class: "personal",
      reasons: ["3 of 3 sampled values have the form of email address"],
    });
  });

  it("does not take numbers for phones or identifiers", () => {
    expect(classifyColumn("x", ["123456789", "234567890", "345678901", "456789012"]).types).toEqual([]);
    expect(classifyColumn("amount", [1.5, 2.25, 3.75, 4]).types).toEqual([]);
  });

  it("tells people from other names", () => {
    expect(classifyColumn("name", ["Ann Lee", "Bob Ray", "Kim Wu", "Al Po", "Eve O’Neil"]).types).toEqual(["PERSON"]);
    expect(classifyColumn("name", ["svm", "knn", "rf", "lr", "nb"]).types).toEqual([]);
  });

  it("takes no answer or product for what the name means", () => {
    expect(classifyColumn("PhoneService", ["Yes", "No"]).types).toEqual([]);
    expect(classifyColumn("phone_lines", ["No phone service", "No", "Yes"]).types).toEqual([]);
    expect(classifyColumn("mobile phone", ["Galaxy S7", "iPhone 12", "Pixel"]).types).toEqual([]);
    expect(classifyColumn("credit card", ["true", "false", "true"]).types).toEqual([]);
    expect(classifyColumn("phone", ["212-867-5309", "+49 30 901820"]).types).toEqual(["PHONE_NUMBER"]);
    expect(classifyColumn("phone", ["***-1234", "***-9876"]).types).toEqual(["PHONE_NUMBER"]);
    // What people are may be an answer.
    expect(classifyColumn("pregnant", ["yes", "no"]).types).toEqual(["HEALTH"]);
    expect(classifyColumn("married", ["0", "1"]).types).toEqual(["MARITAL_STATUS"]);
  });

  it("lets values refute a name", () => {
    expect(classifyColumn("email", [0, 1, 1, 0, 1, 0]).types).toEqual([]);
    expect(classifyColumn("age", ["old", "new", "old", "new", "old"]).types).toEqual([]);
    expect(classifyColumn("ip", ["patent", "trademark", "patent", "design", "patent"]).types).toEqual([]);
  });

  it("marks example data and never repeats a value", () => {
    const result = classifyColumn("email", ["a@example.com", "b@example.com", "c@example.org"]);
    expect(result.example).toBe(true);
    expect(JSON.stringify(result)).not.toContain("example.com");
  });
});

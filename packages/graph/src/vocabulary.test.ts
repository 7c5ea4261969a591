import { describe, expect, test } from "vitest";
import {
  ASSET_KINDS,
  CONFIDENCES,
  LIFECYCLES,
  RELATION_KINDS,
  SCOPES,
  SEVERITIES,
  STRENGTHS,
  SUPPORTING_KINDS,
  TECHNIQUES,
} from "./vocabulary.ts";

/** The lists of the design, as they are written there: a word that changes here changes the language of all output. */
const KINDS = `model, deployed-model, model-file, model-config, adapter, custom-code, hyperparameters · dataset, data-source, feature-transform, metrics, vector-store, knowledge-base, feature-store ·
  pipeline, pipeline-step, training-run, evaluation-run, notebook, experiment-tracker, model-registry, ci-job · application, agent, tool, prompt, guardrail, memory, retriever, mcp-server, mcp-client, skill ·
  endpoint, endpoint-config, gateway, ai-service, container-image, compute, storage, network-zone, identity, secret-ref, library, third-party-script, deployment, licence`;
const RELATIONS = `trains_on, validates_on, uses_dataset, derived_from, fine_tunes, adapter_of, quantised_from, produces, reads, writes_to, materialised_as, stored_in, has_step, depends_on, runs, logs_to, registered_in,
  loads, loads_code, uses_config, uses_model, embeds_with, served_by, deploys, serves, exposes, uses_image, built_from, runs_as, authenticated_by, can_access, can_assume, exposed_to, uses_tool, exposes_tool, invokes_agent,
  hands_off_to, has_prompt, fetched_from, protected_by, uses_retriever, retrieves_from, remembers_in, calls, contains_sensitive, described_by, licensed_under, affects, mitigated_by, attested_by, same_as`;

const words = (text: string): readonly string[] =>
  text
    .split(/[,·]/)
    .map((word) => word.trim())
    .sort();

describe("the words of the design", () => {
  test("kinds of assets", () => expect([...ASSET_KINDS].sort()).toEqual(words(KINDS)));
  test("kinds of relations", () => expect([...RELATION_KINDS].sort()).toEqual(words(RELATIONS)));
  test.each([
    ["severities, worst first", SEVERITIES, ["critical", "high", "medium", "low", "info"]],
    ["confidences, best first", CONFIDENCES, ["certain", "likely", "possible"]],
    ["scopes, strongest claim first", SCOPES, ["production", "example", "docs", "test"]],
  ])("%s", (_title, list, expected) => expect(list).toEqual(expected));

  test("strengths", () => expect([...STRENGTHS].sort()).toEqual(["inferred", "observed", "resolved", "stated"]));
  test("the design's lifecycles are known", () =>
    expect(LIFECYCLES).toEqual(expect.arrayContaining(["declared", "local", "committed", "deployed", "observed"])));
  test("the design's techniques are known", () =>
    expect(TECHNIQUES).toEqual(expect.arrayContaining(["syntax", "manifest", "configuration", "card", "bytes", "live"])));

  test("kinds that need an AI neighbour are the design's, none of them AI itself", () => {
    for (const kind of words(
      "storage, identity, compute, container-image, network-zone, endpoint, secret-ref, ci-job, licence, application",
    ))
      expect([...SUPPORTING_KINDS]).toContain(kind);
    for (const kind of ["model", "dataset", "agent", "tool", "prompt", "ai-service", "vector-store", "library"] as const)
      expect(SUPPORTING_KINDS.has(kind)).toBe(false);
  });

  test("no word is said twice", () => {
    for (const list of [ASSET_KINDS, RELATION_KINDS, STRENGTHS, LIFECYCLES, SCOPES, TECHNIQUES, SEVERITIES, CONFIDENCES])
      expect(new Set<string>(list).size).toBe(list.length);
  });
});

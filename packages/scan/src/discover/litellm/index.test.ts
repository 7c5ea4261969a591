import { expect, it } from "vitest";
import { discovered, projectOf } from "../testing/project-of.ts";
import { litellmDiscoverer } from "./index.ts";

it("reads the models, services and secrets of a LiteLLM proxy", () => {
  const result = discovered(
    projectOf({
      "config.yaml":
        "model_list:\n  - model_name: smart\n    litellm_params:\n      model: azure/gpt-4o\n      api_key: os.environ/AZURE_API_KEY\n  - model_name: '*'\n    litellm_params: {model: 'openai/*'}\n",
      "other.yaml": "model_list: [a, {b: c}]\n",
    }),
    litellmDiscoverer,
  );
  expect(result.edges()).toEqual([
    "gateway litellm -authenticated_by-> secret-ref AZURE_API_KEY",
    "gateway litellm -calls-> ai-service azure-openai",
    "gateway litellm -calls-> ai-service openai",
    "gateway litellm -serves-> model gpt-4o",
    "model gpt-4o -served_by-> ai-service azure-openai",
  ]);
});

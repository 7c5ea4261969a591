import { beforeAll, describe, expect, it } from "vitest";
import { judged, WARM_UP_TIME, warmUp } from "../testing/project-from.ts";
import { agentLethalTrifecta, modelFrontOpen } from "./open-models.ts";

beforeAll(warmUp, WARM_UP_TIME);

const sam = (name: string, action: string): string =>
  `Resources:\n  ${name}:\n    Type: AWS::Serverless::Function\n    Properties:\n      FunctionUrlConfig:\n        AuthType: NONE\n      Policies:\n        - Statement:\n            - Effect: Allow\n              Action: ${action}\n              Resource: "*"\n`;

describe("model-front-open", () => {
  it("tells a model of one's own, an agent and a bought model apart", async () => {
    const severity = async (action: string): Promise<readonly string[]> =>
      (await judged({ files: { "template.yaml": sam("Chat", action) } }, [modelFrontOpen])).findings.map(
        (finding) => `${finding.severity} ${finding.location.resource ?? ""}`,
      );
    expect(await severity("sagemaker:InvokeEndpoint")).toEqual(["critical Chat"]);
    expect(await severity("bedrock:InvokeAgent")).toEqual(["critical Chat"]);
    expect(await severity("bedrock:InvokeModel")).toEqual(["high Chat"]);
    expect(await severity("dynamodb:GetItem")).toEqual([]);
  });

  it("is less sure where a service that signs its requests calls", async () => {
    const { findings } = await judged({ files: { "template.yaml": sam("SlackEvents", "bedrock:InvokeAgent") } }, [modelFrontOpen]);
    expect(findings.map(({ confidence, severity }) => [confidence, severity])).toEqual([["possible", "medium"]]);
  });
});

describe("bedrock-agent-lethal-trifecta", () => {
  it("needs all three: an agent without foreign pages is left alone", async () => {
    const text =
      'resource "aws_bedrockagent_agent" "a" {\n  agent_name = "a"\n}\nresource "aws_bedrockagent_knowledge_base" "k" {\n  name = "k"\n}\nresource "aws_bedrockagent_agent_knowledge_base_association" "k" {\n  agent_id          = aws_bedrockagent_agent.a.id\n  knowledge_base_id = aws_bedrockagent_knowledge_base.k.id\n}\nresource "aws_bedrockagent_data_source" "d" {\n  knowledge_base_id = aws_bedrockagent_knowledge_base.k.id\n  data_source_configuration {\n    type = "S3"\n  }\n}\n';
    const { findings, checks } = await judged({ files: { "main.tf": text } }, [agentLethalTrifecta]);
    expect(findings).toEqual([]);
    expect(checks[0]).toMatchObject({ applicable: 1, passed: 1 });
  });
});

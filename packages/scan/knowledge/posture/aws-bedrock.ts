import { inTemplate, inTerraform, noOwnKey, ownKeyRow, template, terraform, types } from "./aws-row.ts";
import { is, isNot, unset } from "./conditions.ts";
import type { Condition, SettingRow } from "./schema.ts";

/* Amazon Bedrock: agents, guardrails, knowledge bases, prompts, flows and AgentCore (docs.aws.amazon.com/bedrock). */

const AGENT = types("AWS::Bedrock::Agent", "aws_bedrockagent_agent");
const GUARDRAIL = types("AWS::Bedrock::Guardrail", "aws_bedrock_guardrail");
const LOGGING = ["aws_bedrock_model_invocation_logging_configuration"];
const GATEWAY = types("AWS::BedrockAgentCore::Gateway", "aws_bedrockagentcore_gateway");
const INTERPRETER = [
  ...types("AWS::BedrockAgentCore::CodeInterpreterCustom", "aws_bedrockagentcore_code_interpreter"),
  "AWS::BedrockAgentCore::CodeInterpreter",
  ...types("AWS::BedrockAgentCore::BrowserCustom", "aws_bedrockagentcore_browser"),
];

/** A filter of a guardrail that is there and not switched off at the input. */
const contentFilter = (type: string): Condition => ({
  some: [
    "content_policy_config.filters_config",
    "content_policy_config.filters",
    "ContentPolicyConfig.FiltersConfig",
    "ContentPolicyConfig.Filters",
  ],
  where: { all: [is(["type", "Type"], type), isNot(["input_strength", "InputStrength"], "NONE")] },
});

const agent = (...settings: readonly string[]): string =>
  terraform("aws_bedrockagent_agent", 'agent_name = "help"', 'foundation_model = "amazon.nova-lite-v1:0"', ...settings);
const guardrail = (...settings: readonly string[]): string => terraform("aws_bedrock_guardrail", 'name = "chat"', ...settings);

export const BEDROCK: readonly SettingRow[] = [
  {
    id: "bedrock-agent-no-guardrail",
    title: "A Bedrock agent is not associated with a guardrail",
    why: "Nothing stands between what users write and the model that chooses the tools, nor between its answer and the user.",
    fix: "Set guardrail_configuration with a guardrail that filters prompt attacks and sensitive information.",
    base: [3, 2, 3, 2],
    because: { exposure: "whoever may talk to the agent", data: "what its tools and knowledge bases reach" },
    controls: ["ADS-AGNT-10"],
    says: "has no guardrail",
    cases: [
      {
        types: AGENT,
        fails: unset(
          "guardrail_configuration.guardrail_identifier",
          "GuardrailConfiguration.GuardrailIdentifier",
          "guardrail_configuration.guardrail_arn",
        ),
      },
    ],
    references: ["BR01", "CKV_AWS_383 BedrockGuardrails", "prowler bedrock_agent_guardrail_enabled"],
    bad: [
      inTerraform("none", agent()),
      inTemplate("none in CloudFormation", template("AWS::Bedrock::Agent", "AgentName: help", "FoundationModel: amazon.nova-lite-v1:0")),
    ],
    good: [
      inTerraform(
        "a guardrail",
        agent(
          "guardrail_configuration {",
          "  guardrail_identifier = aws_bedrock_guardrail.chat.guardrail_id",
          '  guardrail_version = "1"',
          "}",
        ),
      ),
    ],
  },
  ownKeyRow({
    id: "bedrock-agent-unencrypted",
    what: "A Bedrock agent",
    holds: "Its instructions, tools and sessions lie",
    fix: "Set customer_encryption_key_arn.",
    types: AGENT,
    keys: ["customer_encryption_key_arn", "CustomerEncryptionKeyArn"],
    references: ["BR05", "CKV_AWS_373 BedrockAgentEncrypted"],
    bad: [inTerraform("no key", agent())],
    good: [inTerraform("a key", agent("customer_encryption_key_arn = aws_kms_key.agent.arn"))],
  }),
  {
    id: "bedrock-guardrail-no-prompt-attack",
    title: "A Bedrock guardrail does not filter prompt attacks",
    why: "Jailbreaks and injected instructions pass it; the other filters look at topics and words only.",
    fix: 'Add a filter of type "PROMPT_ATTACK" with input_strength "HIGH" (its output_strength is "NONE").',
    base: [3, 2, 2, 1],
    because: { exposure: "whoever may talk to the model" },
    controls: ["ADS-AGNT-10"],
    says: "has no filter for prompt attacks",
    cases: [{ types: GUARDRAIL, fails: { not: contentFilter("PROMPT_ATTACK") } }],
    references: ["BR02", "prowler bedrock_guardrail_prompt_attack_filter_enabled"],
    bad: [
      inTerraform(
        "hate only",
        guardrail("content_policy_config {", "  filters_config {", '    type = "HATE"', '    input_strength = "HIGH"', "  }", "}"),
      ),
      inTemplate(
        "switched off",
        template(
          "AWS::Bedrock::Guardrail",
          "Name: chat",
          "ContentPolicyConfig:",
          "  FiltersConfig:",
          "    - Type: PROMPT_ATTACK",
          "      InputStrength: NONE",
          "      OutputStrength: NONE",
        ),
      ),
    ],
    good: [
      inTerraform(
        "high",
        guardrail(
          "content_policy_config {",
          "  filters_config {",
          '    type = "PROMPT_ATTACK"',
          '    input_strength = "HIGH"',
          '    output_strength = "NONE"',
          "  }",
          "}",
        ),
      ),
    ],
  },
  {
    id: "bedrock-guardrail-no-sensitive-information",
    title: "A Bedrock guardrail does not filter sensitive information (PII)",
    why: "Names, numbers and keys that the model saw come out in its answers.",
    fix: "Set sensitive_information_policy_config with the entities that must be blocked or masked.",
    base: [2, 2, 2, 1],
    because: { exposure: "whoever may talk to the model" },
    controls: ["ADS-AGNT-10"],
    says: "has no filter for sensitive information",
    cases: [
      {
        types: GUARDRAIL,
        fails: {
          all: [
            unset(
              "sensitive_information_policy_config.pii_entities_config",
              "SensitiveInformationPolicyConfig.PiiEntitiesConfig",
              "sensitive_information_policy_config.pii_entities",
            ),
            unset(
              "sensitive_information_policy_config.regexes_config",
              "SensitiveInformationPolicyConfig.RegexesConfig",
              "sensitive_information_policy_config.regexes",
            ),
          ],
        },
      },
    ],
    references: ["BR02", "prowler bedrock_guardrail_sensitive_information_filter_enabled"],
    bad: [inTerraform("none", guardrail())],
    good: [
      inTerraform(
        "masks addresses",
        guardrail(
          "sensitive_information_policy_config {",
          "  pii_entities_config {",
          '    type = "EMAIL"',
          '    action = "ANONYMIZE"',
          "  }",
          "}",
        ),
      ),
    ],
  },
  {
    id: "bedrock-guardrail-no-grounding",
    title: "A Bedrock guardrail has no contextual grounding check",
    why: "Answers that the retrieved sources do not bear out pass as if they did.",
    fix: "Set contextual_grounding_policy_config with thresholds for GROUNDING and RELEVANCE.",
    base: [2, 1, 1, 1],
    hygiene: true,
    controls: ["ADS-AGNT-10"],
    says: "does not check that answers are grounded",
    cases: [
      {
        types: GUARDRAIL,
        fails: unset(
          "contextual_grounding_policy_config.filters_config",
          "ContextualGroundingPolicyConfig.FiltersConfig",
          "contextual_grounding_policy_config.filters",
        ),
      },
    ],
    references: ["BR02", "prowler bedrock_guardrail_contextual_grounding_filter_enabled"],
    bad: [inTerraform("none", guardrail())],
    good: [
      inTerraform(
        "grounded",
        guardrail(
          "contextual_grounding_policy_config {",
          "  filters_config {",
          '    type = "GROUNDING"',
          "    threshold = 0.7",
          "  }",
          "}",
        ),
      ),
    ],
  },
  ownKeyRow({
    id: "bedrock-guardrail-unencrypted",
    what: "A Bedrock guardrail",
    holds: "Its topics and words, which tell an attacker what to write around, lie",
    fix: "Set kms_key_arn.",
    types: GUARDRAIL,
    keys: ["kms_key_arn", "KmsKeyArn"],
    references: ["BR05"],
    bad: [inTerraform("no key", guardrail())],
    good: [inTerraform("a key", guardrail("kms_key_arn = aws_kms_key.guardrail.arn"))],
  }),
  {
    id: "bedrock-invocation-logging-off",
    title: "Bedrock model invocation logging does not record what is asked and answered",
    why: "Abuse of the models, at the cost of the account, and leaks in prompts leave no trace.",
    fix: "Deliver text data to a bucket or a log group (logging_config with s3_config or cloudwatch_config).",
    base: [2, 1, 2, 2],
    hygiene: true,
    controls: ["ADS-INFR-04"],
    says: "records no prompts and answers",
    cases: [
      {
        types: LOGGING,
        fails: {
          any: [
            is("logging_config.text_data_delivery_enabled", false),
            {
              all: [unset("logging_config.s3_config.bucket_name"), unset("logging_config.cloudwatch_config.log_group_name")],
            },
          ],
        },
      },
    ],
    references: ["BR03", "prowler bedrock_model_invocation_logging_enabled"],
    bad: [
      inTerraform(
        "no text",
        terraform(
          LOGGING[0] ?? "",
          "logging_config {",
          "  text_data_delivery_enabled = false",
          "  s3_config {",
          '    bucket_name = "invocations"',
          "  }",
          "}",
        ),
      ),
    ],
    good: [
      inTerraform(
        "text to a bucket",
        terraform(LOGGING[0] ?? "", "logging_config {", "  s3_config {", '    bucket_name = "invocations"', "  }", "}"),
      ),
    ],
  },
  {
    id: "bedrock-log-group-unencrypted",
    title: "The log of Bedrock invocations is not encrypted with a key of one's own (CMK)",
    why: "It holds every prompt and answer, with all that people paste into them.",
    fix: "Set kms_key_id on the log group.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-01"],
    says: "holds prompts and answers and is not encrypted with a customer-managed key",
    cases: [
      {
        types: ["aws_cloudwatch_log_group"],
        when: { linkedFrom: LOGGING, by: "logging_config.cloudwatch_config.log_group_name" },
        fails: noOwnKey("kms_key_id"),
      },
    ],
    references: ["BR04", "prowler bedrock_model_invocation_logs_encryption_enabled"],
    bad: [
      inTerraform(
        "no key",
        'resource "aws_cloudwatch_log_group" "bedrock" {\n  name = "bedrock"\n}\nresource "aws_bedrock_model_invocation_logging_configuration" "all" {\n  logging_config {\n    cloudwatch_config {\n      log_group_name = aws_cloudwatch_log_group.bedrock.name\n    }\n  }\n}\n',
      ),
    ],
    good: [
      inTerraform(
        "a key",
        'resource "aws_cloudwatch_log_group" "bedrock" {\n  name       = "bedrock"\n  kms_key_id = aws_kms_key.log.arn\n}\nresource "aws_bedrock_model_invocation_logging_configuration" "all" {\n  logging_config {\n    cloudwatch_config {\n      log_group_name = aws_cloudwatch_log_group.bedrock.name\n    }\n  }\n}\n',
      ),
      inTerraform("another log group", terraform("aws_cloudwatch_log_group", 'name = "web"')),
    ],
  },
  ownKeyRow({
    id: "bedrock-model-unencrypted",
    what: "A custom Bedrock model",
    holds: "The model, which learned from one's own data, lies",
    fix: "Set custom_model_kms_key_id.",
    types: ["aws_bedrock_custom_model", "AWS::Bedrock::CustomModel", "AWS::Bedrock::ImportedModel"],
    keys: ["custom_model_kms_key_id", "CustomModelKmsKeyId", "ModelKmsKeyArn", "ImportedModelKmsKeyId"],
    references: ["BR06", "prowler bedrock_custom_model_encrypted_with_cmk", "prowler bedrock_imported_model_encrypted_with_cmk"],
    bad: [inTerraform("no key", terraform("aws_bedrock_custom_model", 'custom_model_name = "tone"'))],
    good: [
      inTerraform(
        "a key",
        terraform("aws_bedrock_custom_model", 'custom_model_name = "tone"', "custom_model_kms_key_id = aws_kms_key.model.arn"),
      ),
    ],
  }),
  {
    id: "bedrock-model-no-vpc",
    title: "A Bedrock customisation job does not run in a network of one's own (VPC)",
    why: "Training data comes to the job over a network that nobody here filters or records.",
    fix: "Set vpc_config with private subnets and an endpoint for S3.",
    base: [1, 1, 2, 1],
    hygiene: true,
    controls: ["ADS-INFR-03"],
    says: "trains outside a network of one's own",
    cases: [{ types: ["aws_bedrock_custom_model"], fails: unset("vpc_config.subnet_ids") }],
    bad: [inTerraform("none", terraform("aws_bedrock_custom_model", 'custom_model_name = "tone"'))],
    good: [
      inTerraform(
        "private subnets",
        terraform("aws_bedrock_custom_model", "vpc_config {", '  subnet_ids = ["subnet-1"]', '  security_group_ids = ["sg-1"]', "}"),
      ),
    ],
  },
  ownKeyRow({
    id: "bedrock-data-source-unencrypted",
    what: "A Bedrock knowledge base's data source",
    holds: "What it copies while it reads documents in lies",
    fix: "Set server_side_encryption_configuration { kms_key_arn = … }.",
    types: types("AWS::Bedrock::DataSource", "aws_bedrockagent_data_source"),
    keys: ["server_side_encryption_configuration.kms_key_arn", "ServerSideEncryptionConfiguration.KmsKeyArn"],
    references: ["prowler bedrock_knowledge_base_encrypted_with_cmk"],
    bad: [inTerraform("no key", terraform("aws_bedrockagent_data_source", 'name = "docs"'))],
    good: [
      inTerraform(
        "a key",
        terraform("aws_bedrockagent_data_source", "server_side_encryption_configuration {", "  kms_key_arn = aws_kms_key.docs.arn", "}"),
      ),
    ],
  }),
  ownKeyRow({
    id: "bedrock-prompt-unencrypted",
    what: "A managed Bedrock prompt or flow",
    holds: "Instructions lie",
    fix: "Set customer_encryption_key_arn.",
    types: [...types("AWS::Bedrock::Prompt", "aws_bedrockagent_prompt"), ...types("AWS::Bedrock::Flow", "aws_bedrockagent_flow")],
    keys: ["customer_encryption_key_arn", "CustomerEncryptionKeyArn"],
    references: ["prowler bedrock_prompt_encrypted_with_cmk"],
    bad: [inTerraform("no key", terraform("aws_bedrockagent_prompt", 'name = "greeting"'))],
    good: [inTerraform("a key", terraform("aws_bedrockagent_flow", "customer_encryption_key_arn = aws_kms_key.flow.arn"))],
  }),
  {
    id: "bedrock-agent-long-memory",
    title: "A Bedrock agent keeps sessions or memory longer than it needs",
    why: "What a user said, or what somebody planted, works on in later sessions.",
    fix: "Set storage_days of the memory, and idle_session_ttl_in_seconds of at most an hour.",
    base: [2, 1, 1, 1],
    hygiene: true,
    controls: ["ADS-AGNT-11"],
    says: "keeps memory without an end, or idle sessions for more than an hour",
    cases: [
      {
        types: AGENT,
        fails: {
          any: [
            {
              all: [
                { not: unset("memory_configuration", "MemoryConfiguration") },
                unset("memory_configuration.storage_days", "MemoryConfiguration.StorageDays"),
              ],
            },
            { setting: ["idle_session_ttl_in_seconds", "IdleSessionTTLInSeconds"], above: 3600 },
          ],
        },
      },
      {
        types: types("AWS::BedrockAgentCore::Memory", "aws_bedrockagentcore_memory"),
        fails: { setting: ["event_expiry_duration", "EventExpiryDuration"], above: 90 },
      },
    ],
    references: ["BR19", "prowler bedrock_agent_idle_session_ttl_not_excessive"],
    bad: [
      inTerraform("memory without days", agent("memory_configuration {", '  enabled_memory_types = ["SESSION_SUMMARY"]', "}")),
      inTerraform("two hours", agent("idle_session_ttl_in_seconds = 7200")),
    ],
    good: [
      inTerraform(
        "thirty days",
        agent("memory_configuration {", '  enabled_memory_types = ["SESSION_SUMMARY"]', "  storage_days = 30", "}"),
      ),
      inTerraform("as it is by default", agent()),
    ],
  },
  {
    id: "bedrock-api-key-long-lived",
    title: "A long-lived Bedrock API key is made",
    why: "One string calls every model of the account from anywhere, until somebody thinks of it: keys like this are what LLM-jacking trades in.",
    fix: "Use short-term keys or roles; a key that must be gets credential_age_days of at most 30.",
    base: [2, 2, 3, 2],
    because: { exposure: "whoever comes by the key", exploitability: "one string, no second factor" },
    controls: ["ADS-INFR-06"],
    says: "is a Bedrock API key that holds for long",
    cases: [
      {
        types: ["aws_iam_service_specific_credential", "AWS::IAM::ServiceSpecificCredential"],
        when: is(["service_name", "ServiceName"], "bedrock.amazonaws.com"),
        fails: {
          any: [unset("credential_age_days", "CredentialAgeDays"), { setting: ["credential_age_days", "CredentialAgeDays"], above: 30 }],
        },
      },
    ],
    references: ["BR08", "prowler bedrock_api_key_no_long_term_credentials"],
    bad: [
      inTerraform(
        "without an end",
        terraform("aws_iam_service_specific_credential", 'service_name = "bedrock.amazonaws.com"', 'user_name = "bot"'),
      ),
    ],
    good: [
      inTerraform(
        "a week",
        terraform("aws_iam_service_specific_credential", 'service_name = "bedrock.amazonaws.com"', "credential_age_days = 7"),
      ),
      inTerraform("of another service", terraform("aws_iam_service_specific_credential", 'service_name = "codecommit.amazonaws.com"')),
    ],
  },
  {
    id: "agentcore-gateway-open",
    title: "An AgentCore gateway (MCP) asks nobody who they are",
    why: "Anybody on the internet lists and calls the tools behind it, with the rights of the gateway's role.",
    fix: 'Set authorizer_type = "CUSTOM_JWT" or "AWS_IAM" with an authorizer_configuration.',
    base: [3, 3, 3, 2],
    because: { exposure: "anybody on the internet", exploitability: "one request", data: "every tool behind the gateway" },
    controls: ["ADS-SERV-01"],
    says: "has no authorizer",
    cases: [{ types: GATEWAY, fails: is(["authorizer_type", "AuthorizerType"], "NONE") }],
    references: ["BR22"],
    bad: [
      inTerraform("none", terraform(GATEWAY[0] ?? "", 'name = "tools"', 'authorizer_type = "NONE"', 'protocol_type = "MCP"')),
      inTemplate("none in CloudFormation", template("AWS::BedrockAgentCore::Gateway", "Name: tools", "AuthorizerType: NONE")),
    ],
    good: [inTerraform("tokens", terraform(GATEWAY[0] ?? "", 'name = "tools"', 'authorizer_type = "CUSTOM_JWT"'))],
  },
  {
    id: "agentcore-tool-public-network",
    title: "An AgentCore code interpreter or browser uses the internet",
    why: "Code that a model wrote, or a page that it opened, sends what it finds to anywhere with the role of the tool.",
    fix: 'Set network_mode = "SANDBOX" or "VPC".',
    base: [2, 2, 2, 1],
    because: { exposure: "whoever may talk to the agent" },
    controls: ["ADS-AGNT-09"],
    says: "runs what a model wrote with the internet open (network mode PUBLIC)",
    cases: [
      {
        types: INTERPRETER,
        fails: is(["network_configuration.network_mode", "NetworkConfiguration.NetworkMode"], "PUBLIC"),
      },
    ],
    references: ["BR11"],
    bad: [
      inTerraform("public", terraform(INTERPRETER[0] ?? "", 'name = "run"', "network_configuration {", '  network_mode = "PUBLIC"', "}")),
    ],
    good: [
      inTerraform("sandbox", terraform(INTERPRETER[0] ?? "", 'name = "run"', "network_configuration {", '  network_mode = "SANDBOX"', "}")),
    ],
  },
  ownKeyRow({
    id: "agentcore-unencrypted",
    what: "An AgentCore gateway or memory",
    holds: "What agents remember and call lies",
    fix: "Set kms_key_arn, encryption_key_arn for a memory.",
    types: [...GATEWAY, ...types("AWS::BedrockAgentCore::Memory", "aws_bedrockagentcore_memory")],
    keys: ["kms_key_arn", "encryption_key_arn", "KmsKeyArn", "EncryptionKeyArn"],
    bad: [inTerraform("no key", terraform("aws_bedrockagentcore_memory", 'name = "sessions"', "event_expiry_duration = 30"))],
    good: [inTerraform("a key", terraform("aws_bedrockagentcore_memory", "encryption_key_arn = aws_kms_key.memory.arn"))],
  }),
  {
    id: "ai-full-access-policy",
    title: "A policy with full access to Bedrock or SageMaker is attached (AmazonBedrockFullAccess, AmazonSageMakerFullAccess)",
    why: "Who has it may switch off guardrails and logging, replace models and run up the bill of every model.",
    fix: "Attach a policy that names the actions and models that are needed.",
    base: [2, 2, 3, 2],
    because: { exposure: "who or what holds the policy", data: "models, guardrails and logs" },
    controls: ["ADS-INFR-02"],
    says: "gives full access to an AI service",
    cases: [
      {
        types: [
          "aws_iam_role_policy_attachment",
          "aws_iam_user_policy_attachment",
          "aws_iam_group_policy_attachment",
          "aws_iam_policy_attachment",
          "aws_iam_role",
          ...types("AWS::IAM::Role"),
          "AWS::IAM::User",
          "AWS::IAM::Group",
        ],
        fails: {
          setting: ["policy_arn", "managed_policy_arns", "ManagedPolicyArns"],
          matches: ":policy/(?:AmazonBedrock(?:Mantle)?FullAccess|AmazonSageMakerFullAccess|BedrockAgentCoreFullAccess)$",
        },
      },
    ],
    references: [
      "BR07",
      "SM14",
      "prowler bedrock_full_access_policy_attached",
      "prowler sagemaker_full_access_policy_attached",
      "prowler bedrock_api_key_no_administrative_privileges",
    ],
    bad: [
      inTerraform(
        "Bedrock",
        terraform("aws_iam_user_policy_attachment", 'user = "ana"', 'policy_arn = "arn:aws:iam::aws:policy/AmazonBedrockFullAccess"'),
      ),
      inTemplate(
        "SageMaker",
        template("AWS::IAM::Role", "ManagedPolicyArns:", "  - !Sub arn:${AWS::Partition}:iam::aws:policy/AmazonSageMakerFullAccess"),
      ),
    ],
    good: [
      inTerraform(
        "read only",
        terraform("aws_iam_user_policy_attachment", 'user = "ana"', 'policy_arn = "arn:aws:iam::aws:policy/AmazonBedrockReadOnly"'),
      ),
    ],
  },
];

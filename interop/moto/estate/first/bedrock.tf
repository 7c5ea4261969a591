resource "aws_bedrockagent_agent" "cases" {
  agent_name              = "cases"
  foundation_model        = "anthropic.claude-3-5-sonnet-20240620-v1:0"
  agent_resource_role_arn = aws_iam_role.agent.arn
  guardrail_configuration {
    guardrail_identifier = "gr1cases"
    guardrail_version    = "1"
  }
}

resource "aws_bedrock_guardrail" "cases" {
  name                      = "cases"
  blocked_input_messaging   = "no"
  blocked_outputs_messaging = "no"
  content_policy_config {
    filters_config {
      type            = "PROMPT_ATTACK"
      input_strength  = "HIGH"
      output_strength = "NONE"
    }
  }
}

resource "aws_bedrockagent_knowledge_base" "manuals" {
  name     = "manuals"
  role_arn = aws_iam_role.agent.arn
  knowledge_base_configuration {
    type = "VECTOR"
    vector_knowledge_base_configuration {
      embedding_model_arn = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-embed-text-v2:0"
    }
  }
}

resource "aws_bedrockagent_data_source" "manuals" {
  knowledge_base_id = aws_bedrockagent_knowledge_base.manuals.id
  name              = "manuals"
  data_source_configuration {
    type = "S3"
    s3_configuration {
      bucket_arn = "arn:aws:s3:::bank-clean"
    }
  }
}

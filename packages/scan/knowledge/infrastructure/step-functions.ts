/* Services that a state of AWS Step Functions integrates with (docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html). */

/** AI services by the name that a task's resource gives them, with and without `aws-sdk:`. */
export const STATE_SERVICES: ReadonlyMap<string, string> = new Map([
  ["sagemaker", "sagemaker"],
  ["sagemakerruntime", "sagemaker"],
  ["bedrock", "bedrock"],
  ["bedrockruntime", "bedrock"],
  ["bedrockagent", "bedrock"],
  ["bedrockagentruntime", "bedrock"],
  ["comprehend", "comprehend"],
  ["rekognition", "rekognition"],
  ["textract", "textract"],
  ["transcribe", "transcribe"],
  ["polly", "polly"],
  ["translate", "translate"],
  ["lexruntimev2", "lex"],
  ["personalize", "personalize"],
  ["personalizeruntime", "personalize"],
  ["forecast", "forecast"],
  ["kendra", "kendra"],
  ["frauddetector", "fraud-detector"],
  ["qbusiness", "amazon-q"],
]);

/** Names of states that say that a function trains or runs a model. */
export const STATE_OF_LEARNING =
  /(?:^|[^a-z])(?:re)?train(?:ing)?[\s_-]*(?:the[\s_-]*)?(?:model|job|estimator)|model[\s_-]*train|fine[\s_-]*tun|(?:batch|bulk|model)[\s_-]*inference|(?:create|generate|compute)[\s_-]*embeddings?|hyper[\s_-]*parameter/i;

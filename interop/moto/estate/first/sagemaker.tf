module "research" {
  source = "./modules/notebook"
  name   = "research"
  role   = aws_iam_role.worker["research"].arn
}

module "lab" {
  source = "./modules/notebook"
  name   = "fraud-lab"
  role   = aws_iam_role.worker["research"].arn
}

resource "aws_sagemaker_model" "fraud" {
  name                     = "fraud-v3"
  execution_role_arn       = aws_iam_role.worker["server"].arn
  enable_network_isolation = true
  primary_container {
    image          = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/fraud/serve:3"
    model_data_url = "s3://bank-models/fraud/v3/model.tar.gz"
  }
}

resource "aws_sagemaker_model" "credit" {
  name                     = "credit-v1"
  execution_role_arn       = aws_iam_role.worker["server"].arn
  enable_network_isolation = true
  primary_container {
    image          = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/fraud/serve:3"
    model_data_url = "s3://bank-models/credit/v1/model.tar.gz"
  }
}

resource "aws_sagemaker_endpoint_configuration" "fraud" {
  name        = "fraud"
  kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"
  production_variants {
    variant_name           = "all"
    model_name             = aws_sagemaker_model.fraud.name
    initial_instance_count = 1
    instance_type          = "ml.m5.large"
  }
}

resource "aws_sagemaker_endpoint" "fraud" {
  name                 = "fraud"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.fraud.name
}

resource "aws_sagemaker_domain" "studio" {
  domain_name             = "studio"
  auth_mode               = "IAM"
  app_network_access_type = "VpcOnly"
  vpc_id                  = "vpc-12345678"
  subnet_ids              = ["subnet-12345678"]
  default_user_settings {
    execution_role = aws_iam_role.worker["research"].arn
  }
}

resource "aws_sagemaker_model_package_group" "fraud" {
  model_package_group_name = "fraud"
}

resource "aws_sagemaker_pipeline" "retrain" {
  pipeline_name         = "retrain"
  pipeline_display_name = "retrain"
  role_arn              = aws_iam_role.worker["trainer"].arn
  pipeline_definition   = "{\"Version\":\"2020-12-01\",\"Steps\":[]}"
}

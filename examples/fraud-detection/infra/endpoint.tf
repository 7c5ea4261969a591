data "aws_caller_identity" "current" {}

locals {
  registry = "${data.aws_caller_identity.current.account_id}.dkr.ecr.${var.region}.amazonaws.com"
}

# POST /score for merchants and acquirers, https://score.northquay.example/score
module "scoring" {
  source = "./modules/scoring_service"

  name               = "fraud-scoring"
  image              = "${local.registry}/fraud-scoring:${var.image_tag}"
  port               = 8080
  path               = "/score"
  vpc_id             = var.vpc_id
  public_subnet_ids  = var.public_subnet_ids
  private_subnet_ids = var.private_subnet_ids
  certificate_arn    = var.certificate_arn
  task_role_arn      = aws_iam_role.scoring.arn
  execution_role_arn = aws_iam_role.execution.arn
  internal           = false
  allowed_cidrs      = ["0.0.0.0/0"]

  environment = {
    MODEL_URI           = var.model_uri
    MLFLOW_TRACKING_URI = "https://mlflow.northquay.example"
  }
}

output "score_url" {
  description = "Name to point score.northquay.example at."
  value       = module.scoring.load_balancer_dns_name
}

data "aws_iam_policy_document" "ecs_tasks" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

# The scoring service reads models and nothing else.
resource "aws_iam_role" "scoring" {
  name               = "fraud-scoring"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks.json
}

resource "aws_iam_role_policy" "scoring" {
  name   = "read-models"
  role   = aws_iam_role.scoring.id
  policy = data.aws_iam_policy_document.read_models.json
}

data "aws_iam_policy_document" "read_models" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.bank_models.arn}/*"]
  }

  statement {
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.bank_models.arn]
  }
}

# The Airflow workers that run the retraining.
resource "aws_iam_role" "training" {
  name               = "fraud-training"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks.json
}

resource "aws_iam_role_policy" "training" {
  name   = "train-and-deploy"
  role   = aws_iam_role.training.id
  policy = data.aws_iam_policy_document.training.json
}

data "aws_iam_policy_document" "training" {
  statement {
    sid     = "Data"
    actions = ["s3:*"]

    resources = [
      aws_s3_bucket.bank_feeds.arn,
      "${aws_s3_bucket.bank_feeds.arn}/*",
      aws_s3_bucket.bank_models.arn,
      "${aws_s3_bucket.bank_models.arn}/*",
    ]
  }

  statement {
    sid       = "Deploy"
    actions   = ["ecs:UpdateService", "ecs:DescribeServices"]
    resources = [module.scoring.service_arn]
  }
}

resource "aws_iam_role" "execution" {
  name               = "fraud-scoring-execution"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks.json
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

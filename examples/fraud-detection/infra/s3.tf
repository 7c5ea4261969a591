# Transaction feeds. core-banking and partner-feed-a are written by our own
# ingest role, partner-feed-b is delivered by the acquirer across accounts.
resource "aws_s3_bucket" "bank_feeds" {
  bucket = "bank-feeds"
}

resource "aws_s3_bucket_public_access_block" "bank_feeds" {
  bucket                  = aws_s3_bucket.bank_feeds.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "bank_feeds" {
  bucket = aws_s3_bucket.bank_feeds.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_policy" "bank_feeds" {
  bucket = aws_s3_bucket.bank_feeds.id
  policy = data.aws_iam_policy_document.bank_feeds.json
}

data "aws_iam_policy_document" "bank_feeds" {
  statement {
    sid     = "PartnerDelivery"
    actions = ["s3:PutObject", "s3:DeleteObject"]

    resources = ["${aws_s3_bucket.bank_feeds.arn}/*"]

    principals {
      type        = "AWS"
      identifiers = [var.partner_role_arn]
    }
  }

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.bank_feeds.arn, "${aws_s3_bucket.bank_feeds.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

# Model artefacts and the DVC remote.
resource "aws_s3_bucket" "bank_models" {
  bucket = "bank-models"
}

resource "aws_s3_bucket_public_access_block" "bank_models" {
  bucket                  = aws_s3_bucket.bank_models.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "bank_models" {
  bucket = aws_s3_bucket.bank_models.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "bank_models" {
  bucket = aws_s3_bucket.bank_models.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

variable "region" {
  description = "Region of all resources."
  type        = string
  default     = "eu-central-1"
}

variable "vpc_id" {
  description = "Network of the scoring service."
  type        = string
}

variable "public_subnet_ids" {
  description = "Subnets of the load balancer."
  type        = list(string)
}

variable "private_subnet_ids" {
  description = "Subnets of the scoring tasks."
  type        = list(string)
}

variable "certificate_arn" {
  description = "Certificate for score.northquay.example."
  type        = string
}

variable "model_uri" {
  description = "Registry address of the model version that the service loads."
  type        = string
}

variable "image_tag" {
  description = "Tag of the scoring image."
  type        = string
  default     = "2.3.0"
}

variable "partner_role_arn" {
  description = "Role in the acquirer's account that delivers partner-feed-b."
  type        = string
  default     = "arn:aws:iam::444455556666:role/txn-export"
}

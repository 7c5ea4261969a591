variable "name" {
  type = string
}

variable "image" {
  type = string
}

variable "port" {
  type = number
}

variable "path" {
  description = "The one path that is routed to the service."
  type        = string
}

variable "vpc_id" {
  type = string
}

variable "public_subnet_ids" {
  type = list(string)
}

variable "private_subnet_ids" {
  type = list(string)
}

variable "certificate_arn" {
  type = string
}

variable "task_role_arn" {
  type = string
}

variable "execution_role_arn" {
  type = string
}

variable "internal" {
  description = "Whether the load balancer is reachable from inside the network only."
  type        = bool
  default     = true
}

variable "allowed_cidrs" {
  type = list(string)
}

variable "environment" {
  type    = map(string)
  default = {}
}

variable "requests_per_five_minutes" {
  description = "Limit per client address."
  type        = number
  default     = 3000
}

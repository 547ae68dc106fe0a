"""The only room with a door to AWS: DynamoDB, S3, SQS, SES, Secrets Manager and the environment."""

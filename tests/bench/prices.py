"""What AWS asks, in US dollars before tax: the table of docs/cost.md, which says how each price is known."""

MILLION = 1_000_000

READ_UNIT = 0.125 / MILLION  # DynamoDB, on demand
WRITE_UNIT = 0.625 / MILLION
LAMBDA_RUN = 0.20 / MILLION
LAMBDA_GB_SECOND = 0.0000133334  # Arm
MAIL_OUT = 0.0001  # SES without a plan, for each recipient
MAIL_OUT_ESSENTIALS = 0.00016  # what a new account has until it asks for none
MAIL_IN = 0.0001
REQUESTS = {  # S3, SQS and Secrets Manager, a call each
    "s3.PutObject": 5 / MILLION,
    "s3.CopyObject": 5 / MILLION,
    "s3.ListObjectsV2": 5 / MILLION,
    "s3.GetObject": 0.4 / MILLION,
    "s3.HeadObject": 0.4 / MILLION,
    "s3.DeleteObject": 0.0,
    "sqs.SendMessageBatch": 0.4 / MILLION,
    "secrets-manager.GetSecretValue": 5 / MILLION,
}
STORED_MAIL = 5 / MILLION + 0.5 / MILLION  # SES puts it into the bucket and tells the topic of it
TAKEN_MESSAGE = 2 * 0.4 / MILLION  # Lambda receives and deletes it
KMS_CALL = 0.03 / 10_000

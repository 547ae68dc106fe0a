"""The one door out: SES. It takes bytes and gives back the Message-ID that the mail really left with."""

from collections.abc import Sequence

from complaints.aws.clients import client
from complaints.workflow.ports import NeverAcceptedError, NotNowError

# SES answers these when it takes no more mail for now, or while the account or the domain is being mended:
# https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
NOT_NOW = (
    "TooManyRequestsException",
    "LimitExceededException",
    "AccountSuspendedException",
    "SendingPausedException",
    "MailFromDomainNotVerifiedException",
    "ThrottlingException",
)
NEVER = ("MessageRejected", "BadRequestException")
# MessageRejected, too, but no fault of the letter: the domain lost its DKIM records, or the account is in the
# sandbox. https://repost.aws/knowledge-center/ses-554-400-message-rejected-error
UNVERIFIED = "Email address is not verified"


class SesPostman:
    """Sends raw mails with a configuration set, so that bounces come back as events."""

    def __init__(self, configuration_set: str):
        self._ses = client("sesv2")
        self._settings = {"ConfigurationSetName": configuration_set} if configuration_set else {}

    def post(self, raw: bytes, recipients: Sequence[str]) -> str:
        """Hand the mail to SES; raises NotNowError or NeverAcceptedError.

        Returns SES's Message-ID as it stands on the wire, `<id@region.amazonses.com>`.
        """
        try:
            answer = self._ses.send_email(
                Content={"Raw": {"Data": raw}},
                Destination={"ToAddresses": list(recipients)},
                **self._settings,
            )
        except self._ses.exceptions.ClientError as error:
            code, why = error.response["Error"]["Code"], error.response["Error"].get("Message", "")
            if code in NOT_NOW or why.startswith(UNVERIFIED):
                raise NotNowError(code) from error
            if code in NEVER:
                raise NeverAcceptedError(code) from error
            raise
        return message_id(answer["MessageId"], self._ses.meta.region_name)


def message_id(ses_id: str, region: str) -> str:
    """SES's id of a mail as a Message-ID; us-east-1 alone has a domain of its own."""
    host = "email" if region == "us-east-1" else region
    return f"<{ses_id}@{host}.amazonses.com>"

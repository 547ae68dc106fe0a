"""What our functions use of the processor for a mail, every call really made by boto3 to a loopback port.

`python -m tests.bench.whole COUNT` prints it as a line of JSON. The emulator is a process of its own and not
counted, nor is what SES, S3, SQS and Lambda do around the functions; all threads of the functions are.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import botocore.client

from lyhord.engine.arrival import ALL_PASS, Arrival, notice, stored
from lyhord.engine.aws import ORGANISATION
from lyhord.organisation import compile_file
from tests.bench.mails import ARRIVES, Sample, samples
from tests.emulator import emulator
from tests.lindhoj import FILE, INTAKE
from tests.proof.processes import Process
from tests.proof.stack import Stack, client

ACCESS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "eu-north-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "POWERTOOLS_METRICS_DISABLED": "true",
    "POWERTOOLS_LOG_LEVEL": "CRITICAL",
}
WARM = 5  # mails before those that count: what is loaded once is no cost of a mail
SECRETS = {name: {"1": name} for name in ("SigningSecret", "PersonSecret")}


class Meter:
    """Processor time, runs and calls to AWS of each function."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._processes: dict[str, Process] = {}
        self.used, self.wall, self.calls, self.messages = Counter(), Counter(), Counter(), Counter()

    def run(self, queue: str, bodies: list[str]) -> None:
        """Give messages to the function that takes them from the queue, as Lambda does."""
        function = self._stack.fed_by(queue)
        if function.name not in self._processes:
            self._processes[function.name] = Process(function)
        event = {"Records": [_record(body) for body in bodies]}
        made, began, used = _calls.made, time.perf_counter(), cpu()
        answer = self._processes[function.name].handle(event)
        self.used[function.name] += cpu() - used
        self.wall[function.name] += time.perf_counter() - began
        self.calls[function.name] += _calls.made - made
        self.messages[function.name] += len(bodies)
        if answer["batchItemFailures"]:
            raise RuntimeError(f"{function.name} failed")


def measured(count: int) -> Mapping[str, Any]:
    """Every mail from its notice to its last letter, one after another."""
    stack = Stack(SECRETS)
    bucket = stack.resources["Mails"]
    client("s3").put_object(Bucket=bucket, Key=ORGANISATION, Body=compile_file(FILE))
    client("sesv2").create_email_identity(EmailIdentity="skola.lindhoj.example")
    meter = Meter(stack)
    mails = samples(count + WARM)
    for number, sample in enumerate(mails):
        if number == WARM:
            for counts in (meter.used, meter.wall, meter.calls, meter.messages):
                counts.clear()
        meter.run("Arrivals", [_arrived(sample, bucket)])
        while letters := _taken(stack):
            meter.run("Wakes", letters)
    counts = {"cpu": meter.used, "wall": meter.wall, "calls": meter.calls, "messages": meter.messages}
    return {name: {kind: of[name] for kind, of in counts.items()} for name in meter.messages}


def _arrived(sample: Sample, bucket: str) -> str:
    """SES puts the object into the bucket; the notice that it sends then."""
    arrival = Arrival(
        raw=sample.raw, sender=sample.sender, recipients=(INTAKE,), at=ARRIVES, verdicts=ALL_PASS
    )
    client("s3").put_object(Bucket=bucket, Key=arrival.key, Body=stored(arrival))
    return json.dumps(notice(arrival, bucket=bucket, topic="notices"))


def _taken(stack: Stack) -> list[str]:
    """What lies on the queue of wake-ups, as many as Lambda gives at once."""
    url, most = stack.resources["Wakes"], stack.fed_by("Wakes").batch
    found = client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=most).get("Messages", [])
    for message in found:
        client("sqs").delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return [message["Body"] for message in found]


def _record(body: str) -> dict[str, Any]:
    return {
        "messageId": "1",
        "receiptHandle": "1",
        "body": body,
        "attributes": {"SentTimestamp": str(int(time.time() * 1000)), "ApproximateReceiveCount": "1"},
        "messageAttributes": {},
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-north-1:000000000000:queue",
        "awsRegion": "eu-north-1",
    }


def cpu() -> float:
    """Seconds of processor time that this process and all its threads have used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


_calls = SimpleNamespace(made=0)


def _count_calls() -> None:
    call = botocore.client.BaseClient._make_api_call

    def counted(*given: Any) -> Any:
        _calls.made += 1
        return call(*given)

    botocore.client.BaseClient._make_api_call = counted


def main() -> None:
    os.environ.update(ACCESS)
    _count_calls()
    with tempfile.TemporaryDirectory() as workspace, emulator(workspace) as url:
        os.environ["AWS_ENDPOINT_URL"] = url
        print(json.dumps(measured(int(sys.argv[1]))))


if __name__ == "__main__":
    main()

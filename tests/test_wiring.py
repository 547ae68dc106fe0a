"""What the handlers share."""

import pytest

from wiring import FailedError, quietly


def test_a_failure_rises_without_its_words(caplog):
    with pytest.raises(FailedError, match=r"^ValueError$") as failed, quietly():
        raise ValueError("Leo i 4B")
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__
    [record] = caplog.records
    assert record.error == "ValueError"
    assert "Leo" not in str(vars(record))

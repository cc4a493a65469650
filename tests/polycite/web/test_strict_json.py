from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from polycite.web.strict_json import BadJson, parse

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
REFUSED = {
    "truncated": (b'{"question": "a', "error at character"),
    "nothing": (b"   ", "error at character"),
    "byte order mark": (b'\xef\xbb\xbf{"question": "a"}', "error at character"),
    "not UTF-8": (b'{"question": "\xff"}', "byte 14 is not UTF-8"),
    "UTF-16": ('{"question": "a"}'.encode("utf-16"), "byte 0 is not UTF-8"),
    "a name twice": (b'{"question": "a", "question": "b"}', "one name twice"),
    "a name twice, deeper": (b'{"question": "a", "history": [{"role": "user", "role": "x"}]}', "one name twice"),
    "NaN": (b'{"question": "a", "k": NaN}', "NaN"),
    "minus infinity": (b'{"question": "a", "k": -Infinity}', "Infinity"),
    "a hundred thousand lists": (b"[" * 100_000, "nested too deeply"),
    "a hundred thousand objects": (b'{"a":' * 40_000, "nested too deeply"),
    "five thousand digits": (b'{"question": "a", "k": ' + b"9" * 5000 + b"}", "too many digits"),
}


@given(VALUES)
def test_good_json_is_read_as_it_was_written(value: object) -> None:
    assert parse(json.dumps(value).encode()) == value


@pytest.mark.parametrize("case", REFUSED)
def test_bad_json_is_refused_with_the_reason(case: str) -> None:
    body, reason = REFUSED[case]
    with pytest.raises(BadJson) as caught:
        parse(body)
    assert reason in caught.value.detail


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize("address", ["/v1/ask", "/v1/search"])
def test_bad_json_is_a_malformed_request_over_http(site: TestClient, case: str, address: str) -> None:
    body, reason = REFUSED[case]
    response = site.post(address, content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()["type"]) == (400, "urn:polycite:problem:malformed-request")
    assert reason in response.json()["detail"]


def test_an_empty_body_is_a_malformed_request(site: TestClient) -> None:
    response = site.post("/v1/ask", headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()["detail"]) == (
        400,
        "the body is not JSON that can be read: it is empty",
    )


@pytest.mark.parametrize("question", ['"\\ud800"', "1e400", "123456789012345678901234567890", "[[[[[]]]]]"])
def test_a_value_that_is_json_but_no_question_is_an_invalid_request(site: TestClient, question: str) -> None:
    body = f'{{"question": {question}}}'.encode()
    response = site.post("/v1/ask", content=body, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (422, "/question")

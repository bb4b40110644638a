"""JSON handed in by HTTP, and what came back; no redirect is followed, and no word said holds a secret."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from email.message import Message as Headers
from http.client import HTTPException
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from gkplan import __version__
from gkplan.i18n import gettext as _
from gkplan.watch.notify.interface import NotAcceptedError
from gkplan.watch.secrets import masked

_ANSWER_LIMIT = 1 << 16
_BUSY = frozenset({429, 500, 502, 503, 504})


class _Refused(HTTPRedirectHandler):
    def redirect_request(  # noqa: PLR0913, PLR0917 - urllib's signature
        self,
        req: Request,  # noqa: ARG002
        fp: IO[bytes],  # noqa: ARG002
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: Headers,  # noqa: ARG002
        newurl: str,  # noqa: ARG002
    ) -> None:
        """Follow nothing: who is sent elsewhere would carry the secret there."""
        return


def encoded(data: Mapping[str, Any]) -> bytes:
    """JSON as it is sent."""
    return json.dumps(data, ensure_ascii=False).encode()


def post(url: str, body: bytes, *, timeout: float, secrets: Iterable[str], headers: Mapping[str, str]) -> bytes:
    """Hand JSON in and give back what was answered with 2xx; raises `NotAcceptedError` for everything else."""
    secrets = [url, *secrets]
    if not url.lower().startswith(("http://", "https://")):
        raise NotAcceptedError(_("its address is none of http or https"))
    try:
        request = Request(  # noqa: S310 - the scheme is one of the two
            url,
            body,
            {"Content-Type": "application/json; charset=utf-8", "User-Agent": f"gkplan/{__version__}", **headers},
        )
        with build_opener(_Refused()).open(request, timeout=timeout) as answer:
            content: bytes = answer.read(_ANSWER_LIMIT)
            return content
    except HTTPError as error:
        error.close()
        raise NotAcceptedError(_status_words(error.code), passing=error.code in _BUSY) from None
    except (HTTPException, OSError, ValueError) as error:
        cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, BaseException) else error
        raise NotAcceptedError(masked(_words_of(cause), secrets), passing=_passing(cause)) from None


def answered(content: bytes) -> Mapping[str, Any]:
    """What a service answered, as JSON; raises `NotAcceptedError` where it is no object."""
    try:
        data = json.loads(content)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise NotAcceptedError(_("its answer can't be understood"))
    return data


def refusal(code: object, message: object, secrets: Iterable[str], *, passing: bool = False) -> NotAcceptedError:
    """A refusal by a code in the answer, with the service's own words."""
    words = masked(f"{code} {message or ''}", secrets)
    return NotAcceptedError(_("refused: {words}").format(words=words), passing=passing)


def _status_words(status: int) -> str:
    if 300 <= status < 400:
        return _("it answered with a redirect (HTTP {status}), which is not followed").format(status=status)
    return _("it answered with HTTP {status}").format(status=status)


def _words_of(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return _("no answer in time")
    return (error.strerror if isinstance(error, OSError) else "") or type(error).__name__


def _passing(error: BaseException) -> bool:
    """Whether the line broke; who was silent may have heard, and bad words will not get better."""
    return isinstance(error, (OSError, HTTPException)) and not isinstance(error, (TimeoutError, ValueError))

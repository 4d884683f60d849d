"""No file that is sent is taken in before the form has shown that it comes from here.

The token of a form is among what is sent, so looking for it reads all of it, and large files would lie on the disk
before anybody was refused. Here the token is judged where the first file begins: it is in a header, or in a part of the
form before the files, as our forms have it. Without it nothing more is read, no file is made, and the ordinary judge of
tokens refuses the request.
"""

from __future__ import annotations

import copy
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, QueryDict
from django.http.multipartparser import MultiPartParser
from django.middleware.csrf import CsrfViewMiddleware

_BEVIS = "csrfmiddlewaretoken"


class Filport(FileUploadHandler):
    """The first of the handlers of uploads; of a file it keeps nothing itself."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._laeser: Any = None

    def handle_raw_input(self, input_data: Any, META: Any, *_andet: Any) -> Any:  # noqa: N803 - the framework's name
        """Read the form as the framework does, by a reader whose fields so far can be seen."""
        if self._laeser is not None:
            return None
        self._laeser = MultiPartParser(META, input_data, self.request.upload_handlers, self.request.encoding)
        return self._laeser.parse()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins; no other handler has been told of it yet. Raises ``StopUpload`` where it may not."""
        super().new_file(*args, **kwargs)
        if not _bevist(self.request, self._laeser._post):
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - the framework's signature
        """On to those who keep it."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Those who kept it have it."""


class _Dommer(CsrfViewMiddleware):
    """The framework's own judge, without its page of refusal: that is given by the one who judges the request."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:  # noqa: ARG002 - the framework's signature
        return HttpResponseForbidden()


def _bevist(request: HttpRequest, felter: QueryDict) -> bool:
    """Whether what has been read so far would be let through; the rest of the body is not touched."""
    if request.resolver_match is None:
        return False
    proeve: Any = copy.copy(request)
    proeve.POST = QueryDict()
    if felter.get(_BEVIS):
        proeve.META = {**request.META, settings.CSRF_HEADER_NAME: felter[_BEVIS]}
    dommer = _Dommer(lambda _: HttpResponse())
    dommer.process_request(proeve)
    return dommer.process_view(proeve, request.resolver_match.func, (), {}) is None

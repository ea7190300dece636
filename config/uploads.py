"""The limit on what one request may upload."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class SizeLimit(FileUploadHandler):
    """Refuses a request by its announced length, before a byte of it is stored."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None) -> None:
        if content_length > settings.MAX_UPLOAD_BYTES:
            raise RequestDataTooBig(
                f"expected an upload of at most {settings.MAX_UPLOAD_BYTES} bytes, got {content_length}; send less"
            )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

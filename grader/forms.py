"""What a student may send: Python source text of a reasonable size."""

import io
import tokenize

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MAX_SOURCE_BYTES = 64 * 1024


class HintForm(forms.Form):
    hint = forms.IntegerField(min_value=1, max_value=99)


class CompareForm(forms.Form):
    old = forms.IntegerField(min_value=1, max_value=2**53)
    new = forms.IntegerField(min_value=1, max_value=2**53)


class DraftForm(forms.Form):
    revision = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    source = forms.CharField(strip=False, required=False, widget=forms.Textarea, label=gettext_lazy("Your code"))

    def clean_revision(self) -> int:
        return self.cleaned_data["revision"] or 0

    def clean_source(self) -> str:
        source = self.cleaned_data["source"].replace("\r\n", "\n").replace("\r", "\n")
        size = len(source.encode("utf-8"))
        if size > MAX_SOURCE_BYTES:
            raise ValidationError(
                _("Expected at most %(limit)s KiB of code, got %(size)s KiB. Leave out data and unused functions."),
                params={"limit": MAX_SOURCE_BYTES // 1024, "size": -(-size // 1024)},
            )
        if "\ufffd" in source:  # what the decoder puts in place of bytes that are not UTF-8
            line = source[: source.index("\ufffd")].count("\n") + 1
            raise ValidationError(
                _("Expected UTF-8 text, got a character that is not, on line %(line)s. Retype that line."),
                params={"line": line},
            )
        return source


class SubmissionForm(DraftForm):
    def clean_source(self) -> str:
        source = super().clean_source()
        if not _has_code(source):
            raise ValidationError(_("Expected Python code, got nothing but blank lines and comments."))
        return source


def _has_code(source: str) -> bool:
    empty = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING, tokenize.ENDMARKER}
    try:
        return any(token.type not in empty for token in tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        return True  # broken code is still code; its verdict names the line

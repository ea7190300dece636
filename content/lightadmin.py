"""Pages of the admin site without what none of them uses."""

from django import forms
from django.contrib import admin

# With these Django fills in a slug while a title is typed. Nothing here is filled in so, and they weigh 50 KB.
UNUSED = ("urlify.js", "prepopulate.js", "xregexp.js", "xregexp.min.js")


class LightAdmin(admin.ModelAdmin):
    @property
    def media(self) -> forms.Media:
        every = super().media
        return forms.Media(css=every._css, js=[script for script in every._js if not str(script).endswith(UNUSED)])

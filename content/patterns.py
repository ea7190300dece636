"""The forms that slugs, languages and addresses in authored files take."""

from django.utils.translation import gettext_lazy as _

SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
LANGUAGE = r"^(?:en|vi)?$"
WEB_ADDRESS = r"^(?:https?://\S+)?$"
KIND = r"^(?:function)?$"
IDENTIFIER = r"^(?:[A-Za-z_][A-Za-z0-9_]{0,79})?$"

DESCRIPTIONS = {
    SLUG: _("lower-case letters, digits and single hyphens, such as “forward-diffusion”"),
    LANGUAGE: _("en or vi"),
    WEB_ADDRESS: _("an address that begins with http:// or https://"),
    KIND: _("function"),
    IDENTIFIER: _("a name as Python has them, in ASCII letters, such as “snr”"),
}

"""Static files under names that carry their hash, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage as WhiteNoiseStorage


class HashedStaticFiles(WhiteNoiseStorage):
    """Our own modules import each other by relative path, so those paths get the hash too.

    Django can do that for every script, but its pattern also matches the comments of packages that we do not write.
    """

    patterns = (*WhiteNoiseStorage.patterns, ("js/*.js", WhiteNoiseStorage._js_module_import_aggregation_patterns[1]))

"""Static files under names that carry their hash, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    # Modules import each other by relative path; those paths have to carry the hash too.
    support_js_module_import_aggregation = True

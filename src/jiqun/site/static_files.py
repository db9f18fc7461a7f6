"""Static files under names made from their content, the modules that scripts import among them."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class NamedByContent(CompressedManifestStaticFilesStorage):
    """A page and all modules it leads to are of one release, whatever a browser still keeps."""

    support_js_module_import_aggregation = True

"""Loaded before Django's settings: gives a test run a data directory and a queue of its own.

Without it the tests would write into the folder, and talk to the broker, of a site that runs from this checkout.
"""

import atexit
import os
import shutil
import tempfile

for name in ("SECRET_KEY", "DEBUG", "HTTPS", "ALLOWED_HOSTS", "TRUSTED_PROXIES", "CSRF_TRUSTED_ORIGINS", "EMAIL_URL"):
    os.environ.pop(name, None)

folder = tempfile.mkdtemp(prefix="denoise-test-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.mkdir(os.path.join(folder, "static"))
os.environ["DENOISE_DATA_DIR"] = folder
os.environ["DENOISE_QUEUE"] = f"test-{os.path.basename(folder)}"

"""The site for a WSGI server; `tournevis serve` runs it in granian."""

import os
import threading
import time
from importlib import import_module

from django.core.wsgi import get_wsgi_application


def end_with(parent: int) -> None:
    """End this process once `parent` is gone: a server killed outright leaves no worker that holds the port."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tournevis.project.settings")
if parent := os.environ.get("TOURNEVIS_SUPERVISOR"):
    threading.Thread(target=end_with, args=(int(parent),), daemon=True).start()
application = get_wsgi_application()

# Reading the fault base takes seconds: done while the server comes up, not while the first user waits.
threading.Thread(target=import_module("tournevis.diagnosis.engine").warm, daemon=True).start()

"""`python -m tournevis.cli` is `tournevis`."""

import sys

from tournevis.cli.main import main

sys.exit(main())

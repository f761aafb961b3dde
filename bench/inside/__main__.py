"""Run one module of this package on the home that PIRTTI_HOME names."""

import importlib
import json
import os
import sys

import django
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pirtti.config.settings")
django.setup()
# Pages give up within seconds; loading and recounting may take their time.
connection.settings_dict["OPTIONS"].pop("options", None)
module = importlib.import_module(f"bench.inside.{sys.argv[1]}")
answer = module.run(**json.loads(sys.argv[2]))
print("ANSWER", json.dumps(answer))

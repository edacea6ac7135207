"""`mdatp health --output json`: Microsoft Defender on Linux and macOS."""

import json

from ...reasons import Unread


def parse(text: str) -> str:
    """The antivirus's state: ok, outdated or disabled.

    >>> parse('''{"$type": "getHealthAllResult", "healthy": true, "licensed": true,
    ...  "definitionsStatus": {"$type": "outOfDate"},
    ...  "realTimeProtectionEnabled": {"displayValue": true, "isManaged": false, "value": true}}''')
    'outdated'
    """
    try:
        health = json.loads(text)
        guarded = health.get("realTimeProtectionEnabled", {"value": False})["value"]
        fresh = health["definitionsStatus"]["$type"] == "upToDate"
        passive = health.get("passiveModeEnabled", {"value": False})["value"]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unread("garbled", f"mdatp: {error}") from None
    # In passive mode another product guards in real time; Defender is as it was meant to be.
    if not guarded and not passive:
        return "disabled"
    return "ok" if fresh else "outdated"

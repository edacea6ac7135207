"""A pack that is broken on purpose."""

import pytest

from tournevis.troubleshooting import PackError, load_base


def refused(folder, file, old, new):
    """What is said when `old` in a file of the pack is `new` instead."""
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(PackError) as caught:
        load_base(folder)
    return str(caught.value)

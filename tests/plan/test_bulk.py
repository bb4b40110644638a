"""Making much at once."""

import gc

import pytest

from gkplan.plan.bulk import uncollected


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_as_it_was_afterwards(was_on: bool) -> None:
    """Also where an error ends the work, and where somebody had switched it off before."""
    (gc.enable if was_on else gc.disable)()
    try:
        with pytest.raises(ZeroDivisionError), uncollected():
            _ = 1 / int(gc.isenabled())
        assert gc.isenabled() is was_on
    finally:
        gc.enable()

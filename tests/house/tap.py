# Test Anything Protocol for the tests that are scripts. SPDX-License-Identifier: GPL-3.0-or-later
import sys

_failed = 0
_number = 0


def check(name, passed, why=''):
    """One case; a failed one says why."""
    global _failed, _number
    _number += 1
    print(f"{'ok' if passed else 'not ok'} {_number} - {name}", flush=True)
    if not passed:
        _failed += 1
        for line in str(why).splitlines():
            print(f'# {line}', flush=True)


def done():
    """Ends the program; no case at all is a failure."""
    print(f'1..{_number}', flush=True)
    sys.exit(1 if _failed or not _number else 0)

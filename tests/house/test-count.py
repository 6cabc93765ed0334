#!/usr/bin/env python3
# The closing line of ./dev test tells the truth. SPDX-License-Identifier: GPL-3.0-or-later
"""Would catch a run that counts nothing, forgets the cases inside a program, or calls a crash a success."""
import json
import pathlib
import subprocess
import sys
import tempfile

import tap

COUNT = sys.argv[1]


def test(result, output='', name='sample'):
    return {'name': name, 'result': result, 'stdout': output}


def check(name, tests, status, last_line, exit_status, own=None, told=''):
    with tempfile.TemporaryDirectory(prefix='foyer-count-') as folder:
        logs = pathlib.Path(folder) / 'meson-logs'
        logs.mkdir()
        if tests is not None:
            (logs / 'testlog.json').write_text(''.join(json.dumps(each) + '\n' for each in tests))
        if own is not None:
            (pathlib.Path(folder) / 'dev-tests.tap').write_text(own)
        result = subprocess.run([sys.executable, COUNT, folder, str(status)], capture_output=True, text=True, check=False)
        lines = result.stdout.splitlines()
        tap.check(name, lines and lines[-1] == last_line and result.returncode == exit_status and told in result.stdout,
                  f'{result.returncode}\n{result.stdout}{result.stderr}')


check('cases inside programs', [test('OK', 'ok 1 /a\nok 2 /b # SKIP no display\n1..2\n'), test('OK')], 0, '2 passed, 0 failed', 0)
check('a failed case', [test('FAIL', 'ok 1 /a\nnot ok 2 /b\n1..2\n')], 1, '1 passed, 1 failed', 1)
check('what a failed case says of itself', [test('FAIL', 'not ok 1 /b\n# the sea\n#   is blue\nok 2 /c\n# no word of this\n1..2\n')], 1, '1 passed, 1 failed',
      1, told='failed: sample: /b\n    the sea\n      is blue\n1 passed')
check('a crash after good cases', [test('ERROR', 'ok 1 /a\n')], 1, '1 passed, 1 failed', 1)
check('a time-out without output', [test('TIMEOUT')], 1, '0 passed, 1 failed', 1)
check('an indented case is a part of another', [test('OK', 'ok 1 /a\n    not ok 1 inner\n1..1\n')], 0, '1 passed, 0 failed', 0)
check('the tests of dev count', [], 0, '1 passed, 1 failed', 1, own='ok 1 - runs\nnot ok 2 - stops\n')
check('nothing ran', [], 0, '0 passed, 0 failed', 1)
check('everything skipped', [test('SKIP')], 0, '0 passed, 0 failed', 1)
check('no log', None, 0, '0 passed, 0 failed', 1)
check('the runner failed', [test('OK')], 3, '1 passed, 0 failed', 1)
tap.done()

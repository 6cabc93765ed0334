#!/usr/bin/env python3
# Counts the test cases of the last run, from meson's log and the log of the tests of dev, and closes with the line
# "N passed, N failed". SPDX-License-Identifier: GPL-3.0-or-later
"""A GTest program is one test for meson but many cases: they are in its TAP output. A program that broke off (crash, time-out,
wrong exit status) has at least one failure, whatever its output said until then. No test at all is a failure too."""
import itertools
import json
import pathlib
import re
import sys

CASE = re.compile(r'^(not )?ok\b(?:\s+\d+)?(?:\s*-)?\s*([^#]*?)\s*(?:#\s*(SKIP\b)?\s*(.*))?$', re.IGNORECASE)


# The trace of a script and what was on the screen first of all; not a whole log.
LINES_SAID = 150


def said_after(lines):
    """What a program says of a case that failed: the comments that follow it."""
    comments = itertools.takewhile(lambda line: line.startswith('#'), lines)
    return [line[1:].rstrip() for line in itertools.islice(comments, LINES_SAID)]


def cases(output):
    """The cases of one program's TAP: (name, 'passed', 'failed' or 'skipped', reason, what is said of a failure)."""
    lines = output.splitlines()
    for number, line in enumerate(lines, 1):
        match = CASE.match(line)
        if match:
            failed, name, skipped, reason = match.groups()
            outcome = 'skipped' if skipped else 'failed' if failed else 'passed'
            yield name, outcome, reason or '', said_after(lines[number:]) if outcome == 'failed' else []


def main():
    build, status = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    found = []
    own = build / 'dev-tests.tap'
    if own.exists():
        found += [('dev: ' + name, *rest) for name, *rest in cases(own.read_text())]
    log = build / 'meson-logs' / 'testlog.json'
    for line in log.read_text().splitlines() if log.exists() else []:
        test = json.loads(line)
        inner = [(test['name'] + ': ' + name, *rest) for name, *rest in cases(test.get('stdout', ''))]
        broken = test['result'] not in ('OK', 'EXPECTEDFAIL', 'SKIP')
        if not inner:
            outcome = 'failed' if broken else 'skipped' if test['result'] == 'SKIP' else 'passed'
            inner = [(test['name'], outcome, '', [])]
        elif broken and not any(case[1] == 'failed' for case in inner):
            inner.append((test['name'] + ': the program (' + test['result'].lower() + ')', 'failed', '', []))
        found += inner

    count = {outcome: sum(case[1] == outcome for case in found) for outcome in ('passed', 'failed', 'skipped')}
    for name, outcome, reason, said in found:
        if outcome != 'passed':
            print('\n   '.join([f'{outcome}: {name}' + (f' ({reason})' if reason else ''), *said]))
    if not count['passed'] + count['failed']:
        print('No test ran.')
    elif status and not count['failed']:
        print(f'The test runner ended with exit status {status} although no test failed.')
    print(f"{count['passed']} passed, {count['failed']} failed", flush=True)
    return 1 if status or count['failed'] or not count['passed'] else 0


if __name__ == '__main__':
    sys.exit(main())

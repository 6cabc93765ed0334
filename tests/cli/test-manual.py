#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-manual.py PROGRAM PAGE...: what a program says of its options, and what its manual page says. Would catch: an option that only one of
them knows, a fault of the sandbox without a line in the page, and a page that is not one."""

import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'house'))
import tap  # noqa: E402


def run(*command):
    return subprocess.run(command, env=dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='C'), stdout=subprocess.PIPE, text=True, check=True,
                          timeout=30).stdout


def options_of_help(text):
    """As --name or -n, at the beginning of a line."""
    found = set()
    for line in text.splitlines():
        start = re.match(r'\s+((-\w), )?(--[\w-]+)', line)
        if start:
            found.update(option for option in start.group(2, 3) if option)
    return found


def section(page, title):
    return page.split(f'.SH {title}\n', 1)[-1].split('\n.SH ', 1)[0] if f'.SH {title}\n' in page else ''


def plain(line):
    """A line of the page without what roff reads."""
    line = re.sub(r'^\.[BI]?[BIR] ', '', line)
    return re.sub(r'\\f[BIRP]', '', line).replace('\\-', '-').replace('"', '')


def tags(text):
    """What the paragraphs of a section are about."""
    lines = text.splitlines()
    return [plain(lines[number + 1]) for number, line in enumerate(lines) if line == '.TP']


def options_of_page(page):
    text = section(page, 'OPTIONS')
    bold = [plain(line) for line in text.splitlines() if re.match(r'\.BR? \\-', line)]
    return {option for line in tags(text) + bold for option in re.findall(r'(?<![\w-])--?[a-zA-Z][\w-]*', line)}


def faults_of_help(text):
    block = re.search(r'^Faults:.*\n((?:  .*\n)+)', text, re.MULTILINE)
    return set(re.findall(r'^  (\S+)', block.group(1), re.MULTILINE)) if block else set()


def check_page(program, path):
    name = pathlib.Path(program).name
    text, page = run(program, '--help'), pathlib.Path(path).read_text()
    said, written = options_of_help(text), options_of_page(page)
    tap.check(f'{name}: its --help has options', {'--help', '-h', '--version'} <= said, said)
    tap.check(f'{name}: every option is in the page', said <= written, f'not in the page: {sorted(said - written)}')
    tap.check(f'{name}: the page has no other', written <= said, f'only in the page: {sorted(written - said)}')
    faults = faults_of_help(text)
    missing = faults - set(tags(section(page, 'FAULTS')))
    tap.check(f'{name}: every fault is in the page', not missing, sorted(missing))
    if name == 'foyer-sandbox':
        tap.check(f'{name}: it has faults', 'lose-reply' in faults, faults)
    tap.check(f'{name}: nothing is left to be filled in', not re.search(r'@[A-Z]+@', page))


for program, path in zip(sys.argv[1::2], sys.argv[2::2]):
    check_page(program, path)
tap.done()

#!/usr/bin/env python3
# The rules of the house that a compiler does not know. SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: check-house.py TOP [RULE...]. Prints every breach as "file: what" and ends with 1 if there is one. The rules are the
functions of RULES; tests/house shows each of them a breach that it must see."""
import pathlib
import re
import sys

LONGEST = 600
SOURCES = ('src', 'tests', 'build-aux', 'flatpak')
MARKER = re.compile(r'\b(TO[D]O|FIX[M]E)\b')
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.MULTILINE)
TRANSLATED = re.compile(r'(?<![A-Za-z0-9])(?:_|C_|N_|NC_|ngettext|g_dngettext) \(\s*"|translatable="(?:yes|true)"')

# Which floors a floor sees, and which libraries it may use: the table of CONTRIBUTING.
FLOORS = {'core': (), 'api': ('core',), 'store': ('core',), 'sync': ('core', 'api', 'store'), 'sandbox': (),
          'cli': ('core', 'sync'), 'ui': ('core', 'sync', 'sandbox')}
LIBRARIES = {'gtk/': ('ui',), 'gdk/': ('ui',), 'adwaita.h': ('ui',), 'libsoup/': ('api', 'sandbox'),
             'json-glib/': ('api', 'sandbox', 'cli'), 'sqlite3.h': ('store',), 'libsecret/': ('store',)}


def files(top, folders, *suffixes):
    for folder in folders:
        yield from sorted(path for path in (top / folder).rglob('*') if path.suffix in suffixes and path.is_file())


def sizes(top):
    """No file is so long that its idea is lost."""
    for path in files(top, SOURCES, '.c', '.h', '.py', '.sh'):
        lines = path.read_text().count('\n')
        if lines > LONGEST:
            yield path, f'{lines} lines, {LONGEST} are the most'


def licences(top):
    """Every source says its licence: C in its first line, the others near the top."""
    for path in files(top, SOURCES + ('data',), '.c', '.h', '.py', '.sh', '.ui', '.css'):
        head = path.read_text().split('\n')[:1 if path.suffix in ('.c', '.h') else 4]
        if not any('SPDX-License-Identifier: GPL-3.0-or-later' in line for line in head):
            yield path, 'no SPDX line at the top'


def markers(top):
    """What is left to do is an issue, not a comment."""
    for path in files(top, SOURCES + ('data', 'po'), '.c', '.h', '.py', '.sh', '.ui', '.css', '.build', '.in', '.xml'):
        for number, line in enumerate(path.read_text().split('\n'), 1):
            if MARKER.search(line):
                yield path, f'line {number} is a reminder: {line.strip()}'


def floors(top):
    """Calls only go down, and each library is used by the floors that are meant to."""
    home = {path.name: path.parent.name for path in files(top, ('src',), '.h')}
    for path in files(top, ('src',), '.c', '.h'):
        floor = path.relative_to(top / 'src').parts[0]
        for kind, name in INCLUDE.findall(path.read_text()):
            if kind == '"' and '/' in name:
                yield path, f'includes {name}: headers are included by name alone'
            other = home.get(name, floor) if kind == '"' else floor
            if path.name != 'main.c' and other != floor and other not in FLOORS[floor]:
                yield path, f'{floor} includes {name} of {other}'
            for library, users in LIBRARIES.items():
                if kind == '<' and name.startswith(library) and floor not in users:
                    yield path, f'{floor} includes {name}'
        if floor != 'store' and re.search(r'"\s*SELECT\b', path.read_text()):
            yield path, 'SQL outside the store'


def translations(top):
    """What xgettext reads is what has something to translate, no file more and no file less."""
    listed = [line for line in (top / 'po' / 'POTFILES').read_text().split('\n') if line and not line.startswith('#')]
    for name in listed:
        if not (top / name).is_file():
            yield top / 'po' / 'POTFILES', f'{name} does not exist'
        elif pathlib.Path(name).suffix in ('.c', '.ui') and not TRANSLATED.search((top / name).read_text()):
            yield top / 'po' / 'POTFILES', f'{name} has nothing to translate'
    if listed != sorted(listed):
        yield top / 'po' / 'POTFILES', 'not sorted'
    for path in list(files(top, ('src',), '.c', '.ui')) + list(files(top, ('data',), '.in')):
        translated = TRANSLATED.search(path.read_text()) or re.search(r'\.(desktop|metainfo\.xml)\.in', path.name)
        if translated and str(path.relative_to(top)) not in listed:
            yield path, 'has something to translate and is not in po/POTFILES'


def tests(top):
    """A test that no meson.build names never runs."""
    for path in files(top, ('tests',), '.c', '.py', '.sh'):
        if path.name.startswith('test-') and path.parent != top / 'tests' / 'dev':
            build = path.parent / 'meson.build'
            name = path.stem.removeprefix('test-')
            if not build.is_file() or not re.search(rf"'(?:test-)?{re.escape(name)}(?:{re.escape(path.suffix)})?'", build.read_text()):
                yield path, 'no test of this name in meson.build'


RULES = {rule.__name__: rule for rule in (sizes, licences, markers, floors, translations, tests)}


def main():
    top = pathlib.Path(sys.argv[1])
    found = [breach for name in sys.argv[2:] or RULES for breach in RULES[name](top)]
    for path, what in found:
        print(f'{path.relative_to(top)}: {what}')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())

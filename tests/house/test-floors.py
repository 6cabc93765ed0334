#!/usr/bin/env python3
# A call upwards does not compile. SPDX-License-Identifier: GPL-3.0-or-later
"""For every pair of floors, a file of the one that includes a header of the other is preprocessed with the very options the first is
built with: that works exactly where the house allows it. It would catch a dependency in a meson.build that opens a floor to one it
must not see, and one that was lost."""
import json
import pathlib
import shlex
import subprocess
import sys

import tap

TOP, BUILD = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
SEES = {'core': {'core'}, 'api': {'api', 'core'}, 'store': {'store', 'core'}, 'sync': {'sync', 'api', 'store', 'core'},
        'sandbox': {'sandbox'}, 'cli': {'cli', 'sync', 'core'}, 'ui': {'ui', 'sync', 'core', 'sandbox'}}


def options_of(floors):
    """How a library file of each floor is compiled, without its names for input and output."""
    found = {}
    for entry in json.loads((BUILD / 'compile_commands.json').read_text()):
        source = (pathlib.Path(entry['directory']) / entry['file']).resolve()
        floor = source.parent.name
        if source.parent == TOP / 'src' / floor and f'libfoyer-{floor}.a.p' in entry['output'] and floor in floors:
            words = shlex.split(entry['command'])
            found[floor] = [word for word in words if word.startswith(('-I', '-D', '-std', '-pthread'))], entry['directory']
    return found


def header_of(floor):
    """A header that stands alone; any will do."""
    return next((path.name for path in sorted((TOP / 'src' / floor).glob('*.h'))), None)


options = options_of(SEES)
for floor, (words, folder) in sorted(options.items()):
    for other in SEES:
        header = header_of(other)
        if header:
            result = subprocess.run(['cc', *words, '-E', '-x', 'c', '-o', '/dev/null', '-'], cwd=folder, check=False,
                                    input=f'#include "{header}"\n', capture_output=True, text=True)
            compiles = result.returncode == 0
            may = other in SEES[floor]
            tap.check(f"{floor} {'sees' if may else 'does not see'} {other}", compiles == may, result.stderr or f'{header} was found')
            if not compiles and not may:
                tap.check(f'{floor} is stopped for that reason', f'{header}: No such file' in result.stderr, result.stderr)
tap.done()

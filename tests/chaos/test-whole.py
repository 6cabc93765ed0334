#!/usr/bin/env python3
# Nobody ships what is broken on purpose. SPDX-License-Identifier: GPL-3.0-or-later
"""Would catch anything but the drivers of the chaos run that is built without a safeguard, and a driver that is installed."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'house'))
import tap

TOP = pathlib.Path(sys.argv[1])
DRIVERS = TOP / 'tests/chaos/meson.build'

files = [path for folder in ('src', 'tests', 'data', 'flatpak', '.ci', 'build-aux') for path in (TOP / folder).rglob('*')
         if path.is_file() and path.suffix in ('.build', '.json', '.yml', '.yaml', '.sh')]
setting = [str(path) for path in (*files, TOP / 'meson.build', TOP / 'meson.options') if 'FOYER_BREAK' in path.read_text()]
tap.check('only the drivers of the chaos run are broken', setting == [str(DRIVERS)], setting)
tap.check('they are not installed', 'install' not in DRIVERS.read_text())

header = (TOP / 'src/core/foyer-breakage.h').read_text()
names = {name.lower().replace('_', '-') for name in re.findall(r'#define FOYER_BREAK_(\w+) +[1-9]', header)}
drivers = set(re.findall(r"^  '([a-z-]+)': '\.\./", DRIVERS.read_text(), re.MULTILINE))
tap.check('each safeguard that can be taken out has its driver', names and names == drivers, names ^ drivers)
tap.done()

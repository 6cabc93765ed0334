#!/usr/bin/env python3
# Nobody ships a build that is broken on purpose. SPDX-License-Identifier: GPL-3.0-or-later
"""Would catch a build option "break" that is not off by itself, a packaging that sets it, and a build that is tested with it."""
import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'house'))
import tap

TOP, BUILD = map(pathlib.Path, sys.argv[1:])

option = re.search(r"option\('break',.*?value: '([^']*)'", (TOP / 'meson.options').read_text(), re.DOTALL)
tap.check('the option is off unless told', option and option[1] == 'none', option)

options = json.loads(subprocess.run(['meson', 'introspect', '--buildoptions', BUILD], capture_output=True, check=True).stdout)
here = [each['value'] for each in options if each['name'] == 'break']
tap.check('this build is whole', here == ['none'], here)

setting = [str(path) for folder in ('flatpak', '.ci', 'data') for path in (TOP / folder).rglob('*')
           if path.is_file() and re.search(rb'-Dbreak|"break"', path.read_bytes())]
tap.check('no packaging sets it', not setting, setting)
tap.done()

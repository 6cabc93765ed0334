#!/usr/bin/env python3
# The rules of the house hold, and each of them would see a breach. SPDX-License-Identifier: GPL-3.0-or-later
"""A checker that sees nothing is quiet too: so each rule is run on the project, where it must be quiet, and on a small project with one
breach, where it must name the file."""
import pathlib
import subprocess
import sys
import tempfile

import tap

CHECK = pathlib.Path(sys.argv[1])
TOP = CHECK.parent.parent
LICENCE = '/* SPDX-License-Identifier: GPL-3.0-or-later */\n'

# What is sound, and for each rule the files that break it, with what must be said of them.
SOUND = {
    'src/core/foyer-lead.c': LICENCE + '#include "foyer-lead.h"\nconst char *name = _ ("Lead");\n',
    'src/core/foyer-lead.h': LICENCE,
    'src/api/foyer-client.c': LICENCE + '#include <libsoup/soup.h>\n#include "foyer-client.h"\n#include "foyer-lead.h"\n',
    'src/api/foyer-client.h': LICENCE,
    'src/ui/foyer-window.ui': '<?xml version="1.0"?>\n<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n<interface/>\n',
    'po/POTFILES': '# Sorted\nsrc/core/foyer-lead.c\n',
    'tests/core/test-lead.c': LICENCE,
    'tests/core/meson.build': "foreach name : ['lead']\nendforeach\n",
}
BREACHES = [
    ('sizes', 'src/core/foyer-lead.h', LICENCE + '\n' * 600),
    ('licences', 'src/core/foyer-lead.h', '\n' + LICENCE),
    ('licences', 'src/ui/foyer-window.ui', '<?xml version="1.0"?>\n<interface/>\n'),
    ('markers', 'src/core/foyer-lead.h', LICENCE + '/* TO' 'DO: the rest */\n'),
    ('markers', 'po/meson.build', '# FIX' 'ME\n'),
    ('floors', 'src/core/foyer-lead.c', LICENCE + '#include "foyer-client.h"\n'),
    ('floors', 'src/core/foyer-lead.c', LICENCE + '#include "../api/foyer-client.h"\n'),
    ('floors', 'src/core/foyer-lead.c', LICENCE + '#include <gtk/gtk.h>\n'),
    ('floors', 'src/sandbox/foyer-sandbox.c', LICENCE + '#include "foyer-lead.h"\n'),
    ('floors', 'src/sync/foyer-session.c', LICENCE + 'const char *sql = "SELECT 1";\n'),
    ('translations', 'src/ui/foyer-window.ui', '<property name="title" translatable="yes">Lead</property>\n'),
    ('translations', 'src/api/foyer-client.c', 'char *reason = C_ ("reason", "Gone");\n'),
    ('translations', 'po/POTFILES', 'src/core/foyer-lead.c\nsrc/core/foyer-gone.c\n'),
    ('translations', 'po/POTFILES', 'src/api/foyer-client.c\nsrc/core/foyer-lead.c\n'),
    ('translations', 'data/foyer.desktop.in', '[Desktop Entry]\nName=Foyer\n'),
    ('tests', 'tests/core/test-forgotten.c', LICENCE),
]


def run(top, *rules):
    return subprocess.run([sys.executable, CHECK, top, *rules], capture_output=True, text=True, check=False)


def check_sample(name, changed, rule=None):
    """A sound project, changed; returns what the rule says of it."""
    with tempfile.TemporaryDirectory(prefix='foyer-house-') as folder:
        for path, content in {**SOUND, **changed}.items():
            path = pathlib.Path(folder) / path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        return run(folder, *([rule] if rule else []))


for rule in dict.fromkeys(rule for rule, _, _ in BREACHES):
    result = run(TOP, rule)
    tap.check(f'{rule}: the project', result.returncode == 0, result.stdout + result.stderr)
result = check_sample('sound', {})
tap.check('a sound project is sound', result.returncode == 0 and not result.stdout, result.stdout + result.stderr)
for rule, path, content in BREACHES:
    result = check_sample(rule, {path: content}, rule)
    tap.check(f'{rule}: a breach in {path}', result.returncode == 1 and result.stdout.startswith(path), result.stdout + result.stderr)
tap.done()

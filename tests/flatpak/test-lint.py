#!/usr/bin/env python3
# What Foyer installs is what publishers ask for, and each of the rules would see a breach. SPDX-License-Identifier: GPL-3.0-or-later
"""A checker that sees nothing is quiet too. So the rules are run on what the build installs, where they must be quiet, and then on the
same with one thing changed in it, where the rule must say the words."""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import lint
import tap

SOURCE, BUILD, PREFIX, ID = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
MANIFEST = SOURCE / 'flatpak' / f'{ID}.json'
DESKTOP = f'applications/{ID}.desktop'
METAINFO = f'metainfo/{ID}.metainfo.xml'
ICON = f'icons/hicolor/scalable/apps/{ID}.svg'
SERVICE = f'dbus-1/services/{ID}.service'
SMALL_PNG = b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10'

# (rule, words, what is changed in the manifest)
MANIFESTS = [
    ('manifest', 'not called', {'id': 'io.github.foyer_crm.Other'}),
    ('manifest', 'four or more parts', {'id': 'org.Foyer'}),
    ('manifest', 'lower case', {'id': 'io.GitHub.foyer_crm.Foyer'}),
    ('manifest', 'plain name', {'command': '/app/bin/foyer'}),
    ('manifest', 'not a pair', {'sdk': 'org.freedesktop.Sdk'}),
    ('manifest', 'stable version', {'runtime-version': 'master'}),
    ('manifest', 'names a branch', {'branch': 'master'}),
    ('manifest', 'translations', {'separate-locales': True}),
    ('manifest', 'debugging', {'cleanup': ['/lib/debug']}),
    ('manifest', 'builds nothing', {'modules': []}),
    ('manifest', "builder's business", {'modules': [{'name': 'foyer', 'config-opts': ['--buildtype=debug']}]}),
    ('manifest', 'with the network', {'modules': [{'name': 'foyer', 'build-options': {'build-args': ['--share=network']}}]}),
    ('manifest', 'a branch is not', {'modules': [{'name': 'foyer', 'sources': [{'type': 'git', 'url': 'https://a.example'}]}]}),
    ('manifest', 'no sha256', {'modules': [{'name': 'foyer', 'sources': [{'type': 'file', 'url': 'https://a.example'}]}]}),
    ('manifest', 'not https', {'modules': [{'name': 'foyer', 'sources': [{'type': 'file', 'sha256': 'x', 'url': 'http://a.example'}]}]}),
    ('permissions', '--filesystem=home is not needed', {'finish-args': sorted(lint.PERMISSIONS) + ['--filesystem=home']}),
    ('permissions', '--talk-name=org.freedesktop.secrets is not',
     {'finish-args': sorted(lint.PERMISSIONS) + ['--talk-name=org.freedesktop.secrets']}),
    ('permissions', '--device=dri is missing', {'finish-args': sorted(lint.PERMISSIONS - {'--device=dri'})}),
    ('permissions', 'twice', {'finish-args': sorted(lint.PERMISSIONS) + ['--share=ipc']}),
]
# (rule, words, file, a pattern in it, what replaces that); without a pattern the replacement is the whole file, None is no file.
FILES = [
    ('desktop', 'not installed', DESKTOP, None, None),
    ('desktop', 'other entries', 'applications/other.desktop', None, '[Desktop Entry]\n'),
    ('desktop', 'no Comment', DESKTOP, r'(?m)^Comment=.*$', ''),
    ('desktop', 'not an Application', DESKTOP, 'Type=Application', 'Type=Link'),
    ('desktop', 'its icon is', DESKTOP, r'(?m)^Icon=.*$', 'Icon=foyer'),
    ('desktop', 'hidden', DESKTOP, 'Type=Application', 'Type=Application\nNoDisplay=true'),
    ('desktop', 'categories', DESKTOP, r'(?m)^Categories=.*$', 'Categories=GNOME;GTK;'),
    ('desktop', 'nowhere', DESKTOP, r'(?m)^Actions=', 'Actions=none;'),
    ('desktop', 'starts flatpak', DESKTOP, r'(?m)^Exec=foyer', 'Exec=flatpak run foyer'),
    ('activation', 'there is none', SERVICE, None, None),
    ('activation', 'does not use', DESKTOP, 'DBusActivatable=true', 'DBusActivatable=false'),
    ('activation', 'is for org.other', SERVICE, None, '[D-BUS Service]\nName=org.other\nExec=/app/bin/foyer --gapplication-service\n'),
    ('activation', 'open a window', SERVICE, None, f'[D-BUS Service]\nName={ID}\nExec=/app/bin/foyer\n'),
    ('activation', 'not exported', 'gnome-shell/search-providers/foyer.ini', None,
     f'[Shell Search Provider]\nDesktopId={ID}.desktop\nBusName={ID}\n'),
    ('activation', 'another application', f'gnome-shell/search-providers/{ID}.search-provider.ini', None,
     '[Shell Search Provider]\nDesktopId=org.other.desktop\n'),
    ('icons', 'not installed', ICON, None, None),
    ('icons', 'no square drawing', ICON, r'viewBox="[^"]*"', 'viewBox="0 0 128 64"'),
    ('icons', 'in disguise', ICON, '</svg>', '<image href="data:,"/></svg>'),
    ('icons', 'not named after', 'icons/hicolor/scalable/apps/foyer.svg', None, '<svg/>'),
    ('icons', 'no drawing', f'icons/hicolor/scalable/apps/{ID}.png', None, SMALL_PNG),
    ('icons', 'no PNG', f'icons/hicolor/64x64/apps/{ID}.svg', None, '<svg/>'),
    ('icons', 'is 16x16', f'icons/hicolor/64x64/apps/{ID}.png', None, SMALL_PNG),
    ('metainfo', 'not installed', METAINFO, None, None),
    ('metainfo', 'desktop application', METAINFO, 'type="desktop-application"', 'type="addon"'),
    ('metainfo', 'it is about', METAINFO, f'<id>{ID}</id>', '<id>org.other</id>'),
    ('metainfo', 'launch', METAINFO, f'>{ID}.desktop<', '>foyer.desktop<'),
    ('metainfo', 'none that a catalogue', METAINFO, '>CC0-1.0<', '>GPL-3.0-or-later<'),
    ('metainfo', 'say the licence', METAINFO, '<project_license>[^<]*</project_license>', ''),
    ('metainfo', 'the summary', METAINFO, '<summary>[^<]*<', '<summary>Enter sales leads safely.<'),
    ('metainfo', 'the summary', METAINFO, '<summary>[^<]*<', '<summary>A summary that is longer than a list has room for<'),
    ('metainfo', 'who makes it', METAINFO, '<developer id="[^"]*"', '<developer'),
    ('metainfo', 'no description', METAINFO, '(?s)<description>.*?</description>', ''),
    ('metainfo', 'content rating', METAINFO, '<content_rating[^>]*/>', ''),
    ('metainfo', 'kind bugtracker', METAINFO, '<url type="bugtracker">[^<]*</url>', ''),
    ('metainfo', 'colour', METAINFO, 'scheme_preference="dark"', ''),
    ('releases', 'there is none', METAINFO, '(?s)<releases>.*</releases>', ''),
    ('releases', 'in order', METAINFO, '</releases>', '<release version="9" date="2099-01-01"/></releases>'),
    ('releases', 'what is new', METAINFO, '<releases>', '<releases><release version="9" type="development" date="2099-01-01"/>'),
    ('releases', 'no screenshot', METAINFO, '(?s)(<screenshots>.*</screenshots>.*)?<releases>', '<releases><release version="9" date="2099-01-01"/>'),
    ('releases', 'is the first', METAINFO, '</component>', '<screenshots><screenshot type="default"/></screenshots></component>'),
    ('releases', 'no caption', METAINFO, '</component>', '<screenshots><screenshot/></screenshots></component>'),
    ('releases', 'no address', METAINFO, '</component>', '<screenshots><screenshot/></screenshots></component>'),
]


def changed(share, folder, path, pattern, replacement):
    """A copy of what is installed, with one thing changed in it; nothing when there is nothing to change."""
    copy = folder / 'share'
    shutil.copytree(share, copy)
    target = copy / path
    if replacement is None:
        target.unlink()
        return copy
    if pattern is None:
        content = replacement
    else:
        content, number = re.subn(pattern, lambda _: replacement, target.read_text(encoding='utf-8'), count=1)
        if not number:
            return None
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return copy


def check_breach(rule, words, what, manifest, share):
    """The rule sees it, and nothing breaks on the way."""
    found = lint.lint(manifest, share) if share else 'there is nothing to change'
    tap.check(f'{rule}: a breach in {what} ({words})', any(name == rule and words in said for name, said in found if share), found)


def main():
    with tempfile.TemporaryDirectory(prefix='foyer-lint-') as name:
        folder = pathlib.Path(name)
        installed = subprocess.run(['meson', 'install', '-C', BUILD, '--no-rebuild', '--quiet', '--destdir', str(folder / 'root')],
                                   capture_output=True, text=True, check=False)
        share = folder / 'root' / PREFIX.lstrip('/') / 'share'
        tap.check('the build can be installed', installed.returncode == 0, installed.stdout + installed.stderr)
        shutil.rmtree(share / 'icons' / 'hicolor' / 'index.theme', ignore_errors=True)

        found = lint.lint(MANIFEST, share)
        tap.check('what is installed', not found, '\n'.join(f'{rule}: {what}' for rule, what in found))

        shipped, development = (json.loads((SOURCE / 'flatpak' / f'io.github.foyer_crm.Foyer{suffix}.json').read_text())
                                for suffix in ('', '.Devel'))
        development['id'] = development['id'].removesuffix('.Devel')
        development['modules'][0]['config-opts'].remove('-Dprofile=development')
        tap.check('the development variant differs in its profile only', shipped == development)

        for number, (rule, words, change) in enumerate(MANIFESTS):
            path = folder / str(number) / f'{ID}.json'
            path.parent.mkdir()
            path.write_text(json.dumps({**json.loads(MANIFEST.read_text()), **change}))
            check_breach(rule, words, 'the manifest', path, share)
        for number, (rule, words, path, pattern, replacement) in enumerate(FILES, len(MANIFESTS)):
            (folder / str(number)).mkdir()
            check_breach(rule, words, path, MANIFEST, changed(share, folder / str(number), path, pattern, replacement))
    tap.done()


main()

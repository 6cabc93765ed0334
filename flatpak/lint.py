#!/usr/bin/env python3
# What the usual publishers of Flatpaks ask of a manifest and of what it installs. SPDX-License-Identifier: GPL-3.0-or-later
"""Usage: lint.py MANIFEST SHARE. SHARE is the installed share folder. Prints every breach as "rule: what" and ends with 1 if there is
one. Their own tool needs the network and a root of its own; these are its rules as far as they can concern Foyer, and ours are
stricter where it says so. tests/flatpak/test-lint.py shows each of them a breach that it must see."""
import configparser
import json
import pathlib
import re
import struct
import sys
import xml.etree.ElementTree

# The window, the network and the graphics device: nothing else is needed, so nothing else is asked for.
PERMISSIONS = {'--share=ipc', '--share=network', '--socket=fallback-x11', '--socket=wayland', '--device=dri'}
TOOLKITS = {'GNOME', 'GTK', 'KDE', 'Qt', 'XFCE', 'Application'}
FREE_METADATA_LICENCES = {'CC0-1.0', 'FSFAP', 'MIT', '0BSD'}


def desktop_entry(path):
    """A parsed desktop entry, service or provider file, its keys as they are written."""
    parser = configparser.ConfigParser(interpolation=None, strict=True, delimiters=('=',), comment_prefixes=('#',))
    parser.optionxform = str
    parser.read_string(path.read_text(encoding='utf-8'))
    return parser


def manifest(project):
    """The manifest says what is built, reproducibly, and is named after it."""
    data, app_id = project.manifest, project.id
    if project.manifest_path.name != app_id + '.json':
        yield f'the file is not called {app_id}.json'
    parts = app_id.split('.')
    if len(parts) < 4 or not all(re.fullmatch('[A-Za-z_][A-Za-z0-9_]*', part) for part in parts) or len(app_id) > 255:
        yield f'{app_id} is not an id of four or more parts below a code host'
    if app_id != app_id[:app_id.rindex('.')].lower() + app_id[app_id.rindex('.'):] and not app_id.endswith('.Devel'):
        yield f'{app_id}: the domain is not in lower case'
    if not re.fullmatch('[a-z][a-z0-9-]*', data.get('command', '')):
        yield 'the command is not the plain name of a program'
    if (data.get('runtime'), data.get('sdk')) != ('org.gnome.Platform', 'org.gnome.Sdk'):
        yield 'runtime and SDK are not a pair'
    if not re.fullmatch('[0-9]+', data.get('runtime-version', '')):
        yield 'the runtime is not a stable version'
    if {'branch', 'default-branch'} & set(data):
        yield 'it names a branch'
    if data.get('separate-locales', True):
        yield 'a single-file bundle would not carry the translations'
    if '/lib/debug' in data.get('cleanup', ()):
        yield 'it throws the debugging information away'
    if not data.get('modules'):
        yield 'it builds nothing'
    for module in data.get('modules', ()):
        for option in module.get('config-opts', ()):
            if re.match('-Dprefix|--prefix|-Dbuildtype|--buildtype|-Ddebug|-Dstrip', option):
                yield f"module {module['name']}: {option} is the builder's business"
        if '--share=network' in module.get('build-options', {}).get('build-args', ()):
            yield f"module {module['name']}: it is built with the network"
        for source in module.get('sources', ()):
            if source['type'] == 'git' and not source.get('commit'):
                yield f"module {module['name']}: a branch is not a source"
            if source['type'] in ('archive', 'file') and 'url' in source and not source.get('sha256'):
                yield f"module {module['name']}: {source['url']} has no sha256"
            if 'url' in source and not source['url'].startswith('https://'):
                yield f"module {module['name']}: {source['url']} is not https"


def permissions(project):
    """Exactly what Foyer needs. A publisher would allow more of them, with a reason; there is none."""
    asked = project.manifest.get('finish-args', [])
    for argument in sorted(set(asked) - PERMISSIONS):
        yield f'{argument} is not needed'
    for argument in sorted(PERMISSIONS - set(asked)):
        yield f'{argument} is missing'
    if len(asked) != len(set(asked)):
        yield 'one is asked for twice'


def desktop(project):
    """One visible desktop entry, named after the application, that starts its command."""
    path = project.share / 'applications' / (project.id + '.desktop')
    others = [other.name for other in (project.share / 'applications').glob('*.desktop') if other != path]
    if others:
        yield f"other entries are installed, too: {', '.join(others)}"
    if not path.is_file():
        yield f'{path.name} is not installed'
        return
    parsed = desktop_entry(path)
    entry = parsed['Desktop Entry']
    for key in ('Name', 'Comment', 'Exec', 'Icon', 'Categories', 'Keywords'):
        if not entry.get(key):
            yield f'it has no {key}'
    if entry.get('Type') != 'Application':
        yield 'it is not an Application'
    if entry.get('Icon') and entry['Icon'] != project.id:
        yield f"its icon is {entry['Icon']}"
    if entry.get('NoDisplay') == 'true' or entry.get('Hidden') == 'true':
        yield 'it is hidden'
    if not set(filter(None, entry.get('Categories', '').split(';'))) - TOOLKITS:
        yield 'its categories say nothing'
    actions = [action for action in entry.get('Actions', '').split(';') if action]
    for action in actions:
        if f'Desktop Action {action}' not in parsed:
            yield f'the action {action} is nowhere'
    for name in parsed.sections():
        started = parsed[name].get('Exec', '').split()
        if started and started[0] != project.manifest.get('command'):
            yield f'[{name}] starts {started[0]}'


def activation(project):
    """The D-Bus service and the entry that promises it come together, and carry the application's name."""
    entry = project.share / 'applications' / (project.id + '.desktop')
    promised = entry.is_file() and desktop_entry(entry)['Desktop Entry'].get('DBusActivatable') == 'true'
    services = list((project.share / 'dbus-1' / 'services').glob('*'))
    names = [service.name for service in services]
    if promised and project.id + '.service' not in names:
        yield 'the desktop entry promises a D-Bus service, and there is none'
    if not promised:
        yield 'the desktop entry does not use a D-Bus service'
    for service in services:
        name = desktop_entry(service)['D-BUS Service'].get('Name')
        if not service.name.startswith(project.id) or name != service.name.removesuffix('.service'):
            yield f'{service.name} is for {name}'
        if '--gapplication-service' not in desktop_entry(service)['D-BUS Service'].get('Exec', ''):
            yield f'{service.name} would open a window'
    for provider in (project.share / 'gnome-shell' / 'search-providers').glob('*'):
        parsed = desktop_entry(provider)['Shell Search Provider']
        if not provider.name.startswith(project.id):
            yield f'{provider.name} is not exported'
        if parsed.get('DesktopId') != project.id + '.desktop' or not parsed.get('BusName', '').startswith(project.id):
            yield f'{provider.name} is for another application'


def icons(project):
    """A full-colour and a symbolic drawing, square, under names that a Flatpak may export; pictures have their folder's size."""
    hicolor = project.share / 'icons' / 'hicolor'
    wanted = {f'scalable/apps/{project.id}.svg': 64, f'symbolic/apps/{project.id}-symbolic.svg': 16}
    for name, least in wanted.items():
        if not (hicolor / name).is_file():
            yield f'{name} is not installed'
            continue
        root = xml.etree.ElementTree.parse(hicolor / name).getroot()
        box = [float(number) for number in root.get('viewBox', f"0 0 {root.get('width', 0)} {root.get('height', 0)}").split()]
        if root.tag != '{http://www.w3.org/2000/svg}svg' or box[2] != box[3] or box[2] < least:
            yield f'{name} is no square drawing of {least} or more'
        if root.find('.//{http://www.w3.org/2000/svg}image') is not None:
            yield f'{name} is a picture in disguise'
    for path in hicolor.glob('*/*/*'):
        name = path.relative_to(hicolor)
        if not re.match(re.escape(project.id) + r'[-.]', path.name):
            yield f'{name} is not exported: it is not named after the application'
        if name.parts[0] in ('scalable', 'symbolic'):
            if path.suffix != '.svg':
                yield f'{name} is no drawing'
        elif path.suffix != '.png':
            yield f'{name} is no PNG'
        else:
            width, height = struct.unpack('>II', path.read_bytes()[16:24])
            if f'{width}x{height}' != name.parts[0]:
                yield f'{name} is {width}x{height}'


def find_metainfo(project):
    """flatpak-builder before 1.4 renames it on the way."""
    for name in (f'metainfo/{project.id}.metainfo.xml', f'appdata/{project.id}.appdata.xml'):
        if (project.share / name).is_file():
            return xml.etree.ElementTree.parse(project.share / name).getroot()
    return None


def metainfo(project):
    """What a software centre shows: who, what, under which licence, for whom, and what is new."""
    component = find_metainfo(project)
    if component is None:
        yield 'it is not installed'
        return

    def text(tag):
        return (component.findtext(tag) or '').strip()

    if component.tag != 'component' or component.get('type') != 'desktop-application':
        yield 'it does not describe a desktop application'
    if text('id') != project.id:
        yield f"it is about {text('id')}"
    launchable = component.find("launchable[@type='desktop-id']")
    if launchable is None or launchable.text != project.id + '.desktop':
        yield 'it does not launch the desktop entry'
    if text('metadata_license') not in FREE_METADATA_LICENCES:
        yield 'its own licence is none that a catalogue can take'
    if not text('project_license'):
        yield 'it does not say the licence'
    name, summary = text('name'), text('summary')
    if not name or len(name) > 20 and not project.id.endswith('.Devel'):
        yield f'the name has {len(name)} characters, 20 are the most'
    if not 10 <= len(summary) <= 35 or summary.endswith('.') or not summary[:1].isupper():
        yield f'the summary is not a line of 10 to 35 characters without a full stop: {len(summary)}, "{summary}"'
    developer = component.find('developer')
    if developer is None or not developer.get('id') or not developer.findtext('name'):
        yield 'it does not say who makes it'
    if component.find('description/p') is None:
        yield 'it has no description'
    if component.find('content_rating') is None:
        yield 'it has no content rating'
    for kind in ('homepage', 'bugtracker', 'vcs-browser'):
        if not (component.findtext(f"url[@type='{kind}']") or '').startswith('https://'):
            yield f'it has no address of the kind {kind}'
    colours = {colour.get('scheme_preference') for colour in component.iterfind("branding/color[@type='primary']")}
    if colours != {'light', 'dark'}:
        yield 'it has no colour of its own for both styles'


def releases(project):
    """The newest first, each with a date and what is new; what is not marked as development can be looked at."""
    component = find_metainfo(project)
    found = component.findall('releases/release') if component is not None else []
    if not found:
        yield 'there is none'
        return
    dates = [release.get('date', '') for release in found]
    if not all(re.fullmatch(r'\d{4}-\d{2}-\d{2}', date) for date in dates) or dates != sorted(dates, reverse=True):
        yield 'they are not in order'
    for release in found:
        if release.find('description/p') is None and release.find('description/ul') is None:
            yield f"{release.get('version')} does not say what is new"
    screenshots = component.findall('screenshots/screenshot')
    if found[0].get('type', 'stable') == 'stable' and not screenshots:
        yield 'the newest is a stable one, and there is no screenshot'
    if screenshots and sum(screenshot.get('type') == 'default' for screenshot in screenshots) != 1:
        yield 'not one screenshot is the first'
    for screenshot in screenshots:
        if not (screenshot.findtext('caption') or '').strip() or (screenshot.findtext('caption') or '').strip().endswith('.'):
            yield 'a screenshot has no caption, or one with a full stop'
        if not (screenshot.findtext('image') or '').strip().startswith('https://'):
            yield 'a screenshot has no address'


class Project:
    """A manifest, and what was installed by it."""

    def __init__(self, manifest_path, share):
        self.manifest_path = pathlib.Path(manifest_path)
        self.share = pathlib.Path(share)
        self.manifest = json.loads(self.manifest_path.read_text(encoding='utf-8'))
        self.id = self.manifest['id']


RULES = (manifest, permissions, desktop, activation, icons, metainfo, releases)


def lint(manifest_path, share):
    """Every breach, as (rule, what)."""
    project = Project(manifest_path, share)
    return [(rule.__name__, what) for rule in RULES for what in rule(project)]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    found = lint(*sys.argv[1:])
    for rule, what in found:
        print(f'{rule}: {what}')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
